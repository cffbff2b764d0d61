// The words for what the rules call by a name.
#pragma once

#include "practices/signs_of_safety/rules.hpp"

namespace hearth::signs_of_safety {

std::string words_for(Occasion occasion);
std::string words_for(Domain domain);
std::string words_for(Fate fate);
std::string hint_for(Domain domain);  ///< How such a statement is written well.

inline constexpr Domain domains[] = {Domain::past_harm,         Domain::future_danger,   Domain::complicating_factor,
                                     Domain::existing_strength, Domain::existing_safety, Domain::safety_goal,
                                     Domain::next_step};

}  // namespace hearth::signs_of_safety
