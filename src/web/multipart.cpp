#include "web/multipart.hpp"

#include "base/text.hpp"
#include "web/message.hpp"
#include "web/words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace hearth::web {
namespace {

constexpr std::size_t max_boundary = 70;  // RFC 2046 5.1.1
constexpr std::size_t max_filename = 255;
constexpr auto broken = "The form could not be read. Go back, reload the page and send it again";

std::unexpected<Refusals> refuse_broken() { return refuse("", broken); }

bool is_boundary_char(char c) { return is_digit(c) || is_alpha(c) || std::string_view("'()+_,-./:=?").find(c) != std::string_view::npos; }

/// Reads `; name=value; name="quoted"` one by one. Browsers write a quote in a quoted value as %22, so a backslash is no
/// escape there but a character (WHATWG HTML, multipart/form-data encoding algorithm).
class Parameters {
 public:
  explicit Parameters(std::string_view text) : rest_(text) {}

  bool broken() const { return broken_; }

  std::optional<std::pair<std::string_view, std::string_view>> next() {
    rest_ = trimmed(rest_);
    if (rest_.empty()) return {};
    std::size_t equals = rest_.find('=');
    if (rest_.front() != ';' || equals == rest_.npos) return fail();
    std::string_view name = trimmed(rest_.substr(1, equals - 1));
    rest_.remove_prefix(equals + 1);
    bool quoted = rest_.starts_with('"');
    if (quoted) rest_.remove_prefix(1);
    std::size_t end = rest_.find(quoted ? '"' : ';');
    if (end == rest_.npos && quoted) return fail();
    std::string_view value = rest_.substr(0, end);
    rest_.remove_prefix(std::min(rest_.size(), value.size() + (quoted ? 1 : 0)));
    return std::pair(name, quoted ? value : trimmed(value));
  }

 private:
  std::optional<std::pair<std::string_view, std::string_view>> fail() {
    broken_ = true;
    return {};
  }
  std::string_view rest_;
  bool broken_ = false;
};

std::optional<std::string> boundary_of(std::string_view content_type) {
  std::size_t semicolon = content_type.find(';');
  if (semicolon == content_type.npos || !same_word(trimmed(content_type.substr(0, semicolon)), "multipart/form-data")) return {};
  std::optional<std::string> boundary;
  Parameters parameters(content_type.substr(semicolon));
  while (auto parameter = parameters.next()) {
    if (!same_word(parameter->first, "boundary")) continue;
    if (boundary) return {};
    boundary = parameter->second;
  }
  if (parameters.broken() || !boundary || boundary->empty() || boundary->size() > max_boundary) return {};
  if (!std::ranges::all_of(*boundary, is_boundary_char)) return {};
  return boundary;
}

std::string_view last_segment(std::string_view filename) {
  std::size_t slash = filename.find_last_of("/\\");
  return slash == filename.npos ? filename : filename.substr(slash + 1);
}

bool sound(std::string_view text) { return text::is_utf8(text) && text.find('\0') == text.npos; }

Result<void> read_disposition(std::string_view value, const MultipartLimits& limits, MultipartPart& part) {
  std::size_t semicolon = value.find(';');
  if (semicolon == value.npos || !same_word(trimmed(value.substr(0, semicolon)), "form-data")) return refuse_broken();
  bool named = false;
  Parameters parameters(value.substr(semicolon));
  while (auto parameter = parameters.next()) {
    auto [key, text] = *parameter;
    if (same_word(key, "name")) {
      if (std::exchange(named, true)) return refuse_broken();
      if (text.size() > limits.name_bytes) return refuse("", "The form has a field whose name is too long");
      if (!sound(text)) return refuse("", "The form has a field whose name is not sound text (UTF-8)");
      part.name = text;
    } else if (same_word(key, "filename")) {
      if (std::exchange(part.is_file, true)) return refuse_broken();
      part.filename = last_segment(text);
    }
  }
  if (parameters.broken() || !named) return refuse_broken();
  if (part.filename.size() > max_filename) return refuse(part.name, "The name of this file is too long. Rename it and send it again");
  if (!sound(part.filename)) return refuse(part.name, "The name of this file cannot be read. Rename it and send it again");
  return {};
}

Result<MultipartPart> read_part_head(std::string_view head, const MultipartLimits& limits) {
  MultipartPart part;
  bool disposed = false;
  while (!head.empty()) {
    std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(head.size(), line.size() + 2));
    std::size_t colon = line.find(':');
    if (colon == line.npos || colon == 0) return refuse_broken();
    std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    if (same_word(name, "content-disposition")) {
      if (std::exchange(disposed, true)) return refuse_broken();
      if (auto read = read_disposition(value, limits, part); !read) return std::unexpected(read.error());
    } else if (same_word(name, "content-type")) {
      if (!sound(value)) return refuse_broken();
      part.mime = value;
    } else if (same_word(name, "content-transfer-encoding")) {
      return refuse_broken();  // deprecated by RFC 7578 4.7; would need decoding
    }
  }
  if (!disposed) return refuse_broken();
  return part;
}

}  // namespace

