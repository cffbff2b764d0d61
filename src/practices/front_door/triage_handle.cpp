// The commands of triage, in the writer's transaction. A decision goes through the journey's own command: there is one decision.

#include "access/people.hpp"
#include "access/relationship.hpp"
#include "journey/referral/pages.hpp"
#include "practices/front_door/triage_pages.hpp"
#include "practices/front_door/words.hpp"

#include <algorithm>

namespace hearth::front_door {

namespace {

using access::RelationKind, access::Relations;

struct Work {
  journal::Loaded<journey::Contact> contact;
  journal::Loaded<Triage> triage;
};

Work open(journal::Unit& unit, const std::string& id) { return {unit.load<journey::Contact>(id), unit.load<Triage>(id)}; }

/// Appends what was decided; the first time, whom it is about goes in front.
Result<practice::Done> record(journal::Unit& unit, Work& work, Result<TriageEvents> events, const std::string& id) {
  if (!events) return std::unexpected(std::move(events.error()));
  if (!events->empty() && !work.triage.exists()) events->emplace(events->begin(), TriageBegan{work.contact->received.children});
  unit.append(work.triage, *events);
  return practice::Done{"/contacts/" + id + "/triage", id};
}

Side side_of(journal::Unit& unit) {
  const auto& me = unit.actor().person;
  for (const auto& member : unit.views().select<access::MemberRow>("account = $1", me))
    if (auto* team = unit.views().get<access::TeamRow>(member.team); team && team->kind == access::TeamKind::early_help)
      return Side::early_help;
  auto* account = unit.views().get<access::AccountRow>(me);
  auto* agency = account ? unit.views().get<access::AgencyRow>(account->agency) : nullptr;
  if (!agency) return Side::other;
  switch (agency->kind) {
    case access::AgencyKind::childrens_social_care: return Side::social_care;
    case access::AgencyKind::police: return Side::police;
    case access::AgencyKind::health: return Side::health;
    case access::AgencyKind::education: return Side::education;
    default: return Side::other;
  }
}

/// The contacts and calls among what was chosen, as far as the contact's own front door holds them.
void add_records(journal::Unit& unit, const std::string& team, const std::vector<std::string>& chosen, Basis& basis) {
  auto& views = unit.views();
  for (const auto& what : chosen) {
    if (what.starts_with("contact:")) {
      if (auto* row = views.get<TriageRow>(what.substr(8)); row && row->team == team)
        basis.push_back({what, "The contact of " + row->received.spoken() + (row->outcome ? ": " + words_for(*row->outcome) : "")});
    } else if (what.starts_with("call:")) {
      if (auto* row = views.get<CallRow>(what.substr(5)); row && row->team == team)
        basis.push_back({what, "The call of " + row->taken.spoken() + ". " + row->body.call.advice});
    }
  }
}

/// Lets one team go from a record and leaves the others.
void let_go(journal::Unit& unit, const std::string& record, const std::string& team, const std::string& reason) {
  auto relations = unit.load<Relations>(record);
  std::vector<Relations::Event> events;
  for (const auto& [id, tie] : relations->open)
    if (tie.kind == RelationKind::in_queue && tie.team == team)
      events.push_back(access::RelationEnded{id, tie.kind, tie.person, tie.team, reason});
  unit.append(relations, events);
}

void let_in(journal::Unit& unit, const std::string& record, RelationKind kind, const std::string& team, const std::string& reason) {
  auto relations = unit.load<Relations>(record);
  unit.append(relations, access::begin(relations.state, {unit.new_id(), kind, {}, team, {}, reason}));
}

/// The decision as the journey knows it.
Result<void> decide_contact(journal::Unit& unit, const DecideTriage& c, bool again) {
  const auto outcome = journeys(c.outcome);
  const auto team = outcome == journey::ContactOutcome::referral ? c.team : std::nullopt;
  const auto need = outcome == journey::ContactOutcome::referral ? c.primary_need : std::nullopt;
  auto done = again ? journey::handle(unit, journey::ReconsiderContact{c.contact, outcome, c.reason, team, need})
                    : journey::handle(unit, journey::DecideContact{c.contact, outcome, c.reason, team, need});
  if (done) return {};
  for (auto& refusal : done.error())
    if (refusal.field == "referral_team") refusal.field = "team";
  return std::unexpected(std::move(done.error()));
}

/// Past the usual steps: the referral that was just made is decided at once.
Result<void> decide_referrals(journal::Unit& unit, const DecideTriage& c) {
  const auto outcome =
      c.outcome == TriageOutcome::assessment ? journey::ReferralOutcome::assessment_s17 : journey::ReferralOutcome::strategy_discussion;
  const auto contact = unit.load<journey::Contact>(c.contact);
  for (const auto& referral : contact->decided->referrals) {
    journey::DecideReferral decision{};
    decision.referral = referral;
    decision.outcome = outcome;
    decision.primary_need = c.primary_need.value_or("");
    decision.reason = c.reason;
    if (auto done = journey::handle(unit, decision); !done) return std::unexpected(std::move(done.error()));
  }
  return {};
}

void step_across(journal::Unit& unit, const journey::Contact& contact, const std::string& id, const std::string& team) {
  const std::string why = "The front door asks the team to take the family on";
  let_in(unit, id, RelationKind::in_queue, team, why);
  for (const auto& child : contact.received.children) {
    let_in(unit, child, RelationKind::in_queue, team, why);
    // Until the team has answered the family is the front door's: nobody falls between two desks (Knowsley, KN-2).
    let_in(unit, child, RelationKind::in_queue, contact.received.team, "The front door keeps the family until early help has answered");
  }
}

Result<practice::Done> decide_with(journal::Unit& unit, const DecideTriage& c, bool now) {
  auto work = open(unit, c.contact);
  const auto& contact = work.contact.state;
  auto basis = basis_of(work.triage.state, contact.received.worry);
  add_records(unit, contact.received.team, c.stood_on, basis);
  const auto times = contact.decided ? std::int64_t(contact.earlier.size()) + 1 : 0;
  auto events = decide(work.triage.state, c, times, basis, now);
  if (!events) return std::unexpected(std::move(events.error()));
  if (c.team && !unit.views().get<access::TeamRow>(*c.team)) return refuse("team", "Choose the team from the list");
  const auto before = work.triage->decisions.empty() ? std::nullopt : work.triage->decisions.back().team;
  if (auto done = decide_contact(unit, c, times > 0); !done) return std::unexpected(std::move(done.error()));
  if (before) let_go(unit, c.contact, *before, "The contact was decided anew");
  if (now)
    if (auto done = decide_referrals(unit, c); !done) return std::unexpected(std::move(done.error()));
  if (c.outcome == TriageOutcome::early_help) step_across(unit, contact, c.contact, c.team.value());
  return record(unit, work, std::move(events), c.contact);
}

}  // namespace

Result<practice::Done> handle(journal::Unit& unit, const TakeOn& c) {
  auto work = open(unit, c.contact);
  return record(unit, work, decide(work.triage.state, c, unit.actor().person), c.contact);
}

Result<practice::Done> handle(journal::Unit& unit, const GiveBack& c) {
  auto work = open(unit, c.contact);
  return record(unit, work, decide(work.triage.state, c, unit.actor().person), c.contact);
}

Result<practice::Done> handle(journal::Unit& unit, const RecordChecks& c) {
  auto work = open(unit, c.contact);
  return record(unit, work, decide(work.triage.state, c), c.contact);
}

Result<practice::Done> handle(journal::Unit& unit, const GiveView& c) {
  auto work = open(unit, c.contact);
  auto events = decide(work.triage.state, c, side_of(unit), unit.actor().person, work.contact->decided.has_value());
  return record(unit, work, std::move(events), c.contact);
}

Result<practice::Done> handle(journal::Unit& unit, const DecideTriage& c) { return decide_with(unit, c, false); }
Result<practice::Done> handle(journal::Unit& unit, const DecideNow& c) { return decide_with(unit, usual(c), true); }

Result<practice::Done> handle(journal::Unit& unit, const AnswerStep& c) {
  auto work = open(unit, c.contact);
  const auto team = work.triage->decisions.empty() ? std::nullopt : work.triage->decisions.back().team;
  const bool member = team && unit.views().get<access::MemberRow>(unit.actor().person, *team);
  auto events = decide(work.triage.state, c, member);
  if (!events) return std::unexpected(std::move(events.error()));
  const bool accepts = c.answer == StepAnswer::accept;
  const auto& front_door = work.contact->received.team;
  if (!accepts) let_go(unit, c.contact, *team, "The team gave it back");
  for (const auto& child : work.contact->received.children) {
    let_go(unit, child, *team, accepts ? "The team took it on" : "The team gave it back");
    if (!accepts) continue;
    let_in(unit, child, RelationKind::responsible_team, *team, "Early help took the family on");
    let_go(unit, child, front_door, "Early help took the family on");
  }
  auto done = record(unit, work, std::move(events), c.contact);
  // Who gave the record back may not see it any more.
  if (done) done->location = "/triage/steps";
  return done;
}

}  // namespace hearth::front_door
