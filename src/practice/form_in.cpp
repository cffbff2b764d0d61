#include "practice/form_in.hpp"

namespace hearth::practice::detail {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\n\r";
  const auto from = text.find_first_not_of(blanks);
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::optional<Date> read_date(FormReading& reading, const std::string& name, std::string_view ask) {
  const auto day = trimmed(reading.take(name + "-day"));
  const auto month = trimmed(reading.take(name + "-month"));
  const auto year = trimmed(reading.take(name + "-year"));
  if (day.empty() && month.empty() && year.empty()) return std::nullopt;
  auto date = Date::of_parts(day, month, year);
  if (date) return *date;
  reading.wrong.push_back({name, ask.empty() ? date.error().front().sentence : std::string(ask)});
  return std::nullopt;
}

}  // namespace hearth::practice::detail