MultipartReader::MultipartReader(std::string boundary, const MultipartLimits& limits)
    : delimiter_("\r\n--" + std::move(boundary)), limits_(limits), pending_("\r\n") {}  // so that the first delimiter is like the others

Result<MultipartReader> MultipartReader::open(std::string_view content_type, const MultipartLimits& limits) {
  auto boundary = boundary_of(content_type);
  if (!boundary) return refuse_broken();
  return MultipartReader(std::move(*boundary), limits);
}

Result<void> MultipartReader::feed(std::string_view piece, Visitor& visitor) {
  pending_ += piece;
  for (;;) {
    auto stepped = step(visitor);
    if (!stepped) return std::unexpected(stepped.error());
    if (!*stepped) break;
  }
  pending_.erase(0, read_);
  read_ = 0;
  return {};
}

Result<void> MultipartReader::finish() const {
  if (at_ != At::over) return refuse_broken();
  return {};
}

Result<bool> MultipartReader::step(Visitor& visitor) {
  std::string_view rest = std::string_view(pending_).substr(read_);
  switch (at_) {
    case At::first_delimiter:  // no preamble: browsers send none, and it would be a place to hide things
      if (rest.size() < delimiter_.size()) return false;
      if (!rest.starts_with(delimiter_)) return refuse_broken();
      read_ += delimiter_.size();
      at_ = At::after_delimiter;
      return true;
    case At::after_delimiter:
      if (rest.size() < 2) return false;
      if (rest.starts_with("--"))
        at_ = At::over;
      else if (rest.starts_with("\r\n"))
        at_ = At::head;
      else
        return refuse_broken();
      read_ += 2;
      return true;
    case At::head: return read_head(visitor);
    case At::data: return read_data(visitor);
    case At::over:  // an epilogue of one line end is all that may follow
      if (rest.size() > 2 || !std::string_view("\r\n").starts_with(rest)) return refuse_broken();
      return false;
  }
  std::unreachable();
}

Result<bool> MultipartReader::read_head(Visitor& visitor) {
  std::string_view rest = std::string_view(pending_).substr(read_);
  std::size_t end = rest.substr(0, limits_.head_bytes).find("\r\n\r\n");
  if (end == rest.npos) {
    if (rest.size() >= limits_.head_bytes) return refuse_broken();
    return false;
  }
  if (++parts_ > limits_.parts) return refuse("", "The form has too many fields. Send it in smaller parts");
  auto part = read_part_head(rest.substr(0, end), limits_);
  if (!part) return std::unexpected(part.error());
  read_ += end + 4;
  if (auto begun = visitor.begin(*part); !begun) return std::unexpected(begun.error());
  at_ = At::data;
  return true;
}

Result<bool> MultipartReader::read_data(Visitor& visitor) {
  std::string_view rest = std::string_view(pending_).substr(read_);
  std::size_t end = rest.find(delimiter_);
  // What could be the beginning of a delimiter waits for the rest of it.
  std::size_t sure = end != rest.npos ? end : rest.size() - std::min(rest.size(), delimiter_.size() - 1);
  if (sure > 0)
    if (auto taken = visitor.data(rest.substr(0, sure)); !taken) return std::unexpected(taken.error());
  read_ += sure;
  if (end == rest.npos) return false;
  read_ += delimiter_.size();
  at_ = At::after_delimiter;
  if (auto ended = visitor.end(); !ended) return std::unexpected(ended.error());
  return true;
}

}  // namespace hearth::web
