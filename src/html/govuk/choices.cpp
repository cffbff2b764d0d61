#include "html/govuk/choices.hpp"

#include <algorithm>

namespace hearth::html::govuk {
namespace {

/// The first id has no number, so that an error summary can link to it.
std::string item_id(const std::string& own, const std::string& prefix, std::size_t place) {
  if (!own.empty()) return own;
  return place == 1 ? prefix : prefix + "-" + std::to_string(place);
}

struct Words {
  Lit label;
  Lit hint;
  Lit conditional;
  Lit hidden;
};
constexpr Words radio_words{"govuk-radios__label", "govuk-radios__hint", "govuk-radios__conditional", "govuk-radios__conditional--hidden"};
constexpr Words checkbox_words{"govuk-checkboxes__label", "govuk-checkboxes__hint", "govuk-checkboxes__conditional",
                               "govuk-checkboxes__conditional--hidden"};

/// The rest of an item once its input element stands.
template <class Item>
void put_words(Html& out, const Item& item, const Words& words, const std::string& id, const std::string& conditional_id, bool checked) {
  out.raw("<label").classes("govuk-label", {words.label.text(), item.label_classes}).attrs(item.label_attributes).attr("for", id);
  out.raw(">").put(item.text).raw("</label>\n");
  if (!item.hint.text.empty()) parts::put_hint(out, item.hint, id + "-item-hint", words.hint.text());
  out.raw("</div>\n");
  if (item.conditional.empty()) return;
  out.raw("<div").classes(words.conditional, {checked ? "" : words.hidden.text()}).attr("id", conditional_id);
  out.raw(">").put(item.conditional).raw("</div>\n");
}

void put_radio(Html& out, const Radios& o, const RadioItem& item, const std::string& id) {
  if (!item.divider.empty()) {
    out.raw("<div class=\"govuk-radios__divider\">").text(item.divider).raw("</div>\n");
    return;
  }
  bool checked = item.checked.value_or(!o.value.empty() && item.value == o.value);
  auto conditional_id = "conditional-" + id;
  out.raw("<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\"").attr("id", id).attr("name", o.name);
  out.raw(" type=\"radio\"").attr("value", item.value).flag("checked", checked).flag("disabled", item.disabled);
  if (!item.conditional.empty()) out.attr("data-aria-controls", conditional_id);
  if (!item.hint.text.empty()) out.attr("aria-describedby", id + "-item-hint");
  out.attrs(item.attributes).raw(">\n");
  put_words(out, item, radio_words, id, conditional_id, checked);
}

void put_checkbox(Html& out, const Checkboxes& o, const CheckboxItem& item, const std::string& id, std::string described_by) {
  if (!item.divider.empty()) {
    out.raw("<div class=\"govuk-checkboxes__divider\">").text(item.divider).raw("</div>\n");
    return;
  }
  bool checked = item.checked.value_or(std::ranges::find(o.values, item.value) != o.values.end());
  auto conditional_id = "conditional-" + id;
  if (!item.hint.text.empty()) described_by += (described_by.empty() ? "" : " ") + id + "-item-hint";
  out.raw("<div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\"").attr("id", id);
  out.attr("name", item.name.empty() ? o.name : item.name).raw(" type=\"checkbox\"").attr("value", item.value);
  out.flag("checked", checked).flag("disabled", item.disabled);
  if (!item.conditional.empty()) out.attr("data-aria-controls", conditional_id);
  out.attr_if("data-behaviour", item.behaviour).attr_if("aria-describedby", described_by).attrs(item.attributes).raw(">\n");
  put_words(out, item, checkbox_words, id, conditional_id, checked);
}

}  // namespace

Html radios(const Radios& o) {
  const auto& prefix = o.id_prefix.empty() ? o.name : o.id_prefix;
  Html inner;
  auto described_by = parts::put_descriptions(inner, o.fieldset.described_by, prefix, o.hint, o.error_message);
  inner.raw("<div").classes("govuk-radios", {o.classes}).attrs(o.attributes).raw(" data-module=\"govuk-radios\">");
  inner.put(o.form_group.before_input);
  for (std::size_t place = 1; const auto& item : o.items) {
    if (!item.omit) put_radio(inner, o, item, item_id(item.id, prefix, place));
    ++place;
  }
  inner.put(o.form_group.after_input).raw("</div>\n");

  Html out;
  parts::open_group(out, o.form_group, !o.error_message.text.empty());
  parts::put_fieldset(out, o.fieldset, {}, described_by, inner);
  return std::move(out.raw("</div>\n"));
}

Html checkboxes(const Checkboxes& o) {
  const auto& prefix = o.id_prefix.empty() ? o.name : o.id_prefix;
  Html inner;
  auto described_by = parts::put_descriptions(inner, o.fieldset.described_by.empty() ? o.described_by : o.fieldset.described_by, prefix,
                                              o.hint, o.error_message);
  inner.raw("<div").classes("govuk-checkboxes", {o.classes}).attrs(o.attributes).raw(" data-module=\"govuk-checkboxes\">");
  inner.put(o.form_group.before_input);
  for (std::size_t place = 1; const auto& item : o.items) {
    // Without a fieldset nothing else could carry the descriptions, so each checkbox does.
    if (!item.omit) put_checkbox(inner, o, item, item_id(item.id, prefix, place), o.fieldset.wanted() ? "" : described_by);
    ++place;
  }
  inner.put(o.form_group.after_input).raw("</div>\n");

  Html out;
  parts::open_group(out, o.form_group, !o.error_message.text.empty());
  parts::put_fieldset(out, o.fieldset, {}, described_by, inner);
  return std::move(out.raw("</div>\n"));
}

}  // namespace hearth::html::govuk
