// What people see and send about a referral, from its decision to its closure.
#pragma once

#include "access/reader.hpp"
#include "journey/lookup.hpp"
#include "journey/referral/pages_steps.hpp"
#include "practice/kit.hpp"

namespace hearth::journey {

/// Whose referral it is: the head of every page about it.
struct ReferralAbout {
  std::string referral, child, name, age;
  std::int64_t version = 0;
  Stage stage{};
};
BOOST_DESCRIBE_STRUCT(ReferralAbout, (), (referral, child, name, age, version, stage))

/// What is due next. `tag` is "Late", "Today", "Soon" or ""; `colour` is how GOV.UK's tag shows it.
struct NextDue {
  std::string what, words, tag, colour;
  Date by;
};
BOOST_DESCRIBE_STRUCT(NextDue, (), (what, words, tag, by))

/// An assessment as people read it: who wrote and who authorised it, its factors in words.
struct AssessmentShown {
  Assessment assessment;
  std::string written_by, authorised_by;
  std::optional<Instant> written_at;
  std::int64_t writings = 0;
  std::vector<std::string> factors;
};
BOOST_DESCRIBE_STRUCT(AssessmentShown, (), (assessment, written_by, authorised_by, written_at, writings, factors))

struct ReferralPage {
  ReferralAbout about;
  ReferralReceived received;
  std::string source, team, need;
  std::optional<ReferralDecided> decided;
  std::string decided_by;
  std::vector<AssessmentShown> assessments;
  std::vector<StrategyDiscussionHeld> discussions;
  std::vector<Enquiry> enquiries;
  std::vector<ProtectionPlan> protection_plans;
  std::vector<InNeedPlan> plans;
  std::optional<ReferralClosed> closed;
  std::string closure_reason;
  std::vector<ReferralStep> steps;
  std::optional<NextDue> next;
  std::vector<Action> may;   ///< What the viewer may do now, what comes first in front.
  bool own_writing = false;  ///< The viewer wrote the assessment that waits for authorisation.
};
BOOST_DESCRIBE_STRUCT(ReferralPage, (),
                      (about, received, source, team, need, decided, decided_by, assessments, discussions, enquiries, protection_plans,
                       plans, closed, closure_reason, steps, next, may, own_writing))

struct ReferralDecision {
  ReferralAbout about;
  std::string obstacle;  ///< Why the form has no use now; "" when it has.
  ReferralReceived received;
  std::string source;
  std::vector<Option> needs;
};
BOOST_DESCRIBE_STRUCT(ReferralDecision, (), (about, obstacle, received, source, needs))

struct AssessmentStart {
  ReferralAbout about;
  std::string obstacle;
  Date by;  ///< When it is to be finished.
};
BOOST_DESCRIBE_STRUCT(AssessmentStart, (), (about, obstacle, by))

struct AssessmentForm {
  ReferralAbout about;
  std::string obstacle;
  ReferralReceived received;
  std::string source;
  std::optional<AssessmentWritten> written;
  std::optional<std::string> returned;
  std::vector<Writing> writings;
  std::string written_by;
  std::vector<Option> factors;
  std::optional<NextDue> next;
};
BOOST_DESCRIBE_STRUCT(AssessmentForm, (), (about, obstacle, received, source, written, returned, writings, written_by, factors, next))

struct Authorisation {
  ReferralAbout about;
  std::string obstacle;
  std::optional<AssessmentShown> shown;
};
BOOST_DESCRIBE_STRUCT(Authorisation, (), (about, obstacle, shown))

struct PlanForm {
  ReferralAbout about;
  std::string obstacle;
  std::string analysis;            ///< Of the assessment: what the plan answers.
  std::optional<InNeedPlan> plan;  ///< The open one, for its review.
};
BOOST_DESCRIBE_STRUCT(PlanForm, (), (about, obstacle, analysis, plan))

struct ReferralClosure {
  ReferralAbout about;
  std::string obstacle;
  std::vector<Option> reasons;
  bool plan_open = false;
};
BOOST_DESCRIBE_STRUCT(ReferralClosure, (), (about, obstacle, reasons, plan_open))

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

std::optional<ReferralPage> read_referral(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_referral(const practice::Drawing& drawing, const ReferralPage& model);

std::optional<ReferralDecision> read_referral_decision(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_referral_decision(const practice::Drawing& drawing, practice::Fields& fields, const ReferralDecision& model);
std::optional<ReferralClosure> read_closure(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_closure(const practice::Drawing& drawing, practice::Fields& fields, const ReferralClosure& model);

std::optional<AssessmentStart> read_assessment_start(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_assessment_start(const practice::Drawing& drawing, practice::Fields& fields, const AssessmentStart& model);
std::optional<AssessmentForm> read_assessment(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_assessment(const practice::Drawing& drawing, practice::Fields& fields, const AssessmentForm& model);
std::optional<Authorisation> read_authorisation(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_authorisation(const practice::Drawing& drawing, practice::Fields& fields, const Authorisation& model);

std::optional<PlanForm> read_new_plan(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_new_plan(const practice::Drawing& drawing, practice::Fields& fields, const PlanForm& model);
std::optional<PlanForm> read_plan_review(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_plan_review(const practice::Drawing& drawing, practice::Fields& fields, const PlanForm& model);

Result<practice::Done> handle(journal::Unit& unit, const DecideReferral& command);
Result<practice::Done> handle(journal::Unit& unit, const StartAssessment& command);
Result<practice::Done> handle(journal::Unit& unit, const WriteAssessment& command);
Result<practice::Done> handle(journal::Unit& unit, const AuthoriseAssessment& command);
Result<practice::Done> handle(journal::Unit& unit, const MakePlan& command);
Result<practice::Done> handle(journal::Unit& unit, const ReviewPlan& command);
Result<practice::Done> handle(journal::Unit& unit, const CloseReferral& command);

}  // namespace hearth::journey
