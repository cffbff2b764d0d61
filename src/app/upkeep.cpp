#include "app/upkeep.hpp"

#include "access/reading_anchor.hpp"
#include "access/sign_in.hpp"
#include "practice/site.hpp"

#include <condition_variable>
#include <mutex>

namespace hearth::app {

void keep_up(const journal::World& world, const access::SessionLimits& limits) {
  const auto now = world.clock.now();
  world.database.write_and_wait([&](store::Connection& connection) {
    access::prune_sessions(connection, limits, now);
    access::prune_attempts(connection, now - sign_in_attempts_kept);
    practice::prune_done_once(connection, now - done_once_kept);
  });
  access::seal_readings(world);
}

Upkeep::Upkeep(const journal::World& world, const access::SessionLimits& limits, std::function<void(const std::string&)> complain)
    : thread_([&world, limits, complain = std::move(complain)](std::stop_token stop) {
        std::mutex mutex;
        std::condition_variable_any timer;
        while (!stop.stop_requested()) {
          try {
            keep_up(world, limits);
          } catch (const std::exception& error) {
            complain(error.what());
          }
          std::unique_lock lock(mutex);
          timer.wait_for(lock, stop, upkeep_every, [] { return false; });
        }
      }) {}

}  // namespace hearth::app
