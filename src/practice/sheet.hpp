// A list to take along: as CSV, or as a workbook. Nothing in it can be a formula, whoever wrote it.
#pragma once

#include "practice/route.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace hearth::practice {

/// A cell: nothing, a number, a day, or words.
struct Cell : std::variant<std::monostate, std::int64_t, Date, std::string> {
  using variant::variant;
};

struct Sheet {
  std::string title;  ///< Also what the file is called.
  std::vector<std::string> head;
  std::vector<std::vector<Cell>> rows;
};

/// With a byte order mark, so that Excel reads names in any script. Words that would be a formula get an apostrophe before them.
File as_csv(const Sheet& sheet);

/// Words are written as strings, which a workbook never computes. Throws std::runtime_error when it cannot be made.
File as_xlsx(const Sheet& sheet);

}  // namespace hearth::practice
