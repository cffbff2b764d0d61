// How a return writes its values. Internal to the reader.
#pragma once

#include "returns/cin/census.hpp"
#include "returns/cin/codes.hpp"
#include "returns/cin/findings.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::returns::cin {

/// xs:date: YYYY-MM-DD, and a zone after it, which says nothing about a day in England and is left out.
struct GivenDate {
  enum class State {
    right,
    no_date,
    out_of_range,  ///< A day of the calendar outside 1850 to 2199, which Date holds: a slip of the keyboard, or "for ever".
  };
  State state = State::no_date;
  Date date{};
  bool zoned = false;
};
GivenDate given_date(std::string_view text);

/// 0 or more, as the schema's positiveintegertype has it; nothing beyond an int.
std::optional<int> whole_number(std::string_view text);

/// 0, 1, true or false, in any case: the schema takes only the digits, real returns mix them.
struct GivenBool {
  std::optional<bool> value;
  bool in_words = false;
};
GivenBool given_bool(std::string_view text);

/// GenderCurrent's code for M, F or U; nothing for anything else.
std::optional<std::string_view> gender_of_sex(std::string_view code);

/// The first bytes of a UTF-8 text, at most so many, cut between characters.
std::string_view first_bytes(std::string_view text, std::size_t most);

/// A value as a sentence shows it, in quotes: its first 40 bytes.
std::string shown(std::string_view value);

/// The element that a value was in.
struct Place {
  std::string_view element;
  int line;
};

/// Reads the text of one element into a member, by the census year's forms. What cannot be read is said and left absent.
/// No text is ever empty: an empty element is for the caller.
class Values {
 public:
  Values(Findings& findings, Purpose purpose) : findings_(findings), purpose_(purpose) {}
  void set_year(int year) { year_ = year; }  ///< Forms before it is set, those of the header, must not depend on it.

  void read(std::string text, std::string& into, Form form, const Place& place);
  void read(std::string text, std::optional<std::string>& into, Form form, const Place& place);
  void read(std::string text, std::optional<Date>& into, Form form, const Place& place);
  void read(std::string text, std::optional<bool>& into, Form form, const Place& place);
  void read(std::string text, std::optional<int>& into, Form form, const Place& place);
  void read_gender(std::string text, std::optional<std::string>& sex, const Place& place);  ///< GenderCurrent

  // One item of a list; here the text may be empty.
  void add(std::string text, std::vector<std::string>& into, Form form, const Place& place);
  void add(std::string text, std::vector<Review>& into, Form form, const Place& place);

 private:
  void check(std::string_view code, Form form, const Place& place);

  Findings& findings_;
  const Purpose purpose_;
  int year_ = last_year;
};

}  // namespace hearth::returns::cin
