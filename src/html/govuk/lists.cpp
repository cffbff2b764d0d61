// Tables, summary lists and task lists.
#include "html/govuk/content.hpp"

#include <algorithm>

namespace hearth::html::govuk {
namespace {

void put_spans(Html& out, const Cell& cell) {
  if (cell.colspan > 0) out.attr("colspan", cell.colspan);
  if (cell.rowspan > 0) out.attr("rowspan", cell.rowspan);
  out.attrs(cell.attributes).raw(">").put(cell.text);
}

std::string format_class(const Cell& cell, std::string_view element) {
  return cell.format.empty() ? "" : "govuk-table__" + std::string(element) + "--" + cell.format;
}

void put_row(Html& out, const Row& row, bool first_is_header) {
  out.raw("<tr class=\"govuk-table__row\">");
  for (const auto& cell : row) {
    bool header = first_is_header && &cell == &row.front();
    if (header)
      out.raw("<th scope=\"row\"").classes("govuk-table__header", {cell.classes});
    else
      out.raw("<td").classes("govuk-table__cell", {format_class(cell, "cell"), cell.classes});
    put_spans(out, cell);
    header ? out.raw("</th>\n") : out.raw("</td>\n");
  }
  out.raw("</tr>\n");
}

/// `card_title` tells apart the "Change" links of several cards, for people who hear the page.
void put_action(Html& out, const SummaryAction& a, const Content& card_title) {
  out.raw("<a").classes("govuk-link", {a.classes}).href(a.href).attrs(a.attributes).raw(">").put(a.text);
  if (!a.visually_hidden_text.empty() || !card_title.empty()) {
    out.raw("<span class=\"govuk-visually-hidden\">");
    if (!a.visually_hidden_text.empty()) out.raw(" ").text(a.visually_hidden_text);
    if (!card_title.empty()) out.raw(" (").put(card_title).raw(")");
    out.raw("</span>");
  }
  out.raw("</a>\n");
}

void put_summary_row(Html& out, const SummaryRow& row, bool any_has_actions, const Content& card_title) {
  bool alone = any_has_actions && row.actions.empty();
  out.raw("<div").classes("govuk-summary-list__row", {alone ? "govuk-summary-list__row--no-actions" : "", row.classes});
  out.raw("><dt").classes("govuk-summary-list__key", {row.key_classes}).raw(">").put(row.key).raw("</dt>\n");
  out.raw("<dd").classes("govuk-summary-list__value", {row.value_classes}).raw(">").put(row.value).raw("</dd>\n");
  if (!row.actions.empty()) {
    out.raw("<dd").classes("govuk-summary-list__actions", {row.actions_classes}).raw(">");
    if (row.actions.size() == 1) {
      put_action(out, row.actions[0], card_title);
    } else {
      out.raw("<ul class=\"govuk-summary-list__actions-list\">");
      for (const auto& action : row.actions) {
        out.raw("<li class=\"govuk-summary-list__actions-list-item\">");
        put_action(out, action, card_title);
        out.raw("</li>\n");
      }
      out.raw("</ul>");
    }
    out.raw("</dd>\n");
  }
  out.raw("</div>\n");
}

void put_card_actions(Html& out, const SummaryCard& card) {
  if (card.actions.empty()) return;
  if (card.actions.size() == 1) {
    out.raw("<div").classes("govuk-summary-card__actions", {card.actions_classes}).raw(">");
    put_action(out, card.actions[0], card.title);
    out.raw("</div>\n");
    return;
  }
  out.raw("<ul").classes("govuk-summary-card__actions", {card.actions_classes}).raw(">");
  for (const auto& action : card.actions) {
    out.raw("<li class=\"govuk-summary-card__action\">");
    put_action(out, action, card.title);
    out.raw("</li>\n");
  }
  out.raw("</ul>\n");
}

void put_card(Html& out, const SummaryCard& card, const Html& list) {
  out.raw("<div").classes("govuk-summary-card", {card.classes}).attrs(card.attributes);
  out.raw("><div class=\"govuk-summary-card__title-wrapper\">");
  if (!card.title.empty()) {
    out.raw("<h").number(card.heading_level).classes("govuk-summary-card__title", {card.title_classes}).raw(">").put(card.title);
    out.raw("</h").number(card.heading_level).raw(">\n");
  }
  put_card_actions(out, card);
  out.raw("</div><div class=\"govuk-summary-card__content\">").append(list).raw("</div></div>\n");
}

void put_task(Html& out, const Task& task, const std::string& id) {
  out.raw("<li").classes("govuk-task-list__item", {task.href.empty() ? "" : "govuk-task-list__item--with-link", task.classes});
  out.raw("><div class=\"govuk-task-list__name-and-hint\">");
  if (!task.href.empty()) {
    out.raw("<a").classes("govuk-link govuk-task-list__link", {task.title_classes}).href(task.href);
    out.attr("aria-describedby", (task.hint.empty() ? "" : id + "-hint ") + id + "-status").raw(">\n").put(task.title).raw("\n</a>\n");
  } else {
    out.raw("<div").attr_if("class", task.title_classes).raw(">").put(task.title).raw("</div>\n");
  }
  if (!task.hint.empty()) out.raw("<div").attr("id", id + "-hint").raw(" class=\"govuk-task-list__hint\">").put(task.hint).raw("</div>\n");
  out.raw("</div><div").classes("govuk-task-list__status", {task.status_classes}).attr("id", id + "-status").raw(">");
  out.put(task.tag ? Content(tag(*task.tag)) : task.status).raw("</div></li>\n");
}

}  // namespace

Html table(const Table& o) {
  Html out;
  out.raw("<table").classes("govuk-table", {o.classes}).attrs(o.attributes).raw(">");
  if (!o.caption.empty())
    out.raw("<caption").classes("govuk-table__caption", {o.caption_classes}).raw(">").text(o.caption).raw("</caption>\n");
  if (!o.head.empty()) {
    out.raw("<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">");
    for (const auto& cell : o.head) {
      out.raw("<th scope=\"col\"").classes("govuk-table__header", {format_class(cell, "header"), cell.classes});
      put_spans(out, cell);
      out.raw("</th>\n");
    }
    out.raw("</tr></thead>\n");
  }
  out.raw("<tbody class=\"govuk-table__body\">");
  for (const auto& row : o.rows) put_row(out, row, o.first_cell_is_header);
  return std::move(out.raw("</tbody></table>\n"));
}

Html summary_list(const SummaryList& o) {
  bool any_has_actions = std::ranges::any_of(o.rows, [](const auto& row) { return !row.actions.empty(); });
  Html list;
  list.raw("<dl").classes("govuk-summary-list", {o.classes}).attrs(o.attributes).raw(">");
  for (const auto& row : o.rows)
    if (!row.omit) put_summary_row(list, row, any_has_actions, o.card ? o.card->title : Content());
  list.raw("</dl>\n");
  if (!o.card) return list;
  Html out;
  put_card(out, *o.card, list);
  return out;
}

Html task_list(const TaskList& o) {
  Html out;
  out.raw("<ul").classes("govuk-task-list", {o.classes}).attrs(o.attributes).raw(">");
  for (std::size_t place = 1; const auto& task : o.items) {
    if (!task.omit) put_task(out, task, o.id_prefix + "-" + std::to_string(place));
    ++place;
  }
  return std::move(out.raw("</ul>\n"));
}

}  // namespace hearth::html::govuk
