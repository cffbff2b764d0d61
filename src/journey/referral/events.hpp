// What can happen from a referral to its closure: one referral episode of one child, as the law and the census know it.
// Sources: Working Together to Safeguard Children; Children Act 1989 s17 and s47; CIN census (items in brackets).
#pragma once

#include "base/time.hpp"
#include "journal/event.hpp"

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hearth::journey {

struct ReferralReceived {
  static constexpr journal::EventType type{"referral_received", 1};
  std::string child;
  Date on;             ///< [N00100]
  std::string source;  ///< Code set "referral_source" [N00152].
  std::optional<std::string> contact;
  std::optional<std::string> team;
  std::optional<std::string> primary_need;  ///< Code set "primary_need" [N00101].
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReferralReceived, (), (child, on, source, contact, team, primary_need, reason))

enum class ReferralOutcome { immediate_protection, strategy_discussion, assessment_s17, early_help, other_service, no_further_action };
BOOST_DESCRIBE_ENUM(ReferralOutcome, immediate_protection, strategy_discussion, assessment_s17, early_help, other_service,
                    no_further_action)

struct ReferralDecided {
  static constexpr journal::EventType type{"referral_decided", 1};
  Date on;
  ReferralOutcome outcome;
  std::string primary_need;
  std::string reason;
  bool referrer_told = false, family_told = false;
};
BOOST_DESCRIBE_STRUCT(ReferralDecided, (), (on, outcome, primary_need, reason, referrer_told, family_told))

struct AssessmentStarted {
  static constexpr journal::EventType type{"assessment_started", 1};
  std::string assessment;  ///< Its id.
  Date on;                 ///< [N00159]
};
BOOST_DESCRIBE_STRUCT(AssessmentStarted, (), (assessment, on))

/// The worker's part. May be written again until it is authorised; every writing is kept.
struct AssessmentWritten {
  static constexpr journal::EventType type{"assessment_written", 1};
  std::string assessment;
  std::string worries, strengths, childs_words, analysis;
  bool child_seen = false, child_seen_alone = false;
  std::vector<std::string> factors;  ///< Code set "assessment_factor" [N00181].
};
BOOST_DESCRIBE_STRUCT(AssessmentWritten, (),
                      (assessment, worries, strengths, childs_words, analysis, child_seen, child_seen_alone, factors))

/// `not_recorded` is for what was taken in from a return that does not tell; nobody can choose it.
enum class AssessmentOutcome {
  no_further_action,
  early_help,
  child_in_need_plan,
  section_47_enquiry,
  initial_conference,
  accommodate,
  proceedings,
  not_recorded
};
BOOST_DESCRIBE_ENUM(AssessmentOutcome, no_further_action, early_help, child_in_need_plan, section_47_enquiry, initial_conference,
                    accommodate, proceedings, not_recorded)

/// The manager's authorisation ends the assessment [N00160].
struct AssessmentAuthorised {
  static constexpr journal::EventType type{"assessment_authorised", 1};
  std::string assessment;
  Date on;
  AssessmentOutcome outcome;
  std::vector<std::string> factors;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AssessmentAuthorised, (), (assessment, on, outcome, factors, reason))

/// Sent back to the worker instead.
struct AssessmentReturned {
  static constexpr journal::EventType type{"assessment_returned", 1};
  std::string assessment;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AssessmentReturned, (), (assessment, reason))

/// One thing that is to change, and how.
struct PlanGoal {
  std::string goal, action, who;
  std::optional<Date> by;
};
BOOST_DESCRIBE_STRUCT(PlanGoal, (), (goal, action, who, by))

/// A child in need plan.
struct PlanMade {
  static constexpr journal::EventType type{"plan_made", 1};
  std::string plan;  ///< Its id.
  Date on;           ///< [N00689]
  std::string summary;
  std::vector<PlanGoal> goals;
};
BOOST_DESCRIBE_STRUCT(PlanMade, (), (plan, on, summary, goals))

enum class ReviewOutcome { continues, changed, ends };
BOOST_DESCRIBE_ENUM(ReviewOutcome, continues, changed, ends)

struct PlanReviewed {
  static constexpr journal::EventType type{"plan_reviewed", 1};
  std::string plan;
  Date on;
  ReviewOutcome outcome;
  std::string words;  ///< What is better, what is not, what the child and family say.
  std::string childs_words;
  std::vector<PlanGoal> goals;  ///< The plan from now on; empty when it ends.
};
BOOST_DESCRIBE_STRUCT(PlanReviewed, (), (plan, on, outcome, words, childs_words, goals))

struct PlanEnded {
  static constexpr journal::EventType type{"plan_ended", 1};
  std::string plan;
  Date on;  ///< [N00690]
};
BOOST_DESCRIBE_STRUCT(PlanEnded, (), (plan, on))

struct EnquiryStarted {
  static constexpr journal::EventType type{"enquiry_started", 1};
  std::string enquiry;                    ///< Its id.
  Date on;                                ///< [N00148]
  std::optional<Date> conference_target;  ///< [N00109]
};
BOOST_DESCRIBE_STRUCT(EnquiryStarted, (), (enquiry, on, conference_target))

struct EnquiryEnded {
  static constexpr journal::EventType type{"enquiry_ended", 1};
  std::string enquiry;
  bool conference_needed = false;  ///< The opposite of [N00111].
};
BOOST_DESCRIBE_STRUCT(EnquiryEnded, (), (enquiry, conference_needed))

/// An initial child protection conference, after an enquiry here or (without one) a transfer in [N00110].
struct ConferenceHeld {
  static constexpr journal::EventType type{"conference_held", 1};
  Date on;
  std::optional<std::string> enquiry;
};
BOOST_DESCRIBE_STRUCT(ConferenceHeld, (), (on, enquiry))

struct ProtectionPlanStarted {
  static constexpr journal::EventType type{"protection_plan_started", 1};
  std::string plan;
  Date on;                 ///< [N00105]
  std::string category;    ///< Code set "abuse_category" [N00113].
  int previous_plans = 0;  ///< [N00106]
};
BOOST_DESCRIBE_STRUCT(ProtectionPlanStarted, (), (plan, on, category, previous_plans))

struct ProtectionPlanReviewed {
  static constexpr journal::EventType type{"protection_plan_reviewed", 1};
  std::string plan;
  Date on;  ///< [N00116]
};
BOOST_DESCRIBE_STRUCT(ProtectionPlanReviewed, (), (plan, on))

struct ProtectionCategoryChanged {
  static constexpr journal::EventType type{"protection_category_changed", 1};
  std::string plan;
  std::string category;  ///< [N00114]
};
BOOST_DESCRIBE_STRUCT(ProtectionCategoryChanged, (), (plan, category))

struct ProtectionPlanEnded {
  static constexpr journal::EventType type{"protection_plan_ended", 1};
  std::string plan;
  Date on;  ///< [N00115]
};
BOOST_DESCRIBE_STRUCT(ProtectionPlanEnded, (), (plan, on))

struct ReferralClosed {
  static constexpr journal::EventType type{"referral_closed", 1};
  Date on;             ///< [N00102]
  std::string reason;  ///< Code set "closure_reason" [N00103]; "" when it closed as a referral with no further action.
  std::string words;
};
BOOST_DESCRIBE_STRUCT(ReferralClosed, (), (on, reason, words))

}  // namespace hearth::journey
