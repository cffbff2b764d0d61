#include "journey/referral/rules.hpp"

#include "journey/referral/rule_parts.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace hearth::journey {
namespace {

template <class T>
T* with_id(std::vector<T>& all, const std::string& id) {
  auto found = std::ranges::find(all, id, &T::id);
  return found == all.end() ? nullptr : &*found;
}

bool empty(const PlanGoal& goal) { return goal.goal.empty() && goal.action.empty() && goal.who.empty() && !goal.by; }

}  // namespace

void check_day(Date on, Date not_before, const std::string& what, Date today, Refusals& wrong, const std::string& field) {
  if (on > today)
    wrong.push_back({field, "This day is in the future. Enter the day on which it happened"});
  else if (on < not_before)
    wrong.push_back({field, "This is before " + what + " on " + not_before.spoken()});
}

std::vector<PlanGoal> filled_in(std::vector<PlanGoal> goals) {
  std::erase_if(goals, empty);
  return goals;
}

void check_goals(const std::vector<PlanGoal>& goals, Refusals& wrong) {
  if (std::ranges::all_of(goals, empty)) wrong.push_back({"goals[0].goal", "Write at least one thing that needs to change"});
  for (std::size_t i = 0; i < goals.size(); ++i) {
    if (empty(goals[i])) continue;
    const auto number = std::to_string(i + 1), prefix = "goals[" + std::to_string(i) + "].";
    if (goals[i].goal.empty()) wrong.push_back({prefix + "goal", "Write what needs to change in goal " + number});
    if (goals[i].action.empty()) wrong.push_back({prefix + "action", "Write what will be done for goal " + number});
    if (goals[i].who.empty()) wrong.push_back({prefix + "who", "Write who will do it for goal " + number});
  }
}

namespace {

// When the plan before ended, of either kind. Census rules 4001 and 4016: plans never overlap.
std::optional<Date> last_plan_end(const Referral& r) {
  std::optional<Date> last;
  for (const auto& p : r.plans) last = std::max(last, p.ended);
  for (const auto& p : r.protection_plans) last = std::max(last, p.ended);
  return last;
}

// Goals come back from a form with their blanks trimmed; that alone is no change.
bool same_goals(const std::vector<PlanGoal>& a, const std::vector<PlanGoal>& b) {
  auto same = [](const PlanGoal& x, const PlanGoal& y) {
    return text::trim(x.goal) == text::trim(y.goal) && text::trim(x.action) == text::trim(y.action) &&
           text::trim(x.who) == text::trim(y.who) && x.by == y.by;
  };
  return std::ranges::equal(a, b, same);
}

// The last day on which anything of the referral happened: it cannot be closed before.
Date last_day(const Referral& r) {
  Date last = r.received.on;
  auto later = [&](Date d) { last = std::max(last, d); };
  if (r.decided) later(r.decided->on);
  for (const auto& a : r.assessments) later(a.authorised ? a.authorised->on : a.started);
  for (const auto& p : r.plans) {
    later(p.made.on);
    for (const auto& review : p.reviews) later(review.on);
    if (p.ended) later(*p.ended);
  }
  for (const auto& e : r.enquiries) {
    later(e.conference.value_or(e.started));
    if (e.concluded) later(e.concluded->on);
  }
  for (const auto& d : r.discussions) later(d.on);
  if (r.transfer_conference) later(*r.transfer_conference);
  for (const auto& p : r.protection_plans) {
    later(p.started);
    for (auto review : p.reviews) later(review);
    if (p.ended) later(*p.ended);
  }
  return last;
}

}  // namespace

const Assessment* Referral::open_assessment() const {
  auto found = std::ranges::find_if(assessments, [](const Assessment& a) { return !a.authorised; });
  return found == assessments.end() ? nullptr : &*found;
}

const InNeedPlan* Referral::open_plan() const {
  auto found = std::ranges::find_if(plans, [](const InNeedPlan& p) { return !p.ended; });
  return found == plans.end() ? nullptr : &*found;
}

