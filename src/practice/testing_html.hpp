// Reads back the pages that a site has written, as far as tests need it: their words and their forms. Only for markup of our own
// builders, whose attributes stand in double quotes.
#pragma once

#include "web/form.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearth::practice::testing {

/// Text as people read it: &lt; is <.
inline std::string unescaped(std::string_view text) {
  constexpr std::pair<std::string_view, char> entities[] = {{"&amp;", '&'},  {"&lt;", '<'},   {"&gt;", '>'},
                                                            {"&quot;", '"'}, {"&#39;", '\''}, {"&#92;", '\\'}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    auto found = std::ranges::find_if(entities, [&](const auto& e) { return text.substr(i).starts_with(e.first); });
    if (found == std::end(entities)) {
      out += text[i++];
    } else {
      out += found->second;
      i += found->first.size();
    }
  }
  return out;
}

struct Tag {
  std::string name;  ///< "input", "/form"
  std::map<std::string, std::string, std::less<>> attributes;
  std::size_t begin = 0, end = 0;  ///< Of its text in the page.
  bool has(std::string_view attribute) const { return attributes.find(attribute) != attributes.end(); }
  std::string operator[](std::string_view attribute) const {
    auto found = attributes.find(attribute);
    return found == attributes.end() ? std::string() : found->second;
  }
};

/// The first tag that begins at `from` or after it.
inline std::optional<Tag> next_tag(std::string_view html, std::size_t from) {
  constexpr std::string_view blanks = " \t\r\n";
  for (from = html.find('<', from); from != html.npos && html.substr(from).starts_with("<!"); from = html.find('<', from + 1)) {
  }
  if (from == html.npos) return std::nullopt;
  Tag tag;
  tag.begin = from;
  auto at = std::min(html.find_first_of(" \t\r\n>", from), html.size());
  tag.name = html.substr(from + 1, at - from - 1);
  while (at < html.size() && html[at] != '>') {
    at = std::min(html.find_first_not_of(blanks, at), html.size());
    if (at == html.size() || html[at] == '>') break;
    const auto end = std::min(html.find_first_of("= \t\r\n>", at), html.size());
    const auto name = html.substr(at, end - at);
    std::string value;
    at = end;
    if (html.substr(at).starts_with("=\"")) {
      const auto close = std::min(html.find('"', at + 2), html.size());
      value = unescaped(html.substr(at + 2, close - at - 2));
      at = close + 1;
    }
    tag.attributes.insert_or_assign(std::string(name), std::move(value));
  }
  tag.end = std::min(at + 1, html.size());
  return tag;
}

/// A form of a page, with what a browser would send if nothing were typed.
struct PageForm {
  std::string action;  ///< The path that it is sent to.
  std::string method;
  std::vector<web::Field> fields;

  /// As if a person had typed these: each replaces what stood under its name; a name may be given several times.
  std::vector<web::Field> typed(const std::vector<web::Field>& given) const {
    auto all = fields;
    std::erase_if(all, [&](const web::Field& f) { return std::ranges::find(given, f.name, &web::Field::name) != given.end(); });
    all.insert(all.end(), given.begin(), given.end());
    return all;
  }
};

inline std::vector<PageForm> forms_of(std::string_view html, std::string_view page_path) {
  std::vector<PageForm> forms;
  std::optional<web::Field> selecting;  // a select, with its first option until another is selected
  for (auto tag = next_tag(html, 0); tag; tag = next_tag(html, tag->end)) {
    if (tag->name == "form") {
      forms.push_back({tag->has("action") ? (*tag)["action"] : std::string(page_path), (*tag)["method"], {}});
      continue;
    }
    if (forms.empty() || tag->has("disabled")) continue;
    auto& fields = forms.back().fields;
    const auto name = (*tag)["name"], type = (*tag)["type"];
    if (tag->name == "input" && !name.empty() && type != "file" && type != "submit") {
      const bool choice = type == "radio" || type == "checkbox";
      if (!choice || tag->has("checked")) fields.push_back({name, choice && !tag->has("value") ? "on" : (*tag)["value"]});
    } else if (tag->name == "textarea") {
      const auto close = std::min(html.find("</textarea>", tag->end), html.size());
      fields.push_back({name, unescaped(html.substr(tag->end, close - tag->end))});
    } else if (tag->name == "select") {
      selecting = web::Field{name, {}};
      fields.push_back(*selecting);
    } else if (tag->name == "option" && selecting && (tag->has("selected") || selecting->value.empty())) {
      if (tag->has("selected") || fields.back().value.empty()) fields.back().value = (*tag)["value"];
    } else if (tag->name == "/select") {
      selecting.reset();
    }
  }
  return forms;
}

/// The words of a page's main part, without tags, with single blanks.
inline std::string words_of(std::string_view html) {
  const auto main = html.find("<main");
  if (main != html.npos) html = html.substr(main, html.find("</main>", main) - main);
  std::string out;
  auto add = [&](std::string_view text) {
    for (char c : unescaped(text)) {
      const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!blank)
        out += c;
      else if (!out.empty() && out.back() != ' ')
        out += ' ';
    }
  };
  std::size_t at = 0;
  for (auto tag = next_tag(html, 0); tag; tag = next_tag(html, at)) {
    add(html.substr(at, tag->begin - at));
    add(" ");
    at = tag->end;
  }
  add(html.substr(std::min(at, html.size())));
  return out;
}

}  // namespace hearth::practice::testing
