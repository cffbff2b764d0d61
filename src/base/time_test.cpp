#include "base/time.hpp"

#include <date/tz.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearth {

void PrintTo(Date date, std::ostream* out) { *out << date.iso(); }
void PrintTo(Instant at, std::ostream* out) { *out << at.rfc3339(); }

namespace {

using namespace std::chrono_literals;

const Date first = Date::of(1850, 1, 1);
const Date latest = Date::of(2199, 12, 31);

rc::Gen<Date> any_date() {
  return rc::gen::map(rc::gen::inRange(0, latest - first + 1), [](int n) { return first + n; });
}

Instant utc(std::string_view text) { return Instant::parse(text).value(); }

// ---- Date

TEST(Date, ReadsAndWritesIso) {
  EXPECT_EQ(Date::parse("2026-04-07"), Date::of(2026, 4, 7));
  EXPECT_EQ(Date::of(2026, 4, 7).iso(), "2026-04-07");
  EXPECT_EQ(Date::parse("1850-01-01"), first);
  EXPECT_EQ(Date::parse("2199-12-31"), latest);
}

RC_GTEST_PROP(Date, ParseOfIsoIsTheSameDate, ()) {
  const Date date = *any_date();
  RC_ASSERT(Date::parse(date.iso()).value() == date);
}

TEST(Date, RefusesWhatIsNoIsoDate) {
  for (auto text :
       {"", "2026-4-7", "2026-04-07 ", " 2026-04-07", "2026/04/07", "07-04-2026", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10",
        "2026-01-00", "2026-01-32", "1849-12-31", "2200-01-01", "+026-01-01", "2026-+1-01", "2026-0 -01", "2026-04-07T00:00:00Z"})
    EXPECT_FALSE(Date::parse(text)) << text;
  EXPECT_FALSE(Date::parse(std::string_view("2026-01-0\0", 10)));
  EXPECT_TRUE(Date::parse("2000-02-29"));
  EXPECT_TRUE(Date::parse("2024-02-29"));
}

TEST(Date, SpeaksAsPeopleDo) {
  EXPECT_EQ(Date::of(2026, 4, 7).spoken(), "7 April 2026");
  EXPECT_EQ(Date::of(2026, 4, 7).spoken_with_weekday(), "Tuesday 7 April 2026");
  EXPECT_EQ(Date::of(2023, 12, 31).spoken_with_weekday(), "Sunday 31 December 2023");
}

TEST(Date, TakesFormPartsAsTheyAreTyped) {
  for (auto [day, month] : {std::pair{"7", "4"}, {"07", "04"}, {" 7 ", "April"}, {"7", "apr"}, {"7", "APRIL"}})
    EXPECT_EQ(Date::of_parts(day, month, "2026"), Date::of(2026, 4, 7)) << day << month;
  EXPECT_EQ(Date::of_parts("1", "Sept", "2026"), Date::of(2026, 9, 1));
}

TEST(Date, SaysWhichFormPartIsAtFault) {
  struct Case {
    std::string_view day, month, year, field, sentence;
  };
  for (const Case& c : {
           Case{"", "", "", "", "Enter a day, a month and a year"},
           Case{"", "4", "2026", "day", "The date must include a day"},
           Case{"7", "", "2026", "month", "The date must include a month"},
           Case{"7", "", "", "month", "The date must include a month and a year"},
           Case{"", "4", "", "day", "The date must include a day and a year"},
           Case{"7", "4", "26", "year", "The year must have 4 numbers, like 2026"},
           Case{"7", "4", "-026", "year", "The year must have 4 numbers, like 2026"},
           Case{"29", "2", "2026", "", "Enter a real date, like 27 3 2026"},
           Case{"31", "4", "2026", "", "Enter a real date, like 27 3 2026"},
           Case{"0", "4", "2026", "", "Enter a real date, like 27 3 2026"},
           Case{"7", "13", "2026", "", "Enter a real date, like 27 3 2026"},
           Case{"7", "ma", "2026", "", "Enter a real date, like 27 3 2026"},
           Case{"7", "Aprils", "2026", "", "Enter a real date, like 27 3 2026"},
           Case{"300", "4", "2026", "", "Enter a real date, like 27 3 2026"},
           Case{"7", "4", "1849", "year", "The year must be between 1850 and 2199"},
           Case{"7", "4", "2200", "year", "The year must be between 1850 and 2199"},
       }) {
    const auto date = Date::of_parts(c.day, c.month, c.year);
    ASSERT_FALSE(date) << c.day << " " << c.month << " " << c.year;
    EXPECT_EQ(date.error(), (Refusals{{std::string(c.field), std::string(c.sentence)}}));
  }
}

TEST(Date, ClampsMonthsToTheirLastDay) {
  EXPECT_EQ(Date::of(2026, 1, 31).plus_months(1), Date::of(2026, 2, 28));
  EXPECT_EQ(Date::of(2024, 1, 31).plus_months(1), Date::of(2024, 2, 29));
  EXPECT_EQ(Date::of(2025, 11, 28).plus_months(3), Date::of(2026, 2, 28));
  EXPECT_EQ(Date::of(2025, 11, 30).plus_months(3), Date::of(2026, 2, 28));
  EXPECT_EQ(Date::of(2026, 3, 31).plus_months(-1), Date::of(2026, 2, 28));
  EXPECT_EQ(Date::of(2024, 2, 29).plus_months(12), Date::of(2025, 2, 28));
  EXPECT_EQ(Date::of(2026, 10, 31).plus_months(6), Date::of(2027, 4, 30));
}

TEST(Date, CountsDaysOverLeapDays) {
  EXPECT_EQ(Date::of(2024, 2, 28) + 1, Date::of(2024, 2, 29));
  EXPECT_EQ(Date::of(2100, 2, 28) + 1, Date::of(2100, 3, 1));
  EXPECT_EQ(Date::of(2025, 3, 1) - Date::of(2024, 3, 1), 365);
}

TEST(Age, TurnsOnTheBirthday) {
  const Date born = Date::of(2010, 6, 15);
  EXPECT_EQ(age_on(born, Date::of(2026, 6, 14)), 15);
  EXPECT_EQ(age_on(born, Date::of(2026, 6, 15)), 16);
  EXPECT_EQ(age_on(born, born), 0);
  EXPECT_EQ(age_on(born, Date::of(2009, 1, 1)), 0) << "an unborn child";
}

TEST(Age, OfSomeoneBornOn29FebruaryTurnsOn1March) {
  const Date born = Date::of(2008, 2, 29);
  EXPECT_EQ(age_on(born, Date::of(2026, 2, 28)), 17);
  EXPECT_EQ(age_on(born, Date::of(2026, 3, 1)), 18);
  EXPECT_EQ(age_on(born, Date::of(2028, 2, 28)), 19);
  EXPECT_EQ(age_on(born, Date::of(2028, 2, 29)), 20);
}

// ---- Instant

TEST(Instant, ReadsRfc3339) {
  EXPECT_EQ(utc("1970-01-01T00:00:00Z").micros, 0);
  EXPECT_EQ(utc("2026-04-07T09:30:00Z"), utc("2026-04-07T10:30:00+01:00"));
  EXPECT_EQ(utc("2026-04-07T09:30:00Z"), utc("2026-04-07T04:00:00-05:30"));
  EXPECT_EQ(utc("2026-04-07t09:30:00.5z").micros % 1'000'000, 500'000);
  EXPECT_EQ(utc("2026-04-07T09:30:00.123456789Z").micros % 1'000'000, 123'456);
  EXPECT_EQ(utc("2038-01-19T03:14:08Z").micros, 2'147'483'648'000'000);
  for (auto text : {"", "2026-04-07", "2026-04-07T09:30Z", "2026-04-07T09:30:00", "2026-04-07 09:30:00Z", "2026-04-07T24:00:00Z",
                    "2026-04-07T09:60:00Z", "2026-04-07T09:30:60Z", "2026-04-07T09:30:00.Z", "2026-04-07T09:30:00.1234567890Z",
                    "2026-04-07T09:30:00+1:00", "2026-04-07T09:30:00+24:00", "2026-04-07T09:30:00+01:00x", "2026-02-30T09:30:00Z",
                    "2026-04-07T-9:30:00Z", "2026-04-07T09:30:00ZZ"})
    EXPECT_FALSE(Instant::parse(text)) << text;
}

RC_GTEST_PROP(Instant, ParseOfRfc3339IsTheSameMoment, ()) {
  const Date day = *any_date();
  const Instant at{day.days.time_since_epoch().count() * 86'400'000'000 + *rc::gen::inRange<std::int64_t>(0, 86'400'000'000)};
  RC_ASSERT(Instant::parse(at.rfc3339()).value() == at);
}

TEST(Instant, WritesMicrosecondsOnlyWhenThereAreAny) {
  EXPECT_EQ(Instant{0}.rfc3339(), "1970-01-01T00:00:00Z");
  EXPECT_EQ(Instant{1}.rfc3339(), "1970-01-01T00:00:00.000001Z");
  EXPECT_EQ(Instant{-1}.rfc3339(), "1969-12-31T23:59:59.999999Z");
}

TEST(Instant, SpeaksLondonTime) {
  EXPECT_EQ(utc("2026-04-07T08:30:00Z").spoken(), "7 April 2026 at 9:30am");
  EXPECT_EQ(utc("2026-01-07T09:05:59Z").spoken(), "7 January 2026 at 9:05am");
  struct Case {
    const char *at, *clock;
  };
  for (const Case& c :
       {Case{"2026-01-07T17:00:00Z", "5pm"}, Case{"2026-01-07T12:00:00Z", "midday"}, Case{"2026-01-07T00:00:00Z", "midnight"},
        Case{"2026-01-07T00:01:00Z", "12:01am"}, Case{"2026-01-07T12:01:00Z", "12:01pm"}, Case{"2026-07-07T23:30:00Z", "12:30am"}})
    EXPECT_EQ(utc(c.at).clock(), c.clock) << c.at;
}

TEST(London, DayBeginsAnHourEarlierInSummer) {
  EXPECT_EQ(utc("2026-07-07T22:59:59Z").date(), Date::of(2026, 7, 7));
  EXPECT_EQ(utc("2026-07-07T23:00:00Z").date(), Date::of(2026, 7, 8));
  EXPECT_EQ(utc("2026-01-07T23:59:59Z").date(), Date::of(2026, 1, 7));
}

TEST(London, HourThatDoesNotHappenIsAnHourLater) {
  const Date spring = Date::of(2026, 3, 29);  // clocks go from 1am to 2am
  EXPECT_EQ(Instant::at(spring, 0, 59), utc("2026-03-29T00:59:00Z"));
  EXPECT_EQ(Instant::at(spring, 1, 30), utc("2026-03-29T01:30:00Z"));
  EXPECT_EQ(Instant::at(spring, 1, 30).clock(), "2:30am");
  EXPECT_EQ(Instant::at(spring, 2, 0), utc("2026-03-29T01:00:00Z"));
  EXPECT_EQ(Instant::at(spring, 23, 59), utc("2026-03-29T22:59:00Z"));
}

TEST(London, HourThatHappensTwiceIsTheFirst) {
  const Date autumn = Date::of(2026, 10, 25);  // clocks go from 2am to 1am
  EXPECT_EQ(Instant::at(autumn, 0, 30), utc("2026-10-24T23:30:00Z"));
  EXPECT_EQ(Instant::at(autumn, 1, 0), utc("2026-10-25T00:00:00Z"));
  EXPECT_EQ(Instant::at(autumn, 1, 30), utc("2026-10-25T00:30:00Z"));
  EXPECT_EQ(Instant::at(autumn, 2, 0), utc("2026-10-25T02:00:00Z"));
  EXPECT_EQ(utc("2026-10-25T00:30:00Z").clock(), utc("2026-10-25T01:30:00Z").clock());
}

TEST(London, KeepsTheOddRulesOfThePast) {
  EXPECT_EQ(Instant::at(Date::of(1970, 1, 15), 12, 0), utc("1970-01-15T11:00:00Z")) << "British Standard Time, 1968 to 1971";
  EXPECT_EQ(Instant::at(Date::of(1944, 7, 1), 12, 0), utc("1944-07-01T10:00:00Z")) << "double summer time";
}

TEST(London, HasSummersAfter2037) {
  EXPECT_EQ(Instant::at(Date::of(2040, 7, 1), 12, 0), utc("2040-07-01T11:00:00Z"));
  EXPECT_EQ(Instant::at(Date::of(2040, 1, 1), 12, 0), utc("2040-01-01T12:00:00Z"));
  EXPECT_EQ(utc("2040-03-25T00:59:59Z").clock(), "12:59am");
  EXPECT_EQ(utc("2040-03-25T01:00:00Z").clock(), "2am");
  EXPECT_EQ(utc("2040-10-28T00:59:59Z").clock(), "1:59am");
  EXPECT_EQ(utc("2040-10-28T01:00:00Z").clock(), "1am");
  EXPECT_EQ(Instant::at(Date::of(2199, 12, 31), 23, 59), utc("2199-12-31T23:59:00Z"));
}

TEST(London, AgreesWithTheSystemForEveryDayUpTo2037) {
  const auto* zone = date::locate_zone("Europe/London");
  for (Date day = Date::of(1990, 1, 1); day < Date::of(2037, 10, 1); day = day + 1) {
    const date::local_seconds noon{day.days.time_since_epoch() + 12h};
    ASSERT_EQ(Instant::at(day, 12, 0).micros, zone->to_sys(noon).time_since_epoch().count() * 1'000'000) << day.iso();
  }
}

RC_GTEST_PROP(London, WallClockTimeComesBackExceptInTheMissingHour, ()) {
  const Date day = *any_date();
  const int hour = *rc::gen::inRange(2, 24), minute = *rc::gen::inRange(0, 60);
  const Instant at = Instant::at(day, hour, minute);
  RC_ASSERT(at.date() == day);
  RC_ASSERT(at == Instant::at(at.date(), hour, minute));
}

// ---- Clocks

TEST(HandClock, StandsStillUntilMoved) {
  HandClock clock(utc("2026-04-07T09:30:00Z"));
  EXPECT_EQ(clock.now(), clock.now());
  clock.advance(90min);
  EXPECT_EQ(clock.now(), utc("2026-04-07T11:00:00Z"));
}

TEST(SystemClock, NeverRunsBackwards) {
  SystemClock clock;
  auto before = clock.now();
  for (int i = 0; i < 1000; ++i) {
    const auto now = clock.now();
    ASSERT_LE(before, now);
    before = now;
  }
}

}  // namespace
}  // namespace hearth
