// Where a command is started from: what it may print to, and where relative file names begin.
#pragma once

#include "journal/fold.hpp"

#include <filesystem>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::app {

struct Partnership;

struct Console {
  std::ostream& out;                    ///< What was asked for.
  std::ostream& err;                    ///< What to know besides, and what went wrong.
  std::filesystem::path folder;         ///< Where the caller stands.
  bool terminal = false;                ///< A person looks at `err`.
  std::vector<std::string> words = {};  ///< What was asked for.
  const Partnership* live = nullptr;    ///< Inside a running server: the partnership that it serves.

  std::filesystem::path file(std::string_view name) const { return folder / name; }
};

/// Shows on standard error how far something has come; nothing where a server does it for somebody else.
journal::Progress progress_of(std::string_view what, const Console& console);

/// Asks whoever sits at the terminal for a secret, without showing it. Nothing when nobody does.
std::optional<std::string> ask_secret(const std::string& question);

}  // namespace hearth::app
