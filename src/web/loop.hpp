// Internal: one network thread's event loop, and how other threads reach it. Includes Asio; nothing outside this room may.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace hearth::web {

namespace net = boost::asio;
constexpr auto as_awaitable = net::as_tuple(net::use_awaitable);

/// An event loop that one thread runs. What belongs to a connection is touched by that thread only; `post` is the one door in.
struct Loop {
  net::io_context io{1};
  std::array<char, 64 * 1024> scratch;  ///< For reads: emptied before anything else runs, so one serves all connections.

  /// From any thread: runs `job` on the loop's thread. Does nothing once the loop is over.
  template <class Job>
  void post(Job job) {
    std::lock_guard lock(mutex_);
    if (!over_) net::post(io, std::move(job));
  }

  /// When the thread has ended: refuses further jobs and runs those that were still queued, since they may hold this very loop.
  void end() {
    {
      std::lock_guard lock(mutex_);
      over_ = true;
    }
    io.restart();
    io.poll();
  }

 private:
  std::mutex mutex_;
  bool over_ = false;
};

/// A place for one value that any thread puts and one coroutine of the loop awaits.
template <class T>
class Mailbox : public std::enable_shared_from_this<Mailbox<T>> {
 public:
  explicit Mailbox(std::shared_ptr<Loop> loop) : loop_(std::move(loop)), bell_(loop_->io) {}

  /// Nothing: no value will come. The first call counts, later ones do nothing.
  void put(std::optional<T> value) {
    std::unique_lock lock(mutex_);
    if (std::exchange(filled_, true)) return;
    value_ = std::move(value);
    bool waiting = waiting_;
    lock.unlock();
    if (waiting) loop_->post([self = this->shared_from_this()] { self->bell_.cancel(); });
  }

  net::awaitable<std::optional<T>> take() {
    while (!ready()) {
      // A put from here on posts its ring to this thread, so it cannot come before the wait has begun.
      bell_.expires_at(net::steady_timer::time_point::max());
      co_await bell_.async_wait(as_awaitable);
    }
    co_return std::move(value_);
  }

 private:
  bool ready() {
    std::lock_guard lock(mutex_);
    waiting_ = !filled_;
    return filled_;
  }

  std::shared_ptr<Loop> loop_;
  net::steady_timer bell_;  // after loop_: gone before it
  std::mutex mutex_;
  std::optional<T> value_;
  bool filled_ = false;
  bool waiting_ = false;
};

/// Stands behind a callback that its receiver may forget: when the last copy goes unused, the waiting coroutine hears of it.
template <class T>
class Promise {
 public:
  explicit Promise(std::shared_ptr<Mailbox<T>> mailbox) : mailbox_(std::move(mailbox)) {}
  Promise(const Promise&) = delete;
  Promise& operator=(const Promise&) = delete;
  ~Promise() { mailbox_->put(std::nullopt); }
  void keep(T value) { mailbox_->put(std::move(value)); }

 private:
  std::shared_ptr<Mailbox<T>> mailbox_;
};

}  // namespace hearth::web
