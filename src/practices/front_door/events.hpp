// What can happen at the front door: to a helpline call, to the triage of a contact, to a promise to ring back.
#pragma once

#include "base/time.hpp"
#include "journal/event.hpp"
#include "journey/contact/rules.hpp"

#include <boost/describe.hpp>

namespace hearth::front_door {

// ---- the helpline ---------------------------------------------------------------------------------------------------------

struct CallTaken {
  static constexpr journal::EventType type{"call_taken", 1};
  Instant at;
  std::optional<int> minutes;  ///< None: nobody measured it.
  std::string source;          ///< Code set "referral_source"; "" where the caller did not say.
  std::optional<std::string> caller_name, caller_reach;
  std::vector<journey::NamedChild> children;  ///< As the caller names them; none yet is an answer too.
  std::string worry, advice, next_step;
  bool ring_back = false;  ///< It was promised.
  std::string team;        ///< Whose helpline it is.
};
BOOST_DESCRIBE_STRUCT(CallTaken, (), (at, minutes, source, caller_name, caller_reach, children, worry, advice, next_step, ring_back, team))

struct CallBecameContact {
  static constexpr journal::EventType type{"call_became_contact", 1};
  std::string contact;
};
BOOST_DESCRIBE_STRUCT(CallBecameContact, (), (contact))

/// The same caller, or the same child, rang before: somebody recognised it and says how.
struct CallsJoined {
  static constexpr journal::EventType type{"calls_joined", 1};
  std::string other;  ///< The other call.
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CallsJoined, (), (other, reason))

// ---- ringing back ---------------------------------------------------------------------------------------------------------

enum class RingResult { told, not_reached, left_message, wants_no_call, given_up };
BOOST_DESCRIBE_ENUM(RingResult, told, not_reached, left_message, wants_no_call, given_up)

struct RangBack {
  static constexpr journal::EventType type{"rang_back", 1};
  RingResult result;
  std::string told;  ///< The fixed words that were to be said: what a caller may know.
  std::string note;
};
BOOST_DESCRIBE_STRUCT(RangBack, (), (result, told, note))

// ---- triage ---------------------------------------------------------------------------------------------------------------

/// What triage can lead to. The journey's own decision (journey::ContactOutcome) stands under each.
enum class TriageOutcome { advice, signposting, early_help, hub, referral, assessment, strategy_discussion, open_case, no_further_action };
BOOST_DESCRIBE_ENUM(TriageOutcome, advice, signposting, early_help, hub, referral, assessment, strategy_discussion, open_case,
                    no_further_action)

/// Whom or what a triage team asks before it decides.
enum class Check {
  open_case,
  siblings,
  previous_contacts,
  plan_elsewhere,
  police,
  health,
  education,
  adult_services,
  private_fostering,
  probation
};
BOOST_DESCRIBE_ENUM(Check, open_case, siblings, previous_contacts, plan_elsewhere, police, health, education, adult_services,
                    private_fostering, probation)

enum class CheckState { done, not_possible, not_needed };
BOOST_DESCRIBE_ENUM(CheckState, done, not_possible, not_needed)

/// Whose view it is. Those who sit at one desk see the same contact with different eyes.
enum class Side { social_care, early_help, police, health, education, other };
BOOST_DESCRIBE_ENUM(Side, social_care, early_help, police, health, education, other)

/// Says whom the triage is about, so that it stands in their chronology.
struct TriageBegan {
  static constexpr journal::EventType type{"triage_began", 1};
  std::vector<std::string> children;
};
BOOST_DESCRIBE_STRUCT(TriageBegan, (), (children))

struct TriageTaken {
  static constexpr journal::EventType type{"triage_taken", 1};
  std::string by;  ///< An account.
};
BOOST_DESCRIBE_STRUCT(TriageTaken, (), (by))

struct TriageGivenBack {
  static constexpr journal::EventType type{"triage_given_back", 1};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(TriageGivenBack, (), (reason))

struct CheckDone {
  Check check;
  CheckState state;
  std::string words;  ///< What they said, or why nobody was asked.
};
BOOST_DESCRIBE_STRUCT(CheckDone, (), (check, state, words))

struct ChecksRecorded {
  static constexpr journal::EventType type{"checks_recorded", 1};
  std::vector<CheckDone> checks;
};
BOOST_DESCRIBE_STRUCT(ChecksRecorded, (), (checks))

struct ViewGiven {
  static constexpr journal::EventType type{"triage_view_given", 1};
  Side side;
  std::string by;
  TriageOutcome outcome;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ViewGiven, (), (side, by, outcome, reason))

struct Rejected {
  TriageOutcome outcome;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(Rejected, (), (outcome, why))

/// A piece of information that the decision stood on, in the words that it had then.
struct StoodOn {
  std::string what, words;
};
BOOST_DESCRIBE_STRUCT(StoodOn, (), (what, words))

struct Unasked {
  Check check;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(Unasked, (), (check, why))

struct TriageDecided {
  static constexpr journal::EventType type{"triage_decided", 1};
  TriageOutcome outcome;
  std::string reason;
  std::vector<Rejected> rejected;
  std::vector<StoodOn> stood_on;
  std::vector<Unasked> unasked;
  std::optional<std::string> team;  ///< Who takes it on.
};
BOOST_DESCRIBE_STRUCT(TriageDecided, (), (outcome, reason, rejected, stood_on, unasked, team))

struct EarlyHelpAccepted {
  static constexpr journal::EventType type{"early_help_accepted", 1};
  std::string team, words;
};
BOOST_DESCRIBE_STRUCT(EarlyHelpAccepted, (), (team, words))

struct EarlyHelpReturned {
  static constexpr journal::EventType type{"early_help_returned", 1};
  std::string team, reason;
};
BOOST_DESCRIBE_STRUCT(EarlyHelpReturned, (), (team, reason))

}  // namespace hearth::front_door
