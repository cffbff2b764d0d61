// What may happen to a person's record, and what it then is. Pure.
#pragma once

#include "base/reference.hpp"
#include "base/result.hpp"
#include "journal/unit.hpp"
#include "journey/person/events.hpp"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace hearth::journey {

struct Person {
  static constexpr std::string_view kind = "person";
  using Event = std::variant<PersonRecorded, PersonCorrected, FamilyTied, FamilyUntied>;

  Details details;
  bool child = false;
  std::map<std::string, FamilyTied> family;  // by tie; those that hold now

  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view id) const { return {std::string(id)}; }
};
Person evolve(Person person, const Person::Event& event);

using PersonEvents = std::vector<Person::Event>;

/// "Lee Okafor", "Unborn baby Okafor", "Child C000123 (name not held)".
std::string name_of(const Details& details);
/// "7 years old", "expected 3 May 2026", "".
std::string age_of(const Details& details, Date today);

/// What is wrong with details, each under `prefix` + its member's name. `today` bounds birth and death.
Refusals faults(const Details& details, const Reference& reference, Date today, const std::string& prefix = {});

/// Trims nothing, guesses nothing: puts NHS number, UPN and postcode into their normal forms.
Details normal(Details details);

struct CorrectPerson {
  std::string child;
  std::int64_t seen = 0;  ///< The version that the form was drawn from.
  Details details;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CorrectPerson, (), (child, seen, details, reason))

struct TieFamily {
  static constexpr Asks asks[] = {{"kinship", "Choose who they are to the child"}};
  std::string child;
  std::string given_name, family_name;
  std::optional<Date> born;
  std::optional<std::string> telephone;
  Kinship kinship;
  bool parental_responsibility = false;
  bool same_household = false;
  std::optional<Date> from;
};
BOOST_DESCRIBE_STRUCT(TieFamily, (),
                      (child, given_name, family_name, born, telephone, kinship, parental_responsibility, same_household, from))

struct UntieFamily {
  std::string child, tie, reason;
};
BOOST_DESCRIBE_STRUCT(UntieFamily, (), (child, tie, reason))

Result<PersonEvents> decide(const Person& person, const CorrectPerson& command, const Reference& reference, Date today);
/// `tie` and `other` are the ids of the new tie and of the person whom the caller records.
Result<PersonEvents> decide(const Person& person, const TieFamily& command, const std::string& tie, const std::string& other, Date today);
Result<PersonEvents> decide(const Person& person, const UntieFamily& command);

}  // namespace hearth::journey
