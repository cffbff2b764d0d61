// What a database driver gives the store: connections that open transactions, and what they know about the disk. For store/ only.
#pragma once

#include "store/store.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace hearth::store {

/// Whether the store may still be written to. One for each open database, shared by its connections; safe from any thread.
///
/// After a failed sync the kernel may have dropped the pages that it could not write and report success the next time, so
/// the first error is the only one that can be believed: it shuts the store for writing until it is opened afresh.
class Health {
 public:
  bool good() const { return good_.load(std::memory_order_acquire); }
  void poison(const std::string& why);  ///< The first reason stays.
  Fault refusal() const;                ///< What a write is answered with once the store is poisoned.
  /// Runs once, at the moment of poisoning, on the thread that met the error. Must not throw. Set before there are connections.
  void when_poisoned(std::function<void()> then) { then_ = std::move(then); }

 private:
  std::atomic<bool> good_{true};
  mutable std::mutex mutex_;
  std::string why_;
  std::function<void()> then_;
};

/// A driver's connection. Every function throws Fault unless it says otherwise.
///
/// A statement that failed spoils its job or snapshot: each further statement throws the same Fault, since PostgreSQL
/// would refuse it and SQLite would not, and a job must mean the same on both.
class Link : public Connection {
 public:
  std::int64_t execute(Sql sql, std::span<const Param> params, const std::function<void(const Row&)>& each) final;

  void begin_write();         ///< Reconnects first where that is needed.
  virtual void commit() = 0;  ///< Returns when the transaction is on disk.
  void rollback() noexcept;
  void savepoint();  ///< One at a time; ended by release or undo.
  virtual void release() = 0;
  void undo();

  virtual void begin_read() = 0;  ///< Opens a snapshot of this moment.
  void end_read() noexcept;

  virtual void script(const std::string& sql) = 0;  ///< Runs statements that take no parameters and answer nothing.
  virtual void after_group() {}                     ///< The writer's housekeeping, when everybody has been answered.

  const std::optional<Fault>& spoilt() const { return spoilt_; }

 protected:
  virtual std::int64_t run_statement(std::string_view sql, std::span<const Param> params, const std::function<void(const Row&)>& each) = 0;
  virtual void do_begin_write() = 0;
  virtual void do_rollback() = 0;
  virtual void do_savepoint() = 0;
  virtual void do_undo() = 0;
  virtual void do_end_read() = 0;

 private:
  std::optional<Fault> spoilt_;
};

/// One kind of database, opened. Outlives its links.
class Driver {
 public:
  virtual ~Driver() = default;
  virtual std::unique_ptr<Link> open_writer() = 0;  ///< Called once.
  virtual std::unique_ptr<Link> open_reader() = 0;
  virtual void backup(Link& snapshot, const std::string& path) = 0;
  virtual bool is_sqlite() const = 0;
};

/// `path` is a file's, or ":memory:".
std::unique_ptr<Driver> sqlite_driver(const std::string& path, const Options& options, Health& health);
std::unique_ptr<Driver> postgres_driver(const std::string& url, Health& health);

/// Brings the tables of each room to their newest step. `write` runs a job in a transaction of its own.
void run_migrations(std::span<const Migration> migrations, bool is_sqlite, const std::function<void(const Database::Job&)>& write);

}  // namespace hearth::store
