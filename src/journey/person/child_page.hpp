// The child's page and the chronology.
#pragma once

#include "journey/person/pages.hpp"

namespace hearth::journey {

std::optional<ChildPage> read_child(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_child(const practice::Drawing& drawing, const ChildPage& model);
std::optional<ChronologyPage> read_chronology(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_chronology(const practice::Drawing& drawing, const ChronologyPage& model);

}  // namespace hearth::journey
