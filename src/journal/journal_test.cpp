#include "journal/journal.hpp"

#include "journal/catalogue.hpp"
#include "journal/fold.hpp"
#include "journal/testing.hpp"
#include "journal/unit.hpp"

#include <gtest/gtest.h>

namespace hearth::journal {
namespace {

// A small aggregate with what every real one has: text about a person, a correction, a row to read.
struct PageWritten {
  static constexpr EventType type{"page_written", 2};
  std::string words;
  Date on;
  std::optional<std::string> person;
};
BOOST_DESCRIBE_STRUCT(PageWritten, (), (words, on, person))

struct PageTorn {
  static constexpr EventType type{"page_torn", 1};
  std::string why;
};
BOOST_DESCRIBE_STRUCT(PageTorn, (), (why))

struct Diary {
  static constexpr std::string_view kind = "diary";
  using Event = std::variant<PageWritten, PageTorn>;
  int pages = 0;
  std::vector<std::string> people;

  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return people; }
};
Diary evolve(Diary diary, const Diary::Event& event) {
  std::visit(match{[&](const PageWritten& e) {
                     ++diary.pages;
                     if (e.person && std::ranges::find(diary.people, *e.person) == diary.people.end()) diary.people.push_back(*e.person);
                   },
                   [&](const PageTorn&) { --diary.pages; }},
             event);
  return diary;
}

struct DiaryRow {
  static constexpr View view{.name = "diary", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"pages"};
  struct Body {
    std::string last;
    BOOST_DESCRIBE_CLASS(Body, (), (last), (), ())
  };
  std::string diary, subject;
  int pages = 0;
  std::optional<Date> last_on;
  Body body;
};
BOOST_DESCRIBE_STRUCT(DiaryRow, (), (diary, subject, pages, last_on, body))

Catalogue catalogue() {
  Catalogue c;
  c.view<DiaryRow>();
  c.fold<PageWritten>([](ViewWriter& views, const Recorded<PageWritten>& r) {
    auto id = id_of(r.envelope);
    auto* row = views.get<DiaryRow>(id);
    views.put(DiaryRow{id, id, row ? row->pages + 1 : 1, r.event.on, {r.event.words}});
  });
  c.fold<PageTorn>([](ViewWriter& views, const Recorded<PageTorn>& r) {
    views.change<DiaryRow>([](DiaryRow& row) { --row.pages; }, id_of(r.envelope));
  });
  c.say<PageWritten>([](const Recorded<PageWritten>& r) { return Line{"Page written", r.event.words}; });
  c.upcast<PageWritten>(1, [](boost::json::object& body) { body["on"] = "2020-01-01"; });
  return c;
}

class JournalOn : public testing::TestWithParam<std::string> {
 protected:
  TestWorld world{GetParam(), catalogue()};

