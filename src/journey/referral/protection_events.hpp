// What can happen when a child may be suffering significant harm: the strategy discussion, the section 47 enquiry, the conferences and
// the core group, in full. The dates that the census asks for stand in events.hpp; these stand beside them and hold what was said.
// Sources: Children Act 1989 s47; Working Together to Safeguard Children, chapter 3; CIN census.
#pragma once

#include "access/people.hpp"
#include "journey/referral/events.hpp"

namespace hearth::journey {

/// Who came to a meeting for an agency.
struct Present {
  access::AgencyKind agency{};
  std::string who;
};
BOOST_DESCRIBE_STRUCT(Present, (), (agency, who))

enum class StrategyOutcome { section_47_joint, section_47_single, emergency_action, assessment_s17, no_section_47 };
BOOST_DESCRIBE_ENUM(StrategyOutcome, section_47_joint, section_47_single, emergency_action, assessment_s17, no_section_47)

struct StrategyDiscussionHeld {
  static constexpr journal::EventType type{"strategy_discussion_held", 1};
  std::string discussion;  ///< Its id.
  Date on;
  std::vector<Present> present;
  std::string concerns;  ///< What is suspected, and what each agency knows.
  StrategyOutcome outcome{};
  std::string reason;
  std::string safety_now;  ///< What keeps the child safe until the next step.
};
BOOST_DESCRIBE_STRUCT(StrategyDiscussionHeld, (), (discussion, on, present, concerns, outcome, reason, safety_now))

enum class EnquiryOutcome { not_substantiated, no_continuing_risk, continuing_risk };
BOOST_DESCRIBE_ENUM(EnquiryOutcome, not_substantiated, no_continuing_risk, continuing_risk)

struct EnquiryConcluded {
  static constexpr journal::EventType type{"enquiry_concluded", 1};
  std::string enquiry;
  Date on;
  EnquiryOutcome outcome{};
  bool child_seen = false, child_seen_alone = false;
  std::string childs_words, findings, reason;
};
BOOST_DESCRIBE_STRUCT(EnquiryConcluded, (), (enquiry, on, outcome, child_seen, child_seen_alone, childs_words, findings, reason))

enum class ThresholdView { no_view, met, not_met };
BOOST_DESCRIBE_ENUM(ThresholdView, no_view, met, not_met)

/// One agency at a conference: what it brought and what it thinks.
struct AtConference {
  access::AgencyKind agency{};
  std::string who;
  bool attended = false, report = false;
  ThresholdView threshold{};
  std::string dissent;
};
BOOST_DESCRIBE_STRUCT(AtConference, (), (agency, who, attended, report, threshold, dissent))

enum class ChildsPart { attended, advocate, views_given, not_heard };
BOOST_DESCRIBE_ENUM(ChildsPart, attended, advocate, views_given, not_heard)

enum class ConferenceDecision { protection_plan, in_need_plan, no_plan };
BOOST_DESCRIBE_ENUM(ConferenceDecision, protection_plan, in_need_plan, no_plan)

struct ConferenceRecorded {
  static constexpr journal::EventType type{"conference_recorded", 1};
  std::string enquiry;
  Date on;
  std::vector<AtConference> agencies;
  std::string quorum_reason;  ///< Why it went ahead without enough agencies; "" when there were enough.
  ChildsPart childs_part{};
  std::string childs_words, family_words;
  ConferenceDecision decision{};
  std::string reason;
  std::vector<PlanGoal> goals;  ///< The outline plan.
};
BOOST_DESCRIBE_STRUCT(ConferenceRecorded, (),
                      (enquiry, on, agencies, quorum_reason, childs_part, childs_words, family_words, decision, reason, goals))

/// The people who carry out a child protection plan, with the family.
struct CoreGroupHeld {
  static constexpr journal::EventType type{"core_group_held", 1};
  std::string plan;
  Date on;
  std::vector<Present> present;
  bool family_there = false;
  std::string words;
  std::vector<PlanGoal> goals;  ///< The plan from now on.
};
BOOST_DESCRIBE_STRUCT(CoreGroupHeld, (), (plan, on, present, family_there, words, goals))

enum class ReviewDecision { continues, step_down, ends, looked_after, moved_away };
BOOST_DESCRIBE_ENUM(ReviewDecision, continues, step_down, ends, looked_after, moved_away)

struct ReviewConferenceRecorded {
  static constexpr journal::EventType type{"review_conference_recorded", 1};
  std::string plan;
  Date on;
  std::vector<AtConference> agencies;
  std::string quorum_reason;
  ChildsPart childs_part{};
  std::string childs_words, family_words;
  ReviewDecision decision{};
  std::string reason;
  std::vector<PlanGoal> goals;
};
BOOST_DESCRIBE_STRUCT(ReviewConferenceRecorded, (),
                      (plan, on, agencies, quorum_reason, childs_part, childs_words, family_words, decision, reason, goals))

}  // namespace hearth::journey
