#include "practice/fields.hpp"

#include <algorithm>

namespace hearth::practice {

namespace govuk = html::govuk;

std::string Fields::value(const std::string& name, const std::string& otherwise) const {
  if (auto typed = typed_.values.find(name)) return std::string(*typed);
  return drawn_before() ? std::string() : otherwise;
}

govuk::ErrorMessage Fields::error(const std::string& name) const { return govuk::error_for(typed_.wrong, name); }

html::Html Fields::text(const std::string& name, const std::string& label, const TextOptions& o) {
  anchors_.emplace_back(name, name);
  return govuk::input({.label = {.text = label, .classes = "govuk-label--s"},
                       .name = name,
                       .type = o.type,
                       .value = value(name, o.value),
                       .hint = {.text = o.hint},
                       .error_message = error(name),
                       .classes = o.classes,
                       .inputmode = o.inputmode,
                       .autocomplete = o.autocomplete});
}

html::Html Fields::words(const std::string& name, const std::string& label, const TextOptions& o) {
  anchors_.emplace_back(name, name);
  return govuk::textarea({.label = {.text = label, .classes = "govuk-label--s"},
                          .name = name,
                          .value = value(name, o.value),
                          .rows = o.rows,
                          .hint = {.text = o.hint},
                          .error_message = error(name),
                          .spellcheck = true});
}

html::Html Fields::date(const std::string& name, const std::string& legend, const std::string& hint, std::optional<Date> set) {
  anchors_.emplace_back(name, name + "-day");
  auto part = [&](const char* which, unsigned number) {
    return std::pair(name + "-" + which, value(name + "-" + which, set ? std::to_string(number) : std::string()));
  };
  const auto civil = set ? set->civil() : std::chrono::year_month_day{};
  return govuk::date_input(
      {.id = name,
       .name_prefix = name,
       .fieldset = {.legend = {.text = legend, .classes = "govuk-fieldset__legend--s"}},
       .hint = {.text = hint},
       .error_message = error(name),
       .values = {part("day", unsigned(civil.day())), part("month", unsigned(civil.month())), part("year", unsigned(int(civil.year())))}});
}

html::Html Fields::choose(const std::string& name, const std::string& legend, const std::vector<Choice>& choices, const std::string& hint,
                          const std::string& set, bool is_inline) {
  anchors_.emplace_back(name, name);
  std::vector<govuk::RadioItem> items;
  for (const auto& c : choices) items.push_back({.text = c.words, .value = c.value, .hint = {.text = c.hint}});
  return govuk::radios({.name = name,
                        .fieldset = {.legend = {.text = legend, .classes = "govuk-fieldset__legend--s"}},
                        .hint = {.text = hint},
                        .error_message = error(name),
                        .items = std::move(items),
                        .value = value(name, set),
                        .classes = is_inline            ? "govuk-radios--inline"
                                   : choices.size() > 5 ? "govuk-radios--small"
                                                        : ""});
}

html::Html Fields::tick(const std::string& name, const std::string& legend, const std::vector<Choice>& choices, const std::string& hint,
                        const std::vector<std::string>& set) {
  anchors_.emplace_back(name, name);
  std::vector<govuk::CheckboxItem> items;
  for (const auto& c : choices) items.push_back({.text = c.words, .value = c.value, .hint = {.text = c.hint}});
  std::vector<std::string> values = set;
  if (drawn_before()) {
    values.clear();
    for (auto v : typed_.values.all(name)) values.emplace_back(v);
  }
  return govuk::checkboxes({.name = name,
                            .fieldset = {.legend = {.text = legend, .classes = "govuk-fieldset__legend--s"}},
                            .hint = {.text = hint},
                            .error_message = error(name),
                            .items = std::move(items),
                            .values = std::move(values),
                            .classes = choices.size() > 5 ? "govuk-checkboxes--small" : ""});
}

html::Html Fields::pick(const std::string& name, const std::string& label, const std::vector<Choice>& choices, const std::string& hint,
                        const std::string& set) {
  anchors_.emplace_back(name, name);
  std::vector<govuk::SelectItem> items{{.text = "Choose", .value = ""}};
  for (const auto& c : choices) items.push_back({.text = c.words, .value = c.value});
  return govuk::select({.label = {.text = label, .classes = "govuk-label--s"},
                        .name = name,
                        .items = std::move(items),
                        .value = value(name, set),
                        .hint = {.text = hint},
                        .error_message = error(name)});
}

html::Html Fields::password(const std::string& name, const std::string& label, const std::string& autocomplete, const std::string& hint) {
  anchors_.emplace_back(name, name);
  // What was typed is never sent back.
  return govuk::password_input({.label = {.text = label, .classes = "govuk-label--s"},
                                .name = name,
                                .hint = {.text = hint},
                                .error_message = error(name),
                                .autocomplete = autocomplete});
}

html::Html Fields::file(const std::string& name, const std::string& label, const std::string& hint) {
  uploads_ = true;
  anchors_.emplace_back(name, name);
  return govuk::file_upload(
      {.label = {.text = label, .classes = "govuk-label--s"}, .name = name, .hint = {.text = hint}, .error_message = error(name)});
}

html::Html Fields::hidden(const std::string& name, const std::string& set) {
  html::Html out;
  out.raw("<input type=\"hidden\"").attr("name", name).attr("value", set).raw(">");
  return out;
}

html::Html Fields::form(const html::Content& fields, const std::string& button, const html::Url& to, bool warning) const {
  html::Html out;
  out.raw("<form method=\"post\"");
  if (!to.empty())
    out.action(to);
  else if (auto here = html::Url::parse(drawing_.here))
    out.action(*here);
  if (uploads_) out.raw(" enctype=\"multipart/form-data\"");
  out.raw(" novalidate>");
  out.raw("<input type=\"hidden\" name=\"csrf\"").attr("value", drawing_.csrf).raw(">");
  out.raw("<input type=\"hidden\" name=\"once\"").attr("value", drawing_.once).raw(">");
  out.put(fields);
  out.append(govuk::button({.text = button, .classes = warning ? "govuk-button--warning" : "", .prevent_double_click = true}));
  out.raw("</form>");
  return out;
}

html::Html Fields::summary() const {
  if (typed_.wrong.empty()) return {};
  std::vector<govuk::ErrorSummaryItem> items;
  for (const auto& w : typed_.wrong) {
    auto anchor = std::ranges::find(anchors_, w.field, &std::pair<std::string, std::string>::first);
    items.push_back({.text = w.sentence, .href = anchor == anchors_.end() ? html::Url() : html::Url().at(anchor->second)});
  }
  return govuk::error_summary({.error_list = std::move(items)});
}

}  // namespace hearth::practice
