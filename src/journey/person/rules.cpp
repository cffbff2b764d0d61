#include "journey/person/rules.hpp"

#include "base/identifiers.hpp"
#include "base/text.hpp"

namespace hearth::journey {
namespace {

constexpr std::size_t longest_name = 100;         // characters as people count them, in whatever script
constexpr std::size_t longest_name_bytes = 4000;  // a character may carry any number of marks
constexpr int longest_pregnancy_days = 294;       // 42 weeks; census rule 8606 speaks of 280 before birth

void check_name(const std::string& name, const std::string& field, Refusals& wrong) {
  if (name.size() > longest_name_bytes || text::characters(name) > longest_name)
    wrong.push_back({field, "Shorten the name to 100 characters or fewer"});
  if (name.find('\n') != std::string::npos) wrong.push_back({field, "Write the name on one line"});
}

void check_code(const Reference& reference, std::string_view set, const std::string& code, Date on, const std::string& field,
                Refusals& wrong) {
  if (!reference.has(set, code, on)) wrong.push_back({field, "Choose from the list"});
}

template <class Check>
void check_identifier(const std::optional<std::string>& value, Check check, const std::string& field, Refusals& wrong) {
  if (!value) return;
  if (auto checked = check(*value); !checked) wrong.push_back({field, checked.error().front().sentence});
}

}  // namespace

Person evolve(Person person, const Person::Event& event) {
  std::visit(match{[&](const PersonRecorded& e) {
                     person.details = e.details;
                     person.child = e.child;
                   },
                   [&](const PersonCorrected& e) { person.details = e.details; },
                   [&](const FamilyTied& e) { person.family.insert_or_assign(e.tie, e); },
                   [&](const FamilyUntied& e) { person.family.erase(e.tie); }},
             event);
  return person;
}

std::string name_of(const Details& d) {
  std::string name = d.given_name;
  if (!d.family_name.empty()) name += (name.empty() ? "" : " ") + d.family_name;
  if (d.given_name.empty() && d.expected && !d.born) return d.family_name.empty() ? "Unborn baby" : "Unborn baby " + d.family_name;
  if (!name.empty()) return name;
  if (d.authority_id) return "Child " + *d.authority_id + " (name not held)";
  return "Name not known";
}

std::string age_of(const Details& d, Date today) {
  if (d.died) return "died " + d.died->spoken();
  if (!d.born) return d.expected ? "expected " + d.expected->spoken() : "age not known";
  const int years = age_on(*d.born, today);
  if (years >= 2) return std::to_string(years) + " years old";
  const auto born = d.born->civil(), now = today.civil();
  const int months = (int(now.year()) - int(born.year())) * 12 + int(unsigned(now.month())) - int(unsigned(born.month())) -
                     (now.day() < born.day() ? 1 : 0);
  if (months >= 1) return std::to_string(months) + (months == 1 ? " month old" : " months old");
  const int days = today - *d.born;
  return std::to_string(days) + (days == 1 ? " day old" : " days old");
}

Refusals faults(const Details& d, const Reference& reference, Date today, const std::string& prefix) {
  Refusals wrong;
  check_name(d.given_name, prefix + "given_name", wrong);
  check_name(d.family_name, prefix + "family_name", wrong);
  if (d.born && *d.born > today)
    wrong.push_back({prefix + "born", "The date of birth is in the future. For an unborn child give the expected date instead"});
  if (d.born && *d.born < Date::of(1900, 1, 1)) wrong.push_back({prefix + "born", "Check the year of birth"});
  if (d.born && d.expected) wrong.push_back({prefix + "expected", "Leave out the expected date: the child is born"});
  if (d.expected && (*d.expected > today + longest_pregnancy_days || *d.expected < today - 365))
    wrong.push_back({prefix + "expected", "The expected date must be within the next 10 months"});
  if (d.died && *d.died > today) wrong.push_back({prefix + "died", "The date of death is in the future"});
  if (d.died && d.born && *d.died < *d.born) wrong.push_back({prefix + "died", "The date of death is before the date of birth"});
  if (d.ethnicity) check_code(reference, "ethnicity", *d.ethnicity, today, prefix + "ethnicity", wrong);
  for (const auto& disability : d.disabilities) check_code(reference, "disability", disability, today, prefix + "disabilities", wrong);
  if (d.disabilities.size() > 1 && std::ranges::find(d.disabilities, "NONE") != d.disabilities.end())
    wrong.push_back({prefix + "disabilities", "Choose either no disability or those that the child has"});
  check_identifier(
      d.nhs_number, [](const auto& v) { return nhs_number(v); }, prefix + "nhs_number", wrong);
  check_identifier(
      d.upn, [&](const auto& v) { return upn(v, reference.upn_authorities()); }, prefix + "upn", wrong);
  check_identifier(
      d.postcode, [](const auto& v) { return postcode(v); }, prefix + "postcode", wrong);
  return wrong;
}

Details normal(Details d) {
  auto put = [](std::optional<std::string>& value, auto form) {
    if (!value) return;
    if (auto made = form(*value)) value = *made;
  };
  put(d.nhs_number, [](const auto& v) { return nhs_number(v); });
  put(d.postcode, [](const auto& v) {
    auto made = postcode(v);
    return made ? Result<std::string>(made->text) : std::unexpected(made.error());
  });
  return d;
}

Result<PersonEvents> decide(const Person& person, const CorrectPerson& c, const Reference& reference, Date today) {
  auto wrong = faults(c.details, reference, today, "details.");
  if (person.child && c.details.given_name.empty() && c.details.family_name.empty() && !c.details.expected && !c.details.authority_id)
    wrong.push_back({"details.given_name", "Enter the child's name"});
  const auto details = normal(c.details);
  if (wrong.empty() && changes(person.details, details).empty()) wrong.push_back({"", "Nothing is different from what is recorded"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return PersonEvents{PersonCorrected{details, c.reason}};
}

Result<PersonEvents> decide(const Person& person, const TieFamily& c, const std::string& tie, const std::string& other, Date today) {
  Refusals wrong;
  if (c.given_name.empty() && c.family_name.empty()) wrong.push_back({"given_name", "Enter a name, or what the family calls them"});
  check_name(c.given_name, "given_name", wrong);
  check_name(c.family_name, "family_name", wrong);
  if (c.born && *c.born > today) wrong.push_back({"born", "The date of birth is in the future"});
  if (c.from && *c.from > today) wrong.push_back({"from", "This day is in the future"});
  if (c.from && c.born && *c.from < *c.born) wrong.push_back({"from", "This is before they were born on " + c.born->spoken()});
  const bool parent = c.kinship == Kinship::mother || c.kinship == Kinship::father;
  if (parent && c.born && person.details.born && *c.born >= *person.details.born)
    wrong.push_back({"born", "A parent is born before their child"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  Details details{};
  details.given_name = c.given_name;
  details.family_name = c.family_name;
  const auto name = name_of(details);
  return PersonEvents{FamilyTied{tie, other, name, c.kinship, c.parental_responsibility, c.same_household, c.from}};
}

Result<PersonEvents> decide(const Person& person, const UntieFamily& c) {
  auto tie = person.family.find(c.tie);
  if (tie == person.family.end()) return refuse("", "This person is not in the child's family network any more");
  if (c.reason.empty()) return refuse("reason", "Say why they are no longer part of the family network");
  return PersonEvents{FamilyUntied{c.tie, tie->second.other_name, c.reason}};
}

}  // namespace hearth::journey
