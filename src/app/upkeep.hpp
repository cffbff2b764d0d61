// What a running server does by itself: it forgets what is over, and seals the log of reads.
#pragma once

#include "access/session.hpp"
#include "journal/world.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <thread>

namespace hearth::app {

inline constexpr std::chrono::minutes upkeep_every{10};
inline constexpr std::chrono::days done_once_kept{7};           ///< How long a form or call sent twice is still known.
inline constexpr std::chrono::days sign_in_attempts_kept{365};  ///< The security log of sign-ins.

/// One round, waiting for the disk. Throws store::Fault.
void keep_up(const journal::World& world, const access::SessionLimits& limits);

/// Rounds in a thread of their own, the first at once, until it is destroyed. A round that fails is told to `complain`, which is called
/// on that thread, and tried again the next time.
class Upkeep {
 public:
  Upkeep(const journal::World& world, const access::SessionLimits& limits, std::function<void(const std::string&)> complain);

 private:
  std::jthread thread_;
};

}  // namespace hearth::app
