#include "journey/dashboards/pages.hpp"

#include "journey/testing_site.hpp"

#include <gtest/gtest.h>

namespace hearth::journey {
namespace {

using testing::reference;

/// A referral of a child with what happened to it.
Countable a_case(const std::string& id, const std::string& child, Date received, std::vector<Referral::Event> since = {}) {
  since.insert(since.begin(), ReferralReceived{child, received, "2A", {}, {}, "N1", ""});
  return {id, child, testing::given<Referral>(since)};
}
Date day(unsigned month, unsigned d, int year = 2025) { return Date::of(year, month, d); }
const Period year{Date::of(2025, 4, 1), Date::of(2026, 3, 31)};

std::string counted(Measure measure, const std::vector<Countable>& all, const Period& period = year) {
  std::string text;
  for (const auto& hit : hits(measure, all, period, reference())) text += (text.empty() ? "" : " ") + hit.referral;
  return text;
}

TEST(Measures, CountAYearThatEndsOnADay) {
  EXPECT_EQ(year_to(day(3, 31, 2026)).from, day(4, 1));
  EXPECT_EQ(year_to(day(2, 29, 2024)).from, day(3, 1, 2023));
}

TEST(Measures, CountAReferralAgainWithinTwelveMonths) {
  const std::vector<Countable> all{a_case("a", "lee", day(5, 1, 2024)), a_case("b", "lee", day(5, 1)), a_case("c", "lee", day(3, 30, 2026)),
                                   a_case("d", "amy", day(5, 2, 2024)), a_case("e", "amy", day(5, 3))};
  EXPECT_EQ(counted(Measure::rereferrals, all), "b c") << "twelve months to the day count; a day more does not";
  EXPECT_EQ(counted(Measure::children_referred, all), "b e");
  EXPECT_EQ(counted(Measure::referrals, all), "b e c");
}

TEST(Measures, StandAsOnTheirDay) {
  const std::vector<Countable> all{
      a_case("a", "lee", day(5, 1),
             {ReferralDecided{day(5, 2), ReferralOutcome::assessment_s17, "N1", "", false, false}, ReferralClosed{day(9, 1), "RC7", ""}}),
      a_case("b", "amy", day(6, 1),
             {ReferralDecided{day(6, 2), ReferralOutcome::no_further_action, "", "", false, false}, ReferralClosed{day(6, 2), "", ""}})};
  EXPECT_EQ(counted(Measure::cases_open, all, {day(4, 1), day(8, 31)}), "a");
  EXPECT_EQ(counted(Measure::cases_open, all, {day(4, 1), day(9, 1)}), "");
  EXPECT_EQ(counted(Measure::cases_open, all, {day(4, 1), day(6, 1)}), "a b") << "not decided yet on that day";
  EXPECT_EQ(counted(Measure::no_further_action, all, {day(4, 1), day(6, 1)}), "");
  EXPECT_EQ(counted(Measure::cases_closed, all), "a") << "what went no further was no case";
}

TEST(Measures, CountTimeFromTheAssessmentAndFromTheReferral) {
  // 1 May 2025 to 7 July 2025 is 45 working days; the referral came three weeks earlier.
  auto assessed = [](Date ended) {
    return a_case(
        "a", "lee", day(4, 10),
        {AssessmentStarted{"x", day(5, 1)}, AssessmentAuthorised{"x", ended, AssessmentOutcome::child_in_need_plan, {"16A"}, ""}});
  };
  const auto last = reference().working_days().after(day(5, 1), 45).value();
  EXPECT_EQ(counted(Measure::assessments_in_time, {assessed(last)}), "a");
  EXPECT_EQ(counted(Measure::assessments_in_time, {assessed(last + 1)}), "");
  EXPECT_EQ(counted(Measure::assessments_in_time_from_referral, {assessed(last)}), "");
  EXPECT_EQ(counted(Measure::assessments_finished, {assessed(last + 1)}), "a");
}

struct DashboardSite : testing::CaseSite {
  std::string referral = refer();
};

TEST(DashboardPage, LeadsFromANumberToItsRowsAndFromThemToTheChild) {
  DashboardSite site;
  const auto& page = site.ada.get("/dashboard");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("Dashboard: North"));
  EXPECT_TRUE(page.holds("<svg"));
  EXPECT_TRUE(page.holds("count=referrals"));
  const auto today = site.clock().now().date();
  const auto rows = "/dashboard/rows?team=" + site.team + "&from=" + year_to(today).from.iso() + "&to=" + today.iso() + "&count=referrals";
  EXPECT_TRUE(site.ada.get(rows).says("Lee Okafor"));
  EXPECT_TRUE(site.ada.answer().holds("href=\"/children/" + site.child + "\""));
  EXPECT_EQ(site.ada.get("/children/" + site.child).status, 200);
  EXPECT_EQ(site.readings_of("").size(), 2u) << "a list of names is a reading as well";
}

TEST(DashboardPage, CountsWhatTheTeamHasLetGoWithoutNamingIt) {
  DashboardSite site;
  const auto tie = site.rows<access::RelationRow>("subject = $1 and kind = 'responsible_team'", site.child).at(0);
  site.record<access::Relations>(site.child, {access::RelationEnded{tie.relation, tie.kind, {}, tie.team, "Closed"}});
  const auto& page = site.ada.get("/dashboard/rows?team=" + site.team + "&count=referrals");
  EXPECT_TRUE(page.says("North: 1, from"));
  EXPECT_TRUE(page.says("A child whose case has closed"));
  EXPECT_FALSE(page.says("Lee"));
  EXPECT_FALSE(page.holds(site.child));
}

TEST(DashboardPage, AnswersADayThatCannotBe) {
  DashboardSite site;
  EXPECT_TRUE(site.ada.get("/dashboard?on-day=31&on-month=2&on-year=2026").says("Enter a day"));
  EXPECT_TRUE(site.ada.get("/dashboard?on=2030-01-01").says("This day is in the future"));
  EXPECT_TRUE(site.ada.get("/dashboard?on=yesterday").says("Enter a day"));
  EXPECT_EQ(site.ada.get("/dashboard/rows?team=" + site.team + "&from=2026-01-01&to=2025-01-01&count=referrals").status, 404);
  EXPECT_EQ(site.ada.get("/dashboard/rows?team=" + site.team + "&from=2025-01-01&to=2026-01-01&count=secrets").status, 404);
}

TEST(DashboardPage, TellsAManagerWithoutATeamWhatToDo) {
  DashboardSite site;
  EXPECT_TRUE(site.sign_in_as({"team_manager"}, "New").get("/dashboard").says("You are in no team"));
}

TEST(DashboardPage, HandsOutListsThatCarryNoFormula) {
  DashboardSite site;
  Details evil{};
  evil.given_name = "=HYPERLINK(\"http://evil.example\";\"x\")";
  evil.family_name = "+1";
  const auto child = site.record<Person>(site.new_id(), {PersonRecorded{evil, true}});
  site.record<access::Relations>(child,
                                 {access::RelationBegan{site.new_id(), access::RelationKind::responsible_team, {}, site.team, {}, ""}});
  site.record<Referral>(site.new_id(), {ReferralReceived{child, site.clock().now().date(), "2A", {}, site.team, "N1", ""}});
  const auto today = site.clock().now().date();
  const auto question = "?team=" + site.team + "&from=" + year_to(today).from.iso() + "&to=" + today.iso() + "&count=referrals";
  const auto& csv = site.ada.get("/dashboard/rows.csv" + question);
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.body.starts_with("\xEF\xBB\xBF")) << "Excel reads it as UTF-8";
  EXPECT_NE(csv.body.find("'=HYPERLINK"), csv.body.npos);
  std::string disposition;
  for (const auto& [name, value] : csv.reply.headers)
    if (name == "Content-Disposition") disposition = value;
  EXPECT_EQ(disposition, "attachment; filename=\"Referrals.csv\"; filename*=UTF-8''Referrals.csv");
  const auto& book = site.ada.get("/dashboard/rows.xlsx" + question);
  EXPECT_TRUE(book.body.starts_with("PK"));
  EXPECT_EQ(book.body.find("<f>"), book.body.npos);
  EXPECT_EQ(site.stranger.get("/dashboard/rows.csv" + question).status, 404);
}

}  // namespace
}  // namespace hearth::journey
