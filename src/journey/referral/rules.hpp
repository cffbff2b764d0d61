// What may happen between a referral and its closure, and where the child then stands. Pure: no clock, no database, no pages.
// Status is computed from what happened, never set by hand.
#pragma once

#include "base/reference.hpp"
#include "journal/unit.hpp"
#include "journey/referral/protection_events.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace hearth::journey {

struct Assessment {
  std::string id;
  Date started;
  std::optional<AssessmentWritten> written;
  std::optional<AssessmentAuthorised> authorised;
  std::optional<std::string> returned;  ///< Why, until it is written again.
};
BOOST_DESCRIBE_STRUCT(Assessment, (), (id, started, written, authorised, returned))

struct InNeedPlan {
  std::string id;
  PlanMade made;
  std::vector<PlanGoal> goals;  ///< As they are now.
  std::vector<PlanReviewed> reviews;
  std::optional<Date> ended;
};
BOOST_DESCRIBE_STRUCT(InNeedPlan, (), (id, made, goals, reviews, ended))

struct Enquiry {
  std::string id;
  Date started;
  std::optional<Date> conference_target, conference;
  std::optional<bool> conference_needed;  ///< Set when the enquiry has ended.
  std::optional<EnquiryConcluded> concluded;
  std::optional<ConferenceRecorded> recorded;  ///< Its initial conference.
};
BOOST_DESCRIBE_STRUCT(Enquiry, (), (id, started, conference_target, conference, conference_needed, concluded, recorded))

struct ProtectionPlan {
  std::string id;
  Date started;
  std::string first_category, category;
  int previous_plans = 0;
  std::vector<Date> reviews;
  std::optional<Date> ended;
  std::vector<PlanGoal> goals;  ///< As they are now.
  std::vector<CoreGroupHeld> core_groups;
  std::vector<ReviewConferenceRecorded> recorded;
};
BOOST_DESCRIBE_STRUCT(ProtectionPlan, (),
                      (id, started, first_category, category, previous_plans, reviews, ended, goals, core_groups, recorded))

/// Where the referral stands, in the order of the journey.
enum class Stage {
  to_decide,
  to_discuss,
  to_start_assessment,
  being_assessed,
  to_authorise,
  being_enquired,
  to_conference,
  to_plan,
  on_plan,
  on_protection_plan,
  to_close,
  closed
};
BOOST_DESCRIBE_ENUM(Stage, to_decide, to_discuss, to_start_assessment, being_assessed, to_authorise, being_enquired, to_conference, to_plan,
                    on_plan, on_protection_plan, to_close, closed)

struct Referral {
  static constexpr std::string_view kind = "referral";
  using Event = std::variant<ReferralReceived, ReferralDecided, AssessmentStarted, AssessmentWritten, AssessmentAuthorised,
                             AssessmentReturned, PlanMade, PlanReviewed, PlanEnded, EnquiryStarted, EnquiryEnded, ConferenceHeld,
                             ProtectionPlanStarted, ProtectionPlanReviewed, ProtectionCategoryChanged, ProtectionPlanEnded, ReferralClosed,
                             StrategyDiscussionHeld, EnquiryConcluded, ConferenceRecorded, CoreGroupHeld, ReviewConferenceRecorded>;

  ReferralReceived received;
  std::optional<ReferralDecided> decided;
  std::vector<Assessment> assessments;
  std::vector<InNeedPlan> plans;
  std::vector<StrategyDiscussionHeld> discussions;
  std::vector<Enquiry> enquiries;
  std::optional<Date> transfer_conference;
  std::vector<ProtectionPlan> protection_plans;
  std::optional<ReferralClosed> closed;

  std::string subject(std::string_view) const { return received.child; }
  std::vector<std::string> about(std::string_view) const { return {received.child}; }

  const Assessment* open_assessment() const;
  const InNeedPlan* open_plan() const;
  const ProtectionPlan* open_protection_plan() const;
  const Enquiry* open_enquiry() const;        ///< Not concluded yet.
  const Enquiry* waiting_conference() const;  ///< Concluded, and its conference is not held yet.
  bool in_need_plan_wanted() const;           ///< An assessment or a conference decided on one, and none was made since.
  bool no_further_action() const { return decided && decided->outcome == ReferralOutcome::no_further_action; }
};
BOOST_DESCRIBE_STRUCT(Referral, (),
                      (received, decided, assessments, plans, discussions, enquiries, transfer_conference, protection_plans, closed))
Referral evolve(Referral referral, const Referral::Event& event);
Stage stage_of(const Referral& referral);

using ReferralEvents = std::vector<Referral::Event>;

/// What people do with a referral, in the order of the journey.
enum class Action {
  decide,
  hold_strategy_discussion,
  start_assessment,
  write_assessment,
  authorise_assessment,
  conclude_enquiry,
  hold_conference,
  hold_core_group,
  hold_review_conference,
  make_plan,
  review_plan,
  close
};
BOOST_DESCRIBE_ENUM(Action, decide, hold_strategy_discussion, start_assessment, write_assessment, authorise_assessment, conclude_enquiry,
                    hold_conference, hold_core_group, hold_review_conference, make_plan, review_plan, close)

