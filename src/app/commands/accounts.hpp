// What the commands about people share.
#pragma once

#include "access/people.hpp"
#include "app/command.hpp"

#include <functional>

namespace hearth::app {

/// --data, --database and --email, in front of `more`.
std::vector<args::Option> with_account_options(std::vector<args::Option> more);

/// Opens the partnership and finds the open account that --email names, then does `act`.
Result<int> with_account(const args::Parsed& given, Console& console,
                         const std::function<Result<int>(const Partnership&, const access::AccountRow&)>& act);

}  // namespace hearth::app
