#include "returns/cin/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace hearth::returns::cin {
namespace {

std::optional<int> digits(std::string_view text) {
  int number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || text.front() == '-' || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_zone(std::string_view text) {
  return text == "Z" ||
         (text.size() == 6 && (text[0] == '+' || text[0] == '-') && digits(text.substr(1, 2)) && text[3] == ':' && digits(text.substr(4)));
}

bool is_day_of_the_calendar(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day) return false;
  return std::chrono::year_month_day{std::chrono::year(*year), std::chrono::month(unsigned(*month)), std::chrono::day(unsigned(*day))}.ok();
}

bool same_word(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? char(a - 'A' + 'a') : a) == b; });
}

}  // namespace

GivenDate given_date(std::string_view text) {
  GivenDate given;
  if (text.size() > 10) {
    if (!is_zone(text.substr(10))) return given;
    given.zoned = true;
    text = text.substr(0, 10);
  }
  if (auto date = Date::parse(text)) {
    given.state = GivenDate::State::right;
    given.date = *date;
  } else if (is_day_of_the_calendar(text)) {
    given.state = GivenDate::State::out_of_range;
  }
  return given;
}

std::optional<int> whole_number(std::string_view text) { return digits(text.starts_with('+') ? text.substr(1) : text); }

GivenBool given_bool(std::string_view text) {
  if (text == "0" || text == "1") return {text == "1", false};
  if (same_word(text, "true")) return {true, true};
  if (same_word(text, "false")) return {false, true};
  return {};
}

std::optional<std::string_view> sex_of_gender(std::string_view code) {
  if (code == "1") return "M";
  if (code == "2") return "F";
  if (code == "0" || code == "9") return "U";
  return std::nullopt;
}

std::optional<std::string_view> gender_of_sex(std::string_view code) {
  if (code == "M") return "1";
  if (code == "F") return "2";
  if (code == "U") return "0";
  return std::nullopt;
}

std::string shown(std::string_view value) {
  constexpr std::size_t most = 40;
  if (value.size() <= most) return fmt::format("\"{}\"", value);
  auto end = most;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  return fmt::format("\"{}...\"", value.substr(0, end));
}

}  // namespace hearth::returns::cin
