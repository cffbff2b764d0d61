// Our GOV.UK components against the HTML that govuk-frontend publishes for each of its examples.
#include "html/fixture_kit.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <set>

namespace hearth::html::fixture {
namespace {

constexpr std::string_view version = "6.6.0";
constexpr int published = 725;  // fixtures in that version

std::string package() { return node_modules() + "/govuk-frontend"; }

std::set<std::string> component_folders() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(package() + "/dist/govuk/components"))
    if (entry.is_directory()) names.insert(entry.path().filename().string());
  return names;
}

TEST(Govuk, PackageIsTheVersionThatWePorted) { EXPECT_EQ(read_json(package() + "/package.json").at("version").as_string(), version); }

TEST(Govuk, EveryComponentHasAFunction) {
  read_json(package() + "/package.json");  // says what to run when there is no package
  auto functions = govuk_components();
  for (const auto& name : component_folders()) EXPECT_TRUE(functions.contains(name)) << name << " has no C++ function";
  for (const auto& [name, function] : functions) EXPECT_TRUE(component_folders().contains(name)) << name << " is in no package";
}

TEST(Govuk, EveryFixtureComesOutAsPublished) {
  read_json(package() + "/package.json");
  int seen = 0, same = 0;
  for (const auto& [name, function] : govuk_components()) {
    auto file = read_json(package() + "/dist/govuk/components/" + name + "/fixtures.json");
    for (const auto& fixture : file.at("fixtures").as_array()) {
      ++seen;
      auto ours = normal(function(Options(&fixture.at("options"))).str());
      auto difference = first_difference(ours, normal(std::string_view(fixture.at("html").as_string())));
      same += difference.empty();
      if (!difference.empty()) ADD_FAILURE() << difference << "\n" << name << ": " << fixture.at("name").as_string();
    }
  }
  std::cout << same << " of " << seen << " GOV.UK fixtures come out as published\n";
  EXPECT_EQ(seen, published);
}

}  // namespace
}  // namespace hearth::html::fixture
