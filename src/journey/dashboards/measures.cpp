#include "journey/dashboards/measures.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace hearth::journey {
namespace {

constexpr int assessment_limit = 45, conference_limit = 15;

/// What a measure counts with: what it was given, and what it has found.
struct Counting {
  std::span<const Countable> all;
  const Period& period;
  const Reference& reference;
  const Narrowed& narrowed;
  std::vector<Hit> found{};

  void take(const Countable& c, Date on, std::optional<int> took = {}) {
    if (narrowed.source.empty() || c.state.received.source == narrowed.source) found.push_back({c.referral, c.child, on, took});
  }
  std::optional<int> working_days(Date from, Date to) const {
    const auto days = reference.working_days().between(from, to);
    return days ? std::optional(*days) : std::nullopt;
  }
  bool no_further_action(const Referral& r) const { return r.no_further_action() && r.decided->on <= period.to; }
};

void count_referrals(Counting& c) {
  for (const auto& one : c.all)
    if (c.period.holds(one.state.received.on)) c.take(one, one.state.received.on);
}

void count_children(Counting& c) {
  count_referrals(c);
  std::ranges::sort(c.found, {}, [](const Hit& h) { return std::tie(h.child, h.on, h.referral); });
  const auto again = std::ranges::unique(c.found, {}, &Hit::child);
  c.found.erase(again.begin(), again.end());
}

void count_no_further_action(Counting& c) {
  for (const auto& one : c.all)
    if (c.period.holds(one.state.received.on) && c.no_further_action(one.state)) c.take(one, one.state.received.on);
}

/// Within twelve months of a referral of the same child before.
void count_rereferrals(Counting& c) {
  std::map<std::string_view, std::vector<const Countable*>> by_child;
  for (const auto& one : c.all) by_child[one.child].push_back(&one);
  for (auto& [child, referrals] : by_child) {
    std::ranges::sort(referrals, {}, [](const Countable* r) { return std::tie(r->state.received.on, r->referral); });
    for (std::size_t i = 1; i < referrals.size(); ++i) {
      const auto on = referrals[i]->state.received.on, before = referrals[i - 1]->state.received.on;
      if (c.period.holds(on) && on <= before.plus_months(12)) c.take(*referrals[i], on);
    }
  }
}

void count_assessments(Counting& c, bool in_time, bool from_referral) {
  for (const auto& one : c.all)
    for (std::size_t i = 0; i < one.state.assessments.size(); ++i) {
      const auto& a = one.state.assessments[i];
      if (!a.authorised || !c.period.holds(a.authorised->on)) continue;
      if (!c.narrowed.factor.empty() && std::ranges::find(a.authorised->factors, c.narrowed.factor) == a.authorised->factors.end())
        continue;
      const auto began = from_referral ? assessment_clock_starts(one.state, i) : a.started;
      const auto took = c.working_days(began, a.authorised->on);
      if (!in_time || (took && *took <= assessment_limit)) c.take(one, a.authorised->on, took);
    }
}

void count_enquiries(Counting& c) {
  for (const auto& one : c.all)
    for (const auto& e : one.state.enquiries)
      if (c.period.holds(e.started)) c.take(one, e.started);
}

void count_conferences(Counting& c, bool in_time) {
  for (const auto& one : c.all)
    for (const auto& e : one.state.enquiries) {
      if (!e.conference || !c.period.holds(*e.conference)) continue;
      const auto took = c.working_days(e.started, *e.conference);
      if (!in_time || (took && *took <= conference_limit)) c.take(one, *e.conference, took);
    }
}

void count_transfers(Counting& c) {
  for (const auto& one : c.all)
    if (one.state.transfer_conference && c.period.holds(*one.state.transfer_conference)) c.take(one, *one.state.transfer_conference);
}

template <class Wanted>
void count_protection_plans(Counting& c, Wanted&& on) {
  for (const auto& one : c.all)
    for (const auto& plan : one.state.protection_plans)
      if (const std::optional<Date> day = on(plan)) c.take(one, *day);
}

void count_open_cases(Counting& c) {
  for (const auto& one : c.all) {
    const auto& r = one.state;
    if (r.received.on <= c.period.to && !c.no_further_action(r) && !(r.closed && r.closed->on <= c.period.to)) c.take(one, r.received.on);
  }
}

void count_closed_cases(Counting& c, bool after_assessment) {
  for (const auto& one : c.all) {
    const auto& closed = one.state.closed;
    if (!closed || closed->reason.empty() || !c.period.holds(closed->on)) continue;
    if (!after_assessment || closed->reason == "RC8" || closed->reason == "RC9") c.take(one, closed->on);
  }
}

void count(Measure measure, Counting& c) {
  using enum Measure;
  const auto& period = c.period;
  auto in_period = [&](std::optional<Date> day) { return day && period.holds(*day) ? day : std::nullopt; };
  switch (measure) {
    case referrals: return count_referrals(c);
    case children_referred: return count_children(c);
    case no_further_action: return count_no_further_action(c);
    case rereferrals: return count_rereferrals(c);
    case assessments_finished: return count_assessments(c, false, false);
    case assessments_in_time: return count_assessments(c, true, false);
    case assessments_in_time_from_referral: return count_assessments(c, true, true);
    case enquiries_started: return count_enquiries(c);
    case conferences_after_enquiry: return count_conferences(c, false);
    case conferences_in_time: return count_conferences(c, true);
    case conferences_transferred_in: return count_transfers(c);
    case protection_plans_started: return count_protection_plans(c, [&](const ProtectionPlan& p) { return in_period(p.started); });
    case second_protection_plans:
      return count_protection_plans(c, [&](const ProtectionPlan& p) { return p.previous_plans > 0 ? in_period(p.started) : std::nullopt; });
    case protection_plans_open:
      return count_protection_plans(c, [&](const ProtectionPlan& p) {
        return p.started <= period.to && !(p.ended && *p.ended <= period.to) ? std::optional(p.started) : std::nullopt;
      });
    case protection_plans_ended: return count_protection_plans(c, [&](const ProtectionPlan& p) { return in_period(p.ended); });
    case cases_open: return count_open_cases(c);
    case cases_closed: return count_closed_cases(c, false);
    case closed_after_assessment: return count_closed_cases(c, true);
  }
}

std::vector<std::pair<std::string, int>> most_first(const std::map<std::string, int>& counts) {
  std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater{}, &std::pair<std::string, int>::second);
  return sorted;
}

}  // namespace

