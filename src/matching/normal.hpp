// One form for what people write in many: names, dates, postcodes, numbers. What only holds a place ("Baby", 01/01/1900, ZZ99) is
// missing, never a value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace hearth::matching {

/// Words of Latin letters in lower case, one blank between; "" for a place-holder. Titles ("Mr", "Sir") are left out.
void name_form(std::string_view written, std::string& out);

/// The same for places and other words: nothing left out.
void words_form(std::string_view written, std::string& out);

/// Letters and digits only, in lower case; "" when all are the same.
void code_form(std::string_view written, std::string& out);

/// Year, month and day as decimal digits, 20100407; parts that are not known are 0. What is written is kept though it be no day of the
/// calendar: a slip of one digit is evidence. 0: none, or a place-holder. Day before month, unless the year is first or the middle is
/// over 12.
std::uint32_t birth_form(std::string_view written);
std::uint32_t birth_form(std::string_view day, std::string_view month, std::string_view year);

/// In lower case without blanks; "" for ZZ99 and what is no postcode at all.
void postcode_form(std::string_view written, std::string& out);
/// "sw1a" of "sw1a1aa", and of "sw1a" itself; two digits of a code of digits.
std::string_view outward_of(std::string_view postcode);

/// The house's number or name, and the rest: "24a York Road" -> "24a", "york road". Both in words_form.
std::pair<std::string_view, std::string_view> house_and_street(std::string_view address);

/// The last ten digits; 0 for too few, or all the same.
std::uint64_t phone_form(std::string_view written);

/// A number, and whether its check digit fits. 0: none.
struct Checked {
  std::uint64_t number = 0;
  bool verified = false;
};
Checked nhs_form(std::string_view written);
Checked upn_form(std::string_view written);  ///< A temporary UPN is not verified: another replaces it.

enum class Sex : std::uint8_t { unknown, male, female };
Sex sex_form(std::string_view written);

}  // namespace hearth::matching
