// What is kept for reading: the maps of a child.
#pragma once

#include "journal/catalogue.hpp"
#include "journal/view.hpp"
#include "practices/signs_of_safety/rules.hpp"

namespace hearth::signs_of_safety {

struct MapRow {
  static constexpr journal::View view{.name = "safety_map", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"subject, on_day"};
  std::string map, subject;
  Date on_day;
  Occasion occasion{};
  bool completed = false;
};
BOOST_DESCRIBE_STRUCT(MapRow, (), (map, subject, on_day, occasion, completed))

/// One answer on the scale: what the chart over time is drawn from. A person's later answer on the same map replaces the earlier.
struct ScoreRow {
  static constexpr journal::View view{.name = "safety_score", .version = 1, .keys = 2};
  static constexpr std::string_view indexes[] = {"subject"};
  struct Body {
    std::string about, who, role, why;
    std::optional<int> score;
    BOOST_DESCRIBE_CLASS(Body, (), (about, who, role, why, score), (), ())
  };
  std::string map;
  std::int64_t version = 0;
  std::string subject;
  Body body;
};
BOOST_DESCRIBE_STRUCT(ScoreRow, (), (map, version, subject, body))

void register_views(journal::Catalogue& catalogue);

}  // namespace hearth::signs_of_safety
