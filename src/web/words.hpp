// The small words of HTTP's grammar, for the readers in this room. Source: RFC 9110 5.6.
#pragma once

#include <algorithm>
#include <string_view>

namespace hearth::web {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alpha(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

/// 0 to 15, or -1.
constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr bool is_token_char(char c) {
  return is_alpha(c) || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

constexpr bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_char); }

/// What a header's value may be made of here: visible ASCII, space and tab. RFC 9110 5.5 also has obs-text; nobody needs it.
constexpr bool is_header_value(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c == '\t' || (c >= ' ' && c <= '~'); });
}

/// Without optional white space (space and tab, no other) at both ends.
constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes the next member off a comma-separated list.
constexpr std::string_view next_member(std::string_view& list) {
  std::string_view member = list.substr(0, list.find(','));
  list.remove_prefix(std::min(list.size(), member.size() + 1));
  return trimmed(member);
}

}  // namespace hearth::web
