#include "access/reading_search.hpp"

#include "journal/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::access {
namespace {

using namespace std::chrono_literals;

class ReadingsOn : public testing::TestWithParam<std::string> {
 protected:
  ReadingsOn() { test.world.database.migrate(reading_migrations()); }

  void read(const std::string& viewer, const std::string& subject, Labels labels = kCase) {
    test.clock.advance(1s);
    test.world.database.write_and_wait([&](store::Connection& c) {
      log_reading(c, {test.clock.now(), viewer, "agency", "/children/{child}", "rule", "", subject, {subject, "other"}, labels});
    });
  }
  std::vector<Reading> find(const ReadingsAsked& asked, Labels admitted = kCase, int limit = 50, int skip = 0) {
    return find_readings(test.world.database.read()->connection(), asked, admitted, limit, skip);
  }
  std::int64_t count(const ReadingsAsked& asked, Labels admitted = kCase) {
    return count_readings(test.world.database.read()->connection(), asked, admitted);
  }

  journal::TestWorld test{GetParam(), {}};
};
INSTANTIATE_TEST_SUITE_P(Databases, ReadingsOn, testing::ValuesIn(store::testing::Databases()));

TEST_P(ReadingsOn, AreFoundByRecordByPersonOrByBoth) {
  read("ada", "lee");
  read("ben", "lee");
  read("ada", "mia");
  EXPECT_EQ(count({.subject = "lee"}), 2);
  EXPECT_EQ(count({.viewer = "ada"}), 2);
  EXPECT_EQ(count({.subject = "lee", .viewer = "ada"}), 1);
  EXPECT_EQ(count({.subject = "nobody"}), 0);
  const auto found = find({.viewer = "ada"});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].subject, "mia") << "newest first";
  EXPECT_EQ(found[1].opened, (std::vector<std::string>{"lee", "other"}));
}

TEST_P(ReadingsOn, ComeInPagesAndWithinTimes) {
  const auto start = test.clock.now();
  for (int i = 0; i < 5; ++i) read("ada", "lee");
  EXPECT_EQ(find({.subject = "lee"}, kCase, 2, 0).size(), 2u);
  EXPECT_EQ(find({.subject = "lee"}, kCase, 2, 4).size(), 1u);
  EXPECT_EQ(count({.viewer = "ada", .from = start + 2s, .until = start + 4s}), 2) << "with its first moment, without its last";
}

TEST_P(ReadingsOn, TakeTheLabelsOfWhatWasRead) {
  read("ada", "lee", kCase);
  read("ada", "lee", kCase | kHub);
  EXPECT_EQ(count({.subject = "lee"}, kCase), 1);
  EXPECT_EQ(find({.viewer = "ada"}, kCase).size(), 1u);
  EXPECT_EQ(count({.subject = "lee"}, kCase | kHub), 2);
}

}  // namespace
}  // namespace hearth::access
