#include "journey/referral/pages_steps.hpp"

#include "journey/words.hpp"

namespace hearth::journey {
namespace {

using State = ReferralStep::State;

/// "assessment", "assessment2", …
std::string numbered(const std::string& what, std::size_t i) { return i == 0 ? what : what + std::to_string(i + 1); }

/// Collects the steps; what is still open when the referral is closed was not needed.
class Steps {
 public:
  Steps(const Referral& referral, const Reference& reference) : r_(referral), reference_(reference) {}

  std::vector<ReferralStep> all() && {
    beginning();
    assessments();
    protection();
    in_need();
    closure();
    return std::move(steps_);
  }

 private:
  Date due(const char* clock, Date start) const { return reference_.due_or_estimate(clock, start); }

  ReferralStep& add(std::string what, State state, std::optional<Date> on = {}, std::optional<Date> due = {}) {
    if (r_.closed && (state == State::to_do || state == State::waiting)) {
      state = State::not_needed;
      due.reset();
    }
    return steps_.emplace_back(ReferralStep{std::move(what), {}, state, on, due, {}, {}});
  }
  void act(Action action) { steps_.back().action = action; }
  void tell(std::string detail, std::string section = {}) {
    steps_.back().detail = std::move(detail);
    steps_.back().section = std::move(section);
  }

  void beginning() {
    add("Referral received", State::done, r_.received.on);
    tell("From " + reference_.label("referral_source", r_.received.source), "received");
    const auto by = due("referral_decision", r_.received.on);
    if (r_.decided) {
      add("Referral decided", State::done, r_.decided->on, by);
      tell(words_for(r_.decided->outcome), "decision");
    } else {
      add("Referral decided", State::to_do, {}, by);
      act(Action::decide);
    }
  }

  void assessments() {
    if (r_.assessments.empty()) {
      const auto stage = stage_of(r_);
      const bool coming = stage == Stage::to_start_assessment, maybe = stage == Stage::to_decide;
      const auto by = coming ? std::optional(due("assessment", r_.received.on)) : std::nullopt;
      add("Assessment", coming ? State::to_do : maybe ? State::waiting : State::not_needed, {}, by);
      if (coming) act(Action::start_assessment);
      if (coming || maybe) add("Assessment authorised", State::waiting, {}, by);
      return;
    }
    for (std::size_t i = 0; i < r_.assessments.size(); ++i) assessment(r_.assessments[i], i);
  }

  void assessment(const Assessment& a, std::size_t i) {
    const auto which = i == 0 ? std::string() : " " + std::to_string(i + 1);
    const auto by = due("assessment", assessment_clock_starts(r_, i));
    const bool ready = a.written && !a.returned;
    if (a.authorised || ready) {
      add("Assessment" + which, State::done);
      tell("Started on " + a.started.spoken(), numbered("assessment", i));
    } else {
      add("Assessment" + which, State::to_do, {}, by);
      tell((a.returned ? "Sent back: " + *a.returned + ". " : std::string()) + "Started on " + a.started.spoken());
    }
    act(Action::write_assessment);
    if (a.authorised) {
      add("Assessment" + which + " authorised", State::done, a.authorised->on, by);
      tell(words_for(a.authorised->outcome));
    } else {
      add("Assessment" + which + " authorised", ready ? State::to_do : State::waiting, {}, by);
      if (ready) act(Action::authorise_assessment);
    }
  }

  void discussions() {
    for (std::size_t i = 0; i < r_.discussions.size(); ++i) {
      add("Strategy discussion", State::done, r_.discussions[i].on);
      tell(words_for(r_.discussions[i].outcome), numbered("discussion", i));
    }
    if (stage_of(r_) != Stage::to_discuss) return;
    add("Strategy discussion", State::to_do, {}, due_next(r_, reference_)->by);
    act(Action::hold_strategy_discussion);
  }

