// Registration: what the practice has, and who may do what.
#include "pages.hpp"
#include "views.hpp"

namespace hearth::bright_spots {

void register_practice(practice::Kit& kit, const Reference&) {
  using access::Permission;
  kit.begin("bright_spots");
  register_views(kit.catalogue());
  kit.page("/children/{child}/bright-spots", "What went well for a child", {Permission::see_child, "child", "person"}, read_spots,
           draw_spots);
  kit.offer("Bright spots", "/children/{child}/bright-spots", {Permission::see_child, "child", "person"});
  kit.form("/children/{child}/bright-spots/new", "notice_bright_spot", "Notice a bright spot",
           {Permission::record_child, "child", "person"}, read_spots, draw_new_spot, handle, "Bright spot saved");
}

}  // namespace hearth::bright_spots
