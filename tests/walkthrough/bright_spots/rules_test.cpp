#include "rules.hpp"

#include <gtest/gtest.h>

namespace hearth::bright_spots {
namespace {

const Date today = Date::of(2026, 4, 7);

TEST(BrightSpot, KeepsTheWordsAsTheyWereSaid) {
  const auto events = decide({"01child", today, "I slept at gran’s and it was quiet", "Lee"}, today);
  ASSERT_TRUE(events);
  EXPECT_EQ(std::get<BrightSpotNoticed>(events->front()).words, "I slept at gran’s and it was quiet");
}

TEST(BrightSpot, RefusesWhatCannotBe) {
  const std::pair<NoticeBrightSpot, const char*> cases[] = {{{"01child", today + 1, "words", "Lee"}, "on"},
                                                            {{"01child", today, "", "Lee"}, "words"},
                                                            {{"01child", today, "words", ""}, "said_by"}};
  for (const auto& [command, field] : cases) EXPECT_EQ(decide(command, today).error().front().field, field);
}

}  // namespace
}  // namespace hearth::bright_spots
