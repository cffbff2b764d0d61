#include "app/signals.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace hearth::app {

/// Runs inside whatever the signal interrupted: it may only write.
void Signals::note(int signal) {
  const int before = errno;
  const auto byte = static_cast<unsigned char>(signal);
  if (::write(pipe_, &byte, 1) < 0) {
    // The pipe is full of signals that nobody has asked for yet: one more changes nothing.
  }
  errno = before;
}

Signals::Signals() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  reading_ = ends[0];
  pipe_ = ends[1];
  std::signal(SIGPIPE, SIG_IGN);  // a browser that goes away is an error of its own connection
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    struct sigaction ours {
    }, before{};
    ours.sa_handler = &note;
    ours.sa_flags = SA_RESTART;
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;  // whoever started us does not want it heard
    ::sigaction(signal, &ours, nullptr);
    before_.emplace_back(signal, before);
  }
}

Signals::~Signals() {
  let_go();
  ::close(reading_);
  ::close(pipe_.exchange(-1));
}

std::optional<int> Signals::next() const {
  pollfd waiting{reading_, POLLIN, 0};
  unsigned char signal = 0;
  if (::poll(&waiting, 1, 1000) <= 0 || ::read(reading_, &signal, 1) != 1) return std::nullopt;
  return signal;
}

void Signals::let_go() {
  for (const auto& [signal, before] : before_) ::sigaction(signal, &before, nullptr);
  before_.clear();
}

}  // namespace hearth::app
