// The words for what the rules call by a name.
#pragma once

#include "practices/three_houses/rules.hpp"

#include <string>

namespace hearth::three_houses {

std::string words_for(House house);
std::string words_for(Purpose purpose);
std::string words_for(ParentAnswer answer);
std::string words_for(Answer answer);
std::string words_for(UsedIn used_in);
std::string words_for(Eyes eyes);
std::string title_of(House house);  ///< As it stands over the child's sheet: "House of worries".
std::string face_words(int face);   ///< 1 to 5; "" for 0.

}  // namespace hearth::three_houses
