// The one decision: may this person do this, to this record, now? Denied unless a rule allows. The rules are data (data/policy.csv).
#pragma once

#include "access/relationship.hpp"
#include "base/result.hpp"

#include "journal/labels.hpp"

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
  discuss_strategy,
  enquire,
  chair_conference,
  plan,
  review_plan,
  close_referral,
  search,
  break_glass,
  review_access,
  send_to_hub,       ///< Bring a child to the hub: to write in, not to read.
  see_hub,           ///< The hub's own list.
  see_hub_enquiry,   ///< Everything inside one enquiry.
  answer_hub,        ///< For one's own agency.
  decide_hub,        ///< The social work manager alone.
  keep_hub_members,  ///< Who belongs to the hub, and who no longer does.
  read_released,     ///< One item that was released to oneself.
  take_call,
  see_call,
  triage_contact,
  answer_step,
  see_steps,
  learn_thresholds,
  administer
};
BOOST_DESCRIBE_ENUM(Permission, use_own_account, see_my_work, see_dashboard, see_front_door, take_contact, see_contact, decide_contact,
                    see_child, record_child, see_referral, decide_referral, allocate, assess, authorise_assessment, discuss_strategy,
                    enquire, chair_conference, plan, review_plan, close_referral, search, break_glass, review_access, send_to_hub, see_hub,
                    see_hub_enquiry, answer_hub, decide_hub, keep_hub_members, read_released, take_call, see_call, triage_contact,
                    answer_step, see_steps, learn_thresholds, administer)

/// The sealed labels that a permission clears for. A route whose audience is wider stops the start: nobody reads the hub by way of a
/// page that other people may open. All other labels are a matter of the working relationship.
constexpr Labels clearance(Permission permission) {
  switch (permission) {
    case Permission::see_hub:
    case Permission::see_hub_enquiry:
    case Permission::answer_hub:
    case Permission::decide_hub: return kHub;
    case Permission::read_released: return kReleased;
    default: return 0;
  }
}
inline constexpr Labels sealed_labels = kHub | kPlace | kReleased;

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
