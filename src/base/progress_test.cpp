#include "base/progress.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace hearth {
namespace {

using namespace std::chrono_literals;

struct Job : ::testing::Test {
  HandClock clock{Instant::at(Date::of(2026, 4, 7), 9, 30)};
  std::FILE* file = std::tmpfile();
  ~Job() override { std::fclose(file); }

  int number() const { return fileno(file); }
  std::string written() const {
    std::string out;
    std::rewind(file);
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) out += char(c);
    return out;
  }
};

TEST_F(Job, WritesALineEveryFiveSecondsAtMost) {
  Progress progress("Rebuilding views", 20'000, clock, Progress::Form::lines, number());
  for (int i = 0; i < 12; ++i) {
    clock.advance(1s);
    progress.advance(1000);
  }
  progress.finish();
  EXPECT_EQ(written(),
            "Rebuilding views: 25%, 5,000 of 20,000, 1,000 a second, 15 seconds left\n"
            "Rebuilding views: 50%, 10,000 of 20,000, 1,000 a second, 10 seconds left\n"
            "Rebuilding views: 12,000 done in 12 seconds\n");
}

TEST_F(Job, DrawsABarOnATerminal) {
  Progress progress("Reading", 100, clock, Progress::Form::bar, number());
  clock.advance(200ms);
  progress.advance(50);
  clock.advance(1800ms);
  progress.advance(25);
  progress.finish();
  EXPECT_EQ(written(),
            "\rReading: [############------------] 50%, 50 of 100\x1b[K"
            "\rReading: [##################------] 75%, 75 of 100, 37 a second, less than a second left\x1b[K"
            "\rReading: 75 done in 2 seconds\x1b[K\n");
}

TEST_F(Job, NeedsNoTotal) {
  Progress progress("Reading", 0, clock, Progress::Form::lines, number());
  clock.advance(10s);
  progress.advance(30);
  EXPECT_EQ(written(), "Reading: 30, 3 a second\n");
}

TEST_F(Job, IsCheapToAdvance) {
  Progress progress("Reading", 1'000'000, clock, Progress::Form::bar, number());
  for (int i = 0; i < 1'000'000; ++i) {
    if (i % 1000 == 0) clock.advance(1ms);
    progress.advance();
  }
  const auto bars = std::ranges::count(written(), '\r');
  EXPECT_GE(bars, 5);
  EXPECT_LE(bars, 10) << "one second, ten a second at most";
}

TEST_F(Job, EndsTheLineOfAnUnfinishedBar) {
  {
    Progress progress("Reading", 10, clock, Progress::Form::bar, number());
    clock.advance(1s);
    progress.advance();
  }
  EXPECT_TRUE(written().ends_with("\n"));
}

TEST_F(Job, FinishesOnceAndNeverShowsMoreThanAll) {
  Progress progress("Reading", 10, clock, Progress::Form::lines, number());
  clock.advance(10s);
  progress.advance(20);
  progress.finish();
  progress.finish();
  EXPECT_EQ(written(), "Reading: 100%, 20 of 10, 2 a second\nReading: 20 done in 10 seconds\n");
}

TEST(SpokenDuration, HasTwoUnitsAtMost) {
  for (auto [duration, text] : {std::pair<std::chrono::microseconds, const char*>{0s, "less than a second"},
                                {999ms, "less than a second"},
                                {1s, "1 second"},
                                {59s, "59 seconds"},
                                {60s, "1 minute"},
                                {125s, "2 minutes 5 seconds"},
                                {3600s, "1 hour"},
                                {3601s, "1 hour"},
                                {80min, "1 hour 20 minutes"},
                                {25h, "1 day 1 hour"}})
    EXPECT_EQ(spoken_duration(duration), text);
}

}  // namespace
}  // namespace hearth
