#include "base/log.hpp"

#include <unistd.h>

#include <cerrno>
#include <charconv>

namespace hearth::log {

/// Short words of lower case letters, dots, dashes and v1, and {names}: no id and no name of a person fits.
bool LogRoute::is_pattern(std::string_view text) {
  constexpr std::size_t longest_word = 24;  // shorter than an id
  if (!text.starts_with('/')) return false;
  std::size_t word = 0;
  for (const char c : text) {
    const bool fits = (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == '.' || c == '{' || c == '}' || c == '1';
    if (c != '/' && !fits) return false;
    word = c == '/' ? 0 : word + 1;
    if (word > longest_word) return false;
  }
  return true;
}

Line::Line(Words what, Instant at, int file) : text_(at.rfc3339()), file_(file) {
  text_ += ' ';
  put_words(what.text());
}

Line::~Line() {
  text_ += '\n';
  // One write a line: the kernel keeps lines apart. A log that cannot be written must not stop what is logged.
  while (::write(file_, text_.data(), text_.size()) < 0 && errno == EINTR) {
  }
}

void Line::begin(Words name) {
  text_ += ' ';
  text_ += name.text();
  text_ += '=';
}

void Line::put(std::int64_t number) {
  char digits[24];
  text_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void Line::put_unsigned(std::uint64_t number) {
  char digits[24];
  text_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

/// Quoted when spaces would make it look like several fields.
void Line::put_words(std::string_view words) {
  const bool quote = words.find(' ') != words.npos;
  if (quote) text_ += '"';
  text_ += words;
  if (quote) text_ += '"';
}

}  // namespace hearth::log
