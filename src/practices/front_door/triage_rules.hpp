// What may happen in the triage of a contact. Pure. The decision itself is the journey's (journey::DecideContact): there is one.
#pragma once

#include "base/reference.hpp"
#include "journal/unit.hpp"
#include "practices/front_door/events.hpp"

#include <map>

namespace hearth::front_door {

/// The triage of one contact; its stream has the contact's id.
struct Triage {
  static constexpr std::string_view kind = "triage";
  using Event = std::variant<TriageBegan, TriageTaken, TriageGivenBack, ChecksRecorded, ViewGiven, TriageDecided, EarlyHelpAccepted,
                             EarlyHelpReturned>;
  std::vector<std::string> children;
  std::optional<std::string> holder;     ///< Who is on it.
  std::map<Check, CheckDone> checks;     ///< As they stand.
  std::map<Side, ViewGiven> views;       ///< The latest of each side.
  std::vector<TriageDecided> decisions;  ///< Oldest first: the last one holds.
  std::optional<EarlyHelpAccepted> accepted;
  std::optional<EarlyHelpReturned> returned;

  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return children; }
};
Triage evolve(Triage triage, const Triage::Event& event);
using TriageEvents = std::vector<Triage::Event>;

/// True when two sides of the desk would decide differently.
bool views_differ(const Triage& triage);

struct TakeOn {
  std::string contact;
  bool over = false;  ///< From whoever is on it now.
};
BOOST_DESCRIBE_STRUCT(TakeOn, (), (contact, over))

struct GiveBack {
  std::string contact;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(GiveBack, (), (contact, reason))

struct CheckAnswer {
  static constexpr Asks asks[] = {{"check", "Choose what was checked"}};
  Check check;
  std::optional<CheckState> state;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(CheckAnswer, (), (check, state, words))

struct RecordChecks {
  std::string contact;
  std::vector<CheckAnswer> checks;
};
BOOST_DESCRIBE_STRUCT(RecordChecks, (), (contact, checks))

struct GiveView {
  static constexpr Asks asks[] = {{"outcome", "Choose what you would do"}};
  std::string contact;
  TriageOutcome outcome;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(GiveView, (), (contact, outcome, reason))

struct RejectedAnswer {
  std::optional<TriageOutcome> outcome;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(RejectedAnswer, (), (outcome, why))

struct UnaskedAnswer {
  static constexpr Asks asks[] = {{"check", "Choose what was not checked"}};
  Check check;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(UnaskedAnswer, (), (check, why))

struct DecideTriage {
  static constexpr Asks asks[] = {{"outcome", "Choose what happens next"}, {"reason", "Give the reason for the decision"}};
  std::string contact;
  std::int64_t seen = 0;  ///< How many decisions there were when the form was drawn.
  TriageOutcome outcome;
  std::string reason;
  std::vector<RejectedAnswer> rejected;
  std::vector<std::string> stood_on;       ///< "worry", "check:police", "view:health", "contact:ID", "call:ID".
  std::optional<std::string> other_basis;  ///< What else it stood on.
  std::vector<UnaskedAnswer> unasked;
  std::optional<std::string> team;          ///< Who takes it on.
  std::optional<std::string> primary_need;  ///< Code set "primary_need".
};
BOOST_DESCRIBE_STRUCT(DecideTriage, (), (contact, seen, outcome, reason, rejected, stood_on, other_basis, unasked, team, primary_need))

/// The two outcomes that go past the usual steps: a manager's decision (Working Together: a qualified social worker with a manager).
enum class NowOutcome { assessment, strategy_discussion };
BOOST_DESCRIBE_ENUM(NowOutcome, assessment, strategy_discussion)

struct DecideNow {
  static constexpr Asks asks[] = {{"outcome", "Choose what happens now"}, {"reason", "Give the reason for the decision"}};
  std::string contact;
  std::int64_t seen = 0;
  NowOutcome outcome;
  std::string reason;
  std::vector<RejectedAnswer> rejected;
  std::vector<std::string> stood_on;
  std::optional<std::string> other_basis;
  std::optional<std::string> team, primary_need;
};
BOOST_DESCRIBE_STRUCT(DecideNow, (), (contact, seen, outcome, reason, rejected, stood_on, other_basis, team, primary_need))
DecideTriage usual(const DecideNow& command);

enum class StepAnswer { accept, give_back };
BOOST_DESCRIBE_ENUM(StepAnswer, accept, give_back)

struct AnswerStep {
  static constexpr Asks asks[] = {{"answer", "Choose whether your team takes this on"}};
  std::string contact;
  StepAnswer answer;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(AnswerStep, (), (contact, answer, words))

/// Something that a decision can stand on: its name in the form, and its words now.
using Basis = std::vector<StoodOn>;
/// What the triage itself holds: the worry, each check that was done, each side's view.
Basis basis_of(const Triage& triage, const std::string& worry);

/// `by`: an account. Someone who has it already changes nothing.
Result<TriageEvents> decide(const Triage& triage, const TakeOn& command, const std::string& by);
Result<TriageEvents> decide(const Triage& triage, const GiveBack& command, const std::string& by);
Result<TriageEvents> decide(const Triage& triage, const RecordChecks& command);
Result<TriageEvents> decide(const Triage& triage, const GiveView& command, Side side, const std::string& by, bool decided);
/// `decided`: how often the contact was decided. `basis`: all that it may stand on. `now`: the outcomes of DecideNow are allowed.
Result<TriageEvents> decide(const Triage& triage, const DecideTriage& command, std::int64_t decided, const Basis& basis, bool now);
/// `member`: the person who answers belongs to the team that was asked.
Result<TriageEvents> decide(const Triage& triage, const AnswerStep& command, bool member);

/// The journey's outcome under each of ours, and ours for a decision that was made without triage.
journey::ContactOutcome journeys(TriageOutcome outcome);
TriageOutcome ours(journey::ContactOutcome outcome);

}  // namespace hearth::front_door
