// The hub's words: one place, so that a thing is called the same on every page.
#pragma once

#include "rules.hpp"

namespace hearth::hub {

std::string words_for(Rating rating);
std::string words_for(Answer answer);
std::string words_for(Standing standing);
std::string words_for(Holding holding);
std::string words_for(Sensitivity sensitivity);
std::string words_for(Handling handling);
std::string words_for(Risk risk);
std::string words_for(Outcome outcome);
std::string words_for(Attempt attempt);

/// The class of a rating's tag: its own colour, beside its name.
std::string colour_of(Rating rating);
std::string colour_of(Standing standing);
std::string colour_of(Risk risk);

}  // namespace hearth::hub
