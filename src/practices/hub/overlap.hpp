// Somebody cleared for the hub who copies sealed words into an ordinary record is shown what they copied before it is saved. Types cannot
// stop retyping: a statement copied out of a strategy meeting's minutes into a plan that went to a family is the breach that happens
// (ICO, reprimand of May 2024). The residual risk is paraphrase.
#pragma once

#include "events.hpp"
#include "practice/kit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hearth::hub {

/// How many words in a row are a copy and no chance.
inline constexpr std::size_t copied_words = 6;

/// The longest run of the author's words, in lower case, that also stands in the sealed text; "" when none is long enough.
std::string overlap(std::string_view typed, const Words& sealed);

/// What a member of the hub is told when a text that is about these children repeats what is sealed about them; none for everybody else,
/// of whom nothing is looked up.
Refusals copied(journal::Unit& unit, const std::string& author, const std::vector<std::string>& children,
                const std::vector<web::Field>& typed);

}  // namespace hearth::hub
