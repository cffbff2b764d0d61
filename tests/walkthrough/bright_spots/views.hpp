// What is kept for reading: the bright spots of a child, latest first.
#pragma once

#include "events.hpp"
#include "journal/catalogue.hpp"
#include "journal/view.hpp"

namespace hearth::bright_spots {

struct BrightSpotRow {
  static constexpr journal::View view{.name = "bright_spot", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"subject, on_day"};
  struct Body {
    std::string words, said_by;
    BOOST_DESCRIBE_CLASS(Body, (), (words, said_by), (), ())
  };
  std::string spot, subject;  ///< `subject`: the child, whose key seals the body.
  Date on_day;
  Body body;
};
BOOST_DESCRIBE_STRUCT(BrightSpotRow, (), (spot, subject, on_day, body))

void register_views(journal::Catalogue& catalogue);

}  // namespace hearth::bright_spots