const ProtectionPlan* Referral::open_protection_plan() const {
  auto found = std::ranges::find_if(protection_plans, [](const ProtectionPlan& p) { return !p.ended; });
  return found == protection_plans.end() ? nullptr : &*found;
}

Referral evolve(Referral r, const Referral::Event& event) {
  std::visit(match{[&](const ReferralReceived& e) { r.received = e; },
                   [&](const ReferralDecided& e) { r.decided = e; },
                   [&](const AssessmentStarted& e) {
                     r.assessments.push_back({e.assessment, e.on, {}, {}, {}});
                   },
                   [&](const AssessmentWritten& e) {
                     if (auto* a = with_id(r.assessments, e.assessment)) {
                       a->written = e;
                       a->returned.reset();
                     }
                   },
                   [&](const AssessmentAuthorised& e) {
                     if (auto* a = with_id(r.assessments, e.assessment)) a->authorised = e;
                   },
                   [&](const AssessmentReturned& e) {
                     if (auto* a = with_id(r.assessments, e.assessment)) a->returned = e.reason;
                   },
                   [&](const PlanMade& e) {
                     r.plans.push_back({e.plan, e, e.goals, {}, {}});
                   },
                   [&](const PlanReviewed& e) {
                     if (auto* p = with_id(r.plans, e.plan)) {
                       p->reviews.push_back(e);
                       if (e.outcome == ReviewOutcome::changed) p->goals = e.goals;
                     }
                   },
                   [&](const PlanEnded& e) {
                     if (auto* p = with_id(r.plans, e.plan)) p->ended = e.on;
                   },
                   [&](const EnquiryStarted& e) {
                     r.enquiries.push_back({e.enquiry, e.on, e.conference_target, {}, {}, {}, {}});
                   },
                   [&](const EnquiryEnded& e) {
                     if (auto* q = with_id(r.enquiries, e.enquiry)) q->conference_needed = e.conference_needed;
                   },
                   [&](const ConferenceHeld& e) {
                     auto* q = e.enquiry ? with_id(r.enquiries, *e.enquiry) : nullptr;
                     if (q)
                       q->conference = e.on;
                     else
                       r.transfer_conference = e.on;
                   },
                   [&](const ProtectionPlanStarted& e) {
                     r.protection_plans.push_back({e.plan, e.on, e.category, e.category, e.previous_plans, {}, {}, {}, {}, {}});
                     // The conference that made the plan wrote its outline.
                     for (const auto& q : r.enquiries)
                       if (q.recorded && q.recorded->on == e.on) r.protection_plans.back().goals = q.recorded->goals;
                   },
                   [&](const ProtectionPlanReviewed& e) {
                     if (auto* p = with_id(r.protection_plans, e.plan)) p->reviews.push_back(e.on);
                   },
                   [&](const ProtectionCategoryChanged& e) {
                     if (auto* p = with_id(r.protection_plans, e.plan)) p->category = e.category;
                   },
                   [&](const ProtectionPlanEnded& e) {
                     if (auto* p = with_id(r.protection_plans, e.plan)) p->ended = e.on;
                   },
                   [&](const StrategyDiscussionHeld& e) { r.discussions.push_back(e); },
                   [&](const EnquiryConcluded& e) {
                     if (auto* q = with_id(r.enquiries, e.enquiry)) q->concluded = e;
                   },
                   [&](const ConferenceRecorded& e) {
                     if (auto* q = with_id(r.enquiries, e.enquiry)) q->recorded = e;
                   },
                   [&](const CoreGroupHeld& e) {
                     if (auto* p = with_id(r.protection_plans, e.plan)) {
                       p->core_groups.push_back(e);
                       p->goals = e.goals;
                     }
                   },
                   [&](const ReviewConferenceRecorded& e) {
                     if (auto* p = with_id(r.protection_plans, e.plan)) {
                       p->recorded.push_back(e);
                       if (!e.goals.empty()) p->goals = e.goals;
                     }
                   },
                   [&](const ReferralClosed& e) { r.closed = e; }},
             event);
  return r;
}

