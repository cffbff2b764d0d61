#include "rules.hpp"

namespace hearth::bright_spots {

BrightSpot evolve(BrightSpot spot, const BrightSpot::Event& event) {
  spot.noticed = std::get<BrightSpotNoticed>(event);
  return spot;
}

Result<std::vector<BrightSpot::Event>> decide(const NoticeBrightSpot& c, Date today) {
  Refusals wrong;
  if (c.on > today) wrong.push_back({"on", "This day is in the future. A bright spot tells what went well"});
  if (c.words.empty()) wrong.push_back({"words", "Write what went well, in the speaker’s own words"});
  if (c.said_by.empty()) wrong.push_back({"said_by", "Write who said it"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<BrightSpot::Event>{BrightSpotNoticed{c.child, c.on, c.words, c.said_by}};
}

}  // namespace hearth::bright_spots
