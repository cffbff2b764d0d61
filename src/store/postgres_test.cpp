// What only a server can do to us: go away, be shared with another node, be set up wrongly.
#include "store/cutting_proxy.hpp"
#include "store/store.hpp"
#include "store/testing.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>

namespace hearth::store {
namespace {

using testing::CuttingProxy;
using Cut = CuttingProxy::Cut;

constexpr Migration tables[] = {{"test", 1, "create table thing (id bigint primary key)"}};

void insert(Connection& c, std::int64_t id) { c.run("insert into thing (id) values ($1)", id); }

std::int64_t things(Database& db) {
  std::int64_t n = -1;
  db.read()->connection().each("select count(*) from thing", [&](const Row& row) { n = row.i64(0); });
  return n;
}

std::string part(const std::string& url, std::string_view keyword, const std::string& otherwise) {
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parts(PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
  for (auto* option = parts.get(); option && option->keyword; ++option)
    if (option->keyword == keyword && option->val) return option->val;
  return otherwise;
}

/// A database behind a network that breaks.
class PostgresFar : public ::testing::Test {
 protected:
  testing::Place place{"postgres"};
  CuttingProxy proxy{part(place.url(), "host", "127.0.0.1"), part(place.url(), "port", "5432")};
  std::unique_ptr<Database> db = open(fmt::format("postgresql://{}:{}@127.0.0.1:{}/{}", part(place.url(), "user", "postgres"),
                                                  part(place.url(), "password", ""), proxy.port(), part(place.url(), "dbname", "")));
  void SetUp() override { db->migrate(tables); }

  void cut(Cut what) {
    const int before = proxy.cuts();
    proxy.cut(what);
    while (what == Cut::everything && proxy.cuts() == before) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
};

TEST_F(PostgresFar, LosingIdleConnectionsIsNotNoticed) {
  for (int id = 0; id < 5; ++id) {
    EXPECT_EQ(things(*db), id);
    cut(Cut::everything);
    db->write_and_wait([id](Connection& c) { insert(c, id); });
    cut(Cut::everything);
  }
  EXPECT_EQ(things(*db), 5);
}

TEST_F(PostgresFar, LosingTheConnectionInsideAJobSavesNothingAndSaysSo) {
  try {
    db->write_and_wait([&](Connection& c) {
      insert(c, 1);
      cut(Cut::everything);
      insert(c, 2);
    });
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_EQ(fault.kind, Fault::Kind::busy) << fault.what();
  }
  EXPECT_TRUE(db->healthy());
  db->write_and_wait([](Connection& c) { insert(c, 3); });
  EXPECT_EQ(things(*db), 1);
}

TEST_F(PostgresFar, LosingTheConnectionInsideASnapshotEndsIt) {
  auto snapshot = db->read();
  cut(Cut::everything);
  EXPECT_THROW(snapshot->connection().run("select 1"), Fault);
  snapshot.reset();
  EXPECT_EQ(things(*db), 0);
}

TEST_F(PostgresFar, ACommitWhoseAnswerIsLostIsStillAcknowledged) {
  for (int id = 0; id < 5; ++id) {
    cut(Cut::after_the_commit);
    db->write_and_wait([id](Connection& c) { insert(c, id); });
  }
  EXPECT_EQ(proxy.cuts(), 5);
  EXPECT_EQ(things(*db), 5);
}

TEST_F(PostgresFar, ACommitThatNeverArrivedIsRefused) {
  for (int id = 0; id < 5; ++id) {
    cut(Cut::before_the_commit);
    try {
      db->write_and_wait([id](Connection& c) { insert(c, id); });
      ADD_FAILURE();
    } catch (const Fault& fault) {
      EXPECT_EQ(fault.kind, Fault::Kind::busy) << fault.what();
    }
  }
  EXPECT_EQ(things(*db), 0);
  db->write_and_wait([](Connection& c) { insert(c, 1); });
}

TEST(PostgresNodes, TwoOfThemWriteOneAfterTheOther) {
  auto first = testing::fresh_database("postgres");
  auto second = open(first.url());
  for (auto* db : {&*first, second.get()}) db->migrate(tables);
  auto append = [](Database& db) {
    for (int i = 0; i < 100; ++i)  // reads what is there and writes the next: loses an update, or fails, unless there is one writer
      db.write_and_wait([](Connection& c) {
        std::int64_t next = 0;
        c.each("select coalesce(max(id), 0) + 1 from thing", [&](const Row& row) { next = row.i64(0); });
        insert(c, next);
      });
  };
  {
    std::jthread other([&] { append(*second); });
    append(*first);
  }
  EXPECT_EQ(things(*first), 200);
}

TEST(PostgresSetUp, TextMustSortByItsBytes) {
  testing::Place place("postgres");
  testing::on_postgres_server("drop database " + part(place.url(), "dbname", ""));
  testing::on_postgres_server("create database " + part(place.url(), "dbname", "") + " template template0 encoding 'SQL_ASCII' locale 'C'");
  try {
    open(place.url());
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_NE(std::string(fault.what()).find("create database hearth template template0 encoding 'UTF8' locale 'C'"), std::string::npos);
  }
}

TEST(PostgresSetUp, AnOwnerWhoTurnedWaitingForTheDiskOffIsOverruled) {
  testing::Place place("postgres");
  testing::on_postgres_server("alter database " + part(place.url(), "dbname", "") + " set synchronous_commit = off");
  auto db = open(place.url());
  std::string setting;
  db->write_and_wait(
      [&](Connection& c) { c.each("select current_setting('synchronous_commit')", [&](const Row& row) { setting = row.text(0); }); });
  EXPECT_EQ(setting, "on");
}

}  // namespace
}  // namespace hearth::store
