// HTML that cannot be broken into: what stands in the program goes in as it is, what comes from people is escaped, and the
// compiler knows which is which. A string that is made while the program runs has no way in but text(), attr() and Url.
// Rule: OWASP ASVS 5.0, 1.2.1 (encode for the place) and 1.2.2 (allow only safe URL schemes).
#pragma once

#include "html/url.hpp"

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace hearth::html {

/// Defined by the tests of this room alone (a test holds that): they feed published HTML and attribute names through.
struct FixtureAccess;

/// Markup that stands in the program as a literal. Does not compile when it holds half a quoted attribute value (so that no
/// value can be put between two literals), an unquoted or single-quoted attribute, a style or event attribute, or a
/// script of its own: values go through attr(), style and script live in files of their own (our content security policy).
class Lit {
 public:
  template <std::size_t N>
  consteval Lit(const char (&literal)[N]) : text_(literal, N - 1) {
    if (fault(text_)) throw fault(text_);
  }
  constexpr std::string_view text() const { return text_; }

  /// Why `markup` may not stand in the program, or null.
  static constexpr const char* fault(std::string_view markup) {
    std::size_t quotes = 0;
    for (char c : markup) quotes += c == '"';
    if (quotes % 2 != 0) return "Close the quote: attribute values go through attr()";
    if (markup.ends_with('=') || markup.contains("='")) return "Quote attribute values with double quotes";
    if (markup.contains(" style=") || markup.contains("<style")) return "Styles stand in our style sheet";
    if (markup.contains("<script>") || has_event_attribute(markup)) return "Scripts stand in our script files";
    return nullptr;
  }

 private:
  static constexpr bool has_event_attribute(std::string_view s) {
    for (auto at = s.find(" on"); at != s.npos; at = s.find(" on", at + 1)) {
      auto end = at + 3;
      while (end < s.size() && s[end] >= 'a' && s[end] <= 'z') ++end;
      if (end > at + 3 && end < s.size() && s[end] == '=') return true;
    }
    return false;
  }
  std::string_view text_;
};

/// The name of an attribute, as a literal in the program. Does not compile for names whose value is a URL (use href(), src(),
/// action()), a style or a script.
class AttrName {
 public:
  template <std::size_t N>
  consteval AttrName(const char (&literal)[N]) : name_(literal, N - 1) {
    if (fault(name_)) throw fault(name_);
  }
  constexpr std::string_view text() const { return name_; }

  /// Why `name` may not be one, or null.
  static constexpr const char* fault(std::string_view name) {
    for (char c : name)
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':'))
        return "An attribute name is made of a to z, 0 to 9, -, . and :";
    if (name.empty()) return "An attribute needs a name";
    if (name.starts_with("on") && name != "one") return "Scripts stand in our script files";  // "one" is a plural form
    for (std::string_view refused :
         {"style", "href", "src", "srcset", "srcdoc", "action", "formaction", "poster", "data", "ping", "xlink:href"})
      if (name == refused) return "URLs go through href(), src() and action(); styles stand in our style sheet";
    return nullptr;
  }

 private:
  friend struct FixtureAccess;
  struct Unchecked {};
  AttrName(std::string_view name, Unchecked) : name_(name) {}
  std::string_view name_;
};

/// One attribute. Without a value it is a boolean attribute, such as `hidden`.
struct Attribute {
  AttrName name;
  std::optional<std::string> value{};
};

/// Attributes in the order in which they are written.
using Attributes = std::vector<Attribute>;

class Content;

/// A piece of HTML under construction: one growing string. Every function returns the piece itself, to be chained.
class Html {
 public:
  Html() = default;

  Html& raw(Lit markup) { return put_unescaped(markup.text()); }
  Html& text(std::string_view words);  ///< Escapes & < > " ' and \ as nunjucks does.
  Html& put(const Content& content);   ///< Text escaped, HTML as it is.
  Html& append(const Html& other) { return put_unescaped(other.out_); }
  Html& number(long long n);  ///< In decimal digits.

  Html& attr(AttrName name, std::string_view value);  ///< ` name="value"`
  Html& attr(AttrName name, long long value);
  Html& attr(AttrName name, AttrName suffix, std::string_view value);  ///< ` name.suffix="value"`
  Html& attr_if(AttrName name, std::string_view value);                ///< Nothing when the value is empty.
  Html& flag(AttrName name, bool on = true);                           ///< ` name` when on.
  Html& attrs(const Attributes& attributes);
  Html& classes(Lit base, std::initializer_list<std::string_view> more = {});  ///< ` class="base more"`, empty ones left out.
  Html& href(const Url& url) { return url_attribute("href", url); }
  Html& src(const Url& url) { return url_attribute("src", url); }
  Html& action(const Url& url) { return url_attribute("action", url); }

  bool empty() const { return out_.empty(); }
  std::size_t size() const { return out_.size(); }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }
  const std::string& str() const& { return out_; }
  std::string str() && { return std::move(out_); }

 private:
  friend struct FixtureAccess;
  Html& put_unescaped(std::string_view s) {
    out_ += s;
    return *this;
  }
  Html& url_attribute(std::string_view name, const Url& url);
  std::string out_;
};

/// What fills a component: text, which is escaped, or Html. Empty content counts as none.
class Content {
 public:
  Content() = default;
  Content(const char* words) : value_(words) {}
  Content(std::string words) : value_(std::move(words)) {}
  Content(std::string_view words) : value_(words) {}
  Content(Html markup) : value_(std::move(markup).str()), is_html_(true) {}
  template <std::integral N>
    requires(!std::is_same_v<N, bool> && !std::is_same_v<N, char>)
  Content(N number) : value_(std::to_string(number)) {}

  bool empty() const { return value_.empty(); }
  bool is_html() const { return is_html_ && !empty(); }
  bool is_text() const { return !is_html_ && !empty(); }

 private:
  friend class Html;
  std::string value_;
  bool is_html_ = false;
};

/// Returns the pieces one after the other.
template <class... Pieces>
Html join(const Pieces&... pieces) {
  Html all;
  (all.put(pieces), ...);
  return all;
}

/// Appends one to the other as it is written: `html << h::p("One") << h::p("Two")`.
inline Html& operator<<(Html& html, const Content& content) { return html.put(content); }

}  // namespace hearth::html
