// One SQLite connection: its settings, its statements, and how its errors become Faults. For store/ only.
#pragma once

#include "store/driver.hpp"

#include <sqlite3.h>

#include <array>
#include <unordered_map>
#include <vector>

namespace hearth::store {

/// A file on disk is in use under the system's own VFS (""); a database in memory has a VFS of its own.
struct SqlitePlace {
  std::string file;
  std::string vfs;
};

class SqliteLink final : public Link {
 public:
  enum class Role { writer, reader };
  SqliteLink(const SqlitePlace& place, Role role, const Options& options, Health& health);
  ~SqliteLink() override;

  void commit() override;
  void release() override;
  void begin_read() override;
  void script(const std::string& sql) override;
  void after_group() override;
  bool is_sqlite() const override { return true; }

  /// Moves the write-ahead log into the database file and empties it. False when a reader is in the way.
  bool empty_log();
  /// Throws Fault::broken unless SQLite finds every page and index whole.
  void check_integrity();
  sqlite3* handle() const { return db_.get(); }

 private:
  struct Statement {
    std::string sql;
    sqlite3_stmt* stmt = nullptr;
    std::vector<int> index;  // of $1, $2 … in SQLite's own count, which goes by first appearance
    bool running = false;

    explicit Statement(std::string_view text) : sql(text) {}
    ~Statement() { sqlite3_finalize(stmt); }
    Statement(const Statement&) = delete;
  };
  struct Running;

  std::int64_t run_statement(std::string_view sql, std::span<const Param> params, const std::function<void(const Row&)>& each) override;
  void do_begin_write() override;
  void do_rollback() override;
  void do_savepoint() override;
  void do_undo() override;
  void do_end_read() override;

  void configure(const Options& options);
  void close_tidily() noexcept;
  Statement& statement(std::string_view sql);
  std::unique_ptr<Statement> prepare(std::string_view sql);
  void bind(const Statement& statement, std::span<const Param> params);
  std::int64_t step_all(const Statement& statement, const std::function<void(const Row&)>& each);
  void step_once(const char* sql);
  bool checkpoint(int mode);
  [[noreturn]] void fail(int code);

  const Role role_;
  std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)> db_{nullptr, sqlite3_close_v2};
  Health& health_;
  const int checkpoint_pages_;
  std::unordered_map<std::string_view, std::unique_ptr<Statement>> by_text_;
  std::array<Statement*, 256> by_address_{};  // where a literal's text lies tells most statements apart without reading them
  int log_pages_ = 0;
  int checkpointed_pages_ = 0;
};

}  // namespace hearth::store
