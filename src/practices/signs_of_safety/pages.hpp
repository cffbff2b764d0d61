// What people see and send about Signs of Safety.
#pragma once

#include "access/reader.hpp"
#include "journey/lookup.hpp"
#include "practice/kit.hpp"
#include "practices/signs_of_safety/rules.hpp"
#include "practices/signs_of_safety/views.hpp"

namespace hearth::signs_of_safety {

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

struct MapLine {
  std::string map;
  Date on;
  Occasion occasion;
  bool completed = false;
};
BOOST_DESCRIBE_STRUCT(MapLine, (), (map, on, occasion, completed))

/// One person's answer, on the day of its map.
struct ScoreLine {
  Date on;
  std::string map, who, role, why;
  std::optional<int> score;
};
BOOST_DESCRIBE_STRUCT(ScoreLine, (), (on, map, who, role, why, score))

struct Maps {
  std::string child, name;
  std::vector<MapLine> maps;      ///< Latest first.
  std::vector<ScoreLine> scores;  ///< Of safety as a whole, oldest first.
  bool may_record = false;
};
BOOST_DESCRIBE_STRUCT(Maps, (), (child, name, maps, scores, may_record))

struct MapPage {
  std::string map, name;
  MapBegun begun;
  std::vector<Statement> statements;
  std::vector<SafetyScaled> scaled;
  std::vector<std::string> lacks;  ///< Before it may be called complete.
  bool completed = false, may_record = false;
};
BOOST_DESCRIBE_STRUCT(MapPage, (), (map, name, begun, statements, scaled, lacks, completed, may_record))

/// One statement, with how it read before.
struct Wording {
  std::string words, who;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Wording, (), (words, who, at))
struct StatementPage {
  std::string map, name, child;
  Statement statement;
  std::vector<Wording> wordings;  ///< Oldest first.
};
BOOST_DESCRIBE_STRUCT(StatementPage, (), (map, name, child, statement, wordings))

struct Comparison {
  std::string child, name;
  std::optional<MapLine> earlier, later;
  std::vector<Compared> statements;
  std::vector<ScoreLine> before, after;
  std::vector<MapLine> maps;
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (child, name, earlier, later, statements, before, after, maps))

std::optional<Maps> read_maps(const Worker& reader, const practice::Asked& asked);
std::optional<Maps> read_maps_of_referral(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_maps(const practice::Drawing& drawing, const Maps& model);
WorkerPage draw_new_map(const practice::Drawing& drawing, practice::Fields& fields, const Maps& model);
std::optional<Comparison> read_comparison(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_comparison(const practice::Drawing& drawing, const Comparison& model);
/// Everybody's line over time. Nothing when nobody gave a number.
html::Html chart(const std::vector<ScoreLine>& scores);

std::optional<MapPage> read_map(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_map(const practice::Drawing& drawing, const MapPage& model);
WorkerPage draw_for_child(const practice::Drawing& drawing, const MapPage& model);
WorkerPage draw_new_statement(const practice::Drawing& drawing, practice::Fields& fields, const MapPage& model);
WorkerPage draw_scale(const practice::Drawing& drawing, practice::Fields& fields, const MapPage& model);
WorkerPage draw_complete(const practice::Drawing& drawing, practice::Fields& fields, const MapPage& model);

std::optional<StatementPage> read_statement(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_wording(const practice::Drawing& drawing, practice::Fields& fields, const StatementPage& model);
WorkerPage draw_dispute(const practice::Drawing& drawing, practice::Fields& fields, const StatementPage& model);
WorkerPage draw_taking_off(const practice::Drawing& drawing, practice::Fields& fields, const StatementPage& model);

Result<practice::Done> handle(journal::Unit& unit, const BeginMap& command);
Result<practice::Done> handle(journal::Unit& unit, const MakeStatement& command);
Result<practice::Done> handle(journal::Unit& unit, const RewordStatement& command);
Result<practice::Done> handle(journal::Unit& unit, const TakeStatementOff& command);
Result<practice::Done> handle(journal::Unit& unit, const DisputeStatement& command);
Result<practice::Done> handle(journal::Unit& unit, const ScaleSafety& command);
Result<practice::Done> handle(journal::Unit& unit, const CompleteMap& command);

}  // namespace hearth::signs_of_safety
