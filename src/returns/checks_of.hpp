// The rules of the census by what they look at. Internal to `check`.
#pragma once

#include "returns/checks.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace hearth::returns {

/// The period of a census: both days included.
struct Span {
  Date first, last;
  bool holds(std::optional<Date> day) const { return day && first <= *day && *day <= last; }
};

/// What was found about one child; a rule speaks once.
struct ChildFindings {
  std::vector<Finding>& all;
  std::size_t child;

  void say(const char* rule, std::string sentence) {
    const auto said = std::ranges::any_of(all, [&](const Finding& f) { return f.child == child && f.rule == rule; });
    if (!said) all.push_back({rule, child, std::move(sentence)});
  }
  void when(bool wrong, const char* rule, const char* sentence) {
    if (wrong) say(rule, sentence);
  }
};

/// Both are there, and one is before the other.
inline bool before(std::optional<Date> a, std::optional<Date> b) { return a && b && *a < *b; }

void check_identity(const cin::Child& child, const Span& year, const Reference& reference, ChildFindings& findings);
void check_episodes(const cin::Child& child, const Span& year, ChildFindings& findings);
void check_episode(const cin::Child& child, const cin::Episode& episode, const Span& year, ChildFindings& findings);
void check_steps(const cin::Episode& episode, const Span& year, const Reference& reference, ChildFindings& findings);
void check_plans(const cin::Child& child, const cin::Episode& episode, const Span& year, ChildFindings& findings);

}  // namespace hearth::returns
