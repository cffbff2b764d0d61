// One person's account: what it may do, how its owner signs in, closing it.

#include "access/session.hpp"
#include "access/token.hpp"
#include "html/elements.hpp"
#include "journey/administration/pages.hpp"

#include <algorithm>

namespace hearth::journey::administration {

using access::Account, access::AccountRow, access::RelationRow, access::TeamRow;
using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

std::string path_of(const std::string& account) { return "/admin/people/" + account; }
html::Url part_of(const std::string& account, const char* part) { return address(path_of(account) + "/" + part); }
html::Html back_to(const std::string& account, const std::string& name) {
  return govuk::back_link({.text = name, .href = address(path_of(account))});
}

std::string words_of(const std::vector<Option>& options, const std::string& value) {
  const auto found = std::ranges::find(options, value, &Option::value);
  return found == options.end() ? value : found->words;
}

/// Decides a command on an account and records what follows from it. `decided` is called with the account as it stands.
template <class Decide>
Result<Done> change(journal::Unit& unit, const std::string& id, const char* then, Decide&& decided) {
  auto account = unit.load<Account>(id);
  if (!account.exists()) return practice::nothing_here();
  Result<AccountEvents> events = decided(account);
  if (!events) return std::unexpected(std::move(events.error()));
  if (!events->empty()) unit.append(account, *events);
  return Done{path_of(id) + then, id};
}

Asking asking(const journal::Unit& unit) { return {unit.actor().person, unit.now()}; }

std::optional<Instant> open_until(const Account& account, Instant now) {
  if (account.closed || !account.invited) return std::nullopt;
  const auto until = account.invited->at + access::invitation_lasts;
  return until > now ? std::optional(until) : std::nullopt;
}

}  // namespace

// ---- the account ------------------------------------------------------------------------------------------------------------

std::optional<PersonPage> read_person(const Staff& reader, const Asked& asked) {
  const auto account = reader.load<Account>(asked["account"]);
  if (!account.exists()) return std::nullopt;
  PersonPage m{.account = account.id,
               .name = account->details.name,
               .email = account->details.email,
               .agency = {},
               .roles = {},
               .teams = {},
               .invited_until = {},
               .last_signed_in = {}};
  m.agency = words_of(all_agencies(reader), account->details.agency);
  m.closed = account->closed;
  m.own = account.id == reader.viewer().account;
  for (const auto& role : account->roles) m.roles.emplace_back(reader.policy().title(role));
  const auto teams = all_teams(reader);
  for (const auto& team : account->teams) m.teams.push_back(words_of(teams, team));
  m.has_password = !account->password_hash.empty();
  m.has_second_factor = !account->second_factor.empty();
  m.invited_until = open_until(account.state, reader.now());
  m.last_signed_in = reader.last_signed_in(account.id);
  return m;
}

namespace {

html::Content one_a_line(const std::vector<std::string>& words, const char* otherwise) {
  if (words.empty()) return otherwise;
  std::vector<html::Content> items(words.begin(), words.end());
  return h::list(items);
}

std::string sign_in_words(const PersonPage& m) {
  if (m.closed) return "Cannot sign in";
  if (m.invited_until) return "Invited, until " + m.invited_until->spoken();
  if (!m.has_password) return "Not invited. Make an invitation, so that they can choose a password";
  return m.has_second_factor ? "With a password and an authenticator app" : "With a password. No authenticator app is set up yet";
}

html::Html ways_in(const Drawing& drawing, const PersonPage& m) {
  const practice::Typed nothing;
  const Fields fields(drawing, nothing);
  html::Html out = h::h2("Signing in");
  out << fields.form(h::p("An invitation is a link with which they choose a password, for those who are new or have forgotten theirs. You "
                          "hand it over; Hearth sends nothing."),
                     "Make an invitation", part_of(m.account, "invitation"));
  if (m.invited_until) out << h::p(h::link(part_of(m.account, "invitation"), "See the invitation that is open"));
  if (m.has_second_factor)
    out << h::p(h::link(part_of(m.account, "second-factor"), "They have lost the phone with their authenticator app"));
  return out;
}

}  // namespace

