#include "base/json.hpp"

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <unordered_set>

namespace hearth::json {
namespace {

namespace bj = boost::json;

constexpr std::size_t max_depth = 32;

// Boost.JSON keeps the last of two members with one name, in silence; a reader elsewhere might keep the first.
// So members are counted while parsing, by a handler that sees every key.
struct CountingHandler {
  static constexpr std::size_t max_object_size = 100'000, max_array_size = 1'000'000, max_key_size = 1'000, max_string_size = 4'000'000;
  std::vector<std::unordered_set<std::string>> open;
  std::string key, repeated;

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_object_begin(bj::error_code&) { return open.emplace_back(), true; }
  bool on_object_end(std::size_t, bj::error_code&) { return open.pop_back(), true; }
  bool on_array_begin(bj::error_code&) { return true; }
  bool on_array_end(std::size_t, bj::error_code&) { return true; }
  bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return key += part, true; }
  bool on_key(bj::string_view part, std::size_t, bj::error_code&) {
    key += part;
    if (!open.back().insert(key).second) repeated = key;
    key.clear();
    return true;
  }
  bool on_string_part(bj::string_view, std::size_t, bj::error_code&) { return true; }
  bool on_string(bj::string_view, std::size_t, bj::error_code&) { return true; }
  bool on_number_part(bj::string_view, bj::error_code&) { return true; }
  bool on_int64(std::int64_t, bj::string_view, bj::error_code&) { return true; }
  bool on_uint64(std::uint64_t, bj::string_view, bj::error_code&) { return true; }
  bool on_double(double, bj::string_view, bj::error_code&) { return true; }
  bool on_bool(bool, bj::error_code&) { return true; }
  bool on_null(bj::error_code&) { return true; }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }
};

bool all_finite(const bj::value& v) {
  if (auto* d = v.if_double()) return std::isfinite(*d);
  if (auto* a = v.if_array()) return std::ranges::all_of(*a, all_finite);
  if (auto* o = v.if_object()) return std::ranges::all_of(*o, [](const auto& kv) { return all_finite(kv.value()); });
  return true;
}

}  // namespace

Result<bj::value> parse(std::string_view text) {
  bj::parse_options options;
  options.max_depth = max_depth;
  bj::error_code error;
  auto value = bj::parse(text, error, {}, options);
  if (error == bj::error::too_deep) return refuse("", "The JSON is nested more than 32 levels deep");
  if (error) return refuse("", "The body is not JSON: " + error.message());
  bj::basic_parser<CountingHandler> counter(options);
  counter.write_some(false, text.data(), text.size(), error);
  if (const auto& repeated = counter.handler().repeated; !repeated.empty()) return refuse(repeated, "This member is there twice");
  if (!all_finite(value)) return refuse("", "The JSON holds a number too large to be one");
  return value;
}

bj::value parse_stored(std::string_view text, bj::storage_ptr storage) {
  bj::error_code error;
  auto value = bj::parse(text, error, std::move(storage));
  if (error) throw std::runtime_error("stored record is not JSON: " + error.message());
  return value;
}

void write_integer(std::string& out, std::int64_t value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void write_string(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = text[i];
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, from, i - from);
    from = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: (((out += "\\u00") += hex[c >> 4]) += hex[c & 15]); break;
    }
  }
  out.append(text, from);
  out += '"';
}

std::optional<std::int64_t> integer(const bj::value& value) {
  if (auto* i = value.if_int64()) return *i;
  if (auto* u = value.if_uint64(); u && *u <= std::uint64_t(std::numeric_limits<std::int64_t>::max())) return std::int64_t(*u);
  return std::nullopt;
}

std::string text_fault(std::string_view text) {
  if (text.size() > max_text) return "Shorten this to 200,000 characters or fewer";
  for (unsigned char c : text)
    if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f) return "Remove the control characters from this text";
  return {};
}

void refuse_unknown(const bj::object& object, std::span<const std::string_view> known, const std::string& path, Refusals& wrong) {
  for (const auto& member : object)
    if (std::ranges::find(known, std::string_view(member.key())) == known.end())
      wrong.push_back(
          {path.empty() ? std::string(member.key()) : path + "." + std::string(member.key()), "There is no member with this name"});
}

std::string list(std::span<const std::string_view> items) {
  std::string out;
  for (auto item : items) {
    if (!out.empty()) out += ", ";
    out += item;
  }
  return out;
}

}  // namespace hearth::json
