// How commands reach a partnership that a server has open: a socket in the data folder.
//
// A backup must not need the server to stop. So the server does some commands for whoever asks on DATA/control.sock, on one condition:
// the asker holds the keys, as if they had opened the folder themselves. They sign the server's nonce and their words with the
// partnership's own signing key, which is in the vault. Besides, the kernel must say that they are the server's own user, or root.
//
//   server: {"nonce"}     client: {"words", "folder", "signature"}     server: {"code", "out", "err"}
//
// each a line of JSON; after the last, `out` bytes for standard output and `err` bytes for standard error.
#pragma once

#include "app/command.hpp"

#include <thread>

namespace hearth::app {

inline constexpr std::size_t control_bytes = 65536;          ///< A request's line at most.
inline constexpr std::chrono::seconds control_patience{10};  ///< For a request to come in.

/// Answers on the socket, one command at a time, until it is destroyed.
class Control {
 public:
  /// Throws std::system_error when the socket cannot be made. Precondition: this process has the folder.
  explicit Control(const Partnership& partnership);
  Control(const Control&) = delete;
  ~Control();

 private:
  void run(int listening, int stop) const;

  const Partnership& partnership_;
  const std::string path_;
  int listening_ = -1, stop_reading_ = -1, stop_writing_ = -1;
  std::jthread thread_;
};

/// Asks the server that has `options.data` open to do `console.words`, prints what it says, and returns its exit code. Refuses when
/// nobody answers there, and when `options` has not the keys.
Result<int> ask_server(const Options& options, Console& console);

}  // namespace hearth::app
