// Working days in England: Monday to Friday without the bank holidays of England and Wales.
// Source of the rules: Children in need census, and the sector's own extracts, which count by date and never by the hour.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth {

/// A calendar of working days over the whole years for which bank holidays are known. Outside them it refuses and never guesses.
class WorkingDays {
 public:
  /// From a table `date,title,source` (data/bank_holidays.csv, or a newer one that was loaded into the partnership).
  /// Refuses a year between the first and the last that has fewer than the eight bank holidays that every year has.
  static Result<WorkingDays> load(std::string_view csv);

  /// From the list as GOV.UK publishes it (https://www.gov.uk/bank-holidays.json): its division england-and-wales.
  static Result<WorkingDays> load_gov_uk(std::string_view published);

  Date first_known() const { return first_; }
  Date last_known() const { return first_ + int(working_up_to_.size()) - 1; }
  bool knows(Date day) const { return day >= first_known() && day <= last_known(); }

  Result<bool> is_working_day(Date day) const;

  /// The nth working day after `start`. `start` is day 0 and may be any day; with n = 0 it is the answer; with n < 0 the answer is the
  /// nth working day before it.
  Result<Date> after(Date start, int n) const;

  /// How many working days there are after `start` up to and including `end`; negative when `end` is before `start`.
  Result<int> between(Date start, Date end) const;

  /// The name of the bank holiday on this day: "Good Friday".
  std::optional<std::string_view> holiday(Date day) const;

  struct Holiday {
    Date date;
    std::string title;
  };

 private:
  static Result<WorkingDays> of(std::vector<Holiday> holidays);
  std::size_t index(Date day) const { return std::size_t(day - first_); }
  bool works(std::size_t i) const { return working_up_to_[i] > (i == 0 ? 0 : working_up_to_[i - 1]); }
  std::unexpected<Refusals> refuse_unknown(Date day) const;

  Date first_;
  std::vector<std::int32_t> working_up_to_;  // how many working days from first_ up to and including each day
  std::vector<std::int32_t> working_;        // each working day, as days after first_
  std::vector<Holiday> holidays_;            // by date
};

}  // namespace hearth
