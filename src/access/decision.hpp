// The one decision: may this person do this, to this record, now? Denied unless a rule allows. The rules are data (data/policy.csv).
#pragma once

#include "access/relationship.hpp"
#include "base/result.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace hearth::access {

/// Everything that a route can ask for. A route names exactly one, or says that it is open to anybody.
enum class Permission {
  use_own_account,
  see_my_work,
  see_dashboard,
  see_front_door,
  take_contact,
  see_contact,
  decide_contact,
  see_child,
  record_child,
  see_referral,
  decide_referral,
  allocate,
  assess,
  authorise_assessment,
  plan,
  review_plan,
  close_referral,
  search,
  break_glass,
  review_access,
  administer
};
BOOST_DESCRIBE_ENUM(Permission, use_own_account, see_my_work, see_dashboard, see_front_door, take_contact, see_contact, decide_contact,
                    see_child, record_child, see_referral, decide_referral, allocate, assess, authorise_assessment, plan, review_plan,
                    close_referral, search, break_glass, review_access, administer)

/// What a rule asks of the tie between the person and the record.
enum class Tie {
  none,        ///< No record is concerned.
  any,         ///< Any record.
  works_with,  ///< A working relationship that is open now.
};
BOOST_DESCRIBE_ENUM(Tie, none, any, works_with)

struct Rule {
  Permission permission;
  std::string role;
  Tie tie;
  std::string why;
};

struct Role {
  std::string name, title;
  Date from;
  std::optional<Date> until;
  std::string source;
};

/// The rules and the roles, as loaded.
class Policy {
 public:
  /// Reads the two tables. Refuses unknown permissions, roles and ties, with the line.
  static Result<Policy> load(std::string_view policy_csv, std::string_view roles_csv);

  std::span<const Rule> rules() const { return rules_; }
  std::span<const Role> roles() const { return roles_; }
  std::string_view title(std::string_view role) const;
  bool has_role(std::string_view role, Date on) const;

 private:
  std::vector<Rule> rules_;
  std::vector<Role> roles_;
};

/// Somebody who has signed in.
struct Viewer {
  std::string account, name, agency, agency_name;
  std::vector<std::string> roles, teams;
};

/// An open relationship between the viewer and the record.
struct Held {
  std::string relation;
  RelationKind kind;
};

/// What was decided, and why: the log of reads keeps both.
struct Decision {
  bool allowed = false;
  std::string rule;      ///< "see_child/social_worker/works_with"
  std::string relation;  ///< The id of the relationship that it stands on; "" when none was needed.
};

/// `concerns_record`: the route is about a record; `held`: the viewer's open relationships to it.
Decision decide(const Policy& policy, const Viewer& viewer, Permission permission, bool concerns_record, std::span<const Held> held);

/// The viewer's open relationships to any of these records, from the views.
std::vector<Held> held_by(store::Connection& connection, const Viewer& viewer, std::span<const std::string> subjects, Instant now);

/// Who an account is, with the roles and teams that it has now. nullopt: no such account, or it is closed.
std::optional<Viewer> viewer_of(store::Connection& connection, journal::KeyRing& keys, const Policy& policy, std::string_view account,
                                Date today);

}  // namespace hearth::access
