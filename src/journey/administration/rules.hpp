// What an administrator may do with agencies, teams and accounts. Pure: what must be looked up is handed in.
//
// Nobody administers themselves: an administrator who could give themselves a role, or keep an account that others want closed, would
// stand above the policy (docs/security.md, two-person acts). So a partnership has two administrators.
#pragma once

#include "access/people.hpp"
#include "base/result.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hearth::journey::administration {

inline constexpr std::size_t longest_name = 200;    ///< Characters, of a person, a team or an agency.
inline constexpr std::size_t longest_email = 254;   ///< Source: RFC 5321 section 4.5.3.1.3, less the angle brackets.
inline constexpr std::size_t shortest_reason = 10;  ///< Characters.

struct AddAgency {
  static constexpr Asks asks[] = {{"name", "Enter the agency’s name"}, {"kind", "Choose what kind of agency it is"}};
  std::string name;
  access::AgencyKind kind;
};
BOOST_DESCRIBE_STRUCT(AddAgency, (), (name, kind))

struct AddTeam {
  static constexpr Asks asks[] = {
      {"name", "Enter the team’s name"}, {"agency", "Choose the agency that the team belongs to"}, {"kind", "Choose what the team does"}};
  std::string name;
  std::string agency;
  access::TeamKind kind;
};
BOOST_DESCRIBE_STRUCT(AddTeam, (), (name, agency, kind))

struct OpenAccount {
  static constexpr Asks asks[] = {{"name", "Enter the person’s first and last name"},
                                  {"email", "Enter the person’s e-mail address at work"},
                                  {"agency", "Choose the agency that the person works for"}};
  std::string name;
  std::string email;
  std::string agency;
  std::vector<std::string> roles;
  std::vector<std::string> teams;
};
BOOST_DESCRIBE_STRUCT(OpenAccount, (), (name, email, agency, roles, teams))

/// The roles that the account has from now on.
struct SetRoles {
  static constexpr Asks asks[] = {{"seen", "Open the page again, so that you see the roles as they are"}};
  std::string account;
  std::int64_t seen = 0;  ///< The version of the account that the form was drawn from.
  std::vector<std::string> roles;
};
BOOST_DESCRIBE_STRUCT(SetRoles, (), (account, seen, roles))

/// The teams that the account belongs to from now on.
struct SetTeams {
  static constexpr Asks asks[] = {{"seen", "Open the page again, so that you see the teams as they are"}};
  std::string account;
  std::int64_t seen = 0;
  std::vector<std::string> teams;
};
BOOST_DESCRIBE_STRUCT(SetTeams, (), (account, seen, teams))

struct Invite {
  std::string account;
};
BOOST_DESCRIBE_STRUCT(Invite, (), (account))

struct ResetSecondFactor {
  static constexpr Asks asks[] = {{"reason", "Say how you know that it is them who asks"}};
  std::string account, reason;
};
BOOST_DESCRIBE_STRUCT(ResetSecondFactor, (), (account, reason))

struct CloseAccount {
  static constexpr Asks asks[] = {{"reason", "Say why the account is closed"}};
  std::string account, reason;
};
BOOST_DESCRIBE_STRUCT(CloseAccount, (), (account, reason))

struct ReopenAccount {
  static constexpr Asks asks[] = {{"reason", "Say why the account is opened again"}};
  std::string account, reason;
};
BOOST_DESCRIBE_STRUCT(ReopenAccount, (), (account, reason))

/// What the rules need to know of the partnership.
struct Known {
  std::set<std::string> agencies{}, teams{};  ///< Ids.
  std::set<std::string> roles{};              ///< Those that can be held today.
  std::set<std::string> names{};              ///< Of the agencies, or of the agency's teams, in lower case.
  bool email_taken = false;
};

/// Who asks, and when.
struct Asking {
  std::string account;
  Instant now;
};

using AccountEvents = std::vector<access::Account::Event>;

Result<access::AgencyAdded> decide(const AddAgency& command, const Known& known);
Result<access::TeamAdded> decide(const AddTeam& command, const Known& known);

/// The new account and its invitation.
Result<AccountEvents> decide(const OpenAccount& command, const Known& known, const Asking& by);

// Of an account that exists. `id` is its own; `version` is that of its stream.
Result<AccountEvents> decide(const access::Account& account, const SetRoles& command, std::int64_t version, const Known& known,
                             const Asking& by);
Result<AccountEvents> decide(const access::Account& account, const SetTeams& command, std::int64_t version, const Known& known,
                             const Asking& by);
Result<AccountEvents> decide(const access::Account& account, const Invite& command, const Asking& by);
/// Takes the lost second factor and the password away and makes an invitation: the old password alone must not be enough to set up
/// another phone. The caller ends the account's sessions.
Result<AccountEvents> decide(const access::Account& account, const ResetSecondFactor& command, const Asking& by);
/// The caller ends the account's sessions and tokens.
Result<AccountEvents> decide(const access::Account& account, const CloseAccount& command, const Asking& by);
Result<AccountEvents> decide(const access::Account& account, const ReopenAccount& command, const Asking& by);

/// The address as it is kept: without blanks around it. What is wrong with it, or "".
std::string fault_of_email(std::string_view email);

}  // namespace hearth::journey::administration
