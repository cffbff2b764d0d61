#include "access/decision.hpp"

#include "access/people.hpp"

#include <algorithm>

namespace hearth::access {

std::string_view Policy::title(std::string_view role) const {
  auto found = std::ranges::find(roles_, role, &Role::name);
  return found == roles_.end() ? role : std::string_view(found->title);
}

bool Policy::has_role(std::string_view role, Date on) const {
  return std::ranges::any_of(roles_, [&](const Role& r) { return r.name == role && r.from <= on && (!r.until || on <= *r.until); });
}

Decision decide(const Policy& policy, const Viewer& viewer, Permission permission, bool concerns_record, std::span<const Held> held) {
  for (const auto& rule : policy.rules()) {
    if (rule.permission != permission || std::ranges::find(viewer.roles, rule.role) == viewer.roles.end()) continue;
    // A rule that asks for no record never opens one, and one that asks for a tie never opens a page without a record.
    const bool fits = rule.tie == Tie::none ? !concerns_record : concerns_record && (rule.tie == Tie::any || !held.empty());
    if (!fits) continue;
    return {true, std::string(name_of(permission)) + '/' + rule.role + '/' + std::string(name_of(rule.tie)),
            rule.tie == Tie::works_with ? held.front().relation : std::string()};
  }
  return {};
}

std::vector<Held> held_by(store::Connection& connection, const Viewer& viewer, std::span<const std::string> subjects, Instant now) {
  std::vector<Held> held;
  auto add = [&](const store::Row& row) {
    held.push_back({std::string(row.text(0)), described::enum_value<RelationKind>(row.text(1)).value()});
  };
  for (const auto& subject : subjects) {
    connection.each(
        "select relation, kind from v_relation where subject = $1 and began <= $3 and (until is null or until > $3) and (person = $2 or "
        "team in (select team from v_team_member where account = $2)) order by began, relation",
        add, subject, viewer.account, now.micros);
  }
  // What the person holds openly comes before what they broke the glass for: the log should name the better reason.
  std::ranges::stable_sort(held, {}, [](const Held& h) { return h.kind == RelationKind::break_glass; });
  return held;
}

std::optional<Viewer> viewer_of(store::Connection& connection, journal::KeyRing& keys, const Policy& policy, std::string_view account,
                                Date today) {
  auto row = journal::find_row<AccountRow>(connection, keys, std::string(account));
  if (!row || row->closed) return std::nullopt;
  Viewer viewer{row->account, row->body.name, row->agency, {}, {}, {}};
  if (auto agency = journal::find_row<AgencyRow>(connection, keys, row->agency)) viewer.agency_name = agency->body.name;
  connection.each(
      "select role from v_role_held where account = $1 order by role",
      [&](const store::Row& r) {
        if (policy.has_role(r.text(0), today)) viewer.roles.emplace_back(r.text(0));
      },
      account);
  connection.each(
      "select team from v_team_member where account = $1 order by team", [&](const store::Row& r) { viewer.teams.emplace_back(r.text(0)); },
      account);
  return viewer;
}

}  // namespace hearth::access