Period year_to(Date day) { return {(day + 1).plus_months(-12), day}; }

std::string words_for(Measure measure) {
  using enum Measure;
  switch (measure) {
    case referrals: return "Referrals";
    case children_referred: return "Children referred";
    case no_further_action: return "Referrals with no further action";
    case rereferrals: return "Referrals within 12 months of one before";
    case assessments_finished: return "Assessments finished";
    case assessments_in_time: return "Assessments finished within 45 working days of their start";
    case assessments_in_time_from_referral: return "Assessments finished within 45 working days of the referral";
    case enquiries_started: return "Section 47 enquiries started";
    case conferences_after_enquiry: return "Initial conferences after an enquiry";
    case conferences_in_time: return "Initial conferences within 15 working days";
    case conferences_transferred_in: return "Initial conferences of children who moved here";
    case protection_plans_started: return "Child protection plans started";
    case second_protection_plans: return "Child protection plans that are not the child’s first";
    case protection_plans_open: return "Child protection plans open at the end";
    case protection_plans_ended: return "Child protection plans ended";
    case cases_open: return "Cases open at the end";
    case cases_closed: return "Cases closed";
    case closed_after_assessment: return "Cases closed after assessment";
  }
  return {};
}

std::vector<Hit> hits(Measure measure, std::span<const Countable> all, const Period& period, const Reference& reference,
                      const Narrowed& narrowed) {
  Counting counting{all, period, reference, narrowed};
  count(measure, counting);
  std::ranges::stable_sort(counting.found, {}, [](const Hit& h) { return std::tie(h.on, h.referral); });
  return std::move(counting.found);
}

std::vector<std::pair<std::string, int>> by_source(std::span<const Countable> all, const Period& period) {
  std::map<std::string, int> counts;
  for (const auto& one : all)
    if (period.holds(one.state.received.on)) ++counts[one.state.received.source];
  return most_first(counts);
}

std::vector<std::pair<std::string, int>> by_factor(std::span<const Countable> all, const Period& period) {
  std::map<std::string, int> counts;
  for (const auto& one : all)
    for (const auto& a : one.state.assessments)
      if (a.authorised && period.holds(a.authorised->on))
        for (const auto& factor : a.authorised->factors) ++counts[factor];
  return most_first(counts);
}

}  // namespace hearth::journey
