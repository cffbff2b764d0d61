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

std::optional<std::string_view> gender_of_sex(std::string_view code) {
  if (code == "M") return "1";
  if (code == "F") return "2";
  if (code == "U") return "0";
  return std::nullopt;
}

std::string_view first_bytes(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

std::string shown(std::string_view value) {
  auto first = first_bytes(value, 40);
  return fmt::format("\"{}{}\"", first, first.size() < value.size() ? "..." : "");
}

void Values::read(std::string text, std::string& into, Form, const Place&) { into = std::move(text); }

void Values::read(std::string text, std::optional<std::string>& into, Form form, const Place& place) {
  check(text, form, place);
  into = std::move(text);
}

void Values::read(std::string text, std::optional<Date>& into, Form, const Place& place) {
  auto given = given_date(text);
  if (given.zoned)
    findings_.remark_once("zone", place.line, "Dates have a time zone, here and perhaps further on; the days are read as they stand");
  auto says = [&] { return fmt::format("{} says {}", place.element, shown(text)); };
  if (given.state == GivenDate::State::right)
    into = given.date;
  else if (given.state == GivenDate::State::out_of_range)
    findings_.fault(place.line, says() + ", which is before 1850 or after 2199; it is left out");
  else if (purpose_ == Purpose::check)
    findings_.fault(place.line, says() + ", which is no date; it is left out");
  else
    findings_.refuse(place.line, says() + ", which is no date: write it like 2026-03-31");
}

void Values::read(std::string text, std::optional<bool>& into, Form, const Place& place) {
  auto given = given_bool(text);
  auto says = [&] { return fmt::format("{} says {}", place.element, shown(text)); };
  if (!given.value) return findings_.fault(place.line, says() + ", which is neither 0 nor 1; it is left out");
  if (given.in_words) findings_.fault_once("true", place.line, says() + "; true is read as 1 and false as 0, here and further on");
  into = *given.value;
}

void Values::read(std::string text, std::optional<int>& into, Form, const Place& place) {
  into = whole_number(text);
  if (!into) findings_.fault(place.line, fmt::format("{} says {}, which is no whole number; it is left out", place.element, shown(text)));
}

void Values::read_gender(std::string text, std::optional<std::string>& sex, const Place& place) {
  if (text == "1")
    sex = "M";
  else if (text == "2")
    sex = "F";
  else if (text == "0" || text == "9")
    sex = "U";
  else {
    findings_.fault(place.line, fmt::format("{} says {}, which is none of 0, 1, 2 and 9; it is kept as given", place.element, shown(text)));
    sex = std::move(text);
    return;
  }
  if (text == "9") findings_.remark_once("9", place.line, "GenderCurrent 9 (indeterminate) is read as U, here and further on");
}

void Values::add(std::string text, std::vector<std::string>& into, Form form, const Place& place) {
  if (text.empty()) return findings_.fault(place.line, fmt::format("{} is empty; it is left out", place.element));
  check(text, form, place);
  into.push_back(std::move(text));
}

void Values::add(std::string text, std::vector<Review>& into, Form form, const Place& place) {
  Review review{std::nullopt, place.line};
  if (text.empty())
    findings_.fault(place.line, fmt::format("{} is empty; it is read as a review without a date", place.element));
  else
    read(std::move(text), review.held, form, place);
  into.push_back(review);
}

void Values::check(std::string_view code, Form form, const Place& place) {
  switch (standing(form, code, year_)) {
    case Standing::accepted: return;
    case Standing::withdrawn:
      return findings_.remark_once(
          code, place.line,
          fmt::format("{} {} is no longer asked for in the return for {}; it is kept as given, here and further on", place.element, code,
                      year_));
    case Standing::refused:
      auto why =
          codes(form, year_).empty() ? std::string("not written as it should be") : fmt::format("no code of the return for {}", year_);
      findings_.fault(place.line, fmt::format("{} says {}, which is {}; it is kept as given", place.element, shown(code), why));
  }
}

}  // namespace hearth::returns::cin
