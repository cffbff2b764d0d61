#include "matching/normal.hpp"

#include "base/identifiers.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace hearth::matching {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

/// Written where a name is not known. (Compared after folding; "twin 2" and the like begin with one of the second list.)
constexpr std::array<std::string_view, 30> no_names{"baby", "unborn", "infant", "unknown",   "not known", "notknown", "none",    "na",
                                                    "n a",  "nk",     "null",   "nil",       "test",      "unnamed",  "no name", "noname",
                                                    "boy",  "girl",   "male",   "female",    "twin",      "triplet",  "newborn", "tbc",
                                                    "unk",  "child",  "bb",     "not given", "nan",       "x"};
constexpr std::array<std::string_view, 10> begins_of_no_names{"baby ",    "unborn ",    "twin ",    "triplet ",      "infant ",
                                                              "unknown ", "not known ", "no name ", "female infant", "male infant"};
constexpr std::array<std::string_view, 12> titles{"mr", "mrs", "ms", "miss", "mx", "sir", "dr", "lady", "lord", "rev", "master", "dame"};

void fold_into(std::string_view written, std::string& out) {
  out.clear();
  if (!std::ranges::all_of(written, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    for (const auto& word : text::words(text::fold_for_search(written))) {
      if (!out.empty()) out += ' ';
      out += word;
    }
    return;
  }
  bool gap = false;
  for (const char c : written) {
    const char l = lower(c);
    if (is_letter(l) || is_digit(l)) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += l;
    } else if (c != '\'' && c != '`') {
      gap = true;
    }
  }
}

void digits_of(std::string_view written, std::array<char, 24>& digits, std::size_t& count) {
  count = 0;
  for (const char c : written)
    if (is_digit(c) && count < digits.size()) digits[count++] = c;
}

bool all_same(std::string_view text) { return text.find_first_not_of(text.empty() ? '\0' : text[0]) == text.npos; }

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

unsigned month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                           "jul", "aug", "sep", "oct", "nov", "dec"};
  for (unsigned i = 0; i < 12; ++i)
    if (word.starts_with(months[i])) return i + 1;
  return 0;
}

struct Part {
  unsigned number = 0;
  unsigned digits = 0;
};

std::uint32_t packed(unsigned year, unsigned month, unsigned day) {
  if (year == 0) return month != 0 && day != 0 ? month * 100 + day : 0;
  if (year < 100) year += year <= 30 ? 2000 : 1900;
  const auto whole = year * 10000 + month * 100 + day;
  // Defaults of systems where no date was known.
  if (year == 1111 || year == 9999 || year == 1 || year > 9999 || whole == 19000101 || whole == 18991230 || whole == 17530101) return 0;
  return whole;
}

}  // namespace

void words_form(std::string_view written, std::string& out) { fold_into(written, out); }

void name_form(std::string_view written, std::string& out) {
  fold_into(written, out);
  const auto space = out.find(' ');
  const auto first = std::string_view(out).substr(0, space);
  if (first.size() <= 6 && std::ranges::find(titles, first) != titles.end()) out.erase(0, space == out.npos ? space : space + 1);
  if (std::ranges::find(no_names, std::string_view(out)) != no_names.end() ||
      std::ranges::any_of(begins_of_no_names, [&](std::string_view start) { return out.starts_with(start); }))
    out.clear();
  if (!out.empty() && std::ranges::none_of(out, is_letter)) out.clear();
}

void code_form(std::string_view written, std::string& out) {
  out.clear();
  for (const char c : written)
    if (is_letter(lower(c)) || is_digit(c)) out += lower(c);
  if (all_same(out)) out.clear();
}

std::uint32_t birth_form(std::string_view day, std::string_view month, std::string_view year) {
  const auto number = [](std::string_view text) {
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value > 9999 ? 0 : value;
  };
  const auto in_range = [](unsigned value) { return value > 99 ? 0 : value; };
  return packed(number(year), in_range(number(month)), in_range(number(day)));
}

