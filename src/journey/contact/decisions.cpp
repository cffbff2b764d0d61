// The decision on a contact, and the change of it: what follows for the children is the same.

#include "access/people.hpp"
#include "access/relationship.hpp"
#include "journey/contact/pages.hpp"
#include "journey/referral/rules.hpp"

namespace hearth::journey {

namespace {

using access::RelationKind, access::Relations;

/// One referral for each child, held by the team that assesses.
template <class Command>
void refer(journal::Unit& unit, const Contact& contact, const std::vector<std::string>& referrals, const Command& command) {
  for (std::size_t i = 0; i < referrals.size(); ++i) {
    const auto& child = contact.received.children[i];
    auto relations = unit.load<Relations>(child);
    auto referral = unit.begin<Referral>(referrals[i]);
    unit.append(referral, {ReferralReceived{child, unit.today(), contact.received.source, command.contact, command.referral_team,
                                            command.primary_need, contact.received.worry}});
    unit.append(
        relations,
        access::begin(relations.state,
                      {unit.new_id(), RelationKind::responsible_team, {}, command.referral_team, {}, "A referral was made to the team"}));
  }
}

template <class Command>
Result<practice::Done> act(journal::Unit& unit, const Command& command) {
  auto contact = unit.load<Contact>(command.contact);
  std::vector<std::string> referrals;
  for (std::size_t i = 0; i < contact->received.children.size(); ++i) referrals.push_back(unit.new_id());
  auto events = decide(contact.state, command, unit.world().reference, referrals, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  if (command.referral_team && !journal::find_row<access::TeamRow>(unit.connection(), unit.world().keys, *command.referral_team))
    return refuse("referral_team", "Choose the team that takes the referral");
  unit.append(contact, *events);
  for (const auto& child : contact->received.children) {
    auto relations = unit.load<Relations>(child);
    unit.append(relations, access::end(relations.state, RelationKind::in_queue, "The contact was decided"));
  }
  refer(unit, contact.state, contact->decided->referrals, command);
  return practice::Done{"/contacts/" + command.contact, command.contact};
}

}  // namespace

Result<practice::Done> handle(journal::Unit& unit, const DecideContact& command) { return act(unit, command); }
Result<practice::Done> handle(journal::Unit& unit, const ReconsiderContact& command) { return act(unit, command); }

}  // namespace hearth::journey
