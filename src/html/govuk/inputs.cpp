#include "html/govuk/inputs.hpp"

#include "html/govuk/actions.hpp"
#include "html/govuk/i18n.hpp"

namespace hearth::html::govuk {
namespace {

std::string_view id_of(std::string_view id, std::string_view name) { return id.empty() ? name : id; }

std::string_view yes_no(bool b) { return b ? "true" : "false"; }

void put_affix(Html& out, const Affix& affix, Lit kind_class) {
  if (affix.text.empty()) return;
  out.raw("<div").classes(kind_class, {affix.classes}).raw(" aria-hidden=\"true\"").attrs(affix.attributes).raw(">");
  out.put(affix.text).raw("</div>\n");
}

void put_input_element(Html& out, const Input& o, std::string_view id, std::string_view described_by) {
  out.raw("<input").classes("govuk-input", {o.classes, o.error_message.text.empty() ? "" : "govuk-input--error"});
  out.attr("id", id).attr("name", o.name).attr("type", o.type);
  if (o.spellcheck) out.attr("spellcheck", yes_no(*o.spellcheck));
  if (o.value) out.attr("value", *o.value);
  out.flag("disabled", o.disabled).attr_if("aria-describedby", described_by).attr_if("autocomplete", o.autocomplete);
  out.attr_if("autocapitalize", o.autocapitalize).attr_if("pattern", o.pattern).attr_if("inputmode", o.inputmode);
  out.attrs(o.attributes).raw(">\n");
}

/// `kind` and `kind_attributes` as for open_group; `after` is content that the kind adds behind the input.
Html input_of_kind(const Input& o, std::string_view kind, const Html& kind_attributes, const Content& after) {
  Html out;
  auto id = id_of(o.id, o.name);
  parts::open_group(out, o.form_group, !o.error_message.text.empty(), kind, kind_attributes);
  parts::put_label(out, o.label, id);
  auto described_by = parts::put_descriptions(out, o.described_by, id, o.hint, o.error_message);
  bool wrapped = !o.prefix.text.empty() || !o.suffix.text.empty() || !o.form_group.before_input.empty() || !after.empty();
  if (wrapped) {
    out.raw("<div").classes("govuk-input__wrapper", {o.wrapper_classes}).attrs(o.wrapper_attributes).raw(">");
    out.put(o.form_group.before_input);
    put_affix(out, o.prefix, "govuk-input__prefix");
  }
  put_input_element(out, o, id, described_by);
  if (wrapped) {
    put_affix(out, o.suffix, "govuk-input__suffix");
    out.put(after).raw("</div>");
  }
  return std::move(out.raw("</div>\n"));
}

Html textarea_of_kind(const Textarea& o, std::string_view kind, const Html& kind_attributes, const Content& after) {
  Html out;
  auto id = id_of(o.id, o.name);
  bool has_error = !o.error_message.text.empty();
  parts::open_group(out, o.form_group, has_error, kind, kind_attributes);
  parts::put_label(out, o.label, id);
  auto described_by = parts::put_descriptions(out, o.described_by, id, o.hint, o.error_message);
  out.put(o.form_group.before_input);
  out.raw("<textarea").classes("govuk-textarea", {has_error ? "govuk-textarea--error" : "", o.classes});
  out.attr("id", id).attr("name", o.name).attr("rows", o.rows);
  if (o.spellcheck) out.attr("spellcheck", yes_no(*o.spellcheck));
  out.flag("disabled", o.disabled).attr_if("aria-describedby", described_by).attr_if("autocomplete", o.autocomplete);
  out.attrs(o.attributes).raw(">");
  // A browser drops a line break right after the tag (HTML, 13.2.6.4.7), so one that was typed needs another before it.
  if (o.value.starts_with('\n') || o.value.starts_with('\r')) out.raw("\n");
  out.text(o.value).raw("</textarea>\n").put(after);
  return std::move(out.raw("</div>\n"));
}

}  // namespace

Html input(const Input& o) { return input_of_kind(o, {}, {}, o.form_group.after_input); }

Html textarea(const Textarea& o) { return textarea_of_kind(o, {}, {}, o.form_group.after_input); }

Html select(const Select& o) {
  Html out;
  auto id = id_of(o.id, o.name);
  bool has_error = !o.error_message.text.empty();
  parts::open_group(out, o.form_group, has_error);
  parts::put_label(out, o.label, id);
  auto described_by = parts::put_descriptions(out, o.described_by, id, o.hint, o.error_message);
  out.put(o.form_group.before_input);
  out.raw("<select").classes("govuk-select", {o.classes, has_error ? "govuk-select--error" : ""}).attr("id", id).attr("name", o.name);
  out.flag("disabled", o.disabled).attr_if("aria-describedby", described_by).attrs(o.attributes).raw(">\n");
  for (const auto& item : o.items) {
    if (item.omit) continue;
    bool is_value = !o.value.empty() && item.value.value_or(item.text) == o.value;
    out.raw("<option");
    if (item.value) out.attr("value", *item.value);
    out.flag("selected", item.selected.value_or(is_value)).flag("disabled", item.disabled).attrs(item.attributes);
    out.raw(">").text(item.text).raw("</option>\n");
  }
  out.raw("</select>\n").put(o.form_group.after_input);
  return std::move(out.raw("</div>\n"));
}

Html character_count(const CharacterCount& o) {
  auto id = std::string(id_of(o.id, o.name));
  bool words = !o.count_type.empty() ? o.count_type == "words" : o.max_words > 0;
  int limit = o.max_words > 0 ? o.max_words : o.max_length;
  auto description = o.textarea_description_text;
  if (description.empty()) description = words ? "You can enter up to %{count} words" : "You can enter up to %{count} characters";

  Html kind;
  kind.raw(" data-module=\"govuk-character-count\"");
  if (o.max_length > 0) kind.attr("data-maxlength", o.max_length);
  if (o.max_words > 0) kind.attr("data-maxwords", o.max_words);
  if (o.threshold > 0) kind.attr("data-threshold", o.threshold);
  kind.attr_if("data-count-type", !o.count_type.empty() ? o.count_type : o.max_words > 0 ? "words" : "");
  // Without a limit the script learns it later, and then needs the sentence with its placeholder.
  if (limit == 0 && !o.textarea_description_text.empty())
    put_plurals(kind, "data-i18n.textarea-description", {{Plural::other, o.textarea_description_text}});
  put_plurals(kind, "data-i18n.characters-under-limit", o.characters_under_limit_text);
  kind.attr_if("data-i18n.characters-at-limit", o.characters_at_limit_text);
  put_plurals(kind, "data-i18n.characters-over-limit", o.characters_over_limit_text);
  put_plurals(kind, "data-i18n.words-under-limit", o.words_under_limit_text);
  kind.attr_if("data-i18n.words-at-limit", o.words_at_limit_text);
  put_plurals(kind, "data-i18n.words-over-limit", o.words_over_limit_text);

  if (auto at = description.find("%{count}"); limit > 0 && at != description.npos) description.replace(at, 8, std::to_string(limit));
  Html message;
  parts::put_hint(message, {.text = limit > 0 ? description : "", .classes = o.count_message_classes}, id + "-info",
                  "govuk-character-count__message");
  message.put(o.form_group.after_input);
  Textarea field{
      .label = o.label, .name = o.name, .id = id, .value = o.value, .rows = o.rows, .hint = o.hint, .error_message = o.error_message};
  field.classes = "govuk-js-character-count" + (o.classes.empty() ? "" : " " + o.classes);
  field.spellcheck = o.spellcheck;
  field.described_by = id + "-info";
  field.form_group = o.form_group;
  field.attributes = o.attributes;
  return textarea_of_kind(field, "govuk-character-count", kind, message);
}

Html file_upload(const FileUpload& o) {
  Html out;
  auto id = id_of(o.id, o.name);
  bool has_error = !o.error_message.text.empty();
  parts::open_group(out, o.form_group, has_error);
  parts::put_label(out, o.label, id);
  auto described_by = parts::put_descriptions(out, o.described_by, id, o.hint, o.error_message);
  out.put(o.form_group.before_input);
  if (o.javascript) {
    out.raw("<div").classes("govuk-file-upload-wrapper", {o.wrapper_classes}).raw(" data-module=\"govuk-file-upload\"");
    out.attr_if("data-i18n.choose-files-button", o.choose_files_button_text).attr_if("data-i18n.no-file-chosen", o.no_file_chosen_text);
    put_plurals(out, "data-i18n.multiple-files-chosen", o.multiple_files_chosen_text);
    out.attr_if("data-i18n.drop-instruction", o.drop_instruction_text);
    out.attr_if("data-i18n.entered-drop-zone", o.entered_drop_zone_text).attr_if("data-i18n.left-drop-zone", o.left_drop_zone_text);
    out.attrs(o.wrapper_attributes).raw(">");
  }
  out.raw("<input").classes("govuk-file-upload", {o.classes, has_error ? "govuk-file-upload--error" : ""});
  out.attr("id", id).attr("name", o.name).raw(" type=\"file\"").flag("disabled", o.disabled).flag("multiple", o.multiple);
  out.attr_if("aria-describedby", described_by).attrs(o.attributes).raw(">\n");
  if (o.javascript) out.raw("</div>");
  return std::move(out.put(o.form_group.after_input).raw("</div>\n"));
}

Html password_input(const PasswordInput& o) {
  Html kind;
  kind.raw(" data-module=\"govuk-password-input\"");
  kind.attr_if("data-i18n.show-password", o.show_password_text).attr_if("data-i18n.hide-password", o.hide_password_text);
  kind.attr_if("data-i18n.show-password-aria-label", o.show_password_aria_label_text);
  kind.attr_if("data-i18n.hide-password-aria-label", o.hide_password_aria_label_text);
  kind.attr_if("data-i18n.password-shown-announcement", o.password_shown_announcement_text);
  kind.attr_if("data-i18n.password-hidden-announcement", o.password_hidden_announcement_text);

  auto id = std::string(id_of(o.id, o.name));
  auto toggle =
      button({.text = o.show_password_text.empty() ? "Show" : o.show_password_text,  // hidden until the script shows it
              .type = "button",
              .classes = "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle" +
                         (o.button_classes.empty() ? "" : " " + o.button_classes),
              .attributes = {{"aria-controls", id},
                             {"aria-label", o.show_password_aria_label_text.empty() ? "Show password" : o.show_password_aria_label_text},
                             {"hidden"}}});
  toggle.put(o.form_group.after_input);

  Input field{
      .label = o.label, .name = o.name, .id = id, .type = "password", .value = o.value, .hint = o.hint, .error_message = o.error_message};
  field.classes = "govuk-password-input__input govuk-js-password-input-input" + (o.classes.empty() ? "" : " " + o.classes);
  field.spellcheck = false;
  field.autocapitalize = "none";
  field.autocomplete = o.autocomplete;
  field.disabled = o.disabled;
  field.described_by = o.described_by;
  field.form_group = o.form_group;
  field.wrapper_classes = "govuk-password-input__wrapper";
  field.attributes = o.attributes;
  return input_of_kind(field, "govuk-password-input", kind, toggle);
}

}  // namespace hearth::html::govuk