StaffPage draw_person(const Drawing& drawing, const PersonPage& m) {
  StaffPage page{m.name, {}, govuk::back_link({.text = "People", .href = "/admin/people"})};
  page << h::h1(m.name);
  if (m.closed) page << govuk::inset_text({.text = "This account is closed. All that its owner wrote stays where it is."});
  if (m.own) page << govuk::inset_text({.text = "This is your own account. Another administrator must make changes to it."});
  const bool changeable = !m.closed && !m.own;
  auto actions = [&](const char* part, const char* what) {
    std::vector<govuk::SummaryAction> all;
    if (changeable) all.push_back({.text = "Change", .href = part_of(m.account, part), .visually_hidden_text = what});
    return all;
  };
  page << govuk::summary_list(
      {.rows = {{.key = "E-mail address", .value = m.email},
                {.key = "Agency", .value = m.agency},
                {.key = "Roles", .value = one_a_line(m.roles, "None: they can see and do nothing"), .actions = actions("roles", "roles")},
                {.key = "Teams", .value = one_a_line(m.teams, "None"), .actions = actions("teams", "teams")},
                {.key = "Signs in", .value = sign_in_words(m)},
                {.key = "Last signed in", .value = m.last_signed_in ? m.last_signed_in->spoken() : std::string("Not yet")}}});
  if (changeable) {
    page << ways_in(drawing, m);
    page << h::h2("Closing the account") << h::p(h::link(part_of(m.account, "close"), "Close this account", " of " + m.name));
  }
  if (m.closed && !m.own) page << govuk::button({.text = "Open the account again", .href = part_of(m.account, "reopen")});
  return page;
}

// ---- roles and teams --------------------------------------------------------------------------------------------------------

std::optional<AccountForm> read_account(const Staff& reader, const Asked& asked) {
  const auto account = reader.load<Account>(asked["account"]);
  if (!account.exists()) return std::nullopt;
  return AccountForm{account.id, account->details.name, account.at.version, {}, {}};
}

std::optional<AccountForm> read_roles(const Staff& reader, const Asked& asked) {
  auto form = read_account(reader, asked);
  if (!form) return form;
  form->options = all_roles(reader.policy(), reader.today());
  for (const auto& row : reader.list<access::RoleRow>("account = $1", form->account)) form->chosen.push_back(row.role);
  return form;
}

StaffPage draw_roles(const Drawing&, Fields& fields, const AccountForm& m) {
  StaffPage page{"Roles of " + m.name, {}, back_to(m.account, m.name)};
  page << h::h1(page.title)
       << h::two_thirds(fields.form(html::join(fields.hidden("seen", std::to_string(m.version)),
                                               fields.tick("roles", "What do they do?", choices(m.options),
                                                           "A role counts from the next page that they open", m.chosen)),
                                    "Save the roles"));
  return page;
}

Result<Done> set_roles(journal::Unit& unit, const SetRoles& command) {
  return change(unit, command.account, "", [&](const auto& account) {
    auto known = roles_on(unit.today());
    // A role that has come to its end may stay ticked: it opens nothing any more.
    known.insert(account->roles.begin(), account->roles.end());
    return decide(account.state, command, account.at.version, {.roles = std::move(known)}, asking(unit));
  });
}

std::optional<AccountForm> read_membership(const Staff& reader, const Asked& asked) {
  auto form = read_account(reader, asked);
  if (!form) return form;
  form->options = all_teams(reader);
  for (const auto& row : reader.list<access::MemberRow>("account = $1", form->account)) form->chosen.push_back(row.team);
  return form;
}

StaffPage draw_membership(const Drawing&, Fields& fields, const AccountForm& m) {
  StaffPage page{"Teams of " + m.name, {}, back_to(m.account, m.name)};
  page << h::h1(page.title);
  if (m.options.empty()) {
    page << h::p("There are no teams yet.") << govuk::button({.text = "Add a team", .href = "/admin/teams/new"});
    return page;
  }
  page << h::two_thirds(fields.form(html::join(fields.hidden("seen", std::to_string(m.version)),
                                               fields.tick("teams", "Which teams are they in?", choices(m.options),
                                                           "Members of a team can open the records that the team holds", m.chosen)),
                                    "Save the teams"));
  return page;
}

Result<Done> set_teams(journal::Unit& unit, const SetTeams& command) {
  return change(unit, command.account, "", [&](const auto& account) {
    return decide(account.state, command, account.at.version, {.teams = team_ids(unit)}, asking(unit));
  });
}

// ---- the invitation ---------------------------------------------------------------------------------------------------------

std::optional<InvitationPage> read_invitation(const Staff& reader, const Asked& asked) {
  const auto account = reader.load<Account>(asked["account"]);
  const auto row = reader.get<AccountRow>(asked["account"]);
  if (!account.exists() || !row) return std::nullopt;
  InvitationPage m{account.id, account->details.name, {}, open_until(account.state, reader.now()), {}};
  if (!m.until) return m;
  const auto& invited = *account->invited;
  const auto by = reader.get<AccountRow>(invited.by);
  m.made_by = by ? by->body.name : std::string("Hearth");
  if (invited.by == reader.viewer().account) m.token = reader.invitation(*row, invited.at);
  return m;
}

