// The commands of the helpline, in the writer's transaction.

#include "access/relationship.hpp"
#include "journey/contact/pages.hpp"
#include "practices/front_door/call_pages.hpp"
#include "practices/front_door/views.hpp"

namespace hearth::front_door {

namespace {

/// The helpline is the front door's: that of the person's own team where they are in one.
std::string team_of(journal::Unit& unit) {
  std::string first;
  for (const auto& team : unit.views().select<access::TeamRow>("kind = 'front_door' order by team")) {
    if (first.empty()) first = team.team;
    if (unit.views().get<access::MemberRow>(unit.actor().person, team.team)) return team.team;
  }
  return first;
}

Result<std::string> pass_on(journal::Unit& unit, journal::Loaded<Call>& call) {
  auto contact = contact_of(call.state, unit.today());
  if (!contact) return std::unexpected(std::move(contact.error()));
  auto made = journey::handle(unit, *contact);
  if (!made) return std::unexpected(std::move(made.error()));
  unit.append(call, {CallBecameContact{made->id}});
  return made->id;
}

Result<practice::Done> ring(journal::Unit& unit, const std::string& id, RingResult result, const std::string& note) {
  const auto row = journal::find_row<CallBackRow>(unit.connection(), unit.world().keys, id);
  if (!row) return refuse("", "Nobody is to be rung back here: no way to reach them was left, or nothing is decided yet");
  auto call_back = unit.load<CallBack>(id);
  auto events = decide(call_back.state, result, note, words_to_tell(row->source, row->outcome));
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(call_back, *events);
  return practice::Done{"/helpline/call-backs", id};
}

}  // namespace

Result<practice::Done> handle(journal::Unit& unit, const TakeCall& given) {
  const auto command = tidied(given);
  auto wrong = faults(command, unit.world().reference, unit.now());
  const auto team = team_of(unit);
  if (team.empty()) wrong.push_back({"", "There is no front door team yet. Ask an administrator to add one"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));

  const auto id = unit.new_id();
  auto call = unit.begin<Call>(id);
  unit.append(call, decide(command, team, unit.now()));
  using access::RelationBegan, access::RelationKind, access::Relations;
  auto ties = unit.begin<Relations>(id);
  unit.append(ties, {RelationBegan{unit.new_id(), RelationKind::took_contact, unit.actor().person, {}, {}, "Took the call"},
                     RelationBegan{unit.new_id(), RelationKind::in_queue, {}, team, {}, "The call is the team’s helpline’s"}});
  if (command.then == Then::contact)
    if (auto contact = pass_on(unit, call); !contact) return std::unexpected(std::move(contact.error()));
  return practice::Done{"/helpline/calls/" + id, id};
}

Result<practice::Done> handle(journal::Unit& unit, const PassCallOn& command) {
  auto call = unit.load<Call>(command.call);
  if (!call.exists()) return practice::nothing_here();
  auto contact = pass_on(unit, call);
  if (!contact) return std::unexpected(std::move(contact.error()));
  return practice::Done{"/contacts/" + *contact, *contact};
}

Result<practice::Done> handle(journal::Unit& unit, const JoinCalls& command) {
  auto call = unit.load<Call>(command.call);
  if (!call.exists()) return practice::nothing_here();
  // Only calls of the same helpline can be joined: any other would tell that it exists.
  const auto other = journal::find_row<CallRow>(unit.connection(), unit.world().keys, command.other);
  auto events = decide(call.state, command, other && other->team == call->taken.team);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(call, *events);
  auto second = unit.load<Call>(command.other);
  if (auto back = decide(second.state, {command.other, command.call, command.reason}, true)) unit.append(second, *back);
  return practice::Done{"/helpline/calls/" + command.call, command.call};
}

Result<practice::Done> handle(journal::Unit& unit, const RingCaller& c) { return ring(unit, c.call, c.result, c.note); }
Result<practice::Done> handle(journal::Unit& unit, const RingReferrer& c) { return ring(unit, c.contact, c.result, c.note); }

}  // namespace hearth::front_door
