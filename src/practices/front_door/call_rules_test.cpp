#include "practices/front_door/call_rules.hpp"

#include "journey/testing.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace hearth::front_door {
namespace {

using namespace std::chrono_literals;
using journey::testing::given, journey::testing::reference, journey::testing::told;

const Date today = Date::of(2026, 4, 7);
const Instant now = Instant::at(today, 9, 30);

journey::NamedChild lee(std::string given = "Lee", std::string family = "Okafor") {
  journey::NamedChild child{};
  child.given_name = std::move(given);
  child.family_name = std::move(family);
  return child;
}

TakeCall call(Then then = Then::advice) {
  TakeCall c{};
  c.worry = "Alone at night";
  c.advice = "Ask the school nurse";
  c.then = then;
  return c;
}

std::string faults_of(const TakeCall& c) { return told(faults(tidied(c), reference(), now)); }

TEST(Call, MayBeAboutNobodyAndFromNobody) {
  EXPECT_EQ(faults_of(call()), "");
  auto unnamed = call();
  unnamed.children.resize(4);
  EXPECT_EQ(faults_of(unnamed), "") << "empty parts of the form are no children";
  EXPECT_TRUE(tidied(unnamed).children.empty());
}

TEST(Call, RefusesWhatCannotBe) {
  struct Line {
    std::function<void(TakeCall&)> change;
    std::string wrong;
  };
  const Line lines[] = {
      {[](TakeCall& c) { c.worry = ""; }, "worry: Write what worries them, in their own words"},
      {[](TakeCall& c) { c.advice = ""; }, "advice: Write the advice that you gave, or pass the call to the front door"},
      {[](TakeCall& c) { c.advice = "", c.then = Then::contact; }, ""},
      {[](TakeCall& c) { c.source = "77"; }, "source: Choose who calls from the list, or leave it open"},
      {[](TakeCall& c) { c.source = "2A"; }, ""},
      {[](TakeCall& c) { c.ring_back = true; }, "caller_reach: Write how to reach them, or do not promise to ring back"},
      {[](TakeCall& c) { c.ring_back = true, c.caller_reach = "01632 960123"; }, ""},
      {[](TakeCall& c) { c.minutes = 0; }, "minutes: Enter how many minutes the call took, from 1 to 600"},
      {[](TakeCall& c) { c.minutes = -5; }, "minutes: Enter how many minutes the call took, from 1 to 600"},
      {[](TakeCall& c) { c.minutes = 601; }, "minutes: Enter how many minutes the call took, from 1 to 600"},
      {[](TakeCall& c) { c.minutes = 600; }, ""},
      {[](TakeCall& c) {
         c.children = {lee("", ""), lee()};
       },
       "children[0].given_name: Write what is known of this child, or move the next one up"},
      {[](TakeCall& c) { c.children = {lee()}, c.children[0].born = today + 1; },
       "children[0].born: The date of birth is in the future. For an unborn child give the expected date instead"},
      {[](TakeCall& c) { c.children = {lee()}, c.children[0].person = "p1"; },
       "children[0].person: Write the child’s name as the caller gives it: the front door finds the record"},
      {[](TakeCall& c) { c.children.assign(11, lee()); }, ": A call can name up to 10 children. Take a second call for the others"},
  };
  for (const auto& line : lines) {
    auto c = call();
    line.change(c);
    EXPECT_EQ(faults_of(c), line.wrong);
  }
}

TEST(Call, IsMeasuredByItsScreenUnlessSomebodyKnowsBetter) {
  const auto minutes = [](std::optional<int> written, std::optional<Instant> began) {
    auto c = call();
    c.minutes = written;
    c.began = began;
    return std::get<CallTaken>(decide(c, "team", now).front()).minutes;
  };
  EXPECT_EQ(minutes({}, now - 12min), 12);
  EXPECT_EQ(minutes({}, now - 5s), 1) << "a call lasts at least a minute";
  EXPECT_EQ(minutes(7, now - 12min), 7);
  EXPECT_EQ(minutes({}, {}), std::nullopt);
  EXPECT_EQ(minutes({}, now - 4h), 240);
  EXPECT_EQ(minutes({}, now - 4h - 1s), std::nullopt) << "a screen left open measured the day";
  EXPECT_EQ(minutes({}, now + 1min), std::nullopt) << "a forged hour measures nothing";
}

TEST(Call, BecomesAContactWithNothingAskedAgain) {
  CallTaken taken{};
  taken.at = now;
  taken.worry = "Alone at night";
  taken.team = "door";
  const auto made = [](const CallTaken& t, Date on = today) { return contact_of(given<Call>({t}), on).value(); };

  auto c = made(taken);
  EXPECT_EQ(c.source, "9") << "who says nothing is anonymous";
  ASSERT_EQ(c.children.size(), 1u);
  EXPECT_EQ(c.children[0].given_name, "Unknown");
  EXPECT_FALSE(c.received_on);
  EXPECT_TRUE(journey::faults(c, reference(), now).empty());

  taken.caller_name = "Pat Reed";
  EXPECT_EQ(made(taken).source, "10") << "who gives a name is not anonymous";
  taken.source = "2A";
  taken.caller_reach = "01632 960123";
  taken.children = {lee(), lee("", "")};
  taken.children[1].address = "4 Oak Lane";
  c = made(taken, today + 1);
  EXPECT_EQ(c.source, "2A");
  EXPECT_EQ(c.caller_name, "Pat Reed");
  EXPECT_EQ(c.caller_reach, "01632 960123");
  EXPECT_EQ(c.worry, "Alone at night");
  EXPECT_EQ(c.team, "door");
  EXPECT_EQ(c.received_on, today) << "it was received when it was taken";
  EXPECT_EQ(c.children[0].family_name, "Okafor");
  EXPECT_EQ(c.children[1].given_name, "Unknown");
  EXPECT_EQ(c.children[1].address, "4 Oak Lane");

  const auto again = contact_of(given<Call>({taken, CallBecameContact{"c1"}}), today);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().front().sentence, "This call became a contact already. Open the contact to see what was decided");
}

