// What the tests of this room share: reading published options out of JSON, and comparing HTML.
#pragma once

#include "html/html.hpp"

#include <boost/json.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::html {

/// The door past the types, for published HTML and attribute names. Only tests of this room may name it.
struct FixtureAccess {
  static Html html(std::string_view markup) {
    Html h;
    h.put_unescaped(markup);
    return h;
  }
  /// `name` must outlive the AttrName.
  static AttrName name(std::string_view name) { return {name, AttrName::Unchecked{}}; }
};

namespace fixture {

/// One JSON value read as nunjucks would read it: what is missing is empty, false, null and "" are falsy.
class Options {
 public:
  Options(const boost::json::value* value = nullptr) : value_(value) {}

  Options operator[](std::string_view key) const;
  bool missing() const { return value_ == nullptr; }
  bool truthy() const;
  bool is_text() const { return value_ && value_->is_string(); }
  std::string as_text() const;  ///< "" for what is missing or null; numbers and booleans in words.

  std::string text(std::string_view key, std::string_view otherwise = "") const;
  std::optional<std::string> maybe_text(std::string_view key) const;
  std::optional<bool> maybe_flag(std::string_view key) const;
  bool flag(std::string_view key) const { return (*this)[key].truthy(); }
  int number(std::string_view key, int otherwise = 0) const;
  Content content(std::string_view text_key = "text", std::string_view html_key = "html") const;
  Content html(std::string_view key) const;
  Attributes attributes(std::string_view key = "attributes") const;
  Url url(std::string_view key) const;

  /// Reads each entry of the array under `key`. Falsy ones become a T with `omit` set, where T has that.
  template <class Read>
  auto list(std::string_view key, Read read) const {
    return (*this)[key].entries(read);
  }
  template <class Read>
  auto entries(Read read) const {
    std::vector<decltype(read(Options()))> all;
    if (!value_ || !value_->is_array()) return all;
    for (const auto& entry : value_->get_array()) {
      Options options(&entry);
      if (options.truthy()) all.push_back(read(options));
      if constexpr (requires { all.back().omit; })
        if (!options.truthy()) all.emplace_back().omit = true;
    }
    return all;
  }
  const boost::json::value* value() const { return value_; }

 private:
  const boost::json::value* value_;
};

/// HTML with what never shows taken out: whitespace runs are one space, and none stands beside a block's edge or between
/// attributes, and a class counts once. Everything else counts: order of attributes, spaces beside inline elements, every character of a
/// text.
std::string normal(std::string_view html);

/// The first place where two normal forms differ, with some context; "" when they are equal.
std::string first_difference(std::string_view ours, std::string_view theirs);

/// Where npm has put the packages: HEARTH_NODE_MODULES, or ui/node_modules of the source.
std::string node_modules();

/// The first drawing in published HTML: logos are handed to our headers and footers, since they belong to others.
Html drawing_in(std::string_view html);

/// The parsed file. Throws std::runtime_error with a sentence that says what to run when it is not there.
boost::json::value read_json(const std::string& path);

using Component = std::function<Html(const Options&)>;
/// Components by the name of their folder, read from published options.
using Components = std::map<std::string, Component>;
Components govuk_components();
void add_forms(Components& all);
void add_content(Components& all);
void add_navigation(Components& all);
Components moj_components();  ///< Read from a whole case: options and, for a template with a caller, body.
void add_moj_forms(Components& all);

}  // namespace fixture
}  // namespace hearth::html
