// What every database does the same, by the header's word.
#include "store/store.hpp"
#include "store/testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <limits>
#include <thread>

namespace hearth::store {
namespace {

using Kind = Fault::Kind;

constexpr Migration tables[] = {
    {"test", 1, "create table thing (id bigint primary key, words text, body {{blob}}, parent bigint references thing (id))"},
};

class Store : public ::testing::TestWithParam<std::string> {
 protected:
  testing::FreshDatabase fresh(const Options& options = {}) {
    auto db = testing::fresh_database(GetParam(), options);
    db->migrate(tables);
    return db;
  }
};
INSTANTIATE_TEST_SUITE_P(On, Store, ::testing::Values("memory", "sqlite", "postgres"), [](const auto& info) { return info.param; });

void insert(Connection& c, std::int64_t id) { c.run("insert into thing (id) values ($1)", id); }

std::int64_t number(Connection& c, Sql sql) {
  std::int64_t n = -1;
  c.each(sql, [&](const Row& row) { n = row.i64(0); });
  return n;
}
std::int64_t things(Database& db) { return number(db.read()->connection(), "select count(*) from thing"); }

/// What kind of Fault `action` ends in; fails when it does not.
template <class F>
Kind fault_of(F&& action) {
  try {
    action();
  } catch (const Fault& fault) {
    EXPECT_STRNE(fault.what(), "");
    return fault.kind;
  }
  ADD_FAILURE() << "nothing was thrown";
  return Kind::misuse;
}

/// Holds the writer inside a job until it is let go, so that what is queued meanwhile becomes one group.
class Held {
 public:
  explicit Held(Database& db) {
    auto entered = std::make_shared<std::promise<void>>();
    auto inside = entered->get_future();
    db.write([entered, until = let_go_.get_future().share()](Connection&) { entered->set_value(), until.wait(); }, nullptr);
    inside.wait();
  }
  void let_go() { let_go_.set_value(); }

