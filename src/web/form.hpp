// Forms and query strings: what the browser sent, as an ordered list of names and values that are all sound text.
// Source: WHATWG URL (application/x-www-form-urlencoded) and RFC 7578 (multipart/form-data).
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::web {

struct Request;

struct Field {
  std::string name;
  std::string value;  ///< Valid UTF-8 without NUL; line ends are LF.
  bool operator==(const Field&) const = default;
};

/// A file that came in a form: small ones only, larger ones go through a BodySink.
struct FormFile {
  std::string name;      ///< The form field's.
  std::string filename;  ///< As the browser gave it, last path segment only: never use it as a path.
  std::string mime;      ///< As claimed, not checked.
  std::string bytes;
};

/// Names may repeat (checkboxes); order is the order sent.
class Form {
 public:
  Form() = default;
  explicit Form(std::vector<Field> fields) : fields_(std::move(fields)) {}

  std::string_view operator[](std::string_view name) const;  ///< The first value, "" when there is none.
  std::optional<std::string_view> find(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  bool has(std::string_view name) const { return find(name).has_value(); }
  bool empty() const { return fields_.empty() && files.empty(); }
  const std::vector<Field>& fields() const { return fields_; }
  void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }

  std::vector<FormFile> files;

 private:
  std::vector<Field> fields_;
};

struct FormLimits {
  std::size_t fields = 1'000;             ///< Fields and files together.
  std::size_t name_bytes = 200;           ///< Of one name.
  std::size_t value_bytes = 1024 * 1024;  ///< Of one value or file.
};

/// Decodes the body by its Content-Type. Refuses any other type than the two of HTML forms, text that is not UTF-8, NUL,
/// and what is over a limit; a Refusal names the field where it has one.
Result<Form> decode_form(const Request& request, const FormLimits& limits = {});

/// "name=value&name=value", also the query of a URL. A broken percent sequence is refused, not guessed.
Result<Form> decode_urlencoded(std::string_view text, const FormLimits& limits = {});

/// `content_type` is the header's value, with its boundary.
Result<Form> decode_multipart(std::string_view content_type, std::string_view body, const FormLimits& limits = {});

/// Decodes %XX once ('+' stays). Nothing when a percent sign is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

/// Base64 with padding (RFC 4648, 4); decoding takes nothing else.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

/// Encodes all but RFC 3986's unreserved characters, for use in a path segment or a query value.
std::string percent_encode(std::string_view text);

}  // namespace hearth::web
