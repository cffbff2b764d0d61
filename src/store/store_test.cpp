#include "store/store.hpp"

#include <gtest/gtest.h>

namespace hearth::store {
namespace {

TEST(Sqlite, GivesBackWhatWasWritten) {
  auto db = open("sqlite::memory:");
  const Migration steps[] = {{"test", 1, "create table thing (id bigint primary key, words text, body {{blob}})"}};
  db->migrate(steps);
  db->migrate(steps);
  auto early = db->read();
  db->write_and_wait([](Connection& c) { EXPECT_EQ(c.run("insert into thing (words, id) values ($2, $1)", 5'000'000'000, "héllo"), 1); });

  int seen = 0;
  early->connection().each("select id from thing", [&](const Row&) { ++seen; });
  EXPECT_EQ(seen, 0);
  auto check = [&](const Row& row) {
    ++seen;
    EXPECT_EQ(row.i64(0), 5'000'000'000);
    EXPECT_EQ(row.text(1), "héllo");
    EXPECT_TRUE(row.is_null(2));
  };
  db->read()->connection().each("select id, words, body from thing where id = $1", check, 5'000'000'000);
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace hearth::store
