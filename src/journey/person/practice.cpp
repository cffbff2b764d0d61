#include "journey/journey.hpp"
#include "journey/person/child_page.hpp"
#include "journey/person/forms.hpp"
#include "journey/person/views.hpp"

namespace hearth::journey {

void register_person(practice::Kit& kit) {
  using access::Permission;
  using practice::Done;
  register_person_views(kit.catalogue());
  const auto child = [](Permission permission) { return practice::Guard{permission, "child", "person"}; };
  kit.page("/children/{child}", "A child’s record", child(Permission::see_child), read_child, draw_child);
  kit.page("/children/{child}/chronology", "What happened to a child, newest first", child(Permission::see_child), read_chronology,
           draw_chronology);
  kit.form("/children/{child}/details", "correct_person", "Change a child’s details", child(Permission::record_child), read_details,
           draw_details, static_cast<Result<Done> (*)(journal::Unit&, const CorrectPerson&)>(handle), "Details saved");
  kit.form("/children/{child}/family/new", "tie_family", "Add somebody to the family network", child(Permission::record_child),
           read_child_name, draw_new_family, static_cast<Result<Done> (*)(journal::Unit&, const TieFamily&)>(handle),
           "Family network changed");
  kit.form("/children/{child}/family/{tie}", "untie_family", "Remove somebody from the family network", child(Permission::record_child),
           read_family_tie, draw_family_tie, static_cast<Result<Done> (*)(journal::Unit&, const UntieFamily&)>(handle),
           "Family network changed");
  kit.form("/children/{child}/allocation", "allocate_worker", "Allocate a worker", child(Permission::allocate), read_allocation,
           draw_allocation, static_cast<Result<Done> (*)(journal::Unit&, const AllocateWorker&)>(handle), "Worker allocated");
}

}  // namespace hearth::journey