  void write(const std::string& id, std::string words, std::optional<std::string> person = {}) {
    submit_and_wait(world.world, {"01worker", "01agency"}, [&](Unit& unit) {
      auto diary = unit.load<Diary>(id);
      unit.append(diary, {PageWritten{std::move(words), unit.today(), std::move(person)}});
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, JournalOn, testing::ValuesIn(store::testing::Databases()));

TEST_P(JournalOn, FoldsWhatWasAppended) {
  write("d1", "Lee was at home");
  write("d1", "Lee was at school");
  auto snapshot = world.world.database.read();
  auto diary = load<Diary>(world.world, snapshot->connection(), "d1");
  EXPECT_EQ(diary->pages, 2);
  EXPECT_EQ(diary.at.version, 2);
  auto row = find_row<DiaryRow>(snapshot->connection(), world.world.keys, "d1");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->pages, 2);
  EXPECT_EQ(row->body.last, "Lee was at school");
}

TEST_P(JournalOn, RefusesTheSecondOfTwoWhoWroteAtOnce) {
  write("d1", "first");
  StreamState seen{};
  {
    auto snapshot = world.world.database.read();
    seen = world.world.journal.state(snapshot->connection(), "diary/d1");
  }
  write("d1", "somebody else");
  EXPECT_THROW(submit_and_wait(world.world, {"01worker", "01agency"},
                               [&](Unit& unit) {
                                 auto diary = unit.load<Diary>("d1");
                                 diary.at = seen;
                                 unit.append(diary, {PageTorn{"late"}});
                               }),
               store::Fault);
  write("d1", "still works");
  auto snapshot = world.world.database.read();
  EXPECT_EQ(load<Diary>(world.world, snapshot->connection(), "d1")->pages, 3);
  EXPECT_EQ(world.world.journal.verify(snapshot->connection()).fault, "");
}

TEST_P(JournalOn, ARolledBackKeySealsNothing) {
  EXPECT_THROW(submit_and_wait(world.world, {"01worker", "01agency"},
                               [&](Unit& unit) {
                                 auto diary = unit.load<Diary>("d9");
                                 unit.append(diary, {PageWritten{"gone", unit.today(), {}}});
                                 throw std::runtime_error("changed my mind");
                               }),
               std::runtime_error);
  write("d9", "kept");
  auto snapshot = world.world.database.read();
  EXPECT_EQ(load<Diary>(world.world, snapshot->connection(), "d9")->pages, 1);
  EXPECT_EQ(world.world.journal.verify(snapshot->connection()).fault, "");
}

TEST_P(JournalOn, ARebuiltViewEqualsTheLiveOne) {
  for (int i = 0; i < 50; ++i) write("d" + std::to_string(i % 7), "page " + std::to_string(i));
  std::map<std::string, std::string> live;
  {
    auto snapshot = world.world.database.read();
    live = digests(world.world, snapshot->connection());
  }
  EXPECT_EQ(rebuild(world.world), 50);
  auto snapshot = world.world.database.read();
  EXPECT_EQ(digests(world.world, snapshot->connection()), live);
}

TEST_P(JournalOn, NamesTheFirstEventThatDoesNotFit) {
  for (int i = 0; i < 5; ++i) write("d1", "page " + std::to_string(i));
  world.world.database.write_and_wait(
      [](store::Connection& c) { c.run("update journal_event set happened = happened + 1 where sequence = 3"); });
  auto snapshot = world.world.database.read();
  EXPECT_NE(world.world.journal.verify(snapshot->connection()).fault.find("diary/d1 version 3"), std::string::npos);
}

TEST_P(JournalOn, NoticesAMissingEnd) {
  for (int i = 0; i < 5; ++i) write("d1", "page " + std::to_string(i));
  world.world.database.write_and_wait([](store::Connection& c) { c.run("delete from journal_event where sequence = 5"); });
  auto snapshot = world.world.database.read();
  EXPECT_NE(world.world.journal.verify(snapshot->connection()).fault, "");
}

TEST_P(JournalOn, IndexesWhatWasSaidBeforeAPersonWasNamed) {
  write("d1", "an unnamed boy");
  write("d1", "it was Lee", "01lee");
  auto snapshot = world.world.database.read();
  auto about = world.world.journal.about(snapshot->connection(), "01lee", 10);
  ASSERT_EQ(about.size(), 2u);
  EXPECT_NE(about.back().body->find("an unnamed boy"), std::string::npos);
}

TEST_P(JournalOn, ForgetsByDestroyingAKeyAndStillVerifies) {
  write("d1", "to be forgotten");
  write("d2", "to be kept");
  world.world.database.write_and_wait([&](store::Connection& c) { world.world.keys.destroy(c, "d1", world.clock.now()); });
  auto snapshot = world.world.database.read();
  EXPECT_EQ(load<Diary>(world.world, snapshot->connection(), "d1")->pages, 0);
  EXPECT_EQ(find_row<DiaryRow>(snapshot->connection(), world.world.keys, "d1")->body.last, "");
  EXPECT_EQ(load<Diary>(world.world, snapshot->connection(), "d2")->pages, 1);
  EXPECT_EQ(world.world.journal.verify(snapshot->connection()).fault, "");
}

TEST_P(JournalOn, ReadsWhatAnOlderProgramWrote) {
  submit_and_wait(world.world, {"01worker", "01agency"}, [&](Unit& unit) {
    NewKeys keys(world.world.keys, world.world.random);
    const Draft old[] = {{.type = "page_written", .schema = 1, .subject = "d1", .about = {}, .happened = {}, .body = R"({"words":"old"})"}};
    world.world.journal.append(unit.connection(), "diary/d1", {}, old, unit.actor(), unit.now(), keys);
  });
  rebuild(world.world);
  auto snapshot = world.world.database.read();
  EXPECT_EQ(find_row<DiaryRow>(snapshot->connection(), world.world.keys, "d1")->last_on, Date::of(2020, 1, 1));
}

}  // namespace
}  // namespace hearth::journal
