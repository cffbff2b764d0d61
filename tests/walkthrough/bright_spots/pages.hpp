// What people see and send.
#pragma once

#include "access/reader.hpp"
#include "practice/kit.hpp"
#include "rules.hpp"

namespace hearth::bright_spots {

struct Spot {
  Date on;
  std::string words, said_by;
};
BOOST_DESCRIBE_STRUCT(Spot, (), (on, words, said_by))

struct Spots {
  std::string child;
  std::vector<Spot> spots;
};
BOOST_DESCRIBE_STRUCT(Spots, (), (child, spots))

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

std::optional<Spots> read_spots(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_spots(const practice::Drawing& drawing, const Spots& model);
WorkerPage draw_new_spot(const practice::Drawing& drawing, practice::Fields& fields, const Spots& model);
Result<practice::Done> handle(journal::Unit& unit, const NoticeBrightSpot& command);

}  // namespace hearth::bright_spots
