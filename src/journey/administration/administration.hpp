// People, teams and agencies; who opened what, and why.
#pragma once

#include "practice/kit.hpp"

namespace hearth::journey::administration {

void register_administration(practice::Kit& kit);

}  // namespace hearth::journey::administration