StaffPage draw_invitation(const Drawing& drawing, const InvitationPage& m) {
  StaffPage page{"Invitation for " + m.name, {}, back_to(m.account, m.name)};
  page << h::h1(page.title);
  if (m.token) {
    const auto link = address(std::string(drawing.origin) + "/invitation?token=" + *m.token);
    page << h::p("Hand this link to " + m.name +
                 " in person, or by a way that only they read. Whoever has it can choose the account’s password.")
         << govuk::inset_text({.text = h::link(link, link.view())}) << h::p("It works once, until " + m.until->spoken() + ".");
    return page;
  }
  if (m.until)
    page << h::p(m.made_by.value_or("") + " made an invitation, which is open until " + m.until->spoken() +
                 ". Only they can see its link.");
  else
    page << h::p("No invitation is open: there is none, it was used, or it is too old.");
  const practice::Typed nothing;
  page << Fields(drawing, nothing).form({}, "Make a new invitation", part_of(m.account, "invitation"));
  return page;
}

Result<Done> invite(journal::Unit& unit, const Invite& command) {
  return change(unit, command.account, "/invitation", [&](const auto& account) { return decide(account.state, command, asking(unit)); });
}

// ---- a lost second factor ---------------------------------------------------------------------------------------------------

StaffPage draw_second_factor(const Drawing&, Fields& fields, const AccountForm& m) {
  StaffPage page{m.name + " has lost their authenticator app", {}, back_to(m.account, m.name)};
  page << h::h1(page.title)
       << h::p("Be sure that it is " + m.name +
               " who asks: meet them, or ring them on a number that you knew before. Somebody who has stolen a "
               "password asks for just this.")
       << h::p("They are signed out everywhere, their password and their app no longer work, and you get an invitation link to hand over.")
       << h::two_thirds(
              fields.form(fields.words("reason", "How do you know that it is them?", {.rows = 3}), "Take the app away", {}, true));
  return page;
}

Result<Done> reset_second_factor(journal::Unit& unit, const ResetSecondFactor& command) {
  return change(unit, command.account, "/invitation", [&](const auto& account) {
    auto events = decide(account.state, command, asking(unit));
    if (events) access::end_sessions(unit.connection(), command.account, {}, unit.now());
    return events;
  });
}

// ---- closing and opening again ----------------------------------------------------------------------------------------------

std::optional<CloseForm> read_close(const CaseReader& reader, const Asked& asked) {
  const auto account = reader.load<Account>(asked["account"]);
  if (!account.exists()) return std::nullopt;
  CloseForm m{account.id, account->details.name, {}};
  for (const auto& held : reader.list<RelationRow>(
           "person = $1 and kind = 'allocated_worker' and (until is null or until > $2) order by began", account.id, reader.now().micros)) {
    LeftBehind child{held.subject, held.began, {}};
    for (const auto& responsible : reader.list<RelationRow>("subject = $1 and kind = 'responsible_team' and (until is null or until > $2)",
                                                            held.subject, reader.now().micros))
      if (auto team = reader.get<TeamRow>(responsible.team.value_or(""))) child.team = team->body.name;
    m.children.push_back(std::move(child));
  }
  return m;
}

CasePage draw_close(const Drawing&, Fields& fields, const CloseForm& m) {
  CasePage page{"Close the account of " + m.name, {}, back_to(m.account, m.name)};
  page << h::h1(page.title);
  if (m.children.empty()) {
    page << h::p(m.name + " is not the allocated worker of any child.");
  } else {
    page << govuk::warning_text({.text = m.name + " is the allocated worker of children who would be left without. Give this list to the "
                                                  "managers of the teams, who allocate somebody else"});
    govuk::Table table{.caption = "Children to hand over",
                       .caption_classes = "govuk-table__caption--m",
                       .head = govuk::row("Record", "Allocated since", "Team")};
    // The managers can open these; who only administers cannot, so that no link leads there.
    for (const auto& c : m.children)
      table.rows.push_back(govuk::row(c.child, c.since.date().spoken(), c.team.empty() ? "No team" : c.team));
    page << govuk::table(table);
  }
  page << h::p("They are signed out everywhere at once and cannot sign in again. All that they wrote stays.")
       << h::two_thirds(fields.form(fields.words("reason", "Why is the account closed?", {.rows = 3}), "Close the account", {}, true));
  return page;
}

Result<Done> close_account(journal::Unit& unit, const CloseAccount& command) {
  return change(unit, command.account, "", [&](const auto& account) {
    auto events = decide(account.state, command, asking(unit));
    if (events) {
      access::end_sessions(unit.connection(), command.account, {}, unit.now());
      access::end_tokens(unit.connection(), command.account, unit.now());
    }
    return events;
  });
}

StaffPage draw_reopen(const Drawing&, Fields& fields, const AccountForm& m) {
  StaffPage page{"Open the account of " + m.name + " again", {}, back_to(m.account, m.name)};
  page << h::h1(page.title) << h::p("They have the roles and teams that they had, and sign in as before. Look at both afterwards.")
       << h::two_thirds(fields.form(fields.words("reason", "Why is the account opened again?", {.rows = 3}), "Open the account"));
  return page;
}

Result<Done> reopen_account(journal::Unit& unit, const ReopenAccount& command) {
  return change(unit, command.account, "", [&](const auto& account) { return decide(account.state, command, asking(unit)); });
}

}  // namespace hearth::journey::administration
