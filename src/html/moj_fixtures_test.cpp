// Our MoJ components against what MoJ Frontend's own templates make of testdata/moj_cases.json (it publishes no fixtures).
#include "html/fixture_kit.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <set>
#include <stdexcept>

namespace hearth::html::fixture {
namespace {

constexpr std::string_view version = "11.1.0";
constexpr std::size_t cases_each = 4;  // at least

// GOV.UK's own components do what these two do.
const std::set<std::string_view> left_out{"cookie-banner", "currency-input"};

std::string output_of(const std::string& command) {
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) throw std::runtime_error("Cannot run " + command);
  std::string out;
  std::array<char, 65536> some;
  for (std::size_t n; (n = fread(some.data(), 1, some.size(), pipe.get())) > 0;) out.append(some.data(), n);
  return out;
}

/// What the templates make of our cases: the file HEARTH_MOJ_RENDERED, or node's output.
const boost::json::value& rendered() {
  static const boost::json::value all = [] {
    if (const char* file = std::getenv("HEARTH_MOJ_RENDERED")) return read_json(file);
    auto json =
        output_of("node '" HEARTH_SOURCE_DIR "/ui/components/render-moj.mjs' '" HEARTH_SOURCE_DIR "/src/html/testdata/moj_cases.json' '" +
                  node_modules() + "'");
    if (json.empty()) throw std::runtime_error("MoJ's templates cannot be rendered: install Node, run `npm ci` in ui/, then test again");
    return boost::json::parse(json);
  }();
  return all;
}

TEST(Moj, PackageIsTheVersionThatWePorted) { EXPECT_EQ(rendered().at("version").as_string(), version); }

TEST(Moj, EveryTemplateHasAFunctionAndCases) {
  auto functions = moj_components();
  const auto& cases = rendered().at("cases").as_object();
  for (const auto& name : rendered().at("templates").as_array()) {
    std::string_view component = name.as_string();
    if (left_out.contains(component)) continue;
    EXPECT_TRUE(functions.contains(std::string(component))) << component << " has no C++ function";
    ASSERT_TRUE(cases.contains(component)) << component << " has no cases";
    EXPECT_GE(cases.at(component).as_array().size(), cases_each) << component;
  }
}

TEST(Moj, EveryCaseComesOutAsTheTemplatesMakeIt) {
  int seen = 0, same = 0;
  auto functions = moj_components();
  for (const auto& member : rendered().at("cases").as_object()) {
    std::string component = member.key();
    for (const auto& one : member.value().as_array()) {
      ++seen;
      auto ours = normal(functions.at(component)(Options(&one)).str());
      auto difference = first_difference(ours, normal(std::string_view(one.at("html").as_string())));
      same += difference.empty();
      if (!difference.empty()) ADD_FAILURE() << difference << "\n" << component << ": " << one.at("name").as_string();
    }
  }
  std::cout << same << " of " << seen << " MoJ cases come out as its templates make them\n";
}

}  // namespace
}  // namespace hearth::html::fixture
