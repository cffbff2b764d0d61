#include "access/throttle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <thread>
#include <vector>

namespace hearth::access {
namespace {

using namespace std::chrono_literals;

const Instant start = Instant::at(Date::of(2026, 4, 7), 9, 0);

Try from(std::string address, std::string account = "ada", std::optional<std::string> device = {}) {
  return {std::move(account), std::move(address), std::move(device)};
}

/// How many of `tries` in a row, all at once, are let through.
int let_through(Throttle& throttle, const Try& attempt, int tries, Instant now) {
  int through = 0;
  for (int i = 0; i < tries; ++i) through += throttle.admit(attempt, now).has_value();
  return through;
}

TEST(Throttle, LetsThroughAsManyAsTheLimitAndNotOneMore) {
  struct Case {
    const char* what;
    int limit;
    std::function<Try(int)> attempt;
  };
  const Case cases[] = {
      {"an account, from everywhere", 10, [](int i) { return from("address " + std::to_string(i)); }},
      {"an address, on every account", 100, [](int i) { return from("here", "account " + std::to_string(i)); }},
      {"a known device, wherever it is", 10, [](int i) { return from("address " + std::to_string(i), "ada", "laptop"); }},
  };
  for (const auto& c : cases) {
    Throttle throttle;
    for (int i = 0; i < c.limit; ++i) EXPECT_TRUE(throttle.admit(c.attempt(i), start)) << c.what << " " << i;
    const auto held = throttle.admit(c.attempt(c.limit), start);
    ASSERT_FALSE(held) << c.what;
    EXPECT_EQ(held.error().until, start + 15min) << c.what;
    EXPECT_FALSE(throttle.admit(c.attempt(c.limit), start + 15min - 1us)) << c.what;
    EXPECT_TRUE(throttle.admit(c.attempt(c.limit), start + 15min)) << c.what;
  }
}

TEST(Throttle, AFloodOnAnAccountIsNoLockoutWeapon) {
  Throttle throttle;
  HandClock clock(start);
  for (int minute = 0; minute < 60; ++minute, clock.advance(1min)) {
    for (int i = 0; i < 1000; ++i) (void)throttle.admit(from("attacker " + std::to_string(i % 300)), clock.now());
    // The owner mistypes every other time before having it right, each minute, even from an address that the flood comes from.
    const auto owner = from("attacker 7", "ada", "ada's laptop");
    const int mistyped = minute % 2;
    for (int i = 0; i <= mistyped; ++i) ASSERT_TRUE(throttle.admit(owner, clock.now())) << minute;
    throttle.succeeded(owner);
  }
}

TEST(Throttle, TenThousandAddressesHaveAHundredTriesADayBetweenThem) {
  Throttle throttle;
  HandClock clock(start);
  int through = 0;
  for (int minute = 0; minute < 24 * 60; ++minute, clock.advance(1min))
    for (int i = 0; i < 7; ++i)
      through += throttle.admit(from("address " + std::to_string((minute * 7 + i) % 10'000)), clock.now()).has_value();
  EXPECT_EQ(through, 100);
  EXPECT_TRUE(throttle.admit(from("address 1"), clock.now())) << "a day after the first try";
}

TEST(Throttle, AKnownDeviceHasAHundredTriesADay) {
  Throttle throttle;
  int through = 0;
  for (int minute = 0; minute < 24 * 60; ++minute)
    through += throttle.admit(from("home", "ada", "laptop"), start + std::chrono::minutes(minute)).has_value();
  EXPECT_EQ(through, 100);
}

TEST(Throttle, AnOfficeBehindOneAddressIsNotHeldUpByItsOwnPeople) {
  Throttle throttle;
  for (int i = 0; i < 500; ++i) {
    const auto worker = from("office", "worker " + std::to_string(i));
    ASSERT_TRUE(throttle.admit(worker, start)) << i;
    throttle.succeeded(worker);
  }
}

TEST(Throttle, WhatWasRightStillCountsForTheAccount) {
  Throttle throttle;
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(throttle.admit(from("here"), start));
    throttle.succeeded(from("here"));
  }
  EXPECT_FALSE(throttle.admit(from("here"), start));
}

TEST(Throttle, HeldTriesDoNotProlongTheWait) {
  Throttle throttle;
  EXPECT_EQ(let_through(throttle, from("here"), 10, start), 10);
  EXPECT_EQ(let_through(throttle, from("here"), 1000, start + 14min), 0);
  EXPECT_TRUE(throttle.admit(from("here"), start + 15min));
}

TEST(Throttle, TellsOfAHeldTryOnce) {
  Throttle throttle;
  let_through(throttle, from("here"), 10, start);
  EXPECT_TRUE(throttle.admit(from("here"), start).error().first);
  EXPECT_FALSE(throttle.admit(from("there"), start).error().first);
  let_through(throttle, from("here"), 10, start + 15min);
  EXPECT_TRUE(throttle.admit(from("here"), start + 15min).error().first);
}

TEST(Throttle, WaitsForTheLaterOfTwoLimits) {
  Throttle throttle;
  let_through(throttle, from("there"), 9, start);
  for (int i = 0; i < 99; ++i) ASSERT_TRUE(throttle.admit(from("here", "account " + std::to_string(i)), start + 5min));
  ASSERT_TRUE(throttle.admit(from("here"), start + 5min));
  EXPECT_EQ(throttle.admit(from("here"), start + 6min).error().until, start + 5min + 15min);
}

TEST(Throttle, ForgetsWhatHasExpired) {
  Throttle throttle;
  for (int i = 0; i < 1000; ++i) (void)throttle.admit(from("address " + std::to_string(i), "account " + std::to_string(i)), start);
  EXPECT_EQ(throttle.remembered(), 2000u);
  ASSERT_TRUE(throttle.admit(from("here", "somebody"), start + 15min));
  EXPECT_EQ(throttle.remembered(), 1002u) << "the addresses are forgotten, the accounts count for a day";
  ASSERT_TRUE(throttle.admit(from("here", "somebody"), start + 24h));
  EXPECT_EQ(throttle.remembered(), 2u);
}

TEST(Throttle, RemembersNoMoreThanItMayAndForgetsTheFewestTriesFirst) {
  Throttle throttle({.remembered = 100});
  ASSERT_EQ(let_through(throttle, from("here"), 20, start), 10);
  for (int i = 0; i < 10'000; ++i) {
    (void)throttle.admit(from("address " + std::to_string(i), "account " + std::to_string(i)), start);
    ASSERT_LE(throttle.remembered(), 200u);
  }
  EXPECT_FALSE(throttle.admit(from("elsewhere"), start)) << "the account under attack is still counted";
}

TEST(Throttle, CountsEveryTryOfManyThreads) {
  Throttle throttle;
  std::array<int, 4> through{};
  {
    std::vector<std::jthread> threads;
    for (auto& n : through) threads.emplace_back([&] { n = let_through(throttle, from("here"), 1000, start); });
  }
  EXPECT_EQ(through[0] + through[1] + through[2] + through[3], 10);
}

/// The rules told once more, as plainly as they can be: all tries that were let through, and how many stand in a span.
struct Plain {
  struct Line {
    std::string key;
    Instant at;
  };
  std::vector<Line> lines;

  Instant free_at(const std::string& key, std::size_t most, std::chrono::microseconds span, Instant now) const {
    std::vector<Instant> own;
    for (const auto& line : lines)
      if (line.key == key && line.at + span > now) own.push_back(line.at);
    return own.size() < most ? now : own[own.size() - most] + span;
  }
};

RC_GTEST_PROP(ThrottleLaw, AgreesWithThePlainTellingOfItsRules, ()) {
  const ThrottleLimits limits{
      .window = 10s, .day = 60s, .account_tries = 3, .account_day_tries = 7, .address_tries = 5, .device_tries = 2, .device_day_tries = 4};
  Throttle throttle(limits);
  Plain plain;
  auto now = start;
  const auto steps = *rc::gen::container<std::vector<std::array<int, 4>>>(rc::gen::container<std::array<int, 4>>(rc::gen::inRange(0, 6)));
  for (const auto& [account, address, device, wait] : steps) {
    now = now + std::chrono::seconds(wait);
    auto attempt = from("at " + std::to_string(address % 3), "account " + std::to_string(account % 2));
    if (device < 2) attempt.device = "device " + std::to_string(device);
    auto free = now;
    auto hold = [&](const std::string& key, int most, std::chrono::microseconds span) {
      free = std::max(free, plain.free_at(key, std::size_t(most), span, now));
    };
    if (attempt.device) {
      hold(*attempt.device, limits.device_tries, limits.window);
      hold(*attempt.device, limits.device_day_tries, limits.day);
    } else {
      hold(attempt.account, limits.account_tries, limits.window);
      hold(attempt.account, limits.account_day_tries, limits.day);
      hold(attempt.address, limits.address_tries, limits.window);
    }
    const auto admitted = throttle.admit(attempt, now);
    RC_ASSERT(admitted.has_value() == (free == now));
    if (!admitted) {
      RC_ASSERT(admitted.error().until == free);
    } else if (attempt.device) {
      plain.lines.push_back({*attempt.device, now});
    } else {
      plain.lines.push_back({attempt.account, now});
      plain.lines.push_back({attempt.address, now});
    }
  }
}

}  // namespace
}  // namespace hearth::access
