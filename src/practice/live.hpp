// Pages that stay up to date while they are open: each open browser has a line, and hears that the record which it shows has changed.
// It then reads the page again, under a pass of its own and with its own entry in the log of reads; nothing about the record goes down
// the line but the number of its last event.
#pragma once

#include "journal/world.hpp"
#include "store/store.hpp"
#include "web/live.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hearth::practice {

class LiveLines {
 public:
  explicit LiveLines(const journal::World& world) : world_(world) {}
  LiveLines(const LiveLines&) = delete;
  ~LiveLines();

  struct Line {
    std::shared_ptr<web::LiveStream> stream;
    std::string watched;       ///< "hub_enquiry/01…"
    std::int64_t version = 0;  ///< Of the record when its page was drawn.
    /// May whoever has this line still see the record? Asked before each message and several times a second.
    std::function<bool(store::Connection&)> may;
  };
  void add(Line line);
  /// Something was written here: look at once. Any thread.
  void wake();
  std::size_t open() const;

 private:
  void run(std::stop_token stop);
  void look(store::Connection& connection, std::vector<Line>& lines);

  const journal::World& world_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Line> lines_;
  bool woken_ = false;
  std::jthread thread_;  // begins with the first line
};

}  // namespace hearth::practice
