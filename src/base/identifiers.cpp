#include "base/identifiers.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace hearth {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

/// As typed, without the spaces and hyphens that people put in, in capitals.
std::string plain(std::string_view typed) {
  std::string out;
  for (char c : text::trim(typed))
    if (c != ' ' && c != '-') out += c >= 'a' && c <= 'z' ? char(c - 32) : c;
  return out;
}

std::unexpected<Refusals> refuse_line(const csv::Row& row, std::string_view what) {
  return refuse("", "Line " + std::to_string(row.line) + ": " + std::string(what));
}

std::optional<unsigned> three_digit_code(std::string_view text) {
  if (text.size() != 3 || !all_digits(text)) return {};
  return unsigned((text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0'));
}

Result<std::string> digits_only(std::string_view typed, std::size_t fewest, std::size_t most, const char* sentence) {
  auto digits = plain(typed);
  if (digits.size() < fewest || digits.size() > most || !all_digits(digits)) return refuse("", sentence);
  return digits;
}

// ---- Postcodes

constexpr bool in(char c, std::string_view set) { return set.find(c) != set.npos; }

/// A9, A99, AA9, AA99, A9A, AA9A, with the letters that Royal Mail uses in each place.
constexpr bool is_outward(std::string_view out) {
  if (out.size() < 2 || out.size() > 4 || !is_capital(out[0]) || in(out[0], "QVX")) return false;
  const bool two_letters = is_capital(out[1]);
  if (two_letters && in(out[1], "IJZ")) return false;
  const auto district = out.substr(two_letters ? 2 : 1);
  if (district.empty() || district.size() > 2 || !is_digit(district[0])) return false;
  return district.size() == 1 || is_digit(district[1]) || in(district[1], two_letters ? "ABEHMNPRVWXY" : "ABCDEFGHJKPSTUW");
}

constexpr bool is_inward(std::string_view in_code, std::string_view never) {
  return in_code.size() == 3 && is_digit(in_code[0]) && is_capital(in_code[1]) && is_capital(in_code[2]) && !in(in_code[1], never) &&
         !in(in_code[2], never);
}

}  // namespace

// ---- NHS number

Result<std::string> nhs_number(std::string_view typed) {
  auto digits = plain(typed);
  if (digits.size() != 10 || !all_digits(digits)) return refuse("", "An NHS number has 10 digits, like 999 123 4567");
  if (!nhs_check_fits(digits)) return refuse("", "Check the NHS number: one of its digits is wrong, or two have changed places");
  if (digits.find_first_not_of(digits[0]) == digits.npos) return refuse("", "Check the NHS number: nobody has one of ten equal digits");
  return digits;
}

std::string nhs_number_spoken(std::string_view normal) {
  return std::string(normal.substr(0, 3)) + ' ' + std::string(normal.substr(3, 3)) + ' ' + std::string(normal.substr(6));
}

// ---- UPN

Result<UpnAuthorities> UpnAuthorities::load(std::string_view csv) {
  constexpr std::array<std::string_view, 2> columns = {"first", "last"};
  UpnAuthorities known;
  const auto read = csv::read_columns(
      csv, columns,
      [&](const csv::Row& row) -> Result<void> {
        const auto first = three_digit_code(row.cells[0]), last = three_digit_code(row.cells[1]);
        if (!first || !last || *first > *last) return refuse_line(row, "Give the first and the last code of a range, three digits each");
        for (auto code = *first; code <= *last; ++code) known.codes_.set(code);
        return {};
      },
      csv::Comments::before_header);
  if (!read) return std::unexpected(read.error());
  return known;
}

bool UpnAuthorities::knows(std::string_view three_digits) const {
  const auto code = three_digit_code(three_digits);
  return code && codes_.test(*code);
}

UpnFault upn_fault(std::string_view upn, const UpnAuthorities& authorities) {
  if (upn.size() != 13) return UpnFault::length;
  if (!all_digits(upn.substr(1, 11))) return UpnFault::not_numeric;
  const auto check_letter = upn_check_letter(upn.substr(1));
  if (!check_letter) return UpnFault::last_character;
  if (*check_letter != upn[0]) return UpnFault::check_letter;
  if (!authorities.knows(upn.substr(1, 3))) return UpnFault::authority;
  return UpnFault::none;
}

Result<std::string> upn(std::string_view typed, const UpnAuthorities& authorities) {
  auto normal = plain(typed);
  switch (upn_fault(normal, authorities)) {
    case UpnFault::none: break;
    case UpnFault::length:
      return refuse("", "A unique pupil number has 13 characters: a letter and 12 digits, of which the last may be a letter");
    case UpnFault::not_numeric: return refuse("", "Check the unique pupil number: its characters 2 to 12 must be digits");
    case UpnFault::last_character:
      return refuse("", "Check the unique pupil number: its last character must be a digit, or a letter other than I, O and S");
    case UpnFault::check_letter: return refuse("", "Check the unique pupil number: its first letter does not fit the digits after it");
    case UpnFault::authority:
      return refuse("",
                    "Check the unique pupil number: no local authority has the code " + normal.substr(1, 3) + " (its characters 2 to 4)");
  }
  return normal;
}

// ---- Postcode

Result<Postcode> postcode(std::string_view typed) {
  const auto all = plain(typed);
  if (all.size() >= 5 && all.size() <= 7) {
    const auto outward = std::string_view(all).substr(0, all.size() - 3), inward = std::string_view(all).substr(all.size() - 3);
    const bool pseudo = outward == "ZZ99" && is_inward(inward, "");
    if (pseudo || (outward == "GIR" && inward == "0AA") || (is_outward(outward) && is_inward(inward, "CIKMOV")))
      return Postcode{std::string(outward) + ' ' + std::string(inward), pseudo};
  }
  return refuse("", "Enter a full UK postcode, like SW1A 1AA");
}

// ---- Places and authorities

Result<std::string> uprn(std::string_view typed) {
  constexpr auto sentence = "A unique property reference number has 1 to 12 digits";
  auto digits = digits_only(typed, 1, 12, sentence);
  if (!digits) return digits;
  const auto start = digits->find_first_not_of('0');
  if (start == std::string::npos) return refuse("", sentence);
  return digits->substr(start);
}

Result<std::string> school_urn(std::string_view typed) {
  return digits_only(typed, 6, 6, "A school's unique reference number has 6 digits");
}

Result<LocalAuthorities> LocalAuthorities::load(std::string_view csv) {
  constexpr std::array<std::string_view, 6> columns = {"code", "gss", "name", "region", "from", "until"};
  LocalAuthorities list;
  const auto day = [](std::string_view text) -> Result<std::optional<Date>> {
    if (text.empty()) return std::nullopt;
    const auto date = Date::parse(text);
    if (!date) return std::unexpected(date.error());
    return *date;
  };
  const auto read = csv::read_columns(
      csv, columns,
      [&](const csv::Row& row) -> Result<void> {
        const auto from = day(row.cells[4]), until = day(row.cells[5]);
        if (!three_digit_code(row.cells[0])) return refuse_line(row, "The code of a local authority has three digits");
        if (!from || !until) return refuse_line(row, "Write from and until like 2026-03-27, or leave them empty");
        list.authorities_.push_back(
            {std::string(row.cells[0]), std::string(row.cells[1]), std::string(row.cells[2]), std::string(row.cells[3]), *from, *until});
        return {};
      },
      csv::Comments::before_header);
  if (!read) return std::unexpected(read.error());
  std::ranges::sort(list.authorities_, {}, &Authority::code);
  if (const auto twice = std::ranges::adjacent_find(list.authorities_, {}, &Authority::code); twice != list.authorities_.end())
    return refuse("", "The code " + twice->code + " is in the list twice. Keep one of them");
  return list;
}

const LocalAuthorities::Authority* LocalAuthorities::find(std::string_view code) const {
  const auto found = std::ranges::lower_bound(authorities_, code, {}, &Authority::code);
  return found != authorities_.end() && found->code == code ? &*found : nullptr;
}

Result<const LocalAuthorities::Authority*> LocalAuthorities::on(std::string_view code, Date day) const {
  const auto* found = find(code);
  if (!found) return refuse("", "There is no local authority with this code. Give the DfE's three digits, like 202");
  if (found->from && day < *found->from)
    return refuse("", found->name + " began on " + found->from->spoken() + ". Choose the authority before it");
  if (found->until && day > *found->until)
    return refuse("", found->name + " ended on " + found->until->spoken() + ". Choose the authority after it");
  return found;
}

}  // namespace hearth
