#include "html/moj/forms.hpp"

#include "html/govuk/i18n.hpp"

#include <algorithm>

namespace hearth::html::moj {
namespace {

void add_class(std::string& classes, std::string_view first) { classes = std::string(first) + (classes.empty() ? "" : " ") + classes; }

void put_selected(Html& out, const SelectedFilters& s) {
  out.raw("<div class=\"moj-filter__selected\"><div class=\"moj-filter__selected-heading\"><div class=\"moj-filter__heading-title\">");
  out.raw("<h2 class=\"govuk-heading-m\">").put(s.heading).raw("</h2></div><div class=\"moj-filter__heading-action\">");
  out.raw("<p><a class=\"govuk-link govuk-link--no-visited-state\"")
      .href(s.clear_href)
      .raw(">")
      .text(s.clear_text)
      .raw("</a></p></div></div>");
  for (const auto& [heading, filters] : s.categories) {
    out.raw("<h3 class=\"govuk-heading-s govuk-!-margin-bottom-0\">").put(heading).raw("</h3><ul class=\"moj-filter-tags\">");
    for (const auto& f : filters) {
      out.raw("<li><a class=\"moj-filter__tag\"").href(f.href);
      out.raw("><span class=\"govuk-visually-hidden\">Remove this filter</span> ").text(f.text).raw("</a></li>\n");
    }
    out.raw("</ul>\n");
  }
  out.raw("</div>\n");
}

void replace(std::string& text, std::string_view mark, std::string_view with) {
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + with.size())) text.replace(at, mark.size(), with);
}

std::string lower(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return text;
}

/// The sentence with the item's label, its number (from 1) and how many there are.
std::string filled(std::string sentence, std::string_view label, std::size_t number, std::size_t count) {
  replace(sentence, "%{itemLabel}", label);
  replace(sentence, "%{number}", std::to_string(number));
  replace(sentence, "%{count}", std::to_string(count));
  return sentence;
}

std::string legend_of(const AddAnother& o, std::size_t number) {
  auto form = o.items.size() == 1 ? govuk::Plural::one : govuk::Plural::other;
  auto found = std::ranges::find(o.item_legend_text, form, [](const auto& text) { return text.first; });
  return filled(found == o.item_legend_text.end() ? "%{itemLabel} %{number}" : found->second, o.item_label, number, o.items.size());
}

void put_remove_button(Html& out, const AddAnother& o, const AddAnotherItem& item, std::size_t number) {
  out.raw("<div class=\"moj-add-another__remove-button-container\">");
  if (o.items.size() > 1) {
    // Every item has its value here; MoJ's template drops the first one's, since 0 is no value to nunjucks.
    auto text = o.remove_button_text.empty() ? "Remove %{itemLabel} %{number}" : o.remove_button_text;
    out.append(govuk::button({.text = filled(text, lower(o.item_label), number, o.items.size()),
                              .name = item.remove_name,
                              .value = item.remove_value.empty() ? std::to_string(number - 1) : item.remove_value,
                              .classes = "govuk-button--secondary moj-add-another__remove-button"}));
  }
  out.raw("</div>\n");
}

void put_item(Html& out, const AddAnother& o, const AddAnotherItem& item, std::size_t number) {
  bool has_error = !item.error_message.text.empty();
  auto error = item.error_message;
  error.id = o.id + std::to_string(number) + "-error";

  Html inner;
  inner.raw("<div class=\"moj-add-another__item-container\">");
  if (o.inline_layout) inner.raw("<div class=\"moj-add-another__item-row\">");
  if (o.inline_layout && has_error) inner.append(govuk::error_message(error));
  inner.append(item.fields);
  if (o.inline_layout) inner.raw("</div>");
  put_remove_button(inner, o, item, number);
  inner.raw("</div>");

  govuk::Fieldset fieldset{.legend = {.text = item.legend.empty() ? Content(legend_of(o, number)) : item.legend},
                           .content = std::move(inner)};
  fieldset.legend.classes = "moj-add-another__item-title govuk-fieldset__legend--m";
  if (!item.legend_classes.empty()) fieldset.legend.classes += " " + item.legend_classes;
  fieldset.classes = item.fieldset_classes;
  add_class(fieldset.classes, "moj-add-another__fieldset");
  fieldset.described_by = item.described_by;
  if (has_error) fieldset.described_by += (item.described_by.empty() ? "" : " ") + error.id;
  out.raw("<div").classes("moj-add-another__item", {o.inline_layout ? "moj-add-another__item--inline" : "", item.classes,
                                                    has_error ? "moj-add-another__item--error" : ""});
  out.raw(">").append(govuk::fieldset(fieldset)).raw("</div>\n");
}

