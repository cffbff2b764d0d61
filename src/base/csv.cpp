#include "base/csv.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace hearth::csv {
namespace {

constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto all_digits = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  return all_digits(text.substr(0, point)) && (point == std::string_view::npos || all_digits(text.substr(point + 1)));
}

/// Whether a spreadsheet might calculate with the text. Source: OWASP, CSV injection; full-width signs work in East Asian versions.
bool may_be_formula(std::string_view text) {
  if (text.empty() || (text.front() >= '0' && text.front() <= '9') || (text.front() >= 'A' && text.front() <= 'z')) return false;
  if (text.starts_with('\t') || text.starts_with('\r') || text.starts_with('\n')) return true;
  auto visible = text::trim(text);
  while (!visible.empty() && static_cast<unsigned char>(visible.front()) < 0x20) visible = text::trim(visible.substr(1));
  for (std::string_view sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
    if (visible.starts_with(sign)) return !is_number(visible);
  return false;
}

}  // namespace

Reader::Reader(Take take, Comments comments) : take_(std::move(take)), comments_(comments == Comments::before_header) {}

std::unexpected<Refusals> Reader::refuse_line(std::size_t line, std::string_view what) const {
  return refuse("", "Line " + text::grouped(std::int64_t(line)) + ": " + std::string(what));
}

void Reader::end_cell() { ends_.push_back(row_.size()); }

Result<void> Reader::end_row() {
  end_cell();
  state_ = State::row_start;
  if (ends_.size() > 1 || !row_.empty()) {
    comments_ = false;
    if (!text::is_utf8(row_)) return refuse_line(row_line_, "The text is not UTF-8. Save the file again as \"CSV UTF-8\"");
    cells_.clear();
    std::size_t from = 0;
    for (auto end : ends_) {
      cells_.push_back(std::string_view(row_).substr(from, end - from));
      from = end;
    }
    if (auto taken = take_({cells_, row_line_}); !taken) return taken;
  }
  row_.clear();
  ends_.clear();
  return {};
}

/// One byte that is not plain text of a cell.
Result<void> Reader::step(char c) {
  const bool cr_before = std::exchange(after_cr_, c == '\r');
  const bool line_end = c == '\r' || c == '\n';
  if (c == '\n' && cr_before) {  // the second half of CRLF
    if (state_ == State::quoted) row_ += c;
    return {};
  }
  if (line_end) ++line_;

  if (state_ == State::quoted) {
    if (c == '"')
      state_ = State::quote_in_quoted;
    else
      row_ += c;
    return {};
  }
  if (c == '"' && (state_ == State::row_start || state_ == State::cell_start)) {
    if (state_ == State::row_start) row_line_ = line_;
    state_ = State::quoted;
    return {};
  }
  if (c == '"' && state_ == State::quote_in_quoted) {
    row_ += c;
    state_ = State::quoted;
    return {};
  }
  if (state_ == State::comment) {
    if (line_end) state_ = State::row_start;
    return {};
  }
  if (state_ == State::row_start) row_line_ = line_ - line_end;
  if (line_end) return end_row();
  if (state_ == State::row_start && c == '#' && comments_) {
    state_ = State::comment;
    return {};
  }
  if (c == ',') {
    end_cell();
    state_ = State::cell_start;
    return {};
  }
  if (state_ == State::quote_in_quoted)
    return refuse_line(line_, "There is text after a closing quote. Double the quotes that belong to the text");
  row_ += c;
  state_ = State::plain;
  return {};
}

