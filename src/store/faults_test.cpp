// Disks that fail and disks that are full. No acknowledgement after the first failure, and nothing acknowledged is lost.
#include "store/faulty_vfs.hpp"
#include "store/store.hpp"
#include "store/testing.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <thread>

namespace hearth::store {
namespace {

using testing::FaultyVfs;
using Operation = FaultyVfs::Operation;

constexpr Migration tables[] = {{"test", 1, "create table thing (id bigint primary key, body {{blob}} not null)"}};

std::string body_of(std::int64_t id, std::size_t size) {
  std::string body(size, char('a' + id % 26));
  return std::to_string(id) + body;
}

void insert(Connection& c, std::int64_t id, std::size_t size = 300) {
  c.run("insert into thing (id, body) values ($1, $2)", id, Blob{body_of(id, size)});
}

/// Every acknowledged row must be there and whole.
void expect_all(Database& db, const std::set<std::int64_t>& acknowledged) {
  std::set<std::int64_t> there;
  auto check = [&](const Row& row) {
    const auto id = row.i64(0);
    there.insert(id);
    EXPECT_EQ(row.blob(1), body_of(id, row.blob(1).size() - std::to_string(id).size()));
  };
  db.read()->connection().each("select id, body from thing", check);
  for (auto id : acknowledged) EXPECT_TRUE(there.contains(id)) << "acknowledged and lost: " << id;
  std::string verdict;
  db.read()->connection().each("pragma integrity_check", [&](const Row& row) { verdict += row.text(0); });
  EXPECT_EQ(verdict, "ok");
}

/// One run: opens, writes enough for several checkpoints, and closes.
/// `failed` tells whether the disk has failed by now: from then on nothing may be acknowledged, unless failures pass.
std::set<std::int64_t> write_until_the_end(const std::string& url, const std::atomic<bool>& failed, bool failures_pass) {
  std::set<std::int64_t> acknowledged;
  try {
    auto db = open(url, {.log_kib = 32});
    db->migrate(tables);
    for (std::int64_t id = 0; id < 24; ++id) {
      const bool had_failed = failed;
      try {
        db->write_and_wait([&](Connection& c) { insert(c, id, id % 4 == 3 ? 15'000 : 300); });
        acknowledged.insert(id);
        EXPECT_TRUE(failures_pass || !had_failed) << "acknowledged after the disk had failed: " << id;
      } catch (const Fault& fault) {
        EXPECT_EQ(fault.kind, failures_pass ? Fault::Kind::full : Fault::Kind::broken) << fault.what();
        EXPECT_EQ(db->healthy(), failures_pass);
      }
    }
  } catch (const Fault& fault) {
    EXPECT_TRUE(failed) << fault.what();  // it could not even be opened
  }
  return acknowledged;
}

auto open_files() { return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}); }

/// Fails the n-th operation of a kind once, for every n to 60 and then every fifth, until a run has none left to fail. After each the data
/// is opened and checked.
void fail_each(Operation operation, int error) {
  const bool passes = error == SQLITE_FULL;
  const auto open_before = open_files();
  int failures = 0;
  for (int n = 1; n < 5000; n += n < 60 ? 1 : 5) {
    testing::Place place("sqlite");
    std::atomic<int> countdown = n;
    std::atomic<bool> failed = false;
    std::set<std::int64_t> acknowledged;
    {
      FaultyVfs vfs([&](const FaultyVfs::Event& event) {
        if (event.operation != operation || --countdown != 0) return SQLITE_OK;
        failed = true;
        return error;
      });
      acknowledged = write_until_the_end(place.url(), failed, passes);
    }
    auto db = open(place.url());
    db->migrate(tables);
    expect_all(*db, acknowledged);
    db->write_and_wait([](Connection& c) { insert(c, 1000); });
    if (::testing::Test::HasFailure()) FAIL() << "at operation " << n;
    if (!failed) break;
    ++failures;
  }
  EXPECT_EQ(open_files(), open_before);
  EXPECT_GE(failures, operation == Operation::truncate ? 1 : 10) << "the loop failed too little to mean anything";
}

TEST(Faults, ASyncThatFails) { fail_each(Operation::sync, SQLITE_IOERR_FSYNC); }
TEST(Faults, AWriteThatFailsHalfway) { fail_each(Operation::write, SQLITE_IOERR_WRITE); }
TEST(Faults, AWriteThatFindsTheDiskFull) { fail_each(Operation::write, SQLITE_FULL); }
TEST(Faults, AReadThatFails) { fail_each(Operation::read, SQLITE_IOERR_READ); }
TEST(Faults, ATruncationThatFails) { fail_each(Operation::truncate, SQLITE_IOERR_TRUNCATE); }

TEST(Faults, AFullDiskRefusesWritesAndRecoversByItself) {
  testing::Place place("sqlite");
  std::atomic<bool> full = false;
  FaultyVfs vfs([&](const FaultyVfs::Event& event) { return full && event.operation == Operation::write ? SQLITE_FULL : SQLITE_OK; });
  auto db = open(place.url());
  db->migrate(tables);
  std::set<std::int64_t> acknowledged;
  for (std::int64_t round = 0; round < 50; ++round) {
    full = round % 2;
    std::atomic<int> refused = 0;
    std::vector<std::int64_t> saved;
    for (std::int64_t i = 0; i < 10; ++i)
      db->write([id = round * 10 + i](Connection& c) { insert(c, id); },
                [&, id = round * 10 + i](std::exception_ptr e) {
                  if (!e) return saved.push_back(id);
                  try {
                    std::rethrow_exception(e);
                  } catch (const Fault& fault) {
                    refused += fault.kind == Fault::Kind::full;
                  }
                });
    try {
      db->write_and_wait([](Connection&) {});
    } catch (const Fault&) {
    }
    EXPECT_EQ(refused, full ? 10 : 0);
    EXPECT_TRUE(db->healthy());
    acknowledged.insert(saved.begin(), saved.end());
    db->read()->connection().each("select count(*) from thing",
                                  [&](const Row& row) { EXPECT_EQ(row.i64(0), std::int64_t(acknowledged.size())); });
  }
  EXPECT_EQ(acknowledged.size(), 250u);
  full = false;
  expect_all(*db, acknowledged);
}

TEST(Faults, ADamagedPageIsFoundWhenReadAndStopsWriting) {
  testing::Place place("sqlite");
  {
    auto db = open(place.url());
    db->migrate(tables);
    for (std::int64_t id = 0; id < 500; ++id) db->write([id](Connection& c) { insert(c, id); }, nullptr);
  }
  {
    std::fstream file(place.folder() / "hearth.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(10 * 4096);
    file << std::string(4096, '\x7f');
  }
  auto db = open(place.url());
  EXPECT_THROW(db->read()->connection().each("select id, body from thing", [](const Row&) {}), Fault);
  EXPECT_FALSE(db->healthy());
  EXPECT_THROW(db->write([](Connection& c) { insert(c, 1000); }, nullptr), Fault);
  db.reset();
  try {
    open(place.url());
    FAIL() << "damaged data was opened after it had been noticed";
  } catch (const Fault& fault) {
    EXPECT_TRUE(std::string(fault.what()).starts_with("The database is damaged")) << fault.what();
  }
}

TEST(Lock, ASecondProcessIsToldWhichOneIsInTheWay) {
  testing::Place place("sqlite");
  auto db = open(place.url());
  const std::string sentence =
      "The data folder is in use by another hearth (process " + std::to_string(getpid()) + "). Stop it first, or use another --data.";
  const pid_t child = fork();
  if (child == 0) {
    try {
      open(place.url());
      _exit(1);
    } catch (const Fault& fault) {
      _exit(fault.what() == sentence ? 0 : 2);
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_THROW(open(place.url()), Fault);
  db.reset();
  open(place.url());
}

TEST(Settings, AreThoseThatKeepTheDataSafe) {
  testing::Place place("sqlite");
  auto db = open(place.url());
  db->migrate(tables);
  struct {
    Sql sql;
    std::int64_t value;
  } const settings[] = {{"pragma synchronous", 2},     {"pragma temp_store", 2},         {"pragma trusted_schema", 0},
                        {"pragma cell_size_check", 1}, {"pragma secure_delete", 1},      {"pragma foreign_keys", 1},
                        {"pragma mmap_size", 0},       {"pragma wal_autocheckpoint", 0}, {"pragma page_size", 4096}};
  auto check = [&](Connection& c, bool writer) {
    for (const auto& [sql, value] : settings) {
      if (!writer && (sql.text().ends_with("synchronous") || sql.text().ends_with("secure_delete"))) continue;  // only about writing
      c.each(sql, [&](const Row& row) { EXPECT_EQ(row.i64(0), value) << sql.text(); });
    }
    c.each("pragma journal_mode", [](const Row& row) { EXPECT_EQ(row.text(0), "wal"); });
  };
  check(db->read()->connection(), false);
  db->write_and_wait([&](Connection& c) { check(c, true); });
  const Sql refused[] = {"select load_extension('x')", "delete from sqlite_schema",
                         "insert into thing (id, body) values (1, \"double quotes\")"};
  for (const auto& sql : refused) EXPECT_THROW(db->write_and_wait([&](Connection& c) { c.run(sql); }), Fault) << sql.text();
}

TEST(Files, AreForTheOwnersEyesOnly) {
  testing::Place place("sqlite");
  auto db = open(place.url());
  db->migrate(tables);
  db->write_and_wait([](Connection& c) { insert(c, 1); });
  db->backup_to((place.folder() / "backup.db").string());
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(place.folder())) {
    ++files;
    EXPECT_EQ(entry.status().permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write) << entry.path();
  }
  EXPECT_EQ(files, 5);  // the file, its log, the log's index, the lock, the backup
}

TEST(Files, TheLogStaysShortAndIsGoneAfterClosing) {
  testing::Place place("sqlite");
  auto db = open(place.url(), {.log_kib = 256});
  db->migrate(tables);
  std::vector<std::jthread> readers;  // that overlap without a gap, the hard case: the log cannot start afresh by itself
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&](std::stop_token stop) {
      while (!stop.stop_requested()) {
        auto snapshot = db->read();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
    });
  for (std::int64_t id = 0; id < 200; ++id) db->write_and_wait([id](Connection& c) { insert(c, id, 100'000); });
  const auto log = place.folder() / "hearth.db-wal";
  EXPECT_LT(std::filesystem::file_size(log), 6u << 20);  // of 20 MB; 16 times 256 KiB and what comes in the meantime
  readers.clear();
  db.reset();
  EXPECT_FALSE(std::filesystem::exists(log));
}

}  // namespace
}  // namespace hearth::store
