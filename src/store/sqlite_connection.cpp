#include "store/sqlite_connection.hpp"
#include "store/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace hearth::store {
namespace {

constexpr int page_bytes = 4096;
constexpr int long_log = 16;              // times its usual length: from here on the writer waits a moment for the readers
constexpr int reader_patience_ms = 5000;  // for the moments in which SQLite recovers or resets its log
constexpr int writer_patience_ms = 100;   // for readers that keep a long log from being emptied
constexpr std::size_t most_parameters = 999;

bool disk_error(int code) {
  switch (code & 0xff) {
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_PERM:
    case SQLITE_NOLFS: return true;
    case SQLITE_READONLY: return code != SQLITE_READONLY;  // the extended codes: the file was moved, its folder is gone …
    default: return false;
  }
}

Fault::Kind kind_of(int code) {
  if (disk_error(code)) return Fault::Kind::broken;
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT: return Fault::Kind::constraint;
    case SQLITE_FULL: return Fault::Kind::full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_CANTOPEN:  // out of file handles, as a rule; a folder that is missing is told before SQLite is asked
    case SQLITE_NOMEM: return Fault::Kind::busy;
    default: return Fault::Kind::misuse;
  }
}

std::string sentence_for(Fault::Kind kind, const char* message) {
  switch (kind) {
    case Fault::Kind::full: return "The disk is full. Nothing of this was saved. Free some space, then try again.";
    case Fault::Kind::busy: return fmt::format("The database is busy ({}). Try again.", message);
    default: return message;
  }
}

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* stmt) : stmt_(stmt), columns_(sqlite3_column_count(stmt)) {}

  bool is_null(int column) const override { return type(column) == SQLITE_NULL; }
  std::int64_t i64(int column) const override {
    expect(column, SQLITE_INTEGER, "an integer");
    return sqlite3_column_int64(stmt_, column);
  }
  std::string_view text(int column) const override {
    if (!expect(column, SQLITE_TEXT, "text")) return {};
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(stmt_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
  }
  std::string_view blob(int column) const override {
    if (!expect(column, SQLITE_BLOB, "a blob")) return {};
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(stmt_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
  }

 private:
  int type(int column) const {
    if (column < 0 || column >= columns_) throw Fault(Fault::Kind::misuse, fmt::format("There is no column {} in this result.", column));
    return sqlite3_column_type(stmt_, column);
  }
  bool expect(int column, int wanted, const char* name) const {
    const int is = type(column);
    if (is != wanted && is != SQLITE_NULL) throw Fault(Fault::Kind::misuse, fmt::format("Column {} is not {}.", column, name));
    return is == wanted;
  }

  sqlite3_stmt* const stmt_;
  const int columns_;
};

}  // namespace

/// Keeps a statement from being taken again while its rows are being read, and makes it ready for the next use.
struct SqliteLink::Running {
  explicit Running(Statement& statement) : statement(statement) { statement.running = true; }
  ~Running() {
    sqlite3_reset(statement.stmt);
    statement.running = false;
  }
  Running(const Running&) = delete;
  Statement& statement;
};

