// The list of people, and a new account.

#include "base/text.hpp"
#include "html/elements.hpp"
#include "journey/administration/pages.hpp"

#include <algorithm>
#include <charconv>

namespace hearth::journey::administration {

using access::AccountRow, access::MemberRow, access::RoleRow;
using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

std::string word_of(const std::vector<Option>& options, std::string_view value) {
  const auto found = std::ranges::find(options, value, &Option::value);
  return found == options.end() ? std::string() : found->words;
}

/// True when each word that is looked for begins a word of the name.
bool fits(const std::string& name, const std::vector<std::string>& wanted) {
  const auto words = text::words(text::fold_for_search(name));
  return std::ranges::all_of(wanted,
                             [&](const auto& w) { return std::ranges::any_of(words, [&](const auto& n) { return n.starts_with(w); }); });
}

/// Everybody who passes the filters, by name. Names are sealed, so that the database can neither sort nor search by them.
std::vector<AccountRow> found(const Staff& reader, const PeopleList& asked) {
  auto rows =
      asked.state == "all" ? reader.list<AccountRow>("1 = 1") : reader.list<AccountRow>("closed = $1", asked.state == "closed" ? 1 : 0);
  auto keep_those_in = [&](const auto& members) {
    std::set<std::string> accounts;
    for (const auto& m : members) accounts.insert(m.account);
    std::erase_if(rows, [&](const AccountRow& row) { return !accounts.contains(row.account); });
  };
  if (!asked.team.empty()) keep_those_in(reader.list<MemberRow>("team = $1", asked.team));
  if (!asked.role.empty()) keep_those_in(reader.list<RoleRow>("role = $1", asked.role));
  if (!asked.agency.empty()) std::erase_if(rows, [&](const AccountRow& row) { return row.agency != asked.agency; });
  if (const auto wanted = text::words(text::fold_for_search(asked.name)); !wanted.empty())
    std::erase_if(rows, [&](const AccountRow& row) { return !fits(row.body.name, wanted); });
  std::ranges::sort(rows, {}, [](const AccountRow& row) { return std::pair(text::fold_for_search(row.body.name), row.account); });
  return rows;
}

html::Url link_of(const PeopleList& m) {
  html::Url url("/admin/people");
  auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) url = url.with(name, value);
  };
  add("name", m.name);
  add("agency", m.agency);
  add("team", m.team);
  add("role", m.role);
  add("state", m.state);
  return url;
}

html::Html filter(const PeopleList& m) {
  auto pick = [](std::string label, std::string name, std::string all, const std::vector<Option>& options, const std::string& value) {
    govuk::Select select{
        .label = {.text = label}, .name = std::move(name), .items = {{.text = std::move(all), .value = ""}}, .value = value};
    for (const auto& o : options) select.items.push_back({.text = o.words, .value = o.value});
    return govuk::select(select);
  };
  html::Html fields;
  fields << govuk::input(
                {.label = {.text = "Name"}, .name = "name", .value = m.name, .classes = "govuk-input--width-20", .autocomplete = "off"})
         << pick("Agency", "agency", "All agencies", m.options.agencies, m.agency)
         << pick("Team", "team", "All teams", m.options.teams, m.team) << pick("Role", "role", "All roles", m.options.roles, m.role)
         << pick("Accounts", "state", "Open accounts", {{"closed", "Closed accounts"}, {"all", "All accounts"}}, m.state)
         << govuk::button({.text = "Look", .classes = "govuk-button--secondary"});
  return h::form({.action = "/admin/people", .method = "get"}, fields);
}

html::Html table_of(const PeopleList& m) {
  govuk::Table table{.head = govuk::row("Name", "Agency", "Roles", "Teams")};
  for (const auto& p : m.people) {
    html::Html name = h::link(address("/admin/people/" + p.account), p.name);
    if (p.closed) name << " " << govuk::tag({.text = "Closed", .classes = "govuk-tag--grey"});
    table.rows.push_back(govuk::row(name, p.agency, p.roles, p.teams));
  }
  return govuk::table(table);
}

}  // namespace

