#include "app/commands/all.hpp"
#include "app/serving.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace hearth::app {
namespace {

/// One line: what can be asked for, and who may.
struct Line {
  std::string method, pattern, name{}, permission{}, record{}, audience{}, practice{}, summary{};
  bool api = false;
  bool download = false;  ///< A GET of it answers with a file, not with a page.
};
BOOST_DESCRIBE_STRUCT(Line, (), (method, pattern, name, permission, record, audience, practice, summary, api, download))

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
                     label_names(route.audience), route.practice, route.summary, route.api, method == "GET" && bool(route.file)});
  };
  if (route.draw || route.file) add("GET");
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

/// A folder for a partnership that nobody sees: some routes exist only beside one.
struct Unseen {
  Unseen() {
    auto pattern = (std::filesystem::temp_directory_path() / "hearth-routes-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::system_error(errno, std::generic_category(), pattern);
    folder = pattern;
  }
  Unseen(const Unseen&) = delete;
  ~Unseen() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  std::filesystem::path folder;
};

Result<int> run(const args::Parsed& given, Console& console) {
  const Unseen unseen;
  Options options{.data = unseen.folder.string(), .database = "sqlite::memory:"};
  options.make = true;
  const auto partnership = Partnership::open(options);
  if (!partnership) return std::unexpected(partnership.error());
  const Front front(**partnership, 1);
  std::vector<Line> lines;
  for (const auto& route : front.site.kit().routes()) add_lines(lines, route);
  for (const auto& open : front.site.open_routes())
    lines.push_back({.method = std::string(web::to_string(open.method)), .pattern = open.path, .permission = "guards_itself"});
  std::ranges::stable_sort(lines, {}, &Line::pattern);
  console.out << (given.has("json") ? to_json(lines) + '\n' : table_of(lines)) << std::flush;
  return done_well;
}

}  // namespace

const Command routes_command{{.words = "routes",
                              .help = "Lists every route with what it asks for: a permission, and a record to which a working relationship "
                                      "may be needed. Those outside the practices guard themselves: signing in, one's own account",
                              .options = {{.name = "json", .help = "As JSON, with names, practices and summaries"}}},
                             run};

}  // namespace hearth::app
