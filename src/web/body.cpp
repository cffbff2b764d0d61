#include "web/body.hpp"

#include "web/words.hpp"

#include <algorithm>

namespace hearth::web {
namespace {

constexpr Fault broken{400, "The browser sent a request whose length is not clear."};
constexpr int max_digits = 16;  // 64 bits

}  // namespace

BodyReader::BodyReader(const Framing& framing, std::uint64_t max_bytes) : left_(framing.content_length), room_(max_bytes) {
  if (framing.has_body()) at_ = framing.chunked ? At::first_digit : At::plain;
}

std::expected<std::size_t, Fault> BodyReader::read(std::string_view bytes, std::string& into) {
  std::size_t taken = 0;
  while (taken < bytes.size() && !done()) {
    if (too_large()) return std::unexpected(body_too_large);
    if (at_ != At::plain && at_ != At::data) {
      if (auto fault = take_mark(bytes[taken])) return std::unexpected(*fault);
      ++taken;
      continue;
    }
    auto piece = bytes.substr(taken, std::size_t(std::min<std::uint64_t>(left_, bytes.size())));
    into += piece;
    taken += piece.size();
    left_ -= piece.size();
    room_ -= piece.size();
    if (left_ == 0) at_ = at_ == At::plain ? At::over : At::data_cr;
  }
  if (too_large()) return std::unexpected(body_too_large);
  return taken;
}

/// One character of what stands between the data.
std::optional<Fault> BodyReader::take_mark(char c) {
  auto expect = [&](char wanted, At next) -> std::optional<Fault> {
    if (c != wanted) return broken;
    at_ = next;
    return {};
  };
  switch (at_) {
    case At::first_digit:
      left_ = 0;
      digits_ = 0;
      at_ = At::size;
      return take_digit(c);
    case At::size:
      if (c != '\r') return take_digit(c);
      at_ = At::size_lf;
      return {};
    case At::size_lf: return expect('\n', left_ == 0 ? At::last_cr : At::data);
    case At::data_cr: return expect('\r', At::data_lf);
    case At::data_lf: return expect('\n', At::first_digit);
    case At::last_cr: return expect('\r', At::last_lf);
    case At::last_lf: return expect('\n', At::over);
    default: return broken;
  }
}

std::optional<Fault> BodyReader::take_digit(char c) {
  int digit = hex_digit(c);
  if (digit < 0 || ++digits_ > max_digits) return broken;
  left_ = left_ * 16 + std::uint64_t(digit);
  return {};
}

std::chrono::milliseconds BodyPace::left(std::size_t received, Clock::time_point now) const {
  using std::chrono::milliseconds;
  auto earned = milliseconds(received * 1000 / std::max<std::size_t>(limits_.body_bytes_per_second, 1));
  auto by_rate = std::chrono::duration_cast<milliseconds>(start_ + limits_.body_grace + earned - now);
  return std::clamp(by_rate, milliseconds(0), limits_.body_grace);
}

}  // namespace hearth::web
