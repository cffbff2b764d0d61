// The whole HTTP conversation over bytes in memory, without a socket: for tests, fuzzing and differential runs.
#pragma once

#include "web/server.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace hearth::web {

struct Conversation {
  std::string out;               ///< All that was written.
  bool closed_by_us = false;     ///< The server ended it; false when it waited for more than `bytes` held.
  bool closed_properly = false;  ///< With a goodbye (FIN), not by dropping the connection.
  std::size_t unread = 0;        ///< Bytes left when the server stopped reading for requests.
};

/// Serves a connection on which `bytes` arrive, at most `piece` at a time, and which then ends. Config::port stands for the
/// bound port, TLS is left out, deadlines never pass. Handlers may answer from other threads. Returns when the connection is over.
Conversation converse(const Config& config, std::string_view bytes, std::size_t piece = std::string_view::npos);

}  // namespace hearth::web