SqliteLink::SqliteLink(const SqlitePlace& place, Role role, const Options& options, Health& health)
    : role_(role), health_(health), checkpoint_pages_(int(options.log_kib * 1024 / page_bytes)) {
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (role == Role::writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(place.file.c_str(), &opened, flags, place.vfs.empty() ? nullptr : place.vfs.c_str());
  db_.reset(opened);  // also when it could not be opened: then it holds the message
  if (code != SQLITE_OK) fail(code);
  configure(options);
}

SqliteLink::~SqliteLink() {
  if (role_ == Role::writer && health_.good()) close_tidily();
}

/// Leaves one file behind: the log is moved into it and removed. Whoever opens it after a crash does the same.
void SqliteLink::close_tidily() noexcept {
  try {
    sqlite3_busy_timeout(db_.get(), writer_patience_ms);  // a snapshot that outlives its database is not waited for
    if (empty_log()) sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  } catch (const Fault&) {
    // The store is poisoned now, which leaves its mark beside the file; what was acknowledged is in the log.
  }
}

/// The order matters in two places: the page size before the first page, defensive mode after the log's mode.
void SqliteLink::configure(const Options& options) {
  sqlite3_busy_timeout(db_.get(), reader_patience_ms);
  // Never checkpoint as a side effect of closing: after a failed sync that would put the log's end behind a success that is a lie.
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  if (role_ == Role::writer) {
    script(fmt::format("pragma page_size = {}", page_bytes));
    std::string mode;
    run_statement("pragma journal_mode = wal", {}, [&](const Row& row) { mode = row.text(0); });
    if (mode != "wal")
      throw Fault(Fault::Kind::broken, "The database cannot keep a write-ahead log here: put the data folder on a local disk.");
    script("pragma synchronous = full");
    script("pragma secure_delete = on");
    script("pragma journal_size_limit = 67108864");
    sqlite3_wal_hook(
        db_.get(),
        [](void* self, sqlite3*, const char*, int pages) {
          static_cast<SqliteLink*>(self)->log_pages_ = pages;
          return SQLITE_OK;
        },
        this);  // takes the place of the automatic checkpoint
  } else {
    script("pragma query_only = on");
    sqlite3_wal_autocheckpoint(db_.get(), 0);
  }
  script("pragma mmap_size = 0");
  script("pragma temp_store = memory");
  script("pragma cell_size_check = on");
  script("pragma case_sensitive_like = on");  // as PostgreSQL has it; an index serves `like 'x%'` then, too
  script(fmt::format("pragma cache_size = -{}", options.cache_kib));
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

void SqliteLink::fail(int code) {
  const auto kind = kind_of(code);
  const std::string message = db_ ? sqlite3_errmsg(db_.get()) : sqlite3_errstr(code);
  if (kind != Fault::Kind::broken) throw Fault(kind, sentence_for(kind, message.c_str()));
  health_.poison(fmt::format("{}, SQLite's code {}", message, code));
  throw health_.refusal();
}

SqliteLink::Statement& SqliteLink::statement(std::string_view sql) {
  auto& slot = by_address_[(reinterpret_cast<std::uintptr_t>(sql.data()) ^ sql.size() * 31) % by_address_.size()];
  if (slot && slot->sql == sql) return *slot;  // reads the text after all: a composed one may lie where another has lain
  auto found = by_text_.find(sql);
  if (found == by_text_.end()) {
    auto made = prepare(sql);
    const std::string_view key = made->sql;
    found = by_text_.emplace(key, std::move(made)).first;
  }
  slot = found->second.get();
  return *slot;
}

std::unique_ptr<SqliteLink::Statement> SqliteLink::prepare(std::string_view sql) {
  auto statement = std::make_unique<Statement>(sql);
  const char* tail = nullptr;
  const int code =
      sqlite3_prepare_v3(db_.get(), statement->sql.c_str(), int(statement->sql.size()), SQLITE_PREPARE_PERSISTENT, &statement->stmt, &tail);
  if (code != SQLITE_OK) fail(code);
  auto refuse = [&](const std::string& why) { throw Fault(Fault::Kind::misuse, why + ": " + statement->sql); };
  if (!statement->stmt || std::string_view(tail).find_first_not_of("; \t\n") != std::string_view::npos)
    refuse("A statement is one statement");
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement->stmt); ++i) {
    const char* name = sqlite3_bind_parameter_name(statement->stmt, i);
    std::size_t number = 0;
    if (!name || *name != '$' || std::from_chars(name + 1, name + std::strlen(name), number).ec != std::errc() || number < 1 ||
        number > most_parameters)
      refuse("Parameters are written $1, $2 …");
    if (statement->index.size() < number) statement->index.resize(number, 0);
    statement->index[number - 1] = i;
  }
  return statement;
}

