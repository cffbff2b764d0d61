#include "html/govuk/inputs.hpp"

#include <array>
#include <cctype>

namespace hearth::html::govuk {
namespace {

constexpr std::string_view error_class = "govuk-input--error";

/// One of the inputs of a date, with what the date knows about it filled in.
struct Part {
  DateInputItem item;
  int width;  // in characters
};

void take_default(DateInputItem& item, const DateInputItem& given, std::string_view name) {
  if (item.name.empty()) item.name = given.name.empty() ? name : given.name;
  if (!item.value) item.value = given.value;
}

/// What is known of each of the three without `items`.
struct Field {
  const DateInputItem& given;
  std::string_view name;
  int width;
};
std::array<Field, 3> fields_of(const DateInput& o) { return {{{o.day, "day", 2}, {o.month, "month", 2}, {o.year, "year", 4}}}; }

/// The inputs in their order: those of `items`, or day, month and year.
std::vector<Part> parts_of(const DateInput& o) {
  std::vector<Part> all;
  if (o.items.empty()) {
    for (const auto& [given, name, width] : fields_of(o)) {
      if (given.omit) continue;
      all.push_back({given, width});
      take_default(all.back().item, given, name);
    }
    return all;
  }
  for (const auto& item : o.items) {
    if (item.omit) continue;
    all.push_back({item, 2});
    for (const auto& [given, name, width] : fields_of(o)) {
      if (item.name != name && (given.name.empty() || item.name != given.name)) continue;
      all.back().width = width;
      take_default(all.back().item, given, name);
    }
  }
  return all;
}

bool has_error(const DateInputItem& item) { return item.error.value_or(false) || item.classes.contains(error_class); }

std::string classes_of(const DateInput& o, const Part& part, bool any_has_error) {
  const auto& item = part.item;
  bool marked = has_error(item) || (item.error != false && !o.error_message.text.empty() && !any_has_error);
  std::string classes = "govuk-date-input__input";
  if (marked && !item.classes.contains(error_class)) classes += " govuk-input--error";
  if (!item.classes.contains("govuk-input--width-")) classes += part.width == 4 ? " govuk-input--width-4" : " govuk-input--width-2";
  if (!item.classes.empty()) classes += " " + item.classes;
  return classes;
}

std::string capitalised(std::string word) {
  for (auto& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (!word.empty()) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  return word;
}

Html input_for(const DateInput& o, const Part& part, bool any_has_error) {
  const auto& item = part.item;
  auto name = o.name_prefix.empty() ? item.name : o.name_prefix + "-" + item.name;
  auto value = item.value;
  for (const auto& [key, typed] : o.values)
    if (!value && key == name) value = typed;
  return input({.label = {.text = item.label.empty() ? capitalised(item.name) : item.label, .classes = "govuk-date-input__label"},
                .name = name,
                .id = item.id.empty() ? o.id + "-" + item.name : item.id,
                .value = value,
                .classes = classes_of(o, part, any_has_error),
                .inputmode = item.inputmode,
                .autocomplete = item.autocomplete,
                .pattern = item.pattern,
                .attributes = item.attributes});
}

}  // namespace

Html date_input(const DateInput& o) {
  auto all = parts_of(o);
  bool any_has_error = false;
  for (const auto& part : all) any_has_error = any_has_error || has_error(part.item);

  Html inner;
  auto described_by = parts::put_descriptions(inner, o.fieldset.described_by, o.id, o.hint, o.error_message);
  inner.raw("<div").classes("govuk-date-input", {o.classes}).attrs(o.attributes).attr_if("id", o.id).raw(">");
  inner.put(o.form_group.before_input);
  for (const auto& part : all)
    inner.raw("<div class=\"govuk-date-input__item\">").append(input_for(o, part, any_has_error)).raw("</div>\n");
  inner.put(o.form_group.after_input).raw("</div>\n");

  Html out;
  parts::open_group(out, o.form_group, !o.error_message.text.empty());
  // The role makes JAWS read the description; for radios and checkboxes it would say too much (govuk-frontend's reason).
  parts::put_fieldset(out, o.fieldset, "group", described_by, inner);
  return std::move(out.raw("</div>\n"));
}

}  // namespace hearth::html::govuk
