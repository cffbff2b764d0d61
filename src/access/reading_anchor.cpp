#include "access/reading_anchor.hpp"

namespace hearth::access {

ReadingAnchor evolve(ReadingAnchor anchor, const ReadingAnchor::Event& event) {
  anchor.latest = std::get<ReadingsSealed>(event);
  return anchor;
}

void register_reading_anchor(journal::Catalogue& catalogue) { catalogue.event<ReadingsSealed>(); }

std::vector<ReadingAnchor::Event> seal(const ReadingAnchor& anchor, const ReadingHead& head, Instant now) {
  const bool is_due = head.sequence > anchor.latest.sequence && now.date() > anchor.latest.at.date();
  if (!is_due) return {};
  return {ReadingsSealed{head.sequence, journal::hex(head.hash), now}};
}

bool seal_readings(const journal::World& world) try {
  bool sealed = false;
  journal::submit_and_wait(world, {"system", {}}, [&](journal::Unit& unit) {
    auto anchor = unit.load<ReadingAnchor>(ReadingAnchor::id);
    const auto events = seal(anchor.state, reading_head(unit.connection()), unit.now());
    unit.append(anchor, events);
    sealed = !events.empty();
  });
  return sealed;
} catch (const store::Fault& fault) {
  if (fault.kind == store::Fault::Kind::constraint) return false;  // another node was first
  throw;
}

std::string verify_reading_anchors(const journal::World& world, store::Connection& connection) {
  for (const auto& stored : world.journal.read(connection, journal::stream_of<ReadingAnchor>(ReadingAnchor::id))) {
    if (!stored.body) continue;
    const auto sealed = std::get<ReadingsSealed>(journal::decode<ReadingAnchor::Event>(world.catalogue, stored));
    bool fits = false;
    connection.each(
        "select hash from reading where sequence = $1", [&](const store::Row& row) { fits = journal::hex(row.blob(0)) == sealed.hash; },
        sealed.sequence);
    if (!fits)
      return "The log of reads is not what the journal says it was on " + sealed.at.spoken() + ": its entry " +
             std::to_string(sealed.sequence) + " is missing or was changed.";
  }
  return {};
}

}  // namespace hearth::access