void SqliteLink::bind(const Statement& statement, std::span<const Param> params) {
  if (params.size() != statement.index.size())
    throw Fault(Fault::Kind::misuse,
                fmt::format("{} values were given for {} parameters: {}", params.size(), statement.index.size(), statement.sql));
  sqlite3_stmt* stmt = statement.stmt;
  for (std::size_t n = 0; n < params.size(); ++n) {
    const int at = statement.index[n];
    if (at == 0) continue;
    int code = SQLITE_OK;
    // The views outlive the statement's run, so nothing is copied. A null pointer would bind NULL: an empty view is no NULL.
    if (auto* number = std::get_if<std::int64_t>(&params[n])) {
      code = sqlite3_bind_int64(stmt, at, *number);
    } else if (auto* text = std::get_if<std::string_view>(&params[n])) {
      require_utf8(*text);
      code = sqlite3_bind_text64(stmt, at, text->data() ? text->data() : "", text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else if (auto* blob = std::get_if<Blob>(&params[n])) {
      code = sqlite3_bind_blob64(stmt, at, blob->bytes.data() ? blob->bytes.data() : "", blob->bytes.size(), SQLITE_STATIC);
    } else {
      code = sqlite3_bind_null(stmt, at);
    }
    if (code != SQLITE_OK) fail(code);
  }
}

std::int64_t SqliteLink::step_all(const Statement& statement, const std::function<void(const Row&)>& each) {
  const auto before = sqlite3_total_changes64(db_.get());
  SqliteRow row(statement.stmt);
  int code;
  while ((code = sqlite3_step(statement.stmt)) == SQLITE_ROW)
    if (each) each(row);
  if (code != SQLITE_DONE) fail(code);
  // sqlite3_changes still holds the number of the statement before when this one changed no rows at all
  return sqlite3_total_changes64(db_.get()) == before ? 0 : sqlite3_changes64(db_.get());
}

std::int64_t SqliteLink::run_statement(std::string_view sql, std::span<const Param> params, const std::function<void(const Row&)>& each) {
  Statement& cached = statement(sql);
  if (!cached.running) {
    bind(cached, params);
    Running running(cached);
    return step_all(cached, each);
  }
  // The same statement again, from inside its own rows: this once it gets a copy.
  auto copy = prepare(sql);
  bind(*copy, params);
  return step_all(*copy, each);
}

void SqliteLink::step_once(const char* sql) {
  Statement& cached = statement(sql);
  Running running(cached);
  if (const int code = sqlite3_step(cached.stmt); code != SQLITE_DONE && code != SQLITE_ROW) fail(code);
}

void SqliteLink::script(const std::string& sql) {
  if (const int code = sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) fail(code);
}

void SqliteLink::do_begin_write() { step_once("begin immediate"); }
void SqliteLink::commit() { step_once("commit"); }
void SqliteLink::do_rollback() {
  if (!sqlite3_get_autocommit(db_.get())) step_once("rollback");
}
void SqliteLink::do_savepoint() { step_once("savepoint job"); }
void SqliteLink::release() { step_once("release job"); }
void SqliteLink::do_undo() {
  step_once("rollback to job");
  step_once("release job");
}

/// SQLite takes its snapshot with the first read, not with BEGIN, so one row of the schema is read at once.
void SqliteLink::begin_read() {
  step_once("begin");
  step_once("select 1 from sqlite_schema");
}
void SqliteLink::do_end_read() {
  if (!sqlite3_get_autocommit(db_.get())) step_once("commit");
}

/// False when a reader is in the way or no space is left: nothing is lost, the log only stays longer.
bool SqliteLink::checkpoint(int mode) {
  const int code = sqlite3_wal_checkpoint_v2(db_.get(), nullptr, mode, nullptr, nullptr);
  const auto kind = kind_of(code);
  if (code != SQLITE_OK && kind != Fault::Kind::busy && kind != Fault::Kind::full) fail(code);
  if (code == SQLITE_OK && mode == SQLITE_CHECKPOINT_TRUNCATE) log_pages_ = 0;
  checkpointed_pages_ = log_pages_;
  return code == SQLITE_OK;
}

bool SqliteLink::empty_log() { return checkpoint(SQLITE_CHECKPOINT_TRUNCATE); }

/// Keeps the log short. Passive as a rule, which never makes anybody wait; when readers that overlap without a gap have kept
/// the log from starting afresh until it is very long, the writer waits for them a moment.
void SqliteLink::after_group() {
  if (log_pages_ < checkpointed_pages_) checkpointed_pages_ = 0;  // the log has started afresh
  if (log_pages_ - checkpointed_pages_ < checkpoint_pages_) return;
  try {
    if (log_pages_ < long_log * checkpoint_pages_) {
      checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    } else {
      sqlite3_busy_timeout(db_.get(), writer_patience_ms);
      empty_log();
      sqlite3_busy_timeout(db_.get(), reader_patience_ms);
    }
  } catch (const Fault&) {
    // Everybody in the group has been answered and is safe in the log; the poisoned Health tells the next one.
  }
}

void SqliteLink::check_integrity() {
  std::string verdict;
  run_statement("pragma integrity_check(1)", {}, [&](const Row& row) { verdict = row.text(0); });
  if (verdict == "ok") return;
  health_.poison(verdict);
  throw Fault(Fault::Kind::broken,
              "The database is damaged (" + verdict + "). Restore the newest backup; keep the damaged file for whoever helps you.");
}

}  // namespace hearth::store
