// The signals of a server, taken one at a time by the thread that asks for them instead of interrupting any.
#pragma once

#include <csignal>
#include <ctime>
#include <optional>
#include <system_error>

namespace hearth::app {

/// From its making on, SIGTERM, SIGINT and SIGHUP wait until they are asked for. Made before any other thread, which then inherit that.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    for (int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set_, signal);
    if (const int error = pthread_sigmask(SIG_BLOCK, &set_, &before_); error != 0)
      throw std::system_error(error, std::generic_category(), "signals cannot be held back");
    std::signal(SIGPIPE, SIG_IGN);  // a browser that goes away is an error of its own connection
  }
  Signals(const Signals&) = delete;
  ~Signals() { stop_waiting(); }

  /// The next signal, or nothing after a second.
  std::optional<int> next() const {
    const std::timespec second{1, 0};
    const int signal = sigtimedwait(&set_, nullptr, &second);
    return signal > 0 ? std::optional(signal) : std::nullopt;
  }

  /// Lets signals do what they do without us: the second SIGTERM ends a server that takes too long to stop.
  void stop_waiting() const { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t set_{}, before_{};
};

}  // namespace hearth::app
