#include "base/time.hpp"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace hearth {
namespace {

using namespace std::chrono;

constexpr int earliest_year = 1850;
constexpr int latest_year = 2199;
constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t seconds_per_day = 86'400;

constexpr std::array<std::string_view, 12> month_names = {"January", "February", "March",     "April",   "May",      "June",
                                                          "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekday_names = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0); }

// ---- Digits

/// Reads exactly `text` as digits; nullopt for anything else, so also for signs, spaces and nothing.
constexpr std::optional<int> digits(std::string_view text) {
  if (text.empty() || text.size() > 9) return {};
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

void put_digits(std::string& out, int value, int width) {
  char text[12];
  for (int i = width; i-- > 0; value /= 10) text[i] = char('0' + value % 10);
  out.append(text, std::size_t(width));
}

void put_number(std::string& out, int value) {
  char text[12];
  out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

void put_iso(std::string& out, Date date) {
  const auto civil = date.civil();
  put_digits(out, int(civil.year()), 4);
  out += '-';
  put_digits(out, int(unsigned(civil.month())), 2);
  out += '-';
  put_digits(out, int(unsigned(civil.day())), 2);
}

void put_spoken(std::string& out, Date date) {
  const auto civil = date.civil();
  put_number(out, int(unsigned(civil.day())));
  out += ' ';
  out += month_names[unsigned(civil.month()) - 1];
  out += ' ';
  put_number(out, int(civil.year()));
}

std::optional<Date> real_date(int year, int month, int day) {
  const year_month_day civil{std::chrono::year{year}, std::chrono::month(unsigned(month)), std::chrono::day(unsigned(day))};
  if (!civil.ok()) return {};
  return Date{sys_days{civil}};
}

// ---- Typed dates

std::string_view without_spaces_around(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// "April", "apr", "Sept": the start of one month's name, three letters at least.
std::optional<int> named_month(std::string_view text) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; };
  if (text.size() < 3) return {};
  for (std::size_t i = 0; i < month_names.size(); ++i) {
    const auto name = month_names[i].substr(0, text.size());
    if (std::ranges::equal(name, text, {}, lower, lower)) return int(i) + 1;
  }
  return {};
}

std::optional<Refusal> missing_part(std::string_view day, std::string_view month, std::string_view year) {
  const int present = !day.empty() + !month.empty() + !year.empty();
  if (present == 0) return Refusal{"", "Enter a day, a month and a year"};
  if (present == 3) return {};
  std::string lacks;
  std::string field;
  for (auto [name, value] : {std::pair{"day", day}, std::pair{"month", month}, std::pair{"year", year}}) {
    if (!value.empty()) continue;
    if (field.empty()) field = name;
    lacks += (lacks.empty() ? "a " : " and a ") + std::string(name);
  }
  return Refusal{field, "The date must include " + lacks};
}

// ---- London

/// The stretch of time in which London's clocks keep one distance from UTC. In seconds since 1970 UTC.
struct Stretch {
  std::int64_t from = 0;
  std::int64_t until = 0;  // first second after
  std::int64_t offset = 0;
};

/// Summer Time Act 1972 s.1 as amended by SI 2002/262: from 1am GMT on the last Sunday of March to 1am GMT on the last of October.
Stretch stretch_by_law(std::int64_t second) {
  const auto change = [](int year, std::chrono::month month) {
    return sys_days{std::chrono::year{year} / month / Sunday[last]}.time_since_epoch().count() * seconds_per_day + 3600;
  };
  const int year = int(year_month_day{sys_days{days{floor_div(second, seconds_per_day)}}}.year());
  const auto spring = change(year, March), autumn = change(year, October);
  if (second < spring) return {change(year - 1, October), spring, 0};
  if (second < autumn) return {spring, autumn, 3600};
  return {autumn, change(year + 1, March), 0};
}

Stretch look_up(std::int64_t second) {
  static const date::time_zone* const london = date::locate_zone("Europe/London");
  const auto info = london->get_info(date::sys_seconds{seconds{second}});
  const Stretch stretch{info.begin.time_since_epoch().count(), info.end.time_since_epoch().count(), info.offset.count()};
  // The system's time-zone files list changes up to 2037 and give a rule for later years, which the library does not read:
  // it takes the last change for eternal winter.
  constexpr std::int64_t year_2200 = 7'258'118'400;
  return stretch.until > year_2200 && second >= stretch.from ? stretch_by_law(second) : stretch;
}

/// London's distance from UTC. Remembers the last stretch: neighbouring moments are what pages ask for.
std::int64_t london_offset(std::int64_t second) {
  thread_local Stretch latest;
  if (second < latest.from || second >= latest.until) latest = look_up(second);
  return latest.offset;
}

std::int64_t utc_second(Instant at) { return floor_div(at.micros, micros_per_second); }

std::int64_t london_second(Instant at) {
  const auto second = utc_second(at);
  return second + london_offset(second);
}

Date day_of(std::int64_t second) { return {sys_days{days{floor_div(second, seconds_per_day)}}}; }

void put_clock(std::string& out, std::int64_t local_second) {
  const int minute_of_day = int((local_second - floor_div(local_second, seconds_per_day) * seconds_per_day) / 60);
  const int hour = minute_of_day / 60, minute = minute_of_day % 60;
  if (minute == 0 && hour % 12 == 0) {
    out += hour == 0 ? "midnight" : "midday";
    return;
  }
  put_number(out, hour % 12 == 0 ? 12 : hour % 12);
  if (minute != 0) {
    out += ':';
    put_digits(out, minute, 2);
  }
  out += hour < 12 ? "am" : "pm";
}

// ---- RFC 3339

/// Takes ".123456789" off the front and returns its microseconds; 0 when there is no fraction. nullopt: a full stop without digits.
std::optional<int> take_fraction(std::string_view& rest) {
  if (!rest.starts_with('.')) return 0;
  const auto count = std::min(rest.find_first_not_of("0123456789", 1), rest.size()) - 1;
  if (count == 0 || count > 9) return {};
  int micros = 0;
  for (std::size_t i = 0; i < 6; ++i) micros = micros * 10 + (i < count ? rest[1 + i] - '0' : 0);
  rest.remove_prefix(1 + count);
  return micros;
}

/// "Z", "+01:00", "-05:30" in seconds.
std::optional<int> zone_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return {};
  const auto hour = digits(text.substr(1, 2)), minute = digits(text.substr(4, 2));
  if (!hour || !minute || *hour > 23 || *minute > 59) return {};
  return (*hour * 3600 + *minute * 60) * (text[0] == '-' ? -1 : 1);
}

std::optional<Instant> moment(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':') return {};
  const auto day = Date::parse(text.substr(0, 10));
  const auto hour = digits(text.substr(11, 2)), minute = digits(text.substr(14, 2)), second = digits(text.substr(17, 2));
  if (!day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return {};
  auto rest = text.substr(19);
  const auto fraction = take_fraction(rest);
  const auto offset = zone_offset(rest);
  if (!fraction || !offset) return {};
  const std::int64_t utc = day->days.time_since_epoch().count() * seconds_per_day + *hour * 3600 + *minute * 60 + *second - *offset;
  return Instant{utc * micros_per_second + *fraction};
}

}  // namespace

// ---- Date

Date Date::of(int year, unsigned month, unsigned day) {
  return {sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}};
}