const Enquiry* Referral::open_enquiry() const {
  auto found = std::ranges::find_if(enquiries, [](const Enquiry& e) { return !e.conference_needed && !e.conference; });
  return found == enquiries.end() ? nullptr : &*found;
}

const Enquiry* Referral::waiting_conference() const {
  auto found = std::ranges::find_if(enquiries, [](const Enquiry& e) { return e.conference_needed == true && !e.conference; });
  return found == enquiries.end() ? nullptr : &*found;
}

bool Referral::in_need_plan_wanted() const {
  const auto* last = assessments.empty() || !assessments.back().authorised ? nullptr : &*assessments.back().authorised;
  if (last && last->outcome == AssessmentOutcome::child_in_need_plan && plans.empty()) return true;
  std::optional<Date> since;
  for (const auto& e : enquiries)
    if (e.recorded && e.recorded->decision == ConferenceDecision::in_need_plan) since = std::max(since, std::optional(e.recorded->on));
  for (const auto& p : protection_plans)
    if (!p.recorded.empty() && p.recorded.back().decision == ReviewDecision::step_down)
      since = std::max(since, std::optional(p.recorded.back().on));
  return since && std::ranges::none_of(plans, [&](const InNeedPlan& p) { return p.made.on >= *since; });
}

namespace {

/// Reasonable cause to suspect significant harm was found, and nobody has discussed it yet: s47(1)(b).
bool discussion_wanted(const Referral& r) {
  using enum AssessmentOutcome;
  if (!r.assessments.empty()) {
    const auto& last = r.assessments.back().authorised;
    if (!last || (last->outcome != section_47_enquiry && last->outcome != initial_conference)) return false;
    return std::ranges::none_of(r.discussions, [&](const auto& d) { return d.on >= last->on; }) &&
           std::ranges::none_of(r.enquiries, [&](const auto& e) { return e.started >= last->on; });
  }
  const bool decided = r.decided && (r.decided->outcome == ReferralOutcome::strategy_discussion ||
                                     r.decided->outcome == ReferralOutcome::immediate_protection);
  return decided && r.discussions.empty() && r.enquiries.empty();
}

}  // namespace

Stage stage_of(const Referral& r) {
  if (r.closed) return Stage::closed;
  if (r.open_protection_plan()) return Stage::on_protection_plan;
  if (r.waiting_conference()) return Stage::to_conference;
  if (r.open_enquiry()) return Stage::being_enquired;
  if (r.open_plan()) return Stage::on_plan;
  if (const auto* a = r.open_assessment()) return a->written && !a->returned ? Stage::to_authorise : Stage::being_assessed;
  if (discussion_wanted(r)) return Stage::to_discuss;
  if (r.in_need_plan_wanted()) return Stage::to_plan;
  if (!r.assessments.empty()) return Stage::to_close;
  if (!r.decided) return Stage::to_decide;
  using enum ReferralOutcome;
  const bool assess =
      r.decided->outcome == assessment_s17 || r.decided->outcome == strategy_discussion || r.decided->outcome == immediate_protection;
  return assess ? Stage::to_start_assessment : Stage::to_close;
}

Date conference_due(const Enquiry& enquiry, const Reference& reference) {
  return enquiry.conference_target.value_or(reference.due_or_estimate("initial_conference", enquiry.started));
}

