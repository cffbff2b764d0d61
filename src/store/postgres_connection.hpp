// One PostgreSQL connection: how it is opened and opened again, its statements, and how its errors become Faults. For store/ only.
#pragma once

#include "store/driver.hpp"

#include <libpq-fe.h>

#include <unordered_map>
#include <vector>

namespace hearth::store {

using PgResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

class PostgresLink final : public Link {
 public:
  PostgresLink(const std::string& url, Health& health);

  void commit() override;
  void release() override;
  void begin_read() override;
  void script(const std::string& sql) override;
  bool is_sqlite() const override { return false; }

  /// Throws Fault with a sentence unless the server keeps what it has acknowledged and notices damaged pages.
  void check_server();

 private:
  /// A statement as prepared for one combination of types. A null fits every type.
  struct Prepared {
    std::string name;
    std::vector<Oid> types;
  };

  std::int64_t run_statement(std::string_view sql, std::span<const Param> params, const std::function<void(const Row&)>& each) override;
  void do_begin_write() override;
  void do_rollback() override;
  void do_savepoint() override;
  void do_undo() override;
  void do_end_read() override;

  void connect();
  bool lost() const;
  void begin(const char* sql, std::string* answer);
  PgResult query(const char* sql);
  PgResult run_prepared(const Prepared& statement, std::span<const Param> params);
  void send_ahead(const char* sql);
  void collect_ahead();
  void savepoint_at_once();
  const Prepared& prepared(std::string_view sql, std::span<const Param> params);
  void learn_types(Prepared& statement);
  void settle_lost_commit();
  std::string status_of_transaction();
  [[noreturn]] void fail(const PGresult* result);
  [[noreturn]] void unreachable();

  const std::string url_;
  Health& health_;
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_{nullptr, PQfinish};
  std::unordered_map<std::string, std::vector<std::unique_ptr<Prepared>>> statements_;
  int made_ = 0;
  bool savepoint_open_ = false;  // the server has one
  bool savepoint_due_ = false;   // a job has begun whose savepoint is sent with its first statement
  std::string transaction_;      // the server's number of the writer's transaction
};

}  // namespace hearth::store