Result<void> Reader::feed(std::string_view piece) {
  if (state_ == State::file_start) {
    // Held back until there are enough bytes to see a mark; `row_` keeps them.
    row_ += piece;
    if (row_.starts_with("\xff\xfe") || row_.starts_with("\xfe\xff"))
      return refuse_line(1, "The file is UTF-16, not UTF-8. Save it again as \"CSV UTF-8\"");
    if (row_.size() < utf8_mark.size() && utf8_mark.starts_with(row_)) return {};
    const auto held = std::exchange(row_, {});
    state_ = State::row_start;
    return feed(std::string_view(held).substr(held.starts_with(utf8_mark) ? utf8_mark.size() : 0));
  }
  while (!piece.empty()) {
    // Long runs of ordinary text are taken at once; `step` sees only the byte that ends one.
    if (state_ == State::plain || state_ == State::quoted || state_ == State::comment) {
      const auto run = std::min(piece.find_first_of(state_ == State::quoted  ? "\"\r\n"
                                                    : state_ == State::plain ? ",\r\n"
                                                                             : "\r\n"),
                                piece.size());
      if (state_ != State::comment) row_ += piece.substr(0, run);
      if (run > 0) after_cr_ = false;
      piece.remove_prefix(run);
    }
    if (row_.size() > largest_row) return refuse_line(row_line_, "The row is longer than 5 MB. A quote may never be closed");
    if (ends_.size() >= most_cells) return refuse_line(row_line_, "The row has more than 10,000 cells");
    if (piece.empty()) break;
    if (auto done = step(piece.front()); !done) return done;
    piece.remove_prefix(1);
  }
  return {};
}

Result<void> Reader::finish() {
  if (state_ == State::file_start) {
    state_ = State::row_start;
    if (auto done = feed(std::exchange(row_, {})); !done) return done;
  }
  if (state_ == State::quoted) return refuse_line(row_line_, "A quote is opened and never closed");
  if (state_ == State::row_start || state_ == State::comment) return {};
  return end_row();
}

Result<void> read(std::string_view text, const Take& take, Comments comments) {
  Reader reader(take, comments);
  if (auto done = reader.feed(text); !done) return done;
  return reader.finish();
}

Result<void> read_columns(std::string_view text, std::span<const std::string_view> columns, const Take& take, Comments comments) {
  std::vector<std::size_t> places;
  std::vector<std::string_view> cells(columns.size());
  const auto find_places = [&](const Row& header) -> Result<void> {
    for (auto column : columns) {
      const auto found = std::ranges::find(header.cells, column, text::trim);
      if (found == header.cells.end()) return refuse("", "The first line must name a column \"" + std::string(column) + "\"");
      places.push_back(std::size_t(found - header.cells.begin()));
    }
    return {};
  };
  const auto done = read(
      text,
      [&](const Row& row) -> Result<void> {
        if (places.empty()) return find_places(row);
        for (std::size_t i = 0; i < places.size(); ++i) {
          if (places[i] >= row.cells.size())
            return refuse("", "Line " + text::grouped(std::int64_t(row.line)) + ": There is no cell for the column \"" +
                                  std::string(columns[i]) + "\"");
          cells[i] = row.cells[places[i]];
        }
        return take({cells, row.line});
      },
      comments);
  if (done && places.empty()) return refuse("", "The file is empty. Its first line must name the columns");
  return done;
}

Writer::Writer(std::string& out, Mark mark) : out_(out) {
  if (mark == Mark::byte_order) out_ += utf8_mark;
}

void Writer::separate() {
  if (std::exchange(row_begun_, true)) out_ += ',';
}

Writer& Writer::cell(std::string_view text) {
  separate();
  const bool escape = may_be_formula(text);
  const bool blank_end = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!blank_end && text.find_first_of("\",\r\n") == std::string_view::npos) {
    if (escape) out_ += '\'';
    out_ += text;
    return *this;
  }
  out_ += '"';
  if (escape) out_ += '\'';
  for (char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
  return *this;
}

Writer& Writer::cell(std::int64_t number) {
  separate();
  char digits[24];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  return *this;
}

Writer& Writer::end_row() {
  out_ += "\r\n";
  row_begun_ = false;
  return *this;
}

Writer& Writer::row(std::span<const std::string_view> cells) {
  for (auto text : cells) cell(text);
  return end_row();
}

}  // namespace hearth::csv
