#include "journey/administration/rules.hpp"

#include "access/second_factor.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace hearth::journey::administration {

using access::Account;

namespace {

/// A name as it is kept: one form of Unicode, no blanks around it.
std::string kept(std::string_view name) { return text::nfc(text::trim(name)); }

std::string fault_of_name(std::string_view name, std::string_view ask) {
  if (name.empty()) return std::string(ask);
  if (text::characters(name) > longest_name) return "Enter a name of " + std::to_string(longest_name) + " characters or fewer";
  if (text::has_control_characters(name) || name.find('\n') != name.npos) return "Enter the name on one line, without special characters";
  return {};
}

Refusals fault_of_reason(std::string_view reason, std::string_view ask) {
  if (text::characters(text::trim(reason)) >= shortest_reason) return {};
  return {{"reason", std::string(ask) + ", in at least " + std::to_string(shortest_reason) + " characters"}};
}

void check_all(const std::vector<std::string>& given, const std::set<std::string>& known, const std::string& field,
               const std::string& sentence, Refusals& wrong) {
  if (!std::ranges::all_of(given, [&](const auto& one) { return known.contains(one); })) wrong.push_back({field, sentence});
}

Refusals fault_of_state(const Account& account) {
  if (account.closed) return {{"", "This account is closed. Open it again first"}};
  return {};
}

/// What turns the set `before` into `after`, as events.
template <class Added, class Removed>
AccountEvents difference(const std::set<std::string>& before, const std::set<std::string>& after) {
  AccountEvents events;
  for (const auto& one : after)
    if (!before.contains(one)) events.push_back(Added{one});
  for (const auto& one : before)
    if (!after.contains(one)) events.push_back(Removed{one});
  return events;
}

const std::string changed_meanwhile = "Somebody else has changed this account meanwhile. Look at what is ticked now, then save again";

}  // namespace

std::string fault_of_email(std::string_view email) {
  const auto at = email.find('@');
  const auto dot = email.rfind('.');
  const bool looks_right = at != email.npos && at > 0 && email.find('@', at + 1) == email.npos && dot != email.npos && dot > at + 1 &&
                           dot + 1 < email.size() && email.find("..") == email.npos;
  const bool plain = std::ranges::none_of(
      email, [](unsigned char c) { return c <= ' ' || c == 0x7f || std::string_view("<>()[]\\,;:\"").contains(char(c)); });
  if (!looks_right || !plain || email.size() > longest_email) return "Enter an e-mail address in the correct format, like name@example.com";
  return {};
}

Result<access::AgencyAdded> decide(const AddAgency& command, const Known& known) {
  const auto name = kept(command.name);
  if (auto fault = fault_of_name(name, "Enter the agency’s name"); !fault.empty()) return refuse("name", fault);
  if (known.names.contains(text::fold_case(name))) return refuse("name", "There is an agency of that name already");
  return access::AgencyAdded{name, command.kind};
}

