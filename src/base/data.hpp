// The tables of the repository's data/ folder, which are built into the program.
#pragma once

#include <span>
#include <string_view>

namespace hearth {

struct DataFile {
  std::string_view name;  ///< "bank_holidays.csv"
  std::string_view text;
};

/// All of them, by name.
std::span<const DataFile> data_files();

/// One of them, for the life of the program. Throws std::out_of_range for a name that data/ does not have: a mistake in the program.
std::string_view data_file(std::string_view name);

}  // namespace hearth