std::optional<Due> due_next(const Referral& r, const Reference& reference) {
  auto due = [&](const char* clock, Date start) { return Due{clock, reference.due_or_estimate(clock, start)}; };
  switch (stage_of(r)) {
    case Stage::to_decide: return due("referral_decision", r.received.on);
    case Stage::to_discuss: return due("strategy_discussion", r.assessments.empty() ? r.decided->on : r.assessments.back().authorised->on);
    case Stage::being_enquired: return Due{"initial_conference", conference_due(*r.open_enquiry(), reference)};
    case Stage::to_conference: return Due{"initial_conference", conference_due(*r.waiting_conference(), reference)};
    case Stage::to_start_assessment:
    case Stage::being_assessed:
    case Stage::to_authorise: return due("assessment", assessment_clock_starts(r, r.assessments.empty() ? 0 : r.assessments.size() - 1));
    case Stage::on_plan: {
      const auto* plan = r.open_plan();
      return due("plan_review", plan->reviews.empty() ? plan->made.on : plan->reviews.back().on);
    }
    case Stage::on_protection_plan: {
      const auto* plan = r.open_protection_plan();
      // A plan that was taken in from a return has no goals here, and nobody knows of its core groups.
      if (!plan->goals.empty() && plan->core_groups.empty() && plan->reviews.empty()) return due("core_group", plan->started);
      if (plan->reviews.empty()) return due("first_review_conference", plan->started);
      return due("review_conference", plan->reviews.back());
    }
    default: return std::nullopt;
  }
}

Date assessment_clock_starts(const Referral& r, std::size_t which) {
  // From the point of referral, not from the start of the assessment: Working Together. A further assessment of a child whom we
  // know already has no referral of its own.
  return which == 0 ? r.received.on : r.assessments[which].started;
}

std::string obstacle(const Referral& r, Action action) {
  switch (action) {
    case Action::decide:
      if (r.decided) return "This referral has been decided already. Open it to see what was decided";
      return r.closed ? "This referral is closed" : "";
    case Action::start_assessment:
      if (r.closed) return "This referral is closed. A new referral starts a new assessment";
      if (!r.decided) return "Decide on the referral before an assessment starts";
      return r.open_assessment() ? "An assessment is open already. Finish it before another one starts" : "";
    case Action::write_assessment: return r.closed || !r.open_assessment() ? "There is no open assessment to write in" : "";
    case Action::authorise_assessment: {
      const auto* open = r.open_assessment();
      if (r.closed || !open || !open->written) return "There is no written assessment to authorise";
      return open->returned ? "The assessment was sent back. It can be authorised when it has been written again" : "";
    }
    case Action::hold_strategy_discussion:
      if (r.closed) return "This referral is closed. A new referral comes first";
      if (!r.decided) return "Decide on the referral before the strategy discussion is recorded";
      if (r.open_protection_plan()) return "The child has a child protection plan. Bring a review conference forward instead";
      if (r.waiting_conference()) return "A conference is to be held already";
      return r.open_enquiry() ? "A section 47 enquiry is open already. A later discussion does not begin it again" : "";
    case Action::conclude_enquiry: return r.closed || !r.open_enquiry() ? "There is no open section 47 enquiry" : "";
    case Action::hold_conference: return r.closed || !r.waiting_conference() ? "No enquiry waits for an initial conference" : "";
    case Action::hold_core_group:
    case Action::hold_review_conference: return r.closed || !r.open_protection_plan() ? "There is no open child protection plan" : "";
    case Action::make_plan:
      if (r.closed) return "This referral is closed";
      if (!r.in_need_plan_wanted() && (r.assessments.empty() || !r.assessments.back().authorised))
        return "Finish the assessment before a plan is made";
      if (r.open_plan()) return "There is a child in need plan already. Review it instead";
      // Census rules 4001 and 4016: the two kinds of plan never overlap.
      return r.open_protection_plan() ? "The child has a child protection plan. A child in need plan can follow when it ends" : "";
    case Action::review_plan: return r.closed || !r.open_plan() ? "There is no open plan to review" : "";
    case Action::close:
      if (r.closed) return "This referral is closed already";
      if (!r.decided) return "Decide on the referral first: a referral with no further action closes by itself";
      if (r.open_assessment()) return "Finish the assessment before the referral is closed";
      if (r.open_enquiry()) return "Conclude the section 47 enquiry before the referral is closed";
      if (r.waiting_conference()) return "Hold the conference before the referral is closed";
      return r.open_protection_plan() ? "End the child protection plan before the referral is closed" : "";
  }
  return {};
}

std::vector<Writing> writings_of(const std::vector<journal::Stored>& stream) {
  std::vector<Writing> writings;
  for (const auto& e : stream) {
    if (e.envelope.type == AssessmentStarted::type.name) writings.clear();
    if (e.envelope.type == AssessmentWritten::type.name) writings.push_back({e.envelope.version, e.envelope.actor, e.envelope.recorded});
  }
  return writings;
}