Result<Date> Date::of_parts(std::string_view day, std::string_view month, std::string_view year) {
  day = without_spaces_around(day), month = without_spaces_around(month), year = without_spaces_around(year);
  if (auto missing = missing_part(day, month, year)) return std::unexpected(Refusals{*missing});
  if (year.size() != 4 || !digits(year)) return refuse("year", "The year must have 4 numbers, like 2026");

  const auto d = digits(day), m = digits(month).or_else([&] { return named_month(month); }), y = digits(year);
  const auto date = d && m && *d <= 31 && *m <= 12 ? real_date(*y, *m, *d) : std::nullopt;
  if (!date) return refuse("", "Enter a real date, like 27 3 2026");
  if (*y < earliest_year || *y > latest_year) return refuse("year", "The year must be between 1850 and 2199");
  return *date;
}

Result<Date> Date::parse(std::string_view iso) {
  if (iso.size() == 10 && iso[4] == '-' && iso[7] == '-') {
    const auto y = digits(iso.substr(0, 4)), m = digits(iso.substr(5, 2)), d = digits(iso.substr(8, 2));
    if (y && m && d && *y >= earliest_year && *y <= latest_year) {
      if (const auto date = real_date(*y, *m, *d)) return *date;
    }
  }
  return refuse("", "Write the date as year-month-day, like 2026-03-27, between 1850 and 2199");
}

