// Which contacts tell of like worries: for people who want to learn how like worries were decided. It orders contacts for reading and
// nothing else: no number leaves this file, nothing is said of a child, and no decision is proposed.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::front_door {

using Telling = std::set<std::string>;

/// The words that tell something: folded, of four letters and more, none of the everyday ones.
Telling telling_words(std::string_view told);

/// How much each word sets a contact apart: the rarer among all, the more (inverse document frequency; Spärck Jones 1972).
std::map<std::string, double> weights_of(std::span<const Telling> all);

struct Alike {
  std::size_t index = 0;           ///< Into what was compared.
  std::vector<std::string> words;  ///< What both tell of, the most telling first.
};

/// The most alike of `all` to one of them, at least `fewest` telling words in common, the most alike first.
std::vector<Alike> most_alike(std::span<const Telling> all, std::size_t to, std::size_t most, std::size_t fewest = 3);

}  // namespace hearth::front_door
