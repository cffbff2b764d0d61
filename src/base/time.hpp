// Days and moments. A day is a civil date in England; a moment is a point on the UTC time line.
#pragma once

#include "base/result.hpp"

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hearth {

/// A civil date, from 1850-01-01 to 2199-12-31 when parsed. Arithmetic is in whole days.
struct Date {
  std::chrono::sys_days days{};

  static Date of(int year, unsigned month, unsigned day);  ///< Precondition: a date of the calendar.
  /// As typed into a form: "7", "4" or "April" or "apr", "2026". Refusals name the field "day", "month", "year" or "".
  static Result<Date> of_parts(std::string_view day, std::string_view month, std::string_view year);
  static Result<Date> parse(std::string_view iso);  ///< "2026-04-07" and nothing else.

  std::chrono::year_month_day civil() const { return std::chrono::year_month_day{days}; }
  int year() const { return int(civil().year()); }
  std::chrono::weekday weekday() const { return std::chrono::weekday{days}; }
  std::string iso() const;                  ///< "2026-04-07"
  std::string spoken() const;               ///< "7 April 2026"
  std::string spoken_with_weekday() const;  ///< "Tuesday 7 April 2026"

  Date operator+(int n) const { return {days + std::chrono::days{n}}; }
  Date operator-(int n) const { return {days - std::chrono::days{n}}; }
  int operator-(Date other) const { return int((days - other.days).count()); }
  Date plus_months(int n) const;  ///< Clamps to the last day of the month: 31 January + 1 is 28 or 29 February.
  auto operator<=>(const Date&) const = default;
};

/// Whole years from birth to `on`; 0 for the unborn. Someone born on 29 February turns a year older on 1 March.
int age_on(Date born, Date on);

/// A moment in microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t micros = 0;

  static Instant now();  ///< Reads the system's clock; only `app` calls it, everything else is handed a Clock.
  /// London wall-clock time. In the hour that happens twice, the first; in the hour that does not happen, an hour later.
  static Instant at(Date day, int hour, int minute);
  static Result<Instant> parse(std::string_view rfc3339);  ///< "2026-04-07T09:30:00Z" or with an offset. Cut to microseconds.

  Date date() const;            ///< The civil date in London.
  std::string rfc3339() const;  ///< UTC, with microseconds when there are any.
  std::string spoken() const;   ///< "7 April 2026 at 9:30am", London time.
  std::string clock() const;    ///< "9:30am", "5pm", "midday" or "midnight" (GOV.UK style), London time.

  Instant operator+(std::chrono::microseconds d) const { return {micros + d.count()}; }
  Instant operator-(std::chrono::microseconds d) const { return {micros - d.count()}; }
  std::chrono::microseconds operator-(Instant o) const { return std::chrono::microseconds{micros - o.micros}; }
  auto operator<=>(const Instant&) const = default;
};

/// Where a world gets its time. The live partnership's runs by itself; a test's and an exercise's are moved by hand.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

/// A clock that stands still until it is moved.
class HandClock : public Clock {
 public:
  explicit HandClock(Instant at) : at_(at) {}
  Instant now() override { return at_; }
  void set(Instant at) { at_ = at; }
  void advance(std::chrono::microseconds by) { at_ = at_ + by; }

 private:
  Instant at_;
};

/// The machine's clock, except that it never runs backwards: when the machine's is set back, this one waits. One for a process.
class SystemClock : public Clock {
 public:
  Instant now() override;

 private:
  std::atomic<std::int64_t> latest_ = INT64_MIN;
};

}  // namespace hearth
