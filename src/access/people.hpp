// The partnership's own people: agencies, teams, accounts, their roles. What happened to them, and what they then are.
#pragma once

#include "base/result.hpp"
#include "journal/event.hpp"
#include "journal/unit.hpp"

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace hearth::access {

enum class AgencyKind { childrens_social_care, police, health, education, housing, probation, voluntary, court, other };
BOOST_DESCRIBE_ENUM(AgencyKind, childrens_social_care, police, health, education, housing, probation, voluntary, court, other)

enum class TeamKind { front_door, assessment, child_in_need, child_protection, early_help, other };
BOOST_DESCRIBE_ENUM(TeamKind, front_door, assessment, child_in_need, child_protection, early_help, other)

// ---- agencies -------------------------------------------------------------------------------------------------------------

struct AgencyAdded {
  static constexpr journal::EventType type{"agency_added", 1, kStaff};
  std::string name;
  AgencyKind kind;
};
BOOST_DESCRIBE_STRUCT(AgencyAdded, (), (name, kind))

struct Agency {
  static constexpr std::string_view kind = "agency";
  using Event = std::variant<AgencyAdded>;
  AgencyAdded details;
  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return {}; }
};
Agency evolve(Agency agency, const Agency::Event& event);

// ---- teams ----------------------------------------------------------------------------------------------------------------

struct TeamAdded {
  static constexpr journal::EventType type{"team_added", 1, kStaff};
  std::string name;
  std::string agency;
  TeamKind kind;
};
BOOST_DESCRIBE_STRUCT(TeamAdded, (), (name, agency, kind))

struct Team {
  static constexpr std::string_view kind = "team";
  using Event = std::variant<TeamAdded>;
  TeamAdded details;
  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return {}; }
};
Team evolve(Team team, const Team::Event& event);

// ---- accounts -------------------------------------------------------------------------------------------------------------

struct AccountOpened {
  static constexpr journal::EventType type{"account_opened", 1, kStaff};
  std::string name;
  std::string email;
  std::string agency;
};
BOOST_DESCRIBE_STRUCT(AccountOpened, (), (name, email, agency))

struct RoleGiven {
  static constexpr journal::EventType type{"role_given", 1, kStaff};
  std::string role;
};
BOOST_DESCRIBE_STRUCT(RoleGiven, (), (role))

struct RoleTaken {
  static constexpr journal::EventType type{"role_taken", 1, kStaff};
  std::string role;
};
BOOST_DESCRIBE_STRUCT(RoleTaken, (), (role))

struct TeamJoined {
  static constexpr journal::EventType type{"team_joined", 1, kStaff};
  std::string team;
};
BOOST_DESCRIBE_STRUCT(TeamJoined, (), (team))

struct TeamLeft {
  static constexpr journal::EventType type{"team_left", 1, kStaff};
  std::string team;
};
BOOST_DESCRIBE_STRUCT(TeamLeft, (), (team))

struct PasswordSet {
  static constexpr journal::EventType type{"password_set", 1, kStaff};
  std::string hash;  ///< Argon2id, never the password
};
BOOST_DESCRIBE_STRUCT(PasswordSet, (), (hash))

struct SecondFactorSet {
  static constexpr journal::EventType type{"second_factor_set", 1, kStaff};
  std::string secret;  ///< Base 32, as an authenticator app holds it
};
BOOST_DESCRIBE_STRUCT(SecondFactorSet, (), (secret))

struct SecondFactorRemoved {
  static constexpr journal::EventType type{"second_factor_removed", 1, kStaff};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SecondFactorRemoved, (), (reason))

/// An invitation link was made (sign_in.hpp). The link itself is nowhere stored: whoever made it sees it made again from the moment.
struct InvitationMade {
  static constexpr journal::EventType type{"invitation_made", 1, kStaff};
  Instant at;
  std::string by;  ///< The administrator's account.
};
BOOST_DESCRIBE_STRUCT(InvitationMade, (), (at, by))

struct AccountClosed {
  static constexpr journal::EventType type{"account_closed", 1, kStaff};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AccountClosed, (), (reason))

struct AccountReopened {
  static constexpr journal::EventType type{"account_reopened", 1, kStaff};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AccountReopened, (), (reason))

struct Account {
  static constexpr std::string_view kind = "account";
  using Event = std::variant<AccountOpened, RoleGiven, RoleTaken, TeamJoined, TeamLeft, PasswordSet, SecondFactorSet, SecondFactorRemoved,
                             InvitationMade, AccountClosed, AccountReopened>;
  AccountOpened details;
  std::set<std::string> roles, teams;
  std::string password_hash, second_factor;
  std::optional<InvitationMade> invited;  ///< The latest, until it is used: a password was set.
  bool closed = false;
  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return {}; }
};
Account evolve(Account account, const Account::Event& event);

// ---- views ----------------------------------------------------------------------------------------------------------------

struct AgencyRow {
  static constexpr journal::View view{.name = "agency", .version = 1, .keys = 1, .labels = kStaff};
  struct Body {
    std::string name;
    BOOST_DESCRIBE_CLASS(Body, (), (name), (), ())
  };
  std::string agency, subject;
  AgencyKind kind{};
  Body body;
};
BOOST_DESCRIBE_STRUCT(AgencyRow, (), (agency, subject, kind, body))

struct TeamRow {
  static constexpr journal::View view{.name = "team", .version = 1, .keys = 1, .labels = kStaff};
  static constexpr std::string_view indexes[] = {"agency", "kind"};
  struct Body {
    std::string name;
    BOOST_DESCRIBE_CLASS(Body, (), (name), (), ())
  };
  std::string team, subject, agency;
  TeamKind kind{};
  Body body;
};
BOOST_DESCRIBE_STRUCT(TeamRow, (), (team, subject, agency, kind, body))

struct AccountRow {
  static constexpr journal::View view{.name = "account", .version = 1, .keys = 1, .labels = kStaff};
  static constexpr std::string_view indexes[] = {"email", "agency"};
  struct Body {
    std::string name, email, password_hash, second_factor;
    BOOST_DESCRIBE_CLASS(Body, (), (name, email, password_hash, second_factor), (), ())
  };
  std::string account, subject;
  std::string email;  ///< Keyed fingerprint of the folded address, in hexadecimal: found without being stored.
  std::string agency;
  bool closed = false;
  Body body;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (account, subject, email, agency, closed, body))

struct RoleRow {
  static constexpr journal::View view{.name = "role_held", .version = 1, .keys = 2, .labels = kStaff};
  std::string account, role;
};
BOOST_DESCRIBE_STRUCT(RoleRow, (), (account, role))

struct MemberRow {
  static constexpr journal::View view{.name = "team_member", .version = 1, .keys = 2, .labels = kStaff};
  static constexpr std::string_view indexes[] = {"team"};
  std::string account, team;
};
BOOST_DESCRIBE_STRUCT(MemberRow, (), (account, team))

/// How an e-mail address is found: a fingerprint under the vault's own key, of the address in lower case.
std::string email_fingerprint(const vault::Vault& vault, std::string_view email);

/// Makes these events and views known. `vault` must outlive the catalogue.
void register_people(journal::Catalogue& catalogue, const vault::Vault& vault);

}  // namespace hearth::access
