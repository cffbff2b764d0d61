// After a return is taken in, the dashboard says what the return's author counted: tests/data/cin/clean_600_indicators.json, made by the
// generator of clean_600.xml from its own records. And each number opens as many rows as it says.

#include "journey/journey.hpp"
#include "journey/testing.hpp"
#include "practice/testing.hpp"
#include "returns/cin/testing.hpp"
#include "returns/take_in.hpp"

#include <gtest/gtest.h>

#include <map>

namespace hearth::returns {
namespace {

namespace bj = boost::json;
using cin::testing::content_of, cin::testing::data_path;
using web::Method;

class DashboardOfAReturn : public ::testing::Test {
 protected:
  DashboardOfAReturn() {
    take_in(site.test.world, cin::read_census(data_path("clean_600.xml")).value(), team);
    dashboard = get("/dashboard?on=2026-03-31");
  }
  bj::object get(const std::string& target) {
    const auto answer = site.api(manager, Method::get, target);
    EXPECT_EQ(answer.status, 200) << target;
    return bj::parse(answer.body).as_object();
  }
  std::int64_t count(std::string_view measure) {
    for (const auto& m : dashboard.at("measures").as_array())
      if (m.at("measure").as_string() == measure) return m.at("count").as_int64();
    ADD_FAILURE() << "the dashboard does not count " << measure;
    return -1;
  }
  std::map<std::string, std::int64_t> by_code(const char* which) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& c : dashboard.at(which).as_array()) counts[std::string(c.at("code").as_string())] = c.at("count").as_int64();
    return counts;
  }
  std::int64_t rows(const std::string& question) {
    return get("/dashboard/rows?from=2025-04-01&to=2026-03-31&" + question).at("total").as_int64();
  }

  practice::TestSite site{{[](practice::Kit& kit) { journey::register_journey(kit, journey::testing::reference()); }}};
  std::string team = site.add_team("North");
  std::string manager = site.open_account({.roles = {"team_manager"}, .name = "Ada Ng", .teams = {team}});
  const bj::object wanted = bj::parse(content_of(data_path("clean_600_indicators.json"))).as_object();
  bj::object dashboard;
};

TEST_F(DashboardOfAReturn, CountsWhatItsAuthorCounted) {
  const std::pair<const char*, const char*> pairs[] = {{"referrals", "referrals_in_year"},
                                                       {"children_referred", "children_referred"},
                                                       {"no_further_action", "referrals_nfa"},
                                                       {"rereferrals", "rereferrals_12m"},
                                                       {"assessments_finished", "assessments_completed"},
                                                       {"assessments_in_time", "assessments_within_45wd_startday0"},
                                                       {"enquiries_started", "s47_started"},
                                                       {"conferences_after_enquiry", "icpc_after_s47"},
                                                       {"conferences_in_time", "icpc_within_15wd_startday0"},
                                                       {"conferences_transferred_in", "icpc_transfer_in"},
                                                       {"protection_plans_started", "cpp_started"},
                                                       {"second_protection_plans", "cpp_second_or_subsequent"},
                                                       {"protection_plans_open", "cpp_open_at_31_march"},
                                                       {"protection_plans_ended", "cpp_ended"},
                                                       {"cases_open", "cases_open_at_31_march"},
                                                       {"cases_closed", "cases_closed_in_year"},
                                                       {"closed_after_assessment", "closed_after_assessment_RC8_RC9"}};
  for (const auto& [measure, indicator] : pairs) EXPECT_EQ(count(measure), wanted.at(indicator).as_int64()) << measure;
  for (const auto& [which, indicator] : {std::pair("sources", "referrals_by_source"), std::pair("factors", "factors")}) {
    std::map<std::string, std::int64_t> theirs;
    for (const auto& [code, number] : wanted.at(indicator).as_object()) theirs[std::string(code)] = number.as_int64();
    EXPECT_EQ(by_code(which), theirs);
  }
}

TEST_F(DashboardOfAReturn, OpensTheRowsThatEachNumberCounts) {
  for (const auto& m : dashboard.at("measures").as_array()) {
    const std::string measure(m.at("measure").as_string());
    EXPECT_EQ(rows("count=" + measure), m.at("count").as_int64()) << measure;
  }
  for (const auto& [code, number] : by_code("sources")) EXPECT_EQ(rows("count=referrals&source=" + code), number) << code;
  for (const auto& [code, number] : by_code("factors")) EXPECT_EQ(rows("count=assessments_finished&factor=" + code), number) << code;
  for (const auto& w : dashboard.at("workers").as_array())
    EXPECT_EQ(rows("count=cases_open&worker=" + std::string(w.at("account").as_string())), w.at("children").as_int64());
  std::int64_t in_months = 0;
  for (const auto& month : dashboard.at("months").as_array()) in_months += month.at("referrals").as_int64();
  EXPECT_EQ(in_months, count("referrals"));
}

TEST_F(DashboardOfAReturn, HandsOutEveryRowOnce) {
  std::map<std::string, int> seen;
  for (int page = 1; page <= 7; ++page) {
    const auto some = get("/dashboard/rows?from=2025-04-01&to=2026-03-31&count=referrals&page=" + std::to_string(page));
    for (const auto& row : some.at("rows").as_array()) ++seen[std::string(row.at("referral").as_string())];
  }
  EXPECT_EQ(std::int64_t(seen.size()), count("referrals"));
  for (const auto& [referral, times] : seen) EXPECT_EQ(times, 1) << referral;
  const auto csv = site.api(manager, Method::get, "/dashboard/rows.csv?from=2025-04-01&to=2026-03-31&count=referrals");
  EXPECT_EQ(std::ranges::count(csv.body, '\n'), count("referrals") + 1);
}

TEST_F(DashboardOfAReturn, IsTheTeamsOwn) {
  const auto other = site.add_team("South");
  const auto stranger = site.open_account({.roles = {"team_manager"}, .name = "Stranger", .teams = {other}});
  EXPECT_EQ(site.api(stranger, Method::get, "/dashboard?team=" + team).status, 404);
  const auto question = "/dashboard/rows?from=2025-04-01&to=2026-03-31&count=referrals&team=";
  EXPECT_EQ(site.api(stranger, Method::get, question + team).status, 404);
  EXPECT_EQ(bj::parse(site.api(stranger, Method::get, question + other).body).at("total"), 0);
  const auto worker = site.open_account({.roles = {"social_worker"}, .name = "Sam", .teams = {team}});
  EXPECT_EQ(site.api(worker, Method::get, "/dashboard").status, 404);
}

}  // namespace
}  // namespace hearth::returns
