// What can happen to a contact: any approach about a child. A contact is not a referral and never enters the census.
#pragma once

#include "base/time.hpp"
#include "journal/event.hpp"

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hearth::journey {

enum class ContactMethod { telephone, form, letter, email, in_person, another_system };
BOOST_DESCRIBE_ENUM(ContactMethod, telephone, form, letter, email, in_person, another_system)

struct ContactReceived {
  static constexpr journal::EventType type{"contact_received", 1};
  Instant at;  ///< When it reached us, which may be before it was written down.
  ContactMethod method;
  std::string source;  ///< Code set "referral_source".
  std::optional<std::string> caller_name, caller_reach;
  std::vector<std::string> children;  ///< Persons, oldest knowledge first.
  std::string worry;                  ///< In the caller's words.
  std::optional<bool> family_informed;
  std::string team;  ///< Whose queue it is in.
};
BOOST_DESCRIBE_STRUCT(ContactReceived, (), (at, method, source, caller_name, caller_reach, children, worry, family_informed, team))

/// What a contact can lead to. Source: Working Together to Safeguard Children; local practice.
enum class ContactOutcome { information_advice, signpost_universal, early_help, to_hub, referral, linked_to_open_case, no_further_action };
BOOST_DESCRIBE_ENUM(ContactOutcome, information_advice, signpost_universal, early_help, to_hub, referral, linked_to_open_case,
                    no_further_action)

struct ContactDecided {
  static constexpr journal::EventType type{"contact_decided", 1};
  ContactOutcome outcome;
  std::string reason;
  std::vector<std::string> referrals;  ///< One for each child, when the outcome is a referral.
};
BOOST_DESCRIBE_STRUCT(ContactDecided, (), (outcome, reason, referrals))

/// A change of mind: from now on this is the decision. The one before stays in the stream.
struct ContactReconsidered {
  static constexpr journal::EventType type{"contact_reconsidered", 1};
  ContactOutcome outcome;
  std::string reason;
  std::vector<std::string> referrals;
};
BOOST_DESCRIBE_STRUCT(ContactReconsidered, (), (outcome, reason, referrals))

}  // namespace hearth::journey
