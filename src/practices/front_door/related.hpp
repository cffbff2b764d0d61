// What may belong to the same family: pure comparisons. They find, they never decide.
#pragma once

#include <string>
#include <string_view>

namespace hearth::front_door {

/// An address as it is compared: lower case, no punctuation, the usual short forms ("Street" and "St" are one). "" for none.
std::string place_key(std::string_view address);

/// "3 hours and 10 minutes", "2 days and 4 hours", "just now".
std::string elapsed(long long minutes);

}  // namespace hearth::front_door
