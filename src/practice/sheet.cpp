#include "practice/sheet.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <xlsxwriter.h>

namespace hearth::practice {
namespace {

constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::size_t largest_cell = 32'767;  // characters that Excel takes in one
constexpr std::size_t most_rows = LXW_ROW_MAX - 1;

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("a workbook cannot be made: ") + lxw_strerror(error));
}

lxw_datetime datetime_of(Date day) {
  const auto civil = day.civil();
  lxw_datetime datetime{};
  datetime.year = int(civil.year());
  datetime.month = int(unsigned(civil.month()));
  datetime.day = int(unsigned(civil.day()));
  return datetime;
}

/// A file without a name, in memory: what is in a list never touches a disk in the clear.
class MemoryFile {
 public:
  MemoryFile() : file_(::memfd_create("list", MFD_CLOEXEC)) {
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), "a workbook cannot be made");
  }
  MemoryFile(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(file_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }
  std::string content() const {
    std::string bytes(std::size_t(std::max<off_t>(0, ::lseek(file_, 0, SEEK_END))), '\0');
    for (std::size_t at = 0; at < bytes.size();) {
      const auto got = ::pread(file_, bytes.data() + at, bytes.size() - at, off_t(at));
      if (got <= 0) throw std::system_error(errno, std::generic_category(), "a workbook cannot be read back");
      at += std::size_t(got);
    }
    return bytes;
  }

 private:
  int file_;
};

class Workbook {
 public:
  Workbook() {
    lxw_workbook_options options{};
    options.tmpdir = memory_folder_.data();
    book_ = workbook_new_opt(file_.path().c_str(), &options);
    if (!book_) throw std::runtime_error("a workbook cannot be made: there is no memory");
    page_ = workbook_add_worksheet(book_, "List");
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    day_ = workbook_add_format(book_);
    format_set_num_format(day_, "yyyy-mm-dd");
  }
  Workbook(const Workbook&) = delete;
  ~Workbook() {
    if (book_) lxw_workbook_free(book_);
  }

  void head(lxw_col_t column, const std::string& words) { check(worksheet_write_string(page_, 0, column, words.c_str(), bold_)); }
  void cell(lxw_row_t row, lxw_col_t column, const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) check(worksheet_write_number(page_, row, column, double(*number), nullptr));
    if (const auto* day = std::get_if<Date>(&cell)) {
      auto datetime = datetime_of(*day);
      check(worksheet_write_datetime(page_, row, column, &datetime, day_));
    }
    if (const auto* words = std::get_if<std::string>(&cell))
      check(worksheet_write_string(page_, row, column, std::string(text::first_characters(*words, largest_cell)).c_str(), nullptr));
  }
  std::string take() {
    const auto error = workbook_close(book_);  // frees the book, whatever came of it
    book_ = nullptr;
    check(error);
    return file_.content();
  }

 private:
  MemoryFile file_;
  std::string memory_folder_ = "/dev/shm";  // the library puts each part into a file of its own first
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* page_ = nullptr;
  lxw_format *bold_ = nullptr, *day_ = nullptr;
};

}  // namespace

File as_csv(const Sheet& sheet) {
  std::string bytes;
  csv::Writer writer(bytes, csv::Writer::Mark::byte_order);
  for (const auto& words : sheet.head) writer.cell(words);
  writer.end_row();
  for (const auto& row : sheet.rows) {
    for (const auto& cell : row) {
      if (const auto* number = std::get_if<std::int64_t>(&cell))
        writer.cell(*number);
      else if (const auto* day = std::get_if<Date>(&cell))
        writer.cell(day->iso());
      else if (const auto* words = std::get_if<std::string>(&cell))
        writer.cell(*words);
      else
        writer.cell(std::string_view());
    }
    writer.end_row();
  }
  return {sheet.title + ".csv", "text/csv; charset=utf-8", std::move(bytes)};
}

File as_xlsx(const Sheet& sheet) {
  if (sheet.rows.size() > most_rows) throw std::runtime_error("a workbook cannot hold so many rows");
  Workbook book;
  for (std::size_t i = 0; i < sheet.head.size(); ++i) book.head(lxw_col_t(i), sheet.head[i]);
  for (std::size_t r = 0; r < sheet.rows.size(); ++r)
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) book.cell(lxw_row_t(r + 1), lxw_col_t(c), sheet.rows[r][c]);
  return {sheet.title + ".xlsx", std::string(xlsx_type), book.take()};
}

}  // namespace hearth::practice
