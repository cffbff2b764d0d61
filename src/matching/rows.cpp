#include "matching/rows.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace hearth::matching {
namespace {

constexpr std::size_t piece = 1 << 20;

void put_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += char(c);
  } else if (c < 0x800) {
    out += char(0xc0 | c >> 6);
    out += char(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += char(0xe0 | c >> 12);
    out += char(0x80 | (c >> 6 & 0x3f));
    out += char(0x80 | (c & 0x3f));
  } else {
    out += char(0xf0 | c >> 18);
    out += char(0x80 | (c >> 12 & 0x3f));
    out += char(0x80 | (c >> 6 & 0x3f));
    out += char(0x80 | (c & 0x3f));
  }
}

/// Windows-1252 from 0x80 to 0x9f (Microsoft's table bestfit1252); above, it is Latin-1.
constexpr std::array<std::uint16_t, 32> windows_1252{0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
                                                     0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
                                                     0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

std::string from_windows(std::string_view bytes) {
  std::string out;
  for (char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    put_utf8(out, b >= 0x80 && b < 0xa0 ? windows_1252[b - 0x80U] : b);
  }
  return out;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

}  // namespace

Result<Rows> Rows::open(const std::filesystem::path& path) {
  File file(std::fopen(path.c_str(), "rb"), &std::fclose);
  const auto name = path.filename().string();
  if (!file) return refuse("", fmt::format("{} cannot be opened: {}", name, std::generic_category().message(errno)));
  Rows rows(std::move(file), name);
  rows.begin();
  if (rows.buffer_.empty()) return refuse("", name + " is empty: it needs a first line with the names of its columns");
  return rows;
}

void Rows::begin() {
  std::array<char, 3> mark{};
  const auto got = std::fread(mark.data(), 1, mark.size(), file_.get());
  std::string_view start(mark.data(), got);
  if (start == "\xef\xbb\xbf") {
    start = {};
  } else if (start.starts_with("\xff\xfe")) {
    coding_ = Coding::utf16_little;
    start.remove_prefix(2);
  } else if (start.starts_with("\xfe\xff")) {
    coding_ = Coding::utf16_big;
    start.remove_prefix(2);
  }
  coding_ == Coding::bytes ? void(buffer_ += start) : take_utf16(start);
  fill();
  const auto first = std::string_view(buffer_).substr(0, buffer_.find_first_of("\r\n"));
  separator_ = std::ranges::max(std::string_view(",;\t|"), {}, [&](char c) { return std::ranges::count(first, c); });
}

void Rows::take_utf16(std::string_view bytes) {
  half_ += bytes;
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(half_[i]), b = static_cast<unsigned char>(half_[i + 1]);
    return std::uint32_t(coding_ == Coding::utf16_little ? a | b << 8 : a << 8 | b);
  };
  std::size_t i = 0;
  for (; i + 2 <= half_.size(); i += 2) {
    const auto first = unit(i);
    if (first < 0xd800 || first > 0xdfff) {
      put_utf8(buffer_, first);
    } else if (first <= 0xdbff) {
      if (i + 4 > half_.size()) break;
      const auto second = unit(i + 2);
      const bool pair = second >= 0xdc00 && second <= 0xdfff;
      put_utf8(buffer_, pair ? 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00) : 0xfffd);
      if (pair) i += 2;
    } else {
      put_utf8(buffer_, 0xfffd);
    }
  }
  half_.erase(0, i);
}

bool Rows::fill() {
  if (ended_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  const auto before = buffer_.size();
  if (coding_ == Coding::bytes) {
    buffer_.resize(before + piece);
    const auto got = std::fread(buffer_.data() + before, 1, piece, file_.get());
    buffer_.resize(before + got);
    bytes_read_ += got;
    ended_ = got == 0;
  } else {
    std::string bytes(piece, '\0');
    bytes.resize(std::fread(bytes.data(), 1, piece, file_.get()));
    bytes_read_ += bytes.size();
    take_utf16(bytes);
    ended_ = bytes.empty();
  }
  if (std::ferror(file_.get()) != 0) throw std::system_error(errno, std::generic_category(), "reading " + name_);
  return !ended_;
}

std::size_t Rows::end_of_row(std::size_t from) {
  bool quoted = false, cell_start = true;
  for (std::size_t i = from; i < buffer_.size(); ++i) {
    const char c = buffer_[i];
    if (quoted) {
      if (c == '"') quoted = false;  // of "" the second opens again
    } else if (c == '"') {
      quoted = cell_start || (i > from && buffer_[i - 1] == '"');
    } else if (c == '\n' || c == '\r') {
      return i;
    }
    cell_start = !quoted && c == separator_;
  }
  return std::string::npos;
}

const Row* Rows::next() {
  for (;;) {
    while (at_ < buffer_.size() && (buffer_[at_] == '\n' || buffer_[at_] == '\r')) {  // the end of the row before, and empty lines
      const bool both = buffer_[at_] == '\r' && at_ + 1 < buffer_.size() && buffer_[at_ + 1] == '\n';
      if (buffer_[at_] == '\r' && at_ + 1 == buffer_.size() && fill()) continue;
      at_ += both ? 2 : 1;
      ++line_;
    }
    auto end = at_ < buffer_.size() ? end_of_row(at_) : std::string::npos;
    while (end == std::string::npos && buffer_.size() - at_ <= longest_row && fill()) end = end_of_row(at_);
    if (at_ == buffer_.size()) {
      if (ended_) return nullptr;
      continue;
    }
    if (end == std::string::npos && ended_ && buffer_.size() - at_ <= longest_row) end = buffer_.size();
    if (end == std::string::npos || end - at_ > longest_row) return too_long();
    return hand_over(end);
  }
}

/// Goes on after the row's first line: what follows is most likely rows that a quote which nobody closed has swallowed.
const Row* Rows::too_long() {
  row_ = {.cells = {}, .line = line_, .fault = "is longer than 1 MB; a quotation mark may not be closed"};
  for (;;) {
    const auto end = buffer_.find_first_of("\r\n", at_);
    if (end != std::string::npos) {
      at_ = end;
      return &row_;
    }
    at_ = buffer_.size();
    if (!fill()) return &row_;
  }
}

const Row* Rows::hand_over(std::size_t end) {
  const auto row = std::string_view(buffer_).substr(at_, end - at_);
  row_ = {.cells = {}, .line = line_, .fault = {}};
  at_ = end;
  if (is_ascii(row) || text::is_utf8(row)) {
    cut(row);
  } else {
    ++old_code_;
    cut(from_windows(row));
  }
  row_.cells = cells_;
  return &row_;
}

void Rows::cut(std::string_view row) {
  cells_.clear();
  text_.assign(row);  // cells are cut in place: undoing quotes only ever shortens
  char* out = text_.data();
  std::size_t i = 0;
  for (;;) {
    char* const start = out;
    if (i < row.size() && row[i] == '"') {
      for (++i; i < row.size(); ++i) {
        if (row[i] == '"' && (i + 1 == row.size() || row[i + 1] != '"')) break;
        if (row[i] == '"') ++i;
        line_ += row[i] == '\n';
        *out++ = row[i];
      }
      if (i == row.size()) row_.fault = "has a quotation mark that is not closed";
      if (i < row.size()) ++i;
    }
    while (i < row.size() && row[i] != separator_) *out++ = row[i++];
    cells_.push_back(trimmed({start, std::size_t(out - start)}));
    if (i++ >= row.size()) return;
  }
}

}  // namespace hearth::matching
