// Opening a record without a working relationship: with a reason, for a day, told to others. Source: docs/security.md, break-glass.

#include "access/relationship.hpp"
#include "html/elements.hpp"
#include "journey/administration/reviews.hpp"
#include "journey/record/rules.hpp"

namespace hearth::journey::administration {

using access::RelationKind, access::Relations;
using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

// Whether there is such a record is not for everybody to know, so the form says nothing about it and reads nothing: it is the same for
// every number, with or without a child behind it. A reason that will not do is refused in the same words for every number too. Only a
// claim that would be granted is answered differently, and there the answer that there is no such child is that of every page which
// one may not see. Whoever learns from a grant that there is a record has by then been written down as its reader.
std::optional<ClaimForm> read_claim(const Staff&, const Asked& asked) { return ClaimForm{asked["child"]}; }

StaffPage draw_claim(const Drawing&, Fields& fields, const ClaimForm&) {
  StaffPage page{"Open a record that you do not work with", {}};
  page << h::h1(page.title) << h::p("Do this when a child may come to harm if you wait. Protecting a child comes before privacy.")
       << h::bullets({"The record opens for you at once, for " + std::to_string(access::break_glass_hours) + " hours.",
                      "The child’s allocated worker, or the manager of their team, gets a task to look at your reason today.",
                      "Somebody who reviews access looks at your reason and at each page that you open.",
                      "Your reason becomes part of the child’s chronology."})
       << h::two_thirds(fields.form(fields.words("reason", "Why must you open this record now?",
                                                 {.hint = "At least 20 characters. Others will read it", .rows = 4}),
                                    "Open the record", {}, true));
  return page;
}

namespace {

/// Who is told: the allocated worker; where there is none, the managers of the responsible team.
std::vector<std::string> told(journal::Unit& unit, const Relations& relations) {
  std::vector<std::string> people;
  for (const auto& [id, open] : relations.open)
    if (open.kind == RelationKind::allocated_worker && open.person) people.push_back(*open.person);
  if (!people.empty()) return people;
  for (const auto& [id, open] : relations.open)
    if (open.kind == RelationKind::responsible_team && open.team)
      unit.connection().each(
          "select m.account from v_team_member m join v_role_held r on r.account = m.account join v_account a on a.account = m.account "
          "where m.team = $1 and r.role = 'team_manager' and a.closed = 0 order by m.account",
          [&](const store::Row& row) { people.emplace_back(row.text(0)); }, *open.team);
  return people;
}

void tell(journal::Unit& unit, const std::string& child, const Relations& relations, const std::string& reason) {
  const auto who = journal::find_row<access::AccountRow>(unit.connection(), unit.world().keys, unit.actor().person);
  const auto what =
      "Look at why " + (who ? who->body.name : std::string("somebody")) + " opened this record without working with it: " + reason;
  for (const auto& person : told(unit, relations)) {
    auto task = unit.begin<Task>(unit.new_id());
    unit.append(task, {TaskSet{child, what, person, unit.today()}});
  }
}

}  // namespace

Result<Done> claim_record(journal::Unit& unit, const ClaimRecord& command) {
  auto relations = unit.load<Relations>(command.child);
  // First the reason, as of a record that nobody holds: see above.
  if (auto fit = access::claim({}, "", unit.actor().person, command.reason, unit.now()); !fit)
    return std::unexpected(std::move(fit.error()));
  const auto child = journal::find_row<PersonRow>(unit.connection(), unit.world().keys, command.child);
  if (!child || !child->child) return practice::nothing_here();
  auto events = access::claim(relations.state, unit.new_id(), unit.actor().person, command.reason, unit.now());
  if (!events) return std::unexpected(std::move(events.error()));
  tell(unit, command.child, relations.state, command.reason);
  unit.append(relations, *events);
  return Done{"/children/" + command.child, command.child};
}

}  // namespace hearth::journey::administration