/// Why an action cannot be taken as things stand, whatever is typed, in a sentence; "" when it can. Pages offer what has no obstacle.
std::string obstacle(const Referral& referral, Action action);

/// One writing of the assessment that was started last, as the journal has it.
struct Writing {
  std::int64_t version = 0;  ///< Of the referral, after it.
  std::string author;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Writing, (), (version, author, at))

/// The writings of the last assessment, oldest first, out of the referral's stream.
std::vector<Writing> writings_of(const std::vector<journal::Stored>& stream);
/// The latest of them that somebody other than `actor` made after the version that `actor` saw; null when nobody did.
const Writing* overlooked(const std::vector<Writing>& writings, std::int64_t seen, const std::string& actor);

/// What is due next by law or local rule, and by when.
struct Due {
  std::string clock;  ///< "referral_decision", "assessment", …
  Date by;
};
std::optional<Due> due_next(const Referral& referral, const Reference& reference);
/// The day by which an enquiry's conference is to be held: 15 working days from the strategy discussion that began it.
Date conference_due(const Enquiry& enquiry, const Reference& reference);
/// The day from which the time for an assessment counts. `which`: its place among the referral's; 0 also when there is none yet.
Date assessment_clock_starts(const Referral& referral, std::size_t which);

struct DecideReferral {
  static constexpr Asks asks[] = {{"outcome", "Choose what happens next"}, {"primary_need", "Choose the main need"}};
  std::string referral;
  ReferralOutcome outcome;
  std::string primary_need;
  std::string reason;
  bool referrer_told = false, family_told = false;
};
BOOST_DESCRIBE_STRUCT(DecideReferral, (), (referral, outcome, primary_need, reason, referrer_told, family_told))

struct StartAssessment {
  static constexpr Asks asks[] = {{"on", "Enter the day on which the assessment started"}};
  std::string referral;
  Date on;
};
BOOST_DESCRIBE_STRUCT(StartAssessment, (), (referral, on))

struct WriteAssessment {
  std::string referral;
  std::int64_t seen = 0;  ///< The version of the referral that the form was drawn from.
  std::string worries, strengths, childs_words, analysis;
  bool child_seen = false, child_seen_alone = false;
  std::vector<std::string> factors;
};
BOOST_DESCRIBE_STRUCT(WriteAssessment, (),
                      (referral, seen, worries, strengths, childs_words, analysis, child_seen, child_seen_alone, factors))

struct AuthoriseAssessment {
  static constexpr Asks asks[] = {{"authorise", "Choose whether you authorise the assessment"}};
  enum class Choice { authorise, send_back };
  BOOST_DESCRIBE_NESTED_ENUM(Choice, authorise, send_back)
  std::string referral;
  Choice authorise;
  std::optional<AssessmentOutcome> outcome;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AuthoriseAssessment, (), (referral, authorise, outcome, reason))

struct MakePlan {
  static constexpr Asks asks[] = {{"on", "Enter the day from which the plan holds"}};
  std::string referral;
  Date on;
  std::string summary;
  std::vector<PlanGoal> goals;
};
BOOST_DESCRIBE_STRUCT(MakePlan, (), (referral, on, summary, goals))

struct ReviewPlan {
  static constexpr Asks asks[] = {{"on", "Enter the day of the review"}, {"outcome", "Choose what happens with the plan"}};
  std::string referral;
  Date on;
  ReviewOutcome outcome;
  std::string words, childs_words;
  std::vector<PlanGoal> goals;
};
BOOST_DESCRIBE_STRUCT(ReviewPlan, (), (referral, on, outcome, words, childs_words, goals))

struct CloseReferral {
  static constexpr Asks asks[] = {{"reason", "Choose the reason for closure"}, {"on", "Enter the day of closure"}};
  std::string referral;
  Date on;
  std::string reason;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(CloseReferral, (), (referral, on, reason, words))

Result<ReferralEvents> decide(const Referral& referral, const DecideReferral& command, const Reference& reference, Date today);
Result<ReferralEvents> decide(const Referral& referral, const StartAssessment& command, const std::string& assessment, Date today);
Result<ReferralEvents> decide(const Referral& referral, const WriteAssessment& command, const Reference& reference, Date today);
/// `author` wrote the assessment as it stands; `actor` decides on it. Nobody authorises what they wrote themselves.
Result<ReferralEvents> decide(const Referral& referral, const AuthoriseAssessment& command, const std::string& author,
                              const std::string& actor, Date today);
Result<ReferralEvents> decide(const Referral& referral, const MakePlan& command, const std::string& plan, Date today);
Result<ReferralEvents> decide(const Referral& referral, const ReviewPlan& command, Date today);
Result<ReferralEvents> decide(const Referral& referral, const CloseReferral& command, const Reference& reference, Date today);

}  // namespace hearth::journey
