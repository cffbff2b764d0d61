// What may happen to a map. Pure.
#pragma once

#include "base/result.hpp"
#include "journal/unit.hpp"
#include "practices/signs_of_safety/events.hpp"

#include <variant>
#include <vector>

namespace hearth::signs_of_safety {

inline constexpr std::size_t most_statements = 500;

struct Statement {
  StatementMade made;
  std::vector<StatementDisputed> disputes;
};
BOOST_DESCRIBE_STRUCT(Statement, (), (made, disputes))

struct Map {
  static constexpr std::string_view kind = "safety_map";
  using Event = std::variant<MapBegun, StatementMade, StatementReworded, StatementTakenOff, StatementDisputed, SafetyScaled, MapCompleted>;
  MapBegun begun;
  std::vector<Statement> statements;  ///< In the order in which they were made.
  std::vector<SafetyScaled> scaled;   ///< Each person's latest answer to each question.
  bool completed = false;
  std::string subject(std::string_view) const { return begun.child; }
  std::vector<std::string> about(std::string_view) const { return {begun.child}; }
  const Statement* find(std::string_view key) const;
};
Map evolve(Map map, const Map::Event& event);

struct BeginMap {
  static constexpr Asks asks[] = {{"on", "Enter the day of the map"}, {"occasion", "Choose what the map is made for"}};
  std::string child;
  Date on;
  Occasion occasion;
  std::string participants;
  bool carry_on = false;  ///< Begin with the statements of the latest map.
};
BOOST_DESCRIBE_STRUCT(BeginMap, (), (child, on, occasion, participants, carry_on))

struct MakeStatement {
  static constexpr Asks asks[] = {{"domain", "Choose where on the map it stands"}};
  std::string map;
  Domain domain;
  std::string words, said_by, answers;
  std::optional<Date> by;
  std::string to_child;
};
BOOST_DESCRIBE_STRUCT(MakeStatement, (), (map, domain, words, said_by, answers, by, to_child))

struct RewordStatement {
  std::string map, key, words, to_child;
};
BOOST_DESCRIBE_STRUCT(RewordStatement, (), (map, key, words, to_child))

struct TakeStatementOff {
  std::string map, key, reason;
};
BOOST_DESCRIBE_STRUCT(TakeStatementOff, (), (map, key, reason))

struct DisputeStatement {
  std::string map, key, by, words;
};
BOOST_DESCRIBE_STRUCT(DisputeStatement, (), (map, key, by, words))

struct ScaleSafety {
  static constexpr Asks asks[] = {{"score", "Choose a whole number from 0 to 10. “Between 3 and 4” belongs into the reason"}};
  std::string map;
  std::string about, who, role;
  std::optional<int> score;
  std::string why, one_higher;
};
BOOST_DESCRIBE_STRUCT(ScaleSafety, (), (map, about, who, role, score, why, one_higher))

struct CompleteMap {
  std::string map, words;
};
BOOST_DESCRIBE_STRUCT(CompleteMap, (), (map, words))

/// `earlier`: the child's latest map, if there is one.
Result<std::vector<Map::Event>> decide(const BeginMap& command, const std::string& earlier_id, const Map* earlier, Date today);
Result<std::vector<Map::Event>> decide(const Map& map, const MakeStatement& command, const std::string& key);
Result<std::vector<Map::Event>> decide(const Map& map, const RewordStatement& command);
Result<std::vector<Map::Event>> decide(const Map& map, const TakeStatementOff& command);
Result<std::vector<Map::Event>> decide(const Map& map, const DisputeStatement& command);
Result<std::vector<Map::Event>> decide(const Map& map, const ScaleSafety& command);
Result<std::vector<Map::Event>> decide(const Map& map, const CompleteMap& command);

/// What a map still lacks before it may be called complete. A draft may lack anything.
std::vector<std::string> lacking(const Map& map);

/// What a statement of this domain may answer: a goal a danger, a step a goal, safety a danger.
std::optional<Domain> answered_by(Domain domain);

/// How a statement fares between two maps.
enum class Fate { same, reworded, added, gone };
BOOST_DESCRIBE_ENUM(Fate, same, reworded, added, gone)
struct Compared {
  Fate fate;
  Domain domain;
  std::string before, after;
};
BOOST_DESCRIBE_STRUCT(Compared, (), (fate, domain, before, after))
std::vector<Compared> compare(const Map& earlier, const Map& later);

}  // namespace hearth::signs_of_safety
