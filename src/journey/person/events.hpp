// What can happen to a person's record: a child, a parent, anybody of the family network. Plain facts in the past tense.
#pragma once

#include "base/time.hpp"
#include "journal/event.hpp"

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hearth::journey {

/// Sex as the CIN census has it (item N00783).
enum class Sex { female, male, unknown };
BOOST_DESCRIBE_ENUM(Sex, female, male, unknown)

/// What is known of a person. A child may be unborn (an expected date and no date of birth) or unnamed.
struct Details {
  std::string given_name, family_name;
  std::optional<std::string> known_as;
  std::optional<Date> born;
  std::optional<Date> expected;
  std::optional<Date> died;
  Sex sex = Sex::unknown;
  std::optional<std::string> ethnicity;   ///< Code set "ethnicity".
  std::vector<std::string> disabilities;  ///< Code set "disability".
  std::optional<std::string> address, postcode, telephone;
  std::optional<std::string> language;  ///< In which the person is most at home, when it is not English.
  bool interpreter = false;
  std::optional<std::string> nhs_number, upn, former_upn, upn_unknown;
  std::optional<std::string> authority_id;  ///< LAchildID of the census.
};
BOOST_DESCRIBE_STRUCT(Details, (),
                      (given_name, family_name, known_as, born, expected, died, sex, ethnicity, disabilities, address, postcode, telephone,
                       language, interpreter, nhs_number, upn, former_upn, upn_unknown, authority_id))

struct PersonRecorded {
  static constexpr journal::EventType type{"person_recorded", 1};
  Details details;
  bool child = false;  ///< Has a record of their own as a child.
};
BOOST_DESCRIBE_STRUCT(PersonRecorded, (), (details, child))

/// All details as they are from now on; what changed is the difference from the event before.
struct PersonCorrected {
  static constexpr journal::EventType type{"person_corrected", 1};
  Details details;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PersonCorrected, (), (details, reason))

/// What somebody is to the child.
enum class Kinship { mother, father, step_parent, sibling, half_sibling, grandparent, aunt_or_uncle, carer, partner_of_parent, other };
BOOST_DESCRIBE_ENUM(Kinship, mother, father, step_parent, sibling, half_sibling, grandparent, aunt_or_uncle, carer, partner_of_parent,
                    other)

/// Recorded in the child's own stream: the family network is told from the child.
struct FamilyTied {
  static constexpr journal::EventType type{"family_tied", 1};
  std::string tie;    ///< Its id.
  std::string other;  ///< The person.
  std::string other_name;
  Kinship kinship;
  bool parental_responsibility = false;  ///< Children Act 1989 s3.
  bool same_household = false;
  std::optional<Date> from;
};
BOOST_DESCRIBE_STRUCT(FamilyTied, (), (tie, other, other_name, kinship, parental_responsibility, same_household, from))

struct FamilyUntied {
  static constexpr journal::EventType type{"family_untied", 1};
  std::string tie;
  std::string other_name;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(FamilyUntied, (), (tie, other_name, reason))

}  // namespace hearth::journey
