// Rules about the steps of an episode: assessments, enquiries and conferences.

#include "returns/checks_of.hpp"
#include "returns/cin/codes.hpp"

#include <set>

namespace hearth::returns {
namespace {

bool is_weekend(Date day) { return day.weekday() == std::chrono::Saturday || day.weekday() == std::chrono::Sunday; }

/// More working days lie between a day and the end of the year than a step may take.
bool over(std::optional<Date> started, const Span& year, int most, const Reference& reference) {
  if (!started) return false;
  const auto days = reference.working_days().between(*started, year.last);
  return days && *days > most;
}

/// One starts while another that started no later goes on. It may start on the day on which the other ends.
template <class Item>
bool overlap(const std::vector<Item>& all, std::optional<Date> Item::*started, std::optional<Date> Item::*ended) {
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < all.size(); ++j) {
      if (i == j || !(all[i].*started) || !(all[j].*started)) continue;
      const auto a = *(all[i].*started), b = *(all[j].*started);
      if (!(a < b || (a == b && i < j))) continue;
      if (!(all[i].*ended) || b < *(all[i].*ended)) return true;
    }
  return false;
}

void check_factors(const cin::Assessment& a, int year, ChildFindings& f) {
  const auto& all = a.factors;
  auto has = [&](const char* code) { return std::ranges::find(all, code) != all.end(); };
  const bool known = std::ranges::all_of(
      all, [&](const std::string& code) { return cin::standing(cin::Form::assessment_factor, code, year) != cin::Standing::refused; });
  f.when(!a.authorised && !all.empty(), "8614", "Factors are recorded of an assessment that is not finished");
  f.when(a.authorised && (all.empty() || !known), "8897Q", "Record which factors the finished assessment found");
  f.when(has("21") && all.size() > 1, "8869", "“No factors” stands beside factors");
  f.when(std::set(all.begin(), all.end()).size() < all.size(), "8898", "An assessment has the same factor twice");
  f.when(has("18A"), "8945Q", "Factor 18A is no longer used: choose 18B or 18C");
  f.when(has("19A"), "8950Q", "Factor 19A is no longer used: choose 19B or 19C");
}

void check_assessments(const cin::Episode& e, const Span& year, const Reference& reference, ChildFindings& f) {
  for (const auto& a : e.assessments) {
    f.when(before(a.started, e.referral_date), "1103", "An assessment started before the referral");
    f.when(before(a.authorised, a.started), "8608", "An assessment ended before it started");
    f.when(a.authorised && !year.holds(a.authorised), "8696", "An assessment ended outside the census year");
    f.when(!a.authorised && !year.holds(a.started), "8736", "An unfinished assessment did not start in the census year");
    f.when(!a.authorised && over(a.started, year, 45, reference), "8670Q",
           "An assessment was open for more than 45 working days at the end of the year");
    check_factors(a, year.last.year(), f);
  }
  f.when(std::ranges::count_if(e.assessments, [](const auto& a) { return !a.authorised; }) > 1, "8896", "Two assessments are open at once");
  f.when(overlap(e.assessments, &cin::Assessment::started, &cin::Assessment::authorised), "8863Q",
         "An assessment started while another was going on");
}

/// An enquiry goes on until its conference. One that needs none has no day of its end in the census.
bool enquiries_overlap(const cin::Episode& e) {
  auto waiting = e.enquiries;
  std::erase_if(waiting, [](const cin::Enquiry& q) { return q.conference_not_required == true; });
  for (const auto& first : waiting)
    for (const auto& q : e.enquiries)
      if (first.started && q.started && *first.started < *q.started &&
          (!first.initial_conference || *q.started < *first.initial_conference))
        return true;
  return false;
}

void check_enquiry(const cin::Episode& e, const cin::Enquiry& q, const Span& year, const Reference& reference, ChildFindings& f) {
  const bool open = !q.initial_conference && q.conference_not_required != true;
  f.when(before(q.started, e.referral_date), "2889", "An enquiry started before the referral");
  f.when(before(q.initial_conference, e.referral_date), "1104", "A conference was held before the referral");
  f.when(!q.started || before(q.initial_conference, q.started), "8615", "An enquiry started after its conference");
  f.when(q.initial_conference && !year.holds(q.initial_conference), "8715", "A conference was held outside the census year");
  f.when(open && !year.holds(q.started), "8740", "An enquiry without a conference did not start in the census year");
  f.when(open && over(q.started, year, 15, reference), "8675Q",
         "An enquiry had no conference after more than 15 working days at the end of the year, nor the decision that none is needed");
  f.when(q.conference_target && is_weekend(*q.conference_target), "8870Q", "The target day of a conference is on a weekend");
  f.when(q.initial_conference && is_weekend(*q.initial_conference), "8875", "A conference is recorded on a weekend");
  f.when(q.initial_conference && e.initial_conference, "2884", "A conference is recorded both after an enquiry and without one");
}

}  // namespace

void check_steps(const cin::Episode& e, const Span& year, const Reference& reference, ChildFindings& f) {
  check_assessments(e, year, reference, f);
  for (const auto& q : e.enquiries) check_enquiry(e, q, year, reference, f);
  const auto open = [](const cin::Enquiry& q) { return !q.initial_conference && q.conference_not_required != true; };
  f.when(std::ranges::count_if(e.enquiries, open) > 1, "8839", "Two enquiries are open at once");
  f.when(enquiries_overlap(e), "8890", "An enquiry started while another was going on");
  f.when(before(e.initial_conference, e.referral_date), "1104", "A conference was held before the referral");
  f.when(e.initial_conference && !year.holds(e.initial_conference), "8715", "A conference was held outside the census year");
  f.when(e.initial_conference && is_weekend(*e.initial_conference), "8875", "A conference is recorded on a weekend");
}

}  // namespace hearth::returns
