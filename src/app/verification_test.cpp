#include "app/verification.hpp"

#include "access/reading_anchor.hpp"
#include "app/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::app {
namespace {

using testing::Folder;

/// A partnership of some age: events, readings over two days, both sealed.
struct Aged {
  Folder folder;
  HandClock clock{Instant::at(Date::of(2026, 4, 7), 9, 0)};
  std::unique_ptr<Partnership> partnership = testing::open(folder / "data", &clock);

  Aged() {
    testing::add_agencies(*partnership, 5);
    for (int day = 0; day < 2; ++day) {
      testing::read_records(*partnership, 4);
      EXPECT_TRUE(access::seal_readings(partnership->world));
      clock.advance(std::chrono::hours(24));
    }
  }
  Verification verify(const std::string& head = {}) { return verify_all(partnership->world, head); }
};

TEST(Verification, FindsThatAllFits) {
  Aged aged;
  const auto found = aged.verify();
  EXPECT_EQ(found.fault, "");
  EXPECT_EQ(found.events, 7) << "five agencies and two seals";
  EXPECT_EQ(found.readings, 8);
  EXPECT_EQ(found.forgotten, 0);
  EXPECT_EQ(found.head.size(), 64u);
}

TEST(Verification, FindsAHeadThatAPartnerKept) {
  Aged aged;
  const auto kept = aged.verify().head;
  testing::add_agencies(*aged.partnership, 2);
  const auto found = aged.verify(kept);
  EXPECT_EQ(found.fault, "");
  ASSERT_TRUE(found.kept);
  EXPECT_EQ(found.kept->sequence, 7);
  EXPECT_NE(aged.verify(std::string(64, 'a')).fault.find("does not go on from the head"), std::string::npos);
  EXPECT_NE(aged.verify("abc").fault.find("is not one"), std::string::npos);
}

TEST(Verification, NamesTheFirstThingThatWasChanged) {
  struct Case {
    store::Sql change;
    std::string_view says;
  };
  const Case cases[] = {
      {"update journal_event set happened = happened + 1 where sequence = 3", "The first event that does not fit is agency/"},
      {"update journal_event set body = salt where sequence = 2", "The first event that does not fit is agency/"},
      {"delete from journal_event where sequence = 4", "Events are missing before "},
      {"delete from journal_event where sequence = 7", "its signed head is at event 7"},
      {"update journal_head set recorded = recorded + 1", "The signature of the journal's head"},
      {"update data_key set wrapped = zeroblob(92) where number = 2", "The data key 2 does not open"},
      {"update data_key set destroyed = 1, wrapped = x'' where number = 2", ""},
      {"update reading set viewer = 'eve' where sequence = 3", "The first entry of the log of reads that does not fit is number 3"},
      {"delete from reading where sequence > 6", "The log of reads is not what the journal says it was on 8 April 2026"},
      {"delete from reading", "The log of reads is not what the journal says it was on 7 April 2026"},
  };
  for (const auto& c : cases) {
    Aged aged;
    testing::tamper(*aged.partnership, c.change);
    // Opened anew: what was cached before the change must not hide it.
    aged.partnership.reset();
    aged.partnership = testing::open(aged.folder / "data", &aged.clock);
    const auto fault = aged.verify().fault;
    if (c.says.empty())
      EXPECT_EQ(fault, "") << c.change.text();
    else
      EXPECT_NE(fault.find(c.says), std::string::npos) << c.change.text() << ": " << fault;
  }
}

}  // namespace
}  // namespace hearth::app
