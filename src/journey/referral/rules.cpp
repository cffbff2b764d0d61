#include "journey/referral/rules.hpp"

#include <algorithm>

namespace hearth::journey {
namespace {

template <class T>
T* with_id(std::vector<T>& all, const std::string& id) {
  auto found = std::ranges::find(all, id, &T::id);
  return found == all.end() ? nullptr : &*found;
}

template <class Events>
Result<Events> or_refuse(Refusals wrong, Events events) {
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return events;
}

void check_day(Date on, Date not_before, const std::string& what, Date today, Refusals& wrong, const std::string& field = "on") {
  if (on > today) wrong.push_back({field, "This day is in the future. Enter the day on which it happened"});
  else if (on < not_before) wrong.push_back({field, "This is before " + what + " on " + not_before.spoken()});
}

void check_goals(const std::vector<PlanGoal>& goals, Refusals& wrong) {
  if (goals.empty()) wrong.push_back({"goals[0].goal", "Write at least one thing that needs to change"});
  for (std::size_t i = 0; i < goals.size(); ++i) {
    const auto prefix = "goals[" + std::to_string(i) + "].";
    if (goals[i].goal.empty()) wrong.push_back({prefix + "goal", "Write what needs to change"});
    if (goals[i].action.empty()) wrong.push_back({prefix + "action", "Write what will be done"});
    if (goals[i].who.empty()) wrong.push_back({prefix + "who", "Write who will do it"});
  }
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
  for (const auto& e : r.enquiries) later(e.conference.value_or(e.started));
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
  std::visit(
      match{[&](const ReferralReceived& e) { r.received = e; }, [&](const ReferralDecided& e) { r.decided = e; },
            [&](const AssessmentStarted& e) { r.assessments.push_back({e.assessment, e.on, {}, {}, {}}); },
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
            [&](const PlanMade& e) { r.plans.push_back({e.plan, e, e.goals, {}, {}}); },
            [&](const PlanReviewed& e) {
              if (auto* p = with_id(r.plans, e.plan)) {
                p->reviews.push_back(e);
                if (e.outcome == ReviewOutcome::changed) p->goals = e.goals;
              }
            },
            [&](const PlanEnded& e) {
              if (auto* p = with_id(r.plans, e.plan)) p->ended = e.on;
            },
            [&](const EnquiryStarted& e) { r.enquiries.push_back({e.enquiry, e.on, e.conference_target, {}, {}}); },
            [&](const EnquiryEnded& e) {
              if (auto* q = with_id(r.enquiries, e.enquiry)) q->conference_needed = e.conference_needed;
            },
            [&](const ConferenceHeld& e) {
              auto* q = e.enquiry ? with_id(r.enquiries, *e.enquiry) : nullptr;
              if (q) q->conference = e.on;
              else r.transfer_conference = e.on;
            },
            [&](const ProtectionPlanStarted& e) { r.protection_plans.push_back({e.plan, e.on, e.category, e.category, e.previous_plans, {}, {}}); },
            [&](const ProtectionPlanReviewed& e) {
              if (auto* p = with_id(r.protection_plans, e.plan)) p->reviews.push_back(e.on);
            },
            [&](const ProtectionCategoryChanged& e) {
              if (auto* p = with_id(r.protection_plans, e.plan)) p->category = e.category;
            },
            [&](const ProtectionPlanEnded& e) {
              if (auto* p = with_id(r.protection_plans, e.plan)) p->ended = e.on;
            },
            [&](const ReferralClosed& e) { r.closed = e; }},
      event);
  return r;
}

Stage stage_of(const Referral& r) {
  if (r.closed) return Stage::closed;
  if (r.open_protection_plan()) return Stage::on_protection_plan;
  if (r.open_plan()) return Stage::on_plan;
  if (const auto* a = r.open_assessment()) return a->written && !a->returned ? Stage::to_authorise : Stage::being_assessed;
  if (!r.assessments.empty()) {
    const bool plan_wanted = r.assessments.back().authorised->outcome == AssessmentOutcome::child_in_need_plan;
    return plan_wanted && r.plans.empty() ? Stage::to_plan : Stage::to_close;
  }
  if (!r.decided) return Stage::to_decide;
  using enum ReferralOutcome;
  const bool assess = r.decided->outcome == assessment_s17 || r.decided->outcome == strategy_discussion || r.decided->outcome == immediate_protection;
  return assess ? Stage::to_start_assessment : Stage::to_close;
}

std::optional<Due> due_next(const Referral& r, const Reference& reference) {
  auto due = [&](const char* clock, Date start) { return Due{clock, reference.due_or_estimate(clock, start)}; };
  switch (stage_of(r)) {
    case Stage::to_decide: return due("referral_decision", r.received.on);
    case Stage::to_start_assessment:
    case Stage::being_assessed:
    case Stage::to_authorise:
      // From the point of referral, not from the start of the assessment: Working Together.
      return due("assessment", r.received.on);
    case Stage::on_plan: {
      const auto* plan = r.open_plan();
      return due("plan_review", plan->reviews.empty() ? plan->made.on : plan->reviews.back().on);
    }
    case Stage::on_protection_plan: {
      const auto* plan = r.open_protection_plan();
      if (plan->reviews.empty()) return due("first_review_conference", plan->started);
      return due("review_conference", plan->reviews.back());
    }
    default: return std::nullopt;
  }
}

Result<ReferralEvents> decide(const Referral& r, const DecideReferral& c, const Reference& reference, Date today) {
  Refusals wrong;
  if (r.closed) return refuse("", "This referral is closed");
  if (r.decided) return refuse("", "This referral has been decided already. Open it to see what was decided");
  const bool nothing_more = c.outcome == ReferralOutcome::no_further_action;
  // The census asks for a need unless nothing further is done [rule 8610].
  if (!nothing_more && !reference.has("primary_need", c.primary_need, today)) wrong.push_back({"primary_need", "Choose the main need"});
  if (c.reason.empty()) wrong.push_back({"reason", "Give the reason for the decision"});
  ReferralEvents events{ReferralDecided{today, c.outcome, c.primary_need, c.reason, c.referrer_told, c.family_told}};
  if (nothing_more) events.push_back(ReferralClosed{today, "", c.reason});
  return or_refuse(std::move(wrong), std::move(events));
}

Result<ReferralEvents> decide(const Referral& r, const StartAssessment& c, const std::string& assessment, Date today) {
  if (r.closed) return refuse("", "This referral is closed. A new referral starts a new assessment");
  if (!r.decided) return refuse("", "Decide on the referral before an assessment starts");
  if (r.open_assessment()) return refuse("", "An assessment is open already. Finish it before another one starts");
  Refusals wrong;
  check_day(c.on, r.received.on, "the referral was received", today, wrong);
  return or_refuse(std::move(wrong), ReferralEvents{AssessmentStarted{assessment, c.on}});
}

Result<ReferralEvents> decide(const Referral& r, const WriteAssessment& c, const Reference& reference, Date today) {
  const auto* open = r.open_assessment();
  if (!open) return refuse("", "There is no open assessment to write in");
  Refusals wrong;
  if (c.analysis.empty()) wrong.push_back({"analysis", "Write what all this means for the child, and what you think should happen"});
  for (const auto& factor : c.factors)
    if (!reference.has("assessment_factor", factor, today)) wrong.push_back({"factors", "Choose from the list"});
  // Census rule 8869: “none” stands alone.
  if (c.factors.size() > 1 && std::ranges::find(c.factors, "21") != c.factors.end())
    wrong.push_back({"factors", "Choose either “no factors” or those that you found"});
  if (c.child_seen_alone && !c.child_seen) wrong.push_back({"child_seen", "A child who was seen alone was seen. Choose yes"});
  return or_refuse(std::move(wrong), ReferralEvents{AssessmentWritten{open->id, c.worries, c.strengths, c.childs_words, c.analysis, c.child_seen,
                                                                      c.child_seen_alone, c.factors}});
}

Result<ReferralEvents> decide(const Referral& r, const AuthoriseAssessment& c, Date today) {
  const auto* open = r.open_assessment();
  if (!open || !open->written) return refuse("", "There is no written assessment to authorise");
  Refusals wrong;
  if (c.reason.empty()) wrong.push_back({"reason", c.authorise == AuthoriseAssessment::Choice::send_back ? "Say what is missing" : "Give your reasons"});
  if (c.authorise == AuthoriseAssessment::Choice::send_back)
    return or_refuse(std::move(wrong), ReferralEvents{AssessmentReturned{open->id, c.reason}});
  if (!c.outcome) wrong.push_back({"outcome", "Choose the outcome of the assessment"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return ReferralEvents{AssessmentAuthorised{open->id, today, *c.outcome, open->written->factors, c.reason}};
}

Result<ReferralEvents> decide(const Referral& r, const MakePlan& c, const std::string& plan, Date today) {
  if (r.closed) return refuse("", "This referral is closed");
  if (r.assessments.empty() || !r.assessments.back().authorised) return refuse("", "Finish the assessment before a plan is made");
  if (r.open_plan()) return refuse("", "There is a child in need plan already. Review it instead");
  // Census rules 4001 and 4016: the two kinds of plan never overlap.
  if (r.open_protection_plan()) return refuse("", "The child has a child protection plan. A child in need plan can follow when it ends");
  Refusals wrong;
  check_day(c.on, r.received.on, "the referral was received", today, wrong);
  if (c.summary.empty()) wrong.push_back({"summary", "Write in a sentence or two what the plan is for"});
  check_goals(c.goals, wrong);
  return or_refuse(std::move(wrong), ReferralEvents{PlanMade{plan, c.on, c.summary, c.goals}});
}

Result<ReferralEvents> decide(const Referral& r, const ReviewPlan& c, Date today) {
  const auto* plan = r.open_plan();
  if (!plan) return refuse("", "There is no open plan to review");
  Refusals wrong;
  const bool first = plan->reviews.empty();
  check_day(c.on, first ? plan->made.on : plan->reviews.back().on, first ? "the plan began" : "the last review", today, wrong);
  if (c.words.empty()) wrong.push_back({"words", "Write what is better, what is not, and what the family says"});
  if (c.outcome == ReviewOutcome::changed) check_goals(c.goals, wrong);
  const auto goals = c.outcome == ReviewOutcome::changed ? c.goals : c.outcome == ReviewOutcome::ends ? std::vector<PlanGoal>{} : plan->goals;
  ReferralEvents events{PlanReviewed{plan->id, c.on, c.outcome, c.words, c.childs_words, goals}};
  if (c.outcome == ReviewOutcome::ends) events.push_back(PlanEnded{plan->id, c.on});
  return or_refuse(std::move(wrong), std::move(events));
}

Result<ReferralEvents> decide(const Referral& r, const CloseReferral& c, const Reference& reference, Date today) {
  if (r.closed) return refuse("", "This referral is closed already");
  if (!r.decided) return refuse("", "Decide on the referral first: a referral with no further action closes by itself");
  if (r.open_assessment()) return refuse("", "Finish the assessment before the referral is closed");
  if (r.open_protection_plan()) return refuse("", "End the child protection plan before the referral is closed");
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
