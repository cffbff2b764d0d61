#include "practices/front_door/triage_rules.hpp"

#include "journey/testing.hpp"
#include "practices/front_door/related.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace hearth::front_door {
namespace {

using journey::testing::given, journey::testing::reference, journey::testing::told;

const Basis basis{{"worry", "Hungry"}, {"check:police", "Police: nothing known"}};

DecideTriage decision(TriageOutcome outcome = TriageOutcome::advice) {
  DecideTriage c{};
  c.contact = "c1";
  c.outcome = outcome;
  c.reason = "The school has it in hand";
  c.rejected = {{TriageOutcome::early_help, "Gran helps already"}};
  if (outcome == TriageOutcome::early_help) c.rejected = {{TriageOutcome::advice, "They asked before"}};
  c.stood_on = {"worry"};
  return c;
}

std::string decided(const DecideTriage& c, std::int64_t times = 0, bool now = false, const Triage& triage = {}) {
  return told(decide(triage, c, times, basis, now));
}

TEST(Triage, IsTakenOnGivenBackAndTakenOver) {
  const Triage nobody;
  const auto jo = given<Triage>({TriageTaken{"jo"}});
  EXPECT_EQ(told(decide(nobody, TakeOn{"c", false}, "jo")), "triage_taken");
  EXPECT_EQ(told(decide(jo, TakeOn{"c", false}, "jo")), "") << "twice is once";
  EXPECT_EQ(told(decide(jo, TakeOn{"c", false}, "sam")), ": Somebody else took this contact on in the meantime. Open it to see who");
  EXPECT_EQ(told(decide(jo, TakeOn{"c", true}, "sam")), "triage_taken");
  EXPECT_EQ(told(decide(jo, GiveBack{"c", ""}, "jo")), "triage_given_back");
  EXPECT_EQ(told(decide(jo, GiveBack{"c", ""}, "sam")), ": You are not on this contact, so there is nothing to give back");
  EXPECT_EQ(told(decide(nobody, GiveBack{"c", ""}, "sam")), ": You are not on this contact, so there is nothing to give back");
}

TEST(Triage, KeepsChecksAsTheyWereAnswered) {
  const auto record = [](const Triage& t, std::vector<CheckAnswer> checks) {
    return told(decide(t, RecordChecks{"c", std::move(checks)}));
  };
  const Triage none;
  EXPECT_EQ(record(none, {{Check::police, CheckState::done, "Nothing known"}, {Check::health, {}, ""}}), "checks_recorded");
  EXPECT_EQ(record(none, {{Check::police, CheckState::done, ""}}), "checks[0].words: Write what you found out: Police");
  EXPECT_EQ(record(none, {{Check::police, CheckState::not_needed, ""}}), "checks[0].words: Write why it was not checked: Police");
  EXPECT_EQ(record(none, {{Check::police, {}, "Nothing"}}), "checks[0].state: Choose whether Police was checked");
  EXPECT_EQ(record(none, {{Check::police, CheckState::done, "a"}, {Check::police, CheckState::done, "b"}}),
            "checks[1].state: Police is there twice. Leave one out");
  EXPECT_EQ(record(none, {}), "checks[0].state: Nothing has changed. Choose what was checked");

  const auto known = given<Triage>({ChecksRecorded{{{Check::police, CheckState::not_possible, "No answer"}}}});
  EXPECT_EQ(record(known, {{Check::police, CheckState::not_possible, "No answer"}}),
            "checks[0].state: Nothing has changed. Choose what was checked");
  EXPECT_EQ(record(known, {{Check::police, CheckState::done, "They rang back: nothing"}}), "checks_recorded");
}

TEST(Triage, SetsTheSidesBesideEachOther) {
  const auto both = given<Triage>({ViewGiven{Side::social_care, "jo", TriageOutcome::referral, "Third time"},
                                   ViewGiven{Side::early_help, "eve", TriageOutcome::early_help, "They say yes to us"}});
  EXPECT_TRUE(views_differ(both));
  EXPECT_FALSE(views_differ(evolve(both, ViewGiven{Side::social_care, "jo", TriageOutcome::early_help, "You convinced me"})));
  EXPECT_EQ(basis_of(both, "Hungry").size(), 3u);
  EXPECT_EQ(told(decide(both, GiveView{"c", TriageOutcome::hub, ""}, Side::police, "pc", false)), "reason: Give the reason for your view");
  EXPECT_EQ(told(decide(both, GiveView{"c", TriageOutcome::hub, "x"}, Side::police, "pc", true)),
            ": This contact has been decided. A view is given before the decision");
}

TEST(Triage, IsDecidedWithAReasonAnAlternativeAndWhatItStoodOn) {
  EXPECT_EQ(decided(decision()), "triage_decided");
  struct Line {
    std::function<void(DecideTriage&)> change;
    std::string wrong;
  };
  const Line lines[] = {
      {[](DecideTriage& c) { c.reason = ""; }, "reason: Give the reason for the decision"},
      {[](DecideTriage& c) { c.rejected.clear(); }, "rejected[0].outcome: Choose one other way that you thought of, and write why not"},
      {[](DecideTriage& c) {
         c.rejected = {{TriageOutcome::advice, "x"}};
       },
       "rejected[0].outcome: This is what you decided. Choose another way that you thought of"},
      {[](DecideTriage& c) {
         c.rejected = {{TriageOutcome::hub, ""}};
       },
       "rejected[0].why: Write why it is not the right step"},
      {[](DecideTriage& c) {
         c.rejected.push_back({{}, "Because"});
       },
       "rejected[1].outcome: Choose which other way this is the reason against"},
      {[](DecideTriage& c) { c.stood_on.clear(); }, "stood_on: Choose what the decision stands on"},
      {[](DecideTriage& c) { c.stood_on.clear(), c.other_basis = "I met the mother"; }, "triage_decided"},
      {[](DecideTriage& c) { c.stood_on = {"contact:somewhere-else"}; },
       "stood_on: One of the pieces is no longer there. Look at the list and choose again"},
      {[](DecideTriage& c) { c.outcome = TriageOutcome::hub; }, "triage_decided"},
      {[](DecideTriage& c) { c.outcome = TriageOutcome::referral; }, "team: Choose the team that takes the referral"},
      {[](DecideTriage& c) { c.outcome = TriageOutcome::strategy_discussion, c.team = "t"; },
       "outcome: Choose from the list. Straight to assessment and strategy discussion are a manager’s decision"},
  };
  for (const auto& line : lines) {
    auto c = decision();
    line.change(c);
    EXPECT_EQ(decided(c), line.wrong);
  }
  EXPECT_EQ(decided(decision(TriageOutcome::early_help)), "team: Choose the early help team that is asked to take it on");
  EXPECT_EQ(decided(decision(), 1),
            ": This contact was decided while you were writing. Read that decision; send this again only to change it");
}

TEST(Triage, ActsAtOnceOnlyThroughAManagersForm) {
  DecideNow now{};
  now.outcome = NowOutcome::strategy_discussion;
  now.reason = "A bruise on a baby";
  now.stood_on = {"worry"};
  now.team = "north";
  now.primary_need = "N1";
  EXPECT_EQ(decided(usual(now), 0, true), "triage_decided") << "nobody is held up by what else there might have been";
  now.outcome = NowOutcome::assessment;
  EXPECT_EQ(decided(usual(now), 0, true), "rejected[0].outcome: Choose one other way that you thought of, and write why not");
  now.team.reset();
  now.primary_need.reset();
  now.rejected = {{TriageOutcome::early_help, "They refused it"}};
  EXPECT_EQ(decided(usual(now), 0, true), "team: Choose the team that assesses\nprimary_need: Choose the main need");
}

// TH-2: who decides that nothing more happens says of everybody who was not asked why not.
TEST(Triage, SaysOfEveryCheckThatWasNotDoneWhyNot) {
  auto c = decision(TriageOutcome::no_further_action);
  const auto wrong = decide(Triage{}, c, 0, basis, false);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().size(), 10u);
  EXPECT_EQ(wrong.error()[6].sentence, "Not checked: School or nursery. Write why not");

