// How alike two texts are. Bytes of folded text; nothing here allocates.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hearth::matching {

/// Jaro's measure with Winkler's bonus for a common beginning of up to four letters (M. A. Jaro, JASA 84 (1989) 414-420; W. E. Winkler,
/// Proceedings of the Section on Survey Research Methods, ASA 1990, 354-359). 1: equal, 0: nothing in common.
/// Texts longer than 64 bytes are compared by their first 64.
double jaro_winkler(std::string_view a, std::string_view b);

/// One character added, left out, changed, or swapped with its neighbour.
bool one_edit(std::string_view a, std::string_view b);

/// What a name sounds like, roughly: for English spelling and the usual romanisations. Equal sounds find candidates; they prove nothing.
std::string sound_of(std::string_view name);

}  // namespace hearth::matching
