// The database behind one small interface: embedded SQLite by default, PostgreSQL with another --database value.
//
// One SQL text serves both: write $1, $2 …; integers are 64 bit; times are microseconds; booleans 0 and 1; text is UTF-8;
// time is always a parameter; `like` tells upper from lower case. In migrations, {{blob}} and {{identity}} stand for what the two call
// differently.
//
// One writer, many readers: over all nodes that share a PostgreSQL database, one writes at a time. All writes of a process go through one
// thread that commits them in groups: each job runs in a savepoint of its own, so that one that fails does not undo the others, and nobody
// is answered before the group is on disk.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace hearth::store {

/// What nobody who called can mend by trying otherwise. The request stops; the program does not.
class Fault : public std::runtime_error {
 public:
  enum class Kind {
    constraint,  ///< A unique key or a check refused the row: somebody else was first.
    full,        ///< No space on the disk. Reading goes on; writing resumes when there is space.
    broken,      ///< An I/O error or a damaged file: the store is poisoned until it has been reopened and verified.
    busy,        ///< The writer's queue is full or the store is closing. Try again.
    misuse,      ///< A mistake in the program: bad SQL, a column that is not there.
  };
  Fault(Kind kind, const std::string& what) : std::runtime_error(what), kind(kind) {}
  const Kind kind;
};

/// The text of a statement. Made from literals only, so that nothing that a person typed can become SQL.
class Sql {
 public:
  template <std::size_t N>
  consteval Sql(const char (&literal)[N]) : text_(literal, N - 1) {}

  /// For statements put together at start-up from described structs. `text` must outlive every use and must hold no value.
  static Sql composed(std::string_view text) { return Sql(text, 0); }

  constexpr std::string_view text() const { return text_; }

 private:
  constexpr Sql(std::string_view text, int) : text_(text) {}
  std::string_view text_;
};

struct Blob {
  std::string_view bytes;
};

/// A value bound to $n: null, an integer, UTF-8 text without NUL (else Fault::misuse), or bytes. Views must live until the call
/// returns. An empty optional is null.
using Param = std::variant<std::monostate, std::int64_t, std::string_view, Blob>;

template <class T>
Param param(const T& v) {
  if constexpr (std::is_same_v<T, Param>)
    return v;
  else if constexpr (std::is_same_v<T, Blob>)
    return v;
  else if constexpr (std::is_same_v<T, std::nullptr_t>)
    return std::monostate{};
  else if constexpr (requires { v.has_value(); })
    return v ? param(*v) : Param{};
  else if constexpr (std::is_integral_v<T>)
    return static_cast<std::int64_t>(v);
  else
    return std::string_view(v);
}

/// One row of a result, valid inside the callback only. Columns count from 0. A null reads as 0 or as nothing; a column of another
/// type than the one asked for, or one that is not there, is Fault::misuse.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t i64(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::string_view blob(int column) const = 0;
};

/// A connection inside a transaction. Used by one thread at a time. Throws Fault.
///
/// After a Fault the connection answers nothing more but the same Fault, and the job is undone even if it catches it: SQLite would
/// go on after a refused row and PostgreSQL would not. A job that expects a row to be there writes `on conflict do nothing`.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Runs a statement; calls `each` for every row; returns the number of rows changed (0 for a query). Other statements may run
  /// inside `each`. PostgreSQL holds the whole result in memory: read long ones in pages, by key.
  virtual std::int64_t execute(Sql sql, std::span<const Param> params, const std::function<void(const Row&)>& each) = 0;

  template <class... A>
  std::int64_t run(Sql sql, const A&... args) {
    const Param params[] = {param(args)..., Param{}};
    return execute(sql, std::span(params, sizeof...(A)), nullptr);
  }
  template <class F, class... A>
  void each(Sql sql, F&& f, const A&... args) {
    const Param params[] = {param(args)..., Param{}};
    execute(sql, std::span(params, sizeof...(A)), std::forward<F>(f));
  }

  virtual bool is_sqlite() const = 0;
};

/// A reader's connection with an open snapshot: everything read through it is of one moment. Given back when destroyed.
class Snapshot {
 public:
  virtual ~Snapshot() = default;
  virtual Connection& connection() = 0;
};

/// A numbered step of a room's tables. Steps run once, in order, each in a transaction of its own.
struct Migration {
  std::string_view room;
  int step;              ///< 1, 2, 3 … within the room.
  std::string_view sql;  ///< Split at ';'. {{blob}}; {{identity}}: numbers itself; {{number}}: a given number as key; {{clustered}} after a
                         ///< table: it lies in its key's order.
};

struct Options {
  int readers = 4;                ///< Snapshots open at once; a further `read` waits.
  int queue = 10'000;             ///< Jobs waiting for the writer; one more is refused with Fault::busy.
  int group = 512;                ///< Jobs committed together at most.
  std::int64_t cache_kib = 8192;  ///< Page cache of each SQLite connection.
  std::int64_t log_kib = 4096;    ///< SQLite's write-ahead log is moved into the file each time it has grown by this much.
};

class Database {
 public:
  using Job = std::function<void(Connection&)>;
  /// Called on the writer's thread after the group is on disk (null), or with what the job or the commit threw.
  using Done = std::function<void(std::exception_ptr)>;

  virtual ~Database() = default;  ///< Finishes the jobs that were accepted, then closes. Snapshots may live on.

  /// Runs the steps that have not run yet, outside any group and without the hook. Refuses data that a newer program has written.
  virtual void migrate(std::span<const Migration> migrations) = 0;
  /// Opens a snapshot of this moment: every group that was acknowledged before is in it. Waits up to 30 s for a reader, then Fault::busy.
  /// A thread that holds one snapshot must not wait for another.
  virtual std::unique_ptr<Snapshot> read() = 0;

  /// Queues a job. Throws Fault::busy when the queue is full and Fault::broken when the store is poisoned. Jobs run in the order in
  /// which they were accepted. A job that throws is undone alone. `done` must not throw.
  virtual void write(Job job, Done done) = 0;
  /// The same, waiting for the disk; rethrows what the job threw. Not from inside a job or a Done: the writer would wait for itself.
  void write_and_wait(const Job& job);

  /// Runs inside every group in which a job stands, after the jobs and before the commit (the journal signs its head there). At most
  /// one hook. If it throws, the whole group fails.
  virtual void before_commit(Job hook) = 0;

  /// Copies a consistent snapshot of everything to `path` while writers go on. SQLite only; PostgreSQL has pg_dump.
  virtual void backup_to(const std::string& path) = 0;

  virtual bool is_sqlite() const = 0;
  /// False after an I/O error: every write is refused until the store has been reopened.
  virtual bool healthy() const = 0;
};

/// Opens "sqlite:PATH", "sqlite::memory:" or "postgresql://…". Throws Fault with a sentence that says what to do.
/// The SQLite file is locked for this process alone; if its disk has failed before, the whole file is checked first. A PostgreSQL
/// server must keep data checksums and wait for the disk, its database must be UTF-8 and sort text by its bytes.
std::unique_ptr<Database> open(const std::string& url, const Options& options = {});

}  // namespace hearth::store
