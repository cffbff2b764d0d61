#include "access/session.hpp"

#include "journal/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::access {
namespace {

using namespace std::chrono_literals;

class SessionOn : public testing::TestWithParam<std::string> {
 protected:
  SessionOn() { fresh->migrate(session_migrations()); }

  template <class F>
  auto in_job(F&& f) {
    std::optional<std::invoke_result_t<F, store::Connection&>> result;
    fresh->write_and_wait([&](store::Connection& c) { result.emplace(f(c)); });
    return std::move(*result);
  }
  Begun begin(const std::string& account = "ada", const std::string& browser = "Firefox on Windows") {
    return in_job([&](store::Connection& c) { return begin_session(c, account, browser, limits, random, clock.now()); });
  }
  std::optional<Begun> renew(const Session& session) {
    return in_job([&](store::Connection& c) { return renew_session(c, session, limits, random, clock.now()); });
  }
  Begun signed_in(const std::string& account = "ada") { return renew(begin(account).session).value(); }
  std::optional<Session> find(const std::string& token) { return find_session(fresh->read()->connection(), token, limits, clock.now()); }
  void touch(const Session& session) {
    in_job([&](store::Connection& c) { return touch_session(c, session, limits, clock.now()), true; });
  }
  std::vector<std::string> ids_of(const std::string& account) {
    std::vector<std::string> ids;
    for (const auto& s : sessions_of(fresh->read()->connection(), account, limits, clock.now())) ids.push_back(s.id);
    return ids;
  }
  bool end(const std::string& account, const std::string& id) {
    return in_job([&](store::Connection& c) { return end_session(c, account, id, clock.now()); });
  }
  std::int64_t rows() {
    std::int64_t n = 0;
    fresh->read()->connection().each("select count(*) from session", [&](const store::Row& row) { n = row.i64(0); });
    return n;
  }

  store::testing::FreshDatabase fresh = store::testing::fresh_database(GetParam());
  HandClock clock{Instant::at(Date::of(2026, 4, 7), 9, 0)};
  SeededRandom random{7};
  SessionLimits limits;
};
INSTANTIATE_TEST_SUITE_P(Databases, SessionOn, testing::ValuesIn(store::testing::Databases()));

TEST_P(SessionOn, IsFoundByItsTokenAlone) {
  const auto begun = begin();
  EXPECT_EQ(begun.token.size(), 64u);
  const auto found = find(begun.token);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->account, "ada");
  EXPECT_EQ(found->browser, "Firefox on Windows");
  EXPECT_EQ(found->made, clock.now());
  EXPECT_FALSE(found->second_factor);
  for (const auto& wrong :
       {std::string(), std::string(64, '0'), begun.session.id, begun.session.key, begun.token.substr(1), begun.token + "0"})
    EXPECT_FALSE(find(wrong));
}

TEST_P(SessionOn, TheTableHoldsNoToken) {
  const auto begun = begin();
  fresh->read()->connection().each("select token_hash, id from session", [&](const store::Row& row) {
    EXPECT_EQ(row.blob(0), vault::sha256(begun.token));
    EXPECT_EQ(begun.token.find(row.text(1)), begun.token.npos);
  });
}

TEST_P(SessionOn, NoTwoAreAlike) {
  const auto one = begin(), two = begin();
  EXPECT_NE(one.token, two.token);
  EXPECT_NE(one.session.id, two.session.id);
}

TEST_P(SessionOn, GoesOnUnderANewTokenWhenTheSecondFactorIsShown) {
  const auto before = begin();
  const auto after = renew(before.session);
  ASSERT_TRUE(after);
  EXPECT_FALSE(find(before.token)) << "whoever planted or saw the old token has nothing";
  const auto found = find(after->token);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, before.session.id);
  EXPECT_EQ(found->second_factor, clock.now());
  EXPECT_FALSE(renew(before.session)) << "nor can it be renewed again";

  clock.advance(10min);
  const auto stepped = renew(*found);
  ASSERT_TRUE(stepped);
  EXPECT_FALSE(find(after->token));
  EXPECT_EQ(find(stepped->token)->second_factor, clock.now());
  EXPECT_EQ(stepped->session.until, before.session.made + 12h) << "stepping up does not prolong the day";
}

