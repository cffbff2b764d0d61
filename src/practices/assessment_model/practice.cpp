// Registration: what the practice has, and who may do what.
#include "practices/assessment_model/pages.hpp"
#include "practices/assessment_model/views.hpp"

namespace hearth::assessment_model {

namespace {
template <class Command>
constexpr auto handler = static_cast<Result<practice::Done> (*)(journal::Unit&, const Command&)>(handle);
}  // namespace

void register_practice(practice::Kit& kit, const Reference&) {
  using access::Permission;
  const auto child = [](Permission permission) { return practice::Guard{permission, "child", "person"}; };
  const auto thinking = [](Permission permission) { return practice::Guard{permission, "assessment", "thinking"}; };
  (void)forms();  // a fault in the table of forms stops the start, not a worker in the middle of one
  kit.begin("assessment_model");
  register_views(kit.catalogue());
  kit.page("/children/{child}/thinking", "A child’s risk-first assessments", child(Permission::see_child), read_thinkings, draw_thinkings);
  kit.offer("Risk-first assessments", "/children/{child}/thinking", child(Permission::see_child), 30);
  kit.form("/children/{child}/thinking/new", "begin_thinking", "Begin a risk-first assessment", child(Permission::assess), read_thinkings,
           draw_begin, handler<BeginThinking>, "Assessment begun");
  kit.page("/thinking/{assessment}", "A risk-first assessment", thinking(Permission::see_child), read_thinking, draw_thinking);
  kit.form("/thinking/{assessment}/answer", "answer_question", "Answer a question, or say why it is not needed",
           thinking(Permission::assess), read_thinking, draw_question, handler<AnswerQuestion>, "Saved");
  kit.form("/thinking/{assessment}/sign-off", "sign_thinking", "Agree to an assessment, or send it back",
           thinking(Permission::authorise_assessment), read_thinking, draw_signing, handler<SignThinking>, "Your decision is recorded");
  kit.page("/burden", "What the forms cost in time, week by week", {Permission::see_my_work}, read_burden, draw_burden);
  kit.navigate("What our forms cost", "/burden", Permission::see_my_work, 80);
}

}  // namespace hearth::assessment_model
