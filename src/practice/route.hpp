// Routes: what can be asked of the program, each with who may ask. A route without a guard cannot be written down.
#pragma once

#include "access/reader.hpp"
#include "journal/unit.hpp"
#include "practice/page.hpp"
#include "web/message.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::practice {

/// Who may take a route: the permission, and which {name} of the pattern is the record that it is about ("" when it is about none).
/// The kind of stream behind that name tells whose relationships count: a child itself, or the persons whom a contact is about.
struct Guard {
  access::Permission permission;
  std::string_view record = {};
  std::string_view stream = {};  ///< "child", "contact", "referral": the first part of the record's stream.
};

/// Where a command leaves the person: the page to go to next, the id of what was made.
struct Done {
  std::string location;
  std::string id;
};

/// What a command answers when its record does not exist: the site then says the same as to somebody who has no right to it.
inline std::unexpected<Refusals> nothing_here() { return refuse("", "There is nothing here that you may see"); }

/// A command that has been read, ready to be decided in the writer's transaction.
using Act = std::function<Result<Done>(journal::Unit&)>;

/// A page drawn, before the frame of the site is put around it.
struct Drawn {
  std::string title;
  html::Html body, before;
  bool wide = false;
  std::string script{};  ///< As in Page.
  bool bare = false;
};

/// What a route answers with instead of a page: bytes for the person's own disk, never shown as a page of ours.
struct File {
  std::string name;  ///< "plan.pdf": what it is saved as.
  std::string type;  ///< Its media type: "text/csv; charset=utf-8".
  std::string bytes;
};

/// The media type's reply, always as a download: what somebody else wrote must never run as a page of this service.
web::Reply reply_of(File file);

/// One route, with its types erased: the site needs no template.
struct Route {
  enum class Kind { page, form, command, live, file };
  Kind kind;
  std::string pattern;   ///< "/children/{child}/notes/new"
  std::string practice;  ///< Which practice it belongs to.
  std::string name;      ///< "record_note": for messages and the API's operationId.
  std::string summary;   ///< One line for people who read the API's description.
  Guard guard;
  Labels audience = 0;
  std::string banner;            ///< Said after the command: "Note recorded".
  bool api = true;               ///< Also under /api/v1.
  std::size_t largest_body = 0;  ///< Bytes of a form with files in it; 0: the server's usual limit, which holds no files.

  /// Reads the model and draws it; nullopt: there is no such thing, which looks the same as no right to it.
  std::function<std::optional<Drawn>(access::Visit&, const Drawing&, const Typed&)> draw;
  /// Reads the file that it answers with, for pages and the API alike.
  std::function<std::optional<File>(access::Visit&, const Asked&)> file;
  /// Reads the model as JSON.
  std::function<std::optional<std::string>(access::Visit&, const Asked&)> json;
  /// Reads a command from a form, or from JSON.
  std::function<Result<Act>(const Asked&, const web::Form&)> from_form;
  std::function<Result<Act>(const Asked&, std::string_view)> from_json;

  std::function<boost::json::object()> request_schema, response_schema;

  /// Asked when the guard has kept somebody out, whether or not there is such a record. What it returns is said to somebody who may see
  /// the record and not do this; nullopt looks like nothing there. It may note the attempt, without waiting for that.
  std::function<std::optional<std::string>(const journal::World&, const access::Policy&, const access::Viewer&, const Asked&)> kept_out =
      {};

  bool changes() const { return bool(from_form); }
};

/// One item of the navigation, shown to those whom its guard lets in.
struct NavigationItem {
  std::string words, path;
  access::Permission permission;
  int order = 0;
};

/// A page that a practice adds to the pages of a record: "/children/{child}/three-houses" stands on the child's page, under these words.
struct Offer {
  std::string words, pattern;
  Guard guard;
  int order = 0;
};

/// Matches a path against a pattern; fills the values. A {name} takes exactly one segment, which must be an id.
bool matches(std::string_view pattern, std::string_view path, Asked& asked);

}  // namespace hearth::practice