 private:
  std::promise<void> let_go_;
};

TEST_P(Store, GivesBackWhatWasWritten) {
  auto db = fresh();
  const std::string unicode = "Zoë 张伟 👩‍👧 שלום";
  const std::string bytes("\0\x01\xff\0", 4);
  const std::int64_t numbers[] = {0, -1, 5'000'000'000, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
  for (auto id : numbers)
    db->write_and_wait([&](Connection& c) { c.run("insert into thing (id, words, body) values ($1, $2, $3)", id, unicode, Blob{bytes}); });
  for (auto id : numbers) {
    int rows = 0;
    auto check = [&](const Row& row) {
      ++rows;
      EXPECT_EQ(row.i64(0), id);
      EXPECT_EQ(row.text(1), unicode);
      EXPECT_EQ(row.blob(2), bytes);
      EXPECT_FALSE(row.is_null(2));
      EXPECT_TRUE(row.is_null(3));
      EXPECT_EQ(row.i64(3), 0);
    };
    db->read()->connection().each("select id, words, body, parent from thing where id = $1", check, id);
    EXPECT_EQ(rows, 1) << id;
  }
}

TEST_P(Store, TellsEmptyFromNull) {
  auto db = fresh();
  db->write_and_wait([](Connection& c) {
    c.run("insert into thing (id, words, body) values ($1, $2, $3)", 1, std::string_view{}, Blob{});
    c.run("insert into thing (id, words, body) values ($1, $2, $3)", 2, nullptr, nullptr);
    c.run("insert into thing (id, words, body) values ($1, $2, $3)", 3, std::optional<std::string>("x"), std::optional<std::string>());
  });
  std::string seen;
  auto add = [&](const Row& row) { seen += row.is_null(0) ? "-" : "t" + std::string(row.text(0)), seen += row.is_null(1) ? "- " : "b "; };
  db->read()->connection().each("select words, body from thing order by id", add);
  EXPECT_EQ(seen, "tb -- tx- ");
}

TEST_P(Store, BindsByNumberNotByAppearance) {
  auto db = fresh();
  db->write_and_wait([](Connection& c) { c.run("insert into thing (words, id) values ($2, $1)", 7, "seven"); });
  std::string seen;
  auto add = [&](const Row& row) { seen = row.text(0); };
  db->read()->connection().each("select words from thing where words = $2 and id = $1 and id = $1", add, 7, "seven");
  EXPECT_EQ(seen, "seven");
}

TEST_P(Store, TakesNullsAndValuesInTheSamePlaceInAnyOrder) {
  auto db = fresh();
  db->write_and_wait([](Connection& c) {
    const Sql sql = "insert into thing (id, words, parent) values ($1, $2, $3)";
    c.run(sql, 1, nullptr, nullptr);
    c.run(sql, 2, "two", nullptr);
    c.run(sql, 3, nullptr, 1);
    c.run(sql, 4, "four", 1);
  });
  EXPECT_EQ(number(db->read()->connection(), "select count(words) + 10 * count(parent) from thing"), 22);
}

TEST_P(Store, CountsTheRowsThatChanged) {
  auto db = fresh();
  db->write_and_wait([](Connection& c) {
    EXPECT_EQ(c.run("insert into thing (id) values (1), (2), (3)"), 3);
    EXPECT_EQ(c.run("update thing set words = 'x' where id > $1", 1), 2);
    EXPECT_EQ(c.run("update thing set words = 'x' where id > $1", 100), 0);
    EXPECT_EQ(c.run("select * from thing"), 0);
    EXPECT_EQ(c.run("insert into thing (id) values (1) on conflict do nothing"), 0);
    EXPECT_EQ(c.run("delete from thing"), 3);
    EXPECT_EQ(c.run("create table other (id bigint)"), 0);
    std::int64_t returned = 0;
    c.each(
        "insert into thing (id) values ($1) returning id", [&](const Row& row) { returned = row.i64(0); }, 9);
    EXPECT_EQ(returned, 9);
  });
}

TEST_P(Store, SumsWholeNumbers) {
  auto db = fresh();
  db->write_and_wait([](Connection& c) {
    c.run("insert into thing (id) values ($1), ($2), ($3)", 4'000'000'000'000, 12'340'000, -70'000);
    EXPECT_EQ(number(c, "select sum(id) from thing"), 4'000'012'270'000);
    EXPECT_EQ(number(c, "select -sum(id) from thing"), -4'000'012'270'000);
    EXPECT_EQ(number(c, "select sum(id) from thing where id < 0"), -70'000);
    EXPECT_EQ(number(c, "select sum(id - id) from thing"), 0);
    EXPECT_EQ(number(c, "select count(*) from thing where id > 0"), 2);
    EXPECT_EQ(number(c, "select 1 < 2"), 1);
  });
}

TEST_P(Store, SortsTextByItsBytes) {
  auto db = fresh();
  db->write_and_wait([](Connection& c) { c.run("insert into thing (id, words) values (1, 'é'), (2, 'z'), (3, 'a'), (4, 'Z'), (5, '_')"); });
  std::string order;
  db->read()->connection().each("select id from thing order by words", [&](const Row& row) { order += std::to_string(row.i64(0)); });
  EXPECT_EQ(order, "45321");
}

TEST_P(Store, ASnapshotIsOfOneMoment) {
  auto db = fresh();
  auto before = db->read();
  db->write_and_wait([](Connection& c) { insert(c, 1); });
  auto after = db->read();
  db->write_and_wait([](Connection& c) { insert(c, 2); });
  EXPECT_EQ(number(before->connection(), "select count(*) from thing"), 0);
  EXPECT_EQ(number(after->connection(), "select count(*) from thing"), 1);
  EXPECT_EQ(things(*db), 2);
  EXPECT_EQ(number(before->connection(), "select count(*) from thing"), 0);
}

TEST_P(Store, ASnapshotMayOutliveItsDatabase) {
  auto db = fresh();
  db->write_and_wait([](Connection& c) { insert(c, 1); });
  auto snapshot = db->read();
  db.database.reset();
  EXPECT_EQ(number(snapshot->connection(), "select count(*) from thing"), 1);
  snapshot.reset();
  if (GetParam() == "memory") return;
  db.reopen();
  EXPECT_EQ(things(*db), 1);
}

TEST_P(Store, ASnapshotCannotWrite) {
  auto db = fresh();
  EXPECT_EQ(fault_of([&] { insert(db->read()->connection(), 1); }), Kind::misuse);
  EXPECT_EQ(things(*db), 0);
  EXPECT_TRUE(db->healthy());
}

TEST_P(Store, ReadersRunWhileTheWriterIsInsideAJob) {
  auto db = fresh();
  Held held(*db);
  EXPECT_EQ(things(*db), 0);
  held.let_go();
}

TEST_P(Store, AFurtherReaderWaitsForOneToBeGivenBack) {
  auto db = fresh({.readers = 1});
  auto first = db->read();
  auto second = std::async(std::launch::async, [&] { return things(*db); });
  EXPECT_EQ(second.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  first.reset();
  EXPECT_EQ(second.get(), 0);
}

TEST_P(Store, JobsAndAnswersKeepTheirOrder) {
  auto db = fresh({.group = 7});
  std::vector<int> ran, answered;
  Held held(*db);
  for (int i = 0; i < 100; ++i)
    db->write([&, i](Connection& c) { ran.push_back(i), insert(c, i); },
              [&, i](std::exception_ptr e) {
                EXPECT_FALSE(e);
                answered.push_back(i);
              });
  held.let_go();
  db->write_and_wait([](Connection&) {});
  ASSERT_EQ(ran.size(), 100u);
  EXPECT_TRUE(std::ranges::is_sorted(ran));
  EXPECT_EQ(answered, ran);
  EXPECT_EQ(things(*db), 100);
}

TEST_P(Store, AJobThatFailsUndoesItselfAlone) {
  auto db = fresh();
  Held held(*db);
  std::vector<std::string> answers;
  auto note = [&](std::exception_ptr e) {
    try {
      if (e) std::rethrow_exception(e);
      answers.push_back("saved");
    } catch (const Fault& fault) {
      answers.push_back(fault.kind == Kind::constraint ? "constraint" : "other");
    } catch (const std::exception& other) {
      answers.push_back(other.what());
    }
  };
  db->write([](Connection& c) { insert(c, 1); }, note);
  db->write([](Connection& c) { insert(c, 2), insert(c, 1); }, note);
  db->write([](Connection& c) { insert(c, 3), throw std::runtime_error("changed my mind"); }, note);
  db->write(
      [](Connection& c) {
        insert(c, 4);
        try {
          insert(c, 1);
        } catch (const Fault&) {
        }
      },
      note);
  db->write([](Connection& c) { insert(c, 5); }, note);
  held.let_go();
  db->write_and_wait([](Connection&) {});
  EXPECT_EQ(answers, (std::vector<std::string>{"saved", "constraint", "changed my mind", "constraint", "saved"}));
  EXPECT_EQ(number(db->read()->connection(), "select 10 * count(*) + sum(id) from thing"), 26);
}

TEST_P(Store, AJobThatFailsAloneInItsGroupIsUndoneToo) {
  auto db = fresh();
  EXPECT_THROW(db->write_and_wait([](Connection& c) { insert(c, 1), throw std::runtime_error("no"); }), std::runtime_error);
  db->write_and_wait([](Connection& c) { insert(c, 2); });
  EXPECT_EQ(number(db->read()->connection(), "select sum(id) from thing"), 2);
}

TEST_P(Store, TellsWhyARowWasRefused) {
  auto db = fresh();
  db->write_and_wait([](Connection& c) { insert(c, 1); });
  auto write = [&](auto job) { return fault_of([&] { db->write_and_wait(job); }); };
  EXPECT_EQ(write([](Connection& c) { insert(c, 1); }), Kind::constraint);
  EXPECT_EQ(write([](Connection& c) { c.run("insert into thing (id, parent) values (2, 99)"); }), Kind::constraint);
  EXPECT_EQ(write([](Connection& c) { c.run("insert into nothing values (1)"); }), Kind::misuse);
  EXPECT_EQ(write([](Connection& c) { c.run("insert into thing (id) values ($1)"); }), Kind::misuse);
  EXPECT_EQ(write([](Connection& c) { c.run("select 1; select 2"); }), Kind::misuse);
  EXPECT_EQ(write([](Connection& c) { c.run("insert into thing (id, words) values ($1, $2)", 2, std::string("a\0b", 3)); }), Kind::misuse);
  EXPECT_EQ(write([](Connection& c) { c.run("insert into thing (id, words) values ($1, $2)", 2, "\xc0\xaf"); }), Kind::misuse);
  EXPECT_EQ(write([](Connection& c) { c.each("select id from thing", [](const Row& row) { row.text(0); }); }), Kind::misuse);
  EXPECT_EQ(write([](Connection& c) { c.each("select id from thing", [](const Row& row) { row.i64(1); }); }), Kind::misuse);
  EXPECT_EQ(things(*db), 1);
  EXPECT_TRUE(db->healthy());
}

TEST_P(Store, AStatementMayRunInsideItsOwnRows) {
  auto db = fresh();
  db->write_and_wait([](Connection& c) {
    for (int i : {1, 2, 3}) insert(c, i);
    int pairs = 0;
    const Sql sql = "select id from thing where id < $1";
    c.each(
        sql,
        [&](const Row& row) {
          c.each(
              sql, [&](const Row&) { ++pairs; }, row.i64(0));
        },
        10);
    EXPECT_EQ(pairs, 3);
  });
}

TEST_P(Store, RefusesWhenTheQueueIsFull) {
  auto db = fresh({.queue = 3});
  Held held(*db);
  for (int i = 0; i < 3; ++i) db->write([i](Connection& c) { insert(c, i); }, nullptr);
  EXPECT_EQ(fault_of([&] { db->write([](Connection& c) { insert(c, 3); }, nullptr); }), Kind::busy);
  held.let_go();
  while (things(*db) < 3) std::this_thread::yield();
  db->write_and_wait([](Connection& c) { insert(c, 4); });
  EXPECT_EQ(things(*db), 4);
}

TEST_P(Store, ClosingFinishesWhatWasAccepted) {
  if (GetParam() == "memory") return;  // it ends with the database
  auto db = fresh();
  int answered = 0;
  for (int i = 0; i < 50; ++i) db->write([i](Connection& c) { insert(c, i); }, [&](std::exception_ptr e) { answered += !e; });
  db.reopen();
  EXPECT_EQ(answered, 50);
  EXPECT_EQ(things(*db), 50);
}

TEST_P(Store, TheHookRunsOnceInEachGroupThatStands) {
  auto db = fresh();
  db->before_commit([](Connection& c) { c.run("insert into thing (id) select -1 - count(*) from thing"); });
  Held held(*db);
  for (int i = 1; i <= 3; ++i) db->write([i](Connection& c) { insert(c, i); }, nullptr);
  held.let_go();
  db->write_and_wait([](Connection&) {});
  EXPECT_THROW(db->write_and_wait([](Connection&) { throw std::runtime_error("no"); }), std::runtime_error);
  // the held job's group, that of the three, and perhaps a third for the empty one; none for the one that failed
  const auto hooks = number(db->read()->connection(), "select count(*) from thing where id < 0");
  EXPECT_TRUE(hooks == 2 || hooks == 3) << hooks;
}

TEST_P(Store, AHookThatFailsFailsItsGroup) {
  auto db = fresh();
  bool failing = true;
  db->before_commit([&](Connection&) {
    if (failing) throw std::runtime_error("cannot sign");
  });
  EXPECT_THROW(db->write_and_wait([](Connection& c) { insert(c, 1); }), std::runtime_error);
  failing = false;
  db->write_and_wait([](Connection& c) { insert(c, 2); });
  EXPECT_EQ(number(db->read()->connection(), "select sum(id) from thing"), 2);
}

TEST_P(Store, ManyThreadsWriteAndRead) {
  auto db = fresh();
  std::vector<std::jthread> clients;
  for (int t = 0; t < 8; ++t)
    clients.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        const int id = t * 100 + i;
        db->write_and_wait([id](Connection& c) { insert(c, id); });
        auto snapshot = db->read();
        std::int64_t mine = 0;
        snapshot->connection().each(
            "select count(*) from thing where id = $1", [&](const Row& row) { mine = row.i64(0); }, id);
        EXPECT_EQ(mine, 1);
      }
    });
  clients.clear();
  EXPECT_EQ(things(*db), 200);
}

TEST_P(Store, ABigRowAndALongResultComeBack) {
  auto db = fresh();
  const std::string big(3'000'000, 'x');
  db->write_and_wait([&](Connection& c) {
    for (int i = 0; i < 2000; ++i) insert(c, i);
    c.run("update thing set words = $1, body = $2 where id = 0", big, Blob{big});
  });
  std::size_t bytes = 0, rows = 0;
  auto add = [&](const Row& row) { ++rows, bytes += row.text(0).size() + row.blob(1).size(); };
  db->read()->connection().each("select words, body from thing", add);
  EXPECT_EQ(rows, 2000u);
  EXPECT_EQ(bytes, 2 * big.size());
}

TEST(Open, SaysWhatToDo) {
  EXPECT_EQ(fault_of([] { open("mysql://somewhere"); }), Kind::misuse);
  EXPECT_EQ(fault_of([] { open("sqlite:"); }), Kind::misuse);
  EXPECT_EQ(fault_of([] { open("sqlite:/nowhere/at/all.db"); }), Kind::broken);
  try {
    open("postgresql://127.0.0.1:1/hearth");
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_TRUE(std::string(fault.what()).starts_with("The database server cannot be reached. Check that it is running")) << fault.what();
  }
}

}  // namespace
}  // namespace hearth::store
