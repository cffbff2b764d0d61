// Where a link may lead: a page of this service, or one that is served over http or https. Nothing else is a Url, so
// `javascript:` and `data:` cannot reach a page. Rule: OWASP ASVS 5.0, 1.2.2.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace hearth::html {

/// An address that is safe in href, src and action. An empty one means "no link".
class Url {
 public:
  constexpr Url() = default;

  /// An address that stands in the program: does not compile when it is none.
  template <std::size_t N>
  consteval Url(const char (&literal)[N]) : text_(std::string_view(literal, N - 1)) {
    if (problem(std::string_view(literal, N - 1))) throw "Not an http, https or relative address";
  }

  /// An address that comes from outside, at most 2,048 bytes. Refuses other schemes, addresses without a scheme but with a
  /// host (`//elsewhere`), and characters that no address holds.
  static Result<Url> parse(std::string_view text);

  /// Adds a step to the path, percent-encoded: `Url("/children") / id / "map"`. Precondition: no query and no fragment yet.
  Url operator/(std::string_view step) const;
  Url with(std::string_view name, std::string_view value) const;  ///< Adds a parameter to the query. Precondition: no fragment yet.
  Url at(std::string_view id) const;                              ///< Adds a fragment; `Url().at(id)` is a place on the same page.

  constexpr bool empty() const { return view().empty(); }
  constexpr bool is_local() const { return !view().contains("://") || view().find("://") > view().find_first_of("/?#"); }
  constexpr std::string_view view() const {
    return text_.index() == 0 ? *std::get_if<0>(&text_) : std::string_view(*std::get_if<1>(&text_));
  }
  bool operator==(const Url& other) const { return view() == other.view(); }

 private:
  explicit Url(std::string text) : text_(std::move(text)) {}

  /// True for text that may not be a Url.
  static constexpr bool problem(std::string_view s) {
    for (char c : s)
      if (c <= ' ' || c >= 0x7f || c == '\\' || c == '"' || c == '<' || c == '>' || c == '`') return true;
    if (s.empty() || s.starts_with("//")) return true;
    auto mark = s.find_first_of(":/?#");
    if (mark == s.npos || s[mark] != ':') return false;
    auto scheme = s.substr(0, mark);
    auto host = s.substr(mark + 1);
    bool web = is_word(scheme, "http") || is_word(scheme, "https");
    return !web || !host.starts_with("//") || host.size() < 3 || std::string_view("/?#:@").contains(host[2]);
  }
  static constexpr bool is_word(std::string_view s, std::string_view lower_case) {
    if (s.size() != lower_case.size()) return false;
    for (std::size_t i = 0; i < s.size(); ++i)
      if ((s[i] | 0x20) != lower_case[i]) return false;
    return true;
  }

  std::variant<std::string_view, std::string> text_;  // a literal's own characters, or ours
};

}  // namespace hearth::html