const Writing* overlooked(const std::vector<Writing>& writings, std::int64_t seen, const std::string& actor) {
  for (auto w = writings.rbegin(); w != writings.rend() && w->version > seen; ++w)
    if (w->author != actor) return &*w;
  return nullptr;
}

Result<ReferralEvents> decide(const Referral& r, const DecideReferral& c, const Reference& reference, Date today) {
  Refusals wrong;
  if (auto why = obstacle(r, Action::decide); !why.empty()) return refuse("", std::move(why));
  const bool nothing_more = c.outcome == ReferralOutcome::no_further_action;
  // The census asks for a need unless nothing further is done [rule 8610].
  if (!(nothing_more && c.primary_need.empty()) && !reference.has("primary_need", c.primary_need, today))
    wrong.push_back({"primary_need", "Choose the main need"});
  if (c.reason.empty()) wrong.push_back({"reason", "Give the reason for the decision"});
  ReferralEvents events{ReferralDecided{today, c.outcome, c.primary_need, c.reason, c.referrer_told, c.family_told}};
  if (nothing_more) events.push_back(ReferralClosed{today, "", c.reason});
  return or_refuse(std::move(wrong), std::move(events));
}

Result<ReferralEvents> decide(const Referral& r, const StartAssessment& c, const std::string& assessment, Date today) {
  if (auto why = obstacle(r, Action::start_assessment); !why.empty()) return refuse("", std::move(why));
  Refusals wrong;
  const bool first = r.assessments.empty();
  check_day(c.on, first ? r.received.on : r.assessments.back().authorised->on,
            first ? "the referral was received" : "the last assessment ended", today, wrong);
  return or_refuse(std::move(wrong), ReferralEvents{AssessmentStarted{assessment, c.on}});
}

Result<ReferralEvents> decide(const Referral& r, const WriteAssessment& c, const Reference& reference, Date today) {
  if (auto why = obstacle(r, Action::write_assessment); !why.empty()) return refuse("", std::move(why));
  const auto* open = r.open_assessment();
  Refusals wrong;
  if (c.analysis.empty()) wrong.push_back({"analysis", "Write what all this means for the child, and what you think should happen"});
  for (const auto& factor : c.factors)
    if (!reference.has("assessment_factor", factor, today)) wrong.push_back({"factors", "Choose from the list"});
  // Census rule 8869: “none” stands alone.
  if (c.factors.size() > 1 && std::ranges::find(c.factors, "21") != c.factors.end())
    wrong.push_back({"factors", "Choose either “no factors” or those that you found"});
  if (c.child_seen_alone && !c.child_seen) wrong.push_back({"child_seen", "A child who was seen alone was seen. Choose yes"});
  return or_refuse(std::move(wrong), ReferralEvents{AssessmentWritten{open->id, c.worries, c.strengths, c.childs_words, c.analysis,
                                                                      c.child_seen, c.child_seen_alone, c.factors}});
}

