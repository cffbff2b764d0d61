// The options of the commands that serve.
#pragma once

#include "app/serving.hpp"
#include "base/args.hpp"

namespace hearth::app {

std::vector<args::Option> listening_options();
Result<Listening> read_listening(const args::Parsed& given);

}  // namespace hearth::app
