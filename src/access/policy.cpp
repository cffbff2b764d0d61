#include "access/decision.hpp"
#include "base/csv.hpp"

#include <algorithm>

namespace hearth::access {
namespace {

std::string at_line(std::size_t line) { return "line " + std::to_string(line); }

Result<std::vector<Role>> load_roles(std::string_view text) {
  constexpr std::string_view columns[] = {"role", "title", "from", "until", "source"};
  std::vector<Role> roles;
  auto take = [&](const csv::Row& row) -> Result<void> {
    auto from = Date::parse(row.cells[2]);
    if (!from) return refuse(at_line(row.line), "A role needs its first day");
    std::optional<Date> until;
    if (!row.cells[3].empty()) {
      auto last = Date::parse(row.cells[3]);
      if (!last) return refuse(at_line(row.line), "A role's last day is no date");
      until = *last;
    }
    roles.push_back({std::string(row.cells[0]), std::string(row.cells[1]), *from, until, std::string(row.cells[4])});
    return {};
  };
  if (auto done = csv::read_columns(text, columns, take, csv::Comments::before_header); !done) return std::unexpected(done.error());
  return roles;
}

}  // namespace

Result<Policy> Policy::load(std::string_view policy_csv, std::string_view roles_csv) {
  Policy policy;
  auto roles = load_roles(roles_csv);
  if (!roles) return std::unexpected(roles.error());
  policy.roles_ = std::move(*roles);
  constexpr std::string_view columns[] = {"permission", "role", "relation", "why"};
  auto take = [&](const csv::Row& row) -> Result<void> {
    const auto permission = described::enum_value<Permission>(row.cells[0]);
    const auto tie = described::enum_value<Tie>(row.cells[2]);
    if (!permission) return refuse(at_line(row.line), "There is no permission called " + std::string(row.cells[0]));
    if (!tie) return refuse(at_line(row.line), "A relation is none, any or works_with, not " + std::string(row.cells[2]));
    if (std::ranges::find(policy.roles_, row.cells[1], &Role::name) == policy.roles_.end())
      return refuse(at_line(row.line), "There is no role called " + std::string(row.cells[1]));
    if (row.cells[3].empty()) return refuse(at_line(row.line), "Every rule says why");
    policy.rules_.push_back({*permission, std::string(row.cells[1]), *tie, std::string(row.cells[3])});
    return {};
  };
  if (auto done = csv::read_columns(policy_csv, columns, take, csv::Comments::before_header); !done) return std::unexpected(done.error());
  return policy;
}

}  // namespace hearth::access
