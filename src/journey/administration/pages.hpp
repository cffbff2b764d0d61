// What administrators see and send: agencies, teams and people.
#pragma once

#include "access/reader.hpp"
#include "journey/administration/rules.hpp"
#include "journey/lookup.hpp"
#include "practice/fields.hpp"
#include "practice/page.hpp"
#include "practice/route.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hearth::journey::administration {

using Staff = access::Reader<access::audience::staff>;
using StaffPage = practice::Page<access::audience::staff>;
using CaseReader = access::Reader<access::audience::case_workers>;
using CasePage = practice::Page<access::audience::case_workers>;

inline constexpr int people_on_a_page = 50;

// ---- the way in -------------------------------------------------------------------------------------------------------------

struct Overview {
  std::int64_t agencies = 0, teams = 0, people = 0, closed = 0, administrators = 0;
};
BOOST_DESCRIBE_STRUCT(Overview, (), (agencies, teams, people, closed, administrators))
std::optional<Overview> read_overview(const Staff& reader, const practice::Asked& asked);
StaffPage draw_overview(const practice::Drawing& drawing, const Overview& model);

// ---- agencies and teams -----------------------------------------------------------------------------------------------------

struct AgencyLine {
  std::string agency, name, kind;
  std::int64_t teams = 0, people = 0;  ///< People with an open account.
};
BOOST_DESCRIBE_STRUCT(AgencyLine, (), (agency, name, kind, teams, people))
struct AgencyList {
  std::vector<AgencyLine> agencies;
};
BOOST_DESCRIBE_STRUCT(AgencyList, (), (agencies))
std::optional<AgencyList> read_agencies(const Staff& reader, const practice::Asked& asked);
StaffPage draw_agencies(const practice::Drawing& drawing, const AgencyList& model);

struct TeamLine {
  std::string team, name, agency, kind;
  std::int64_t people = 0;
};
BOOST_DESCRIBE_STRUCT(TeamLine, (), (team, name, agency, kind, people))
struct TeamList {
  std::vector<TeamLine> teams;
};
BOOST_DESCRIBE_STRUCT(TeamList, (), (teams))
std::optional<TeamList> read_teams(const Staff& reader, const practice::Asked& asked);
StaffPage draw_teams(const practice::Drawing& drawing, const TeamList& model);

/// What there is to choose from in a form.
struct Choosable {
  std::vector<Option> agencies, teams, roles;
};
BOOST_DESCRIBE_STRUCT(Choosable, (), (agencies, teams, roles))
std::optional<Choosable> read_choosable(const Staff& reader, const practice::Asked& asked);
StaffPage draw_new_agency(const practice::Drawing& drawing, practice::Fields& fields, const Choosable& model);
StaffPage draw_new_team(const practice::Drawing& drawing, practice::Fields& fields, const Choosable& model);
Result<practice::Done> add_agency(journal::Unit& unit, const AddAgency& command);
Result<practice::Done> add_team(journal::Unit& unit, const AddTeam& command);

// ---- people -----------------------------------------------------------------------------------------------------------------

struct PersonLine {
  std::string account, name, agency, roles, teams;
  bool closed = false;
};
BOOST_DESCRIBE_STRUCT(PersonLine, (), (account, name, agency, roles, teams, closed))

struct PeopleList {
  std::string name, agency, team, role, state;  ///< What the list is narrowed down by; state: "", "closed" or "all".
  std::int64_t total = 0;
  int page = 1, pages = 1;
  std::vector<PersonLine> people;
  Choosable options;
};
BOOST_DESCRIBE_STRUCT(PeopleList, (), (name, agency, team, role, state, total, page, pages, people, options))
std::optional<PeopleList> read_people(const Staff& reader, const practice::Asked& asked);
StaffPage draw_people(const practice::Drawing& drawing, const PeopleList& model);

StaffPage draw_new_person(const practice::Drawing& drawing, practice::Fields& fields, const Choosable& model);
Result<practice::Done> open_account(journal::Unit& unit, const OpenAccount& command);

// ---- one person -------------------------------------------------------------------------------------------------------------

