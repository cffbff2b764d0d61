// Files of any agency into a People, with every row that was left out named.
#pragma once

#include "matching/people.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hearth::matching {

struct Wanted {
  std::vector<std::filesystem::path> files;
  std::string key = "rec_id";
  std::optional<std::string> mapping = {};  ///< "heading,meaning" lines; else the headings are guessed.
  bool strict = false;                      ///< A row that cannot be read refuses all.
};

/// A file as it was understood.
struct Understood {
  std::string name;
  std::vector<Column> columns;
  std::uint64_t rows = 0;
  std::uint64_t in_old_code = 0;  ///< Rows that were no UTF-8 and were read as Windows-1252.
  std::uint64_t left_out = 0;
  std::vector<std::string> faults;  ///< The first few rows left out, each with its line.
};

inline constexpr std::size_t faults_named = 10;  ///< Of a file.

/// `advance` is told of bytes read.
Result<std::vector<Understood>> gather(const Wanted& wanted, People& people, const std::function<void(std::uint64_t)>& advance);

/// What the first line of a file was taken to mean.
Result<std::vector<Column>> understand(const std::filesystem::path& file, const Wanted& wanted);

/// rec_id,... of two columns of a file, as (a, b); used for truths and rulings. `take` gets the cells named by `columns`, and the line.
Result<void> read_table(const std::filesystem::path& file, std::span<const std::string_view> columns,
                        const std::function<Result<void>(std::span<const std::string_view>, std::uint64_t)>& take);

}  // namespace hearth::matching
