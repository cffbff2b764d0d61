// Agencies and teams, and the page from which everything is administered.

#include "base/data.hpp"
#include "base/text.hpp"
#include "html/elements.hpp"
#include "journey/administration/pages.hpp"
#include "journey/words.hpp"

#include <algorithm>

namespace hearth::journey::administration {

using access::AccountRow, access::AgencyRow, access::MemberRow, access::RoleRow, access::TeamRow;
using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

html::Html admin_back() { return govuk::back_link({.text = "Administration", .href = "/admin"}); }

template <class R>
std::set<std::string> ids(journal::Unit& unit, std::string R::*id) {
  std::set<std::string> all;
  for (const auto& row : unit.views().select<R>("1 = 1")) all.insert(row.*id);
  return all;
}

}  // namespace

std::vector<Option> all_agencies(const Staff& reader) {
  std::vector<Option> options;
  for (const auto& row : reader.list<AgencyRow>("1 = 1")) options.push_back({row.agency, row.body.name});
  std::ranges::sort(options, {}, &Option::words);
  return options;
}

std::vector<Option> all_teams(const Staff& reader) {
  const auto agencies = all_agencies(reader);
  std::vector<Option> options;
  for (const auto& row : reader.list<TeamRow>("1 = 1")) {
    const auto agency = std::ranges::find(agencies, row.agency, &Option::value);
    const bool several = agencies.size() > 1 && agency != agencies.end();
    options.push_back({row.team, several ? row.body.name + ", " + agency->words : row.body.name});
  }
  std::ranges::sort(options, {}, &Option::words);
  return options;
}

std::vector<Option> all_roles(const access::Policy& policy, Date today) {
  std::vector<Option> options;
  for (const auto& role : policy.roles())
    if (policy.has_role(role.name, today)) options.push_back({role.name, role.title});
  return options;
}

std::set<std::string> roles_on(Date day) {
  // The writer has no policy at hand. The table is small, and roles are given rarely.
  const auto policy = access::Policy::load(data_file("policy.csv"), data_file("roles.csv"));
  if (!policy) throw std::runtime_error("the program's own roles cannot be read: " + policy.error().front().sentence);
  std::set<std::string> roles;
  for (const auto& role : policy->roles())
    if (policy->has_role(role.name, day)) roles.insert(role.name);
  return roles;
}

std::set<std::string> team_ids(journal::Unit& unit) { return ids(unit, &TeamRow::team); }
std::set<std::string> agency_ids(journal::Unit& unit) { return ids(unit, &AgencyRow::agency); }

// ---- the way in -------------------------------------------------------------------------------------------------------------

std::optional<Overview> read_overview(const Staff& reader, const Asked&) {
  Overview model;
  model.agencies = reader.count<AgencyRow>("1 = 1");
  model.teams = reader.count<TeamRow>("1 = 1");
  model.people = reader.count<AccountRow>("closed = 0");
  model.closed = reader.count<AccountRow>("closed = 1");
  model.administrators = reader.count<RoleRow>("role = 'administrator' and account in (select account from v_account where closed = 0)");
  return model;
}

StaffPage draw_overview(const Drawing&, const Overview& m) {
  StaffPage page{"Administration", {}};
  page << h::h1(page.title);
  // The second one is needed before the first is ill: nobody can give themselves a role.
  if (m.administrators < 2)
    page << govuk::warning_text(
        {.text = "There is only one administrator. Nobody can change their own account, so make somebody else an administrator too"});
  page << govuk::summary_list(
      {.rows = {
           {.key = "People",
            .value = text::plural(m.people, "open account", "open accounts") + ", " + text::grouped(m.closed) + " closed",
            .actions = {{.text = "Look for people", .href = "/admin/people"}}},
           {.key = "Teams", .value = text::plural(m.teams, "team", "teams"), .actions = {{.text = "See teams", .href = "/admin/teams"}}},
           {.key = "Agencies",
            .value = text::plural(m.agencies, "agency", "agencies"),
            .actions = {{.text = "See agencies", .href = "/admin/agencies"}}}}});
  page << govuk::button({.text = "Add a person", .href = "/admin/people/new"});
  return page;
}

// ---- agencies ---------------------------------------------------------------------------------------------------------------

std::optional<AgencyList> read_agencies(const Staff& reader, const Asked&) {
  AgencyList model;
  for (const auto& row : reader.list<AgencyRow>("1 = 1"))
    model.agencies.push_back({row.agency, row.body.name, words_for(row.kind), reader.count<TeamRow>("agency = $1", row.agency),
                              reader.count<AccountRow>("agency = $1 and closed = 0", row.agency)});
  std::ranges::sort(model.agencies, {}, &AgencyLine::name);
  return model;
}

