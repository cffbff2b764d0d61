// The signals of a server: asked for by the thread that waits for them, instead of interrupting any.
#pragma once

#include <atomic>
#include <chrono>
#include <csignal>
#include <optional>
#include <vector>

namespace hearth::app {

/// As long as it lives, SIGTERM, SIGINT and SIGHUP are kept until they are asked for; before and after, they do what they always do.
/// One at a time in a process: a handler can be told of its pipe by a static member alone.
class Signals {
 public:
  Signals();
  Signals(const Signals&) = delete;
  ~Signals();

  /// The next signal, or nothing after a second.
  std::optional<int> next() const;

  /// Lets signals do what they always do: a second SIGTERM ends a server that takes too long to stop.
  void let_go();

 private:
  static void note(int signal);

  static inline std::atomic<int> pipe_ = -1;  ///< Where the handler writes.
  int reading_ = -1;
  std::vector<std::pair<int, struct sigaction>> before_;
};

}  // namespace hearth::app
