// Rules about episodes: the referral and its end, and what stands beside each other in them.

#include "returns/checks_of.hpp"
#include "returns/cin/codes.hpp"

namespace hearth::returns {
namespace {

bool closes_after_assessment(const cin::Episode& e) { return e.closure_reason == "RC8" || e.closure_reason == "RC9"; }

bool is_code(cin::Form form, const std::optional<std::string>& code, const Span& year) {
  return code && cin::standing(form, *code, year.last.year()) != cin::Standing::refused;
}

void check_codes(const cin::Episode& e, const Span& year, ChildFindings& f) {
  f.when(!e.no_further_action, "8568", "It is not recorded whether the referral had any further action");
  f.when(!is_code(cin::Form::referral_source, e.source, year), "8866", "The source of the referral is missing, or no code of the census");
  f.when(e.closure_reason && !is_code(cin::Form::closure_reason, e.closure_reason, year), "8640",
         "The reason for closure is no code of the census");
  f.when(e.primary_need && !is_code(cin::Form::primary_need, e.primary_need, year), "8650", "The main need is no code of the census");
  f.when(!e.primary_need && e.no_further_action == false, "8610", "Record the main need of this referral, which went on");
}

void check_dates(const cin::Episode& e, const Span& year, ChildFindings& f) {
  f.when(!e.referral_date || *e.referral_date > year.last, "8600", "The day of the referral is missing, or after the census year");
  f.when(e.closed && !year.holds(e.closed), "8620", "The case closed outside the census year");
  f.when(before(e.closed, e.referral_date), "8630", "The case closed before it was referred");
  f.when(e.closed && !e.closure_reason, "8805", "The case is closed without a reason");
  f.when(!e.closed && e.closure_reason, "8810", "There is a reason for closure, but no day of it");
  f.when(e.no_further_action == true && e.referral_date && *e.referral_date < year.first, "8569Q",
         "A referral with no further action belongs to the year before");
}

/// Rule 8565: nothing happens after the closure.
bool goes_on_after(const cin::Episode& e) {
  auto after = [&](std::optional<Date> day) { return before(e.closed, day); };
  auto any = [&](const auto& all, auto... day) {
    return std::ranges::any_of(all, [&](const auto& one) { return (after(one.*day) || ...); });
  };
  return after(e.initial_conference) || any(e.assessments, &cin::Assessment::started, &cin::Assessment::authorised) ||
         any(e.enquiries, &cin::Enquiry::started, &cin::Enquiry::initial_conference) ||
         any(e.plans, &cin::Plan::started, &cin::Plan::ended) ||
         any(e.protection_plans, &cin::ProtectionPlan::started, &cin::ProtectionPlan::ended);
}

void check_closure(const cin::Episode& e, ChildFindings& f) {
  f.when(goes_on_after(e), "8565", "Something happened after the case was closed");
  if (e.closed) {
    f.when(std::ranges::any_of(e.assessments, [](const auto& a) { return !a.authorised; }), "8867",
           "The case is closed, but an assessment is not finished");
    f.when(std::ranges::any_of(e.enquiries,
                               [](const auto& q) { return q.initial_conference.has_value() == q.conference_not_required.value_or(false); }),
           "8868", "The case is closed, but an enquiry has neither a conference nor the decision that none is needed");
  }
  if (!closes_after_assessment(e)) return;
  const bool conference = e.initial_conference.has_value();
  f.when(!e.enquiries.empty() || conference || !e.protection_plans.empty() || !e.plans.empty(), "2990",
         "The case closed after assessment, but has an enquiry, a conference or a plan");
  f.when(e.assessments.empty(), "8825Q", "The case closed after assessment, but has none");
}

void check_no_further_action(const cin::Episode& e, ChildFindings& f) {
  if (e.no_further_action != true) return;
  f.when(!e.plans.empty(), "4000", "A referral with no further action has a child in need plan");
  f.when(!e.assessments.empty() || !e.enquiries.empty() || e.initial_conference, "8831",
         "A referral with no further action has an assessment, an enquiry or a conference");
  f.when(!e.protection_plans.empty(), "8832", "A referral with no further action has a child protection plan");
}

}  // namespace

void check_episodes(const cin::Child& child, const Span&, ChildFindings& f) {
  std::vector<const cin::Episode*> further;
  for (const auto& e : child.episodes)
    if (e.no_further_action != true && e.referral_date) further.push_back(&e);
  std::ranges::stable_sort(further, {}, [](const cin::Episode* e) { return *e->referral_date; });
  f.when(std::ranges::count_if(further, [](const auto* e) { return !e->closed; }) > 1, "8815", "More than one episode is open");
  for (std::size_t i = 0; i < further.size(); ++i) {
    const bool latest = i + 1 == further.size() || *further.back()->referral_date == *further[i]->referral_date;
    f.when(!further[i]->closed && !latest, "8816", "An episode is open that is not the latest");
    for (std::size_t j = i + 1; j < further.size(); ++j)
      f.when(!further[i]->closed || *further[j]->referral_date < *further[i]->closed, "8820", "Two episodes overlap");
  }
}

void check_episode(const cin::Child&, const cin::Episode& e, const Span& year, ChildFindings& f) {
  check_codes(e, year, f);
  check_dates(e, year, f);
  check_closure(e, f);
  check_no_further_action(e, f);
  f.when(!e.enquiries.empty() && e.assessments.empty(), "2991Q", "There is an enquiry, but no assessment");
  const bool one_with_none =
      e.assessments.size() == 1 && e.assessments[0].authorised && e.assessments[0].factors == std::vector<std::string>{"21"};
  f.when(one_with_none && e.closed && !closes_after_assessment(e), "8873Q",
         "The only assessment found no factors, but the case did not close after it");
}

}  // namespace hearth::returns
