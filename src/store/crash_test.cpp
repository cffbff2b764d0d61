// Processes that die at any moment. What was acknowledged is there afterwards, once; what was not is there whole or not at all.
#include "store/store.hpp"
#include "store/testing.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <set>
#include <thread>

namespace hearth::store {
namespace {

class Crash : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(On, Crash, ::testing::ValuesIn(testing::Databases()), [](const auto& info) { return info.param; });

constexpr int clients = 4;
constexpr Options small_log{.log_kib = 64};  // so that checkpoints are among what is interrupted
constexpr Migration tables[] = {
    {"test", 1, "create table whole (id bigint primary key, body text not null);\ncreate table half (id bigint primary key)"}};

/// Runs `work` in a process of its own, and kills it, if it has not ended by itself, when `wait` returns. Returns true when it had.
template <class Work, class Wait>
bool run_and_kill(Work&& work, Wait&& wait) {
  const pid_t child = fork();
  if (child == 0) {
    try {
      work();
      _exit(0);
    } catch (const std::exception& e) {
      fmt::print(stderr, "{}\n", e.what());
      _exit(1);
    }
  }
  wait();
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) != 0);
  return WIFEXITED(status);
}

void sleep_up_to(int microseconds) { std::this_thread::sleep_for(std::chrono::microseconds(std::rand() % microseconds)); }

/// Writes rows without end, each to two tables in one job, and tells `out` the ids that were acknowledged.
void write_for_ever(const std::string& url, std::int64_t first, int out) {
  auto db = open(url, small_log);
  std::vector<std::jthread> threads;
  for (int t = 0; t < clients; ++t)
    threads.emplace_back([&, t] {
      const std::string body(2000, 'x');
      for (std::int64_t id = first + t;; id += clients) {
        db->write_and_wait([&](Connection& c) {
          c.run("insert into whole (id, body) values ($1, $2)", id, body);
          c.run("insert into half (id) values ($1)", id);
        });
        if (::write(out, &id, sizeof id) != sizeof id) _exit(1);
      }
    });
}

std::set<std::int64_t> ids(Connection& connection, Sql sql) {
  std::set<std::int64_t> all;
  connection.each(sql, [&](const Row& row) { all.insert(row.i64(0)); });
  return all;
}

TEST_P(Crash, KilledWhileWriting) {
  const int rounds = GetParam() == "sqlite" ? 40 : 10;
  testing::Place place(GetParam());
  open(place.url())->migrate(tables);
  std::srand(7);
  std::set<std::int64_t> acknowledged;
  for (std::int64_t round = 0; round < rounds; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    auto note = [&] {
      std::int64_t id;
      const bool any = ::read(pipe_ends[0], &id, sizeof id) == sizeof id;
      if (any) acknowledged.insert(id);
      return any;
    };
    run_and_kill([&] { write_for_ever(place.url(), round * 1'000'000, pipe_ends[1]); },
                 [&] {
                   close(pipe_ends[1]);
                   if (round % 4 != 0) note();  // every fourth may die while it still opens and recovers
                   sleep_up_to(50'000);
                 });
    while (note()) {
    }
    close(pipe_ends[0]);

    auto db = open(place.url());
    // PostgreSQL may still be finishing the dead client's last commit: writing waits for it, as every writer does
    db->write_and_wait([](Connection&) {});
    auto snapshot = db->read();
    const auto whole = ids(snapshot->connection(), "select id from whole");
    EXPECT_EQ(whole, ids(snapshot->connection(), "select id from half"));
    for (auto id : acknowledged) ASSERT_TRUE(whole.contains(id)) << "acknowledged and lost: " << id << ", round " << round;
    if (db->is_sqlite()) snapshot->connection().each("pragma integrity_check", [](const Row& row) { EXPECT_EQ(row.text(0), "ok"); });
  }
  EXPECT_GE(acknowledged.size(), std::size_t(rounds) * 3 / 4) << "too little was written to mean anything";
}

TEST_P(Crash, KilledWhileMigrating) {
  std::vector<std::string> texts;
  for (int step = 1; step <= 30; ++step)
    texts.push_back(fmt::format("create table t{0} (id bigint);\ninsert into done (step) values ({0})", step));
  std::vector<Migration> steps = {{"test", 1, "create table done (step bigint)"}};
  for (int step = 1; step <= 30; ++step) steps.push_back({"test", step + 1, texts[step - 1]});

  std::srand(11);
  const int rounds = GetParam() == "sqlite" ? 10 : 3;
  for (int round = 0; round < rounds; ++round) {
    testing::Place place(GetParam());
    int killed = 0;
    while (!run_and_kill([&] { open(place.url())->migrate(steps); }, [&] { sleep_up_to(10'000 + 4'000 * killed); })) ++killed;
    auto db = open(place.url());
    db->migrate(steps);
    db->read()->connection().each("select count(*), count(distinct step), max(step) from done", [&](const Row& row) {
      for (int column : {0, 1, 2}) EXPECT_EQ(row.i64(column), 30) << column;
    });
  }
}

}  // namespace
}  // namespace hearth::store
