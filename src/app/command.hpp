// The program's words. Each is a file in commands/ that defines one or a few Commands; commands/table.cpp lists them.
#pragma once

#include "app/console.hpp"
#include "app/partnership.hpp"
#include "base/args.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::app {

/// Exit codes besides those of serving.hpp. A failure has said one sentence on standard error.
inline constexpr int done_well = 0, failed = 1, misused = 2;

struct Command {
  args::Command words;
  /// Does it, and returns the exit code, or refuses with a sentence.
  Result<int> (*run)(const args::Parsed& given, Console& console);
  bool live = false;  ///< A running server does it too, for somebody who holds the keys (control.hpp).
};

/// All of them, in the order of the help.
std::span<const Command* const> commands();

/// Runs the command that `words` begin with; --help and --version besides. Says on `console.err` what is wrong.
int run_words(std::span<const std::string_view> words, Console& console);

/// The same inside a running server, for commands that are `live`.
int run_live_words(std::span<const std::string_view> words, Console& console);

/// A sentence as it ends on a terminal: with a full stop.
std::string ended(std::string sentence);

// ---- What commands that work on a data folder share.

/// --data and --database, in front of `more`.
std::vector<args::Option> with_data_options(std::vector<args::Option> more);

/// The same, --make and --partnership in front of `more`; and what a partnership that is made is then called.
std::vector<args::Option> with_making_options(std::vector<args::Option> more);
Settings new_settings(const args::Parsed& given);

/// The data folder and the database that were named (--data, else HEARTH_DATA), and the keys from the environment, which is cleared
/// of them.
Result<Options> data_options(const args::Parsed& given);

/// Opens the partnership; asks for the passphrase at the terminal when the folder needs one that was not given, and puts it into `options`.
Result<std::unique_ptr<Partnership>> open_partnership(Options& options, const Console& console);

/// How a command wants its partnership.
struct Want {
  bool make = false;  ///< Makes one when the folder holds none.
  bool views = true;  ///< Options::prepare_views
  Settings made{};    ///< Of one that is made.
};

/// Opens the partnership that --data names, and does `act` with it. When a server has it open, that server is asked to do the command.
Result<int> on_partnership(const args::Parsed& given, Console& console, const Want& want,
                           const std::function<Result<int>(const Partnership&)>& act);

}  // namespace hearth::app
