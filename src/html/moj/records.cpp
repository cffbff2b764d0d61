#include "html/moj/records.hpp"

namespace hearth::html::moj {

Html timeline(const Timeline& o) {
  Html out;
  out.raw("<div").classes("moj-timeline", {o.classes}).attrs(o.attributes).raw(">");
  for (const auto& item : o.items) {
    out.raw("<div").classes("moj-timeline__item", {item.classes}).attrs(item.attributes).raw("><div class=\"moj-timeline__header\"><h");
    out.number(o.heading_level).raw(" class=\"moj-timeline__title\">").put(item.label).raw("</h").number(o.heading_level).raw(">");
    if (!item.byline.empty()) out.raw("<p class=\"moj-timeline__byline\">by ").put(item.byline).raw("</p>");
    out.raw("</div><p class=\"moj-timeline__date\"><time").attr("datetime", item.datetime).raw(">").text(item.words);
    out.raw("</time></p><div class=\"moj-timeline__description\">").put(item.text).raw("</div></div>\n");
  }
  return std::move(out.raw("</div>\n"));
}

Html ticket_panel(const TicketPanel& o) {
  Html out;
  out.raw("<article").classes("moj-ticket-panel", {o.classes}).attrs(o.attributes).raw(">");
  for (const auto& item : o.items)
    out.raw("<section")
        .classes("moj-ticket-panel__content", {item.classes})
        .attrs(item.attributes)
        .raw(">")
        .put(item.text)
        .raw("</section>\n");
  return std::move(out.raw("</article>\n"));
}

Html progress_bar(const ProgressBar& o) {
  Html out;
  out.raw("<div").attr("id", o.id).classes("moj-progress-bar", {o.classes}).attr_if("aria-label", o.label).attrs(o.attributes);
  out.raw("><ol class=\"moj-progress-bar__list\">");
  for (std::size_t place = 1; const auto& item : o.items) {
    out.raw("<li").attr("id", item.id.empty() ? "progress-item-" + std::to_string(place) : item.id);
    out.classes("moj-progress-bar__item", {item.classes});
    if (item.active) out.raw(" aria-current=\"step\"");
    out.attrs(item.attributes).raw("><span").classes("moj-progress-bar__icon", {item.complete ? "moj-progress-bar__icon--complete" : ""});
    out.raw("></span>\n<span").classes("moj-progress-bar__label", {item.label_classes}).raw(">").put(item.label).raw("</span></li>\n");
    ++place;
  }
  return std::move(out.raw("</ol></div>\n"));
}

Html task_list(const TaskList& o) {
  Html out;
  out.raw("<ol").classes("moj-task-list", {o.classes}).attrs(o.attributes).raw(">");
  for (int number = 1; const auto& section : o.sections) {
    out.raw("<li><h").number(section.heading_level).classes("moj-task-list__section", {section.heading_classes});
    out.raw("><span class=\"moj-task-list__section-number\">").number(number++).raw(". </span>").put(section.heading);
    out.raw("</h").number(section.heading_level).raw("><ul class=\"moj-task-list__items\">");
    for (const auto& task : section.items) {
      out.raw("<li class=\"moj-task-list__item\"").attrs(task.attributes).raw("><a class=\"moj-task-list__task-name\"").href(task.href);
      out.raw(">").put(task.text).raw("</a>");
      if (task.complete) out.raw("\n").append(govuk::tag({.text = "completed", .classes = "moj-task-list__task-completed"}));
      out.raw("</li>\n");
    }
    out.raw("</ul></li>\n");
  }
  return std::move(out.raw("</ol>\n"));
}

govuk::Cell sortable(const Content& heading, std::string_view sorted) {
  return {.text = heading, .attributes = {{"aria-sort", std::string(sorted)}}};
}

govuk::Cell sorted_by(const Content& text, std::string_view value) {
  return {.text = text, .attributes = {{"data-sort-value", std::string(value)}}};
}

Html sortable_table(govuk::Table table) {
  table.attributes.push_back({"data-module", "moj-sortable-table"});
  return govuk::table(table);
}

govuk::Cell select_all(std::string_view id_prefix) { return {.attributes = {{"id", std::string(id_prefix) + "select-all"}}}; }

govuk::Cell selector(std::string_view name, std::string_view value, std::string_view id, std::string_view words, bool checked) {
  Html box;
  box.raw("<div class=\"govuk-checkboxes__item govuk-checkboxes--small moj-multi-select__checkbox\"><input type=\"checkbox\" ")
      .raw("class=\"govuk-checkboxes__input\"")
      .attr("id", id)
      .attr("name", name)
      .attr("value", value)
      .flag("checked", checked);
  box.raw("><label class=\"govuk-label govuk-checkboxes__label\"").attr("for", id);
  box.raw("><span class=\"govuk-visually-hidden\">").text(words).raw("</span></label></div>");
  return {.text = std::move(box)};
}

Html multi_select_table(govuk::Table table, std::string_view id_prefix) {
  table.attributes.push_back({"data-module", "moj-multi-select"});
  table.attributes.push_back({"data-id-prefix", std::string(id_prefix)});
  return govuk::table(table);
}

Html scrollable_pane(std::string_view name, const Html& table) {
  Html out;
  out.raw("<div class=\"moj-scrollable-pane\" role=\"region\" tabindex=\"0\"").attr("aria-label", name).raw(">").append(table);
  return std::move(out.raw("</div>\n"));
}

}  // namespace hearth::html::moj