Result<access::TeamAdded> decide(const AddTeam& command, const Known& known) {
  Refusals wrong;
  const auto name = kept(command.name);
  if (auto fault = fault_of_name(name, "Enter the team’s name"); !fault.empty())
    wrong.push_back({"name", fault});
  else if (known.names.contains(text::fold_case(name)))
    wrong.push_back({"name", "That agency has a team of that name already"});
  if (!known.agencies.contains(command.agency)) wrong.push_back({"agency", "Choose the agency that the team belongs to"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return access::TeamAdded{name, command.agency, command.kind};
}

Result<AccountEvents> decide(const OpenAccount& command, const Known& known, const Asking& by) {
  Refusals wrong;
  const auto name = kept(command.name);
  const std::string email(text::trim(command.email));
  if (auto fault = fault_of_name(name, "Enter the person’s first and last name"); !fault.empty()) wrong.push_back({"name", fault});
  if (auto fault = fault_of_email(email); !fault.empty())
    wrong.push_back({"email", fault});
  else if (known.email_taken)
    wrong.push_back({"email", "Somebody has an account with this e-mail address already. Look for them under People"});
  if (!known.agencies.contains(command.agency)) wrong.push_back({"agency", "Choose the agency that the person works for"});
  check_all(command.roles, known.roles, "roles", "Choose roles from the list", wrong);
  check_all(command.teams, known.teams, "teams", "Choose teams from the list", wrong);
  if (!wrong.empty()) return std::unexpected(std::move(wrong));

  AccountEvents events{access::AccountOpened{name, email, command.agency}};
  for (const auto& role : std::set(command.roles.begin(), command.roles.end())) events.push_back(access::RoleGiven{role});
  for (const auto& team : std::set(command.teams.begin(), command.teams.end())) events.push_back(access::TeamJoined{team});
  events.push_back(access::InvitationMade{by.now, by.account});
  return events;
}

Result<AccountEvents> decide(const Account& account, const SetRoles& command, std::int64_t version, const Known& known, const Asking& by) {
  if (command.account == by.account) return refuse("", "Nobody gives or takes their own roles. Ask another administrator");
  auto wrong = fault_of_state(account);
  check_all(command.roles, known.roles, "roles", "Choose roles from the list", wrong);
  if (command.seen != version) wrong.push_back({"roles", changed_meanwhile});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return difference<access::RoleGiven, access::RoleTaken>(account.roles, {command.roles.begin(), command.roles.end()});
}

Result<AccountEvents> decide(const Account& account, const SetTeams& command, std::int64_t version, const Known& known, const Asking& by) {
  // A team opens the records that it holds, so joining one is as good as a role.
  if (command.account == by.account) return refuse("", "Nobody puts themselves into a team. Ask another administrator");
  auto wrong = fault_of_state(account);
  check_all(command.teams, known.teams, "teams", "Choose teams from the list", wrong);
  if (command.seen != version) wrong.push_back({"teams", changed_meanwhile});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return difference<access::TeamJoined, access::TeamLeft>(account.teams, {command.teams.begin(), command.teams.end()});
}

Result<AccountEvents> decide(const Account& account, const Invite& command, const Asking& by) {
  if (command.account == by.account) return refuse("", "Change your own password under your name at the top of the page");
  if (auto wrong = fault_of_state(account); !wrong.empty()) return std::unexpected(std::move(wrong));
  return AccountEvents{access::InvitationMade{by.now, by.account}};
}

Result<AccountEvents> decide(const Account& account, const ResetSecondFactor& command, const Asking& by) {
  if (auto wrong = fault_of_state(account); !wrong.empty()) return std::unexpected(std::move(wrong));
  auto events = access::remove_second_factor(account, command.account, by.account, text::trim(command.reason));
  if (!events) return events;
  events->push_back(access::PasswordSet{});
  events->push_back(access::InvitationMade{by.now, by.account});
  return events;
}

Result<AccountEvents> decide(const Account& account, const CloseAccount& command, const Asking& by) {
  if (command.account == by.account) return refuse("", "Nobody closes their own account. Ask another administrator");
  if (account.closed) return refuse("", "This account is closed already");
  if (auto wrong = fault_of_reason(command.reason, "Say why the account is closed"); !wrong.empty())
    return std::unexpected(std::move(wrong));
  return AccountEvents{access::AccountClosed{command.reason}};
}

Result<AccountEvents> decide(const Account& account, const ReopenAccount& command, const Asking& by) {
  if (command.account == by.account) return refuse("", "Nobody opens their own account. Ask another administrator");
  if (!account.closed) return refuse("", "This account is open already");
  if (auto wrong = fault_of_reason(command.reason, "Say why the account is opened again"); !wrong.empty())
    return std::unexpected(std::move(wrong));
  return AccountEvents{access::AccountReopened{command.reason}};
}

}  // namespace hearth::journey::administration
