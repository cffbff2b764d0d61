// Everything in an open format, for whoever leaves, or wants to look with tools of their own.
#pragma once

#include "journal/fold.hpp"
#include "journal/world.hpp"

#include <cstdint>
#include <functional>
#include <string_view>

namespace hearth::app {

/// The whole journal as JSON Lines: first a line about the export, then each stream's events together, oldest first, in the form that
/// this program's events have today. A body whose key was destroyed, or whose compartment is shut, is null. In the clear.
/// Returns the number of events.
std::int64_t export_all(const journal::World& world, const std::function<void(std::string_view)>& write,
                        const journal::Progress& progress = {});

}  // namespace hearth::app