TEST_P(SessionOn, AnEndedOneIsNotRenewed) {
  const auto ended = begin();
  EXPECT_TRUE(end("ada", ended.session.id));
  EXPECT_FALSE(renew(ended.session));
  const auto late = begin(), idle = signed_in();
  clock.advance(10min);
  EXPECT_FALSE(renew(late.session)) << "the second factor came too late";
  clock.advance(20min);
  EXPECT_FALSE(renew(idle.session));
}

TEST_P(SessionOn, EndsToTheMicrosecond) {
  struct Case {
    const char* what;
    bool second_factor;
    std::chrono::microseconds used_every;  // 0: never
    std::chrono::microseconds ends;
  };
  const Case cases[] = {
      {"password without second factor", false, 0us, 10min},
      {"and it does not help to use it", false, 1min, 10min},
      {"idle", true, 0us, 30min},
      {"old, in use all the time", true, 20min, 12h},
      {"just not idle", true, 30min - 1us, 12h},
  };
  const auto start = clock.now();
  for (const auto& c : cases) {
    clock.set(start);
    const auto begun = c.second_factor ? signed_in() : begin();
    if (c.used_every > 0us)
      for (auto at = c.used_every; at < c.ends; at += c.used_every) {
        clock.set(start + at);
        ASSERT_TRUE(find(begun.token)) << c.what;
        touch(begun.session);
      }
    clock.set(start + c.ends - 1us);
    EXPECT_TRUE(find(begun.token)) << c.what;
    clock.set(start + c.ends);
    EXPECT_FALSE(find(begun.token)) << c.what;
    touch(begun.session);
    clock.advance(1us);
    EXPECT_FALSE(find(begun.token)) << c.what;
  }
}

TEST_P(SessionOn, IsTouchedOnceAMinute) {
  const auto begun = signed_in();
  clock.advance(60s);
  EXPECT_FALSE(touch_due(begun.session, limits, clock.now()));
  clock.advance(1us);
  EXPECT_TRUE(touch_due(begun.session, limits, clock.now()));
  touch(begun.session);
  EXPECT_EQ(find(begun.token)->seen, clock.now());
}

TEST_P(SessionOn, ATouchThatCameLateChangesNothing) {
  const auto begun = signed_in();
  clock.advance(5min);
  touch(begun.session);
  const auto latest = clock.now();
  clock.set(latest - 1min);
  touch(begun.session);
  clock.set(latest);
  EXPECT_EQ(find(begun.token)->seen, latest);
}

TEST_P(SessionOn, StepsUpForFiveMinutes) {
  EXPECT_FALSE(stepped_up(begin().session, limits, clock.now()));
  const auto session = signed_in().session;
  EXPECT_TRUE(stepped_up(session, limits, clock.now() + 5min - 1us));
  EXPECT_FALSE(stepped_up(session, limits, clock.now() + 5min));
}

TEST_P(SessionOn, ListsTheLiveOnesOfAnAccountLastUsedFirst) {
  const auto idle = signed_in();
  clock.advance(20min);
  const auto older = signed_in(), newer = signed_in(), others = signed_in("lee");
  clock.advance(9min);
  touch(older.session);
  EXPECT_EQ(ids_of("ada"), (std::vector{older.session.id, newer.session.id, idle.session.id}));
  clock.advance(1min);
  EXPECT_EQ(ids_of("ada"), (std::vector{older.session.id, newer.session.id}));
  EXPECT_TRUE(end("ada", newer.session.id));
  EXPECT_EQ(ids_of("ada"), std::vector{older.session.id});
  EXPECT_EQ(ids_of("lee"), std::vector{others.session.id});
}

