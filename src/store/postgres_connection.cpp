#include "store/postgres_connection.hpp"
#include "store/postgres_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

namespace hearth::store {
namespace {

/// Held by whoever writes, until the commit: one writer at a time over all nodes, as SQLite has it by nature.
/// The number means nothing; it must only differ from those of other programs in the same database.
constexpr const char* begin_writing =
    "begin isolation level read committed read write;"
    "select pg_advisory_xact_lock(7307211466915836);"
    "select pg_current_xact_id()::text";
constexpr const char* begin_reading = "begin isolation level repeatable read read only; select 1";  // the select takes the snapshot

constexpr std::chrono::seconds settling{10};  // how long to look for the outcome of a commit whose answer was lost

std::string one_line(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

/// PostgreSQL 15 documentation, appendix A.
Fault::Kind kind_of(std::string_view state) {
  if (state.starts_with("23")) return Fault::Kind::constraint;
  if (state == "53100") return Fault::Kind::full;
  if (state == "58030" || state == "XX001" || state == "XX002")
    return Fault::Kind::broken;  // input/output error, damaged data, damaged index
  for (std::string_view transient : {"08", "40", "53", "55P03", "57", "58"})
    if (state.starts_with(transient)) return Fault::Kind::busy;
  return Fault::Kind::misuse;
}

bool answered(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

bool fits(const std::vector<Oid>& types, std::span<const Param> params) {
  return std::ranges::equal(types, params, [](Oid type, const Param& param) { return type_of(param) == 0 || type_of(param) == type; });
}

}  // namespace

PostgresLink::PostgresLink(const std::string& url, Health& health) : url_(url), health_(health) { connect(); }

void PostgresLink::connect() {
  // What stands in the URL comes last and so wins.
  const char* const names[] = {"application_name", "client_encoding",
                               "connect_timeout",  "target_session_attrs",
                               "keepalives_idle",  "keepalives_count",
                               "tcp_user_timeout", "keepalives_interval",
                               "dbname",           nullptr};
  const char* const values[] = {"hearth", "UTF8", "5", "read-write", "10", "3", "15000", "5", url_.c_str(), nullptr};
  statements_.clear();
  connection_.reset(PQconnectdbParams(names, values, 1));
  if (lost()) unreachable();
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  // A server, or its owner, that does without waiting for the disk does not get its way: acknowledged means on disk.
  query("select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'");
}

/// Also when it was left in the middle of a batch: there is no way back from there but a new connection.
bool PostgresLink::lost() const {
  return !connection_ || PQstatus(connection_.get()) == CONNECTION_BAD || PQpipelineStatus(connection_.get()) != PQ_PIPELINE_OFF;
}

void PostgresLink::unreachable() {
  const std::string why = connection_ ? one_line(PQerrorMessage(connection_.get())) : "out of memory";
  throw Fault(Fault::Kind::busy,
              "The database server cannot be reached. Check that it is running and that --database names it. It said: " + why);
}

void PostgresLink::fail(const PGresult* result) {
  if (lost()) unreachable();
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  // Only the primary message: the detail holds the values of the row, which are about people and would end up in a log.
  const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const std::string message = primary ? primary : "the server did not say why";
  switch (const auto kind = kind_of(state ? state : "XX000")) {
    case Fault::Kind::full:
      throw Fault(kind, "The database server's disk is full. Nothing of this was saved. Free some space, then try again.");
    case Fault::Kind::busy: throw Fault(kind, "The database server is busy (" + message + "). Try again.");
    case Fault::Kind::broken: health_.poison(message); throw health_.refusal();
    default: throw Fault(kind, message);
  }
}

PgResult PostgresLink::query(const char* sql) {
  PgResult result(PQexec(connection_.get(), sql), PQclear);
  if (!answered(result.get())) fail(result.get());
  return result;
}

void PostgresLink::script(const std::string& sql) {
  savepoint_at_once();
  query(sql.c_str());
}

/// For what cannot be sent together with it. A mistake must find the savepoint already there.
void PostgresLink::savepoint_at_once() {
  if (!savepoint_due_) return;
  query(savepoint_open_ ? "release savepoint job; savepoint job" : "savepoint job");
  savepoint_open_ = true;
  savepoint_due_ = false;
}

void PostgresLink::send_ahead(const char* sql) {
  if (!PQsendQueryParams(connection_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0)) unreachable();
}

void PostgresLink::collect_ahead() {
  const PgResult result(PQgetResult(connection_.get()), PQclear);
  PQgetResult(connection_.get());  // the null that ends each query's results
  if (!answered(result.get())) fail(result.get());
}

/// Runs a prepared statement, and before it, in the same breath, the savepoint that is due.
PgResult PostgresLink::run_prepared(const Prepared& statement, std::span<const Param> params) {
  const EncodedParams encoded(params);
  PGconn* const c = connection_.get();
  const char* const name = statement.name.c_str();
  if (!savepoint_due_)
    return {PQexecPrepared(c, name, encoded.count(), encoded.values(), encoded.lengths(), encoded.formats(), 1), PQclear};

  PQenterPipelineMode(c);
  if (savepoint_open_) send_ahead("release savepoint job");
  send_ahead("savepoint job");
  if (!PQsendQueryPrepared(c, name, encoded.count(), encoded.values(), encoded.lengths(), encoded.formats(), 1) || !PQpipelineSync(c))
    unreachable();
  if (savepoint_open_) collect_ahead();
  collect_ahead();
  savepoint_open_ = true;
  savepoint_due_ = false;
  PgResult result(PQgetResult(c), PQclear);
  PQgetResult(c);
  const PgResult sync(PQgetResult(c), PQclear);
  PQexitPipelineMode(c);
  return result;
}

/// Opens a transaction. Nothing has been done in it yet, so that a connection which has died meanwhile is simply replaced.
void PostgresLink::begin(const char* sql, std::string* answer) {
  if (lost()) connect();
  PgResult result(PQexec(connection_.get(), sql), PQclear);
  if (lost()) {
    connect();
    result = query(sql);
  }
  if (!answered(result.get())) fail(result.get());
  if (answer) *answer = PQgetvalue(result.get(), 0, 0);
}

void PostgresLink::do_begin_write() {
  savepoint_open_ = savepoint_due_ = false;
  begin(begin_writing, &transaction_);
}
void PostgresLink::begin_read() { begin(begin_reading, nullptr); }

// A savepoint is sent together with the first statement of its job and released together with the next job's: over a network,
// what counts is how often one waits for an answer. The last one of a group ends with the commit.
void PostgresLink::do_savepoint() { savepoint_due_ = true; }
void PostgresLink::release() {}

void PostgresLink::do_undo() {
  if (savepoint_due_) return;  // the job has sent nothing
  query("rollback to savepoint job");
}

void PostgresLink::do_rollback() {
  if (!lost() && PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) query("rollback");
}

/// Does not wait for the answer: the next PQexec throws it away.
void PostgresLink::do_end_read() {
  if (!lost()) PQsendQuery(connection_.get(), "commit");
}

void PostgresLink::commit() {
  PgResult result(PQexec(connection_.get(), "commit"), PQclear);
  if (lost()) return settle_lost_commit();
  if (!answered(result.get())) fail(result.get());
  // The server answers the commit of a transaction that has failed with a rollback, and calls that success.
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
    throw Fault(Fault::Kind::misuse, "The transaction had failed and was rolled back.");
}

/// The connection died between our asking and the server's answer. The server knows, by the transaction's number, what became of it.
void PostgresLink::settle_lost_commit() {
  const auto until = std::chrono::steady_clock::now() + settling;
  while (std::chrono::steady_clock::now() < until) {
    const std::string status = status_of_transaction();
    if (status == "committed") return;
    if (status == "aborted")
      throw Fault(Fault::Kind::busy, "The database server went away while this was being saved. Nothing was saved: try again.");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  throw Fault(Fault::Kind::broken,
              "The database server went away while this was being saved. Look whether it is there before you enter it again.");
}

/// "committed", "aborted", "in progress", or "unreachable".
std::string PostgresLink::status_of_transaction() {
  try {
    if (lost()) connect();
    const auto result = query(("select pg_xact_status('" + transaction_ + "'::xid8)").c_str());
    return PQgetvalue(result.get(), 0, 0);
  } catch (const Fault& fault) {
    // A server that answers but has no such number is a new primary, to which the transaction never came.
    return fault.kind == Fault::Kind::busy ? "unreachable" : "aborted";
  }
}

std::int64_t PostgresLink::run_statement(std::string_view sql, std::span<const Param> params, const std::function<void(const Row&)>& each) {
  const PgResult result = run_prepared(prepared(sql, params), params);
  if (!answered(result.get())) {
    // "cached plan must not change result type": a migration has changed the table since; the next one prepares afresh.
    if (const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE); state && std::string_view(state) == "0A000")
      statements_.erase(std::string(sql));
    fail(result.get());
  }
  if (each) {
    PostgresRow row(result.get());
    for (int i = 0; i < PQntuples(result.get()); ++i) {
      row.go_to(i);
      each(row);
    }
  }
  const std::string_view command = PQcmdStatus(result.get());
  if (!command.starts_with("INSERT") && !command.starts_with("UPDATE") && !command.starts_with("DELETE")) return 0;
  const std::string_view changed = PQcmdTuples(result.get());
  std::int64_t rows = 0;
  std::from_chars(changed.data(), changed.data() + changed.size(), rows);
  return rows;
}

const PostgresLink::Prepared& PostgresLink::prepared(std::string_view sql, std::span<const Param> params) {
  auto& variants = statements_[std::string(sql)];
  for (const auto& variant : variants)
    if (fits(variant->types, params)) return *variant;

  savepoint_at_once();
  auto statement = std::make_unique<Prepared>(Prepared{fmt::format("s{}", ++made_), {}});
  for (const auto& param : params) statement->types.push_back(type_of(param));
  const PgResult result(
      PQprepare(connection_.get(), statement->name.c_str(), std::string(sql).c_str(), int(params.size()), statement->types.data()),
      PQclear);
  if (!answered(result.get())) fail(result.get());
  if (std::ranges::find(statement->types, Oid{0}) != statement->types.end() || params.empty()) learn_types(*statement);
  if (statement->types.size() != params.size())
    throw Fault(Fault::Kind::misuse,
                fmt::format("{} values were given for {} parameters: {}", params.size(), statement->types.size(), sql));
  return *variants.emplace_back(std::move(statement));
}

/// Asks what the server took the nulls to be, so that a later value of that type finds the same statement.
void PostgresLink::learn_types(Prepared& statement) {
  const PgResult result(PQdescribePrepared(connection_.get(), statement.name.c_str()), PQclear);
  if (!answered(result.get())) fail(result.get());
  statement.types.clear();
  for (int i = 0; i < PQnparams(result.get()); ++i) statement.types.push_back(PQparamtype(result.get(), i));
}

void PostgresLink::check_server() {
  const auto result = query(
      "select current_setting('data_checksums'), current_setting('fsync'), current_setting('full_page_writes'),"
      " pg_encoding_to_char(encoding), datcollate from pg_database where datname = current_database()");
  auto is = [&](int column, std::string_view value) { return std::string_view(PQgetvalue(result.get(), 0, column)) == value; };
  auto refuse = [](const char* sentence) { throw Fault(Fault::Kind::misuse, sentence); };
  if (!is(0, "on"))
    refuse(
        "The PostgreSQL server keeps no checksums, so that a damaged page would go unnoticed. Stop it, run pg_checksums --enable, start it "
        "again.");
  if (!is(1, "on") || !is(2, "on"))
    refuse(
        "The PostgreSQL server may lose what it has acknowledged. Set fsync = on and full_page_writes = on in postgresql.conf, then "
        "restart it.");
  // Other orders differ from SQLite's, and an upgrade of the C library can silently break indexes that were sorted by them.
  if (!is(3, "UTF8") || (!is(4, "C") && !is(4, "POSIX") && !is(4, "C.UTF-8") && !is(4, "C.utf8")))
    refuse(
        "This PostgreSQL database sorts or stores text in another way than Hearth needs. Make one with: create database hearth template "
        "template0 encoding 'UTF8' locale 'C'");
}

}  // namespace hearth::store
