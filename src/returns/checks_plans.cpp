// Rules about plans: child in need plans, child protection plans, and the two beside each other.

#include "returns/checks_of.hpp"
#include "returns/cin/codes.hpp"

namespace hearth::returns {
namespace {

template <class Plan>
bool overlap(const std::vector<Plan>& plans, const Span& year) {
  for (std::size_t i = 0; i < plans.size(); ++i)
    for (std::size_t j = 0; j < plans.size(); ++j) {
      if (i == j || !plans[i].started || !plans[j].started) continue;
      const bool first = *plans[i].started < *plans[j].started || (*plans[i].started == *plans[j].started && i < j);
      if (first && *plans[j].started < plans[i].ended.value_or(year.last + 1)) return true;
    }
  return false;
}

void check_in_need(const cin::Child& child, const cin::Episode& e, const Span& year, ChildFindings& f) {
  for (const auto& p : e.plans) {
    f.when(!p.started || *p.started > year.last, "4010", "The first day of a child in need plan is missing, or after the census year");
    f.when(before(p.started, e.referral_date), "4015", "A child in need plan began before the referral");
    f.when(before(p.ended, p.started), "4011", "A child in need plan ended before it began");
    f.when(p.started && p.started == p.ended, "4012Q", "A child in need plan began and ended on the same day");
    f.when(p.ended && !year.holds(p.ended), "4013", "A child in need plan ended outside the census year");
    f.when(before(child.died, p.started), "4008", "A child in need plan began after the date of death");
    f.when(before(child.died, p.ended), "4009Q", "A child in need plan ended after the date of death");
  }
  f.when(std::ranges::count_if(e.plans, [](const auto& p) { return !p.ended; }) > 1, "4004", "Two child in need plans are open at once");
  f.when(overlap(e.plans, year), "4014", "Two child in need plans overlap");
}

void check_protection(const cin::Child& child, const cin::Episode& e, const Span& year, ChildFindings& f) {
  auto is_category = [&](const std::optional<std::string>& code) {
    return code && cin::standing(cin::Form::abuse_category, *code, year.last.year()) != cin::Standing::refused;
  };
  for (const auto& p : e.protection_plans) {
    f.when(before(p.started, e.referral_date), "1105", "A child protection plan began before the referral");
    f.when(!p.started || *p.started > year.last, "8720", "The first day of a child protection plan is missing, or after the census year");
    f.when(!p.previous_plans, "8730", "Record how many child protection plans the child had before");
    f.when(p.started && p.started == p.ended, "8840", "A child protection plan began and ended on the same day");
    f.when(before(p.ended, p.started), "8925", "A child protection plan ended before it began");
    f.when(p.ended && !year.holds(p.ended), "8930", "A child protection plan ended outside the census year");
    f.when(!is_category(p.initial_category), "8905", "The first category of a child protection plan is missing, or no code of the census");
    f.when(!is_category(p.latest_category), "8910", "The latest category of a child protection plan is missing, or no code of the census");
    f.when(before(child.died, p.started), "8915", "A child protection plan began after the date of death");
    f.when(before(child.died, p.ended), "8920", "A child protection plan ended after the date of death");
    for (const auto& review : p.reviews) {
      f.when(!review.held, "8842Q", "A review conference has no day");
      f.when(review.held && p.started && *review.held <= *p.started, "8841", "A review conference was held before or when the plan began");
    }
  }
  f.when(std::ranges::count_if(e.protection_plans, [](const auto& p) { return !p.ended; }) > 1, "8935",
         "Two child protection plans are open at once");
  f.when(overlap(e.protection_plans, year), "8940", "Two child protection plans overlap");
}

/// Rule 2885: a plan that starts in the year starts on the day of a conference: an enquiry's, or the episode's.
bool began_at_a_conference(const cin::ProtectionPlan& plan, const cin::Episode& e) {
  if (plan.started == e.initial_conference) return true;
  return std::ranges::any_of(e.enquiries, [&](const cin::Enquiry& q) { return q.initial_conference == plan.started; });
}

void check_both(const cin::Episode& e, const Span& year, ChildFindings& f) {
  for (const auto& p : e.protection_plans) {
    f.when(year.holds(p.started) && !began_at_a_conference(p, e), "2885",
           "A child protection plan did not begin on the day of a conference");
    for (const auto& n : e.plans) {
      if (!p.started || !n.started) continue;
      const auto protection_end = p.ended.value_or(year.last + 1), need_end = n.ended.value_or(year.last + 1);
      // Which of the three rules speaks depends on which plan began first, and whether it had ended.
      if (*n.started >= *p.started && *n.started < protection_end)
        f.say("4016", "A child in need plan began while a child protection plan was open");
      if (*p.started > *n.started && *p.started < need_end)
        f.say("4017", "A child protection plan began while a child in need plan was open");
      f.when(!p.ended && !n.ended, "4001", "A child in need plan and a child protection plan are open at once");
      for (const auto& review : p.reviews)
        // An open plan beside an open plan is rule 4001’s.
        f.when(n.ended && review.held && *n.started < *review.held && *review.held < *n.ended, "4003",
               "A review conference was held while a child in need plan was open");
    }
  }
}

}  // namespace

void check_plans(const cin::Child& child, const cin::Episode& episode, const Span& year, ChildFindings& findings) {
  check_in_need(child, episode, year, findings);
  check_protection(child, episode, year, findings);
  check_both(episode, year, findings);
}

}  // namespace hearth::returns
