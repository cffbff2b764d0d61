// Comma-separated values (RFC 4180), in as others made them and out so that a spreadsheet runs nothing.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::csv {

/// One record. The views live until the call that hands the row over returns.
struct Row {
  std::span<const std::string_view> cells;
  std::size_t line;  ///< The line of the file on which it begins, from 1.
};

/// What to do with a row; a refusal stops the reading and becomes its result.
using Take = std::function<Result<void>(const Row&)>;

inline constexpr std::size_t largest_row = 5 << 20;  ///< Bytes. A longer row is refused: a quote was never closed.

inline constexpr std::size_t most_cells = 10'000;

enum class Comments { none, before_header };  ///< before_header: lines that begin with # are left out until the first that does not.

/// Reads a file that arrives in pieces. Understands a byte order mark; CRLF, LF and CR; quotes, and line ends inside them.
/// Leaves out empty lines. Refuses, naming the line: UTF-16, bytes that are no UTF-8, text after a closing quote,
/// a quote that is never closed, a row longer than `largest_row` or with more than `most_cells`.
class Reader {
 public:
  explicit Reader(Take take, Comments comments = Comments::none);
  Result<void> feed(std::string_view piece);
  Result<void> finish();

 private:
  enum class State { file_start, row_start, comment, cell_start, plain, quoted, quote_in_quoted };

  Result<void> step(char c);
  Result<void> end_row();
  void end_cell();
  std::unexpected<Refusals> refuse_line(std::size_t line, std::string_view what) const;

  Take take_;
  bool comments_;
  State state_ = State::file_start;
  bool after_cr_ = false;
  std::size_t line_ = 1, row_line_ = 1;
  std::string row_;                // the text of all cells of the row, end to end
  std::vector<std::size_t> ends_;  // where in it each cell ends
  std::vector<std::string_view> cells_;
};

/// Reads a whole file.
Result<void> read(std::string_view text, const Take& take, Comments comments = Comments::none);

/// Reads a whole file whose first row names its columns: each row is handed over as the cells of `columns`, in that order.
/// Other columns are left out; a missing column and a row that is too short are refused.
Result<void> read_columns(std::string_view text, std::span<const std::string_view> columns, const Take& take,
                          Comments comments = Comments::none);

/// Writes records with CRLF ends, quoted where they must be. Text that a spreadsheet would take for a formula (it begins with = + - @,
/// a tab or a line end, also behind blanks or invisible marks, also in full width) gets an apostrophe before it; text that is a number
/// stays.
class Writer {
 public:
  /// `out` must live as long as the writer. With a byte order mark, Excel reads the file as UTF-8.
  enum class Mark { none, byte_order };
  explicit Writer(std::string& out, Mark mark = Mark::none);

  Writer& cell(std::string_view text);
  Writer& cell(std::int64_t number);
  Writer& end_row();
  Writer& row(std::span<const std::string_view> cells);

 private:
  void separate();

  std::string& out_;
  bool row_begun_ = false;
};

}  // namespace hearth::csv
