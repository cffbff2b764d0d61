#include "practices/front_door/triage_rules.hpp"

#include "practices/front_door/words.hpp"

#include <algorithm>
#include <set>

namespace hearth::front_door {

Triage evolve(Triage t, const Triage::Event& event) {
  std::visit(match{[&](const TriageBegan& e) { t.children = e.children; }, [&](const TriageTaken& e) { t.holder = e.by; },
                   [&](const TriageGivenBack&) { t.holder.reset(); },
                   [&](const ChecksRecorded& e) {
                     for (const auto& check : e.checks) t.checks[check.check] = check;
                   },
                   [&](const ViewGiven& e) { t.views[e.side] = e; },
                   [&](const TriageDecided& e) {
                     t.decisions.push_back(e);
                     t.holder.reset();
                     t.accepted.reset();
                     t.returned.reset();
                   },
                   [&](const EarlyHelpAccepted& e) { t.accepted = e; }, [&](const EarlyHelpReturned& e) { t.returned = e; }},
             event);
  return t;
}

bool views_differ(const Triage& triage) {
  std::set<TriageOutcome> outcomes;
  for (const auto& [side, view] : triage.views) outcomes.insert(view.outcome);
  return outcomes.size() > 1;
}

DecideTriage usual(const DecideNow& c) {
  const auto outcome = c.outcome == NowOutcome::assessment ? TriageOutcome::assessment : TriageOutcome::strategy_discussion;
  return {c.contact, c.seen, outcome, c.reason, c.rejected, c.stood_on, c.other_basis, {}, c.team, c.primary_need};
}

Basis basis_of(const Triage& triage, const std::string& worry) {
  Basis basis{{"worry", worry}};
  for (const auto& [check, done] : triage.checks)
    if (done.state == CheckState::done)
      basis.push_back({"check:" + std::string(described::enum_name(check)), words_for(check) + ": " + done.words});
  for (const auto& [side, view] : triage.views)
    basis.push_back({"view:" + std::string(described::enum_name(side)),
                     "The view of " + words_for(side) + ": " + words_for(view.outcome) + ". " + view.reason});
  return basis;
}

// ---- who is on it ---------------------------------------------------------------------------------------------------------

Result<TriageEvents> decide(const Triage& triage, const TakeOn& c, const std::string& by) {
  if (triage.holder == by) return TriageEvents{};
  if (triage.holder && !c.over) return refuse("", "Somebody else took this contact on in the meantime. Open it to see who");
  return TriageEvents{TriageTaken{by}};
}

Result<TriageEvents> decide(const Triage& triage, const GiveBack& c, const std::string& by) {
  if (triage.holder != by) return refuse("", "You are not on this contact, so there is nothing to give back");
  return TriageEvents{TriageGivenBack{c.reason}};
}

// ---- checks and views -----------------------------------------------------------------------------------------------------

Result<TriageEvents> decide(const Triage& triage, const RecordChecks& c) {
  Refusals wrong;
  std::vector<CheckDone> news;
  std::set<Check> named;
  for (std::size_t i = 0; i < c.checks.size(); ++i) {
    const auto& answer = c.checks[i];
    const auto field = "checks[" + std::to_string(i) + "].";
    if (!named.insert(answer.check).second) wrong.push_back({field + "state", words_for(answer.check) + " is there twice. Leave one out"});
    if (!answer.state) {
      if (!answer.words.empty()) wrong.push_back({field + "state", "Choose whether " + words_for(answer.check) + " was checked"});
      continue;
    }
    if (answer.words.empty())
      wrong.push_back({field + "words", *answer.state == CheckState::done ? "Write what you found out: " + words_for(answer.check)
                                                                          : "Write why it was not checked: " + words_for(answer.check)});
    auto known = triage.checks.find(answer.check);
    const bool same = known != triage.checks.end() && known->second.state == *answer.state && known->second.words == answer.words;
    if (!same) news.push_back({answer.check, *answer.state, answer.words});
  }
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  if (news.empty()) return refuse("checks[0].state", "Nothing has changed. Choose what was checked");
  return TriageEvents{ChecksRecorded{std::move(news)}};
}

Result<TriageEvents> decide(const Triage&, const GiveView& c, Side side, const std::string& by, bool decided) {
  if (decided) return refuse("", "This contact has been decided. A view is given before the decision");
  if (c.reason.empty()) return refuse("reason", "Give the reason for your view");
  return TriageEvents{ViewGiven{side, by, c.outcome, c.reason}};
}

// ---- the decision ---------------------------------------------------------------------------------------------------------

namespace {

bool goes_past_the_steps(TriageOutcome outcome) {
  return outcome == TriageOutcome::assessment || outcome == TriageOutcome::strategy_discussion;
}

std::string team_wanted(TriageOutcome outcome) {
  switch (outcome) {
    case TriageOutcome::early_help: return "Choose the early help team that is asked to take it on";
    case TriageOutcome::referral: return "Choose the team that takes the referral";
    case TriageOutcome::assessment: return "Choose the team that assesses";
    case TriageOutcome::strategy_discussion: return "Choose the team that holds the strategy discussion";
    default: return {};
  }
}

std::vector<Rejected> rejected_of(const DecideTriage& c, Refusals& wrong) {
  std::vector<Rejected> rejected;
  for (std::size_t i = 0; i < c.rejected.size(); ++i) {
    const auto& [outcome, why] = c.rejected[i];
    const auto field = "rejected[" + std::to_string(i) + "].";
    if (!outcome && why.empty()) continue;
    if (!outcome) {
      wrong.push_back({field + "outcome", "Choose which other way this is the reason against"});
      continue;
    }
    if (*outcome == c.outcome) wrong.push_back({field + "outcome", "This is what you decided. Choose another way that you thought of"});
    if (why.empty()) wrong.push_back({field + "why", "Write why it is not the right step"});
    rejected.push_back({*outcome, why});
  }
  // Who is told to act at once is not held up by what else there might have been.
  if (rejected.empty() && c.outcome != TriageOutcome::strategy_discussion &&
      std::ranges::none_of(wrong, [](const Refusal& w) { return w.field.starts_with("rejected"); }))
    wrong.push_back({"rejected[0].outcome", "Choose one other way that you thought of, and write why not"});
  return rejected;
}

std::vector<StoodOn> stood_on_of(const DecideTriage& c, const Basis& basis, Refusals& wrong) {
  std::vector<StoodOn> stood_on;
  for (const auto& what : c.stood_on) {
    auto found = std::ranges::find(basis, what, &StoodOn::what);
    if (found == basis.end())
      wrong.push_back({"stood_on", "One of the pieces is no longer there. Look at the list and choose again"});
    else
      stood_on.push_back(*found);
  }
  if (c.other_basis) stood_on.push_back({"other", *c.other_basis});
  if (stood_on.empty() && wrong.empty()) wrong.push_back({"stood_on", "Choose what the decision stands on"});
  return stood_on;
}

/// Who decides that nothing more happens says of everybody who was not asked why not (Tower Hamlets, TH-2).
std::vector<Unasked> unasked_of(const Triage& triage, const DecideTriage& c, Refusals& wrong) {
  std::vector<Unasked> unasked;
  if (c.outcome != TriageOutcome::no_further_action) return unasked;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Check>>([&](auto d) {
    const Check check = d.value;
    if (triage.checks.contains(check)) return;
    auto given = std::ranges::find(c.unasked, check, &UnaskedAnswer::check);
    const auto at = given == c.unasked.end() ? std::size_t(int(check)) : std::size_t(given - c.unasked.begin());
    if (given == c.unasked.end() || given->why.empty())
      wrong.push_back({"unasked[" + std::to_string(at) + "].why", "Not checked: " + words_for(check) + ". Write why not"});
    else
      unasked.push_back({check, given->why});
  });
  return unasked;
}

}  // namespace

Result<TriageEvents> decide(const Triage& triage, const DecideTriage& c, std::int64_t decided, const Basis& basis, bool now) {
  Refusals wrong;
  if (c.seen != decided)
    return refuse("", "This contact was decided while you were writing. Read that decision; send this again only to change it");
  if (c.reason.empty()) wrong.push_back({"reason", "Give the reason for the decision"});
  if (goes_past_the_steps(c.outcome) != now)
    wrong.push_back({"outcome", "Choose from the list. Straight to assessment and strategy discussion are a manager’s decision"});
  if (auto ask = team_wanted(c.outcome); !ask.empty() && !c.team) wrong.push_back({"team", ask});
  if (now && !c.primary_need) wrong.push_back({"primary_need", "Choose the main need"});
  auto rejected = rejected_of(c, wrong);
  auto stood_on = stood_on_of(c, basis, wrong);
  auto unasked = unasked_of(triage, c, wrong);
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  const auto team = team_wanted(c.outcome).empty() ? std::nullopt : c.team;
  return TriageEvents{TriageDecided{c.outcome, c.reason, std::move(rejected), std::move(stood_on), std::move(unasked), team}};
}

Result<TriageEvents> decide(const Triage& triage, const AnswerStep& c, bool member) {
  const bool asked = !triage.decisions.empty() && triage.decisions.back().outcome == TriageOutcome::early_help;
  if (!asked) return refuse("", "Nobody is asked to take this contact on now. Open it to see what was decided");
  if (!member) return refuse("", "Only a member of the team that was asked can answer");
  if (triage.accepted) return refuse("", "Your team took this on already");
  if (triage.returned) return refuse("", "Your team gave this back already");
  const auto& team = triage.decisions.back().team.value();
  if (c.answer == StepAnswer::accept) return TriageEvents{EarlyHelpAccepted{team, c.words}};
  if (c.words.empty()) return refuse("words", "Write why it is not for your team, and what would be needed");
  return TriageEvents{EarlyHelpReturned{team, c.words}};
}

// ---- the journey's words --------------------------------------------------------------------------------------------------

journey::ContactOutcome journeys(TriageOutcome outcome) {
  using To = journey::ContactOutcome;
  switch (outcome) {
    using enum TriageOutcome;
    case advice: return To::information_advice;
    case signposting: return To::signpost_universal;
    case early_help: return To::early_help;
    case hub: return To::to_hub;
    case referral:
    case assessment:
    case strategy_discussion: return To::referral;
    case open_case: return To::linked_to_open_case;
    case no_further_action: return To::no_further_action;
  }
  return To::no_further_action;
}

TriageOutcome ours(journey::ContactOutcome outcome) {
  using From = journey::ContactOutcome;
  switch (outcome) {
    using enum TriageOutcome;
    case From::information_advice: return advice;
    case From::signpost_universal: return signposting;
    case From::early_help: return early_help;
    case From::to_hub: return hub;
    case From::referral: return referral;
    case From::linked_to_open_case: return open_case;
    case From::no_further_action: return no_further_action;
  }
  return TriageOutcome::no_further_action;
}

}  // namespace hearth::front_door
