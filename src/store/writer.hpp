// The one thread through which a process writes. Jobs that wait together are committed together. For store/ only.
#pragma once

#include "store/driver.hpp"

#include <condition_variable>
#include <deque>
#include <thread>
#include <vector>

namespace hearth::store {

class Writer {
 public:
  Writer(std::unique_ptr<Link> link, const Options& options, const Health& health);
  ~Writer();  ///< Finishes the jobs that were accepted.
  Writer(const Writer&) = delete;

  void accept(Database::Job job, Database::Done done);
  void before_commit(Database::Job hook);
  /// Runs `job` in a transaction that holds nothing else, without the hook, and waits for the disk.
  void alone(const Database::Job& job);

 private:
  struct Item {
    Database::Job job;
    Database::Done done;
    bool alone = false;
  };

  void run();
  bool take(std::vector<Item>& group);
  void commit_group(const std::vector<Item>& group, std::vector<std::exception_ptr>& outcomes);
  std::exception_ptr run_job(const Item& item, bool only_one);
  void enqueue(Item item);

  const std::unique_ptr<Link> link_;
  const Options options_;
  const Health& health_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Item> queue_;
  bool closing_ = false;
  Database::Job hook_;
  std::thread thread_;
};

}  // namespace hearth::store
