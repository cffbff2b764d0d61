// Rules about who the child is: numbers, birth and death, sex, ethnicity, disability.

#include "base/identifiers.hpp"
#include "returns/checks_of.hpp"
#include "returns/cin/codes.hpp"

#include <cctype>

namespace hearth::returns {
namespace {

bool is_code(cin::Form form, std::string_view code, int year) { return cin::standing(form, code, year) != cin::Standing::refused; }

void check_numbers(const cin::Child& child, const Reference& reference, ChildFindings& f) {
  const auto& id = child.la_child_id;
  f.when(id.empty(), "8500", "The authority’s identifier of the child is missing");
  f.when(id.size() > 20, "1570", "The authority’s identifier is longer than 20 characters");
  f.when(!std::ranges::all_of(id, [](unsigned char c) { return std::isalnum(c) != 0; }), "1580",
         "The authority’s identifier has something else than letters and digits in it");
  if (child.upn) {
    switch (upn_fault(*child.upn, reference.upn_authorities())) {
      case UpnFault::none: break;
      case UpnFault::length:
      case UpnFault::not_numeric: f.say("1540", "The unique pupil number is wrong: its characters 5 to 12 must be digits"); break;
      case UpnFault::last_character: f.say("1550", "The unique pupil number is wrong: its last character cannot be there"); break;
      case UpnFault::check_letter: f.say("1510", "The unique pupil number is wrong: its first letter does not fit the rest"); break;
      case UpnFault::authority: f.say("1530", "The unique pupil number is wrong: no authority has the number in characters 2 to 4"); break;
    }
  }
  if (child.former_upn) {
    const auto& upn = *child.former_upn;
    const bool formed = upn.size() == 13 && std::isupper(static_cast<unsigned char>(upn[0])) &&
                        std::all_of(upn.begin() + 1, upn.end() - 1, [](unsigned char c) { return std::isdigit(c) != 0; }) &&
                        std::isalnum(static_cast<unsigned char>(upn[12]));
    f.when(!formed, "1560Q", "The former unique pupil number is a letter and twelve digits");
  }
}

void check_life(const cin::Child& child, const Span& year, ChildFindings& f) {
  f.when(before(year.last, child.born), "8520", "The date of birth is after the census year");
  f.when(child.born.has_value() == child.expected_birth.has_value(), "8525Q",
         child.born ? "Record the date of birth or the expected date, not both" : "Record the date of birth, or the expected date");
  // 30 days before to 9 months after the reference date.
  f.when(before(child.expected_birth, year.last - 30) || before(year.last.plus_months(9), child.expected_birth), "8530Q",
         "The expected date of birth is long past, or more than nine months away");
  f.when(before(child.died, child.born), "8535Q", "The date of death is before the date of birth");
  f.when(child.died && !year.holds(child.died), "8545Q", "The date of death is not in the census year");
  f.when(child.born && !child.sex, "4180", "Record the sex: female, male or not known");
  f.when(child.sex && *child.sex != "F" && *child.sex != "M" && *child.sex != "U", "4180", "Record the sex: female, male or not known");
  f.when(!child.born && child.expected_birth && child.sex && child.sex != "U", "8750",
         "The sex of an unborn child is returned as not known");
  for (const auto& e : child.episodes) {
    const auto at = child.born ? child.born : child.expected_birth;
    f.when(at && before(e.referral_date, *at - 280), "8606", "The referral is more than 40 weeks before the birth");
    f.when(before(child.died, e.referral_date), "8555Q", "The referral is after the date of death");
    f.when(e.closure_reason == "RC2" && !child.died, "8585Q", "The case closed because the child died. Record the date of death");
    const auto on = e.closed.value_or(year.last);
    f.when(child.born && child.born->plus_months(25 * 12) < on, "8775Q", "The person is over 25 years old");
  }
}

void check_characteristics(const cin::Child& child, int year, ChildFindings& f) {
  f.when(!child.ethnicity || !is_code(cin::Form::ethnicity, *child.ethnicity, year), "4220", "Record the child’s ethnicity");
  const auto& all = child.disabilities;
  const bool only_nfa = std::ranges::all_of(child.episodes, [](const cin::Episode& e) { return e.no_further_action == true; });
  const bool known = std::ranges::all_of(all, [&](const std::string& code) { return is_code(cin::Form::disability, code, year); });
  f.when(child.born && !only_nfa && (all.empty() || !known), "8540", "Record whether the child has a disability, and which");
  f.when(all.size() > 1 && std::ranges::find(all, "NONE") != all.end(), "8790", "No disability stands beside a disability");
  auto sorted = all;
  std::ranges::sort(sorted);
  f.when(std::ranges::adjacent_find(sorted) != sorted.end(), "8794", "The same disability is recorded twice");
}

void check_school(const cin::Child& child, const Span& year, ChildFindings& f) {
  const bool any_further = std::ranges::any_of(child.episodes, [](const cin::Episode& e) { return e.no_further_action != true; });
  f.when(child.upn_unknown == "UN7" && any_further, "8772",
         "The reason for no unique pupil number speaks of referrals with no further action, but one went on");
  // Of school age: five by the beginning of the school year, and under sixteen.
  if (!child.born || child.upn || !any_further) return;
  const auto begins = Date::of(year.first.year(), 8, 31);
  const auto age = age_on(*child.born, begins);
  f.when(age >= 5 && age < 16 && (!child.upn_unknown || child.upn_unknown == "UN1"), "8770Q",
         "Record the unique pupil number of this child of school age, or why it is not known");
}

}  // namespace

void check_identity(const cin::Child& child, const Span& year, const Reference& reference, ChildFindings& findings) {
  check_numbers(child, reference, findings);
  check_life(child, year, findings);
  check_characteristics(child, year.last.year(), findings);
  check_school(child, year, findings);
  findings.when(child.episodes.empty(), "8590", "The child has no referral");
}

}  // namespace hearth::returns
