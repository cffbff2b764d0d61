// What happens when a command comes: load, decide, append.
#include "journey/person/rules.hpp"
#include "journey/record/pages.hpp"
#include "journey/referral/views.hpp"
#include "practices/three_houses/pages.hpp"

namespace hearth::three_houses {

using journal::Unit;
using practice::Done;

namespace {

// From "The voice of the child" audits: what is not answered within a month is not answered. Twenty working days are the partnership's own.
constexpr int days_to_answer = 20;

std::string path_of(const std::string& session, const std::string& sheet) { return "/three-houses/" + session + "/sheets/" + sheet; }

/// The child's answers bind who writes as they bind who reads: the worker who sat with the child, a manager, or a colleague whom
/// the child allows.
bool may_touch(Unit& unit, const std::string& worker, const std::optional<SharingAnswered>& sharing) {
  const auto& actor = unit.actor().person;
  if (actor == worker || actor == "system") return true;
  if (journal::find_row<access::RoleRow>(unit.connection(), unit.world().keys, actor, std::string("team_manager"))) return true;
  return may_see(sharing, Eyes::team);
}

template <class Command>
Result<Done> on_sheet(Unit& unit, const Command& command, const std::string& then) {
  auto sheet = unit.load<Sheet>(command.sheet);
  if (!sheet.exists() || sheet->opened.session != command.session) return practice::nothing_here();
  if (!may_touch(unit, sheet->opened.worker, sheet->sharing)) return practice::nothing_here();
  auto events = decide(sheet.state, command);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(sheet, *events);
  return Done{then, command.sheet};
}

/// A thing said, if the actor may know of it.
std::optional<journal::Loaded<Saying>> saying_of(Unit& unit, const std::string& id) {
  auto saying = unit.load<Saying>(id);
  if (!saying.exists()) return std::nullopt;
  const auto sheet = unit.load<Sheet>(saying->said.sheet);
  if (!may_touch(unit, sheet->opened.worker, sheet->sharing)) return std::nullopt;
  return saying;
}

Date held_on(Unit& unit, const Saying& saying) { return unit.load<Session>(saying.said.session)->began.on; }

}  // namespace

Result<Done> handle(Unit& unit, const BeginSession& command) {
  const auto child = unit.load<journey::Person>(command.child);
  if (!child->child) return practice::nothing_here();
  constexpr House houses[] = {House::good_things, House::worries, House::dreams};
  std::vector<std::string> sheets;
  for ([[maybe_unused]] auto house : houses) sheets.push_back(unit.new_id());
  auto events = decide(command, unit.actor().person, sheets, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  auto session = unit.begin<Session>(unit.new_id());
  unit.append(session, *events);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    auto sheet = unit.begin<Sheet>(sheets[i]);
    unit.append(sheet, {SheetOpened{session.id, command.child, unit.actor().person, houses[i]}});
  }
  return Done{"/three-houses/" + session.id, session.id};
}

Result<Done> handle(Unit& unit, const FinishSession& command) {
  auto session = unit.load<Session>(command.session);
  if (!session.exists()) return practice::nothing_here();
  auto events = decide(session.state, command);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(session, *events);
  const auto& began = session->began;
  const auto by = unit.world().reference.working_days().after(unit.today(), days_to_answer);
  auto task = journey::handle(
      unit, journey::SetTask{began.child, "Tell the child what came of what they said in the Three Houses on " + began.on.spoken(),
                             began.worker, by ? *by : unit.today() + 28});
  if (!task) return std::unexpected(std::move(task.error()));
  return Done{"/three-houses/" + command.session, command.session};
}

Result<Done> handle(Unit& unit, const DrawInk& command) { return on_sheet(unit, command, path_of(command.session, command.sheet)); }
Result<Done> handle(Unit& unit, const TakeMarkBack& command) { return on_sheet(unit, command, path_of(command.session, command.sheet)); }
Result<Done> handle(Unit& unit, const PutOnSheet& command) {
  return on_sheet(unit, command, path_of(command.session, command.sheet) + "/draw");
}
Result<Done> handle(Unit& unit, const AnswerSharing& command) { return on_sheet(unit, command, "/three-houses/" + command.session); }

Result<Done> handle(Unit& unit, const SayThing& command) {
  const auto sheet = unit.load<Sheet>(command.sheet);
  if (!sheet.exists() || sheet->opened.session != command.session) return practice::nothing_here();
  if (!may_touch(unit, sheet->opened.worker, sheet->sharing)) return practice::nothing_here();
  auto events = decide(sheet.state, command);
  if (!events) return std::unexpected(std::move(events.error()));
  for (auto& event : *events)
    if (auto* said = std::get_if<ThingSaid>(&event)) said->sheet = command.sheet;
  auto saying = unit.begin<Saying>(unit.new_id());
  unit.append(saying, *events);
  return Done{path_of(command.session, command.sheet), saying.id};
}

Result<Done> handle(Unit& unit, const QuoteThing& command) {
  auto saying = saying_of(unit, command.saying);
  if (!saying) return practice::nothing_here();
  bool belongs = false;
  if (is_id(command.referral))
    if (auto row = journal::find_row<journey::ReferralRow>(unit.connection(), unit.world().keys, command.referral))
      belongs = row->subject == saying->state.said.child;
  auto events = decide(saying->state, command, belongs, held_on(unit, saying->state), unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(*saying, *events);
  return Done{"/sayings/" + command.saying, command.saying};
}

Result<Done> handle(Unit& unit, const TellChild& command) {
  auto saying = saying_of(unit, command.saying);
  if (!saying) return practice::nothing_here();
  auto events = decide(saying->state, command, held_on(unit, saying->state), unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(*saying, *events);
  return Done{"/sayings/" + command.saying, command.saying};
}

}  // namespace hearth::three_houses
