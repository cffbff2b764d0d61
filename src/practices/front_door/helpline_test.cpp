#include "practices/front_door/testing.hpp"

namespace hearth::front_door {
namespace {

using testing::comes_back, testing::DoorSite;

class HelplineWay : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(OnEach, HelplineWay, ::testing::ValuesIn(store::testing::Databases()),
                         [](const auto& info) { return info.param; });

TEST_P(HelplineWay, FromACallToTheCallerBeingTold) {
  DoorSite site(GetParam());
  auto& jo = site.jo;
  const auto call = site.take(jo, {{"worry", "She screams at night"},
                                   {"source", "1B"},
                                   {"caller_name", "Pat Reed"},
                                   {"caller_reach", "01632 960123, after six"},
                                   {"children[0].given_name", "Wren"},
                                   {"children[0].address", "4 Oak Lane"},
                                   {"advice", "Ring 999 if it is now"},
                                   {"then", "advice"}});
  EXPECT_TRUE(jo.get(call).says("A call about Wren"));
  EXPECT_TRUE(jo.answer().says("It ended with advice"));
  EXPECT_TRUE(jo.get("/helpline").says("Ring 999 if it is now"));
  EXPECT_TRUE(site.rows<TriageRow>("1 = 1").empty()) << "advice makes no contact";
  EXPECT_TRUE(site.rows<journey::PersonRow>("1 = 1").empty()) << "and no person";

  const auto& passed = jo.post(call + "/contact");
  ASSERT_EQ(passed.status, 303) << passed.words();
  const auto contact = passed.location.substr(10, 26);
  EXPECT_TRUE(jo.get("/contacts/" + contact).says("She screams at night")) << "nothing was typed again";
  EXPECT_TRUE(jo.answer().says("Pat Reed"));
  EXPECT_TRUE(jo.get("/contacts/" + contact + "/triage").says("Ring 999 if it is now")) << "the advice stands beside the contact";
  EXPECT_TRUE(jo.get(call).holds("href=\"/contacts/" + contact));

  EXPECT_TRUE(jo.get("/helpline/call-backs").says("Everybody who left a way to be reached has been told"));
  jo.get("/contacts/" + contact + "/triage/decision");
  ASSERT_EQ(jo.post("/contacts/" + contact + "/triage/decision", {{"outcome", "signposting"},
                                                                  {"reason", "A night terror, the doctor helps"},
                                                                  {"rejected[0].outcome", "early_help"},
                                                                  {"rejected[0].why", "Nobody asked for it"},
                                                                  {"rejected[1].outcome", ""},
                                                                  {"stood_on", "worry"}})
                .status,
            303)
      << jo.answer().words();
  EXPECT_TRUE(jo.get("/helpline/call-backs").says("01632 960123, after six"));
  const auto back = "/contacts/" + contact + "/call-back";
  EXPECT_TRUE(jo.get(back).says("We cannot tell you more")) << "a neighbour hears nothing of the family";
  EXPECT_FALSE(jo.answer().says("Signposting"));
  EXPECT_EQ(jo.post(back, {{"result", "not_reached"}}).status, 303);
  EXPECT_TRUE(jo.get(back).says("Not reached"));
  EXPECT_EQ(jo.post(back, {{"result", "told"}, {"note", "Thanked us"}}).status, 303);
  EXPECT_TRUE(jo.get("/helpline/call-backs").says("Everybody who left a way to be reached has been told"));
  const auto tries = site.load<CallBack>(contact).state.tries;
  ASSERT_EQ(tries.size(), 2u);
  EXPECT_NE(tries[1].told.find("We cannot tell you more"), std::string::npos) << "the words that were said are kept";
}

TEST_P(HelplineWay, OnePressEndsACallAtTheFrontDoor) {
  DoorSite site(GetParam());
  const auto call = site.take(site.gail, {{"worry", "Alone at night"}, {"then", "contact"}});
  EXPECT_TRUE(site.gail.get(call).says("It became a contact"));
  const auto contacts = site.rows<TriageRow>("1 = 1");
  ASSERT_EQ(contacts.size(), 1u);
  EXPECT_EQ(contacts[0].source, "9") << "who said nothing stays anonymous";
  EXPECT_TRUE(site.jo.get("/triage").says("Alone at night"));
  EXPECT_TRUE(site.jo.answer().says("Unknown"));
  EXPECT_EQ(site.gail.post(call + "/contact").status, 422) << "a call becomes one contact";
}

class Helpline : public ::testing::Test {
 protected:
  DoorSite site;
};

TEST_F(Helpline, LosesNothingThatWasTypedWhenItRefuses) {
  const std::vector<web::Field> typed{{"worry", "“Mum’s boyfriend hits” – she said <b>twice</b>\nthen rang off"},
                                      {"source", "1A"},
                                      {"caller_name", "Gran"},
                                      {"ring_back", "yes"},
                                      {"children[0].given_name", "Wren"},
                                      {"children[0].born-day", "31"},
                                      {"children[0].born-month", "2"},
                                      {"children[0].born-year", "2019"},
                                      {"children[2].given_name", "Moss"},
                                      {"advice", "Ring the police"},
                                      {"next_step", "I ring tomorrow"},
                                      {"minutes", "a few"},
                                      {"then", "contact"}};
  comes_back(site, site.jo, "/helpline/new", typed, "Enter how many minutes the call took");
  EXPECT_TRUE(site.jo.answer().says("Enter a real date"));
  auto worse = typed;
  worse[5].value = "28";
  worse[11].value = "9999";
  comes_back(site, site.jo, "/helpline/new", worse, "Write how to reach them, or do not promise to ring back");
}

TEST_F(Helpline, RefusesWhatIsNoCall) {
  comes_back(site, site.jo, "/helpline/new", {{"advice", "x"}, {"then", "advice"}}, "Write what worries them");
  comes_back(site, site.jo, "/helpline/new", {{"worry", "x"}, {"then", "advice"}}, "Write the advice that you gave");
  EXPECT_EQ(site.jo.send("/helpline/new", {{"csrf", "token-" + site.jo.account}, {"worry", "x"}, {"then", "both"}}).status, 422);
  const auto api = [&](std::string body) { return site.api(site.jo.account, web::Method::post, "/helpline/new", std::move(body)); };
  EXPECT_EQ(api("[]").status, 422);
  EXPECT_EQ(api("{\"worry\":").status, 422);
  EXPECT_EQ(api(R"({"worry":"x","source":"","ring_back":false,"next_step":"","advice":"y","then":"advice","minutes":-1})").status, 422);
  EXPECT_EQ(api(R"({"worry":"x","source":"","ring_back":false,"next_step":"","advice":"y","then":"advice","colour":"red"})").status, 422);
  EXPECT_EQ(api(R"({"worry":"x","source":"","ring_back":false,"next_step":"","advice":"y","then":"advice"})").status, 201);
}

TEST_F(Helpline, FindsCallsByWordsDaysAndEnding) {
  site.take(site.jo, {{"worry", "Bruises on the arm"}, {"caller_name", "Zoë Lint"}, {"advice", "Ask the doctor"}, {"then", "advice"}});
  site.take(site.jo, {{"worry", "Alone at night"}, {"children[0].given_name", "Ångström"}, {"then", "contact"}});
  const auto finds = [&](const std::string& query) {
    site.jo.get("/helpline?" + query);
    return std::pair(site.jo.answer().says("Bruises on the arm"), site.jo.answer().says("Alone at night"));
  };
  using Found = std::pair<bool, bool>;
  EXPECT_EQ(finds(""), Found(true, true));
  EXPECT_EQ(finds("q=bruis"), Found(true, false)) << "beginnings of words are enough";
  EXPECT_EQ(finds("q=zoe"), Found(true, false)) << "accents are no hindrance";
  EXPECT_EQ(finds("q=angstrom"), Found(false, true));
  EXPECT_EQ(finds("q=doctor+arm"), Found(true, false)) << "all words, in any order";
  EXPECT_EQ(finds("q=doctor+night"), Found(false, false));
  EXPECT_TRUE(site.jo.answer().says("No call fits"));
  EXPECT_EQ(finds("ended=advice"), Found(true, false));
  EXPECT_EQ(finds("ended=contact"), Found(false, true));
  EXPECT_EQ(finds("from=1/1/2031"), Found(false, false));
  EXPECT_EQ(finds("until=1+1+2020"), Found(false, false));
  EXPECT_EQ(finds("from=someday"), Found(true, true));
  EXPECT_TRUE(site.jo.answer().says("Enter a day such as 27/3/2026"));
  EXPECT_EQ(finds("q=%27%3B+drop+table+v_helpline_call"), Found(false, false));
  EXPECT_EQ(finds(""), Found(true, true));
}

// TH-1: an anonymous caller names no child; they ring again and name one: the two calls are joined, with a reason.
TEST_F(Helpline, JoinsACallWithTheOneBefore) {
  const auto first = site.take(site.jo, {{"worry", "A child next door"}, {"advice", "Write down what you hear"}, {"then", "advice"}});
  const auto second =
      site.take(site.jo, {{"worry", "It is Wren"}, {"children[0].given_name", "Wren"}, {"advice", "Done"}, {"then", "advice"}});
  comes_back(site, site.jo, second + "/join", {{"other", first.substr(16)}}, "Write how you know that they belong together");
  EXPECT_EQ(site.jo.post(second + "/join", {{"other", first.substr(16)}, {"reason", "The same voice"}}).status, 303)
      << site.jo.answer().words();
  EXPECT_TRUE(site.jo.get(first).says("The same voice")) << "it stands on both";
  EXPECT_TRUE(site.jo.get(second).says("A child next door"));
  EXPECT_EQ(site.jo.post(second + "/join", {{"other", second.substr(16)}, {"reason", "x"}}).status, 422) << "not with itself";
}

TEST_F(Helpline, IsClosedToOthersAndOpensNoChildToItsAdvisers) {
  const auto call = site.take(site.jo, {{"worry", "Alone"}, {"children[0].given_name", "Wren"}, {"then", "contact"}});
  auto& other = site.stranger;
  for (const auto& path : {call, call + "/join", call + "/call-back"}) EXPECT_EQ(other.get(path).status, 404) << path;
  EXPECT_EQ(other.post(call + "/contact").status, 404);
  EXPECT_FALSE(other.get("/helpline").says("Alone"));
  // TH-7: somebody who only answers the helpline does not open a child's record.
  const auto child = site.rows<ContactChildRow>("1 = 1").at(0).child;
  EXPECT_EQ(site.gail.get("/children/" + child).status, 404);
  EXPECT_EQ(site.gail.get("/triage").status, 404);
  EXPECT_EQ(site.gail.get("/contacts/" + site.rows<TriageRow>("1 = 1").at(0).contact + "/triage").status, 404);
  EXPECT_EQ(site.gail.get(call).status, 200);
}

TEST_F(Helpline, RingsBackAsPromisedAndGivesUpOnlyAfterThreeTries) {
  const auto call = site.take(
      site.jo,
      {{"worry", "Alone"}, {"caller_reach", "01632 960123"}, {"ring_back", "yes"}, {"advice", "We ask the school"}, {"then", "advice"}});
  const auto back = call + "/call-back";
  EXPECT_TRUE(site.jo.get(call).says("Ring them back by"));
  comes_back(site, site.jo, back, {{"result", "given_up"}, {"note", "Tired"}}, "Try at least 3 times");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(site.jo.post(back, {{"result", "not_reached"}}).status, 303);
  site.jo.get(back);
  EXPECT_EQ(site.jo.post(back, {{"result", "given_up"}}).status, 303);
  EXPECT_TRUE(site.jo.get(back).says("This is done"));
  EXPECT_EQ(site.jo.send(back, {{"csrf", "token-" + site.jo.account}, {"result", "told"}}).status, 422);

  const auto silent = site.take(site.jo, {{"worry", "Quiet"}, {"advice", "x"}, {"then", "advice"}});
  EXPECT_EQ(site.jo.get(silent + "/call-back").status, 404) << "nobody is to be rung who left no number";
}

}  // namespace
}  // namespace hearth::front_door
