#include "returns/cin/codes.hpp"

#include "base/csv.hpp"
#include "base/data.hpp"
#include "returns/cin/testing.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

namespace hearth::returns::cin {
namespace {

const std::map<std::string, Form> sets = {
    {"sex", Form::sex},
    {"ethnicity", Form::ethnicity},
    {"disability", Form::disability},
    {"referral_source", Form::referral_source},
    {"primary_need", Form::primary_need},
    {"closure_reason", Form::closure_reason},
    {"abuse_category", Form::abuse_category},
    {"assessment_factor", Form::assessment_factor},
    {"upn_unknown", Form::upn_unknown},
};

/// Sets that the census does not ask for.
const std::set<std::string> other_sets{"sharing_basis"};

struct Line {
  std::string set, code, label, from, until, source;
};

std::vector<Line> lines() {
  constexpr std::string_view columns[] = {"set", "code", "label", "from", "until", "source"};
  std::vector<Line> all;
  auto take = [&](const csv::Row& row) -> Result<void> {
    const auto& c = row.cells;
    all.push_back({std::string(c[0]), std::string(c[1]), std::string(c[2]), std::string(c[3]), std::string(c[4]), std::string(c[5])});
    return {};
  };
  auto read = csv::read_columns(data_file("code_sets.csv"), columns, take, csv::Comments::before_header);
  EXPECT_TRUE(read) << (read ? "" : testing::told(read.error()));
  return all;
}

TEST(CodeSets, AreWellKept) {
  std::set<std::string> named;
  for (const auto& line : lines()) {
    EXPECT_TRUE(sets.contains(line.set) || other_sets.contains(line.set)) << line.set;
    EXPECT_FALSE(line.label.empty()) << line.code;
    EXPECT_FALSE(line.source.empty()) << line.code;
    EXPECT_TRUE(Date::parse(line.from)) << line.code;
    EXPECT_LT(line.from, line.until.empty() ? "9999" : line.until) << line.code;
    named.insert(line.set);
  }
  EXPECT_EQ(named.size(), sets.size() + other_sets.size());
}

TEST(CodeSets, AreThoseOfEachYearsSchema) {
  for (int year = first_year; year <= last_year; ++year) {
    std::map<std::string, std::set<std::string>> as_data, as_schema;
    auto day = fmt::format("{}-03-31", year);
    for (const auto& line : lines()) {
      bool holds = line.from <= day && (line.until.empty() || day <= line.until);
      bool is_new = !holds || as_data[line.set].insert(line.code).second;
      EXPECT_TRUE(is_new) << line.code << " twice in " << year;
    }
    for (const auto& name : other_sets) as_data.erase(name);
    for (const auto& [name, form] : sets)
      for (auto code : codes(form, year))
        if (standing(form, code, year) == Standing::accepted) as_schema[name].emplace(code);
    EXPECT_EQ(as_data, as_schema) << year;
  }
}

TEST(CodeSets, ChangeWithTheYears) {
  struct {
    Form form;
    const char* code;
    int last_without, first_with;
  } const changes[] = {{Form::referral_source, "5D", 2022, 2023},
                       {Form::closure_reason, "RC9", 2022, 2023},
                       {Form::assessment_factor, "24A", 2021, 2022},
                       {Form::assessment_factor, "18B", 2020, 2021},
                       {Form::assessment_factor, "19C", 2020, 2021}};
  for (const auto& [form, code, last_without, first_with] : changes) {
    EXPECT_EQ(standing(form, code, last_without), Standing::refused) << code;
    EXPECT_EQ(standing(form, code, first_with), Standing::accepted) << code;
  }
  EXPECT_EQ(standing(Form::assessment_factor, "18A", 2020), Standing::accepted);
  EXPECT_EQ(standing(Form::assessment_factor, "18A", 2021), Standing::withdrawn);
  EXPECT_EQ(standing(Form::assessment_factor, "8A", 2017), Standing::refused);
  EXPECT_EQ(codes(Form::assessment_factor, 2026).size(), 44u);
  EXPECT_EQ(codes(Form::assessment_factor, 2020).size(), 39u);
  EXPECT_TRUE(codes(Form::upn, 2026).empty());
}

TEST(Forms, TakeWhatTheSchemaTakes) {
  struct {
    Form form;
    const char* value;
    bool right;
  } const values[] = {
      {Form::upn, "A123456789123", true},
      {Form::upn, "a12345678912b", true},
      {Form::upn, "A12345678912-", false},
      {Form::upn, "A1234567891234", false},
      {Form::upn, "1123456789123", false},
      {Form::upn, "A1234567891X3", false},
      {Form::authority, "998", true},
      {Form::authority, "99", false},
      {Form::authority, "9981", false},
      {Form::serial, "001", true},
      {Form::serial, "12345", true},
      {Form::serial, "01", false},
      {Form::serial, "00a", false},
      {Form::collection, "CIN", true},
      {Form::collection, "cin", false},
      {Form::source_level, "L", true},
      {Form::source_level, "S", false},
      {Form::date_time, "2026-05-01T09:00:00", true},
      {Form::date_time, "2026-05-01T09:00:00.125Z", true},
      {Form::date_time, "2026-05-01T09:00:00+01:00", true},
      {Form::date_time, "2026-05-01 09:00:00", false},
      {Form::date_time, "2026-05-01T24:01:00", false},
      {Form::date_time, "2026-02-30T09:00:00", false},
      {Form::date_time, "2026-05-01T09:00:00.", false},
      {Form::date_time, "2026-05-01", false},
      {Form::free, "anything", true},
  };
  for (const auto& [form, value, right] : values) EXPECT_EQ(standing(form, value, 2026) == Standing::accepted, right) << value;
}

}  // namespace
}  // namespace hearth::returns::cin
