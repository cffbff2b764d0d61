// What is kept for reading about persons.
#pragma once

#include "journal/catalogue.hpp"
#include "journal/view.hpp"
#include "journey/person/events.hpp"

namespace hearth::journey {

struct PersonRow {
  static constexpr journal::View view{.name = "person", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"changed"};
  struct Body {
    Details details;
    BOOST_DESCRIBE_CLASS(Body, (), (details), (), ())
  };
  std::string person, subject;
  bool child = false;
  std::int64_t changed = 0;  ///< Sequence of the last event: the search index catches up by it.
  Body body;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (), (person, subject, child, changed, body))

/// A tie of a child's family network that holds now.
struct FamilyRow {
  static constexpr journal::View view{.name = "family", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"subject", "other"};
  struct Body {
    std::string other_name;
    BOOST_DESCRIBE_CLASS(Body, (), (other_name), (), ())
  };
  std::string tie, subject, other;
  Kinship kinship{};
  bool parental_responsibility = false, same_household = false;
  std::optional<Date> from_day;
  Body body;
};
BOOST_DESCRIBE_STRUCT(FamilyRow, (), (tie, subject, other, kinship, parental_responsibility, same_household, from_day, body))

void register_person_views(journal::Catalogue& catalogue);

}  // namespace hearth::journey
