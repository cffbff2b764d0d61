#include "store/store.hpp"
#include "store/testing.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace hearth::store {
namespace {

constexpr Migration tables[] = {{"test", 1,
                                 "create table entry (id bigint primary key, body text);\ncreate table total (entries bigint not "
                                 "null);\ninsert into total values (0)"}};

void add(Connection& c) {
  c.run("insert into entry (id, body) select entries + 1, $1 from total", std::string(1000, 'x'));
  c.run("update total set entries = entries + 1");
}

/// Opens a backup as the database that it is. Returns how many entries it holds; fails where they do not agree with the total.
std::int64_t checked(const std::string& path) {
  EXPECT_FALSE(std::filesystem::exists(path + "-wal"));
  auto db = open("sqlite:" + path);
  db->migrate(tables);
  auto snapshot = db->read();
  std::int64_t entries = -1;
  auto compare = [&](const Row& row) {
    entries = row.i64(0);
    EXPECT_EQ(row.i64(0), row.i64(1));
    EXPECT_EQ(row.i64(0), row.i64(2));
  };
  snapshot->connection().each("select (select count(*) from entry), (select coalesce(max(id), 0) from entry), entries from total", compare);
  snapshot->connection().each("pragma integrity_check", [](const Row& row) { EXPECT_EQ(row.text(0), "ok"); });
  return entries;
}

class Backup : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Of, Backup, ::testing::Values("memory", "sqlite"), [](const auto& info) { return info.param; });

TEST_P(Backup, IsWholeWhileWritersGoOn) {
  testing::Place folder("sqlite");
  auto db = testing::fresh_database(GetParam(), {.log_kib = 256});
  db->migrate(tables);
  std::jthread writer([&](std::stop_token stop) {
    while (!stop.stop_requested()) db->write_and_wait(add);
  });
  std::int64_t before = -1;
  for (int i = 0; i < 20; ++i) {
    db->write_and_wait(add);
    const auto path = (folder.folder() / std::to_string(i)).string();
    db->backup_to(path);
    const auto entries = checked(path);
    EXPECT_GT(entries, before);
    before = entries;
  }
}

TEST_P(Backup, TakesThePlaceOfAnOlderOneOfThatName) {
  testing::Place folder("sqlite");
  auto db = testing::fresh_database(GetParam());
  db->migrate(tables);
  const auto path = (folder.folder() / "backup").string();
  std::ofstream(path + ".unfinished") << "what an interrupted backup left";
  db->backup_to(path);
  db->write_and_wait(add);
  db->backup_to(path);
  EXPECT_EQ(checked(path), 1);
  EXPECT_FALSE(std::filesystem::exists(path + ".unfinished"));
}

TEST_P(Backup, ThatFailsSaysSoAndLeavesTheStoreAlone) {
  testing::Place folder("sqlite");
  auto db = testing::fresh_database(GetParam());
  db->migrate(tables);
  EXPECT_THROW(db->backup_to("/nowhere/at/all"), Fault);
  std::filesystem::create_directory(folder.folder() / "taken");
  EXPECT_THROW(db->backup_to((folder.folder() / "taken").string()), Fault);
  EXPECT_FALSE(std::filesystem::exists(folder.folder() / "taken.unfinished"));
  EXPECT_TRUE(db->healthy());
  db->write_and_wait(add);
}

TEST(BackupKilled, HasNotTheFinalName) {
  testing::Place place("sqlite");
  {
    auto db = open(place.url());
    db->migrate(tables);
    for (int i = 0; i < 3000; ++i) db->write(add, nullptr);
  }
  const auto path = (place.folder() / "backup").string();
  std::srand(5);
  for (int round = 0; round < 20; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      open(place.url())->backup_to(path);
      _exit(0);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(std::rand() % 15'000));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    if (!std::filesystem::exists(path)) continue;
    EXPECT_EQ(checked(path), 3000);
    std::filesystem::remove(path);
  }
}

TEST(BackupOfPostgres, IsItsOwnToolsWork) {
  auto db = testing::fresh_database("postgres");
  EXPECT_THROW(db->backup_to("anywhere"), Fault);
}

}  // namespace
}  // namespace hearth::store