std::uint32_t birth_form(std::string_view written) {
  std::array<Part, 3> parts{};
  std::size_t count = 0;
  bool word_month = false;
  std::size_t month_at = 3;
  for (std::size_t i = 0; i < written.size() && count < 3;) {
    const char c = lower(written[i]);
    if (is_digit(c)) {
      Part part;
      for (; i < written.size() && is_digit(written[i]) && part.digits < 9; ++i, ++part.digits)
        part.number = part.number * 10 + unsigned(written[i] - '0');
      parts[count++] = part;
    } else if (is_letter(c)) {
      std::string word;
      for (; i < written.size() && is_letter(lower(written[i])); ++i) word += lower(written[i]);
      if (count < 3 && month_of(word) != 0) {
        month_at = count;
        word_month = true;
        parts[count++] = {month_of(word), 2};
      }
    } else {
      ++i;
    }
  }
  if (count == 1 && parts[0].digits == 8) {  // 20100407, or 07042010 when that alone is a date
    const auto n = parts[0].number;
    if (n / 10000 < 1500 && n % 10000 >= 1500) return packed(n % 10000, n / 10000 % 100, n / 1000000);
    return packed(n / 10000, n / 100 % 100, n % 100);
  }
  if (count == 1 && parts[0].digits == 4) return packed(parts[0].number, 0, 0);
  if (count == 2 && parts[0].digits == 4) return packed(parts[0].number, parts[1].number % 100, 0);
  if (count == 2 && parts[1].digits == 4) return packed(parts[1].number, parts[0].number % 100, 0);
  if (count != 3) return 0;
  if (parts[0].digits >= 3) return packed(parts[0].number, parts[1].number % 100, parts[2].number % 100);
  unsigned day = parts[0].number, month = parts[1].number;
  if ((word_month && month_at == 0) || (!word_month && month > 12 && day <= 12)) std::swap(day, month);
  return packed(parts[2].number, month % 100, day % 100);
}

void postcode_form(std::string_view written, std::string& out) {
  out.clear();
  for (const char c : written)
    if (is_letter(lower(c)) || is_digit(c)) out += lower(c);
  if (out.size() < 2 || out.size() > 10 || out.starts_with("zz99") || all_same(out) || std::ranges::none_of(out, is_digit)) out.clear();
}

std::string_view outward_of(std::string_view postcode) {
  if (postcode.size() >= 5 && is_letter(postcode[0])) return postcode.substr(0, postcode.size() - 3);
  if (!postcode.empty() && is_digit(postcode[0])) return postcode.substr(0, 2);
  return postcode;
}

std::pair<std::string_view, std::string_view> house_and_street(std::string_view address) {
  const auto digit = address.find_first_of("0123456789");
  if (digit == address.npos) return {{}, address};
  const auto end = address.find(' ', digit);
  if (end == address.npos) return {address.substr(digit), address.substr(0, digit == 0 ? 0 : digit - 1)};
  return {address.substr(digit, end - digit), address.substr(end + 1)};
}

std::uint64_t phone_form(std::string_view written) {
  std::array<char, 24> digits{};
  std::size_t count = 0;
  digits_of(written, digits, count);
  std::string_view number(digits.data(), count);
  if (number.size() > 10) number.remove_prefix(number.size() - 10);
  if (number.size() < 6 || all_same(number.substr(1))) return 0;
  return number_of(number);
}

Checked nhs_form(std::string_view written) {
  std::array<char, 24> digits{};
  std::size_t count = 0;
  digits_of(written, digits, count);
  const std::string_view number(digits.data(), count);
  if (count != 10 || all_same(number) || number.starts_with("000000")) return {};
  return {number_of(number), nhs_check_fits(number)};
}

Checked upn_form(std::string_view written) {
  std::string form;
  code_form(written, form);
  if (form.size() != 13 || !is_letter(form[0]) || !std::all_of(form.begin() + 1, form.end() - 1, is_digit)) return {};
  const auto digits = std::string_view(form).substr(1, 11);
  if (all_same(digits)) return {};
  for (char& c : form) c = is_letter(c) ? char(c - 32) : c;
  const auto last = is_digit(form[12]) ? unsigned(form[12] - '0') : unsigned(form[12] - 'A') + 10;
  const auto letter = upn_check_letter(std::string_view(form).substr(1));
  return {(std::uint64_t(form[0] - 'A' + 1) * 100'000'000'000ULL + number_of(digits)) * 36 + last,
          letter && *letter == form[0] && is_digit(form[12])};
}

Sex sex_form(std::string_view written) {
  if (written.empty()) return Sex::unknown;
  switch (lower(written[0])) {
    case 'm':
    case 'b':
    case '1': return Sex::male;
    case 'f':
    case 'g':
    case 'w':
    case '2': return Sex::female;
    default: return Sex::unknown;
  }
}

}  // namespace hearth::matching
