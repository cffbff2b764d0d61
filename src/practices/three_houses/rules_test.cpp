#include "practices/three_houses/rules.hpp"

#include <gtest/gtest.h>

#include "journey/testing.hpp"

namespace hearth::three_houses {
namespace {

using journey::testing::given, journey::testing::told;

const Date today = Date::of(2026, 4, 7);
const std::vector<std::string> ids{"a", "b", "c"};

BeginSession begin() { return {"01child", today, Purpose::assessment, "At home", "“OK, if I can use the pens”", ParentAnswer::agreed, ""}; }
Sheet sheet(std::vector<Sheet::Event> more = {}) {
  more.insert(more.begin(), SheetOpened{"01session", "01child", "01sam", House::worries});
  return given<Sheet>(more);
}

TEST(Session, NeedsTheChildsYesAndAReasonWithoutAParents) {
  EXPECT_EQ(told(decide(begin(), "01sam", ids, today)), "three_houses_began");
  auto c = begin();
  c.child_agreed.clear();
  c.parent = ParentAnswer::not_asked;
  c.on = today + 1;
  EXPECT_EQ(told(decide(c, "01sam", ids, today)),
            "on: This day is in the future. Begin the session on the day on which you are with the child\n"
            "child_agreed: Write how the child said yes. Without the child’s yes there is no session\n"
            "parent_reason: Say why the session goes on without a parent’s agreement");
}

TEST(Session, EndsReadBackOrWithAReasonOnce) {
  const auto open = given<Session>({std::get<SessionBegan>(decide(begin(), "01sam", ids, today)->front())});
  EXPECT_EQ(told(decide(open, FinishSession{"s", false, "", "I come back on Friday"})),
            "reason: Read everything back to the child first, or say why that was not possible");
  EXPECT_EQ(told(decide(open, FinishSession{"s", true, "", ""})), "next: Write what you told the child about what happens next");
  EXPECT_EQ(told(decide(open, FinishSession{"s", false, "Tired", "I come back on Friday"})), "three_houses_finished");
  const auto closed = evolve(open, SessionFinished{true, "", "Friday"});
  EXPECT_EQ(told(decide(closed, FinishSession{"s", true, "", "x"})), ": This session is finished already");
}

TEST(Sheet, GrowsPieceByPieceAndLosesNothing) {
  Mark first{};
  first.number = 1;
  first.size = 130;
  first.points = "10 10 100 0 5 5 0 16";
  auto more = first;
  more.points = "20 20 100 32";
  const auto grown = sheet({InkDrawn{{first}}, InkDrawn{{more}}});
  ASSERT_EQ(grown.marks.size(), 1u);
  EXPECT_EQ(grown.marks[0].points, (std::vector<Point>{{10, 10, 100, 0}, {15, 15, 100, 16}, {20, 20, 100, 32}}));
  EXPECT_EQ(grown.points, 3u);
  EXPECT_EQ(told(decide(grown, TakeMarkBack{"", "", 1, true})), "house_mark_taken_back");
  const auto back = evolve(grown, MarkTakenBack{1, true});
  EXPECT_TRUE(back.marks[0].taken_back);
  EXPECT_EQ(back.marks[0].points.size(), 3u) << "taken back, not deleted";
  EXPECT_EQ(told(decide(back, TakeMarkBack{"", "", 1, true})), "number: This mark is taken back already");
  EXPECT_EQ(told(decide(back, TakeMarkBack{"", "", 1, false})), "house_mark_taken_back");
  EXPECT_EQ(told(decide(back, TakeMarkBack{"", "", 7, true})), "number: There is no such mark on this sheet");
}

TEST(Sheet, TakesStampsAndWordsFromAPlainForm) {
  const auto events = decide(sheet(), PutOnSheet{"", "", "sun", "I like Gran"});
  ASSERT_TRUE(events);
  const auto now = sheet(*events);
  ASSERT_EQ(now.marks.size(), 2u);
  EXPECT_EQ(now.marks[1].mark.text, "I like Gran");
  EXPECT_NE(now.marks[0].mark.x, now.marks[1].mark.x) << "beside each other";
  EXPECT_EQ(told(decide(now, PutOnSheet{})), "words: Choose a stamp or write words");
  EXPECT_EQ(told(decide(now, PutOnSheet{"", "", "dragon", {}})), "stamp: There is no such stamp");
}

TEST(Sharing, IsWhatTheChildSaidLast) {
  const SharingAnswered yes{Answer::yes, Answer::no, Answer::later, Answer::yes, ""};
  EXPECT_TRUE(may_see({}, Eyes::own_worker));
  for (auto eyes : {Eyes::team, Eyes::parents, Eyes::meeting, Eyes::court}) EXPECT_FALSE(may_see({}, eyes)) << "not asked is no";
  EXPECT_TRUE(may_see(yes, Eyes::parents));
  EXPECT_FALSE(may_see(yes, Eyes::team));
  EXPECT_FALSE(may_see(yes, Eyes::meeting)) << "later is no until it is yes";
  EXPECT_TRUE(may_see(yes, Eyes::court));
  auto shown = sheet({yes});
  EXPECT_EQ(told(decide(shown, AnswerSharing{"", "", Answer::yes, Answer::no, Answer::later, Answer::yes, ""})),
            ": Nothing is different from what the child said before");
  EXPECT_FALSE(may_see(evolve(shown, SharingAnswered{}).sharing, Eyes::parents)) << "withdrawn";
}

TEST(ThingSaid, IsWordsInAPlaceAndIsAnsweredAfterwards) {
  SayThing say{"", "", 100, 100, "What is this?", "That is the door, it is locked", 2};
  EXPECT_EQ(told(decide(sheet(), say)), "house_thing_said");
  say.x = 10'001;
  say.face = 6;
  say.words.clear();
  EXPECT_EQ(told(decide(sheet(), say)),
            "x: This place lies off the sheet\nwords: Write what the child said, in the child’s own words\n"
            "face: Choose one of the five faces, or none");

  EXPECT_EQ(told(decide(Saying{}, QuoteThing{"", today, UsedIn::plan, "", "A lock on the inside"}, false, today - 2, today)),
            "house_thing_quoted");
  EXPECT_EQ(told(decide(Saying{}, QuoteThing{"", today - 3, UsedIn::plan, "01other", ""}, false, today - 2, today)),
            "on: This is before 5 April 2026, when the child said it\nreferral: Choose one of this child’s referrals\n"
            "changed: Write what the child’s words changed. “Nothing, because …” is an answer too");
  EXPECT_EQ(told(decide(Saying{}, TellChild{"", today + 1, ""}, today - 2, today)),
            "on: This day is in the future\nwords: Write what you told the child, in the words that you used");
}

}  // namespace
}  // namespace hearth::three_houses
