#include "base/working_days.hpp"

#include "base/data.hpp"
#include "base/testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearth {
namespace {

const WorkingDays& calendar() {
  static const auto loaded = WorkingDays::load(data_file("bank_holidays.csv")).value();
  return loaded;
}

Date day(std::string_view iso) { return Date::parse(iso).value(); }

TEST(WorkingDays, KnowsWholeYears) {
  EXPECT_EQ(calendar().first_known(), day("2012-01-01"));
  EXPECT_EQ(calendar().last_known(), day("2028-12-31"));
}

TEST(WorkingDays, AgreesWithEveryVector) {
  const auto rows = testing::table(HEARTH_SOURCE_DIR "/tests/data/identifiers/working_days.csv");
  EXPECT_EQ(rows.size(), 400u);
  for (const auto& row : rows) {
    EXPECT_EQ(calendar().between(day(row[0]), day(row[1])), std::stoi(row[2])) << row[0] << " to " << row[1];
    EXPECT_EQ(calendar().after(day(row[0]), std::stoi(row[3])), day(row[4])) << row[0] << " + " << row[3];
  }
}

TEST(WorkingDays, AgreesWithTheWorkedExamples) {
  struct Example {
    std::string_view start;
    int n;
    std::string_view due;
  };
  for (const Example& e :
       {Example{"2025-12-18", 15, "2026-01-13"}, Example{"2025-12-20", 15, "2026-01-14"}, Example{"2026-04-02", 1, "2026-04-07"},
        Example{"2026-04-04", 1, "2026-04-07"}, Example{"2026-04-01", 45, "2026-06-09"}, Example{"2026-01-13", 10, "2026-01-27"},
        Example{"2026-04-24", 20, "2026-05-26"}})
    EXPECT_EQ(calendar().after(day(e.start), e.n), day(e.due)) << e.start;
  EXPECT_EQ(day("2026-01-13").plus_months(3), day("2026-04-13"));
  EXPECT_EQ(day("2026-01-13") + 91, day("2026-04-14"));
  EXPECT_EQ(day("2025-11-28").plus_months(3), day("2026-02-28"));
  EXPECT_EQ(day("2025-11-28") + 91, day("2026-02-27"));
}

TEST(WorkingDays, LeavesOutWeekendsAndOneOffHolidays) {
  for (auto holiday :
       {"2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2020-05-08", "2026-04-03", "2026-12-25", "2026-04-04", "2026-04-05"})
    EXPECT_EQ(calendar().is_working_day(day(holiday)), false) << holiday;
  for (auto working : {"2020-05-04", "2022-05-30", "2026-04-02", "2026-04-07", "2026-12-24"})
    EXPECT_EQ(calendar().is_working_day(day(working)), true) << working;
  EXPECT_EQ(calendar().holiday(day("2026-04-03")), "Good Friday");
  EXPECT_EQ(calendar().holiday(day("2022-09-19")), "Bank Holiday for the State Funeral of Queen Elizabeth II");
  EXPECT_EQ(calendar().holiday(day("2026-04-04")), std::nullopt) << "a Saturday is no bank holiday";
}

TEST(WorkingDays, CountsBackwards) {
  EXPECT_EQ(calendar().after(day("2026-04-07"), -1), day("2026-04-02"));
  EXPECT_EQ(calendar().after(day("2026-04-05"), -1), day("2026-04-02"));
  EXPECT_EQ(calendar().after(day("2026-04-07"), -5), day("2026-03-27"));
  EXPECT_EQ(calendar().between(day("2026-04-07"), day("2026-04-02")), -1);
}

TEST(WorkingDays, RefusesToGuessBeyondItsList) {
  const auto late = calendar().is_working_day(day("2029-01-01"));
  ASSERT_FALSE(late);
  EXPECT_EQ(
      late.error().front().sentence,
      "Bank holidays are known from 1 January 2012 to 31 December 2028, so working days cannot be counted up to 1 January 2029. Ask an "
      "administrator to load the newer list from www.gov.uk/bank-holidays");
  EXPECT_FALSE(calendar().is_working_day(day("2011-12-31")));
  EXPECT_TRUE(calendar().is_working_day(day("2028-12-31")));
  EXPECT_TRUE(calendar().after(day("2028-12-28"), 1));
  EXPECT_FALSE(calendar().after(day("2028-12-28"), 2)) << "29 December is the last working day that is known";
  EXPECT_FALSE(calendar().after(day("2028-12-29"), 1));
  EXPECT_FALSE(calendar().after(day("2029-01-01"), 0));
  EXPECT_FALSE(calendar().after(day("2026-01-01"), 1'000'000'000));
  EXPECT_FALSE(calendar().after(day("2026-01-01"), -1'000'000'000));
  EXPECT_FALSE(calendar().after(day("2012-01-01"), -1));
  EXPECT_FALSE(calendar().after(day("2012-01-03"), -1));
  EXPECT_FALSE(calendar().between(day("2028-12-01"), day("2029-01-02")));
  EXPECT_FALSE(calendar().between(day("2011-12-01"), day("2012-01-02")));
}

RC_GTEST_PROP(WorkingDays, NextIsLaterAndTheInverseAgrees, ()) {
  const Date start = day("2012-02-01") + *rc::gen::inRange(0, 365 * 16);
  const int n = *rc::gen::inRange(1, 60);
  const auto due = calendar().after(start, n);
  RC_ASSERT(due.has_value());
  RC_ASSERT(*due > start);
  RC_ASSERT(calendar().is_working_day(*due).value());
  RC_ASSERT(calendar().between(start, *due).value() == n);
  RC_ASSERT(calendar().after(*due, 1).value() == calendar().after(start, n + 1).value());
  if (calendar().is_working_day(start).value()) RC_ASSERT(calendar().after(*due, -n).value() == start);
}

RC_GTEST_PROP(WorkingDays, CountAsOneWouldByHand, ()) {
  const Date start = day("2012-02-01") + *rc::gen::inRange(0, 365 * 16);
  const Date end = start + *rc::gen::inRange(0, 120);
  int count = 0;
  for (Date d = start + 1; d <= end; d = d + 1) count += calendar().is_working_day(d).value();
  RC_ASSERT(calendar().between(start, end).value() == count);
}

// ---- Loading

std::string year_of_holidays(int year, int count) {
  std::string rows;
  for (int i = 1; i <= count; ++i) rows += Date::of(year, 3, unsigned(i)).iso() + ",Holiday,test\n";
  return rows;
}

TEST(WorkingDays, LoadRefusesAListThatLacksSome) {
  const std::string header = "# why\ndate,title,source\n";
  EXPECT_TRUE(WorkingDays::load(header + year_of_holidays(2030, 8)));
  for (const auto& [list, sentence] : {
           std::pair<std::string, std::string>{header, "The list of bank holidays is empty"},
           {"", "The file is empty. Its first line must name the columns"},
           {"when,title\n", "The first line must name a column \"date\""},
           {header + year_of_holidays(2030, 8) + year_of_holidays(2031, 7),
            "The list has only 7 bank holidays for 2031, and every year has at least 8. Load the whole list"},
           {header + year_of_holidays(2030, 8) + year_of_holidays(2032, 8),
            "The list has only 0 bank holidays for 2031, and every year has at least 8. Load the whole list"},
           {header + year_of_holidays(2030, 8) + "2030-03-01,Again,test\n", "The list has 1 March 2030 twice. Keep one of them"},
           {header + "tomorrow,Holiday,test\n", "Line 3: Write the date as year-month-day, like 2026-03-27, between 1850 and 2199"},
       }) {
    const auto loaded = WorkingDays::load(list);
    ASSERT_FALSE(loaded) << sentence;
    EXPECT_EQ(loaded.error().front().sentence, sentence);
  }
}

TEST(WorkingDays, LoadsTheListAsGovUkPublishesIt) {
  std::string events;
  for (int i = 1; i <= 8; ++i)
    events += std::string(i > 1 ? "," : "") + R"({"title":"Holiday","date":")" + Date::of(2030, 3, unsigned(i)).iso() +
              R"(","notes":"","bunting":true})";
  const auto loaded =
      WorkingDays::load_gov_uk(R"({"england-and-wales":{"division":"england-and-wales","events":[)" + events + R"(]},"scotland":{}})");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->is_working_day(day("2030-03-04")), false);
  EXPECT_EQ(loaded->is_working_day(day("2030-03-11")), true);
  for (auto text :
       {"", "{}", "[]", R"({"england-and-wales":{"events":[{"title":1,"date":"2030-01-01"}]}})", R"({"england-and-wales":{"events":[]}})"})
    EXPECT_FALSE(WorkingDays::load_gov_uk(text)) << text;
}

}  // namespace
}  // namespace hearth
