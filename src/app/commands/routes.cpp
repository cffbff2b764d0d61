#include "app/commands/all.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>

namespace hearth::app {
namespace {

/// One line: what can be asked for, and who may.
struct Line {
  std::string method, pattern, name, permission, record, audience, practice, summary;
  bool api = false;
};
BOOST_DESCRIBE_STRUCT(Line, (), (method, pattern, name, permission, record, audience, practice, summary, api))

std::string label_names(Labels labels) {
  constexpr std::pair<Labels, std::string_view> names[] = {{kCase, "case"},   {kHub, "hub"},       {kChild, "child"}, {kCourt, "court"},
                                                           {kPlace, "place"}, {kFamily, "family"}, {kStaff, "staff"}};
  std::string out;
  for (const auto& [label, name] : names)
    if (labels & label) (out += out.empty() ? "" : " ") += name;
  return out;
}

std::string record_of(const practice::Guard& guard) {
  return guard.record.empty() ? "" : fmt::format("{} {{{}}}", guard.stream, guard.record);
}

void add_lines(std::vector<Line>& lines, const practice::Route& route) {
  const auto add = [&](std::string_view method) {
    lines.push_back({std::string(method), route.pattern, route.name, std::string(name_of(route.guard.permission)), record_of(route.guard),
                     label_names(route.audience), route.practice, route.summary, route.api});
  };
  if (route.draw) add("GET");
  if (route.changes()) add("POST");
}

std::string table_of(const std::vector<Line>& lines) {
  using Part = std::string Line::*;
  constexpr std::pair<std::string_view, Part> columns[] = {{"METHOD", &Line::method},
                                                           {"PATTERN", &Line::pattern},
                                                           {"PERMISSION", &Line::permission},
                                                           {"RECORD", &Line::record},
                                                           {"AUDIENCE", &Line::audience}};
  std::string out;
  std::vector<std::size_t> widths;
  for (const auto& [title, part] : columns) {
    widths.push_back(title.size());
    for (const auto& line : lines) widths.back() = std::max(widths.back(), (line.*part).size());
  }
  const auto row = [&](auto&& cell) {
    std::string text;
    for (std::size_t i = 0; i < widths.size(); ++i) text += fmt::format("{:<{}}  ", cell(i), widths[i]);
    out += text.substr(0, text.find_last_not_of(' ') + 1) + '\n';
  };
  row([&](std::size_t i) { return columns[i].first; });
  for (const auto& line : lines) row([&](std::size_t i) { return std::string_view(line.*columns[i].second); });
  return out;
}

Result<int> run(const args::Parsed& given, Console& console) {
  const auto reference = Reference::load();
  if (!reference) return std::unexpected(reference.error());
  journal::Catalogue catalogue;
  practice::Kit kit(catalogue);
  register_rooms(kit, *reference);

  std::vector<Line> lines;
  for (const auto& route : kit.routes()) add_lines(lines, route);
  std::ranges::stable_sort(lines, {}, &Line::pattern);
  console.out << (given.has("json") ? to_json(lines) + '\n' : table_of(lines)) << std::flush;
  return done_well;
}

}  // namespace

const Command routes_command{{.words = "routes",
                              .help = "Lists every route with what it asks for: a permission, and a record to which a working relationship "
                                      "may be needed",
                              .options = {{.name = "json", .help = "As JSON, with names, practices and summaries"}}},
                             run};

}  // namespace hearth::app
