// How a return writes its values. Internal to the reader.
#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

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

/// M, F or U for GenderCurrent's 1, 2, 0 and 9 (up to the 2024 return); nothing for anything else.
std::optional<std::string_view> sex_of_gender(std::string_view code);
/// GenderCurrent's code for M, F or U; nothing for anything else.
std::optional<std::string_view> gender_of_sex(std::string_view code);

/// A value as a sentence shows it, in quotes: its first 40 bytes, cut between characters.
std::string shown(std::string_view value);

}  // namespace hearth::returns::cin
