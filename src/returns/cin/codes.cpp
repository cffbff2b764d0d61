#include "returns/cin/codes.hpp"

#include "returns/cin/census.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace hearth::returns::cin {
namespace {

/// A code, the first and the last census year that asks for it, and whether later schemas still take it.
struct Code {
  std::string_view code;
  int since = first_year, until = last_year;
  bool taken_later = false;
};

// Source: the schemas 2017 to 2026. What changed: 18A and 19A were split into B and C in 2021, 24A came in 2022,
// 5D and RC9 in 2023.
constexpr Code upn_unknown_codes[] = {{"UN1"}, {"UN2"}, {"UN3"}, {"UN4"}, {"UN5"}, {"UN6"}, {"UN7"}};
constexpr Code sex_codes[] = {{"M"}, {"F"}, {"U"}};
constexpr Code ethnicity_codes[] = {{"WBRI"}, {"WIRI"}, {"WIRT"}, {"WOTH"}, {"WROM"}, {"MWBC"}, {"MWBA"}, {"MWAS"}, {"MOTH"}, {"AIND"},
                                    {"APKN"}, {"ABAN"}, {"AOTH"}, {"BCRB"}, {"BAFR"}, {"BOTH"}, {"CHNE"}, {"OOTH"}, {"REFU"}, {"NOBT"}};
constexpr Code disability_codes[] = {{"NONE"}, {"MOB"}, {"HAND"}, {"PC"},  {"INC"}, {"COMM"}, {"LD"},
                                     {"HEAR"}, {"VIS"}, {"BEH"},  {"CON"}, {"AUT"}, {"DDA"}};
constexpr Code referral_source_codes[] = {{"1A"}, {"1B"}, {"1C"}, {"1D"}, {"2A"}, {"2B"},       {"3A"}, {"3B"}, {"3C"}, {"3D"}, {"3E"},
                                          {"3F"}, {"4"},  {"5A"}, {"5B"}, {"5C"}, {"5D", 2023}, {"6"},  {"7"},  {"8"},  {"9"},  {"10"}};
constexpr Code primary_need_codes[] = {{"N1"}, {"N2"}, {"N3"}, {"N4"}, {"N5"}, {"N6"}, {"N7"}, {"N8"}, {"N9"}, {"N0"}};
constexpr Code closure_reason_codes[] = {{"RC1"}, {"RC2"}, {"RC3"}, {"RC4"}, {"RC5"}, {"RC6"}, {"RC7"}, {"RC8"}, {"RC9", 2023}};
constexpr Code abuse_category_codes[] = {{"NEG"}, {"PHY"}, {"SAB"}, {"EMO"}, {"MUL"}};
constexpr Code assessment_factor_codes[] = {{"1A"},
                                            {"1B"},
                                            {"1C"},
                                            {"2A"},
                                            {"2B"},
                                            {"2C"},
                                            {"3A"},
                                            {"3B"},
                                            {"3C"},
                                            {"4A"},
                                            {"4B"},
                                            {"4C"},
                                            {"5A"},
                                            {"5B"},
                                            {"5C"},
                                            {"6A"},
                                            {"6B"},
                                            {"6C"},
                                            {"7A"},
                                            {"8B"},
                                            {"8C"},
                                            {"8D"},
                                            {"8E"},
                                            {"8F"},
                                            {"9A"},
                                            {"10A"},
                                            {"11A"},
                                            {"12A"},
                                            {"13A"},
                                            {"14A"},
                                            {"15A"},
                                            {"16A"},
                                            {"17A"},
                                            {"18A", first_year, 2020, true},
                                            {"18B", 2021},
                                            {"18C", 2021},
                                            {"19A", first_year, 2020, true},
                                            {"19B", 2021},
                                            {"19C", 2021},
                                            {"20"},
                                            {"21"},
                                            {"22A"},
                                            {"23A"},
                                            {"24A", 2022}};

std::span<const Code> set_of(Form form) {
  switch (form) {
    case Form::upn_unknown: return upn_unknown_codes;
    case Form::sex: return sex_codes;
    case Form::ethnicity: return ethnicity_codes;
    case Form::disability: return disability_codes;
    case Form::referral_source: return referral_source_codes;
    case Form::primary_need: return primary_need_codes;
    case Form::closure_reason: return closure_reason_codes;
    case Form::abuse_category: return abuse_category_codes;
    case Form::assessment_factor: return assessment_factor_codes;
    default: return {};
  }
}

Standing standing(const Code& code, int year) {
  if (year < code.since) return Standing::refused;
  if (year <= code.until) return Standing::accepted;
  return code.taken_later ? Standing::withdrawn : Standing::refused;
}

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digits(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && std::ranges::all_of(text, digit);
}

/// A letter, eleven digits, a digit or letter: the schema's upntype. Its meaning is for the rules 1510 to 1550.
bool upn(std::string_view text) {
  return text.size() == 13 && letter(text[0]) && digits(text.substr(1, 11), 11, 11) && (digit(text[12]) || letter(text[12]));
}

/// xs:dateTime: "2026-05-01T09:00:00", with a fraction and a zone if they like.
bool date_time(std::string_view text) {
  if (text.size() < 19 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
  if (!Date::parse(text.substr(0, 10))) return false;
  auto part = [&](std::size_t at, int most) {
    return digits(text.substr(at, 2), 2, 2) && (text[at] - '0') * 10 + (text[at + 1] - '0') <= most;
  };
  if (!part(11, 23) || !part(14, 59) || !part(17, 59)) return false;
  auto rest = text.substr(19);
  if (rest.starts_with('.')) {
    auto end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    if (end == 1) return false;
    rest.remove_prefix(end);
  }
  if (rest.empty() || rest == "Z") return true;
  return rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') && digits(rest.substr(1, 2), 2, 2) && rest[3] == ':' &&
         digits(rest.substr(4, 2), 2, 2);
}

}  // namespace

Standing standing(Form form, std::string_view value, int year) {
  auto judged = [](bool right) { return right ? Standing::accepted : Standing::refused; };
  switch (form) {
    case Form::free: return Standing::accepted;
    case Form::collection: return judged(value == "CIN");
    case Form::source_level: return judged(value == "L");
    case Form::authority: return judged(digits(value, 3, 3));
    case Form::serial: return judged(digits(value, 3, value.size()));
    case Form::date_time: return judged(date_time(value));
    case Form::upn: return judged(upn(value));
    default: {
      auto set = set_of(form);
      auto found = std::ranges::find(set, value, &Code::code);
      return found == set.end() ? Standing::refused : standing(*found, year);
    }
  }
}

std::vector<std::string_view> codes(Form form, int year) {
  std::vector<std::string_view> all;
  for (const Code& code : set_of(form))
    if (standing(code, year) != Standing::refused) all.push_back(code.code);
  return all;
}

}  // namespace hearth::returns::cin