void put_add_button(Html& out, const AddAnother& o) {
  govuk::Button button{.classes = "govuk-button--secondary moj-add-another__add-button"};
  auto text = o.add_another_button_text;
  replace(text, "%{itemLabel}", lower(o.item_label));
  button.text = text;
  if (!o.id.empty()) {
    button.id = o.id + "-add-another-button";
    button.name = o.id + "-add-another";
    button.value = lower(text);
    replace(button.value, " ", "-");
  }
  out.raw("<div class=\"moj-add-another__add-button-container\">").append(govuk::button(button)).raw("</div>");
}

}  // namespace

Html date_picker(const DatePicker& o) {
  Html out;
  out.raw("<div class=\"moj-datepicker\" data-module=\"moj-date-picker\"").attr_if("data-min-date", o.min_date);
  out.attr_if("data-max-date", o.max_date).attr_if("data-excluded-dates", o.excluded_dates).attr_if("data-excluded-days", o.excluded_days);
  if (o.leading_zeros) out.attr("data-leading-zeros", *o.leading_zeros ? "true" : "false");
  out.attr_if("data-week-start-day", o.week_start_day).raw(">");
  govuk::Input input{.label = o.label, .name = o.name, .id = o.id, .value = o.value, .hint = o.hint, .error_message = o.error_message};
  input.classes = o.classes;
  add_class(input.classes, "moj-js-datepicker-input");
  input.autocomplete = "off";
  input.form_group = o.form_group;
  input.attributes = o.attributes;
  return std::move(out.append(govuk::input(input)).raw("</div>\n"));
}

Html search(const Search& o) {
  auto button = o.button;
  bool icon = o.icon_button && !o.stacked;
  if (icon) {
    Html glass;
    glass.raw(
        "<svg width=\"20\" height=\"20\" viewBox=\"0 0 21 20\" fill=\"none\" aria-hidden=\"true\" focusable=\"false\" "
        "xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M8.90102 14.4683C12.385 14.4683 15.2093 11.644 15.2093 8.16005C15.2093 4.6761 "
        "12.385 1.85181 "
        "8.90102 1.85181C5.41707 1.85181 2.59277 4.6761 2.59277 8.16005C2.59277 11.644 5.41707 14.4683 8.90102 14.4683Z\" "
        "stroke=\"currentColor\" "
        "stroke-width=\"2.22222\"/><path d=\"M13.2349 12.8584L19.5909 19.2144\" stroke=\"currentColor\" "
        "stroke-width=\"2.22222\"/></svg>\n");
    button.text = glass.raw("<span class=\"govuk-visually-hidden\">").put(o.button.text).raw("</span>");
    add_class(button.classes, "moj-search__button--icon");
  }
  add_class(button.classes, "moj-search__button");

  auto input = o.input;
  if (input.type == "text") input.type = "search";
  add_class(input.classes, "moj-search__input");
  add_class(input.label.classes, "moj-search__label");
  add_class(input.hint.classes, "moj-search__hint");
  add_class(input.wrapper_classes, "moj-search__input-wrapper");
  if (!o.stacked) input.form_group.after_input = govuk::button(button);

  Html out;
  out.raw("<search").classes("moj-search", {o.stacked ? "moj-search--stacked" : "", o.classes}).attrs(o.attributes);
  out.raw("><form").action(o.action).attr("method", o.method).raw(">");
  if (!o.token.first.empty()) out.raw("<input type=\"hidden\"").attr("name", o.token.first).attr("value", o.token.second).raw(">\n");
  out.append(govuk::input(input));
  if (o.stacked) out.append(govuk::button(button));
  return std::move(out.raw("</form></search>\n"));
}