Result<ReferralEvents> decide(const Referral& r, const AuthoriseAssessment& c, const std::string& author, const std::string& actor,
                              Date today) {
  if (auto why = obstacle(r, Action::authorise_assessment); !why.empty()) return refuse("", std::move(why));
  const auto* open = r.open_assessment();
  if (c.authorise == AuthoriseAssessment::Choice::authorise && author == actor)
    return refuse("authorise", "You wrote this assessment yourself. Ask another manager to authorise it");
  Refusals wrong;
  if (c.reason.empty())
    wrong.push_back({"reason", c.authorise == AuthoriseAssessment::Choice::send_back ? "Say what is missing" : "Give your reasons"});
  if (c.authorise == AuthoriseAssessment::Choice::send_back)
    return or_refuse(std::move(wrong), ReferralEvents{AssessmentReturned{open->id, c.reason}});
  if (!c.outcome || *c.outcome == AssessmentOutcome::not_recorded) wrong.push_back({"outcome", "Choose the outcome of the assessment"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return ReferralEvents{AssessmentAuthorised{open->id, today, *c.outcome, open->written->factors, c.reason}};
}

Result<ReferralEvents> decide(const Referral& r, const MakePlan& c, const std::string& plan, Date today) {
  if (auto why = obstacle(r, Action::make_plan); !why.empty()) return refuse("", std::move(why));
  Refusals wrong;
  const auto before = last_plan_end(r);
  check_day(c.on, before.value_or(r.received.on), before ? "the last plan ended" : "the referral was received", today, wrong);
  if (c.summary.empty()) wrong.push_back({"summary", "Write in a sentence or two what the plan is for"});
  check_goals(c.goals, wrong);
  for (std::size_t i = 0; i < c.goals.size(); ++i)
    if (c.goals[i].by && *c.goals[i].by < c.on)
      wrong.push_back({"goals[" + std::to_string(i) + "].by", "This is before the plan begins on " + c.on.spoken()});
  return or_refuse(std::move(wrong), ReferralEvents{PlanMade{plan, c.on, c.summary, filled_in(c.goals)}});
}

Result<ReferralEvents> decide(const Referral& r, const ReviewPlan& c, Date today) {
  if (auto why = obstacle(r, Action::review_plan); !why.empty()) return refuse("", std::move(why));
  const auto* plan = r.open_plan();
  Refusals wrong;
  const bool first = plan->reviews.empty();
  check_day(c.on, first ? plan->made.on : plan->reviews.back().on, first ? "the plan began" : "the last review", today, wrong);
  if (c.words.empty()) wrong.push_back({"words", "Write what is better, what is not, and what the family says"});
  if (c.outcome == ReviewOutcome::changed) check_goals(c.goals, wrong);
  // Goals that were rewritten must not vanish because the wrong answer was chosen.
  if (c.outcome == ReviewOutcome::continues && !filled_in(c.goals).empty() && !same_goals(filled_in(c.goals), plan->goals))
    wrong.push_back({"outcome", "You changed the goals. Choose “The plan changes”, or put them back as they were"});
  const auto goals = c.outcome == ReviewOutcome::changed ? filled_in(c.goals)
                     : c.outcome == ReviewOutcome::ends  ? std::vector<PlanGoal>{}
                                                         : plan->goals;
  ReferralEvents events{PlanReviewed{plan->id, c.on, c.outcome, c.words, c.childs_words, goals}};
  if (c.outcome == ReviewOutcome::ends) events.push_back(PlanEnded{plan->id, c.on});
  return or_refuse(std::move(wrong), std::move(events));
}

Result<ReferralEvents> decide(const Referral& r, const CloseReferral& c, const Reference& reference, Date today) {
  if (auto why = obstacle(r, Action::close); !why.empty()) return refuse("", std::move(why));
  Refusals wrong;
  if (!reference.has("closure_reason", c.reason, c.on)) wrong.push_back({"reason", "Choose the reason for closure"});
  check_day(c.on, last_day(r), "the last thing that was done for the child", today, wrong);
  // Census rules 2990 and 8825Q: RC8 and RC9 are for children whom only an assessment reached.
  const bool after_assessment_only = c.reason == "RC8" || c.reason == "RC9";
  const bool more = !r.plans.empty() || !r.enquiries.empty() || !r.protection_plans.empty() || r.transfer_conference;
  if (after_assessment_only && r.assessments.empty()) wrong.push_back({"reason", "Choose another reason: there was no assessment"});
  if (after_assessment_only && more) wrong.push_back({"reason", "Choose another reason: there was a plan, an enquiry or a conference"});
  if (c.words.empty()) wrong.push_back({"words", "Write why the referral can be closed, and what help goes on"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  ReferralEvents events;
  if (const auto* plan = r.open_plan()) events.push_back(PlanEnded{plan->id, c.on});
  events.push_back(ReferralClosed{c.on, c.reason, c.words});
  return events;
}

}  // namespace hearth::journey
