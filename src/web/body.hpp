// Finds the end of a body, decodes it on the way and says how fast it has to come. Strict about chunks: hexadecimal digits, CRLF, data,
// CRLF, and nothing else.
//
// Not Beast's: the chunk decoder of Beast 1.81 stops the program by an assertion when "0\r\n" and "\r\n" arrive one byte at a
// time (basic_parser.ipp, parse_chunk_header, n >= 5), reads trailers as headers, and allows extensions.
#pragma once

#include "web/gate.hpp"
#include "web/server.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace hearth::web {

class BodyReader {
 public:
  BodyReader() = default;  ///< No body: done.

  /// A body longer than `max_bytes` is a 413 as soon as it is announced.
  BodyReader(const Framing& framing, std::uint64_t max_bytes);

  /// Appends to `into` what `bytes` holds of the body and returns how many bytes that took: all, or up to the body's end.
  /// Source: RFC 9112 7.1, without chunk extensions and trailers, which nobody sends but to confuse.
  std::expected<std::size_t, Fault> read(std::string_view bytes, std::string& into);

  bool done() const { return at_ == At::over; }

  /// Known before the first byte: the announced length is over the limit.
  bool too_large() const { return left_ > room_; }

 private:
  enum class At { plain, first_digit, size, size_lf, data, data_cr, data_lf, last_cr, last_lf, over };
  std::optional<Fault> take_mark(char c);
  std::optional<Fault> take_digit(char c);

  At at_ = At::over;
  std::uint64_t left_ = 0;  ///< Of the body, or of the chunk.
  std::uint64_t room_ = 0;  ///< How much the limit still allows.
  int digits_ = 0;
};

/// When the next byte of a body has to be there: at least so many bytes a second after a grace, and no pause longer than the grace.
class BodyPace {
 public:
  using Clock = std::chrono::steady_clock;

  BodyPace(const Limits& limits, Clock::time_point start) : limits_(limits), start_(start) {}

  /// From `now` until the deadline, when `received` bytes are in.
  std::chrono::milliseconds left(std::size_t received, Clock::time_point now) const;

  void our_own_delay(Clock::duration delay) { start_ += delay; }  ///< The sink's time is not the browser's.

 private:
  const Limits& limits_;
  Clock::time_point start_;
};

inline constexpr Fault body_too_large{413, "What you sent is larger than this page takes. Send less at a time, or a smaller file."};

}  // namespace hearth::web
