// Rows of a file as agencies send them: any of four separators, three line ends, four encodings; and a row that cannot be read does not
// stop the rest. Memory is bounded by the longest row that is let in, whatever the file.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::matching {

/// One row. The views live until the next is asked for.
struct Row {
  std::span<const std::string_view> cells;
  std::uint64_t line = 0;       ///< On which it begins, from 1.
  std::string_view fault = {};  ///< Why it cannot be used; a sentence without its end.
};

inline constexpr std::size_t longest_row = 1 << 20;  ///< Bytes. A longer row is left out.

class Rows {
 public:
  /// The separator is the one of , ; tab | that occurs most in the first line. UTF-8 and UTF-16 are told by their marks; text that is no
  /// UTF-8 is read as Windows-1252, which is what old exports are written in.
  static Result<Rows> open(const std::filesystem::path& path);

  /// The next row that is not empty; nothing at the end. Throws std::system_error when the disk fails.
  const Row* next();

  std::uint64_t bytes_read() const { return bytes_read_; }
  std::uint64_t rows_in_old_code() const { return old_code_; }  ///< Read as Windows-1252.

 private:
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  enum class Coding { bytes, utf16_little, utf16_big };
  Rows(File file, std::string name) : file_(std::move(file)), name_(std::move(name)) {}

  void begin();
  bool fill();  ///< More into the buffer; false at the end.
  void take_utf16(std::string_view bytes);
  std::size_t end_of_row(std::size_t from);  ///< Where its line end is, or npos: the buffer does not hold it.
  void cut(std::string_view row);
  const Row* too_long();
  const Row* hand_over(std::size_t end);

  File file_;
  std::string name_;
  Coding coding_ = Coding::bytes;
  char separator_ = ',';
  std::string buffer_;
  std::string half_;    // bytes of an unfinished UTF-16 unit or pair
  std::size_t at_ = 0;  // where the next row begins in the buffer
  std::uint64_t line_ = 1;
  bool ended_ = false;
  std::uint64_t bytes_read_ = 0, old_code_ = 0;
  std::string text_;  // a row whose quotes or coding had to be undone
  std::vector<std::string_view> cells_;
  Row row_;
};

}  // namespace hearth::matching
