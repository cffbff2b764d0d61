// Internal: all that the HTTP code knows about the network. TCP, TLS and, for tests, memory stand behind it.
#pragma once

#include "web/loop.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hearth::web {

/// A connection to one browser. Used from its loop's thread only; one read and one write may be under way at a time.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// TLS: shakes hands. False when it failed or took too long.
  virtual net::awaitable<bool> handshake() = 0;

  /// Waits for bytes and appends at most `max` of them. 0: closed by the other side, timed out or cut.
  virtual net::awaitable<std::size_t> read_more(std::string& into, std::size_t max) = 0;

  /// Writes all of `bytes`, which must stay until it returns. False when the other side has gone, or took nothing for `stall`.
  virtual net::awaitable<bool> write_all(std::string_view bytes, std::chrono::milliseconds stall) = 0;

  /// From now; replaces the last one. Past it, waiting operations end as if closed. Nothing: no deadline.
  virtual void deadline(std::optional<std::chrono::milliseconds> from_now) = 0;
  virtual bool timed_out() const = 0;

  /// Says that nothing more will be written (TLS close_notify, TCP FIN); reading goes on.
  virtual void finish_writing() = 0;

  /// Ends everything at once. Waiting operations return.
  virtual void cut() = 0;
};

}  // namespace hearth::web
