// Which column of somebody's file means what. Guessed from its heading, or said in a small file.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::matching {

/// What a column can mean. `words` and `code` are columns of a kind of their own that help all the same: a birth place; a number that
/// somebody else gives a person.
enum class Meaning {
  ignored,
  key,
  source,
  forename,
  middle_name,
  surname,
  alias_surname,
  full_name,
  birth,
  birth_day,
  birth_month,
  birth_year,
  sex,
  house,
  street,
  town,
  postcode,
  address,
  phone,
  email,
  nhs_number,
  upn,
  parent,
  words,
  code
};

struct Column {
  std::string heading;
  Meaning meaning = Meaning::ignored;
};

std::string_view name_of(Meaning meaning);

/// What the headings of a file say. `key` is the heading of the column with the records' ids. Headings that are not understood are
/// ignored, never compared: a column might hold the answer.
std::vector<Column> guess_columns(std::span<const std::string_view> headings, std::string_view key);

/// "heading,meaning" lines in place of guesses; headings that are not named are ignored.
Result<std::vector<Column>> mapped_columns(std::span<const std::string_view> headings, std::string_view key, std::string_view csv);

/// A mapping file with what was guessed, for a person to correct.
std::string mapping_csv(std::span<const Column> columns);

}  // namespace hearth::matching
