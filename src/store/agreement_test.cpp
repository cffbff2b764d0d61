// A law: whatever jobs come in whatever order, both databases answer the same and hold the same afterwards.
#include "store/store.hpp"
#include "store/testing.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearth::store {
namespace {

constexpr Migration tables[] = {
    {"test", 1,
     "create table thing (id bigint primary key, parent bigint references thing (id), words text, body {{blob}},"
     " many bigint not null default 0 check (many < 5))"}};

/// One statement with small ids, so that they meet.
struct Statement {
  int kind = 0;
  std::int64_t id = 0;
  std::optional<std::int64_t> parent;
  std::optional<std::string> words;
  std::string body;
};

std::ostream& operator<<(std::ostream& out, const Statement& s) {
  return out << "statement " << s.kind << " on " << s.id << ", parent " << s.parent.value_or(-1) << ", words " << s.words.value_or("none");
}

struct Job {
  std::vector<Statement> statements;
  bool throws = false;
};

std::string run(Connection& c, const Statement& s) {
  std::string rows;
  auto list = [&](const Row& row) {
    rows += fmt::format(" {}:{}:{}:{}:{}", row.i64(0), row.is_null(1) ? -1 : row.i64(1), row.is_null(2) ? "-" : row.text(2),
                        row.is_null(3) ? "-" : row.blob(3), row.i64(4));
  };
  std::int64_t changed = 0;
  switch (s.kind) {
    case 0:
      changed = c.run("insert into thing (id, parent, words, body) values ($1, $2, $3, $4)", s.id, s.parent, s.words, Blob{s.body});
      break;
    case 1:
      changed = c.run(
          "insert into thing (id, words) values ($2, $1) on conflict (id) do update set words = excluded.words, many = thing.many + 1",
          s.words, s.id);
      break;
    case 2: changed = c.run("update thing set words = $1, body = null where parent = $2 or id = $3", s.words, s.parent, s.id); break;
    case 3: changed = c.run("delete from thing where id = $1", s.id); break;
    case 4: c.each("select id, parent, words, body, many from thing where words >= $1 order by words desc, id", list, s.words); break;
    case 5: changed = c.run("insert into thing (id, parent) values ($1, $2) on conflict do nothing", s.id, s.parent); break;
    case 6:
      c.each(
          "with recursive up (id, parent) as (select id, parent from thing where id = $1 union select t.id, t.parent from thing t join up "
          "on t.id = up.parent)"
          " select up.id, up.parent, words, body, many from up join thing using (id) order by 1",
          list, s.id);
      break;
    case 7:
      c.each("select coalesce(sum(many), 0), count(distinct parent), max(words), null, count(*) from thing where coalesce(parent, 0) < $1",
             list, s.id);
      break;
    case 8: c.each("update thing set many = many + 1 where id = $1 returning id, parent, words, body, many", list, s.id); break;
    case 9:
      c.each(
          "select id, row_number() over (partition by parent order by id desc), words, body, many from thing where words like $1 order by "
          "id limit $2",
          list, "%" + s.words.value_or("") + "%", s.id);
      break;
  }
  return fmt::format("{}{}", changed, rows);
}

std::string outcome(Database& db, const Job& job) {
  std::string said;
  try {
    db.write_and_wait([&](Connection& c) {
      for (const auto& s : job.statements) said += run(c, s) + "; ";
      if (job.throws) throw std::runtime_error("changed my mind");
    });
  } catch (const Fault& fault) {
    said += fault.kind == Fault::Kind::constraint ? "constraint" : fault.kind == Fault::Kind::misuse ? "misuse" : fault.what();
  } catch (const std::exception& other) {
    said += other.what();
  }
  return said;
}

std::string contents(Database& db) {
  std::string all;
  auto snapshot = db.read();
  for (const Statement& s : {Statement{9, 1000, {}, {}, {}}, Statement{7, 1000, {}, {}, {}}}) all += run(snapshot->connection(), s);
  snapshot->connection().each("select id from thing order by id", [&](const Row& row) { all += fmt::format(" {}", row.i64(0)); });
  return all;
}

TEST(Agreement, BothDatabasesAnswerTheSame) {
  auto sqlite = testing::fresh_database("memory");
  auto postgres = testing::fresh_database("postgres");
  for (auto* db : {&*sqlite, &*postgres}) db->migrate(tables);

  const auto ids = rc::gen::inRange<std::int64_t>(0, 8);
  const auto words = rc::gen::elementOf(std::vector<std::string>{"", "a", "A", "b", "é", "张", "_", "%", "a b", "👧"});
  const auto bodies = rc::gen::elementOf(std::vector<std::string>{"", std::string("\0x", 2), "\xff\xfe", "body"});
  const auto statements =
      rc::gen::map(rc::gen::tuple(rc::gen::inRange(0, 10), ids, rc::gen::maybe(ids), rc::gen::maybe(words), bodies), [](auto drawn) {
        auto& [kind, id, parent, words, body] = drawn;
        return Statement{kind, id, parent ? std::optional(*parent) : std::nullopt, words ? std::optional(*words) : std::nullopt, body};
      });
  int saved = 0, undone = 0;
  EXPECT_TRUE(rc::check("random jobs", [&] {
    for (auto* db : {&*sqlite, &*postgres}) db->write_and_wait([](Connection& c) { c.run("delete from thing"); });
    const int jobs = *rc::gen::inRange(1, 25);
    for (int i = 0; i < jobs; ++i) {
      Job job;
      const int length = *rc::gen::inRange(1, 5);
      for (int n = 0; n < length; ++n) job.statements.push_back(*statements);
      job.throws = *rc::gen::inRange(0, 8) == 0;
      const auto said = outcome(*sqlite, job);
      RC_ASSERT(said == outcome(*postgres, job));
      RC_ASSERT(!said.ends_with("misuse"));  // two that both misunderstand the statement do not agree on anything
      said.ends_with("; ") ? ++saved : ++undone;
    }
    RC_ASSERT(contents(*sqlite) == contents(*postgres));
  }));
  EXPECT_GT(saved, 100);
  EXPECT_GT(undone, 100);
}

}  // namespace
}  // namespace hearth::store
