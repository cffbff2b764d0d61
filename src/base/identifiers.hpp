// The numbers and codes that agencies know people and places by: how each is read, checked and shown. Pure functions.
// Sources: NHS Data Dictionary (NHS number); DfE, Unique pupil numbers guide and the Children in need census rules 1510 to 1550 (UPN);
// BS 7666 and Royal Mail (postcode); GeoPlace (UPRN); NHS Postcode Directory (ZZ99 pseudo postcodes).
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <array>
#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth {

// ---- NHS number

/// Whether ten characters are digits of which the last is the check digit (weights 10 to 2, modulo 11).
constexpr bool nhs_check_fits(std::string_view ten) {
  if (ten.size() != 10) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    if (ten[i] < '0' || ten[i] > '9') return false;
    if (i < 9) sum += (ten[i] - '0') * int(10 - i);
  }
  return (11 - sum % 11) % 11 == ten[9] - '0';  // a check digit of 10 equals no digit: such numbers are not issued
}

/// Its normal form, ten digits; spaces and hyphens as people type them are left out. Refuses a wrong check digit, and ten equal digits,
/// whose check digit always fits and which nobody has.
Result<std::string> nhs_number(std::string_view typed);

/// "999 123 4567". Precondition: a normal form.
std::string nhs_number_spoken(std::string_view normal);

/// Numbers that begin with 999 are for tests and never a person's.
constexpr bool is_test_nhs_number(std::string_view normal) { return normal.starts_with("999"); }

// ---- Unique pupil number: check letter, authority (3), establishment (4), year (2), serial (3; temporary: 2 and a letter)

/// The letters of UPNs by value: no I, O, S.
inline constexpr std::string_view upn_letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

/// The check letter for characters 2 to 13; nullopt when one of them cannot stand where it does. (Rules 1510, 1540, 1550)
constexpr std::optional<char> upn_check_letter(std::string_view after_it) {
  if (after_it.size() != 12) return {};
  int sum = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    const char c = after_it[i];
    const auto letter = upn_letters.find(c);
    if (c >= '0' && c <= '9')
      sum += (c - '0') * int(i + 2);
    else if (i == 11 && letter != upn_letters.npos)
      sum += int(letter) * int(i + 2);
    else
      return {};
  }
  return upn_letters[std::size_t(sum % 23)];
}

/// The authorities that issue or once issued UPNs (data/upn_authorities.csv).
class UpnAuthorities {
 public:
  static Result<UpnAuthorities> load(std::string_view csv);  ///< `first,last`: ranges of codes.
  bool knows(std::string_view three_digits) const;

 private:
  std::bitset<1000> codes_;
};

/// What can be wrong with a UPN, as the census tells it.
enum class UpnFault { none, length, check_letter, authority, not_numeric, last_character };

/// The first fault in the order of the census's rules: 1540 (not_numeric), 1550 (last_character), 1510 (check_letter), 1530 (authority).
UpnFault upn_fault(std::string_view upn, const UpnAuthorities& authorities);

/// Its normal form, 13 characters in capitals.
Result<std::string> upn(std::string_view typed, const UpnAuthorities& authorities);

/// A temporary UPN ends in a letter.
constexpr bool is_temporary_upn(std::string_view normal) { return normal.size() == 13 && normal[12] >= 'A'; }

// ---- Postcode

struct Postcode {
  std::string text;     ///< "SW1A 1AA"
  bool pseudo = false;  ///< ZZ99 …: no fixed abode, unknown, abroad. A place nowhere: never look it up on a map.
  bool operator==(const Postcode&) const = default;
};

/// In any case, with or without its space.
Result<Postcode> postcode(std::string_view typed);

// ---- Places and authorities

/// Unique property reference number: 1 to 12 digits, without leading zeros in its normal form.
Result<std::string> uprn(std::string_view typed);

/// A school's unique reference number: 6 digits.
Result<std::string> school_urn(std::string_view typed);

/// The local authorities in England with children's services, now and before reorganisations (data/local_authorities.csv).
class LocalAuthorities {
 public:
  struct Authority {
    std::string code;  ///< Three digits, DfE's.
    std::string gss;   ///< "E09000001"
    std::string name;
    std::string region;
    std::optional<Date> from, until;  ///< First and last day, when reorganisation brought or ended it.

    bool exists_on(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
  };

  static Result<LocalAuthorities> load(std::string_view csv);

  const Authority* find(std::string_view code) const;              ///< null: no such code, ever.
  std::span<const Authority> all() const { return authorities_; }  ///< By code.

  /// Refuses a code that never was, and one whose authority had ended or not begun on `day`, naming it.
  Result<const Authority*> on(std::string_view code, Date day) const;

 private:
  std::vector<Authority> authorities_;
};

}  // namespace hearth