std::optional<PeopleList> read_people(const Staff& reader, const Asked& asked) {
  auto given = [&](std::string_view name) { return std::string(asked.query[name]); };
  PeopleList model{.name = given("name"),
                   .agency = given("agency"),
                   .team = given("team"),
                   .role = given("role"),
                   .state = given("state"),
                   .people = {},
                   .options = {}};
  model.options = *read_choosable(reader, asked);
  const auto rows = found(reader, model);
  model.total = std::int64_t(rows.size());
  model.pages = std::max(1, (int(rows.size()) + people_on_a_page - 1) / people_on_a_page);
  const auto page = asked.query["page"];
  std::from_chars(page.data(), page.data() + page.size(), model.page);
  model.page = std::clamp(model.page, 1, model.pages);

  const auto from = std::size_t(model.page - 1) * people_on_a_page;
  for (auto i = from; i < std::min(rows.size(), from + people_on_a_page); ++i) {
    PersonLine line{rows[i].account, rows[i].body.name, word_of(model.options.agencies, rows[i].agency), {}, {}, rows[i].closed};
    for (const auto& held : reader.list<RoleRow>("account = $1 order by role", line.account))
      line.roles += (line.roles.empty() ? "" : ", ") + std::string(reader.policy().title(held.role));
    for (const auto& member : reader.list<MemberRow>("account = $1", line.account))
      line.teams += (line.teams.empty() ? "" : ", ") + word_of(model.options.teams, member.team);
    model.people.push_back(std::move(line));
  }
  return model;
}

StaffPage draw_people(const Drawing&, const PeopleList& m) {
  StaffPage page{"People", {}, govuk::back_link({.text = "Administration", .href = "/admin"}), true};
  html::Html list;
  list << h::p(m.total == 0 ? "Nobody fits. Look with fewer words, or under all agencies and teams."
                            : text::plural(m.total, "person", "people"));
  if (!m.people.empty()) list << table_of(m) << govuk::pagination(link_of(m), m.page, m.pages);
  page << h::h1(page.title) << govuk::button({.text = "Add a person", .href = "/admin/people/new"})
       << h::columns({{"one-quarter", filter(m)}, {"three-quarters", list}});
  return page;
}

StaffPage draw_new_person(const Drawing&, Fields& fields, const Choosable& m) {
  StaffPage page{"Add a person", {}, govuk::back_link({.text = "People", .href = "/admin/people"})};
  html::Html form;
  form << fields.text("name", "First and last name")
       << fields.text("email", "E-mail address at work", {.hint = "They sign in with it. Nothing is sent to it", .type = "email"})
       << fields.pick("agency", "Agency", choices(m.agencies), {}, m.agencies.size() == 1 ? m.agencies.front().value : "")
       << fields.tick("roles", "What do they do?", choices(m.roles), "Choose all that apply. They can see and do nothing without a role");
  if (!m.teams.empty())
    form << fields.tick("teams", "Which teams are they in?", choices(m.teams),
                        "Members of a team can open the records that the team holds");
  page << h::h1(page.title) << h::two_thirds(fields.form(form, "Open the account"));
  return page;
}

Result<Done> open_account(journal::Unit& unit, const OpenAccount& command) {
  Known known{.agencies = agency_ids(unit), .teams = team_ids(unit), .roles = roles_on(unit.today())};
  const auto fingerprint = access::email_fingerprint(unit.world().vault, text::trim(command.email));
  unit.connection().each(
      "select account from v_account where email = $1", [&](const store::Row&) { known.email_taken = true; }, fingerprint);
  auto events = decide(command, known, {unit.actor().person, unit.now()});
  if (!events) return std::unexpected(std::move(events.error()));
  auto account = unit.begin<access::Account>(unit.new_id());
  unit.append(account, *events);
  return Done{"/admin/people/" + account.id + "/invitation", account.id};
}

}  // namespace hearth::journey::administration
