#include "journey/referral/views.hpp"
#include "practices/front_door/testing.hpp"

namespace hearth::front_door {
namespace {

using testing::comes_back, testing::DoorSite;

using Fields = std::vector<web::Field>;

Fields decision(const std::string& outcome, Fields also = {}) {
  Fields typed{{"outcome", outcome},
               {"reason", "The school has it in hand"},
               {"rejected[0].outcome", outcome == "hub" ? "advice" : "hub"},
               {"rejected[0].why", "Nothing that others know is needed"},
               {"rejected[1].outcome", ""},
               {"primary_need", ""},
               {"stood_on", "worry"}};
  typed.insert(typed.end(), also.begin(), also.end());
  return typed;
}

class TriageWay : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(OnEach, TriageWay, ::testing::ValuesIn(store::testing::Databases()), [](const auto& info) { return info.param; });

TEST_P(TriageWay, FromTheQueueToADecisionThatIsChanged) {
  DoorSite site(GetParam());
  const auto contact = site.contact();
  const auto at = "/contacts/" + contact + "/triage";
  EXPECT_TRUE(site.jo.get("/triage").says("Nobody is on it")) << site.jo.answer().words();
  EXPECT_EQ(site.jo.get(at).status, 200);
  EXPECT_EQ(site.jo.post(at + "/take").status, 303);
  EXPECT_TRUE(site.jo.get("/triage").says("You are on it"));
  EXPECT_TRUE(site.eve.get("/triage").says("Jo Brennan"));
  EXPECT_TRUE(site.jo.get("/triage?show=mine").says("Lee Okafor"));
  EXPECT_FALSE(site.eve.get("/triage?show=mine").says("Lee Okafor"));

  EXPECT_EQ(site.jo.post(at + "/checks", {{"checks[4].state", "done"}, {"checks[4].words", "Two calls to the house"}}).status, 303)
      << site.jo.answer().words();
  EXPECT_EQ(site.jo.post(at + "/view", {{"outcome", "referral"}, {"reason", "Third time"}}).status, 303);
  EXPECT_EQ(site.eve.post(at + "/view", {{"outcome", "early_help"}, {"reason", "They say yes to us"}}).status, 303)
      << site.eve.answer().words();
  EXPECT_TRUE(site.eve.get("/triage?show=differ").says("Not agreed"));
  EXPECT_TRUE(site.sam.get(at).says("Early help"));

  EXPECT_EQ(site.jo.post(at + "/decision", decision("advice", {{"stood_on", "check:police"}})).status, 303) << site.jo.answer().words();
  EXPECT_TRUE(site.jo.get(at).says("Two calls to the house")) << "what it stood on is kept";
  EXPECT_TRUE(site.jo.answer().says("Nothing that others know is needed"));
  EXPECT_FALSE(site.jo.get("/triage").says("Lee Okafor"));
  EXPECT_TRUE(site.jo.get("/triage?show=decided").says("Information and advice"));
  EXPECT_EQ(site.load<journey::Contact>(contact)->decided->outcome, journey::ContactOutcome::information_advice) << "there is one decision";

  site.sam.get(at + "/decision");
  EXPECT_EQ(site.sam.post(at + "/decision", decision("referral", {{"team", site.north}, {"primary_need", "N1"}})).status, 303)
      << site.sam.answer().words();
  EXPECT_TRUE(site.sam.get(at).says("Decided before: Information and advice"));
  const auto after = site.load<journey::Contact>(contact);
  EXPECT_EQ(after->decided->outcome, journey::ContactOutcome::referral);
  EXPECT_EQ(after->earlier.size(), 1u);
  EXPECT_EQ(site.rows<journey::ReferralRow>("1 = 1").size(), 1u);
  EXPECT_EQ(site.triage(contact).outcome, TriageOutcome::referral);
  EXPECT_FALSE(site.load<Triage>(contact)->decisions.front().stood_on.empty());
}

TEST_P(TriageWay, StepsAcrossToEarlyHelpAndBack) {
  DoorSite site(GetParam());
  const auto contact = site.contact();
  const auto child = site.child_of(contact);
  const auto at = "/contacts/" + contact;
  EXPECT_EQ(site.ivy.get("/children/" + child).status, 404);
  EXPECT_EQ(site.jo.post(at + "/triage/decision", decision("early_help", {{"team", site.early_help}})).status, 303)
      << site.jo.answer().words();
  EXPECT_TRUE(site.ivy.get("/triage/steps").says("Lee Okafor"));
  EXPECT_TRUE(site.ivy.get(at + "/step").says("Hungry at school")) << "nothing is typed again";
  EXPECT_EQ(site.jo.get("/children/" + child).status, 200) << "until they answer the family is the front door's";
  EXPECT_EQ(site.sam.get(at + "/step").status, 200);
  EXPECT_EQ(site.sam.send(at + "/step", {{"csrf", "token-" + site.sam.account}, {"answer", "accept"}}).status, 422)
      << "the front door does not answer for early help";

  comes_back(site, site.ivy, at + "/step", {{"answer", "give_back"}}, "Write why it is not for your team");
  EXPECT_EQ(site.ivy.post(at + "/step", {{"answer", "give_back"}, {"words", "They said no"}}).status, 303);
  EXPECT_TRUE(site.ivy.follow().says("Nobody waits for an answer")) << site.ivy.answer().words();
  EXPECT_EQ(site.ivy.get("/children/" + child).status, 404) << "who gave it back lets it go";
  EXPECT_TRUE(site.jo.get("/triage").says("Early help gave it back"));

  site.jo.get(at + "/triage/decision");
  EXPECT_EQ(site.jo.post(at + "/triage/decision", decision("early_help", {{"team", site.early_help}})).status, 422)
      << "the same again is no new decision";
  const auto second = site.contact("Moss");
  const auto moss = site.child_of(second);
  EXPECT_EQ(site.jo.post("/contacts/" + second + "/triage/decision", decision("early_help", {{"team", site.early_help}})).status, 303);
  site.ivy.get("/contacts/" + second + "/step");
  EXPECT_EQ(site.ivy.post("/contacts/" + second + "/step", {{"answer", "accept"}, {"words", "I visit on Monday"}}).status, 303);
  EXPECT_EQ(site.ivy.get("/children/" + moss).status, 200);
  EXPECT_EQ(site.jo.get("/children/" + moss).status, 404) << "now it is early help's";
  EXPECT_TRUE(site.jo.get("/contacts/" + second + "/triage").says("took the family on"));
}

TEST_P(TriageWay, AManagerActsAtOnce) {
  DoorSite site(GetParam());
  const auto contact = site.contact();
  const auto at = "/contacts/" + contact + "/triage/now";
  EXPECT_EQ(site.jo.get(at).status, 404) << "a screener does not go past the steps";
  EXPECT_TRUE(site.jo.get("/contacts/" + contact + "/triage").says("manager’s decision"));
  comes_back(site, site.sam, at,
             {{"outcome", "strategy_discussion"}, {"reason", "A bruise on a baby"}, {"stood_on", "worry"}, {"team", ""}},
             "Choose the team that holds the strategy discussion");
  EXPECT_EQ(site.sam
                .post(at, {{"outcome", "strategy_discussion"},
                           {"reason", "A bruise on a baby"},
                           {"stood_on", "worry"},
                           {"team", site.north},
                           {"rejected[0].outcome", ""},
                           {"rejected[1].outcome", ""},
                           {"primary_need", "N1"}})
                .status,
            303)
      << site.sam.answer().words();
  const auto referrals = site.load<journey::Contact>(contact)->decided->referrals;
  ASSERT_EQ(referrals.size(), 1u);
  const auto referral = site.load<journey::Referral>(referrals[0]);
  ASSERT_TRUE(referral->decided);
  EXPECT_EQ(referral->decided->outcome, journey::ReferralOutcome::strategy_discussion);
  EXPECT_EQ(site.triage(contact).outcome, TriageOutcome::strategy_discussion);
}

class TriagePages : public ::testing::Test {
 protected:
  DoorSite site;
};

TEST_F(TriagePages, ShowWhatBelongsToTheSameFamily) {
  const auto one = site.contact("Lee", "4 Oak Lane");
  const auto two = site.contact("Moss", "4, oak ln");
  const auto three = site.contact("Fern", "9 Hill Road");
  EXPECT_TRUE(site.jo.get("/triage").says("1 other here from the same address"));
  EXPECT_TRUE(site.jo.get("/contacts/" + one + "/triage").holds("/contacts/" + two + "/triage"));
  EXPECT_FALSE(site.jo.answer().holds("/contacts/" + three + "/triage"));
  EXPECT_TRUE(site.jo.get("/contacts/" + three + "/triage").says("None that the front door holds"));
}

TEST_F(TriagePages, KeepEverythingThatWasTypedWhenTheyRefuse) {
  const auto at = "/contacts/" + site.contact() + "/triage";
  comes_back(site, site.jo, at + "/decision",
             {{"outcome", "advice"},
              {"reason", "Because"},
              {"other_basis", "I met her"},
              {"rejected[0].outcome", ""},
              {"rejected[1].outcome", ""}},
             "Choose one other way that you thought of");
  comes_back(site, site.jo, at + "/decision", decision("no_further_action", {{"unasked[0].why", "No time"}}), "Not checked: Police");
  comes_back(site, site.jo, at + "/decision", decision("early_help", {{"team", ""}}), "Choose the early help team");
  comes_back(site, site.jo, at + "/checks", {{"checks[4].words", "They hang up"}}, "Choose whether Police was checked");
  comes_back(site, site.jo, at + "/view", {{"outcome", "hub"}}, "Give the reason for your view");
  auto no_team = decision("referral");
  no_team.push_back({"team", "01jzzzzzzzzzzzzzzzzzzzzzzz"});
  EXPECT_EQ(site.jo.post(at + "/decision", no_team).status, 422);
}

TEST_F(TriagePages, LetTheSecondOfTwoWhoDecideAtOnceReadTheFirst) {
  const auto at = "/contacts/" + site.contact() + "/triage";
  site.jo.get(at + "/decision");
  site.sam.get(at + "/decision");
  EXPECT_EQ(site.sam.post(at + "/decision", decision("hub")).status, 303);
  const auto& late = site.jo.post(at + "/decision", decision("advice"));
  EXPECT_EQ(late.status, 422);
  EXPECT_TRUE(late.says("was decided while you were writing"));
  EXPECT_TRUE(late.says("Multi-agency safeguarding hub")) << "the other decision stands on the same page";
  EXPECT_EQ(site.jo.post(at + "/decision", decision("advice")).status, 303) << "having read it, they may still change it";
}

TEST_F(TriagePages, LetTwoTakeOneContactOnOnlyOneAfterTheOther) {
  const auto at = "/contacts/" + site.contact() + "/triage";
  EXPECT_EQ(site.jo.post(at + "/take").status, 303);
  EXPECT_EQ(site.eve.send(at + "/take", {{"csrf", "token-" + site.eve.account}}).status, 422);
  EXPECT_EQ(site.eve.send(at + "/take", {{"csrf", "token-" + site.eve.account}, {"over", "yes"}}).status, 303);
  EXPECT_EQ(site.jo.send(at + "/give-back", {{"csrf", "token-" + site.jo.account}}).status, 422);
  EXPECT_EQ(site.eve.post(at + "/give-back").status, 303);
  EXPECT_TRUE(site.eve.get("/triage").says("Nobody is on it"));
}

TEST_F(TriagePages, AreClosedToWhoIsNotAtTheDesk) {
  const auto contact = site.contact();
  const auto at = "/contacts/" + contact + "/triage";
  for (const auto* part : {"", "/checks", "/view", "/decision", "/now"}) EXPECT_EQ(site.stranger.get(at + part).status, 404) << part;
  EXPECT_EQ(site.stranger.post(at + "/take").status, 404);
  EXPECT_FALSE(site.stranger.get("/triage").says("Lee Okafor"));
  EXPECT_EQ(site.eve.get("/children/" + site.child_of(contact)).status, 404) << "and does not open the council's record of the child";
  EXPECT_EQ(site.eve.get(at + "/decision").status, 404) << "a member of another service gives a view and does not decide";
}

TEST_F(TriagePages, ShowADecisionThatWasMadeWithoutThem) {
  const auto contact = site.contact();
  site.jo.get("/contacts/" + contact + "/decision");
  EXPECT_EQ(site.jo.post("/contacts/" + contact + "/decision", {{"outcome", "signpost_universal"}, {"reason", "The library"}}).status, 303);
  EXPECT_EQ(site.triage(contact).outcome, TriageOutcome::signposting);
  EXPECT_TRUE(site.jo.get("/contacts/" + contact + "/triage").says("The library"));
}

}  // namespace
}  // namespace hearth::front_door
