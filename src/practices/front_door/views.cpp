#include "practices/front_door/views.hpp"

#include "base/text.hpp"
#include "practices/front_door/call_rules.hpp"
#include "practices/front_door/triage_rules.hpp"
#include "practices/front_door/words.hpp"

#include <algorithm>

namespace hearth::front_door {

using journal::Catalogue, journal::Line, journal::Recorded, journal::ViewWriter, journal::id_of;
using journey::ContactDecided, journey::ContactReceived, journey::ContactReconsidered;

namespace {

std::string name_of(const journey::NamedChild& child) {
  auto name = child.given_name;
  if (!name.empty() && !child.family_name.empty()) name += ' ';
  return name + child.family_name;
}

// ---- calls ----------------------------------------------------------------------------------------------------------------

void fold_calls(Catalogue& catalogue, const Reference& reference) {
  catalogue.view<CallRow>();
  catalogue.view<CallBackRow>();
  catalogue.fold<CallTaken>([&reference](ViewWriter& views, const Recorded<CallTaken>& r) {
    const auto& e = r.event;
    const auto id = id_of(r.envelope);
    views.put(CallRow{id, id, e.team, e.source, r.envelope.actor, e.at, {}, {e}});
    views.put(ArrivalRow{id, e.team, e.at, true});
    if (!e.ring_back) return;
    CallBackRow::Body body{e.caller_name.value_or(""), e.caller_reach.value_or(""), {}};
    for (const auto& child : e.children) body.about.push_back(name_of(child));
    views.put(CallBackRow{id, id, e.team, e.source, true, {}, reference.due_or_estimate("call_back", e.at.date()), 0, {}, std::move(body)});
  });
  catalogue.fold<CallBecameContact>([](ViewWriter& views, const Recorded<CallBecameContact>& r) {
    const auto id = id_of(r.envelope);
    views.change<CallRow>([&](CallRow& row) { row.contact = r.event.contact; }, id);
    // They are told when the contact is decided: one call, not two.
    if (auto* row = views.get<CallBackRow>(id); row && !row->done) views.erase<CallBackRow>(id);
  });
  catalogue.fold<RangBack>([](ViewWriter& views, const Recorded<RangBack>& r) {
    views.change<CallBackRow>(
        [&](CallBackRow& row) {
          ++row.tries;
          if (ends(r.event.result)) row.done = r.envelope.recorded;
        },
        id_of(r.envelope));
  });
}

// ---- triage ---------------------------------------------------------------------------------------------------------------

void decided(ViewWriter& views, const Reference& reference, const journal::Envelope& envelope, TriageOutcome outcome,
             const std::string& reason) {
  const auto id = id_of(envelope);
  auto* row = views.get<TriageRow>(id);
  if (!row) return;
  const auto source = row->source, team = row->team;
  const auto body = row->body;
  views.change<TriageRow>(
      [&](TriageRow& changed) {
        changed.stage = TriageStage::decided;
        changed.outcome = outcome;
        changed.decided = changed.since = envelope.recorded;
        changed.body.reason = reason;
        changed.holder.reset();
        changed.step_team.reset();
        changed.step_due.reset();
      },
      id);
  if (!body.caller_reach) return;
  if (views.get<CallBackRow>(id)) {
    views.change<CallBackRow>([&](CallBackRow& due) { due.outcome = outcome; }, id);
    return;
  }
  views.put(CallBackRow{id,
                        id,
                        team,
                        source,
                        false,
                        outcome,
                        reference.due_or_estimate("call_back", envelope.recorded.date()),
                        0,
                        {},
                        {body.caller_name.value_or(""), *body.caller_reach, {}}});
}

void fold_contacts(Catalogue& catalogue, const Reference& reference) {
  catalogue.view<TriageRow>();
  catalogue.view<ContactChildRow>();
  catalogue.view<ArrivalRow>();
  catalogue.fold<ContactReceived>([&reference](ViewWriter& views, const Recorded<ContactReceived>& r) {
    const auto& e = r.event;
    const auto id = id_of(r.envelope);
    TriageRow row{};
    row.contact = row.subject = id;
    row.team = e.team;
    row.source = e.source;
    row.method = e.method;
    row.received = e.at;
    row.due = reference.due_or_estimate("contact_decision", e.at.date());
    row.body = {e.worry, {}, e.children, e.caller_name, e.caller_reach, {}};
    views.put(std::move(row));
    views.put(ArrivalRow{id, e.team, e.at, false});
    for (const auto& child : e.children) views.put(ContactChildRow{child, id, e.at});
  });
  catalogue.fold<ContactDecided>([&reference](ViewWriter& views, const Recorded<ContactDecided>& r) {
    decided(views, reference, r.envelope, ours(r.event.outcome), r.event.reason);
  });
  catalogue.fold<ContactReconsidered>([&reference](ViewWriter& views, const Recorded<ContactReconsidered>& r) {
    decided(views, reference, r.envelope, ours(r.event.outcome), r.event.reason);
  });
}

template <class E, class F>
void change_triage(Catalogue& catalogue, F&& change) {
  catalogue.fold<E>([change](ViewWriter& views, const Recorded<E>& r) {
    views.change<TriageRow>([&](TriageRow& row) { change(row, r); }, id_of(r.envelope));
  });
}

void fold_triage(Catalogue& catalogue, const Reference& reference) {
  catalogue.event<TriageBegan>();
  change_triage<TriageTaken>(catalogue, [](TriageRow& row, const auto& r) {
    if (row.stage != TriageStage::being_triaged) row.since = r.envelope.recorded;
    if (row.stage == TriageStage::waiting) row.stage = TriageStage::being_triaged;
    row.holder = r.event.by;
  });
  change_triage<TriageGivenBack>(catalogue, [](TriageRow& row, const auto& r) {
    if (row.stage == TriageStage::being_triaged) {
      row.stage = TriageStage::waiting;
      row.since = r.envelope.recorded;
    }
    row.holder.reset();
  });
  change_triage<ViewGiven>(catalogue, [](TriageRow& row, const auto& r) {
    std::erase_if(row.body.views, [&](const ViewGiven& v) { return v.side == r.event.side; });
    row.body.views.push_back(r.event);
    row.differ = std::ranges::any_of(row.body.views, [&](const ViewGiven& v) { return v.outcome != r.event.outcome; });
  });
  change_triage<TriageDecided>(catalogue, [&reference](TriageRow& row, const auto& r) {
    row.outcome = r.event.outcome;
    if (r.event.outcome != TriageOutcome::early_help) return;
    row.step_team = r.event.team;
    row.step_due = reference.due_or_estimate("early_help_answer", r.envelope.recorded.date());
  });
  catalogue.fold<TriageDecided>([](ViewWriter& views, const Recorded<TriageDecided>& r) {
    views.change<CallBackRow>([&](CallBackRow& row) { row.outcome = r.event.outcome; }, id_of(r.envelope));
  });
  change_triage<EarlyHelpAccepted>(catalogue, [](TriageRow& row, const auto&) {
    row.step_team.reset();
    row.step_due.reset();
  });
  change_triage<EarlyHelpReturned>(catalogue, [&reference](TriageRow& row, const auto& r) {
    row.stage = TriageStage::given_back;
    row.due = reference.due_or_estimate("contact_decision", r.envelope.recorded.date());
    row.since = r.envelope.recorded;
    row.step_team.reset();
    row.step_due.reset();
  });
}

// ---- the chronology -------------------------------------------------------------------------------------------------------

void tell(Catalogue& catalogue) {
  catalogue.say<ChecksRecorded>([](const Recorded<ChecksRecorded>& r) {
    std::vector<std::string> said;
    for (const auto& check : r.event.checks) said.push_back(words_for(check.check) + " (" + words_for(check.state) + "): " + check.words);
    std::string detail;
    for (const auto& line : said) detail += (detail.empty() ? "" : "\n") + line;
    return Line{"Front door checks recorded", detail};
  });
  catalogue.say<TriageDecided>([](const Recorded<TriageDecided>& r) {
    std::string detail;
    for (const auto& rejected : r.event.rejected)
      detail += (detail.empty() ? "" : "\n") + ("Not " + words_for(rejected.outcome) + ": " + rejected.why);
    return Line{"Front door triage: " + words_for(r.event.outcome), detail};
  });
  catalogue.say<EarlyHelpAccepted>([](const Recorded<EarlyHelpAccepted>& r) { return Line{"Early help took it on", r.event.words}; });
  catalogue.say<EarlyHelpReturned>([](const Recorded<EarlyHelpReturned>& r) { return Line{"Early help gave it back", r.event.reason}; });
}

}  // namespace

void register_views(Catalogue& catalogue, const Reference& reference) {
  catalogue.event<CallsJoined>();
  fold_calls(catalogue, reference);
  fold_contacts(catalogue, reference);
  fold_triage(catalogue, reference);
  tell(catalogue);
}

}  // namespace hearth::front_door
