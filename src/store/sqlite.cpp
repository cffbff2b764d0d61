// The SQLite driver: one file, one process, one writer. Its settings stand in sqlite_connection.cpp, each held by a test.
#include "store/folder_lock.hpp"
#include "store/memory_vfs.hpp"
#include "store/sqlite_connection.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace hearth::store {
namespace {

/// Made by us before SQLite does, so that nobody but the owner can read it. The log and its index take over its mode.
void make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) throw Fault(Fault::Kind::broken, fmt::format("The database cannot be opened ({}: {}).", path, std::strerror(errno)));
  ::close(file);
}

/// The writer's connection, which is the last to close and leaves an empty log behind when all is well.
class SqliteDriver final : public Driver {
 public:
  SqliteDriver(const std::string& path, const Options& options, Health& health) : options_(options), health_(health) {
    if (path == ":memory:") {
      memory_ = std::make_unique<MemoryVfs>();
      place_ = {"hearth", memory_->name()};
    } else {
      lock_ = std::make_unique<FolderLock>(path);
      make_private_file(path);
      place_ = {path, ""};
      health_.when_poisoned([this] { lock_->note_disk_failure(); });  // at once: the process may not live to close properly
    }
  }

  std::unique_ptr<Link> open_writer() override {
    auto writer = std::make_unique<SqliteLink>(place_, SqliteLink::Role::writer, options_, health_);
    if (lock_) make_durable(*writer);
    return writer;
  }

  std::unique_ptr<Link> open_reader() override { return std::make_unique<SqliteLink>(place_, SqliteLink::Role::reader, options_, health_); }

  void backup(Link& snapshot, const std::string& path) override;
  bool is_sqlite() const override { return true; }

 private:
  /// Before anybody writes: whatever a crash or a failed sync left in the log is written to the file again and synced. Pages that
  /// the kernel only pretends to have written would otherwise lie, unnoticed, in front of everything that is acknowledged later.
  void make_durable(SqliteLink& writer) {
    if (lock_->disk_has_failed()) writer.check_integrity();
    writer.script("create table if not exists store_step (room text not null, step integer not null, primary key (room, step))");
    writer.empty_log();
    sync_folder_of(place_.file);
    if (lock_->disk_has_failed()) lock_->note_checked();
  }

  const Options options_;
  Health& health_;
  std::unique_ptr<MemoryVfs> memory_;
  std::unique_ptr<FolderLock> lock_;
  SqlitePlace place_;
};

/// Removes the half-made copy unless it was kept.
struct Unfinished {
  ~Unfinished() {
    if (!kept) ::unlink(path.c_str());
  }
  std::string path;
  bool kept = false;
};

void sync_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int error = errno;
  if (file >= 0) ::close(file);
  if (!synced)
    throw Fault(Fault::Kind::broken,
                fmt::format("The backup could not be written to {} ({}). Check that disk.", path, std::strerror(error)));
}

/// Copies all pages of the snapshot. The copy has its own connection: its errors are the backup disk's and poison nothing.
void copy_pages(sqlite3* from, const std::string& path) {
  sqlite3* to = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closed(to, sqlite3_close);
  if (code == SQLITE_OK) {
    if (auto* copy = sqlite3_backup_init(to, "main", from, "main")) {
      sqlite3_backup_step(copy, -1);
      code = sqlite3_backup_finish(copy);
    } else {
      code = sqlite3_errcode(to);
    }
  }
  // The copy stands alone: without write-ahead log, so that it is one file wherever it is carried.
  if (code == SQLITE_OK) code = sqlite3_exec(to, "pragma journal_mode = delete", nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return;
  if ((code & 0xff) == SQLITE_FULL)
    throw Fault(Fault::Kind::full, fmt::format("There is no space for the backup at {}. Free some, or choose another disk.", path));
  throw Fault(Fault::Kind::broken,
              fmt::format("The backup to {} failed ({}). Check that disk and the one that the data is on.", path, sqlite3_errmsg(to)));
}

/// Every connection belongs to one thread at a time, and nobody asks SQLite how much memory it uses: counting it would take a lock
/// with each piece of memory. Misuse, which is the answer when SQLite runs already, changes nothing.
void set_up_library() {
  static const bool once = [] {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return true;
  }();
  (void)once;
}

void SqliteDriver::backup(Link& snapshot, const std::string& path) {
  Unfinished copy{path + ".unfinished"};
  ::unlink(copy.path.c_str());  // what an interrupted backup left
  make_private_file(copy.path);
  copy_pages(static_cast<SqliteLink&>(snapshot).handle(), copy.path);
  sync_file(copy.path);
  if (::rename(copy.path.c_str(), path.c_str()) != 0)
    throw Fault(Fault::Kind::broken, fmt::format("The backup could not be put at {} ({}).", path, std::strerror(errno)));
  copy.kept = true;
  sync_folder_of(path);
}

}  // namespace

std::unique_ptr<Driver> sqlite_driver(const std::string& path, const Options& options, Health& health) {
  if (path.empty()) throw Fault(Fault::Kind::misuse, "Name the database's file: sqlite:FILE");
  set_up_library();
  return std::make_unique<SqliteDriver>(path, options, health);
}

}  // namespace hearth::store