std::string Date::iso() const {
  std::string out;
  put_iso(out, *this);
  return out;
}

std::string Date::spoken() const {
  std::string out;
  put_spoken(out, *this);
  return out;
}

std::string Date::spoken_with_weekday() const {
  std::string out(weekday_names[weekday().c_encoding()]);
  out += ' ';
  put_spoken(out, *this);
  return out;
}

Date Date::plus_months(int n) const {
  auto moved = civil() + months{n};
  if (!moved.ok()) moved = moved.year() / moved.month() / last;
  return {sys_days{moved}};
}

int age_on(Date born, Date on) {
  if (on <= born) return 0;
  const auto b = born.civil(), o = on.civil();
  const bool birthday_to_come = std::pair{o.month(), o.day()} < std::pair{b.month(), b.day()};
  return int(o.year()) - int(b.year()) - birthday_to_come;
}

// ---- Instant

Instant Instant::now() { return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()}; }

Instant Instant::at(Date day, int hour, int minute) {
  const std::int64_t wall = day.days.time_since_epoch().count() * seconds_per_day + hour * 3600 + minute * 60;
  // London never changes twice within two days, so the offsets of the days around are the only candidates. The earlier one
  // wins in the hour that happens twice; where neither fits, the clocks jumped over this time and the earlier one gives the
  // moment an hour later.
  const auto before = london_offset(wall - seconds_per_day), after = london_offset(wall + seconds_per_day);
  const bool only_after_fits = london_offset(wall - before) != before && london_offset(wall - after) == after;
  return {(wall - (only_after_fits ? after : before)) * micros_per_second};
}

Result<Instant> Instant::parse(std::string_view rfc3339) {
  if (const auto found = moment(rfc3339)) return *found;
  return refuse("", "Write the time like 2026-03-27T09:30:00Z or 2026-03-27T09:30:00+01:00, between 1850 and 2199");
}

Date Instant::date() const { return day_of(london_second(*this)); }

std::string Instant::rfc3339() const {
  const auto second = utc_second(*this);
  const auto day = day_of(second);
  const int of_day = int(second - day.days.time_since_epoch().count() * seconds_per_day);
  std::string out;
  out.reserve(27);
  put_iso(out, day);
  for (auto [mark, value] : {std::pair{'T', of_day / 3600}, std::pair{':', of_day / 60 % 60}, std::pair{':', of_day % 60}}) {
    out += mark;
    put_digits(out, value, 2);
  }
  if (const int fraction = int(micros - second * micros_per_second)) {
    out += '.';
    put_digits(out, fraction, 6);
  }
  out += 'Z';
  return out;
}

std::string Instant::spoken() const {
  const auto local = london_second(*this);
  std::string out;
  put_spoken(out, day_of(local));
  out += " at ";
  put_clock(out, local);
  return out;
}

std::string Instant::clock() const {
  std::string out;
  put_clock(out, london_second(*this));
  return out;
}

Instant SystemClock::now() {
  const auto read = Instant::now().micros;
  auto latest = latest_.load(std::memory_order_relaxed);
  while (latest < read && !latest_.compare_exchange_weak(latest, read, std::memory_order_relaxed)) {
  }
  return {std::max(latest, read)};
}

}  // namespace hearth