Html filter(const Filter& o) {
  Html out;
  out.raw("<div class=\"moj-filter\" data-module=\"moj-filter\"").attrs(o.attributes);
  out.raw("><div class=\"moj-filter__header\"><div class=\"moj-filter__header-title\"><h2 class=\"govuk-heading-m\">").put(o.heading);
  out.raw("</h2></div><div class=\"moj-filter__header-action\"></div></div><div class=\"moj-filter__content\">");
  if (o.selected) put_selected(out, *o.selected);
  out.raw("<div class=\"moj-filter__options\">");
  out.append(govuk::button({.text = o.submit_text, .attributes = o.submit_attributes})).append(o.options);
  return std::move(out.raw("</div></div></div>\n"));
}

Html filter_layout(const Html& filter, const Html& list) {
  Html out;
  out.raw("<div class=\"moj-filter-layout\"><div class=\"moj-filter-layout__filter\">").append(filter);
  out.raw(
      "</div><div class=\"moj-filter-layout__content\"><div class=\"moj-action-bar\"><div class=\"moj-action-bar__filter\"></div></div>");
  return std::move(out.append(list).raw("</div></div>\n"));
}

Html add_another(const AddAnother& o) {
  Html out;
  out.raw("<div").attr_if("id", o.id).classes("moj-add-another", {o.classes}).raw(" data-module=\"moj-add-another\"");
  out.attr("data-item-label", o.item_label).attr_if("data-layout", o.inline_layout ? "inline" : "");
  out.attr_if("data-i18n.remove-button-text", o.remove_button_text)
      .attr_if("data-i18n.remove-button-suffix-text", o.remove_button_suffix_text);
  govuk::put_plurals(out, "data-i18n.item-legend-text", o.item_legend_text);
  out.attr_if("data-i18n.field-label-suffix-text", o.field_label_suffix_text);
  out.attr_if("data-i18n.new-item-suffix-text", o.new_item_suffix_text).attrs(o.attributes);
  out.raw("><div class=\"moj-add-another__items\">");
  for (std::size_t number = 1; const auto& item : o.items) put_item(out, o, item, number++);
  out.raw("</div>");
  put_add_button(out, o);
  return std::move(out.raw("</div>\n"));
}

Html multi_file_upload(const MultiFileUpload& o) {
  Html out;
  out.raw("<div")
      .classes("moj-multi-file-upload", {o.classes})
      .raw(" data-module=\"moj-multi-file-upload\"")
      .attrs(o.attributes)
      .raw("><div");
  out.classes("moj-multi-file__uploaded-files", {o.files.empty() ? "moj-hidden" : ""})
      .raw("><h2 class=\"govuk-heading-m\">")
      .put(o.heading);
  out.raw("</h2><div class=\"govuk-summary-list moj-multi-file-upload__list\">");
  for (const auto& file : o.files) {
    out.raw(
        "<div class=\"govuk-summary-list__row moj-multi-file-upload__row\"><div class=\"govuk-summary-list__value "
        "moj-multi-file-upload__message\">");
    out.put(file.message)
        .raw(
            "</div><div class=\"govuk-summary-list__actions moj-multi-file-upload__actions\"><button type=\"submit\" name=\"delete\" "
            "class=\"moj-multi-file-upload__delete govuk-button govuk-button--secondary govuk-!-margin-bottom-0\"");
    out.attr("value", file.file_name).raw(">\n").text(file.delete_text).raw(" <span class=\"govuk-visually-hidden\">");
    out.text(file.original_file_name).raw("</span>\n</button></div></div>\n");
  }
  out.raw("</div></div><div class=\"moj-multi-file-upload__upload\">").append(o.upload);
  return std::move(out.raw("</div></div>\n"));
}

}  // namespace hearth::html::moj
