// What can happen to a Signs of Safety map (Turnell and Edwards, 1999; Western Australia's policy of 2011 for what a map must hold).
#pragma once

#include "journal/event.hpp"

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hearth::signs_of_safety {

enum class Occasion { contact, assessment, conference, core_group, review, closure };
BOOST_DESCRIBE_ENUM(Occasion, contact, assessment, conference, core_group, review, closure)

/// Where a statement stands: what are we worried about, what is working well, what needs to happen.
enum class Domain { past_harm, future_danger, complicating_factor, existing_strength, existing_safety, safety_goal, next_step };
BOOST_DESCRIBE_ENUM(Domain, past_harm, future_danger, complicating_factor, existing_strength, existing_safety, safety_goal, next_step)

struct MapBegun {
  static constexpr journal::EventType type{"safety_map_begun", 1};
  std::string child;
  Date on;
  Occasion occasion;
  std::string participants;
  std::string carried_on_from;  ///< The map whose statements it began with; "" for none.
};
BOOST_DESCRIBE_STRUCT(MapBegun, (), (child, on, occasion, participants, carried_on_from))

/// `key` stays with a statement when a later map carries it on, so that two maps can be compared.
struct StatementMade {
  static constexpr journal::EventType type{"safety_statement_made", 1};
  std::string key;
  Domain domain;
  std::string words, said_by;
  std::string answers;  ///< The key of what it answers: a goal its danger, a step its goal, safety the danger that it proves against.
  std::optional<Date> by;
  std::string to_child;  ///< The same in words for the child; "" when the child is not told in these words.
};
BOOST_DESCRIBE_STRUCT(StatementMade, (), (key, domain, words, said_by, answers, by, to_child))

/// It reads so from now on; the earlier wording stays in the journal with its author and day.
struct StatementReworded {
  static constexpr journal::EventType type{"safety_statement_reworded", 1};
  std::string key, words, to_child;
};
BOOST_DESCRIBE_STRUCT(StatementReworded, (), (key, words, to_child))

struct StatementTakenOff {
  static constexpr journal::EventType type{"safety_statement_taken_off", 1};
  std::string key, reason;
};
BOOST_DESCRIBE_STRUCT(StatementTakenOff, (), (key, reason))

/// Somebody sees it otherwise: both versions stand on the map.
struct StatementDisputed {
  static constexpr journal::EventType type{"safety_statement_disputed", 1};
  std::string key, by, words;
};
BOOST_DESCRIBE_STRUCT(StatementDisputed, (), (key, by, words))

/// One person's own answer. Answers are never averaged.
struct SafetyScaled {
  static constexpr journal::EventType type{"safety_scaled", 1};
  std::string child;
  std::string about;         ///< The key of a danger; "" for safety as a whole.
  std::string who, role;     ///< "Mum", "Ms Hart, school"
  std::optional<int> score;  ///< Absent: would not say.
  std::string why, one_higher;
};
BOOST_DESCRIBE_STRUCT(SafetyScaled, (), (child, about, who, role, score, why, one_higher))

struct MapCompleted {
  static constexpr journal::EventType type{"safety_map_completed", 1};
  std::string words;
};
BOOST_DESCRIBE_STRUCT(MapCompleted, (), (words))

}  // namespace hearth::signs_of_safety
