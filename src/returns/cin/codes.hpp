// Which values the census schemas take, by year. Internal to the reader; people's labels are in data/code_sets.csv.
#pragma once

#include <string_view>
#include <vector>

namespace hearth::returns::cin {

/// The simple types of the census schemas, named as in data/code_sets.csv where they are code sets.
enum class Form {
  free,
  collection,
  source_level,
  authority,
  serial,
  date_time,
  upn,
  upn_unknown,
  sex,
  ethnicity,
  disability,
  referral_source,
  primary_need,
  closure_reason,
  abuse_category,
  assessment_factor,
};

enum class Standing {
  accepted,
  withdrawn,  ///< accepted when read, no longer wanted (rules 8945Q, 8950Q)
  refused,
};

/// What the schema of the census `year` says to `value`.
Standing standing(Form form, std::string_view value, int year);

/// The codes of a code set that the schema of `year` takes, the withdrawn among them; empty for a form that is none.
std::vector<std::string_view> codes(Form form, int year);

}  // namespace hearth::returns::cin
