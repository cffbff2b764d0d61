#include "base/working_days.hpp"

#include "base/csv.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace hearth {
namespace {

constexpr std::size_t fewest_in_a_year = 8;  // since 1978: Banking and Financial Dealings Act 1971 and the early May holiday
constexpr std::size_t longest_list = 200;    // years

}  // namespace

std::unexpected<Refusals> WorkingDays::refuse_unknown(Date day) const {
  const auto known = "Bank holidays are known from " + first_known().spoken() + " to " + last_known().spoken();
  if (day < first_known()) return refuse("", known + ", so working days cannot be counted on or before " + day.spoken());
  return refuse("", known + ", so working days cannot be counted up to " + day.spoken() +
                        ". Ask an administrator to load the newer list from www.gov.uk/bank-holidays");
}

Result<WorkingDays> WorkingDays::of(std::vector<Holiday> holidays) {
  if (holidays.empty()) return refuse("", "The list of bank holidays is empty");
  std::ranges::sort(holidays, {}, &Holiday::date);
  const int first_year = holidays.front().date.year(), last_year = holidays.back().date.year();
  if (std::size_t(last_year - first_year) >= longest_list)
    return refuse("", "The list of bank holidays spans more than 200 years. Check its dates");
  for (int year = first_year; year <= last_year; ++year) {
    const auto count = std::size_t(std::ranges::count(holidays, year, [](const Holiday& h) { return h.date.year(); }));
    if (count < fewest_in_a_year)
      return refuse("", "The list has only " + std::to_string(count) + " bank holidays for " + std::to_string(year) +
                            ", and every year has at least 8. Load the whole list");
  }
  if (const auto twice = std::ranges::adjacent_find(holidays, {}, &Holiday::date); twice != holidays.end())
    return refuse("", "The list has " + twice->date.spoken() + " twice. Keep one of them");

  WorkingDays calendar;
  calendar.first_ = Date::of(first_year, 1, 1);
  calendar.holidays_ = std::move(holidays);
  const auto days = Date::of(last_year, 12, 31) - calendar.first_ + 1;
  auto next_holiday = calendar.holidays_.begin();
  for (int i = 0; i < days; ++i) {
    const Date day = calendar.first_ + i;
    const bool is_holiday = next_holiday != calendar.holidays_.end() && next_holiday->date == day;
    if (is_holiday) ++next_holiday;
    if (!is_holiday && day.weekday().iso_encoding() <= 5) calendar.working_.push_back(i);
    calendar.working_up_to_.push_back(std::int32_t(calendar.working_.size()));
  }
  return calendar;
}

Result<WorkingDays> WorkingDays::load(std::string_view csv) {
  constexpr std::array<std::string_view, 2> columns = {"date", "title"};
  std::vector<Holiday> holidays;
  const auto read = csv::read_columns(
      csv, columns,
      [&](const csv::Row& row) -> Result<void> {
        const auto date = Date::parse(row.cells[0]);
        if (!date) return refuse("", "Line " + std::to_string(row.line) + ": " + date.error().front().sentence);
        holidays.push_back({*date, std::string(row.cells[1])});
        return {};
      },
      csv::Comments::before_header);
  if (!read) return std::unexpected(read.error());
  return of(std::move(holidays));
}

Result<WorkingDays> WorkingDays::load_gov_uk(std::string_view published) {
  std::vector<Holiday> holidays;
  try {
    const auto parsed = json::parse(published).value();
    for (const auto& event : parsed.at("england-and-wales").at("events").as_array()) {
      const auto date = Date::parse(std::string_view(event.at("date").as_string()));
      if (!date) return std::unexpected(date.error());
      holidays.push_back({*date, std::string(std::string_view(event.at("title").as_string()))});
    }
  } catch (const std::exception&) {
    return refuse("", "The file is not the list of bank holidays as www.gov.uk/bank-holidays.json has it. Download it again");
  }
  return of(std::move(holidays));
}

Result<bool> WorkingDays::is_working_day(Date day) const {
  if (!knows(day)) return refuse_unknown(day);
  return works(index(day));
}

Result<Date> WorkingDays::after(Date start, int n) const {
  if (!knows(start)) return refuse_unknown(start);
  if (n == 0) return start;
  // Forwards, the first candidate is the day after `start`; backwards, the last is the day before it.
  const auto i = index(start);
  const std::int64_t passed = working_up_to_[i] - (n < 0 && works(i));
  const std::int64_t wanted = passed + n - (n > 0);
  if (wanted < 0) return refuse_unknown(first_known() - 1);
  if (wanted >= std::int64_t(working_.size())) return refuse_unknown(last_known() + 1);
  return first_ + working_[std::size_t(wanted)];
}

Result<int> WorkingDays::between(Date start, Date end) const {
  for (auto day : {start, end})
    if (!knows(day)) return refuse_unknown(day);
  return working_up_to_[index(end)] - working_up_to_[index(start)];
}

std::optional<std::string_view> WorkingDays::holiday(Date day) const {
  const auto found = std::ranges::lower_bound(holidays_, day, {}, &Holiday::date);
  if (found == holidays_.end() || found->date != day) return {};
  return found->title;
}

}  // namespace hearth
