#include "journey/referral/protection_rules.hpp"

#include "journey/referral/rule_parts.hpp"

#include <algorithm>

namespace hearth::journey {
namespace {

using access::AgencyKind;

std::vector<Present> those_there(std::vector<Present> all) {
  std::erase_if(all, [](const Present& p) { return p.who.empty(); });
  return all;
}

bool has(const std::vector<Present>& all, AgencyKind agency) {
  return std::ranges::any_of(all, [&](const Present& p) { return p.agency == agency; });
}

bool began_nothing(const AtConference& a) { return a.who.empty() && !a.attended && !a.report && a.dissent.empty(); }

std::vector<AtConference> those_asked(std::vector<AtConference> all) {
  std::erase_if(all, began_nothing);
  return all;
}

/// Census rule 8875: a conference is not on a Saturday or Sunday.
void check_conference_day(Date on, Refusals& wrong) {
  const auto day = on.weekday();
  if (day == std::chrono::Saturday || day == std::chrono::Sunday)
    wrong.push_back({"on", "This is a " + std::string(day == std::chrono::Saturday ? "Saturday" : "Sunday") +
                               ". Conferences are held on working days. Check the date"});
}

template <class Command>
void check_meeting(const Command& c, Refusals& wrong) {
  int others = 0;
  bool social_care = false;
  for (std::size_t i = 0; i < c.agencies.size(); ++i) {
    const auto& a = c.agencies[i];
    if (a.attended && a.who.empty()) wrong.push_back({"agencies[" + std::to_string(i) + "].who", "Write who came for this agency"});
    if (!a.attended) continue;
    social_care = social_care || a.agency == AgencyKind::childrens_social_care;
    others += a.agency != AgencyKind::childrens_social_care;
  }
  if (!social_care) wrong.push_back({"agencies[0].who", "Children’s social care must be at the conference. Write who came"});
  if (others < agencies_for_a_quorum && c.quorum_reason.empty())
    wrong.push_back({"quorum_reason", "Fewer than two other agencies came. Say why the conference went ahead"});
  if (c.childs_part != ChildsPart::not_heard && c.childs_part != ChildsPart::attended && c.childs_words.empty())
    wrong.push_back({"childs_words", "Write what the child said, in the child’s own words"});
  if (c.reason.empty()) wrong.push_back({"reason", "Give the reasons for the decision"});
}

}  // namespace

Result<ReferralEvents> decide(const Referral& r, const HoldStrategyDiscussion& c, const std::pair<std::string, std::string>& ids,
                              const Reference& reference, Date today) {
  if (auto why = obstacle(r, Action::hold_strategy_discussion); !why.empty()) return refuse("", std::move(why));
  Refusals wrong;
  check_day(c.on, r.received.on, "the referral was received", today, wrong);
  const auto present = those_there(c.present);
  // Working Together, chapter 3: local authority children's social care, the police and health at least.
  constexpr std::pair<AgencyKind, std::string_view> needed[] = {
      {AgencyKind::childrens_social_care, "children’s social care"}, {AgencyKind::police, "the police"}, {AgencyKind::health, "health"}};
  for (const auto& [agency, words] : needed) {
    if (has(present, agency)) continue;
    const auto row = std::ranges::find(c.present, agency, &Present::agency);
    const auto field = row == c.present.end() ? "present" : "present[" + std::to_string(row - c.present.begin()) + "].who";
    wrong.push_back({field, "A strategy discussion needs " + std::string(words) + ". Write who took part"});
  }
  if (c.concerns.empty()) wrong.push_back({"concerns", "Write what is suspected, and what each agency knows"});
  if (c.reason.empty()) wrong.push_back({"reason", "Give the reasons for the decision"});
  if (c.outcome != StrategyOutcome::no_section_47 && c.safety_now.empty())
    wrong.push_back({"safety_now", "Write what keeps the child safe until the next step"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  ReferralEvents events{StrategyDiscussionHeld{ids.first, c.on, present, c.concerns, c.outcome, c.reason, c.safety_now}};
  using enum StrategyOutcome;
  if (c.outcome == section_47_joint || c.outcome == section_47_single || c.outcome == emergency_action)
    events.push_back(EnquiryStarted{ids.second, c.on, reference.due_or_estimate("initial_conference", c.on)});
  return events;
}

Result<ReferralEvents> decide(const Referral& r, const ConcludeEnquiry& c, Date today) {
  if (auto why = obstacle(r, Action::conclude_enquiry); !why.empty()) return refuse("", std::move(why));
  const auto* enquiry = r.open_enquiry();
  Refusals wrong;
  check_day(c.on, enquiry->started, "the enquiry began", today, wrong);
  if (c.findings.empty()) wrong.push_back({"findings", "Write what the enquiry found"});
  if (c.reason.empty()) wrong.push_back({"reason", "Give the reasons for the outcome"});
  if (c.child_seen_alone && !c.child_seen) wrong.push_back({"child_seen", "A child who was seen alone was seen. Choose yes"});
  const bool conference = c.outcome == EnquiryOutcome::continuing_risk;
  if (conference && c.chair.value_or("").empty()) wrong.push_back({"chair", "Choose who chairs the conference"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return ReferralEvents{
      EnquiryConcluded{enquiry->id, c.on, c.outcome, c.child_seen, c.child_seen_alone, c.childs_words, c.findings, c.reason},
      EnquiryEnded{enquiry->id, conference}};
}

Result<ReferralEvents> decide(const Referral& r, const HoldConference& c, const std::string& plan, int previous, const Reference& reference,
                              Date today) {
  if (auto why = obstacle(r, Action::hold_conference); !why.empty()) return refuse("", std::move(why));
  const auto* enquiry = r.waiting_conference();
  Refusals wrong;
  const auto before = enquiry->concluded ? enquiry->concluded->on : enquiry->started;
  check_day(c.on, before, enquiry->concluded ? "the enquiry ended" : "the enquiry began", today, wrong);
  check_conference_day(c.on, wrong);
  check_meeting(c, wrong);
  const bool plans = c.decision == ConferenceDecision::protection_plan;
  if (plans && !reference.has("abuse_category", c.category.value_or(""), c.on))
    wrong.push_back({"category", "Choose the category of harm"});
  if (plans) check_goals(c.goals, wrong);
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  ReferralEvents events{ConferenceRecorded{enquiry->id, c.on, those_asked(c.agencies), c.quorum_reason, c.childs_part, c.childs_words,
                                           c.family_words, c.decision, c.reason, filled_in(c.goals)},
                        ConferenceHeld{c.on, enquiry->id}};
  if (!plans) return events;
  // Census rules 4001 and 4016: the two kinds of plan never overlap.
  if (const auto* open = r.open_plan()) events.push_back(PlanEnded{open->id, c.on});
  events.push_back(ProtectionPlanStarted{plan, c.on, *c.category, previous});
  return events;
}

Result<ReferralEvents> decide(const Referral& r, const HoldCoreGroup& c, Date today) {
  if (auto why = obstacle(r, Action::hold_core_group); !why.empty()) return refuse("", std::move(why));
  const auto* plan = r.open_protection_plan();
  Refusals wrong;
  check_day(c.on, plan->started, "the conference", today, wrong);
  if (c.on == plan->started) wrong.push_back({"on", "The core group does not meet on the day of the conference. Check the date"});
  const auto present = those_there(c.present);
  if (present.empty()) wrong.push_back({"present[0].who", "Write who was there. A meeting that nobody attended was not held"});
  if (c.words.empty()) wrong.push_back({"words", "Write what was done since the last meeting, and what was agreed"});
  check_goals(c.goals, wrong);
  return or_refuse(std::move(wrong), ReferralEvents{CoreGroupHeld{plan->id, c.on, present, c.family_there, c.words, filled_in(c.goals)}});
}

Result<ReferralEvents> decide(const Referral& r, const HoldReviewConference& c, const Reference& reference, Date today) {
  if (auto why = obstacle(r, Action::hold_review_conference); !why.empty()) return refuse("", std::move(why));
  const auto* plan = r.open_protection_plan();
  Refusals wrong;
  const bool first = plan->reviews.empty();
  check_day(c.on, first ? plan->started : plan->reviews.back(), first ? "the plan began" : "the last review", today, wrong);
  if (c.on == plan->started) wrong.push_back({"on", "A plan is not reviewed on the day on which it begins. Check the date"});
  check_conference_day(c.on, wrong);
  check_meeting(c, wrong);
  const auto category = c.category.value_or("");
  const bool goes_on = c.decision == ReviewDecision::continues;
  if (goes_on && !category.empty() && !reference.has("abuse_category", category, c.on))
    wrong.push_back({"category", "Choose the category from the list, or leave it as it is"});
  if (goes_on) check_goals(c.goals, wrong);
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  ReferralEvents events{
      ReviewConferenceRecorded{plan->id, c.on, those_asked(c.agencies), c.quorum_reason, c.childs_part, c.childs_words, c.family_words,
                               c.decision, c.reason, goes_on ? filled_in(c.goals) : std::vector<PlanGoal>{}},
      ProtectionPlanReviewed{plan->id, c.on}};
  if (goes_on && !category.empty() && category != plan->category) events.push_back(ProtectionCategoryChanged{plan->id, category});
  if (!goes_on) events.push_back(ProtectionPlanEnded{plan->id, c.on});
  return events;
}

}  // namespace hearth::journey
