#include "journey/referral/protection_rules.hpp"

#include "journey/referral/pages_steps.hpp"
#include "journey/testing.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <functional>

namespace hearth::journey {
namespace {

using testing::any, testing::Choices, testing::given, testing::reference, testing::told;

const Date received_on = Date::of(2026, 4, 1);
const Date today = Date::of(2026, 4, 20);

const ReferralReceived received{"child", received_on, "2A", {}, "team", {}, "Came to school hungry again"};
const ReferralDecided to_assess{Date::of(2026, 4, 2), ReferralOutcome::assessment_s17, "N1", "Third contact in a month", true, true};
const AssessmentStarted started{"a1", Date::of(2026, 4, 3)};
const AssessmentWritten written{"a1", "Hungry", "Gran cooks", "I like Gran", "Needs meals every day", true, true, {"16A"}};
const AssessmentReturned returned{"a1", "What does the father say?"};
const AssessmentAuthorised authorised{"a1", Date::of(2026, 4, 15), AssessmentOutcome::child_in_need_plan, {"16A"}, "Agreed"};
const PlanGoal meals{"Lee eats every day", "Breakfast club", "Ms Okafor", Date::of(2026, 5, 1)};
const PlanMade plan{"p1", Date::of(2026, 4, 16), "Regular meals", {meals}};
const PlanReviewed review{"p1", Date::of(2026, 4, 18), ReviewOutcome::continues, "Better", "I eat at school", {meals}};
const ProtectionPlanStarted protection{"x1", Date::of(2026, 4, 16), "NEG", 0};

const std::vector<Referral::Event> decided{received, to_assess};
const std::vector<Referral::Event> assessing{received, to_assess, started};
const std::vector<Referral::Event> in_writing{received, to_assess, started, written};
const std::vector<Referral::Event> assessed{received, to_assess, started, written, authorised};
const std::vector<Referral::Event> planned{received, to_assess, started, written, authorised, plan};
const std::vector<Referral::Event> all_done{received, to_assess, started, written, authorised, ReferralClosed{today, "RC7", "Gran cares"}};

std::vector<Referral::Event> with(std::vector<Referral::Event> events, const Referral::Event& more) {
  events.push_back(more);
  return events;
}

using When = std::function<Result<ReferralEvents>(const Referral&)>;
When when(DecideReferral c) {
  return [c](const Referral& r) { return decide(r, c, reference(), today); };
}
When when(StartAssessment c) {
  return [c](const Referral& r) { return decide(r, c, "a9", today); };
}
When when(WriteAssessment c) {
  return [c](const Referral& r) { return decide(r, c, reference(), today); };
}
When when(AuthoriseAssessment c, std::string actor = "manager") {
  return [c, actor](const Referral& r) { return decide(r, c, "worker", actor, today); };
}
When when(MakePlan c) {
  return [c](const Referral& r) { return decide(r, c, "p9", today); };
}
When when(ReviewPlan c) {
  return [c](const Referral& r) { return decide(r, c, today); };
}
When when(CloseReferral c) {
  return [c](const Referral& r) { return decide(r, c, reference(), today); };
}

struct Case {
  const char* name;
  std::vector<Referral::Event> given;
  When when;
  const char* then;
};

void hold(const std::vector<Case>& cases) {
  for (const auto& c : cases) EXPECT_EQ(told(c.when(given<Referral>(c.given))), c.then) << c.name;
}

TEST(ReferralDecision, IsTakenOnceWithANeedAndAReason) {
  using enum ReferralOutcome;
  hold({
      {"assess", {received}, when({"r", assessment_s17, "N1", "Third contact", true, false}), "referral_decided"},
      {"no further action closes",
       {received},
       when({"r", no_further_action, "", "Known already", true, true}),
       "referral_decided\nreferral_closed"},
      {"twice", decided, when({"r", early_help, "N1", "Again", false, false}),
       ": This referral has been decided already. Open it to see what was decided"},
      {"without a need", {received}, when({"r", early_help, "", "Because", false, false}), "primary_need: Choose the main need"},
      {"with a need that is none",
       {received},
       when({"r", no_further_action, "N77", "Because", false, false}),
       "primary_need: Choose the main need"},
      {"without anything",
       {received},
       when({"r", assessment_s17, "", "", false, false}),
       "primary_need: Choose the main need\nreason: Give the reason for the decision"},
  });
}

TEST(Assessment, StartsOnceBetweenReferralAndToday) {
  hold({
      {"today", decided, when(StartAssessment{"r", today}), "assessment_started"},
      {"on the day of the referral", decided, when(StartAssessment{"r", received_on}), "assessment_started"},
      {"before the referral", decided, when(StartAssessment{"r", received_on - 1}),
       "on: This is before the referral was received on 1 April 2026"},
      {"tomorrow", decided, when(StartAssessment{"r", today + 1}), "on: This day is in the future. Enter the day on which it happened"},
      {"undecided", {received}, when(StartAssessment{"r", today}), ": Decide on the referral before an assessment starts"},
      {"twice", assessing, when(StartAssessment{"r", today}), ": An assessment is open already. Finish it before another one starts"},
      {"again after the first", assessed, when(StartAssessment{"r", today}), "assessment_started"},
      {"again within the first", assessed, when(StartAssessment{"r", Date::of(2026, 4, 14)}),
       "on: This is before the last assessment ended on 15 April 2026"},
      {"closed", all_done, when(StartAssessment{"r", today}), ": This referral is closed. A new referral starts a new assessment"},
  });
}

WriteAssessment writing(std::string analysis, std::vector<std::string> factors = {}, bool seen = false, bool alone = false) {
  return {"r", 0, "", "", "", std::move(analysis), seen, alone, std::move(factors)};
}

TEST(Assessment, IsWrittenUntilItIsAuthorised) {
  hold({
      {"first", assessing, when(writing("Needs meals", {"16A", "4B"}, true, true)), "assessment_written"},
      {"again", in_writing, when(writing("Needs meals and rest")), "assessment_written"},
      {"nothing", assessing, when(writing("")), "analysis: Write what all this means for the child, and what you think should happen"},
      {"not started", decided, when(writing("Needs meals")), ": There is no open assessment to write in"},
      {"authorised", assessed, when(writing("Needs meals")), ": There is no open assessment to write in"},
      {"a factor that is none", assessing, when(writing("Needs meals", {"99Z"})), "factors: Choose from the list"},
      {"a factor of other years", assessing, when(writing("Needs meals", {"18A"})), "factors: Choose from the list"},
      {"none and one", assessing, when(writing("Needs meals", {"21", "16A"})),
       "factors: Choose either “no factors” or those that you found"},
      {"alone but not seen", assessing, when(writing("Needs meals", {}, false, true)),
       "child_seen: A child who was seen alone was seen. Choose yes"},
      {"as long as a text may be", assessing, when(writing(std::string(200'000, 'x'))), "assessment_written"},
  });
}

TEST(Assessment, IsAuthorisedBySomebodyElse) {
  using enum AuthoriseAssessment::Choice;
  const auto plan = AssessmentOutcome::child_in_need_plan;
  hold({
      {"authorised", in_writing, when({"r", authorise, plan, "Agreed"}), "assessment_authorised"},
      {"sent back", in_writing, when({"r", send_back, {}, "What does the father say?"}), "assessment_returned"},
      {"one's own", in_writing, when({"r", authorise, plan, "Agreed"}, "worker"),
       "authorise: You wrote this assessment yourself. Ask another manager to authorise it"},
      {"one's own sent back", in_writing, when({"r", send_back, {}, "I forgot the father"}, "worker"), "assessment_returned"},
      {"without outcome or reason", in_writing, when({"r", authorise, {}, ""}),
       "reason: Give your reasons\noutcome: Choose the outcome of the assessment"},
      {"sent back without a word", in_writing, when({"r", send_back, {}, ""}), "reason: Say what is missing"},
      {"not written", assessing, when({"r", authorise, plan, "Agreed"}), ": There is no written assessment to authorise"},
      {"sent back before", with(in_writing, returned), when({"r", authorise, plan, "Agreed"}),
       ": The assessment was sent back. It can be authorised when it has been written again"},
      {"twice", assessed, when({"r", authorise, plan, "Agreed"}), ": There is no written assessment to authorise"},
  });
}

TEST(Plan, FollowsAnAssessmentAndNeverOverlapsAnother) {
  const auto ended = with(planned, PlanEnded{"p1", Date::of(2026, 4, 18)});
  const auto protection_ended = with(with(assessed, protection), ProtectionPlanEnded{"x1", Date::of(2026, 4, 19)});
  hold({
      {"made", assessed, when(MakePlan{"r", today, "Meals", {meals}}), "plan_made"},
      {"before it is assessed", in_writing, when(MakePlan{"r", today, "Meals", {meals}}), ": Finish the assessment before a plan is made"},
      {"beside another", planned, when(MakePlan{"r", today, "Meals", {meals}}),
       ": There is a child in need plan already. Review it instead"},
      {"beside a protection plan", with(assessed, protection), when(MakePlan{"r", today, "Meals", {meals}}),
       ": The child has a child protection plan. A child in need plan can follow when it ends"},
      {"after another", ended, when(MakePlan{"r", today, "Meals", {meals}}), "plan_made"},
      {"within another", ended, when(MakePlan{"r", Date::of(2026, 4, 17), "Meals", {meals}}),
       "on: This is before the last plan ended on 18 April 2026"},
      {"within a protection plan", protection_ended, when(MakePlan{"r", Date::of(2026, 4, 18), "Meals", {meals}}),
       "on: This is before the last plan ended on 19 April 2026"},
      {"nothing in it", assessed, when(MakePlan{"r", today, "", {}}),
       "summary: Write in a sentence or two what the plan is for\ngoals[0].goal: Write at least one thing that needs to change"},
      {"half a goal", assessed, when(MakePlan{"r", today, "Meals", {meals, {"Sleep", "", "", {}}}}),
       "goals[1].action: Write what will be done for goal 2\ngoals[1].who: Write who will do it for goal 2"},
      {"goals that nobody filled in", assessed, when(MakePlan{"r", today, "Meals", {{}, meals, {}}}), "plan_made"},
      {"only such goals", assessed, when(MakePlan{"r", today, "Meals", {{}, {}}}),
       "goals[0].goal: Write at least one thing that needs to change"},
      {"a goal due before it begins", assessed, when(MakePlan{"r", today, "Meals", {{"Sleep", "Bed", "Dad", today - 1}}}),
       "goals[0].by: This is before the plan begins on 20 April 2026"},
  });
}

ReviewPlan reviewing(Date on, ReviewOutcome outcome, std::vector<PlanGoal> goals = {}, std::string words = "Better") {
  return {"r", on, outcome, std::move(words), "", std::move(goals)};
}

TEST(Plan, IsReviewedInOrder) {
  using enum ReviewOutcome;
  auto spaced = meals;
  spaced.goal += " ";
  hold({
      {"goes on", planned, when(reviewing(today, continues)), "plan_reviewed"},
      {"goes on, goals sent along", planned, when(reviewing(today, continues, {spaced})), "plan_reviewed"},
      {"goes on, goals rewritten", planned, when(reviewing(today, continues, {{"Sleep", "Bed", "Dad", {}}})),
       "outcome: You changed the goals. Choose “The plan changes”, or put them back as they were"},
      {"changes", planned, when(reviewing(today, changed, {meals, {"Sleep", "Bed", "Dad", {}}})), "plan_reviewed"},
      {"changes to nothing", planned, when(reviewing(today, changed)), "goals[0].goal: Write at least one thing that needs to change"},
      {"ends", planned, when(reviewing(today, ends)), "plan_reviewed\nplan_ended"},
      {"before it began", planned, when(reviewing(Date::of(2026, 4, 15), continues)), "on: This is before the plan began on 16 April 2026"},
      {"before the last review", with(planned, review), when(reviewing(Date::of(2026, 4, 17), continues)),
       "on: This is before the last review on 18 April 2026"},
      {"tomorrow", planned, when(reviewing(today + 1, continues)), "on: This day is in the future. Enter the day on which it happened"},
      {"without a word", planned, when(reviewing(today, continues, {}, "")),
       "words: Write what is better, what is not, and what the family says"},
      {"no plan", assessed, when(reviewing(today, continues)), ": There is no open plan to review"},
  });
}

TEST(Closure, ComesLastAndOnce) {
  hold({
      {"closed", assessed, when(CloseReferral{"r", today, "RC8", "Gran cares"}), "referral_closed"},
      {"ends the plan", planned, when(CloseReferral{"r", today, "RC7", "Gran cares"}), "plan_ended\nreferral_closed"},
      {"undecided",
       {received},
       when(CloseReferral{"r", today, "RC7", "x"}),
       ": Decide on the referral first: a referral with no further action closes by itself"},
      {"being assessed", assessing, when(CloseReferral{"r", today, "RC7", "x"}), ": Finish the assessment before the referral is closed"},
      {"on a protection plan", with(assessed, protection), when(CloseReferral{"r", today, "RC7", "x"}),
       ": End the child protection plan before the referral is closed"},
      {"twice", all_done, when(CloseReferral{"r", today, "RC7", "x"}), ": This referral is closed already"},
      {"before the last review", with(planned, review), when(CloseReferral{"r", Date::of(2026, 4, 17), "RC7", "x"}),
       "on: This is before the last thing that was done for the child on 18 April 2026"},
      {"before a conference", with(assessed, ConferenceHeld{Date::of(2026, 4, 19), {}}),
       when(CloseReferral{"r", Date::of(2026, 4, 18), "RC7", "x"}),
       "on: This is before the last thing that was done for the child on 19 April 2026"},
      {"tomorrow", assessed, when(CloseReferral{"r", today + 1, "RC7", "x"}),
       "on: This day is in the future. Enter the day on which it happened"},
      {"a reason that is none", assessed, when(CloseReferral{"r", today, "RC99", "x"}), "reason: Choose the reason for closure"},
      {"after assessment, without one", decided, when(CloseReferral{"r", today, "RC8", "x"}),
       "reason: Choose another reason: there was no assessment"},
      {"after assessment, with a plan", planned, when(CloseReferral{"r", today, "RC9", "x"}),
       "reason: Choose another reason: there was a plan, an enquiry or a conference"},
      {"without a word", assessed, when(CloseReferral{"r", today, "RC7", ""}),
       "words: Write why the referral can be closed, and what help goes on"},
  });
}

TEST(Stage, FollowsFromWhatHappened) {
  using enum Stage;
  const std::pair<std::vector<Referral::Event>, Stage> table[] = {
      {{received}, to_decide},
      {decided, to_start_assessment},
      {{received, ReferralDecided{today, ReferralOutcome::early_help, "N1", "x", false, false}}, to_close},
      {assessing, being_assessed},
      {in_writing, to_authorise},
      {with(in_writing, returned), being_assessed},
      {with(with(in_writing, returned), written), to_authorise},
      {assessed, to_plan},
      {planned, on_plan},
      {with(planned, PlanEnded{"p1", today}), to_close},
      {with(assessed, protection), on_protection_plan},
      {all_done, closed},
  };
  for (const auto& [events, stage] : table) EXPECT_EQ(name_of(stage_of(given<Referral>(events))), name_of(stage));
}

TEST(Due, CountsFromWhereTheLawCounts) {
  auto due = [](const std::vector<Referral::Event>& events) {
    const auto next = due_next(given<Referral>(events), reference());
    return next ? next->clock + " " + next->by.iso() : std::string("nothing");
  };
  EXPECT_EQ(due({received}), "referral_decision 2026-04-02");
  EXPECT_EQ(due(decided), "assessment 2026-06-09") << "45 working days from the referral, over Easter and two bank holidays";
  EXPECT_EQ(due(in_writing), "assessment 2026-06-09");
  EXPECT_EQ(due(assessed), "nothing");
  EXPECT_EQ(due(planned), "plan_review 2026-05-28");
  EXPECT_EQ(due(with(planned, review)), "plan_review 2026-05-30") << "from the review that was held";
  EXPECT_EQ(due(with(assessed, protection)), "first_review_conference 2026-07-16");
  EXPECT_EQ(due(with(with(assessed, protection), ProtectionPlanReviewed{"x1", Date::of(2026, 7, 1)})), "review_conference 2027-01-01");
  EXPECT_EQ(due(with(assessed, AssessmentStarted{"a2", Date::of(2026, 5, 1)})), "assessment 2026-07-07")
      << "a further assessment counts from its own start";
  EXPECT_EQ(due(all_done), "nothing");
}

TEST(Writings, AreOverlookedOnlyWhenSomebodyElseMadeThemSince) {
  const std::vector<Writing> writings{{4, "sam", {}}, {5, "ada", {}}, {7, "sam", {}}};
  EXPECT_EQ(overlooked(writings, 4, "sam")->version, 5);
  EXPECT_EQ(overlooked(writings, 5, "sam"), nullptr) << "the rest is sam's own";
  EXPECT_EQ(overlooked(writings, 0, "ada")->version, 7);
  EXPECT_EQ(overlooked(writings, 7, "ada"), nullptr);
  EXPECT_EQ(overlooked({}, 0, "ada"), nullptr);
}

std::string steps(const std::vector<Referral::Event>& events, Date on) {
  std::string out;
  for (const auto& s : steps_of(given<Referral>(events), reference()))
    out += s.what + ": " + std::string(name_of(s.state)) + (s.due ? (s.late(on) ? ", late" : ", in time") : "") + "\n";
  return out;
}

TEST(Steps, SayWhatIsDoneAndWhatComesNext) {
  EXPECT_EQ(steps({received}, today),
            "Referral received: done\n"
            "Referral decided: to_do, late\n"
            "Assessment: waiting\n"
            "Assessment authorised: waiting\n"
            "Child in need plan: waiting\n"
            "Closure: waiting\n");
  EXPECT_EQ(steps(with(planned, review), Date::of(2026, 7, 1)),
            "Referral received: done\n"
            "Referral decided: done, in time\n"
            "Assessment: done\n"
            "Assessment authorised: done, in time\n"
            "Child in need plan: running\n"
            "Plan review 1: done, in time\n"
            "Next plan review: to_do, late\n"
            "Closure: waiting\n");
  EXPECT_EQ(steps({received, to_assess, started, written, authorised, EnquiryStarted{"e1", Date::of(2026, 4, 4), {}},
                   EnquiryEnded{"e1", true}, ConferenceHeld{Date::of(2026, 5, 6), "e1"}, protection},
                  today),
            "Referral received: done\n"
            "Referral decided: done, in time\n"
            "Assessment: done\n"
            "Assessment authorised: done, in time\n"
            "Section 47 enquiry: done\n"
            "Initial child protection conference: done, late\n"
            "Child protection plan: running\n"
            "Next review child protection conference: to_do, in time\n"
            "Child in need plan: not_needed\n"
            "Closure: waiting\n")
      << "15 working days from Saturday 4 April end on Monday 27 April";
  EXPECT_EQ(
      steps({received, ReferralDecided{today, ReferralOutcome::no_further_action, "", "x", false, false}, ReferralClosed{today, "", "x"}},
            today),
      "Referral received: done\n"
      "Referral decided: done, late\n"
      "Assessment: not_needed\n"
      "Child in need plan: not_needed\n"
      "Closure: done\n");
}

// ---- properties -------------------------------------------------------------------------------------------------------------

constexpr Action actions[] = {Action::decide,
                              Action::start_assessment,
                              Action::write_assessment,
                              Action::authorise_assessment,
                              Action::make_plan,
                              Action::review_plan,
                              Action::close};

/// Mostly one that can be taken, or a random walk would hardly ever reach a plan.
Action any_action(Choices& choices, const Referral& r) {
  std::vector<Action> open;
  for (auto action : actions)
    if (obstacle(r, action).empty()) open.push_back(action);
  if (open.empty() || choices.below(5) == 0) return any<Action>(choices);
  return open[choices.below(unsigned(open.size()))];
}

const std::vector<Present> all_three{
    {access::AgencyKind::childrens_social_care, "Ada"}, {access::AgencyKind::police, "Reed"}, {access::AgencyKind::health, "Obi"}};
const std::vector<AtConference> at_table{{access::AgencyKind::childrens_social_care, "Ada", true, true, ThresholdView::met, ""},
                                         {access::AgencyKind::police, "Reed", true, false, ThresholdView::met, ""},
                                         {access::AgencyKind::health, "Obi", true, false, ThresholdView::met, ""}};

/// Any command, told to the state on a day. Most have what the rules ask for in words; their days are never tended.
Result<ReferralEvents> any_decision(Choices& choices, const Referral& r, const std::string& id, Date on, Action action) {
  const auto day = on - int(choices.below(8)) + int(choices.below(2));
  const bool tended = choices.below(5) != 0;
  auto tend = [&](auto command, auto&& better) {
    if constexpr (requires { command.on; }) command.on = day;
    if (tended) better(command);
    return command;
  };
  switch (action) {
    case Action::decide:
      return decide(r, tend(any<DecideReferral>(choices), [](auto& c) { c.primary_need = "N1", c.reason = "x"; }), reference(), on);
    case Action::start_assessment: return decide(r, tend(any<StartAssessment>(choices), [](auto&) {}), id, on);
    case Action::write_assessment:
      return decide(r, tend(any<WriteAssessment>(choices), [](auto& c) { c.analysis = "x", c.factors = {"16A"}, c.child_seen = true; }),
                    reference(), on);
    case Action::authorise_assessment:
      return decide(
          r, tend(any<AuthoriseAssessment>(choices), [](auto& c) { c.reason = "x", c.outcome = AssessmentOutcome::child_in_need_plan; }),
          "worker", "manager", on);
    case Action::hold_strategy_discussion:
      return decide(
          r, tend(any<HoldStrategyDiscussion>(choices), [](auto& c) { c.present = all_three, c.concerns = c.reason = c.safety_now = "x"; }),
          {id, id + "e"}, reference(), on);
    case Action::conclude_enquiry:
      return decide(
          r, tend(any<ConcludeEnquiry>(choices), [](auto& c) { c.findings = c.reason = "x", c.child_seen = true, c.chair = "chair"; }), on);
    case Action::hold_conference:
      return decide(r,
                    tend(any<HoldConference>(choices),
                         [](auto& c) { c.agencies = at_table, c.childs_words = c.reason = "x", c.category = "NEG", c.goals = {meals}; }),
                    id, 0, reference(), on);
    case Action::hold_core_group:
      return decide(r, tend(any<HoldCoreGroup>(choices), [](auto& c) { c.present = all_three, c.words = "x", c.goals = {meals}; }), on);
    case Action::hold_review_conference:
      return decide(r,
                    tend(any<HoldReviewConference>(choices),
                         [](auto& c) { c.agencies = at_table, c.childs_words = c.reason = "x", c.category = "NEG", c.goals = {meals}; }),
                    reference(), on);
    case Action::make_plan: return decide(r, tend(any<MakePlan>(choices), [](auto& c) { c.summary = "x", c.goals = {meals}; }), id, on);
    case Action::review_plan: return decide(r, tend(any<ReviewPlan>(choices), [](auto& c) { c.words = "x", c.goals = {}; }), on);
    case Action::close:
      return decide(r, tend(any<CloseReferral>(choices), [](auto& c) { c.reason = "RC7", c.words = "x"; }), reference(), on);
  }
  return ReferralEvents{};
}

void check_dates(const Referral& r) {
  auto last = r.received.on;
  auto later = [&](Date d) { last = std::max(last, d); };
  if (r.decided) RC_ASSERT(r.decided->on >= r.received.on);
  Date before = r.received.on;
  for (const auto& a : r.assessments) {
    RC_ASSERT(a.started >= before);
    if (a.authorised) RC_ASSERT(a.authorised->on >= a.started);
    before = a.authorised ? a.authorised->on : a.started;
    later(before);
  }
  before = r.received.on;
  for (const auto& p : r.plans) {
    RC_ASSERT(p.made.on >= before);
    before = p.made.on;
    for (const auto& review : p.reviews) {
      RC_ASSERT(review.on >= before);
      before = review.on;
    }
    if (p.ended) RC_ASSERT(*p.ended >= before);
    before = p.ended.value_or(before);
    later(before);
  }
  if (r.closed) RC_ASSERT(r.closed->on >= last);
}

RC_GTEST_PROP(ReferralProperty, WhateverIsAcceptedKeepsTheRecordInOrder, ()) {
  auto choices = testing::any_choices(600);
  auto referral = given<Referral>({received});
  Date on = received_on;
  std::size_t accepted = 0;
  for (int i = 0; choices.at < choices.numbers.size(); ++i) {
    on = on + int(choices.below(4));
    const auto action = any_action(choices, referral);
    const auto was_closed = referral.closed.has_value();
    const auto events = any_decision(choices, referral, "id" + std::to_string(i), on, action);
    const auto why = obstacle(referral, action);
    if (!why.empty()) RC_ASSERT(told(events) == ": " + why);
    if (!events) continue;
    ++accepted;
    RC_ASSERT(!was_closed);
    RC_ASSERT(!events->empty());
    for (const auto& e : *events) referral = evolve(std::move(referral), e);

    check_dates(referral);
    RC_ASSERT(std::ranges::count_if(referral.assessments, [](const auto& a) { return !a.authorised; }) <= 1);
    RC_ASSERT(std::ranges::count_if(referral.plans, [](const auto& p) { return !p.ended; }) <= 1);
    RC_ASSERT((stage_of(referral) == Stage::closed) == referral.closed.has_value());
    if (referral.closed)
      for (auto a : actions) RC_ASSERT(!obstacle(referral, a).empty());
    // What the view keeps is the state itself.
    RC_ASSERT(to_json(from_stored<Referral>(json::parse_stored(to_json(referral)))) == to_json(referral));
  }
  RC_CLASSIFY(accepted >= 3, "three or more accepted");
  RC_CLASSIFY(!referral.plans.empty(), "with a plan");
  RC_CLASSIFY(referral.closed.has_value(), "closed");
}

RC_GTEST_PROP(ReferralProperty, AnythingThatIsRecordedCanBeTold, ()) {
  auto choices = testing::any_choices(300);
  Referral referral{};
  while (choices.at < choices.numbers.size()) {
    referral = evolve(std::move(referral), testing::any_event<Referral::Event>(choices));
    stage_of(referral);
    due_next(referral, reference());
    RC_ASSERT(!steps_of(referral, reference()).empty());
  }
}

}  // namespace
}  // namespace hearth::journey
