#include "access/relationship.hpp"

#include <algorithm>
#include <chrono>

namespace hearth::access {
namespace {

bool same_holder(const RelationBegan& a, const RelationBegan& b) { return a.kind == b.kind && a.person == b.person && a.team == b.team; }

RelationEnded ended(const RelationBegan& r, std::string reason) { return {r.relation, r.kind, r.person, r.team, std::move(reason)}; }

}  // namespace

Relations evolve(Relations relations, const Relations::Event& event) {
  std::visit(match{[&](const RelationBegan& e) {
                     relations.open.insert_or_assign(e.relation, e);
                     relations.all.insert_or_assign(e.relation, e);
                   },
                   [&](const RelationEnded& e) { relations.open.erase(e.relation); },
                   [&](const BreakGlassReviewed& e) { relations.reviewed[e.relation] = e.justified; }},
             event);
  return relations;
}

std::vector<std::string> Relations::about(std::string_view id) const {
  const bool contact = std::ranges::any_of(all, [](const auto& each) { return each.second.kind == RelationKind::took_contact; });
  return contact ? std::vector<std::string>{} : std::vector{std::string(id)};
}

Result<RelationEvents> hand_over(const Relations& relations, const RelationBegan& next) {
  RelationEvents events;
  for (const auto& [id, open] : relations.open) {
    if (open.kind != next.kind) continue;
    if (same_holder(open, next)) return refuse(next.person ? "person" : "team", "They hold this already. Choose somebody else");
    events.push_back(ended(open, next.reason));
  }
  events.push_back(next);
  return events;
}

RelationEvents begin(const Relations& relations, const RelationBegan& next) {
  const bool there = std::ranges::any_of(relations.open, [&](const auto& open) { return same_holder(open.second, next); });
  if (there) return {};
  return {next};
}

RelationEvents end(const Relations& relations, RelationKind kind, const std::string& reason) {
  RelationEvents events;
  for (const auto& [id, open] : relations.open)
    if (open.kind == kind) events.push_back(ended(open, reason));
  return events;
}

Result<RelationEvents> claim(const Relations& relations, const std::string& id, const std::string& person, const std::string& reason,
                             Instant now) {
  if (reason.size() < 20) return refuse("reason", "Say in at least 20 characters why you must open this record now");
  for (const auto& [open_id, open] : relations.open)
    if (open.person == person && (!open.until || *open.until > now)) return refuse("reason", "You can open this record already");
  return RelationEvents{RelationBegan{id, RelationKind::break_glass, person, {}, now + std::chrono::hours(break_glass_hours), reason}};
}

Result<RelationEvents> review(const Relations& relations, const std::string& relation, const std::string& reviewer, bool justified,
                              const std::string& words) {
  auto found = relations.all.find(relation);
  if (found == relations.all.end() || found->second.kind != RelationKind::break_glass)
    return refuse("", "There is no such use of break-glass on this record");
  if (found->second.person == reviewer) return refuse("", "Somebody other than the person who opened the record must review it");
  if (relations.reviewed.contains(relation)) return refuse("", "This use of break-glass has been reviewed already");
  if (words.empty()) return refuse("words", "Say what you found when you looked into it");
  RelationEvents events{BreakGlassReviewed{relation, justified, words}};
  // What was not justified ends at once; what was runs out by itself.
  if (!justified && relations.open.contains(relation)) events.push_back(ended(found->second, "Reviewed and not justified"));
  return events;
}

void register_relationships(journal::Catalogue& catalogue) {
  using journal::Recorded, journal::ViewWriter, journal::id_of;
  catalogue.view<RelationRow>();
  catalogue.fold<RelationBegan>([](ViewWriter& views, const Recorded<RelationBegan>& r) {
    const auto& e = r.event;
    const bool glass = e.kind == RelationKind::break_glass;
    views.put(RelationRow{e.relation,
                          id_of(r.envelope),
                          e.kind,
                          e.person,
                          e.team,
                          r.envelope.happened,
                          e.until,
                          glass ? std::optional(false) : std::nullopt,
                          {},
                          {e.reason, {}}});
  });
  catalogue.fold<RelationEnded>([](ViewWriter& views, const Recorded<RelationEnded>& r) {
    views.change<RelationRow>([&](RelationRow& row) { row.until = r.envelope.happened; }, r.event.relation);
  });
  catalogue.fold<BreakGlassReviewed>([](ViewWriter& views, const Recorded<BreakGlassReviewed>& r) {
    views.change<RelationRow>(
        [&](RelationRow& row) {
          row.reviewed = true;
          row.justified = r.event.justified;
          row.body.review = r.event.words;
        },
        r.event.relation);
  });
}

}  // namespace hearth::access
