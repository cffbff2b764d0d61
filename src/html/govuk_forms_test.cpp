// Reads the published options of GOV.UK's form components into ours.
#include "html/fixture_kit.hpp"

#include "html/govuk/actions.hpp"
#include "html/govuk/choices.hpp"
#include "html/govuk/inputs.hpp"

namespace hearth::html::fixture {
namespace {

using namespace govuk;

Label label_of(Options o) { return {o.content(), o.text("classes"), o.flag("isPageHeading"), o.text("for"), o.attributes()}; }
Hint hint_of(Options o) { return {o.content(), o.text("id"), o.text("classes"), o.attributes()}; }
ErrorMessage error_of(Options o) {
  return {o.content(), o.text("id"), o.text("classes"), o.text("visuallyHiddenText", "Error"), o.attributes()};
}
Fieldset fieldset_of(Options o) {
  auto legend = o["legend"];
  return {.legend = {legend.content(), legend.text("classes"), legend.flag("isPageHeading")},
          .content = o.html("html"),
          .classes = o.text("classes"),
          .role = o.text("role"),
          .described_by = o.text("describedBy"),
          .attributes = o.attributes()};
}
FormGroup group_of(Options o, std::string_view before = "beforeInput", std::string_view after = "afterInput") {
  return {o.text("classes"), o[before].content(), o[after].content(), o.attributes()};
}
Affix affix_of(Options o) { return {o.content(), o.text("classes"), o.attributes()}; }

PluralTexts plurals_of(Options o) {
  static const std::map<std::string_view, Plural> forms{{"one", Plural::one}, {"other", Plural::other}, {"zero", Plural::zero},
                                                        {"two", Plural::two}, {"few", Plural::few},     {"many", Plural::many}};
  PluralTexts texts;
  if (o.missing()) return texts;
  for (const auto& member : o.value()->as_object()) texts.emplace_back(forms.at(member.key()), member.value().as_string());
  return texts;
}

// What every field has under the same name.
template <class Field>
Field field_of(Options o) {
  Field f;
  f.label = label_of(o["label"]);
  f.name = o.text("name");
  f.id = o.text("id");
  f.hint = hint_of(o["hint"]);
  f.error_message = error_of(o["errorMessage"]);
  f.classes = o.text("classes");
  f.form_group = group_of(o["formGroup"]);
  f.attributes = o.attributes();
  if constexpr (requires { f.described_by; }) f.described_by = o.text("describedBy");
  if constexpr (requires { f.disabled; }) f.disabled = o.flag("disabled");
  if constexpr (requires { f.spellcheck; }) f.spellcheck = o.maybe_flag("spellcheck");
  if constexpr (requires { f.rows; }) f.rows = o.number("rows", 5);
  if constexpr (requires { *f.value; })
    f.value = o.maybe_text("value");
  else if constexpr (requires { f.value; })
    f.value = o.text("value");
  return f;
}

Html read_input(Options o) {
  auto f = field_of<Input>(o);
  f.type = o.text("type", "text");
  f.inputmode = o.text("inputmode");
  f.autocomplete = o.text("autocomplete");
  f.autocapitalize = o.text("autocapitalize");
  f.pattern = o.text("pattern");
  f.prefix = affix_of(o["prefix"]);
  f.suffix = affix_of(o["suffix"]);
  f.wrapper_classes = o["inputWrapper"].text("classes");
  f.wrapper_attributes = o["inputWrapper"].attributes();
  return input(f);
}

Html read_textarea(Options o) {
  auto f = field_of<Textarea>(o);
  f.autocomplete = o.text("autocomplete");
  return textarea(f);
}

Html read_select(Options o) {
  auto f = field_of<Select>(o);
  f.items = o.list("items", [](Options i) {
    return SelectItem{.text = i.text("text"),
                      .value = i.maybe_text("value"),
                      .selected = i.maybe_flag("selected"),
                      .disabled = i.flag("disabled"),
                      .attributes = i.attributes()};
  });
  return select(f);
}

Html read_character_count(Options o) {
  auto f = field_of<CharacterCount>(o);
  f.max_length = o.number("maxlength");
  f.max_words = o.number("maxwords");
  f.count_type = o.text("countType");
  f.threshold = o.number("threshold");
  f.count_message_classes = o["countMessage"].text("classes");
  f.textarea_description_text = o.text("textareaDescriptionText");
  f.characters_under_limit_text = plurals_of(o["charactersUnderLimitText"]);
  f.characters_at_limit_text = o.text("charactersAtLimitText");
  f.characters_over_limit_text = plurals_of(o["charactersOverLimitText"]);
  f.words_under_limit_text = plurals_of(o["wordsUnderLimitText"]);
  f.words_at_limit_text = o.text("wordsAtLimitText");
  f.words_over_limit_text = plurals_of(o["wordsOverLimitText"]);
  return character_count(f);
}

Html read_file_upload(Options o) {
  auto f = field_of<FileUpload>(o);
  f.multiple = o.flag("multiple");
  f.javascript = o.flag("javascript");
  f.choose_files_button_text = o.text("chooseFilesButtonText");
  f.no_file_chosen_text = o.text("noFileChosenText");
  f.multiple_files_chosen_text = plurals_of(o["multipleFilesChosenText"]);
  f.drop_instruction_text = o.text("dropInstructionText");
  f.entered_drop_zone_text = o.text("enteredDropZoneText");
  f.left_drop_zone_text = o.text("leftDropZoneText");
  f.wrapper_classes = o.text("wrapperClasses");
  f.wrapper_attributes = o.attributes("wrapperAttributes");
  return file_upload(f);
}

Html read_password_input(Options o) {
  auto f = field_of<PasswordInput>(o);
  f.autocomplete = o.text("autocomplete", "current-password");
  f.button_classes = o["button"].text("classes");
  f.show_password_text = o.text("showPasswordText");
  f.hide_password_text = o.text("hidePasswordText");
  f.show_password_aria_label_text = o.text("showPasswordAriaLabelText");
  f.hide_password_aria_label_text = o.text("hidePasswordAriaLabelText");
  f.password_shown_announcement_text = o.text("passwordShownAnnouncementText");
  f.password_hidden_announcement_text = o.text("passwordHiddenAnnouncementText");
  return password_input(f);
}

DateInputItem date_item_of(Options o) {
  return {.label = o.text("label"),
          .name = o.text("name"),
          .id = o.text("id"),
          .value = o.maybe_text("value"),
          .error = o.maybe_flag("error"),
          .classes = o.text("classes"),
          .inputmode = o.text("inputmode", "numeric"),
          .autocomplete = o.text("autocomplete"),
          .pattern = o.text("pattern"),
          .omit = !o.missing() && !o.truthy(),
          .attributes = o.attributes()};
}

Html read_date_input(Options o) {
  DateInput d{.id = o.text("id"), .name_prefix = o.text("namePrefix"), .fieldset = fieldset_of(o["fieldset"]), .hint = hint_of(o["hint"])};
  d.error_message = error_of(o["errorMessage"]);
  d.day = date_item_of(o["day"]);
  d.month = date_item_of(o["month"]);
  d.year = date_item_of(o["year"]);
  d.items = o.list("items", date_item_of);
  if (auto values = o["values"]; !values.missing())
    for (const auto& member : values.value()->as_object()) d.values.emplace_back(member.key(), values.text(member.key()));
  d.classes = o.text("classes");
  d.form_group = group_of(o["formGroup"], "beforeInputs", "afterInputs");
  d.attributes = o.attributes();
  return date_input(d);
}

template <class Item>
Item choice_of(Options o) {
  Item i;
  i.text = o.content();
  i.value = o.text("value");
  i.id = o.text("id");
  i.hint = hint_of(o["hint"]);
  i.checked = o.maybe_flag("checked");
  i.conditional = o["conditional"].html("html");
  i.divider = o.text("divider");
  i.disabled = o.flag("disabled");
  i.label_classes = o["label"].text("classes");
  i.label_attributes = o["label"].attributes();
  i.attributes = o.attributes();
  if constexpr (requires { i.behaviour; }) {
    i.behaviour = o.text("behaviour");
    i.name = o.text("name");
  }
  return i;
}

template <class Choices, class Item>
Choices choices_of(Options o) {
  Choices c;
  c.name = o.text("name");
  c.id_prefix = o.text("idPrefix");
  c.fieldset = fieldset_of(o["fieldset"]);
  c.hint = hint_of(o["hint"]);
  c.error_message = error_of(o["errorMessage"]);
  c.items = o.list("items", choice_of<Item>);
  c.classes = o.text("classes");
  c.form_group = group_of(o["formGroup"], "beforeInputs", "afterInputs");
  c.attributes = o.attributes();
  return c;
}

Html read_radios(Options o) {
  auto r = choices_of<Radios, RadioItem>(o);
  r.value = o.text("value");
  return radios(r);
}

Html read_checkboxes(Options o) {
  auto c = choices_of<Checkboxes, CheckboxItem>(o);
  c.values = o.list("values", [](Options v) { return v.as_text(); });
  c.described_by = o.text("describedBy");
  return checkboxes(c);
}

Html read_button(Options o) {
  return button({.text = o.content(),
                 .href = o.url("href"),
                 .type = o.text("type", "submit"),
                 .name = o.text("name"),
                 .value = o.text("value"),
                 .classes = o.text("classes"),
                 .id = o.text("id"),
                 .disabled = o.flag("disabled"),
                 .is_start_button = o.flag("isStartButton"),
                 .prevent_double_click = o.maybe_flag("preventDoubleClick"),
                 .attributes = o.attributes()});
}

Html read_back_link(Options o) {
  BackLink b{.classes = o.text("classes"), .attributes = o.attributes()};
  if (auto text = o.content(); !text.empty()) b.text = text;
  if (auto href = o.url("href"); !href.empty()) b.href = href;
  return back_link(b);
}

Html read_skip_link(Options o) {
  SkipLink s{.text = o.content(), .classes = o.text("classes"), .attributes = o.attributes()};
  if (auto href = o.url("href"); !href.empty()) s.href = href;
  return skip_link(s);
}

Html read_exit_this_page(Options o) {
  ExitThisPage e{.text = o.content(), .id = o.text("id"), .classes = o.text("classes")};
  if (auto url = o.url("redirectUrl"); !url.empty()) e.redirect_url = url;
  e.activated_text = o.text("activatedText");
  e.timed_out_text = o.text("timedOutText");
  e.press_two_more_times_text = o.text("pressTwoMoreTimesText");
  e.press_one_more_time_text = o.text("pressOneMoreTimeText");
  e.attributes = o.attributes();
  return exit_this_page(e);
}

}  // namespace

void add_forms(Components& all) {
  all["label"] = [](Options o) { return label(label_of(o)); };
  all["hint"] = [](Options o) { return hint(hint_of(o)); };
  all["error-message"] = [](Options o) { return error_message(error_of(o)); };
  all["fieldset"] = [](Options o) { return fieldset(fieldset_of(o)); };
  all["input"] = read_input;
  all["textarea"] = read_textarea;
  all["select"] = read_select;
  all["character-count"] = read_character_count;
  all["file-upload"] = read_file_upload;
  all["password-input"] = read_password_input;
  all["date-input"] = read_date_input;
  all["radios"] = read_radios;
  all["checkboxes"] = read_checkboxes;
  all["button"] = read_button;
  all["back-link"] = read_back_link;
  all["skip-link"] = read_skip_link;
  all["exit-this-page"] = read_exit_this_page;
}

}  // namespace hearth::html::fixture
