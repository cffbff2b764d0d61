#include "access/people.hpp"
#include "app/commands/all.hpp"
#include "base/text.hpp"
#include "returns/cin/census.hpp"
#include "returns/take_in.hpp"

#include <fmt/format.h>

namespace hearth::app {
namespace {

using journal::Unit;

/// The team that becomes responsible: the one that was named, else the first that assesses, else a new one.
Result<std::string> responsible_team(const journal::World& world, const std::string& wanted) {
  std::string chosen;
  {
    auto snapshot = world.database.read();
    auto teams = journal::select_rows<access::TeamRow>(snapshot->connection(), world.keys, "1 = 1");
    std::ranges::sort(teams, {}, [](const access::TeamRow& t) { return t.body.name; });
    for (const auto& team : teams)
      if (wanted.empty() ? chosen.empty() && team.kind == access::TeamKind::assessment : team.body.name == wanted) chosen = team.team;
  }
  if (!chosen.empty()) return chosen;
  if (!wanted.empty()) return refuse("team", fmt::format("No team is called {}: name one of the partnership’s teams with --team", wanted));
  journal::submit_and_wait(world, {"system", "system"}, [&](Unit& unit) {
    auto agency = unit.begin<access::Agency>(unit.new_id());
    unit.append(agency, {access::AgencyAdded{"Children’s social care", access::AgencyKind::childrens_social_care}});
    auto team = unit.begin<access::Team>(unit.new_id());
    unit.append(team, {access::TeamAdded{"Children taken in", agency.id, access::TeamKind::assessment}});
    chosen = team.id;
  });
  return chosen;
}

void list(const returns::cin::Census& census, Console& console) {
  for (const auto& note : census.notes) console.out << fmt::format("line {}: {}\n", note.line, note.sentence);
  auto unknown = [&](const std::vector<returns::cin::Unknown>& all) {
    for (const auto& u : all) console.out << fmt::format("line {}: {} was not made sense of\n", u.line, u.path);
  };
  unknown(census.unknown);
  for (const auto& child : census.children) {
    unknown(child.unknown);
    for (const auto& episode : child.episodes) unknown(episode.unknown);
  }
}

Result<int> run(const args::Parsed& given, Console& console) {
  const auto file = given.operand(0).value_or("");
  auto census = returns::cin::read_census(std::string(file));
  if (!census) {
    for (const auto& refusal : census.error())
      console.err << (refusal.field.empty() ? std::string() : refusal.field + ": ") << ended(refusal.sentence) << '\n';
    return refuse("FILE", fmt::format("Nothing of {} was taken in: mend it, and import it again", file));
  }
  return on_partnership(given, console, {}, [&](const Partnership& partnership) -> Result<int> {
    auto team = responsible_team(partnership.world, std::string(given.text("team").value_or("")));
    if (!team) return std::unexpected(team.error());
    const auto taken = returns::take_in(partnership.world, *census, *team, progress_of("Taking in children", console));
    list(*census, console);
    console.out << fmt::format("{} children and {} referrals were taken in as {} events; {} children were on record already.",
                               text::grouped(taken.children), text::grouped(taken.referrals), text::grouped(taken.events),
                               text::grouped(taken.known))
                << std::endl;
    return done_well;
  });
}

}  // namespace

const Command import_cin_command{
    {.words = "import cin",
     .help = "Takes in a Children in Need census: all of it, or nothing with the line and the reason. Importing it twice changes nothing",
     .operands = {{.name = "FILE", .help = "A Children in Need census return, as XML"}},
     .options = with_data_options(
         {{.name = "team", .value = "NAME", .help = "Becomes responsible for the children; else the first team that assesses"}})},
    run};

}  // namespace hearth::app
