#include "access/sign_in.hpp"
#include "app/commands/accounts.hpp"
#include "app/commands/all.hpp"
#include "base/text.hpp"
#include "journey/administration/pages.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hearth::app {
namespace {

namespace administration = journey::administration;

/// Records what whoever runs the server decides: the same commands as the administration pages, without a page's person.
Result<practice::Done> decide(const Partnership& partnership, const std::function<Result<practice::Done>(journal::Unit&)>& act) {
  Result<practice::Done> done;
  struct Refused {};
  try {
    journal::submit_and_wait(partnership.world, {"system", {}}, [&](journal::Unit& unit) {
      done = act(unit);
      if (!done) throw Refused{};  // so that nothing of it is kept
    });
  } catch (const Refused&) {
  }
  return done;
}

std::string link_of(const Partnership& partnership, const args::Parsed& given, const access::AccountRow& account, Instant made) {
  std::string origin(given.text("url").value_or(""));
  while (origin.ends_with('/')) origin.pop_back();
  return fmt::format("{}/invitation?token={}", origin, access::invitation(partnership.vault, account, made));
}

std::vector<std::string> strings(std::span<const std::string_view> views) { return {views.begin(), views.end()}; }

// ---- add

/// The agency with this name; the only one when no name is given; made when there is none yet.
Result<std::string> find_or_add_agency(journal::Unit& unit, const std::string& given_name, const std::string& partnership_name) {
  const auto agencies = unit.views().select<access::AgencyRow>("1 = 1");
  const auto name = given_name.empty() ? partnership_name : given_name;
  const auto found = std::ranges::find_if(agencies, [&](const auto& a) { return a.body.name == name; });
  if (found != agencies.end()) return found->agency;
  if (given_name.empty() && agencies.size() == 1) return agencies.front().agency;
  if (!agencies.empty()) {
    std::string names;
    for (const auto& a : agencies) names += (names.empty() ? "" : ", ") + a.body.name;
    return refuse("agency", "Say which agency they work for, with --agency NAME: " + names);
  }
  auto added = administration::add_agency(unit, {name, access::AgencyKind::childrens_social_care});
  if (!added) return std::unexpected(std::move(added.error()));
  return added->id;
}

Result<std::vector<std::string>> teams_named(journal::Unit& unit, std::span<const std::string_view> names) {
  const auto teams = unit.views().select<access::TeamRow>("1 = 1");
  std::vector<std::string> ids;
  for (const auto name : names) {
    const auto found = std::ranges::find_if(teams, [&](const auto& t) { return t.body.name == name; });
    if (found == teams.end()) return refuse("team", fmt::format("There is no team {}: add it on the administration pages first", name));
    ids.push_back(found->team);
  }
  return ids;
}

Result<void> check_roles(const Partnership& partnership, std::span<const std::string_view> roles) {
  const auto today = partnership.world.clock.now().date();
  for (const auto role : roles) {
    if (partnership.policy.has_role(role, today)) continue;
    std::string names;
    for (const auto& known : partnership.policy.roles()) names += (names.empty() ? "" : ", ") + known.name;
    return refuse("role", fmt::format("There is no role {}: use one of {}", role, names));
  }
  return {};
}

Result<int> add(const Partnership& partnership, const args::Parsed& given, Console& console) {
  if (auto checked = check_roles(partnership, given.texts("role")); !checked) return std::unexpected(checked.error());
  const auto done = decide(partnership, [&](journal::Unit& unit) -> Result<practice::Done> {
    auto agency = find_or_add_agency(unit, std::string(given.text("agency").value_or("")), partnership.settings.name);
    if (!agency) return std::unexpected(std::move(agency.error()));
    auto teams = teams_named(unit, given.texts("team"));
    if (!teams) return std::unexpected(std::move(teams.error()));
    return administration::open_account(unit, {std::string(*given.text("name")), std::string(*given.text("email")), std::move(*agency),
                                               strings(given.texts("role")), std::move(*teams)});
  });
  if (!done) return std::unexpected(done.error());
  const auto snapshot = partnership.database->read();
  const auto account = journal::find_row<access::AccountRow>(snapshot->connection(), partnership.world.keys, done->id);
  console.err << fmt::format("With this link {} chooses a password, once, within {} days.\n", account->body.name,
                             access::invitation_lasts.count());
  console.out << link_of(partnership, given, *account, partnership.world.clock.now()) << std::endl;
  return done_well;
}

Result<int> run_add(const args::Parsed& given, Console& console) {
  const Want want{.make = given.has("make"), .made = new_settings(given)};
  return on_partnership(given, console, want, [&](const Partnership& partnership) { return add(partnership, given, console); });
}

// ---- list, invite, close

Result<int> list(const Partnership& partnership, Console& console) {
  const auto snapshot = partnership.database->read();
  auto& connection = snapshot->connection();
  auto& keys = partnership.world.keys;
  auto accounts = journal::select_rows<access::AccountRow>(connection, keys, "1 = 1");
  std::ranges::sort(accounts, {}, [](const access::AccountRow& a) { return a.body.name; });
  for (const auto& account : accounts) {
    std::string roles;
    for (const auto& held : journal::select_rows<access::RoleRow>(connection, keys, "account = $1", account.account))
      roles += (roles.empty() ? "" : ", ") + held.role;
    const auto state = account.closed ? "closed" : account.body.password_hash.empty() ? "not come yet" : "open";
    console.out << fmt::format("{}  {}  {}  {}\n", account.body.email, account.body.name, state, roles.empty() ? "no role" : roles);
  }
  console.out << std::flush;
  return done_well;
}

Result<int> run_list(const args::Parsed& given, Console& console) {
  return on_partnership(given, console, {}, [&](const Partnership& partnership) { return list(partnership, console); });
}

Result<int> run_invite(const args::Parsed& given, Console& console) {
  return with_account(given, console, [&](const Partnership& partnership, const access::AccountRow& account) -> Result<int> {
    const auto done = decide(partnership, [&](journal::Unit& unit) { return administration::invite(unit, {account.account}); });
    if (!done) return std::unexpected(done.error());
    console.err << fmt::format("With this link {} chooses a password, once, within {} days.\n", account.body.name,
                               access::invitation_lasts.count());
    console.out << link_of(partnership, given, account, partnership.world.clock.now()) << std::endl;
    return done_well;
  });
}

Result<int> run_close(const args::Parsed& given, Console& console) {
  return with_account(given, console, [&](const Partnership& partnership, const access::AccountRow& account) -> Result<int> {
    const auto done = decide(partnership, [&](journal::Unit& unit) {
      return administration::close_account(unit, {account.account, std::string(*given.text("reason"))});
    });
    if (!done) return std::unexpected(done.error());
    console.out << fmt::format("The account of {} is closed, and they are signed out everywhere.", account.body.name) << std::endl;
    return done_well;
  });
}

constexpr args::Option url_option{
    .name = "url", .value = "URL", .help = "Where browsers find this server, for the link", .otherwise = "http://127.0.0.1:8080"};

}  // namespace

