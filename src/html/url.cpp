#include "html/url.hpp"

#include <cassert>

namespace hearth::html {
namespace {

constexpr std::size_t longest_url = 2048;

// RFC 3986, 2.3: the characters that never need encoding.
bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void percent_encode(std::string& out, std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c))
      out += c;
    else
      out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
  if (text.size() > longest_url || problem(text))
    return refuse("", "Enter a web address that starts with http:// or https://, or with / for a page of this service");
  return Url(std::string(text));
}

Url Url::operator/(std::string_view step) const {
  assert(view().find_first_of("?#") == view().npos);
  std::string text(view());
  if (!text.ends_with('/')) text += '/';
  percent_encode(text, step);
  return Url(std::move(text));
}

Url Url::with(std::string_view name, std::string_view value) const {
  assert(!view().contains('#'));
  std::string text(view());
  text += text.contains('?') ? '&' : '?';
  percent_encode(text, name);
  text += '=';
  percent_encode(text, value);
  return Url(std::move(text));
}

Url Url::at(std::string_view id) const {
  assert(!view().contains('#'));
  std::string text(view());
  text += '#';
  percent_encode(text, id);
  return Url(std::move(text));
}

}  // namespace hearth::html
