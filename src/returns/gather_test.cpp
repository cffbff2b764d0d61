// What enters a return, and that what was taken in goes out again as it came.

#include "returns/gather.hpp"

#include "journey/journey.hpp"
#include "journey/person/rules.hpp"
#include "journey/testing.hpp"
#include "practice/testing.hpp"
#include "returns/checks.hpp"
#include "returns/cin/testing.hpp"
#include "returns/take_in.hpp"

#include <gtest/gtest.h>

namespace hearth::returns {
namespace {

using namespace journey;
using journey::testing::given, journey::testing::reference;

practice::TestSite a_site() {
  return practice::TestSite({[](practice::Kit& kit) { register_journey(kit, reference()); }});
}

Date day(int month, int d, int year = 2025) { return Date::of(year, unsigned(month), unsigned(d)); }

const ReferralReceived received{"lee", day(5, 9), "2A", {}, {}, {}, ""};
const ReferralDecided decided{day(5, 12), ReferralOutcome::assessment_s17, "N1", "", false, false};

std::optional<cin::Episode> returned(std::vector<Referral::Event> events, int year = 2026) {
  events.insert(events.begin(), received);
  return episode_of(given<Referral>(events), year);
}

TEST(Gather, GivesBackWhatWasTakenIn) {
  auto site = a_site();
  const auto census = cin::read_census(cin::testing::data_path("clean_600.xml"));
  ASSERT_TRUE(census);
  take_in(site.test.world, *census, site.add_team("North"));
  const auto gathered = gather(site.test.world, {.year = 2026, .authority = "998"});
  auto wanted = cin::testing::only_the_return(*census), got = gathered.census;
  wanted.header = got.header = {};
  ASSERT_EQ(got.children.size(), wanted.children.size());
  for (std::size_t i = 0; i < got.children.size(); ++i) ASSERT_EQ(got.children[i], wanted.children[i]) << i;
  EXPECT_EQ(got, wanted);
  EXPECT_EQ(gathered.records[0], record_of(site.test.vault, "998", "C000000"));
  // And as text: written, it is what another program reads.
  const auto again = cin::read_census_text(cin::write_census(gathered.census));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->faults, 0u);
  EXPECT_EQ(cin::testing::only_the_return(*again), gathered.census);
}

TEST(Gather, GivesAChildAnIdentifierThatStays) {
  auto site = a_site();
  const auto lee = site.record<Person>(site.new_id(), {PersonRecorded{{}, true}});
  auto of_lee = received;
  of_lee.child = lee;
  site.record<Referral>(site.new_id(), {of_lee});
  const auto first = gather(site.test.world, {.year = 2026, .authority = "998"});
  ASSERT_EQ(first.census.children.size(), 1u);
  const auto& id = first.census.children[0].la_child_id;
  EXPECT_EQ(id.size(), 20u);
  EXPECT_EQ(id.find(lee.substr(0, 10)), id.npos);
  EXPECT_EQ(gather(site.test.world, {.year = 2027, .authority = "998"}).census.children.at(0).la_child_id, id);
  EXPECT_TRUE(gather(site.test.world, {.year = 2025, .authority = "998"}).census.children.empty());
}

TEST(Gather, ReturnsEachFinishedThingInItsYearOnly) {
  const std::vector<Referral::Event> events{decided,
                                            AssessmentStarted{"a", day(5, 12)},
                                            AssessmentAuthorised{"a", day(7, 1), AssessmentOutcome::child_in_need_plan, {"16A"}, ""},
                                            PlanMade{"p", day(7, 2), "", {}},
                                            AssessmentStarted{"b", day(3, 2, 2026)},
                                            AssessmentAuthorised{"b", day(4, 8, 2026), AssessmentOutcome::child_in_need_plan, {"3A"}, ""},
                                            PlanEnded{"p", day(5, 5, 2026)}};
  const auto first = returned(events), second = returned(events, 2027);
  ASSERT_TRUE(first && second);
  ASSERT_EQ(first->assessments.size(), 2u);
  EXPECT_EQ(first->assessments[1].started, day(3, 2, 2026));
  EXPECT_FALSE(first->assessments[1].authorised) << "it ended after the reference date";
  EXPECT_TRUE(first->assessments[1].factors.empty());
  EXPECT_FALSE(first->plans.at(0).ended);
  ASSERT_EQ(second->assessments.size(), 1u);
  EXPECT_EQ(second->assessments[0].factors, std::vector<std::string>{"3A"});
  EXPECT_EQ(second->plans.at(0).ended, day(5, 5, 2026));
  EXPECT_FALSE(returned(events, 2025));
}

TEST(Gather, LeavesAClosedEpisodeToItsYear) {
  const std::vector<Referral::Event> events{decided, ReferralClosed{day(3, 31, 2026), "RC7", ""}};
  EXPECT_EQ(returned(events)->closed, day(3, 31, 2026));
  EXPECT_EQ(returned(events)->closure_reason, "RC7");
  EXPECT_FALSE(returned(events, 2027));
  const auto later = returned({decided, ReferralClosed{day(4, 1, 2026), "RC7", ""}});
  EXPECT_FALSE(later->closed || later->closure_reason);
}

TEST(Gather, TellsAReferralWithNoFurtherActionWithoutAClosure) {
  auto nothing_more = decided;
  nothing_more.outcome = ReferralOutcome::no_further_action;
  const auto episode = returned({nothing_more, ReferralClosed{day(5, 12), "", ""}});
  ASSERT_TRUE(episode);
  EXPECT_EQ(episode->no_further_action, true);
  EXPECT_FALSE(episode->closed || episode->closure_reason);
}

TEST(Gather, KnowsAChildAsOnTheReferenceDate) {
  Details details{};
  details.sex = Sex::female;
  details.born = day(4, 2, 2026);
  details.died = day(4, 9, 2026);
  const auto unborn = child_of(details, "H1", 2026), born = child_of(details, "H1", 2027);
  EXPECT_EQ(unborn.expected_birth, day(4, 2, 2026));
  EXPECT_FALSE(unborn.born || unborn.died);
  EXPECT_EQ(unborn.sex, "U");
  EXPECT_EQ(born.born, day(4, 2, 2026));
  EXPECT_EQ(born.sex, "F");
  EXPECT_EQ(born.died, day(4, 9, 2026));
  EXPECT_EQ(born.ethnicity, "NOBT");
}

}  // namespace
}  // namespace hearth::returns
