#include "html/html.hpp"

#include <array>
#include <charconv>

namespace hearth::html {
namespace {

// The six characters that nunjucks escapes, so that our pages are byte for byte what GOV.UK Frontend's templates make.
constexpr std::string_view escape_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\\': return "&#92;";
    default: return {};
  }
}

constexpr auto needs_escape = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 256; ++c) table[static_cast<std::size_t>(c)] = !escape_of(static_cast<char>(c)).empty();
  return table;
}();

void escape_into(std::string& out, std::string_view words) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!needs_escape[static_cast<unsigned char>(words[i])]) continue;
    out.append(words, kept, i - kept);
    out += escape_of(words[i]);
    kept = i + 1;
  }
  out.append(words, kept);
}

}  // namespace

Html& Html::text(std::string_view words) {
  escape_into(out_, words);
  return *this;
}

Html& Html::put(const Content& content) { return content.is_html_ ? put_unescaped(content.value_) : text(content.value_); }

Html& Html::number(long long n) {
  std::array<char, 20> digits;
  auto end = std::to_chars(digits.begin(), digits.end(), n).ptr;
  return put_unescaped({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

Html& Html::attr(AttrName name, std::string_view value) {
  out_ += ' ';
  out_ += name.text();
  out_ += "=\"";
  escape_into(out_, value);
  out_ += '"';
  return *this;
}

Html& Html::attr(AttrName name, long long value) { return attr(name, std::string_view(std::to_string(value))); }

Html& Html::attr(AttrName name, AttrName suffix, std::string_view value) {
  out_ += ' ';
  out_ += name.text();
  out_ += '.';
  out_ += suffix.text();
  out_ += "=\"";
  escape_into(out_, value);
  out_ += '"';
  return *this;
}

Html& Html::attr_if(AttrName name, std::string_view value) { return value.empty() ? *this : attr(name, value); }

Html& Html::flag(AttrName name, bool on) {
  if (!on) return *this;
  out_ += ' ';
  out_ += name.text();
  return *this;
}

Html& Html::attrs(const Attributes& attributes) {
  for (const auto& a : attributes) a.value ? attr(a.name, *a.value) : flag(a.name);
  return *this;
}

Html& Html::classes(Lit base, std::initializer_list<std::string_view> more) {
  out_ += " class=\"";
  out_ += base.text();
  for (auto name : more) {
    if (name.empty()) continue;
    out_ += ' ';
    escape_into(out_, name);
  }
  out_ += '"';
  return *this;
}

Html& Html::url_attribute(std::string_view name, const Url& url) {
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  escape_into(out_, url.view());
  out_ += '"';
  return *this;
}

}  // namespace hearth::html
