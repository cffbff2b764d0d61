#include "journey/referral/pages.hpp"

#include "journey/referral/views.hpp"
#include "journey/testing_site.hpp"

#include <gtest/gtest.h>

namespace hearth::journey {
namespace {

using testing::CaseSite, testing::comes_back;

std::vector<web::Field> day(const std::string& name, Date d) {
  const auto civil = d.civil();
  return {{name + "-day", std::to_string(unsigned(civil.day()))},
          {name + "-month", std::to_string(unsigned(civil.month()))},
          {name + "-year", std::to_string(int(civil.year()))}};
}

std::vector<web::Field> operator+(std::vector<web::Field> a, const std::vector<web::Field>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

class ReferralPages : public ::testing::Test {
 protected:
  CaseSite site;
  practice::Browser& sam = site.sam;
  practice::Browser& ada = site.ada;
  const Date today = site.clock().now().date();
  const ReferralDecided to_assess{today - 5, ReferralOutcome::assessment_s17, "N1", "Third contact in a month", true, true};
  const AssessmentStarted started{"a1", today - 4};
  const AssessmentWritten written{"a1", "Hungry", "Gran cooks", "I like Gran", "Needs meals every day", true, true, {"16A"}};
  const AssessmentAuthorised authorised{"a1", today - 2, AssessmentOutcome::child_in_need_plan, {"16A"}, "Agreed"};
  const PlanMade plan{"p1", today - 1, "Regular meals", {{"Lee eats every day", "Breakfast club", "Ms Okafor", today + 20}}};
};

class ReferralWay : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(OnEach, ReferralWay, ::testing::ValuesIn(store::testing::Databases()),
                         [](const auto& info) { return info.param; });

TEST_P(ReferralWay, LeadsFromTheDecisionToTheClosure) {
  CaseSite site(GetParam());
  auto& sam = site.sam;
  auto& ada = site.ada;
  const auto id = site.refer();
  const auto at = "/referrals/" + id;
  const auto today = site.clock().now().date();

  EXPECT_TRUE(ada.get(at).says("To decide"));
  EXPECT_TRUE(ada.answer().says("Was due on Thursday 2 April 2026")) << ada.answer().words();
  EXPECT_TRUE(ada.answer().holds("href=\"" + at + "/decision\""));
  EXPECT_FALSE(sam.get(at).holds("href=\"" + at + "/decision\"")) << "a worker does not decide";
  EXPECT_EQ(ada.post(at + "/decision", {{"outcome", "assessment_s17"}, {"reason", "Third contact in a month"}, {"referrer_told", "yes"}})
                .location,
            at + "?done=decide_referral");
  EXPECT_TRUE(ada.follow().says("Decision: Assessment under section 17"));
  EXPECT_TRUE(ada.answer().says("by Ada Ng"));
  EXPECT_TRUE(ada.answer().says("Done late"));

  EXPECT_EQ(sam.post(at + "/assessment/start").location, at + "/assessment?done=start_assessment") << "today stands in the form";
  EXPECT_TRUE(sam.follow().says("What are you worried about?"));
  EXPECT_EQ(sam.post(at + "/assessment",
                     {{"worries", "Hungry"}, {"analysis", "Needs meals"}, {"child_seen", "yes"}, {"factors", "16A"}, {"factors", "4B"}})
                .status,
            303);
  EXPECT_TRUE(sam.follow().says("Assessment to authorise"));
  EXPECT_TRUE(sam.answer().says("Written by Sam Taylor"));
  EXPECT_TRUE(sam.answer().says("Neglect")) << "factors in words";

  EXPECT_EQ(
      ada.post(at + "/assessment/authorisation", {{"authorise", "authorise"}, {"outcome", "child_in_need_plan"}, {"reason", "Agreed"}})
          .status,
      303);
  EXPECT_TRUE(ada.follow().says("Outcome: Child in need plan"));
  EXPECT_TRUE(ada.answer().says("by Ada Ng"));
  EXPECT_EQ(sam.post(at + "/plan", {{"summary", "Regular meals"},
                                    {"goals[0].goal", "Lee eats every day"},
                                    {"goals[0].action", "Breakfast club"},
                                    {"goals[0].who", "Ms Okafor"}})
                .status,
            303);
  EXPECT_EQ(site.load<Referral>(id)->open_plan()->goals.size(), 1u) << "empty goals are dropped";
  EXPECT_TRUE(sam.follow().says("Breakfast club"));
  EXPECT_TRUE(sam.answer().says("Due on Tuesday 19 May 2026")) << "six weeks on";
  EXPECT_EQ(sam.post(at + "/plan/review", {{"words", "Better"}, {"childs_words", "I eat at school"}, {"outcome", "continues"}}).status,
            303);
  EXPECT_TRUE(sam.follow().says("The child says"));

  EXPECT_EQ(ada.post(at + "/closure", {{"reason", "RC7"}, {"words", "Gran cares"}}).location, "/my-work?done=close_referral");
  const auto state = site.load<Referral>(id).state;
  EXPECT_EQ(stage_of(state), Stage::closed);
  EXPECT_EQ(state.plans.front().ended, today);
  EXPECT_EQ(site.rows<access::RelationRow>("subject = $1 and until is null", site.child).size(), 0u);
  EXPECT_EQ(sam.get(at).status, 404) << "nobody works with the child any more";
}

TEST_F(ReferralPages, KeepsTheChildsTeamWhileAnotherReferralIsOpen) {
  const auto other = site.refer();
  const auto id = site.refer({to_assess});
  EXPECT_EQ(ada.post("/referrals/" + id + "/closure", {{"reason", "RC7"}, {"words", "Not needed"}}).location,
            "/referrals/" + id + "?done=close_referral");
  EXPECT_TRUE(ada.follow().says("Closed on 7 April 2026"));
  site.relate(site.child, sam.account);
  EXPECT_EQ(ada.post("/referrals/" + other + "/decision", {{"outcome", "no_further_action"}, {"reason", "Known already"}}).location,
            "/my-work?done=decide_referral")
      << "no further action closes the referral as well";
  EXPECT_EQ(site.rows<access::RelationRow>("subject = $1 and until is null", site.child).size(), 0u) << "neither team nor worker";
}

TEST_F(ReferralPages, AreForThoseWhoWorkWithTheChild) {
  const auto at = "/referrals/" + site.refer({to_assess, started, written, authorised, plan});
  for (const char* page :
       {"", "/decision", "/assessment/start", "/assessment", "/assessment/authorisation", "/plan", "/plan/review", "/closure"}) {
    EXPECT_EQ(ada.get(at + page).status, 200) << page;
    EXPECT_EQ(site.stranger.get(at + page).status, 404) << page;
    EXPECT_EQ(ada.get("/referrals/" + site.new_id() + page).status, 404) << page << " of nothing";
    if (*page) {
      EXPECT_EQ(site.stranger.send(at + page, {{"csrf", "token-" + site.stranger.account}, {"reason", "x"}}).status, 404) << page;
    }
  }
  EXPECT_EQ(sam.get(at + "/decision").status, 404) << "a worker does not decide";
  EXPECT_EQ(sam.get(at + "/assessment/authorisation").status, 404);
  EXPECT_EQ(sam.get(at + "/closure").status, 404);
  EXPECT_FALSE(site.readings_of(site.child).empty()) << "every page is in the child's log of reads";
}

TEST_F(ReferralPages, OfferWhatCanBeDoneNowToThoseWhoMay) {
  auto offered = [&](practice::Browser& who, const std::string& at) {
    who.get(at);
    std::string out;
    for (const char* page :
         {"/decision", "/assessment/start", "/assessment", "/assessment/authorisation", "/plan", "/plan/review", "/closure"})
      if (who.answer().holds("href=\"" + at + page + "\"")) out += page + std::string(" ");
    return out;
  };
  const auto written_at = "/referrals/" + site.refer({to_assess, started, written});
  EXPECT_EQ(offered(ada, "/referrals/" + site.refer()), "/decision ");
  EXPECT_EQ(offered(sam, "/referrals/" + site.refer({to_assess})), "/assessment/start ");
  EXPECT_EQ(offered(ada, "/referrals/" + site.refer({to_assess})), "/assessment/start /closure ");
  EXPECT_EQ(offered(sam, written_at), "/assessment ");
  EXPECT_EQ(offered(ada, written_at), "/assessment /assessment/authorisation ");
  EXPECT_EQ(offered(sam, "/referrals/" + site.refer({to_assess, started, written, authorised})), "/plan ");
  EXPECT_EQ(offered(sam, "/referrals/" + site.refer({to_assess, started, written, authorised, plan})), "/plan/review ");

  // A form that has no use says why.
  EXPECT_TRUE(ada.get(written_at + "/closure").says("Finish the assessment before the referral is closed"));
  EXPECT_FALSE(ada.form(written_at + "/closure"));
}

TEST_F(ReferralPages, ComeBackWithEverythingTyped) {
  const auto fresh = "/referrals/" + site.refer(), to_start = "/referrals/" + site.refer({to_assess});
  const auto being = "/referrals/" + site.refer({to_assess, started}), done = "/referrals/" + site.refer({to_assess, started, written});
  const auto ready = "/referrals/" + site.refer({to_assess, started, written, authorised});
  const auto planned = "/referrals/" + site.refer({to_assess, started, written, authorised, plan});

  comes_back(site, ada, fresh + "/decision", {{"outcome", "assessment_s17"}, {"primary_need", ""}, {"family_told", "yes"}},
             {{"primary_need", "Choose the main need"}, {"reason", "Give the reason for the decision"}});
  comes_back(site, ada, fresh + "/decision", {{"reason", "Because <b>&\"'"}}, {{"outcome", "Choose what happens next"}});
  comes_back(site, ada, to_start + "/assessment/start", {{"on-day", "31"}, {"on-month", "February"}, {"on-year", "2026"}},
             {{"on-day", "Enter the day on which the assessment started"}});
  comes_back(site, ada, to_start + "/assessment/start", day("on", today - 7),
             {{"on-day", "This is before the referral was received on 1 April 2026"}});
  comes_back(site, sam, being + "/assessment",
             {{"worries", "عمر جائع"},
              {"strengths", "👵 cooks"},
              {"childs_words", "line one\nline two"},
              {"child_seen_alone", "yes"},
              {"factors", "21"},
              {"factors", "16A"}},
             {{"analysis", "Write what all this means for the child"},
              {"factors", "Choose either “no factors” or those that you found"},
              {"child_seen", "A child who was seen alone was seen"}});
  comes_back(site, ada, done + "/assessment/authorisation", {{"authorise", "authorise"}},
             {{"outcome", "Choose the outcome of the assessment"}, {"reason", "Give your reasons"}});
  comes_back(
      site, sam, ready + "/plan",
      std::vector<web::Field>{{"goals[0].goal", "Lee eats"}, {"goals[3].who", "Gran"}} + day("goals[0].by", today - 30) + day("on", today),
      {{"summary", "Write in a sentence or two what the plan is for"},
       {"goals[0].action", "Write what will be done for goal 1"},
       {"goals[0].by-day", "This is before the plan begins on 7 April 2026"},
       {"goals[3].goal", "Write what needs to change in goal 4"}});
  EXPECT_TRUE(sam.answer().holds("<details class=\"govuk-details\" open")) << "a goal that is wrong is not hidden";
  comes_back(site, sam, planned + "/plan/review", {{"outcome", "continues"}, {"goals[0].goal", "Something else"}, {"childs_words", "😀"}},
             {{"words", "Write what is better"}, {"outcome", "You changed the goals"}});
  comes_back(site, ada, planned + "/closure", day("on", today - 2) + std::vector<web::Field>{{"reason", "RC8"}, {"words", "x"}},
             {{"on-day", "This is before the last thing that was done for the child on 6 April 2026"},
              {"reason", "Choose another reason: there was a plan, an enquiry or a conference"}});
}

TEST_F(ReferralPages, TakeTextsAsLongAsTheyMayBeAndReturnLongerOnes) {
  const auto at = "/referrals/" + site.refer({to_assess, started}) + "/assessment";
  const std::string longest(200'000, 'x');
  comes_back(site, sam, at, {{"analysis", longest + "x"}, {"worries", "Hungry"}}, {{"analysis", ""}});
  EXPECT_EQ(sam.post(at, {{"analysis", longest}}).status, 303);
  EXPECT_TRUE(sam.follow().holds(longest));
}

TEST_F(ReferralPages, ShowWordsAsWordsNeverAsMarkup) {
  const std::string hostile = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";
  const auto id = site.refer({ReferralDecided{today - 5, ReferralOutcome::assessment_s17, "N1", hostile, false, false}, started,
                              AssessmentWritten{"a1", hostile, hostile, hostile, hostile, true, true, {}},
                              AssessmentAuthorised{"a1", today - 2, AssessmentOutcome::child_in_need_plan, {}, hostile},
                              PlanMade{"p1", today - 1, hostile, {{hostile, hostile, hostile, {}}}}});
  for (const char* page : {"", "/decision", "/plan/review", "/closure"}) {
    ada.get("/referrals/" + id + page);
    EXPECT_FALSE(ada.answer().holds("<script>alert")) << page;
    EXPECT_FALSE(ada.answer().holds("<img")) << page;
  }
  EXPECT_TRUE(ada.get("/referrals/" + id).says(hostile));
}

TEST_F(ReferralPages, AskSomebodyElseToAuthorise) {
  const auto at = "/referrals/" + site.refer({to_assess, started});
  EXPECT_EQ(ada.post(at + "/assessment", {{"analysis", "Needs meals"}}).status, 303);
  EXPECT_TRUE(ada.follow().says("another manager authorises it"));
  EXPECT_FALSE(ada.answer().holds("/authorisation\""));
  EXPECT_TRUE(ada.get(at + "/assessment/authorisation").says("You wrote this assessment yourself"));
  EXPECT_FALSE(ada.form(at + "/assessment/authorisation"));
  const auto before = site.events();
  EXPECT_EQ(ada.send(at + "/assessment/authorisation",
                     {{"csrf", "token-" + ada.account}, {"authorise", "authorise"}, {"outcome", "early_help"}, {"reason", "Mine"}})
                .status,
            422);
  EXPECT_TRUE(ada.answer().says("You wrote this assessment yourself. Ask another manager to authorise it"));
  EXPECT_EQ(site.events(), before);

  auto eve = site.sign_in_as({"team_manager"}, "Eve Moss", {site.team});
  EXPECT_EQ(eve.post(at + "/assessment/authorisation", {{"authorise", "send_back"}, {"reason", "And the father?"}}).status, 303);
  EXPECT_TRUE(ada.get(at + "/assessment").says("Sent back: And the father?"));
  EXPECT_EQ(ada.post(at + "/assessment", {{"analysis", "The father works nights"}}).status, 303);
  EXPECT_EQ(
      eve.post(at + "/assessment/authorisation", {{"authorise", "authorise"}, {"outcome", "early_help"}, {"reason", "Agreed"}}).status,
      303);
  EXPECT_TRUE(eve.follow().says("It was written 2 times"));
}

TEST_F(ReferralPages, ShowBothTextsWhenSomebodyElseWroteInBetween) {
  const auto at = "/referrals/" + site.refer({to_assess, started}) + "/assessment";
  sam.get(at);
  EXPECT_EQ(ada.post(at, {{"analysis", "Ada's analysis"}, {"worries", "Ada's worry"}}).status, 303);
  const auto before = site.events();

  // Sent with something else wrong as well: the form that comes back has shown Ada's text, so it may carry its version.
  EXPECT_EQ(sam.post(at, {{"analysis", ""}, {"worries", "Sam's worry"}}).status, 422);
  EXPECT_TRUE(sam.answer().says("Somebody else wrote in this assessment since you opened this page: Ada Ng"));
  EXPECT_TRUE(sam.answer().says("Ada's analysis"));
  EXPECT_TRUE(sam.answer().says("Ada's worry Sam's worry")) << "side by side: " << sam.answer().words();
  EXPECT_EQ(site.events(), before);

  EXPECT_EQ(sam.post(at, {{"analysis", "Both"}}).status, 303) << "what was typed still stands, with the version that was seen";
  EXPECT_TRUE(sam.follow().says("Sam's worry"));
  EXPECT_TRUE(sam.answer().says("Both"));

  // Ada's own two pages do not stand in each other's way; Sam's writing does.
  EXPECT_EQ(ada.get(at).status, 200);
  EXPECT_EQ(sam.post(at, {{"analysis", "Sam again"}}).status, 303);
  EXPECT_EQ(ada.post(at, {{"analysis", "Ada again"}}).status, 422);
  auto first = ada, second = ada;
  first.get(at), second.get(at);
  EXPECT_EQ(first.post(at, {{"analysis", "One"}}).status, 303);
  EXPECT_EQ(second.post(at, {{"analysis", "Two"}}).status, 303);
}

TEST_F(ReferralPages, SpeakJsonAsWell) {
  const auto id = site.refer({to_assess, started});
  const auto at = "/referrals/" + id;
  const auto page = site.api(sam.account, web::Method::get, at);
  ASSERT_EQ(page.status, 200);
  const auto model = json::parse(page.body).value().as_object();
  EXPECT_EQ(model.at("about").at("stage"), "being_assessed");
  EXPECT_EQ(model.at("about").at("version"), 3);
  EXPECT_EQ(model.at("may"), boost::json::value({"write_assessment"}));

  const std::string rest =
      R"("worries":"Hungry","strengths":"","childs_words":"","analysis":"Meals","child_seen":true,"child_seen_alone":false,"factors":[]})";
  EXPECT_EQ(site.api(sam.account, web::Method::post, at + "/assessment", R"({"seen":3,)" + rest).status, 201);
  EXPECT_EQ(site.api(ada.account, web::Method::post, at + "/assessment", R"({"seen":3,)" + rest).status, 422) << "Sam wrote since";
  EXPECT_EQ(site.api(ada.account, web::Method::post, at + "/assessment", R"({"seen":4,)" + rest).status, 201);
  EXPECT_EQ(site.api(ada.account, web::Method::post, at + "/assessment/authorisation",
                     R"({"authorise":"authorise","outcome":"early_help","reason":"Mine"})")
                .status,
            422);
}

}  // namespace
}  // namespace hearth::journey
