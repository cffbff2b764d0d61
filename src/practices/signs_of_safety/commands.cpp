// What happens when a command comes: load, decide, append.
#include "journey/person/rules.hpp"
#include "practices/signs_of_safety/pages.hpp"

namespace hearth::signs_of_safety {

using journal::Unit;
using practice::Done;

namespace {

template <class Command, class... More>
Result<Done> on_map(Unit& unit, const Command& command, const More&... more) {
  auto map = unit.load<Map>(command.map);
  if (!map.exists()) return practice::nothing_here();
  auto events = decide(map.state, command, more...);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(map, *events);
  return Done{"/safety-maps/" + command.map, command.map};
}

}  // namespace

Result<Done> handle(Unit& unit, const BeginMap& command) {
  const auto child = unit.load<journey::Person>(command.child);
  if (!child->child) return practice::nothing_here();
  const auto latest = unit.views().select<MapRow>("subject = $1 order by on_day desc, map desc limit 1", command.child);
  const auto earlier = latest.empty() ? Map{} : unit.load<Map>(latest.front().map).state;
  auto events = decide(command, latest.empty() ? "" : latest.front().map, latest.empty() ? nullptr : &earlier, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  auto map = unit.begin<Map>(unit.new_id());
  unit.append(map, *events);
  return Done{"/safety-maps/" + map.id, map.id};
}

Result<Done> handle(Unit& unit, const MakeStatement& command) { return on_map(unit, command, unit.new_id()); }
Result<Done> handle(Unit& unit, const RewordStatement& command) { return on_map(unit, command); }
Result<Done> handle(Unit& unit, const TakeStatementOff& command) { return on_map(unit, command); }
Result<Done> handle(Unit& unit, const DisputeStatement& command) { return on_map(unit, command); }
Result<Done> handle(Unit& unit, const ScaleSafety& command) { return on_map(unit, command); }
Result<Done> handle(Unit& unit, const CompleteMap& command) { return on_map(unit, command); }

}  // namespace hearth::signs_of_safety
