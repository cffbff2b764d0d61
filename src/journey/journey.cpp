#include "journey/journey.hpp"

#include "access/relationship.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

void register_journey(practice::Kit& kit, const Reference& reference) {
  kit.begin("journey");
  // Whose queue a contact passes through is no part of a child's story; who is answerable for the child is.
  const auto told = [](access::RelationKind kind) {
    using enum access::RelationKind;
    return kind == allocated_worker || kind == responsible_team || kind == conference_chair || kind == break_glass;
  };
  kit.catalogue().say<access::RelationBegan>([told](const journal::Recorded<access::RelationBegan>& r) -> std::optional<journal::Line> {
    if (!told(r.event.kind)) return std::nullopt;
    return journal::Line{words_for(r.event.kind) + ": from now on", r.event.reason};
  });
  kit.catalogue().say<access::RelationEnded>([told](const journal::Recorded<access::RelationEnded>& r) -> std::optional<journal::Line> {
    if (!told(r.event.kind)) return std::nullopt;
    return journal::Line{words_for(r.event.kind) + ": no longer", r.event.reason};
  });
  register_work(kit);
  register_dashboards(kit);
  register_contact(kit, reference);
  register_person(kit);
  register_referral(kit, reference);
  register_record(kit);
  register_documents(kit);
}

}  // namespace hearth::journey
