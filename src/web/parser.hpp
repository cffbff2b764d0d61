// Beast's HTTP parser as a second reader of the head, after the gate: it splits the headers, and has to agree with the gate
// about what the request is and where it ends. It never sees the network.
#pragma once

#include "web/gate.hpp"
#include "web/message.hpp"

#include <optional>
#include <string_view>

namespace hearth::web {

/// Fills method, target, path, query and headers from a head that passed the gate. A fault when the two readers disagree or the
/// target has no safe reading.
std::optional<Fault> read_head(std::string_view head, const Framing& framing, Request& into);

}  // namespace hearth::web
