// Registration: what the practice has, and who may do what. A sheet is reached through its session, whose working relationships count;
// what the child allows is asked beyond that, for each sheet.
#include "practices/three_houses/pages.hpp"
#include "practices/three_houses/views.hpp"

namespace hearth::three_houses {

namespace {

template <class Command>
constexpr auto handler = static_cast<Result<practice::Done> (*)(journal::Unit&, const Command&)>(handle);

void register_sessions(practice::Kit& kit) {
  using access::Permission;
  const practice::Guard see_child{Permission::see_child, "child", "person"}, see{Permission::see_child, "session", "three_houses"};
  const practice::Guard record_child{Permission::record_child, "child", "person"},
      record{Permission::record_child, "session", "three_houses"};
  kit.page("/children/{child}/three-houses", "A child’s Three Houses", see_child, read_sessions, draw_sessions);
  kit.offer("Three Houses", "/children/{child}/three-houses", see_child, 10);
  kit.form("/children/{child}/three-houses/new", "begin_three_houses", "Begin Three Houses with a child", record_child, read_sessions,
           draw_new_session, handler<BeginSession>, "Session begun");
  kit.page("/three-houses/{session}", "A session of Three Houses", see, read_session, draw_session);
  kit.page("/three-houses/{session}/thanks", "What the child sees when a sheet is done", see, read_session, draw_thanks);
  kit.page("/three-houses/{session}/paper", "The sheets on paper, for whom the child allows", see, read_paper, draw_paper);
  kit.form("/three-houses/{session}/finish", "finish_three_houses", "Finish a session", record, read_session, draw_finish,
           handler<FinishSession>, "Session finished");
  kit.page("/three-houses/blank", "Blank sheets to print", {Permission::see_my_work}, read_blank, draw_blank);
}

void register_sheets(practice::Kit& kit) {
  using access::Permission;
  const practice::Guard see{Permission::see_child, "session", "three_houses"}, record{Permission::record_child, "session", "three_houses"};
  constexpr std::string_view sheet = "/three-houses/{session}/sheets/{sheet}";
  const auto under = [&](std::string_view step) { return std::string(sheet) + std::string(step); };
  kit.page(sheet, "One sheet: the drawing as it grew, and what the child said of it", see, read_sheet, draw_sheet);
  kit.form(under("/draw"), "put_on_sheet", "Draw, stamp or write on a sheet", record, read_sheet, draw_drawing, handler<PutOnSheet>, "");
  kit.command(under("/ink"), "draw_ink", "Save what was drawn since the last time", record, handler<DrawInk>, "");
  kit.command(under("/taken-back"), "take_mark_back", "Take a mark back, or put it back", record, handler<TakeMarkBack>, "");
  kit.form(under("/sharing"), "answer_sharing", "Record what the child says about showing a sheet", record, read_sheet, draw_sharing,
           handler<AnswerSharing>, "The child’s answer is saved and counts from now on");
  kit.form(under("/sayings/new"), "say_thing", "Write down what the child says of a part of the drawing", record, read_sheet,
           draw_new_saying, handler<SayThing>, "The child’s words are saved");
}

void register_sayings(practice::Kit& kit) {
  using access::Permission;
  const practice::Guard see{Permission::see_child, "saying", "saying"}, record{Permission::record_child, "saying", "saying"};
  kit.page("/sayings", "What children said and nobody has answered", {Permission::see_my_work}, read_waiting, draw_waiting);
  kit.navigate("Children’s words", "/sayings", Permission::see_my_work, 20);
  kit.page("/sayings/{saying}", "Something that a child said, and what came of it", see, read_saying, draw_saying);
  kit.form("/sayings/{saying}/used", "quote_thing", "Say where a child’s words were used", record, read_saying, draw_use,
           handler<QuoteThing>, "Saved. Now tell the child");
  kit.form("/sayings/{saying}/told", "tell_child", "Say what the child was told", record, read_saying, draw_told, handler<TellChild>,
           "Saved");
}

}  // namespace

void register_practice(practice::Kit& kit, const Reference&) {
  kit.begin("three_houses");
  register_views(kit.catalogue());
  register_sessions(kit);
  register_sheets(kit);
  register_sayings(kit);
}

}  // namespace hearth::three_houses
