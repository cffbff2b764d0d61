#include "journey/journey.hpp"

#include "access/relationship.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

void register_journey(practice::Kit& kit, const Reference& reference) {
  kit.begin("journey");
  kit.catalogue().say<access::RelationBegan>([](const journal::Recorded<access::RelationBegan>& r) {
    return journal::Line{words_for(r.event.kind) + ": from now on", r.event.reason};
  });
  kit.catalogue().say<access::RelationEnded>([](const journal::Recorded<access::RelationEnded>& r) {
    return journal::Line{words_for(r.event.kind) + ": no longer", r.event.reason};
  });
  register_work(kit);
  register_contact(kit, reference);
  register_person(kit);
  register_referral(kit, reference);
  register_record(kit);
}

}  // namespace hearth::journey
