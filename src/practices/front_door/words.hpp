// The words for what the front door's rules call by a name: a thing is called the same on every page.
#pragma once

#include "practices/front_door/events.hpp"

namespace hearth::front_door {

std::string words_for(TriageOutcome outcome);
std::string words_for(Check check);
std::string words_for(CheckState state);
std::string words_for(Side side);
std::string words_for(RingResult result);

}  // namespace hearth::front_door
