#include "access/relationship.hpp"

#include "journal/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::access {
namespace {

using namespace std::chrono_literals;
using enum RelationKind;

const Instant now = Instant::at(Date::of(2026, 4, 7), 9, 0);

Relations given(const RelationEvents& events) {
  Relations relations;
  for (const auto& event : events) relations = evolve(std::move(relations), event);
  return relations;
}

RelationBegan person(std::string relation, RelationKind kind, std::string who) {
  return {std::move(relation), kind, std::move(who), {}, {}, "because"};
}
RelationBegan team(std::string relation, RelationKind kind, std::string which) {
  return {std::move(relation), kind, {}, std::move(which), {}, "because"};
}

/// The relationships that are open after `events`, as "kind:holder", in the order of their ids.
std::vector<std::string> open_after(const Relations& before, const RelationEvents& events) {
  auto relations = before;
  for (const auto& event : events) relations = evolve(std::move(relations), event);
  std::vector<std::string> open;
  for (const auto& [id, r] : relations.open) open.push_back(std::string(name_of(r.kind)) + ':' + (r.person ? *r.person : *r.team));
  return open;
}

const std::string reason = "Mother rang: he is at the school gate now";

TEST(HandingOver, EndsWhoHeldItAndBeginsTheNext) {
  const auto before = given({person("r1", allocated_worker, "ada"), team("r2", responsible_team, "north"), person("r3", involved, "ada")});
  const auto events = hand_over(before, person("r4", allocated_worker, "lee"));
  ASSERT_TRUE(events);
  EXPECT_EQ(open_after(before, *events), (std::vector<std::string>{"responsible_team:north", "involved:ada", "allocated_worker:lee"}));
  const auto& ended = std::get<RelationEnded>(events->front());
  EXPECT_EQ(ended.relation, "r1");
  EXPECT_EQ(ended.person, "ada");
  EXPECT_EQ(ended.reason, "because");
}

TEST(HandingOver, RefusesWhoHoldsItAlready) {
  EXPECT_EQ(hand_over(given({person("r1", allocated_worker, "ada")}), person("r2", allocated_worker, "ada")).error().front().field,
            "person");
  EXPECT_EQ(hand_over(given({team("r1", in_queue, "north")}), team("r2", in_queue, "north")).error().front().field, "team");
}

TEST(HandingOver, MayGiveBackWhatEnded) {
  const auto before = given({person("r1", allocated_worker, "ada"), RelationEnded{"r1", allocated_worker, "ada", {}, "left"}});
  EXPECT_EQ(open_after(before, *hand_over(before, person("r2", allocated_worker, "ada"))),
            std::vector<std::string>{"allocated_worker:ada"});
}

TEST(Beginning, StandsBesideOthersAndHappensOnce) {
  const auto before = given({person("r1", involved, "ada")});
  EXPECT_EQ(open_after(before, begin(before, person("r2", involved, "lee"))), (std::vector<std::string>{"involved:ada", "involved:lee"}));
  EXPECT_TRUE(begin(before, person("r3", involved, "ada")).empty());
  EXPECT_EQ(begin(before, person("r3", conference_chair, "ada")).size(), 1u) << "another kind";
  EXPECT_EQ(begin(before, team("r3", involved, "ada")).size(), 1u) << "a team of that name is no person";
}

TEST(Ending, EndsAllOfAKindAndNothingElse) {
  const auto before = given({person("r1", involved, "ada"), person("r2", involved, "lee"), person("r3", conference_chair, "ada")});
  EXPECT_EQ(open_after(before, end(before, involved, "closed")), std::vector<std::string>{"conference_chair:ada"});
  EXPECT_TRUE(end(before, in_queue, "closed").empty());
}

TEST(BreakGlass, NeedsAReasonAndEndsByItself) {
  const auto events = claim({}, "r1", "ada", reason, now);
  ASSERT_TRUE(events);
  const auto& began = std::get<RelationBegan>(events->front());
  EXPECT_EQ(began.kind, break_glass);
  EXPECT_EQ(began.person, "ada");
  EXPECT_EQ(began.until, now + 24h);
  EXPECT_EQ(began.reason, reason);
  EXPECT_EQ(claim({}, "r1", "ada", std::string(19, 'x'), now).error().front().field, "reason");
  EXPECT_TRUE(claim({}, "r1", "ada", std::string(20, 'x'), now));
}

TEST(BreakGlass, IsForWhoCannotOpenTheRecord) {
  EXPECT_FALSE(claim(given({person("r1", allocated_worker, "ada")}), "r2", "ada", reason, now));
  const auto claimed = given(*claim({}, "r1", "ada", reason, now));
  EXPECT_FALSE(claim(claimed, "r2", "ada", reason, now + 24h - 1us));
  EXPECT_TRUE(claim(claimed, "r2", "ada", reason, now + 24h)) << "it has run out";
  EXPECT_TRUE(claim(claimed, "r2", "lee", reason, now));
}

TEST(BreakGlass, IsReviewedOnceByAnother) {
  const auto claimed = given(*claim({}, "r1", "ada", reason, now));
  const auto justified = review(claimed, "r1", "lee", true, "The school confirmed it");
  ASSERT_TRUE(justified);
  EXPECT_EQ(open_after(claimed, *justified), std::vector<std::string>{"break_glass:ada"}) << "what was justified runs out by itself";
  const auto unjustified = review(claimed, "r1", "lee", false, "No call was made");
  ASSERT_TRUE(unjustified);
  EXPECT_TRUE(open_after(claimed, *unjustified).empty());

  EXPECT_FALSE(review(claimed, "r1", "ada", true, "I was right")) << "not by who claimed it";
  EXPECT_EQ(review(claimed, "r1", "lee", true, "").error().front().field, "words");
  EXPECT_FALSE(review(claimed, "r2", "lee", true, "There is no such claim"));
  EXPECT_FALSE(review(given({person("r1", involved, "ada")}), "r1", "lee", true, "That is no break-glass"));
  auto reviewed = claimed;
  for (const auto& event : *justified) reviewed = evolve(std::move(reviewed), event);
  EXPECT_FALSE(review(reviewed, "r1", "sam", false, "Again")) << "once";
}

TEST(BreakGlass, IsReviewedAfterItEnded) {
  auto ended = given(*claim({}, "r1", "ada", reason, now));
  for (const auto& event : end(ended, break_glass, "done")) ended = evolve(std::move(ended), event);
  const auto events = review(ended, "r1", "lee", false, "No call was made");
  ASSERT_TRUE(events);
  EXPECT_EQ(events->size(), 1u) << "there is nothing left to end";
}

class RelationsOn : public testing::TestWithParam<std::string> {
 protected:
  static journal::Catalogue known() {
    journal::Catalogue catalogue;
    register_relationships(catalogue);
    return catalogue;
  }
  void record(const std::string& child, const RelationEvents& events) {
    submit_and_wait(test.world, {"ada", "01agency"}, [&](journal::Unit& unit) {
      auto loaded = unit.load<Relations>(child);
      unit.append(loaded, events);
    });
  }
  RelationRow row(const std::string& relation) {
    return journal::find_row<RelationRow>(test.world.database.read()->connection(), test.world.keys, relation).value();
  }
  journal::TestWorld test{GetParam(), known()};
};
INSTANTIATE_TEST_SUITE_P(Databases, RelationsOn, testing::ValuesIn(store::testing::Databases()));

TEST_P(RelationsOn, AreFoundInTheViewAndEndThere) {
  record("c1", {person("r1", allocated_worker, "ada"), team("r2", responsible_team, "north")});
  EXPECT_EQ(row("r1").subject, "c1");
  EXPECT_EQ(row("r1").person, "ada");
  EXPECT_EQ(row("r1").began, test.clock.now());
  EXPECT_FALSE(row("r1").until);
  EXPECT_FALSE(row("r1").reviewed) << "of break-glass only";
  EXPECT_EQ(row("r2").team, "north");
  EXPECT_EQ(row("r2").body.reason, "because");

  test.clock.advance(1h);
  record("c1", {RelationEnded{"r1", allocated_worker, "ada", {}, "left"}});
  EXPECT_EQ(row("r1").until, test.clock.now());
}

TEST_P(RelationsOn, BreakGlassWaitsForItsReview) {
  record("c1", *claim({}, "r1", "ada", reason, test.clock.now()));
  EXPECT_EQ(row("r1").reviewed, false);
  EXPECT_EQ(row("r1").until, test.clock.now() + 24h);
  const auto claimed = journal::load<Relations>(test.world, test.world.database.read()->connection(), "c1").state;
  test.clock.advance(2h);
  record("c1", *review(claimed, "r1", "lee", false, "No call was made"));
  EXPECT_EQ(row("r1").reviewed, true);
  EXPECT_EQ(row("r1").justified, false);
  EXPECT_EQ(row("r1").until, test.clock.now());
  EXPECT_EQ(row("r1").body.review, "No call was made");
}

TEST_P(RelationsOn, AreTheSameAfterARebuild) {
  record("c1", {person("r1", allocated_worker, "ada"), RelationEnded{"r1", allocated_worker, "ada", {}, "left"}});
  record("c2", *claim({}, "r2", "ada", reason, test.clock.now()));
  record("c2", {BreakGlassReviewed{"r2", true, "The school confirmed it"}});
  const auto live = journal::digests(test.world, test.world.database.read()->connection());
  test.clock.advance(24h);
  journal::rebuild(test.world);
  EXPECT_EQ(journal::digests(test.world, test.world.database.read()->connection()), live);
}

}  // namespace
}  // namespace hearth::access