StaffPage draw_agencies(const Drawing&, const AgencyList& m) {
  StaffPage page{"Agencies", {}, admin_back()};
  page << h::h1(page.title);
  if (m.agencies.empty()) {
    page << govuk::inset_text(
        {.text = "The agencies of the partnership appear here: children’s social care, the police, health, schools and others."});
  } else {
    govuk::Table table{.head = govuk::row("Agency", "Kind", "Teams", "People")};
    for (const auto& a : m.agencies)
      table.rows.push_back(
          {{.text = a.name},
           {.text = a.kind},
           {.text = a.teams, .format = "numeric"},
           {.text = h::link(html::Url("/admin/people").with("agency", a.agency), text::grouped(a.people), " people of " + a.name),
            .format = "numeric"}});
    table.head[2].format = table.head[3].format = "numeric";
    page << govuk::table(table);
  }
  page << govuk::button({.text = "Add an agency", .href = "/admin/agencies/new"});
  return page;
}

std::optional<Choosable> read_choosable(const Staff& reader, const Asked&) {
  return Choosable{all_agencies(reader), all_teams(reader), all_roles(reader.policy(), reader.today())};
}

StaffPage draw_new_agency(const Drawing&, Fields& fields, const Choosable&) {
  StaffPage page{"Add an agency", {}, govuk::back_link({.text = "Agencies", .href = "/admin/agencies"})};
  page << h::h1(page.title)
       << h::two_thirds(
              fields.form(html::join(fields.text("name", "Name", {.hint = "As its own people call it"}),
                                     fields.choose("kind", "What kind of agency is it?", enum_choices<access::AgencyKind>(words_for))),
                          "Add the agency"));
  return page;
}

Result<Done> add_agency(journal::Unit& unit, const AddAgency& command) {
  Known known;
  for (const auto& row : unit.views().select<AgencyRow>("1 = 1")) known.names.insert(text::fold_case(row.body.name));
  auto added = decide(command, known);
  if (!added) return std::unexpected(std::move(added.error()));
  auto agency = unit.begin<access::Agency>(unit.new_id());
  unit.append(agency, {*added});
  return Done{"/admin/agencies", agency.id};
}

// ---- teams ------------------------------------------------------------------------------------------------------------------

std::optional<TeamList> read_teams(const Staff& reader, const Asked&) {
  const auto agencies = all_agencies(reader);
  TeamList model;
  for (const auto& row : reader.list<TeamRow>("1 = 1")) {
    const auto agency = std::ranges::find(agencies, row.agency, &Option::value);
    model.teams.push_back({row.team, row.body.name, agency == agencies.end() ? std::string() : agency->words, words_for(row.kind),
                           reader.count<MemberRow>("team = $1 and account in (select account from v_account where closed = 0)", row.team)});
  }
  std::ranges::sort(model.teams, {}, &TeamLine::name);
  return model;
}

StaffPage draw_teams(const Drawing&, const TeamList& m) {
  StaffPage page{"Teams", {}, admin_back()};
  page << h::h1(page.title);
  if (m.teams.empty()) {
    page << govuk::inset_text({.text = "Teams appear here. The first that is needed is a front door team: contacts wait in its queue."});
  } else {
    govuk::Table table{.head = govuk::row("Team", "Agency", "What it does", "People")};
    for (const auto& t : m.teams)
      table.rows.push_back(
          {{.text = t.name},
           {.text = t.agency},
           {.text = t.kind},
           {.text = h::link(html::Url("/admin/people").with("team", t.team), text::grouped(t.people), " people in " + t.name),
            .format = "numeric"}});
    table.head[3].format = "numeric";
    page << govuk::table(table);
  }
  page << govuk::button({.text = "Add a team", .href = "/admin/teams/new"});
  return page;
}

StaffPage draw_new_team(const Drawing&, Fields& fields, const Choosable& m) {
  StaffPage page{"Add a team", {}, govuk::back_link({.text = "Teams", .href = "/admin/teams"})};
  page << h::h1(page.title)
       << h::two_thirds(fields.form(html::join(fields.text("name", "Name"),
                                               fields.pick("agency", "Which agency does it belong to?", choices(m.agencies), {},
                                                           m.agencies.size() == 1 ? m.agencies.front().value : ""),
                                               fields.choose("kind", "What does the team do?", enum_choices<access::TeamKind>(words_for))),
                                    "Add the team"));
  return page;
}

Result<Done> add_team(journal::Unit& unit, const AddTeam& command) {
  Known known{.agencies = agency_ids(unit)};
  for (const auto& row : unit.views().select<TeamRow>("agency = $1", command.agency)) known.names.insert(text::fold_case(row.body.name));
  auto added = decide(command, known);
  if (!added) return std::unexpected(std::move(added.error()));
  auto team = unit.begin<access::Team>(unit.new_id());
  unit.append(team, {*added});
  return Done{"/admin/teams", team.id};
}

}  // namespace hearth::journey::administration
