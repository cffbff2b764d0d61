// What may happen to a contact, and what it then is. Pure.
#pragma once

#include "base/reference.hpp"
#include "journal/unit.hpp"
#include "journey/contact/events.hpp"
#include "journey/person/rules.hpp"

namespace hearth::journey {

struct Contact {
  static constexpr std::string_view kind = "contact";
  using Event = std::variant<ContactReceived, ContactDecided, ContactReconsidered>;

  ContactReceived received;
  std::optional<ContactDecided> decided;  ///< As it stands now.
  std::vector<ContactDecided> earlier;    ///< What was decided before and is no longer so, oldest first.

  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return received.children; }
};
Contact evolve(Contact contact, const Contact::Event& event);

using ContactEvents = std::vector<Contact::Event>;

/// A child as the caller names them: on record already (`person`), or new.
struct NamedChild {
  std::optional<std::string> person;
  std::string given_name, family_name;
  std::optional<Date> born, expected;
  std::optional<Sex> sex;
  std::optional<std::string> address;
};
BOOST_DESCRIBE_STRUCT(NamedChild, (), (person, given_name, family_name, born, expected, sex, address))

struct ReceiveContact {
  static constexpr Asks asks[] = {{"method", "Choose how the contact reached you"},
                                  {"source", "Choose who made the contact"},
                                  {"worry", "Write what worries them, in their own words"},
                                  {"children", "Enter at least one child"}};
  ContactMethod method;
  std::string source;
  std::optional<std::string> caller_name, caller_reach;
  std::vector<NamedChild> children;
  std::string worry;
  std::optional<bool> family_informed;
  std::optional<Date> received_on;  ///< When it was not today.
  std::optional<std::string> team;  ///< The queue; the partnership's front door when absent.
};
BOOST_DESCRIBE_STRUCT(ReceiveContact, (), (method, source, caller_name, caller_reach, children, worry, family_informed, received_on, team))

struct DecideContact {
  static constexpr Asks asks[] = {{"outcome", "Choose what happens next"}, {"reason", "Give the reason for the decision"}};
  std::string contact;
  ContactOutcome outcome;
  std::string reason;
  std::optional<std::string> referral_team;  ///< Who assesses, when the outcome is a referral.
  std::optional<std::string> primary_need;   ///< Code set "primary_need".
};
BOOST_DESCRIBE_STRUCT(DecideContact, (), (contact, outcome, reason, referral_team, primary_need))

/// Decides again on a contact that was decided. Once a referral was made, what happens is decided on the referral.
struct ReconsiderContact {
  static constexpr Asks asks[] = {{"outcome", "Choose what happens next"}, {"reason", "Give the reason for the change"}};
  std::string contact;
  ContactOutcome outcome;
  std::string reason;
  std::optional<std::string> referral_team, primary_need;
};
BOOST_DESCRIBE_STRUCT(ReconsiderContact, (), (contact, outcome, reason, referral_team, primary_need))

/// Everything that is wrong with a new contact. `now` is the moment of recording.
Refusals faults(const ReceiveContact& command, const Reference& reference, Instant now);
/// `children`: the ids of the persons, recorded by the caller; `team`: the queue.
ContactEvents decide(const ReceiveContact& command, std::vector<std::string> children, const std::string& team, Instant now);
/// `referrals`: ids for the referrals, one for each child, used when the outcome is a referral.
Result<ContactEvents> decide(const Contact& contact, const DecideContact& command, const Reference& reference,
                             std::vector<std::string> referrals, Date today);
Result<ContactEvents> decide(const Contact& contact, const ReconsiderContact& command, const Reference& reference,
                             std::vector<std::string> referrals, Date today);

Details details_of(const NamedChild& child);

}  // namespace hearth::journey
