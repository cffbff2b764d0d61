// Reading a contact's triage: what was checked and said, and what may belong to the same family.

#include "base/text.hpp"
#include "practices/front_door/call_rules.hpp"
#include "practices/front_door/related.hpp"
#include "practices/front_door/triage_pages.hpp"
#include "practices/front_door/words.hpp"

#include <algorithm>
#include <chrono>
#include <set>

namespace hearth::front_door {

using practice::Asked;

namespace {

constexpr int most_related = 20;
constexpr int compared = 150;  // contacts whose address is looked at
constexpr int compared_days = 90;

std::set<std::string> places_of(const Worker& reader, const std::vector<std::string>& children) {
  std::set<std::string> places;
  for (const auto& child : children)
    if (const auto person = reader.get<journey::PersonRow>(child))
      if (auto key = place_key(person->body.details.address.value_or("")); !key.empty()) places.insert(std::move(key));
  return places;
}

RelatedContact related(WorkerNames& names, const TriageRow& row, std::string why) {
  RelatedContact one{row.contact, std::move(why), text::shorten(row.body.worry, 140), {}, row.received, row.outcome};
  for (const auto& child : row.body.children) one.children.push_back(names.child(child));
  return one;
}

std::vector<RelatedCall> calls_of(const Worker& reader, const TriageRow& row) {
  std::vector<RelatedCall> calls;
  auto add = [&](const CallRow& call) {
    calls.push_back({call.call, call.body.call.advice, text::shorten(call.body.call.worry, 140), call.taken});
  };
  for (const auto& call : reader.list<CallRow>("contact = $1", row.contact)) {
    add(call);
    const auto told = reader.load<Call>(call.call);
    for (const auto& joined : told->joined)
      if (const auto other = reader.get<CallRow>(joined.other)) add(*other);
  }
  return calls;
}

}  // namespace

std::vector<RelatedContact> related_to(const Worker& reader, const TriageRow& row) {
  WorkerNames names(reader);
  std::vector<RelatedContact> all;
  std::set<std::string> seen{row.contact};
  for (const auto& child : row.body.children)
    for (const auto& link : reader.list<ContactChildRow>("child = $1 order by received desc limit $2", child, most_related)) {
      if (!seen.insert(link.contact).second) continue;
      const auto other = reader.get<TriageRow>(link.contact);
      if (other && other->team == row.team) all.push_back(related(names, *other, "About " + names.child(child)));
    }
  const auto places = places_of(reader, row.body.children);
  if (places.empty()) return all;
  const auto since = row.received - std::chrono::hours(24 * compared_days);
  for (const auto& other : reader.list<TriageRow>("team = $1 and contact <> $2 and received > $3 order by received desc limit $4", row.team,
                                                  row.contact, since.micros, compared)) {
    if (int(all.size()) >= most_related) break;
    if (seen.contains(other.contact)) continue;
    for (const auto& place : places_of(reader, other.body.children))
      if (places.contains(place)) {
        all.push_back(related(names, other, "From the same address"));
        break;
      }
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &RelatedContact::received);
  return all;
}

std::optional<TriagePage> read_triage(const Worker& reader, const Asked& asked) {
  auto contact = journey::read_contact(reader, asked);
  const auto& id = asked["contact"];
  const auto row = reader.get<TriageRow>(id);
  if (!contact || !row) return std::nullopt;
  WorkerNames names(reader);
  const auto triage = reader.load<Triage>(id);
  TriagePage page{};
  page.contact = std::move(*contact);
  page.contact.due = row->due;  // after early help gave it back there is a new day
  page.holder = row->holder ? names.worker(*row->holder) : "";
  page.mine = row->holder == reader.viewer().account;
  page.stage = row->stage;
  page.since = row->since.value_or(row->received);
  page.differ = row->differ;
  page.may_decide_now = reader.may(access::Permission::decide_referral, id);
  for (const auto& [check, done] : triage->checks) page.checks.push_back(done);
  for (const auto& [side, view] : triage->views) page.views.push_back({side, names.worker(view.by), view.outcome, view.reason});
  for (const auto& stored : reader.events_of<Triage>(id)) {
    if (!stored.body) continue;
    const auto event = journal::decode<Triage::Event>(reader.catalogue(), stored);
    if (const auto* decided = std::get_if<TriageDecided>(&event))
      page.decisions.push_back({stored.envelope.recorded, names.worker(stored.envelope.actor), *decided});
  }
  std::ranges::reverse(page.decisions);
  if (!triage->decisions.empty() && triage->decisions.back().team) page.step_to = names.team(*triage->decisions.back().team);
  page.accepted = triage->accepted;
  page.returned = triage->returned;
  page.may_answer = row->step_team && std::ranges::find(reader.viewer().teams, *row->step_team) != reader.viewer().teams.end();
  page.related = related_to(reader, *row);
  page.calls = calls_of(reader, *row);
  return page;
}

std::optional<TriageDecisionPage> read_decision(const Worker& reader, const Asked& asked) {
  auto triage = read_triage(reader, asked);
  if (!triage) return std::nullopt;
  TriageDecisionPage page{std::move(*triage), journey::team_options(reader), journey::code_options(reader, "primary_need"), {}, 0};
  const auto& contact = page.triage.contact;
  page.seen = contact.decided ? std::int64_t(contact.earlier.size()) + 1 : 0;
  for (const auto& piece : basis_of(reader.load<Triage>(contact.contact).state, contact.received.worry))
    page.basis.push_back({piece.what, piece.what == "worry" ? "What the caller said" : text::shorten(piece.words, 120)});
  for (const auto& r : page.triage.related)
    page.basis.push_back(
        {"contact:" + r.contact, "The contact of " + r.received.spoken() + (r.outcome ? ": " + words_for(*r.outcome) : "")});
  for (const auto& c : page.triage.calls) page.basis.push_back({"call:" + c.call, "The helpline call of " + c.taken.spoken()});
  return page;
}

}  // namespace hearth::front_door