TEST(Call, IsJoinedWithAnotherForAReason) {
  const auto one = given<Call>({CallTaken{}, CallsJoined{"b", "The same voice"}});
  EXPECT_EQ(told(decide(one, JoinCalls{"a", "c", "Named the child now"}, true)), "calls_joined");
  EXPECT_EQ(told(decide(one, JoinCalls{"a", "a", "x"}, true)), "other: Choose another call");
  EXPECT_EQ(told(decide(one, JoinCalls{"a", "z", "x"}, false)), "other: Choose another call");
  EXPECT_EQ(told(decide(one, JoinCalls{"a", "b", ""}, true)),
            "other: These calls are joined already\nreason: Write how you know that they belong together");
}

TEST(CallBack, IsDoneWhenTheyWereToldAndGivenUpAfterThreeTries) {
  const auto tried = [](std::initializer_list<RingResult> results) {
    std::vector<CallBack::Event> events;
    for (auto r : results) events.push_back(RangBack{r, "words", ""});
    return given<CallBack>(events);
  };
  EXPECT_EQ(told(decide(tried({}), RingResult::told, "", "w")), "rang_back");
  EXPECT_EQ(told(decide(tried({RingResult::not_reached, RingResult::left_message}), RingResult::given_up, "", "w")),
            "result: Try at least 3 times before you give up. Each try is kept");
  EXPECT_EQ(
      told(decide(tried({RingResult::not_reached, RingResult::left_message, RingResult::not_reached}), RingResult::given_up, "", "w")),
      "rang_back");
  EXPECT_EQ(told(decide(tried({RingResult::not_reached}), RingResult::wants_no_call, "", "w")),
            "note: Write how you know that they do not want to be rung");
  EXPECT_EQ(told(decide(tried({RingResult::told}), RingResult::not_reached, "", "w")),
            ": The caller has been told already. Open the call-back to see when");
  EXPECT_FALSE(tried({RingResult::not_reached, RingResult::left_message}).done());
}

TEST(CallBack, SaysTheOutcomeToProfessionalsAloneAndNothingOfTheFamilyToAnybody) {
  EXPECT_NE(words_to_tell("2A", TriageOutcome::early_help).find("Early help"), std::string::npos);
  for (const auto* source : {"1A", "1B", "1C", "1D", "9", ""})
    EXPECT_EQ(words_to_tell(source, TriageOutcome::strategy_discussion).find("Strategy"), std::string::npos) << source;
  EXPECT_NE(words_to_tell("1B", {}).find("promised to ring you back"), std::string::npos);
}

RC_GTEST_PROP(CallProperty, WhateverCallIsAcceptedBecomesAContactThatIsAccepted, ()) {
  auto choices = journey::testing::any_choices(120);
  auto c = journey::testing::any<TakeCall>(choices);
  if (choices.below(4) != 0) {
    c.worry = "x";
    c.advice = "y";
    c.source = choices.below(2) ? "2A" : "";
    c.minutes.reset();
    if (c.ring_back) c.caller_reach = "z";
    for (auto& child : c.children) {
      child = lee();
      if (choices.below(2)) child.given_name.clear();
    }
  }
  c = tidied(std::move(c));
  RC_CLASSIFY(faults(c, reference(), now).empty(), "accepted");
  if (!faults(c, reference(), now).empty()) return;
  const auto state = given<Call>(decide(c, "team", now));
  const auto contact = contact_of(state, today);
  RC_ASSERT(contact.has_value());
  RC_ASSERT(journey::faults(*contact, reference(), now).empty());
}

}  // namespace
}  // namespace hearth::front_door
