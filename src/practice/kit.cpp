#include "practice/kit.hpp"

#include "base/id.hpp"
#include "base/json.hpp"

#include <algorithm>

namespace hearth::practice {
namespace {

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> out;
  while (!path.empty()) {
    path.remove_prefix(path.front() == '/' ? 1 : 0);
    const auto end = std::min(path.find('/'), path.size());
    if (end > 0) out.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return out;
}

bool is_hole(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }
std::string_view hole_name(std::string_view segment) { return segment.substr(1, segment.size() - 2); }

}  // namespace

bool matches(std::string_view pattern, std::string_view path, Asked& asked) {
  while (!pattern.empty() && !path.empty()) {
    pattern.remove_prefix(1);  // both begin with '/': patterns by our own check, paths by the web room's
    path.remove_prefix(1);
    const auto want = pattern.substr(0, pattern.find('/'));
    const auto have = path.substr(0, path.find('/'));
    if (is_hole(want)) {
      if (!is_id(have)) return false;
      asked.path.insert_or_assign(std::string(hole_name(want)), std::string(have));
    } else if (want != have) {
      return false;
    }
    pattern.remove_prefix(want.size());
    path.remove_prefix(have.size());
  }
  return pattern.empty() && path.empty();
}

void Kit::offer(std::string words, std::string_view pattern, Guard guard, int order) {
  start(Route::Kind::page, pattern, words, guard, 0);  // holds it to what a route is held to
  offers_.push_back({std::move(words), std::string(pattern), guard, order});
  std::ranges::stable_sort(offers_, {}, &Offer::order);
}

Route Kit::start(Route::Kind kind, std::string_view pattern, std::string summary, Guard guard, Labels audience) {
  const auto parts = segments(pattern);
  const bool has_record = std::ranges::any_of(parts, [&](auto s) { return is_hole(s) && hole_name(s) == guard.record; });
  if (!pattern.starts_with('/')) throw std::logic_error("a route's pattern begins with /: " + std::string(pattern));
  if (!guard.record.empty() && !has_record)
    throw std::logic_error("the guard of " + std::string(pattern) + " names a record that its pattern lacks");
  if (guard.record.empty() != guard.stream.empty())
    throw std::logic_error("the guard of " + std::string(pattern) + " must name record and stream, or neither");
  if (audience & access::sealed_labels & ~access::clearance(guard.permission))
    throw std::logic_error("the audience of " + std::string(pattern) + " sees what its permission does not clear for");
  const bool any_hole = std::ranges::any_of(parts, is_hole);
  if (any_hole && guard.record.empty() && guard.permission != access::Permission::administer &&
      guard.permission != access::Permission::use_own_account && guard.permission != access::Permission::review_access)
    throw std::logic_error("the route " + std::string(pattern) + " has an id in it but no record in its guard");
  return Route{.kind = kind,
               .pattern = std::string(pattern),
               .practice = practice_,
               .name = {},
               .summary = std::move(summary),
               .guard = guard,
               .audience = audience,
               .banner = {},
               .draw = {},
               .file = {},
               .json = {},
               .from_form = {},
               .from_json = {},
               .request_schema = {},
               .response_schema = {},
               .kept_out = {}};
}

Route& Kit::add(Route route) {
  for (const auto& other : routes_)
    if (other.pattern == route.pattern &&
        (other.changes() == route.changes() || ((other.draw || other.file) && (route.draw || route.file))))
      throw std::logic_error("two routes have the pattern " + route.pattern);
  if (route.name.empty()) {
    route.name = "see" + route.pattern;
    std::ranges::replace_if(
        route.name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    while (route.name.ends_with('_')) route.name.pop_back();
  }
  return routes_.emplace_back(std::move(route));
}

namespace detail {

Result<boost::json::value> with_path_values(std::string_view body, const Asked& asked, std::span<const std::string_view> members) {
  auto document = json::parse(body.empty() ? "{}" : body);
  if (!document) return document;
  auto* object = document->if_object();
  if (!object) return refuse("", "Send a JSON object");
  for (const auto& [name, value] : asked.path) {
    if (std::ranges::find(members, name) == members.end()) continue;
    if (object->contains(name)) return refuse(name, "The address says this already. Leave it out of the body");
    (*object)[name] = value;
  }
  return document;
}

/// Bytes of a file in one text: a multiple of 3, so that the pieces of its base64 can be put together again.
constexpr std::size_t file_piece = 144 << 10;
static_assert(file_piece % 3 == 0 && file_piece / 3 * 4 <= json::max_text);

web::Form with_path_values(const web::Form& form, const Asked& asked, std::span<const std::string_view> members, Refusals& wrong) {
  web::Form all = form;
  for (const auto& [name, value] : asked.path) {
    if (std::ranges::find(members, name) == members.end()) continue;
    if (form.has(name)) wrong.push_back({"", "The form holds a field that this page does not have. Go back and fill it in again"});
    all.add(name, value);
  }
  // A file is a struct of a name and its content, as it is in the API's JSON; base64 is text that a command can hold.
  for (auto& file : all.files) {
    all.add(file.name + ".name", std::move(file.filename));
    // In pieces, since no text of a command is longer than json::max_text.
    for (std::size_t at = 0; at < file.bytes.size(); at += file_piece)
      all.add(file.name + ".content", web::to_base64(std::string_view(file.bytes).substr(at, file_piece)));
  }
  all.files.clear();
  return all;
}

boost::json::object without_members(boost::json::object schema, std::string_view pattern) {
  for (auto segment : segments(pattern)) {
    if (!is_hole(segment)) continue;
    const auto name = hole_name(segment);
    if (auto* properties = schema["properties"].if_object()) properties->erase(name);
    if (auto* required = schema["required"].if_array()) {
      auto found = std::ranges::find_if(*required, [&](const auto& r) { return r.as_string() == name; });
      if (found != required->end()) required->erase(found);
      if (required->empty()) schema.erase("required");
    }
    if (auto* required = schema.if_contains("required"); required && required->is_null()) schema.erase("required");
  }
  return schema;
}

}  // namespace detail
}  // namespace hearth::practice