  std::vector<CheckDone> done;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Check>>([&](auto d) {
    if (d.value != Check::education) done.push_back({d.value, CheckState::done, "Nothing known"});
  });
  const auto nearly = given<Triage>({ChecksRecorded{done}});
  EXPECT_EQ(decided(c, 0, false, nearly), "unasked[6].why: Not checked: School or nursery. Write why not");
  c.unasked = {{Check::education, ""}};
  EXPECT_EQ(decided(c, 0, false, nearly), "unasked[0].why: Not checked: School or nursery. Write why not");
  c.unasked = {{Check::education, "Too young for one"}};
  EXPECT_EQ(decided(c, 0, false, nearly), "triage_decided");
  EXPECT_EQ(decided(decision(), 0, false, nearly), "triage_decided") << "other outcomes ask nothing of the kind";
}

TEST(Triage, IsAnsweredByTheTeamThatWasAskedOnce) {
  TriageDecided to_early_help{};
  to_early_help.outcome = TriageOutcome::early_help;
  to_early_help.team = "eh";
  const auto asked = given<Triage>({to_early_help});
  const auto answer = [](const Triage& t, StepAnswer a, std::string words, bool member = true) {
    return told(decide(t, AnswerStep{"c", a, std::move(words)}, member));
  };
  EXPECT_EQ(answer(asked, StepAnswer::accept, ""), "early_help_accepted");
  EXPECT_EQ(answer(asked, StepAnswer::give_back, "They said no to us"), "early_help_returned");
  EXPECT_EQ(answer(asked, StepAnswer::give_back, ""), "words: Write why it is not for your team, and what would be needed");
  EXPECT_EQ(answer(asked, StepAnswer::accept, "", false), ": Only a member of the team that was asked can answer");
  EXPECT_EQ(answer(evolve(asked, EarlyHelpAccepted{"eh", ""}), StepAnswer::give_back, "x"), ": Your team took this on already");
  EXPECT_EQ(answer(evolve(asked, EarlyHelpReturned{"eh", "x"}), StepAnswer::accept, ""), ": Your team gave this back already");
  EXPECT_EQ(answer(Triage{}, StepAnswer::accept, ""), ": Nobody is asked to take this contact on now. Open it to see what was decided");
  EXPECT_EQ(answer(evolve(evolve(asked, EarlyHelpReturned{"eh", "x"}), to_early_help), StepAnswer::accept, ""), "early_help_accepted")
      << "asked again, it answers again";
}

