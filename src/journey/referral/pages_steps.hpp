// The journey of one referral as a list of steps: what is done and was it in time, what comes next and by when. Pure.
#pragma once

#include "journey/referral/rules.hpp"

namespace hearth::journey {

struct ReferralStep {
  enum class State { done, running, to_do, waiting, not_needed };
  BOOST_DESCRIBE_NESTED_ENUM(State, done, running, to_do, waiting, not_needed)
  std::string what, detail;
  State state{};
  std::optional<Date> on;        ///< When it was done or began.
  std::optional<Date> due;       ///< The last day on which it is in time, where law or local rule says one.
  std::optional<Action> action;  ///< What takes the step.
  std::string section;           ///< Where the referral's page tells it; "" nowhere.
  bool late(Date today) const { return due && (on ? *on > *due : state == State::to_do && today > *due); }
};
BOOST_DESCRIBE_STRUCT(ReferralStep, (), (what, detail, state, on, due, action, section))

/// The steps in the order of the journey. Enquiries, conferences and protection plans only where there are any.
std::vector<ReferralStep> steps_of(const Referral& referral, const Reference& reference);

}  // namespace hearth::journey