  void protection() {
    discussions();
    for (std::size_t i = 0; i < r_.enquiries.size(); ++i) {
      const auto& e = r_.enquiries[i];
      add("Section 47 enquiry", e.conference_needed ? State::done : State::running, e.started);
      if (&e == r_.open_enquiry()) act(Action::conclude_enquiry);
      if (e.conference_needed)
        tell(*e.conference_needed ? "A child protection conference is needed" : "No child protection conference is needed");
      // An enquiry that found no need for a conference has none; one that goes on may still need it, so its target is shown.
      if (!e.conference && e.conference_needed == false) continue;
      const auto target = e.conference_target.value_or(due("initial_conference", e.started));
      add("Initial child protection conference",
          e.conference          ? State::done
          : e.conference_needed ? State::to_do
                                : State::waiting,
          e.conference, target);
      if (e.recorded) tell(words_for(e.recorded->decision), numbered("conference", i));
      if (&e == r_.waiting_conference()) act(Action::hold_conference);
    }
    if (r_.transfer_conference) {
      add("Initial child protection conference", State::done, *r_.transfer_conference);
      tell("The child moved here on a plan");
    }
    for (const auto& p : r_.protection_plans) {
      add("Child protection plan", p.ended ? State::done : State::running, p.started);
      tell(reference_.label("abuse_category", p.category) + (p.ended ? ". Ended on " + p.ended->spoken() : ""), "protection");
      core_groups(p);
      reviews("Review child protection conference", p.reviews, p.ended.has_value(), due("first_review_conference", p.started),
              [&](Date last) { return due("review_conference", last); });
      if (!p.ended) act(Action::hold_review_conference);
    }
  }

  void core_groups(const ProtectionPlan& p) {
    if (p.core_groups.empty() && (p.ended || p.goals.empty())) return;
    const auto by = due("core_group", p.started);
    if (p.core_groups.empty()) {
      add("First core group", State::to_do, {}, by);
      return act(Action::hold_core_group);
    }
    add("First core group", State::done, p.core_groups.front().on, by);
    if (p.ended) return;
    add("Core groups", State::running, p.core_groups.back().on);
    tell(std::to_string(p.core_groups.size()) + (p.core_groups.size() == 1 ? " held so far" : " held so far, the last"));
    act(Action::hold_core_group);
  }

  void in_need() {
    if (r_.plans.empty()) {
      const auto stage = stage_of(r_);
      const bool wanted = stage == Stage::to_plan,
                 settled = stage == Stage::to_close || stage == Stage::closed || stage == Stage::on_protection_plan;
      add("Child in need plan", wanted ? State::to_do : settled ? State::not_needed : State::waiting);
      if (wanted) act(Action::make_plan);
    }
    for (std::size_t i = 0; i < r_.plans.size(); ++i) {
      const auto& p = r_.plans[i];
      add("Child in need plan", p.ended ? State::done : State::running, p.made.on);
      tell(p.ended ? "Ended on " + p.ended->spoken() : std::string(), numbered("plan", i));
      std::vector<Date> held;
      for (const auto& review : p.reviews) held.push_back(review.on);
      reviews("Plan review", held, p.ended.has_value(), due("plan_review", p.made.on), [&](Date last) { return due("plan_review", last); });
      if (!p.ended) act(Action::review_plan);
    }
  }

  /// The reviews that were held, each against the day by which it was due, and the next one while the plan goes on.
  template <class Next>
  void reviews(const std::string& what, const std::vector<Date>& held, bool ended, Date first, Next&& next) {
    auto by = first;
    for (std::size_t i = 0; i < held.size(); ++i) {
      add(held.size() == 1 && ended ? what : what + " " + std::to_string(i + 1), State::done, held[i], by);
      by = next(held[i]);
    }
    if (!ended) add("Next " + std::string(1, char(what[0] | 0x20)) + what.substr(1), State::to_do, {}, by);
  }

  void closure() {
    if (r_.closed) {
      add("Closure", State::done, r_.closed->on);
      tell(r_.closed->reason.empty() ? "No further action" : reference_.label("closure_reason", r_.closed->reason), "closure");
      return;
    }
    add("Closure", stage_of(r_) == Stage::to_close ? State::to_do : State::waiting);
    act(Action::close);
  }

  const Referral& r_;
  const Reference& reference_;
  std::vector<ReferralStep> steps_;
};

}  // namespace

std::vector<ReferralStep> steps_of(const Referral& referral, const Reference& reference) { return Steps(referral, reference).all(); }

}  // namespace hearth::journey