std::vector<args::Option> with_account_options(std::vector<args::Option> more) {
  auto all = with_data_options({{.name = "email", .value = "EMAIL", .help = "Whose", .required = true}});
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Result<int> with_account(const args::Parsed& given, Console& console,
                         const std::function<Result<int>(const Partnership&, const access::AccountRow&)>& act) {
  return on_partnership(given, console, {}, [&](const Partnership& partnership) -> Result<int> {
    const auto email = *given.text("email");
    const auto account =
        access::find_candidate(partnership.database->read()->connection(), partnership.world.keys, partnership.vault, email);
    if (!account) return refuse("email", fmt::format("There is no open account of {}: `hearth user list` shows them", email));
    return act(partnership, *account);
  });
}

const Command user_add_command{
    {.words = "user add",
     .help = "Opens an account and prints the link with which its holder chooses a password",
     .options = with_making_options({{.name = "name", .value = "NAME", .help = "First and last name", .required = true},
                                     {.name = "email", .value = "EMAIL", .help = "Their address at work", .required = true},
                                     {.name = "role", .value = "ROLE", .help = "What they do; once for each", .many = true},
                                     {.name = "agency", .value = "NAME", .help = "Whom they work for; needed when there are several"},
                                     {.name = "team", .value = "NAME", .help = "A team of theirs; once for each", .many = true},
                                     url_option})},
    run_add,
    true};

const Command user_list_command{
    {.words = "user list", .help = "Lists all accounts with their roles", .options = with_data_options({})}, run_list, true};

const Command user_invite_command{{.words = "user invite",
                                   .help = "Makes a new link for somebody who is new or has forgotten their password",
                                   .options = with_account_options({url_option})},
                                  run_invite,
                                  true};

const Command user_close_command{
    {.words = "user close",
     .help = "Closes an account: its holder is signed out everywhere and cannot come back",
     .options = with_account_options({{.name = "reason", .value = "WORDS", .help = "Why; it is kept in the journal", .required = true}})},
    run_close,
    true};

}  // namespace hearth::app
