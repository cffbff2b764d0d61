#include "practices/signs_of_safety/pages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "journey/testing_site.hpp"

namespace hearth::signs_of_safety {

void register_practice(practice::Kit& kit, const Reference& reference);

namespace {

using journey::testing::CaseSite, journey::testing::comes_back;

class SignsOfSafety : public ::testing::Test {
 protected:
  CaseSite site{"memory", [](practice::Kit& kit) { register_practice(kit, journey::testing::reference()); }};
  practice::Browser& sam = site.sam;
  const std::string maps = "/children/" + site.child + "/safety-maps";

  std::string begin(const std::string& occasion = "assessment", bool carry_on = false) {
    std::vector<web::Field> typed{{"occasion", occasion}, {"participants", "Mum, Lee and Sam"}};
    if (carry_on) typed.push_back({"carry_on", "yes"});
    EXPECT_EQ(sam.post(maps + "/new", typed).status, 303);
    const auto& to = sam.answer().location;
    return to.substr(0, to.find('?'));
  }
  std::string add(const std::string& map, const std::string& domain, const std::string& words, const std::string& answers = {}) {
    EXPECT_EQ(sam.post(map + "/statements/new?domain=" + domain, {{"words", words}, {"said_by", "Mum"}, {"answers", answers}}).status, 303)
        << sam.answer().words();
    return site.load<Map>(map.substr(map.rfind('/') + 1))->statements.back().made.key;
  }
};

TEST_F(SignsOfSafety, StandOnOnePageFromDangerToStep) {
  const auto map = begin();
  EXPECT_TRUE(sam.get(map).says("What are we worried about?"));
  const auto danger = add(map, "future_danger", "Left alone at night");
  EXPECT_TRUE(sam.get(map).says("No safety goal yet"));
  EXPECT_TRUE(sam.answer().says("Everything is saved as a draft"));
  EXPECT_EQ(sam.post(map + "/complete", {{"words", ""}}).status, 422);
  const auto goal = add(map, "safety_goal", "Somebody is there each night", danger);
  add(map, "next_step", "Sam asks Gran", goal);
  add(map, "existing_strength", "Mum rings Gran");
  EXPECT_EQ(sam.post(map + "/scale", {{"who", "Mum"}, {"about", ""}, {"score", "8"}, {"why", "He is calm"}}).status, 303);
  EXPECT_EQ(sam.post(map + "/scale", {{"who", "Lee"}, {"about", danger}, {"score", "3"}, {"why", "It is dark"}}).status, 303);
  EXPECT_EQ(sam.post(map + "/dispute", {{"key", danger}, {"by", "Dad"}, {"words", "It was once"}}).status, 303);
  EXPECT_TRUE(sam.get(map).says("Dad sees it otherwise It was once"));
  EXPECT_TRUE(sam.answer().says("Lee 3 It is dark"));
  EXPECT_EQ(sam.post(map + "/complete", {{"words", ""}}).status, 303);
  EXPECT_TRUE(sam.get(maps).holds("<polyline"));
  EXPECT_FALSE(sam.answer().says("verage"));
  EXPECT_EQ(site.stranger.get(map).status, 404);
  EXPECT_EQ(site.stranger.post(map + "/scale", {{"who", "X"}, {"score", "1"}, {"why", "x"}}).status, 404);
}

TEST_F(SignsOfSafety, KeepWordingsAndCompareTwoMaps) {
  const auto first = begin();
  const auto key = add(first, "past_harm", "Hit in March");
  const auto second = begin("review", true);
  EXPECT_EQ(sam.post(second + "/wording", {{"key", key}, {"words", "Dad hit Lee on 3 March"}, {"to_child", "Dad hit you"}}).status, 303);
  EXPECT_TRUE(sam.get(second + "/wording?key=" + key).says("How it read before Hit in March Sam Taylor"));
  EXPECT_TRUE(sam.get(second + "/for-the-child").says("Dad hit you"));
  const auto id = [](const std::string& path) { return path.substr(path.rfind('/') + 1); };
  EXPECT_TRUE(
      sam.get(maps + "/compare?earlier=" + id(first) + "&later=" + id(second)).says("Worded anew Hit in March Dad hit Lee on 3 March"));
  EXPECT_TRUE(sam.get(maps + "/compare").says("Choose two"));
  EXPECT_EQ(sam.post(second + "/taken-off", {{"key", key}, {"reason", "Said twice"}}).status, 303);
  EXPECT_EQ(sam.post(second + "/taken-off", {{"key", key}, {"reason", "Again"}}).status, 422);
}

TEST_F(SignsOfSafety, StandOnTheChildAndTheReferral) {
  EXPECT_TRUE(sam.get("/children/" + site.child).holds("/safety-maps\""));
  const auto referral = site.refer();
  EXPECT_TRUE(sam.get("/referrals/" + referral).holds("/referrals/" + referral + "/safety-maps\""));
  EXPECT_TRUE(sam.get("/referrals/" + referral + "/safety-maps").says("There is no map"));
}

TEST_F(SignsOfSafety, FormsComeBackWithWhatWasTyped) {
  comes_back(site, sam, maps + "/new", {{"occasion", "conference"}, {"participants", ""}},
             {{"participants", "Write who makes the map: family, child, professionals"}});
  const auto map = begin();
  for (const char* score : {"11", "-1", "7ish", "5.5"}) {
    EXPECT_EQ(sam.post(map + "/scale", {{"who", "Mum"}, {"score", score}, {"why", "between 3 and 4"}}).status, 422) << score;
    EXPECT_TRUE(sam.answer().says("Choose a whole number from 0 to 10")) << sam.answer().words();
  }
  comes_back(site, sam, map + "/statements/new", {{"domain", "past_harm"}, {"words", ""}, {"said_by", "Gran"}},
             {{"words", "Write the statement in words that the family uses"}});
}

TEST_F(SignsOfSafety, SaveTheTwoHundredthStatementInTime) {
  const auto id = begin().substr(std::string("/safety-maps/").size());
  std::vector<double> took;
  for (int i = 0; i < 200; ++i) {
    const auto start = std::chrono::steady_clock::now();
    site.write([&](journal::Unit& unit) {
      ASSERT_TRUE(handle(
          unit, MakeStatement{id, Domain::existing_strength, "Mum rings Gran when it gets too much for her at night", "Mum", "", {}, ""}));
    });
    took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::ranges::sort(took.begin() + 150, took.end());
  std::printf("a statement on a map of 150 to 200: median %.2f ms\n", took[175]);
  EXPECT_LT(took[175], 10);
}

}  // namespace
}  // namespace hearth::signs_of_safety
