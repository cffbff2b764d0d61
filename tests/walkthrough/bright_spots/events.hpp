// What can happen: a bright spot is noticed. Plain facts in the past tense.
#pragma once

#include "journal/event.hpp"

#include <boost/describe.hpp>
#include <string>

namespace hearth::bright_spots {

struct BrightSpotNoticed {
  static constexpr journal::EventType type{"bright_spot_noticed", 1};
  std::string child;
  Date on;
  std::string words;    ///< As the speaker gave them.
  std::string said_by;  ///< "Lee", "Gran", "Ms Hart".
};
BOOST_DESCRIBE_STRUCT(BrightSpotNoticed, (), (child, on, words, said_by))

}  // namespace hearth::bright_spots
