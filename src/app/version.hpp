#pragma once

#include <string_view>

namespace hearth::app {

/// Of the program, as `hearth --version`, /health and the API's description say it.
inline constexpr std::string_view version = "0.1.0";

}  // namespace hearth::app
