// A few threads for work that waits on the database or hashes a password, so that network threads never do.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hearth::practice {

class Pool {
 public:
  /// `capacity`: tasks waiting at most; one more is turned away.
  Pool(int threads, std::size_t capacity) : capacity_(capacity) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this](std::stop_token stop) { run(stop); });
  }
  ~Pool() {
    for (auto& thread : threads_) thread.request_stop();
    ready_.notify_all();
  }

  /// False when too much waits already: the caller answers 503.
  bool post(std::move_only_function<void()> task) {
    {
      std::scoped_lock lock(mutex_);
      if (tasks_.size() >= capacity_) return false;
      tasks_.push_back(std::move(task));
    }
    ready_.notify_one();
    return true;
  }

 private:
  void run(std::stop_token stop) {
    for (;;) {
      std::move_only_function<void()> task;
      {
        std::unique_lock lock(mutex_);
        if (!ready_.wait(lock, stop, [&] { return !tasks_.empty(); })) return;
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();
    }
  }

  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable_any ready_;
  std::deque<std::move_only_function<void()>> tasks_;
  std::vector<std::jthread> threads_;
};

}  // namespace hearth::practice
