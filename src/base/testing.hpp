// For tests: files of the repository, and tables of vectors.
#pragma once

#include "base/csv.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace hearth::testing {

/// The bytes of a file.
inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The rows of a CSV file without its header.
inline std::vector<std::vector<std::string>> table(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  const auto read = csv::read(read_file(path), [&](const csv::Row& row) -> Result<void> {
    rows.emplace_back(row.cells.begin(), row.cells.end());
    return {};
  });
  if (!read || rows.empty()) throw std::runtime_error("no table in " + path);
  rows.erase(rows.begin());
  return rows;
}

}  // namespace hearth::testing
