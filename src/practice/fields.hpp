// Drawing a form: each field shows what was typed, and what is wrong with it, by itself.
#pragma once

#include "base/described.hpp"
#include "practice/page.hpp"

#include <string>
#include <utility>
#include <vector>

namespace hearth::practice {

/// One of several answers: its value in the form, and the words beside it.
struct Choice {
  std::string value, words, hint{};
};

struct TextOptions {
  std::string hint{};
  std::string classes{};  ///< govuk-input--width-10 and the like.
  std::string type = "text";
  std::string autocomplete = "off";
  std::string inputmode{};
  int rows = 5;
  std::string value{};  ///< What stands in it before anybody typed.
};

/// The fields of one form.
class Fields {
 public:
  Fields(const Drawing& drawing, const Typed& typed) : drawing_(drawing), typed_(typed) {}

  html::Html text(const std::string& name, const std::string& label, const TextOptions& options = {});
  html::Html words(const std::string& name, const std::string& label, const TextOptions& options = {});  ///< Several lines.
  html::Html date(const std::string& name, const std::string& legend, const std::string& hint = {}, std::optional<Date> value = {});
  html::Html choose(const std::string& name, const std::string& legend, const std::vector<Choice>& choices, const std::string& hint = {},
                    const std::string& value = {}, bool is_inline = false);  ///< Radios.
  html::Html tick(const std::string& name, const std::string& legend, const std::vector<Choice>& choices, const std::string& hint = {},
                  const std::vector<std::string>& values = {});  ///< Checkboxes.
  html::Html pick(const std::string& name, const std::string& label, const std::vector<Choice>& choices, const std::string& hint = {},
                  const std::string& value = {});  ///< A select, with an empty first item.
  html::Html password(const std::string& name, const std::string& label, const std::string& autocomplete, const std::string& hint = {});
  /// One file. Its form is sent as multipart; the command gets a struct of `name` and `content` (base64).
  html::Html file(const std::string& name, const std::string& label, const std::string& hint);
  html::Html hidden(const std::string& name, const std::string& value);

  /// The whole form: the tokens, the fields and the button. `to` empty: sent to the page's own address.
  html::Html form(const html::Content& fields, const std::string& button, const html::Url& to = {}, bool warning = false) const;

  /// All that is wrong, each linked to its field. Draw the fields first.
  html::Html summary() const;

  const Typed& typed() const { return typed_; }
  std::string value(const std::string& name, const std::string& otherwise = {}) const;
  bool has_errors() const { return !typed_.wrong.empty(); }

 private:
  html::govuk::ErrorMessage error(const std::string& name) const;
  bool drawn_before() const { return !typed_.values.fields().empty(); }

  const Drawing& drawing_;
  const Typed& typed_;
  bool uploads_ = false;
  std::vector<std::pair<std::string, std::string>> anchors_;  // field, id of its first input
};

}  // namespace hearth::practice
