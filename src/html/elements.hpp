// The plain elements that pages are written with, in GOV.UK's type and spacing: `h::h1("Lee's map") << h::p("...")`.
#pragma once

#include "html/html.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearth::html::h {

Html h1(const Content& words);  ///< govuk-heading-l
Html h2(const Content& words);  ///< govuk-heading-m
Html h3(const Content& words);  ///< govuk-heading-s

/// A heading of level 1 to 6 in the size "xl", "l", "m" or "s", with an id for links to it.
struct Heading {
  Content text{};
  int level = 2;
  std::string size = "m";
  std::string id{};
  std::string caption{};  ///< A smaller line within the heading, before its text.
};
Html heading(const Heading& options);

Html p(const Content& words);      ///< govuk-body
Html lead(const Content& words);   ///< govuk-body-l
Html small(const Content& words);  ///< govuk-body-s
Html hint(const Content& words);   ///< govuk-hint
Html strong(const Content& words);
Html visually_hidden(const Content& words);  ///< Read out, not seen.

/// What a person wrote, as they wrote it: blank lines part paragraphs, other line breaks stay.
Html paragraphs(std::string_view words);

/// `hidden` is read out after the words, where "Change" alone would not say what.
Html link(const Url& url, const Content& words, std::string_view hidden = {});

Html bullets(const std::vector<Content>& items);  ///< Nothing when there are none; the same for the other two.
Html numbers(const std::vector<Content>& items);
Html list(const std::vector<Content>& items);  ///< Without marks.

/// A moment or day: `machine` as HTML's time element wants it ("2026-04-07"), `words` as people say it.
Html time(std::string_view machine, std::string_view words);

Html image(const Url& url, std::string_view alternative, std::string_view classes = {});

/// A block; `classes` stand in the program.
template <class... Pieces>
Html div(Lit classes, const Pieces&... pieces) {
  return std::move(Html().raw("<div").classes(classes).raw(">").append(join(pieces...)).raw("</div>\n"));
}

/// A part of the page with its own heading: `name` is what it is called when its landmarks are read out.
template <class... Pieces>
Html section(std::string_view name, const Pieces&... pieces) {
  return std::move(Html().raw("<section").attr("aria-label", name).raw(">").append(join(pieces...)).raw("</section>\n"));
}

template <class... Pieces>
Html two_thirds(const Pieces&... pieces) {
  return div("govuk-grid-row", div("govuk-grid-column-two-thirds", pieces...));
}
Html columns(std::initializer_list<std::pair<std::string_view, Html>> columns);  ///< {"two-thirds", ...}, {"one-third", ...}
template <class... Buttons>
Html button_group(const Buttons&... buttons) {
  return div("govuk-button-group", buttons...);
}
Html section_break();

struct Form {
  Url action{};
  std::string method = "post";                                ///< Or "get".
  bool uploads = false;                                       ///< True where the form has a file in it.
  std::vector<std::pair<std::string, std::string>> hidden{};  ///< Such as the token against forged requests.
  std::string classes{};
  Attributes attributes{};
};
/// A form; the server checks it, so the browser does not (GOV.UK's guidance on validation).
Html form(const Form& options, const Html& content);
Html hidden_input(std::string_view name, std::string_view value);

}  // namespace hearth::html::h

namespace hearth {
namespace h = html::h;
}
