#include "store/store.hpp"
#include "store/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::store {
namespace {

class Migrations : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(On, Migrations, ::testing::Values("memory", "sqlite", "postgres"), [](const auto& info) { return info.param; });

const Migration first = {"a", 1, "create table a (id {{identity}}, body {{blob}});\ninsert into a (body) values (null);\n"};
const Migration second = {"a", 2, "alter table a add column more text;\nupdate a set more = 'x; y'"};
const Migration other = {"b", 1, "create table b (id bigint)"};
const Migration wrong = {"a", 3, "insert into a (body) values (null); create table nonsense ("};

std::int64_t rows(Database& db, Sql sql) {
  std::int64_t n = 0;
  db.read()->connection().each(sql, [&](const Row& row) { n = row.i64(0); });
  return n;
}

TEST_P(Migrations, RunOnceAndInOrder) {
  auto db = testing::fresh_database(GetParam());
  const Migration early[] = {first, other}, late[] = {first, second, other};
  db->migrate(early);
  db->migrate(early);
  db->migrate(late);
  db->migrate(late);
  EXPECT_EQ(rows(*db, "select count(*) from a where more = 'x; y'"), 1);
  EXPECT_EQ(rows(*db, "select count(*) from store_step"), 3);
}

TEST_P(Migrations, TheIdentityNumbersItself) {
  auto db = testing::fresh_database(GetParam());
  db->migrate(std::array{first});
  db->write_and_wait([](Connection& c) { c.run("insert into a (body) values ($1)", Blob{"x"}); });
  EXPECT_EQ(rows(*db, "select max(id) from a"), 2);
}

TEST_P(Migrations, AStepThatFailsLeavesNothingBehind) {
  auto db = testing::fresh_database(GetParam());
  EXPECT_THROW(db->migrate(std::array{first, second, wrong}), Fault);
  EXPECT_EQ(rows(*db, "select count(*) from a"), 1);
  EXPECT_EQ(rows(*db, "select max(step) from store_step"), 2);
  db->migrate(std::array{first, second});
}

TEST_P(Migrations, RefuseAGapAndADowngrade) {
  auto db = testing::fresh_database(GetParam());
  EXPECT_THROW(db->migrate(std::array{second}), Fault);
  db->migrate(std::array{first, second});
  EXPECT_THROW(db->migrate(std::array{first}), Fault);
  db->migrate(std::array{first, second, other});
}

TEST_P(Migrations, RefuseAnUnknownWord) {
  auto db = testing::fresh_database(GetParam());
  EXPECT_THROW(db->migrate(std::array{Migration{"a", 1, "create table a (id {{serial}})"}}), Fault);
}

}  // namespace
}  // namespace hearth::store
