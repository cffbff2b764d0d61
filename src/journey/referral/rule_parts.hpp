// What the rules of a referral have in common. For rules.cpp and protection_rules.cpp only.
#pragma once

#include "journey/referral/rules.hpp"

namespace hearth::journey {

template <class Events>
Result<Events> or_refuse(Refusals wrong, Events events) {
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return events;
}

/// A day on which something happened: not after today, and not before `what`, which was on `not_before`.
void check_day(Date on, Date not_before, const std::string& what, Date today, Refusals& wrong, const std::string& field = "on");

/// A form offers more goals than most plans have: those that nobody filled in are none.
std::vector<PlanGoal> filled_in(std::vector<PlanGoal> goals);
void check_goals(const std::vector<PlanGoal>& goals, Refusals& wrong);

}  // namespace hearth::journey
