// The practices of the program, which list.inc names.
#pragma once

#include "base/reference.hpp"
#include "practice/kit.hpp"

namespace hearth::practices {

/// Registers every practice of the list with the kit, in its order: events, views, routes, navigation. Call it after
/// journey::register_journey; `reference` must outlive the kit.
void register_practices(practice::Kit& kit, const Reference& reference);

}  // namespace hearth::practices
