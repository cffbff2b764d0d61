// What a page is, before it is bytes: a title and content for an audience.
#pragma once

#include "access/decision.hpp"
#include "html/govuk/govuk.hpp"
#include "html/html.hpp"
#include "journal/labels.hpp"
#include "web/form.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace hearth::practice {

/// A page made for the audience A. It is drawn from a model that a Reader<A> read, and sent to nobody else.
template <Labels A>
struct Page {
  std::string title;
  html::Html body;
  html::Html before{};   ///< Back link or breadcrumbs, in front of the main part.
  bool wide = false;     ///< Uses the whole width of the screen: queues, tables, chronologies.
  std::string script{};  ///< One more script for this page alone, by its name in ui/scripts: "drawing.js".
  bool bare = false;     ///< Without header, navigation and footer: a screen that is handed to a child, a sheet of paper.

  Page& operator<<(const html::Content& content) {
    body.put(content);
    return *this;
  }
};

/// What stands in the address: the values of the pattern's {names}, and the query.
struct Asked {
  std::map<std::string, std::string, std::less<>> path;
  web::Form query;
  const std::string& operator[](std::string_view name) const { return path.find(name)->second; }
};

/// What was typed into a form, and what is wrong with it. Empty when the form is drawn for the first time.
struct Typed {
  web::Form values;
  Refusals wrong;
};

/// A page of a practice that belongs to the record which is shown.
struct Offered {
  std::string words, path;
};

/// What a page is drawn with, besides its model.
struct Drawing {
  const access::Viewer& viewer;
  Instant now;
  std::string_view csrf;  ///< The session's token, for every form.
  std::string_view once;  ///< This drawing's own token: a form sent twice does its work once.
  const Asked& asked;
  std::string_view origin = {};          ///< Where the browser found us: "https://hearth.example", for a link to hand over.
  std::string_view here = {};            ///< The page's address, where the browser's own is another: its form is sent there.
  std::span<const Offered> offers = {};  ///< What the practices have for this record, as far as the viewer may see it.
  Date today() const { return now.date(); }
};

}  // namespace hearth::practice
