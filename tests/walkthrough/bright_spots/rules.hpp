// What may happen to a bright spot. Pure: no clock, no database, no pages.
#pragma once

#include "base/result.hpp"
#include "events.hpp"
#include "journal/unit.hpp"

#include <variant>
#include <vector>

namespace hearth::bright_spots {

struct BrightSpot {
  static constexpr std::string_view kind = "bright_spot";
  using Event = std::variant<BrightSpotNoticed>;
  BrightSpotNoticed noticed;

  std::string subject(std::string_view) const { return noticed.child; }
  std::vector<std::string> about(std::string_view) const { return {noticed.child}; }
};
BrightSpot evolve(BrightSpot spot, const BrightSpot::Event& event);

struct NoticeBrightSpot {
  static constexpr Asks asks[] = {{"on", "Enter the day on which it was noticed"}};
  std::string child;
  Date on;
  std::string words;
  std::string said_by;
};
BOOST_DESCRIBE_STRUCT(NoticeBrightSpot, (), (child, on, words, said_by))

/// Returns what happens, or why nothing does.
Result<std::vector<BrightSpot::Event>> decide(const NoticeBrightSpot& command, Date today);

}  // namespace hearth::bright_spots