TEST_P(SessionOn, IsEndedByItsOwnAccountOnly) {
  const auto begun = signed_in();
  EXPECT_FALSE(end("lee", begun.session.id));
  EXPECT_TRUE(find(begun.token));
  EXPECT_TRUE(end("ada", begun.session.id));
  EXPECT_FALSE(find(begun.token));
  EXPECT_FALSE(end("ada", begun.session.id)) << "once";
}

TEST_P(SessionOn, ANewPasswordEndsAllOthers) {
  const auto here = signed_in(), there = signed_in(), half = begin(), others = signed_in("lee");
  const auto ended = in_job([&](store::Connection& c) { return end_sessions(c, "ada", here.session.id, clock.now()); });
  EXPECT_EQ(ended, 2);
  EXPECT_TRUE(find(here.token));
  EXPECT_FALSE(find(there.token));
  EXPECT_FALSE(find(half.token));
  EXPECT_TRUE(find(others.token));
}

TEST_P(SessionOn, AClosedAccountKeepsNone) {
  const auto one = signed_in(), two = begin();
  EXPECT_EQ(in_job([&](store::Connection& c) { return end_sessions(c, "ada", {}, clock.now()); }), 2);
  EXPECT_TRUE(ids_of("ada").empty());
}

TEST_P(SessionOn, PruningRemovesOnlyWhatNobodyCanUse) {
  const auto ended = signed_in(), live = signed_in(), half = begin(), idle = signed_in();
  end("ada", ended.session.id);
  clock.advance(29min);
  touch(live.session);
  clock.advance(1min);
  EXPECT_EQ(in_job([&](store::Connection& c) { return prune_sessions(c, limits, clock.now()); }), 3);
  EXPECT_EQ(rows(), 1);
  EXPECT_TRUE(find(live.token));
}

TEST(Csrf, BelongsToOneSessionOfOneAccount) {
  journal::TestWorld world("memory", {});
  journal::TestWorld other("memory", {}, 2);
  const Session session{.key = "k", .id = "s1", .account = "ada", .made = {}, .seen = {}, .until = {}, .second_factor = {}, .browser = {}};
  const auto token = csrf_token(world.vault, session);
  EXPECT_TRUE(csrf_fits(world.vault, session, token));
  auto renewed = session;
  renewed.key = "another";
  EXPECT_TRUE(csrf_fits(world.vault, renewed, token)) << "a form open in another tab";

  auto second = session, foreign = session;
  second.id = "s2";
  foreign.account = "lee";
  EXPECT_FALSE(csrf_fits(world.vault, second, token));
  EXPECT_FALSE(csrf_fits(world.vault, foreign, token));
  EXPECT_FALSE(csrf_fits(other.vault, session, token));
  for (const auto& wrong : {std::string(), std::string(64, '0'), token.substr(1), token + "0", session.id})
    EXPECT_FALSE(csrf_fits(world.vault, session, wrong));
}

TEST(Browser, IsNamedInWordsOfOurOwn) {
  const std::pair<const char*, const char*> cases[] = {
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:137.0) Gecko/20100101 Firefox/137.0", "Firefox on Windows"},
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/135.0.0.0 Safari/537.36",
       "Chrome on Windows"},
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/135.0.0.0 Safari/537.36 Edg/135.0.0.0",
       "Edge on Windows"},
      {"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15",
       "Safari on Mac"},
      {"Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/135.0 Mobile/15E148 "
       "Safari/604.1",
       "Chrome on iPhone"},
      {"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile "
       "Safari/537.36",
       "Samsung Internet on Android"},
      {"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/135.0.0.0 Safari/537.36",
       "Chrome on ChromeOS"},
      {"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chromium/135.0 Chrome/135.0 Safari/537.36",
       "Chromium on Linux"},
      {"curl/8.5.0", "Unknown browser"},
      {"something on Windows", "Unknown browser on Windows"},
      {"", "Unknown browser"},
      {"<script>alert(1)</script> Firefox/1 \x01", "Firefox"},
  };
  for (const auto& [header, name] : cases) EXPECT_EQ(browser_of(header), name) << header;
}

}  // namespace
}  // namespace hearth::access