struct PersonPage {
  std::string account, name, email, agency;
  bool closed = false, own = false;
  std::vector<std::string> roles, teams;
  bool has_password = false, has_second_factor = false;
  std::optional<Instant> invited_until;
  std::optional<Instant> last_signed_in;
};
BOOST_DESCRIBE_STRUCT(PersonPage, (),
                      (account, name, email, agency, closed, own, roles, teams, has_password, has_second_factor, invited_until,
                       last_signed_in))
std::optional<PersonPage> read_person(const Staff& reader, const practice::Asked& asked);
StaffPage draw_person(const practice::Drawing& drawing, const PersonPage& model);

/// An account and what can be ticked for it.
struct AccountForm {
  std::string account, name;
  std::int64_t version = 0;
  std::vector<Option> options;
  std::vector<std::string> chosen;
};
BOOST_DESCRIBE_STRUCT(AccountForm, (), (account, name, version, options, chosen))
std::optional<AccountForm> read_roles(const Staff& reader, const practice::Asked& asked);
StaffPage draw_roles(const practice::Drawing& drawing, practice::Fields& fields, const AccountForm& model);
Result<practice::Done> set_roles(journal::Unit& unit, const SetRoles& command);
std::optional<AccountForm> read_membership(const Staff& reader, const practice::Asked& asked);
StaffPage draw_membership(const practice::Drawing& drawing, practice::Fields& fields, const AccountForm& model);
Result<practice::Done> set_teams(journal::Unit& unit, const SetTeams& command);

/// The link to hand over. Only the administrator who made the invitation sees it, until it is used or too old.
struct InvitationPage {
  std::string account, name;
  std::optional<std::string> token;
  std::optional<Instant> until;  ///< Of an invitation that is open, whoever made it.
  std::optional<std::string> made_by;
};
BOOST_DESCRIBE_STRUCT(InvitationPage, (), (account, name, token, until, made_by))
std::optional<InvitationPage> read_invitation(const Staff& reader, const practice::Asked& asked);
StaffPage draw_invitation(const practice::Drawing& drawing, const InvitationPage& model);
Result<practice::Done> invite(journal::Unit& unit, const Invite& command);

std::optional<AccountForm> read_account(const Staff& reader, const practice::Asked& asked);
StaffPage draw_second_factor(const practice::Drawing& drawing, practice::Fields& fields, const AccountForm& model);
Result<practice::Done> reset_second_factor(journal::Unit& unit, const ResetSecondFactor& command);
StaffPage draw_reopen(const practice::Drawing& drawing, practice::Fields& fields, const AccountForm& model);
Result<practice::Done> reopen_account(journal::Unit& unit, const ReopenAccount& command);

/// A child who would be left without an allocated worker. By number alone: administrators keep people, not records.
struct LeftBehind {
  std::string child;
  Instant since;
  std::string team;  ///< The responsible team's name; "" when there is none.
};
BOOST_DESCRIBE_STRUCT(LeftBehind, (), (child, since, team))
struct CloseForm {
  std::string account, name;
  std::vector<LeftBehind> children;
};
BOOST_DESCRIBE_STRUCT(CloseForm, (), (account, name, children))
std::optional<CloseForm> read_close(const CaseReader& reader, const practice::Asked& asked);
CasePage draw_close(const practice::Drawing& drawing, practice::Fields& fields, const CloseForm& model);
Result<practice::Done> close_account(journal::Unit& unit, const CloseAccount& command);

// ---- shared by the files of this folder -------------------------------------------------------------------------------------

/// All teams, with their agency's name where there are several agencies.
std::vector<Option> all_teams(const Staff& reader);
std::vector<Option> all_agencies(const Staff& reader);
std::vector<Option> all_roles(const access::Policy& policy, Date today);
/// The roles that can be held on a day, from the tables that the program carries.
std::set<std::string> roles_on(Date day);
/// The ids of all teams; of all agencies.
std::set<std::string> team_ids(journal::Unit& unit);
std::set<std::string> agency_ids(journal::Unit& unit);

}  // namespace hearth::journey::administration
