// Who belongs to the hub. Its administrator sees and changes that and nothing else; membership is a working relationship to the hub that
// ends, and with it every open board.

#include "html/elements.hpp"
#include "pages.hpp"
#include "views.hpp"

namespace hearth::hub {

using journey::address, journey::Names, practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

std::optional<Hubs> read_hubs(const Staff& reader, const Asked&) {
  Hubs model;
  for (const auto& row : reader.list<HubRow>("1 = 1 order by hub")) model.hubs.push_back({row.hub, row.body.name});
  return model;
}

StaffPage draw_hubs(const Drawing&, Fields& fields, const Hubs& m) {
  StaffPage page{.title = "Hub membership", .body = {}};
  page << h::h1(page.title);
  std::vector<html::Content> links;
  for (const auto& hub : m.hubs) links.push_back(h::link(address("/hubs/" + hub.value + "/members"), hub.words));
  page << (links.empty() ? h::p("There is no hub yet. Open the first one below.") : h::bullets(links));
  page << h::two_thirds(h::h2("Open a hub"),
                        fields.form(fields.text("name", "What is it called?", {.classes = "govuk-input--width-20"}), "Open the hub"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const OpenHub& command) {
  if (command.name.empty()) return refuse("name", "Write what the hub is called");
  const auto id = unit.new_id();
  auto hub = unit.begin<Hub>(id);
  unit.append(hub, {HubOpened{command.name}});
  return Done{"/hubs/" + id + "/members", id};
}

std::optional<Members> read_members(const Staff& reader, const Asked& asked) {
  const auto row = reader.get<HubRow>(asked["hub"]);
  if (!row) return std::nullopt;
  Members model{row->hub, row->body.name, {}, {}};
  Names names(reader);
  std::set<std::string> there;
  for (const auto& m : reader.list<HubMemberRow>("hub = $1 order by since, person", row->hub)) {
    const auto agency = reader.get<access::AgencyRow>(m.agency);
    model.members.push_back({m.person, names.worker(m.person), agency ? agency->body.name : std::string(), m.since});
    there.insert(m.person);
  }
  for (const auto& held : reader.list<access::RoleRow>("role = 'hub_member' or role = 'hub_manager' order by account"))
    if (there.insert(held.account).second) model.others.push_back({held.account, names.worker(held.account)});
  return model;
}

StaffPage draw_members(const Drawing&, Fields& fields, const Members& m) {
  StaffPage page{
      .title = m.name + ": members", .body = {}, .before = govuk::back_link({.text = "Hub membership", .href = "/hub-membership"})};
  page << h::h1(page.title);
  if (m.members.empty()) page << h::p("Nobody belongs to the hub yet.");
  govuk::Table table{.head = govuk::row("Name", "Agency", "Since", "")};
  for (const auto& one : m.members)
    table.rows.push_back(govuk::row(one.name, one.agency, one.since.spoken(),
                                    h::link(address("/hubs/" + m.hub + "/members/end").with("person", one.person), "End", one.name)));
  if (!m.members.empty()) page << journey::wide_table("Members", table);
  if (m.others.empty())
    page << h::p("Whoever has the role of a hub member or of the hub’s manager can be added here. Roles are given under Administration.");
  else
    page << h::two_thirds(h::h2("Add a member"), fields.form(fields.pick("person", "Who joins?", journey::choices(m.others)), "Add"));
  return page;
}

StaffPage draw_ending(const Drawing& drawing, Fields& fields, const Members& m) {
  StaffPage page{.title = "End a membership",
                 .body = {},
                 .before = govuk::back_link({.text = m.name, .href = address("/hubs/" + m.hub + "/members")})};
  std::vector<practice::Choice> members;
  for (const auto& one : m.members) members.push_back({one.person, one.name, one.agency});
  html::Html form;
  form << fields.choose("person", "Who leaves the hub?", members, {}, std::string(drawing.asked.query["person"]));
  form << fields.words("reason", "Why?", {.rows = 2});
  page << h::two_thirds(h::h1(page.title), h::p("Every board that they have open closes at once."),
                        fields.form(form, "End the membership", {}, true));
  return page;
}

Result<Done> handle(journal::Unit& unit, const AddMember& command) {
  auto hub = unit.load<Hub>(command.hub);
  if (command.person == unit.actor().person) return refuse("person", "Nobody lets themselves into the hub. Ask another administrator");
  if (hub->members.contains(command.person)) return refuse("person", "They belong to the hub already");
  const auto account = journal::find_row<access::AccountRow>(unit.connection(), unit.world().keys, command.person);
  const auto roles = unit.views().select<access::RoleRow>("account = $1 and (role = 'hub_member' or role = 'hub_manager')", command.person);
  if (!account || account->closed || roles.empty()) return refuse("person", "Choose somebody who has the role of a hub member");
  const auto relation = unit.new_id();
  unit.append(hub, {HubMemberJoined{command.person, account->agency, relation}});
  auto relations = unit.load<access::Relations>(command.hub);
  unit.append(
      relations,
      access::begin(relations.state,
                    {relation, access::RelationKind::hub_member, command.person, {}, {}, "Belongs to the hub for " + account->agency}));
  return Done{"/hubs/" + command.hub + "/members", {}};
}

Result<Done> handle(journal::Unit& unit, const EndMembership& command) {
  auto hub = unit.load<Hub>(command.hub);
  const auto member = hub->members.find(command.person);
  if (member == hub->members.end()) return refuse("person", "They do not belong to the hub");
  if (command.reason.empty()) return refuse("reason", "Write why the membership ends");
  const auto joined = member->second;
  unit.append(hub, {HubMemberLeft{command.person, command.reason}});
  auto relations = unit.load<access::Relations>(command.hub);
  unit.append(relations, {access::RelationEnded{joined.relation, access::RelationKind::hub_member, command.person, {}, command.reason}});
  return Done{"/hubs/" + command.hub + "/members", {}};
}

}  // namespace hearth::hub
