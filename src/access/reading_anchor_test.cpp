#include "access/reading_anchor.hpp"

#include "access/people.hpp"
#include "journal/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::access {
namespace {

const Instant tuesday = Instant::at(Date::of(2026, 4, 7), 9, 0);

TEST(ReadingAnchor, SealsOnceADayAndOnlyWhatIsNew) {
  struct Case {
    std::int64_t sealed, read;
    int hours_later;
    std::size_t events;
  };
  const Case cases[] = {
      {0, 0, 24, 0},  // nobody has read anything yet
      {5, 5, 48, 0},  // nothing since
      {5, 9, 0, 0},   // sealed today
      {5, 9, 14, 0},  // still today, at 11pm
      {5, 9, 15, 1},  // midnight: another day in London
      {0, 1, 24, 1},
  };
  for (const auto& c : cases) {
    const ReadingAnchor anchor{{c.sealed, "aa", tuesday}};
    EXPECT_EQ(seal(anchor, {c.read, "\xbb"}, tuesday + std::chrono::hours(c.hours_later)).size(), c.events) << c.sealed << ' ' << c.read;
  }
  const auto first = seal({}, {3, "\xbb"}, tuesday);
  ASSERT_EQ(first.size(), 1u) << "a log that was never sealed";
  EXPECT_EQ(std::get<ReadingsSealed>(first.front()).sequence, 3);
  EXPECT_EQ(std::get<ReadingsSealed>(first.front()).hash, "bb");
}

class ReadingAnchorOn : public ::testing::TestWithParam<std::string> {};

journal::Catalogue known() {
  journal::Catalogue catalogue;
  register_reading_anchor(catalogue);
  return catalogue;
}

TEST_P(ReadingAnchorOn, NoticesALogThatWasCutOrRewrittenUpToTheLastSeal) {
  journal::TestWorld test(GetParam(), known());
  auto& database = test.world.database;
  database.migrate(reading_migrations());
  const auto read = [&](int count) {
    database.write_and_wait([&](store::Connection& connection) {
      for (int i = 0; i < count; ++i)
        log_reading(connection, {test.clock.now(), "sam", "council", "/children/{child}", "see_child", {}, "lee", {"lee"}, kCase});
    });
  };
  const auto fault = [&] { return verify_reading_anchors(test.world, database.read()->connection()); };

  EXPECT_FALSE(seal_readings(test.world));
  read(3);
  EXPECT_TRUE(seal_readings(test.world));
  EXPECT_FALSE(seal_readings(test.world)) << "once a day";
  test.clock.advance(std::chrono::hours(24));
  read(2);
  EXPECT_TRUE(seal_readings(test.world));
  read(2);
  EXPECT_EQ(fault(), "");

  database.write_and_wait([](store::Connection& c) { c.run("delete from reading where sequence > 5"); });
  EXPECT_EQ(fault(), "") << "what came after the last seal is not covered yet";
  database.write_and_wait([](store::Connection& c) { c.run("delete from reading where sequence > 4"); });
  EXPECT_EQ(verify_readings(database.read()->connection()), "") << "the chain alone does not see it";
  EXPECT_NE(fault().find("on 8 April 2026"), std::string::npos) << fault();
}

INSTANTIATE_TEST_SUITE_P(Databases, ReadingAnchorOn, testing::ValuesIn(store::testing::Databases()));

}  // namespace
}  // namespace hearth::access
