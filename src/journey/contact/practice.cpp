#include "journey/contact/pages.hpp"
#include "journey/contact/views.hpp"
#include "journey/journey.hpp"

namespace hearth::journey {

void register_contact(practice::Kit& kit, const Reference& reference) {
  using access::Permission;
  register_contact_views(kit.catalogue(), reference);
  kit.page("/front-door", "The front-door queue of the teams that one belongs to", {Permission::see_front_door}, read_front_door,
           draw_front_door);
  kit.form("/contacts/new", "receive_contact", "Record a contact", {Permission::take_contact}, read_new_contact, draw_new_contact,
           static_cast<Result<practice::Done> (*)(journal::Unit&, const ReceiveContact&)>(handle), "Contact recorded");
  kit.page("/contacts/{contact}", "One contact", {Permission::see_contact, "contact", "contact"}, read_contact, draw_contact);
  kit.form("/contacts/{contact}/decision", "decide_contact", "Decide on a contact", {Permission::decide_contact, "contact", "contact"},
           read_contact_decision, draw_contact_decision,
           static_cast<Result<practice::Done> (*)(journal::Unit&, const DecideContact&)>(handle), "Decision recorded");
  kit.navigate("Front door", "/front-door", Permission::see_front_door, 20);
}

}  // namespace hearth::journey
