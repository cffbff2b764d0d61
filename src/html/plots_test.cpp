#include "html/plots.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace hearth::html::plots {
namespace {

Plot referrals() {
  return {.title = "Referrals by month",
          .label_head = "Month",
          .head = "Referrals",
          .part_head = "In time",
          .points = {{.label = "April 2026", .value = 4, .href = Url("/rows?month=4"), .brief = "Apr", .part = 1},
                     {.label = "May 2026", .value = 8, .href = Url("/rows?month=5"), .brief = "May", .part = 8},
                     {.label = "June 2026", .brief = "Jun"}}};
}

bool holds(const Html& html, std::string_view part) { return html.str().find(part) != std::string::npos; }

TEST(Plots, DrawColumnsInProportion) {
  const auto drawn = columns(referrals());
  EXPECT_TRUE(holds(drawn, "<svg"));
  EXPECT_TRUE(holds(drawn, "height=\"100\"")) << "the largest fills the chart";
  EXPECT_TRUE(holds(drawn, "height=\"50\"")) << "half of it is half as high";
  EXPECT_TRUE(holds(drawn, "height=\"12.5\"")) << "and the part an eighth";
}

TEST(Plots, LeadFromEachNumberInTheTableToItsRows) {
  for (const auto& drawn : {columns(referrals()), bars(referrals())}) {
    EXPECT_TRUE(holds(drawn, "href=\"/rows?month=4\""));
    EXPECT_TRUE(holds(drawn, "href=\"/rows?month=5\""));
    EXPECT_TRUE(holds(drawn, "June 2026")) << "a month with nothing in it is told as well";
    EXPECT_TRUE(holds(drawn, "aria-hidden=\"true\"")) << "the numbers are not read out twice";
  }
}

TEST(Plots, AreNotBrokenByWordsOrNumbers) {
  Plot plot{.title = "<b>", .label_head = "Team", .head = "Cases", .points = {{.label = "\"><script>", .value = 3}}};
  plot.points.push_back({.label = "nan", .value = std::numeric_limits<double>::quiet_NaN()});
  plot.points.push_back({.label = "less", .value = -5});
  for (const auto& drawn : {columns(plot), bars(plot)}) {
    EXPECT_FALSE(holds(drawn, "<script>"));
    EXPECT_FALSE(holds(drawn, "<b>"));
    EXPECT_FALSE(holds(drawn, "nan\""));
    EXPECT_FALSE(holds(drawn, "-5"));
  }
}

TEST(Plots, SaySoWhenThereIsNothing) {
  Plot plot{.title = "Referrals by month", .label_head = "Month", .head = "Referrals", .points = {}, .nothing = "No referrals."};
  EXPECT_TRUE(holds(columns(plot), "No referrals."));
  EXPECT_FALSE(holds(columns(plot), "<svg"));
  plot.points = {{.label = "May"}};
  EXPECT_TRUE(holds(bars(plot), "No referrals."));
}

}  // namespace
}  // namespace hearth::html::plots
