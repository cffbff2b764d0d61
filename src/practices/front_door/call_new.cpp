// The one screen on which a call is taken while talking.

#include "html/elements.hpp"
#include "practices/front_door/call_pages.hpp"
#include "practices/front_door/words.hpp"

namespace hearth::front_door {

using practice::Asked, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

std::optional<NewCall> read_new_call(const Worker& reader, const Asked&) {
  return NewCall{journey::code_options(reader, "referral_source"), reader.now()};
}

namespace {

html::Html child_fields(Fields& fields, int i) {
  const auto prefix = "children[" + std::to_string(i) + "].";
  html::Html out;
  out << fields.text(prefix + "given_name", "Child’s first name") << fields.text(prefix + "family_name", "Child’s last name")
      << fields.date(prefix + "born", "Child’s date of birth") << fields.text(prefix + "address", "Where the child lives");
  return out;
}

html::Html who_and_what(Fields& fields, const NewCall& model) {
  html::Html out;
  out << fields.words("worry", "What are they worried about?", {.hint = "In their own words", .rows = 7});
  out << h::h2("Who is calling") << h::hint("Leave it all empty if they do not want to say");
  out << fields.pick("source", "Who are they?", journey::choices(model.sources));
  out << fields.text("caller_name", "Their name");
  out << fields.text("caller_reach", "How to reach them", {.hint = "And when it is safe to ring"});
  out << fields.tick("ring_back", "Is a call back promised?", {{"yes", "Ring them back tomorrow"}});
  return out;
}

html::Html child_and_answer(Fields& fields) {
  html::Html out;
  out << h::h2("Which child") << h::hint("As far as they say. A call about nobody in particular is a call too");
  out << child_fields(fields, 0);
  html::Html more;
  bool typed = false;
  for (int i = 1; i < 4; ++i) {
    const auto prefix = "children[" + std::to_string(i) + "].";
    typed = typed || !fields.value(prefix + "given_name").empty() || !fields.value(prefix + "family_name").empty();
    more << h::h3("Another child") << child_fields(fields, i);
  }
  out << govuk::details({.summary = "Brothers, sisters or other children", .text = more, .open = typed});
  out << fields.words("advice", "What advice did you give?", {.rows = 4});
  out << fields.words("next_step", "What happens next?", {.hint = "What they will do, and what you will do", .rows = 2});
  out << fields.text("minutes", "Minutes",
                     {.hint = "Measured from when this screen was opened. Write it only to correct it",
                      .classes = "govuk-input--width-3",
                      .inputmode = "numeric"});
  return out;
}

}  // namespace

WorkerPage draw_new_call(const Drawing& drawing, Fields& fields, const NewCall& model) {
  WorkerPage page{.title = "Take a call", .body = {}, .before = govuk::back_link({.text = "Helpline", .href = "/helpline"}), .wide = true};
  const auto began = fields.value("began", model.began.rfc3339());
  html::Html form;
  form << h::columns({{"one-half", who_and_what(fields, model)}, {"one-half", child_and_answer(fields)}});
  form << h::button_group(govuk::button({.text = "Save as advice only", .name = "then", .value = "advice", .prevent_double_click = true}),
                          govuk::button({.text = "Send to the front door",
                                         .name = "then",
                                         .value = "contact",
                                         .classes = "govuk-button--secondary",
                                         .prevent_double_click = true}));
  page << h::h1("Take a call")
       << h::form({.action = "/helpline/new",
                   .hidden = {{"csrf", std::string(drawing.csrf)}, {"once", std::string(drawing.once)}, {"began", began}}},
                  form);
  return page;
}

html::Html one_press(const Drawing& drawing, const std::string& path, const std::string& words, bool secondary,
                     const std::vector<std::pair<std::string, std::string>>& also) {
  std::vector<std::pair<std::string, std::string>> hidden{{"csrf", std::string(drawing.csrf)}, {"once", std::string(drawing.once)}};
  hidden.insert(hidden.end(), also.begin(), also.end());
  return h::form({.action = journey::address(path), .hidden = std::move(hidden)},
                 govuk::button({.text = words, .classes = secondary ? "govuk-button--secondary" : "", .prevent_double_click = true}));
}

}  // namespace hearth::front_door
