#include "app/serving.hpp"

#include "access/reading_anchor.hpp"
#include "app/request_log.hpp"
#include "app/testing.hpp"
#include "app/upkeep.hpp"

#include <gtest/gtest.h>

namespace hearth::app {
namespace {

using testing::Folder;

TEST(RouteOf, IsAPatternAndNeverAnAddress) {
  const Folder folder;
  const auto partnership = testing::open(folder / "data");
  const Front front(*partnership, 1);
  const std::string id = "01jr2n8w3xc3v8amvdrcts3b93";
  const std::pair<std::string, std::string> cases[] = {
      {"/children/" + id, "/children/{child}"},
      {"/api/v1/children/" + id, "/api/v1/children/{child}"},
      {"/api/v1", ""},
      {"/api/v1children", ""},
      {"/assets/app-12345678.css", "/assets"},
      {"/health", "/health"},
      {"/sign-in", "/sign-in"},
      {"/children/Lee", ""},
      {"/" + id, ""},
  };
  for (const auto& [path, route] : cases) {
    web::Request request;
    request.path = path;
    EXPECT_EQ(route_of(front.site, request), route) << path;
  }
}

TEST(Upkeep, ForgetsWhatIsOverAndSealsTheReadingsOfTheDay) {
  const Folder folder;
  HandClock clock(Instant::at(Date::of(2026, 4, 7), 9, 0));
  const auto partnership = testing::open(folder / "data", &clock);
  const access::SessionLimits limits;
  const auto write = [&](const store::Database::Job& job) { partnership->database->write_and_wait(job); };
  const auto count = [&](store::Sql sql) {
    std::int64_t rows = 0;
    partnership->database->read()->connection().each(sql, [&](const store::Row& row) { rows = row.i64(0); });
    return rows;
  };
  write([&](store::Connection& connection) {
    access::begin_session(connection, "ada", "Firefox on Linux", limits, partnership->world.random, clock.now());
    connection.run("insert into done_once (name, body, at, location, made) values ('ada|1', 'b', $1, '/', '')", clock.now().micros);
  });
  testing::read_records(*partnership, 2);

  keep_up(partnership->world, limits);
  EXPECT_EQ(count("select count(*) from done_once"), 1) << "a form sent again within a week does nothing twice";
  EXPECT_EQ(count("select count(*) from session"), 1);
  EXPECT_EQ(count("select count(*) from journal_event"), 1) << "the seal";

  clock.advance(done_once_kept + std::chrono::microseconds(1));
  keep_up(partnership->world, limits);
  EXPECT_EQ(count("select count(*) from done_once"), 0);
  EXPECT_EQ(count("select count(*) from session"), 0);
  EXPECT_EQ(count("select count(*) from journal_event"), 1) << "nobody read anything since";
}

TEST(Upkeep, TellsWhatWentWrongAndStopsAtOnce) {
  const Folder folder;
  const auto partnership = testing::open(folder / "data");
  testing::tamper(*partnership, "drop table done_once");
  std::atomic<int> complaints = 0;
  {
    const Upkeep upkeep(partnership->world, {}, [&](const std::string&) { ++complaints; });
  }
  EXPECT_LE(complaints, 1) << "one round at most was begun";
  const Upkeep upkeep(partnership->world, {}, [&](const std::string&) { complaints = 10; });
  for (int i = 0; i < 100 && complaints < 10; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(complaints, 10);
}

}  // namespace
}  // namespace hearth::app
