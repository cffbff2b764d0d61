// Registration: what the practice has, and who may do what.
#include "practices/signs_of_safety/pages.hpp"
#include "practices/signs_of_safety/views.hpp"

namespace hearth::signs_of_safety {

namespace {
template <class Command>
constexpr auto handler = static_cast<Result<practice::Done> (*)(journal::Unit&, const Command&)>(handle);
}  // namespace

void register_practice(practice::Kit& kit, const Reference&) {
  using access::Permission;
  const practice::Guard see_child{Permission::see_child, "child", "person"}, record_child{Permission::record_child, "child", "person"};
  const practice::Guard see_referral{Permission::see_referral, "referral", "referral"};
  const practice::Guard see{Permission::see_child, "map", "safety_map"}, record{Permission::record_child, "map", "safety_map"};
  kit.begin("signs_of_safety");
  register_views(kit.catalogue());
  kit.page("/children/{child}/safety-maps", "A child’s Signs of Safety maps", see_child, read_maps, draw_maps);
  kit.offer("Signs of Safety", "/children/{child}/safety-maps", see_child, 20);
  kit.page("/referrals/{referral}/safety-maps", "The Signs of Safety maps of a referral’s child", see_referral, read_maps_of_referral,
           draw_maps);
  kit.offer("Signs of Safety", "/referrals/{referral}/safety-maps", see_referral, 20);
  kit.page("/children/{child}/safety-maps/compare", "Two maps side by side", see_child, read_comparison, draw_comparison);
  kit.form("/children/{child}/safety-maps/new", "begin_safety_map", "Begin a map", record_child, read_maps, draw_new_map, handler<BeginMap>,
           "Map begun");
  kit.page("/safety-maps/{map}", "A Signs of Safety map", see, read_map, draw_map);
  kit.page("/safety-maps/{map}/for-the-child", "A map in words and pictures for the child", see, read_map, draw_for_child);
  kit.form("/safety-maps/{map}/statements/new", "make_safety_statement", "Add a statement to a map", record, read_map, draw_new_statement,
           handler<MakeStatement>, "Added to the map");
  kit.form("/safety-maps/{map}/wording", "reword_safety_statement", "Change the wording of a statement", record, read_statement,
           draw_wording, handler<RewordStatement>, "Wording saved");
  kit.form("/safety-maps/{map}/dispute", "dispute_safety_statement", "Record that somebody sees a statement otherwise", record,
           read_statement, draw_dispute, handler<DisputeStatement>, "Both versions stand on the map");
  kit.form("/safety-maps/{map}/taken-off", "take_safety_statement_off", "Take a statement off a map", record, read_statement,
           draw_taking_off, handler<TakeStatementOff>, "Taken off the map");
  kit.form("/safety-maps/{map}/scale", "scale_safety", "Record somebody’s number from 0 to 10", record, read_map, draw_scale,
           handler<ScaleSafety>, "Number saved");
  kit.form("/safety-maps/{map}/complete", "complete_safety_map", "Call a map complete", record, read_map, draw_complete,
           handler<CompleteMap>, "The map is complete");
}

}  // namespace hearth::signs_of_safety