TEST(Triage, HasAJourneysOutcomeUnderEachOfItsOwn) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<journey::ContactOutcome>>(
      [](auto d) { EXPECT_EQ(journeys(ours(d.value)), d.value) << d.name; });
  EXPECT_EQ(journeys(TriageOutcome::strategy_discussion), journey::ContactOutcome::referral);
}

TEST(Related, ComparesPlacesAsPeopleWriteThem) {
  EXPECT_EQ(place_key("12 Oak Street"), place_key("12, oak St."));
  EXPECT_EQ(place_key("Flat 3, Weir Court"), place_key("flat 3 weir ct"));
  EXPECT_NE(place_key("12 Oak Street"), place_key("14 Oak Street"));
  EXPECT_EQ(place_key("Oak Street"), "") << "a street is no place";
  EXPECT_EQ(place_key(""), "");
}

TEST(Related, SaysHowLongAsPeopleDo) {
  EXPECT_EQ(elapsed(0), "just now");
  EXPECT_EQ(elapsed(-3), "just now") << "a clock that was set back";
  EXPECT_EQ(elapsed(1), "1 minute");
  EXPECT_EQ(elapsed(60), "1 hour");
  EXPECT_EQ(elapsed(190), "3 hours and 10 minutes");
  EXPECT_EQ(elapsed(2 * 1440 + 60), "2 days and 1 hour");
}

RC_GTEST_PROP(TriageProperty, AnythingThatIsRecordedCanBeFolded, ()) {
  auto choices = journey::testing::any_choices(160);
  Triage triage{};
  std::size_t decisions = 0;
  while (choices.at < choices.numbers.size()) {
    const auto event = journey::testing::any_event<Triage::Event>(choices);
    decisions += std::holds_alternative<TriageDecided>(event);
    triage = evolve(std::move(triage), event);
    RC_ASSERT(triage.decisions.size() == decisions);
    if (std::holds_alternative<TriageDecided>(event)) RC_ASSERT(!triage.holder && !triage.accepted && !triage.returned);
  }
}

}  // namespace
}  // namespace hearth::front_door
