#include "practices/signs_of_safety/rules.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "journey/testing.hpp"
#include "practices/signs_of_safety/pages.hpp"

namespace hearth::signs_of_safety {
namespace {

using journey::testing::given, journey::testing::told;

const Date today = Date::of(2026, 4, 7);

StatementMade statement(std::string key, Domain domain, std::string words, std::string answers = {}) {
  return {std::move(key), domain, std::move(words), "Mum", std::move(answers), {}, {}};
}
Map map_with(std::vector<Map::Event> events) {
  events.insert(events.begin(), MapBegun{"01child", today, Occasion::conference, "Mum, Lee, Sam", ""});
  return given<Map>(events);
}
const SafetyScaled mum{"01child", "", "Mum", "mother", 8, "He is calm now", "Gran stays"};

TEST(Map, CannotBeCalledCompleteWithADangerWithoutGoal) {
  const std::vector<Map::Event> draft{statement("d", Domain::future_danger, "Ms Hart is worried that Lee is left alone at night"),
                                      statement("s", Domain::existing_strength, "Mum rings Gran"),
                                      statement("n", Domain::next_step, "Sam asks Gran"), mum};
  EXPECT_EQ(told(decide(map_with(draft), CompleteMap{})),
            ": No safety goal answers the danger “Ms Hart is worried that Lee is left alone at night”\n: There is no safety goal");
  auto paired = draft;
  paired.push_back(statement("g", Domain::safety_goal, "Somebody is with Lee each night for six months", "d"));
  EXPECT_EQ(told(decide(map_with(paired), CompleteMap{})), "safety_map_completed");
  EXPECT_EQ(lacking(map_with({})).size(), 5u);
}

TEST(Map, LinksOnlyWhatCanAnswer) {
  const auto map =
      map_with({statement("d", Domain::future_danger, "Alone at night"), statement("g", Domain::safety_goal, "Never alone", "d")});
  auto make = [&](Domain domain, std::string answers) {
    return told(decide(map, MakeStatement{"", domain, "words", "Mum", answers, {}, ""}, "k"));
  };
  EXPECT_EQ(make(Domain::safety_goal, "d"), "safety_statement_made");
  EXPECT_EQ(make(Domain::next_step, "g"), "safety_statement_made");
  EXPECT_EQ(make(Domain::existing_safety, "d"), "safety_statement_made");
  EXPECT_EQ(make(Domain::past_harm, ""), "safety_statement_made");
  for (auto [domain, answers] :
       {std::pair{Domain::safety_goal, "g"}, {Domain::next_step, "d"}, {Domain::past_harm, "d"}, {Domain::safety_goal, "gone"}})
    EXPECT_NE(make(domain, answers).find("answers: "), std::string::npos) << name_of(domain) << answers;
  EXPECT_EQ(told(decide(map, MakeStatement{}, "k")),
            "words: Write the statement in words that the family uses\nsaid_by: Write who says so");
  EXPECT_EQ(told(decide(map, TakeStatementOff{"", "d", "Said twice"})), "reason: Other statements answer this one. Take them off first");
}

TEST(Scale, RefusesWhatIsNoNumberAndAsksForAReason) {
  const auto map = map_with({});
  auto scale = [&](std::optional<int> score, std::string why) { return told(decide(map, ScaleSafety{"", "", "Mum", "", score, why, ""})); };
  for (int score : {0, 5, 10}) EXPECT_EQ(scale(score, "why"), "safety_scaled");
  EXPECT_EQ(scale({}, "She did not want to"), "safety_scaled") << "would not say";
  for (int score : {-1, 11, 1'000}) EXPECT_EQ(scale(score, "why").substr(0, 6), "score:") << score;
  EXPECT_EQ(scale(4, ""), "why: Write why it is this number");
  EXPECT_EQ(scale({}, ""), "why: Choose a number, or write why they would not say");
}

TEST(Scale, KeepsEachPersonsOwnNumberAndNoAverage) {
  auto lee = mum, sam = mum, later = mum;
  lee.who = "Lee", lee.score = 3;
  sam.who = "Sam", sam.score = 4;
  later.score = 6;
  const auto map = map_with({mum, lee, sam, later});
  ASSERT_EQ(map.scaled.size(), 3u);
  EXPECT_EQ(map.scaled[0].score, 6) << "Mum’s later answer";
  const auto svg = chart({{today, "m1", "Mum", "", "", 8},
                          {today, "m1", "Lee", "", "", 3},
                          {today + 30, "m2", "Mum", "", "", 6},
                          {today + 30, "m2", "Sam", "", "", {}}})
                       .str();
  std::size_t lines = 0;
  for (auto at = svg.find("<polyline"); at != svg.npos; at = svg.find("<polyline", at + 1)) ++lines;
  EXPECT_EQ(lines, 2u) << "one for each person who gave a number";
  EXPECT_NE(svg.find("60,80 620,130"), std::string::npos) << svg;
}

TEST(Maps, AreComparedStatementByStatement) {
  const auto first = map_with({statement("a", Domain::past_harm, "Hit in March"), statement("b", Domain::future_danger, "Alone"),
                               statement("c", Domain::next_step, "Ask Gran")});
  BeginMap begin{"01child", today, Occasion::review, "Mum, Sam", true};
  auto events = decide(begin, "m1", &first, today);
  ASSERT_TRUE(events);
  EXPECT_EQ(std::get<MapBegun>(events->front()).carried_on_from, "m1");
  auto second = given<Map>(*events);
  second = evolve(second, StatementReworded{"b", "Alone at night", ""});
  second = evolve(second, StatementTakenOff{"c", "Done"});
  second = evolve(second, statement("d", Domain::existing_safety, "Gran came when Mum rang", "b"));
  std::string told_fates;
  for (const auto& c : compare(first, second)) told_fates += std::string(name_of(c.fate)) + " ";
  EXPECT_EQ(told_fates, "same reworded added gone ");
  EXPECT_EQ(told(decide(begin, "", nullptr, today)), "carry_on: There is no earlier map to carry on");
}

}  // namespace
}  // namespace hearth::signs_of_safety
