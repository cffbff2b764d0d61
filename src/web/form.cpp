#include "web/form.hpp"

#include "base/text.hpp"
#include "web/message.hpp"
#include "web/multipart.hpp"
#include "web/words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hearth::web {
namespace {

std::string_view media_type(std::string_view content_type) { return trimmed(content_type.substr(0, content_type.find(';'))); }

/// CRLF and lone CR become LF: browsers send CRLF for every line end in a text area (WHATWG HTML 4.10.22).
std::string with_plain_line_ends(std::string text) {
  auto out = text.begin();
  for (auto in = text.begin(); in != text.end(); ++in) {
    if (*in != '\r') {
      *out++ = *in;
    } else {
      *out++ = '\n';
      if (in + 1 != text.end() && *(in + 1) == '\n') ++in;
    }
  }
  text.erase(out, text.end());
  return text;
}

Result<void> add_field(Form& form, std::string name, std::string value, const FormLimits& limits) {
  if (form.fields().size() + form.files.size() >= limits.fields)
    return refuse("", "The form has too many fields. Send it in smaller parts");
  if (name.size() > limits.name_bytes) return refuse("", "The form has a field whose name is too long");
  if (!text::is_utf8(name) || name.find('\0') != name.npos) return refuse("", "The form has a field whose name is not sound text (UTF-8)");
  if (value.size() > limits.value_bytes) return refuse(std::move(name), "This text is too long. Shorten it, or send it as a document");
  if (!text::is_utf8(value))
    return refuse(std::move(name), "This text has characters that could not be read. Type it again, or paste it as plain text");
  if (value.find('\0') != value.npos) return refuse(std::move(name), "This text has a character that cannot be kept. Type it again");
  form.add(std::move(name), with_plain_line_ends(std::move(value)));
  return {};
}

/// Collects the parts of a multipart form in memory.
class Collector : public MultipartReader::Visitor {
 public:
  Collector(Form& form, const FormLimits& limits) : form_(form), limits_(limits) {}

  Result<void> begin(const MultipartPart& part) override {
    part_ = part;
    bytes_.clear();
    return {};
  }
  Result<void> data(std::string_view piece) override {
    if (bytes_.size() + piece.size() > limits_.value_bytes)
      return refuse(text::is_utf8(part_.name) ? part_.name : "", part_.is_file
                                                                     ? "This file is too large to send in this form"
                                                                     : "This text is too long. Shorten it, or send it as a document");
    bytes_ += piece;
    return {};
  }
  Result<void> end() override {
    if (!part_.is_file) return add_field(form_, std::move(part_.name), std::move(bytes_), limits_);
    if (form_.fields().size() + form_.files.size() >= limits_.fields)
      return refuse("", "The form has too many fields. Send it in smaller parts");
    form_.files.push_back({std::move(part_.name), std::move(part_.filename), std::move(part_.mime), std::move(bytes_)});
    return {};
  }

 private:
  Form& form_;
  const FormLimits& limits_;
  MultipartPart part_;
  std::string bytes_;
};

std::optional<std::string> decode_plus_and_percent(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decode(spaced);
}

}  // namespace

std::optional<std::string_view> Form::find(std::string_view name) const {
  auto at = std::ranges::find(fields_, name, &Field::name);
  if (at == fields_.end()) return {};
  return at->value;
}

std::string_view Form::operator[](std::string_view name) const { return find(name).value_or(std::string_view{}); }

std::vector<std::string_view> Form::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Field& field : fields_)
    if (field.name == name) values.push_back(field.value);
  return values;
}

Result<Form> decode_form(const Request& request, const FormLimits& limits) {
  std::string_view content_type = request.header("content-type");
  std::string_view type = media_type(content_type);
  if (same_word(type, "application/x-www-form-urlencoded")) return decode_urlencoded(request.body, limits);
  if (same_word(type, "multipart/form-data")) return decode_multipart(content_type, request.body, limits);
  return refuse("", "What was sent is not a form");
}

Result<Form> decode_urlencoded(std::string_view text, const FormLimits& limits) {
  Form form;
  while (!text.empty()) {
    std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty()) continue;
    std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decode_plus_and_percent(pair.substr(0, equals));
    if (!name) return refuse("", "The form has a field whose name is wrongly encoded");
    auto value = decode_plus_and_percent(pair.substr(std::min(equals + 1, pair.size())));
    if (!value) return refuse(text::is_utf8(*name) ? *name : "", "This text is wrongly encoded. Type it again");
    if (auto added = add_field(form, std::move(*name), std::move(*value), limits); !added) return std::unexpected(added.error());
  }
  return form;
}

Result<Form> decode_multipart(std::string_view content_type, std::string_view body, const FormLimits& limits) {
  auto reader = MultipartReader::open(content_type, {.name_bytes = limits.name_bytes});
  if (!reader) return std::unexpected(reader.error());
  Form form;
  Collector collector(form, limits);
  if (auto fed = reader->feed(body, collector); !fed) return std::unexpected(fed.error());
  if (auto done = reader->finish(); !done) return std::unexpected(done.error());
  return form;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return {};
    int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
    if (high < 0 || low < 0) return {};
    out += char(high * 16 + low);
    i += 2;
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    bool plain = is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += digits[std::uint8_t(c) >> 4];
      out += digits[std::uint8_t(c) & 15];
    }
  }
  return out;
}

namespace {
constexpr std::string_view base64_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto piece = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < piece.size() ? static_cast<unsigned char>(piece[k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) text += k <= piece.size() ? base64_letters[bits >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return {};
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const bool pad = i + k >= text.size() - padding;
      const auto value = pad ? 0 : base64_letters.find(text[i + k]);
      if (value == base64_letters.npos) return {};
      bits = bits << 6 | std::uint32_t(value);
    }
    for (int shift : {16, 8, 0}) bytes += char(bits >> shift & 255);
  }
  // Bits behind the last byte must be none: one file has one spelling.
  for (std::size_t k = 0; k < padding; ++k) {
    if (bytes.back() != 0) return {};
    bytes.pop_back();
  }
  return bytes;
}

}  // namespace hearth::web
