// The child in need plan: made, and reviewed.

#include "html/elements.hpp"
#include "journey/referral/pages_parts.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

constexpr std::size_t goals_on_form = 6;

std::optional<PlanForm> read_plan(const Worker& reader, const std::string& id, Action action) {
  const auto referral = reader.load<Referral>(id);
  if (!referral.exists()) return std::nullopt;
  PlanForm form{about_of(reader, id, referral.state, referral.at.version), obstacle(referral.state, action), {}, {}};
  if (!referral->assessments.empty() && referral->assessments.back().written)
    form.analysis = referral->assessments.back().written->analysis;
  if (const auto* open = referral->open_plan()) form.plan = *open;
  return form;
}

html::Html goal_fields(Fields& fields, std::size_t i, const PlanGoal& goal) {
  const auto prefix = "goals[" + std::to_string(i) + "].";
  html::Html inside;
  inside << fields.words(prefix + "goal", "What needs to change?", {.rows = 2, .value = goal.goal});
  inside << fields.words(prefix + "action", "What will be done?", {.rows = 2, .value = goal.action});
  inside << fields.text(prefix + "who", "Who will do it?", {.classes = "govuk-input--width-20", .value = goal.who});
  inside << fields.date(prefix + "by", "By when?", "Leave it empty if no day is set", goal.by);
  return govuk::fieldset({.legend = {.text = "Goal " + std::to_string(i + 1), .classes = "govuk-fieldset__legend--m"}, .content = inside});
}

/// Whether anything was typed into this goal, or is wrong with it: it must not be hidden then.
bool in_use(const Fields& fields, std::size_t i) {
  const auto prefix = "goals[" + std::to_string(i) + "].";
  const auto& typed = fields.typed();
  return std::ranges::any_of(typed.values.fields(), [&](const auto& f) { return f.name.starts_with(prefix) && !f.value.empty(); }) ||
         std::ranges::any_of(typed.wrong, [&](const Refusal& w) { return w.field.starts_with(prefix); });
}

}  // namespace

html::Html goals_fields(Fields& fields, const std::vector<PlanGoal>& goals) {
  html::Html shown, more;
  bool open = false;
  const auto count = std::max(goals_on_form, goals.size() + 1);
  for (std::size_t i = 0; i < count; ++i) {
    const auto one = goal_fields(fields, i, i < goals.size() ? goals[i] : PlanGoal{});
    if (i == 0 || i < goals.size())
      shown << one;
    else
      more << one;
    open = open || (i >= std::max<std::size_t>(1, goals.size()) && in_use(fields, i));
  }
  shown << govuk::details({.summary = "More goals", .text = more, .open = open});
  return shown;
}

// ---- made -------------------------------------------------------------------------------------------------------------------

std::optional<PlanForm> read_new_plan(const Worker& reader, const Asked& asked) {
  return read_plan(reader, asked["referral"], Action::make_plan);
}

WorkerPage draw_new_plan(const Drawing& drawing, Fields& fields, const PlanForm& m) {
  auto page = form_page(m.about, "Child in need plan");
  if (!m.analysis.empty()) page << govuk::details({.summary = "What the assessment found", .text = said(m.analysis)});
  html::Html form;
  form << fields.words("summary", "What is the plan for?", {.hint = "In a sentence or two that the family understands", .rows = 3});
  form << fields.date("on", "The day from which it holds", "For example, 27 3 2026", drawing.today());
  form << goals_fields(fields, {});
  put_form(page, fields, m.obstacle, fields.form(form, "Make the plan"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const MakePlan& command) {
  auto referral = unit.load<Referral>(command.referral);
  const auto id = unit.new_id();
  auto events = decide(referral.state, command, id, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(referral, *events);
  return Done{"/referrals/" + command.referral, id};
}

// ---- reviewed ---------------------------------------------------------------------------------------------------------------

std::optional<PlanForm> read_plan_review(const Worker& reader, const Asked& asked) {
  return read_plan(reader, asked["referral"], Action::review_plan);
}

WorkerPage draw_plan_review(const Drawing& drawing, Fields& fields, const PlanForm& m) {
  auto page = form_page(m.about, "Review the plan");
  if (m.plan) page << h::h2("The plan") << said(m.plan->made.summary) << goals_table(m.plan->goals);
  html::Html form;
  form << fields.words("words", "What is better, what is not?", {.hint = "What the family and the people who help them say", .rows = 6});
  form << fields.words("childs_words", "What does the child say?", {.hint = "In the child’s own words", .rows = 4});
  form << fields.choose("outcome", "What happens with the plan?", enum_choices<ReviewOutcome>(words_for));
  form << fields.date("on", "The day of the review", "For example, 27 3 2026", drawing.today());
  form << h::h2("Goals from now on") << h::p("Change them here when the plan changes.");
  form << goals_fields(fields, m.plan ? m.plan->goals : std::vector<PlanGoal>{});
  put_form(page, fields, m.obstacle, fields.form(form, "Save the review"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const ReviewPlan& command) {
  auto referral = unit.load<Referral>(command.referral);
  auto events = decide(referral.state, command, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(referral, *events);
  return Done{"/referrals/" + command.referral, command.referral};
}

}  // namespace hearth::journey
