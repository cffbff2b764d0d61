#include "html/govuk/content.hpp"

#include "html/govuk/actions.hpp"

namespace hearth::html::govuk {
namespace {

// Text stands in a paragraph of its own, HTML brings its own.
void put_paragraph(Html& out, const Content& content) {
  if (content.is_text())
    out.raw("<p class=\"govuk-body\">").put(content).raw("</p>");
  else
    out.put(content);
}

Html panel_action(const PanelAction& a) {
  if (a.href.empty() || a.type == "button")
    return button({.text = a.text,
                   .href = a.href,
                   .type = a.type.empty() ? "button" : a.type,
                   .classes = "govuk-button--inverse" + (a.classes.empty() ? "" : " " + a.classes),
                   .attributes = a.attributes});
  Html out;
  out.raw("<a").classes("govuk-link govuk-link--inverse", {a.classes}).href(a.href).attrs(a.attributes).raw(">").text(a.text);
  return std::move(out.raw("</a>\n"));
}

void put_tab(Html& out, const TabItem& item, const std::string& id, bool first) {
  out.raw("<li").classes("govuk-tabs__list-item", {first ? "govuk-tabs__list-item--selected" : ""}).raw("><a class=\"govuk-tabs__tab\"");
  out.href(Url().at(id)).attrs(item.attributes).raw(">\n").text(item.label).raw("\n</a></li>\n");
}

void put_tab_panel(Html& out, const TabItem& item, const std::string& id, bool first) {
  out.raw("<div").classes("govuk-tabs__panel", {first ? "" : "govuk-tabs__panel--hidden"}).attr("id", id).attrs(item.panel_attributes);
  out.raw(">");
  put_paragraph(out, item.panel);
  out.raw("</div>\n");
}

void put_section(Html& out, const Accordion& o, const AccordionItem& item, std::size_t place) {
  auto id = [&](std::string_view part) { return o.id + std::string(part) + std::to_string(place); };
  out.raw("<div").classes("govuk-accordion__section", {item.expanded ? "govuk-accordion__section--expanded" : ""});
  out.raw("><div class=\"govuk-accordion__section-header\"><h").number(o.heading_level);
  out.raw(" class=\"govuk-accordion__section-heading\"><span class=\"govuk-accordion__section-button\"").attr("id", id("-heading-"));
  out.raw(">\n").put(item.heading).raw("\n</span></h").number(o.heading_level).raw(">\n");
  if (!item.summary.empty()) {
    out.raw("<div class=\"govuk-accordion__section-summary govuk-body\"").attr("id", id("-summary-"));
    out.raw(">").put(item.summary).raw("</div>\n");
  }
  out.raw("</div><div").attr("id", id("-content-")).raw(" class=\"govuk-accordion__section-content\">");
  put_paragraph(out, item.content);
  out.raw("</div></div>\n");
}

}  // namespace

Html tag(const Tag& o) {
  Html out;
  out.raw("<strong").classes("govuk-tag", {o.classes}).attrs(o.attributes).raw(">\n").put(o.text);
  return std::move(out.raw("\n</strong>\n"));
}

Html inset_text(const InsetText& o) {
  Html out;
  out.raw("<div").attr_if("id", o.id).classes("govuk-inset-text", {o.classes}).attrs(o.attributes).raw(">").put(o.text);
  return std::move(out.raw("</div>\n"));
}

Html warning_text(const WarningText& o) {
  Html out;
  out.raw("<div").classes("govuk-warning-text", {o.classes}).attrs(o.attributes);
  out.raw("><span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>\n<strong class=\"govuk-warning-text__text\">\n");
  out.raw("<span class=\"govuk-visually-hidden\">").text(o.icon_fallback_text).raw("</span>\n").put(o.text);
  return std::move(out.raw("\n</strong></div>\n"));
}

Html details(const Details& o) {
  Html out;
  out.raw("<details").attr_if("id", o.id).classes("govuk-details", {o.classes}).attrs(o.attributes).flag("open", o.open);
  out.raw("><summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">\n").put(o.summary);
  out.raw("\n</span></summary><div class=\"govuk-details__text\">").put(o.text);
  return std::move(out.raw("</div></details>\n"));
}

Html panel(const Panel& o) {
  Html out;
  bool interrupts = o.classes.contains("govuk-panel--interruption");
  out.raw("<div").classes("govuk-panel", {interrupts ? "" : "govuk-panel--confirmation", o.classes}).attrs(o.attributes).raw("><h");
  out.number(o.heading_level).raw(" class=\"govuk-panel__title\">").put(o.title).raw("</h").number(o.heading_level).raw(">\n");
  if (!o.text.empty()) out.raw("<div class=\"govuk-panel__body\">").put(o.text).raw("</div>\n");
  if (interrupts && !(o.actions.empty() && o.actions_classes.empty() && o.actions_attributes.empty())) {
    out.raw("<div").classes("govuk-panel__actions", {o.actions_classes}).attrs(o.actions_attributes).raw(">");
    if (!o.actions.empty()) out.raw("<div class=\"govuk-button-group\">");
    for (const auto& action : o.actions) out.append(panel_action(action));
    if (!o.actions.empty()) out.raw("</div>");
    out.raw("</div>\n");
  }
  return std::move(out.raw("</div>\n"));
}

Html accordion(const Accordion& o) {
  Html out;
  out.raw("<div").classes("govuk-accordion", {o.classes}).raw(" data-module=\"govuk-accordion\"").attr("id", o.id);
  out.attr_if("data-i18n.hide-all-sections", o.hide_all_sections_text).attr_if("data-i18n.hide-section", o.hide_section_text);
  out.attr_if("data-i18n.hide-section-aria-label", o.hide_section_aria_label_text);
  out.attr_if("data-i18n.show-all-sections", o.show_all_sections_text).attr_if("data-i18n.show-section", o.show_section_text);
  out.attr_if("data-i18n.show-section-aria-label", o.show_section_aria_label_text);
  if (o.remember_expanded) out.attr("data-remember-expanded", *o.remember_expanded ? "true" : "false");
  out.attrs(o.attributes).raw(">");
  for (std::size_t place = 1; const auto& item : o.items) {
    if (!item.omit) put_section(out, o, item, place);
    ++place;
  }
  return std::move(out.raw("</div>\n"));
}

Html tabs(const Tabs& o) {
  Html out, list, panels;
  for (std::size_t place = 1; const auto& item : o.items) {
    auto id = item.id.empty() ? o.id_prefix + "-" + std::to_string(place) : item.id;
    if (!item.omit) {
      put_tab(list, item, id, place == 1);
      put_tab_panel(panels, item, id, place == 1);
    }
    ++place;
  }
  out.raw("<div").attr_if("id", o.id).classes("govuk-tabs", {o.classes}).attrs(o.attributes);
  out.raw(" data-module=\"govuk-tabs\"><h2 class=\"govuk-tabs__title\">").text(o.title).raw("</h2>\n");
  if (!o.items.empty()) out.raw("<ul class=\"govuk-tabs__list\">").append(list).raw("</ul>").append(panels);
  return std::move(out.raw("</div>\n"));
}

}  // namespace hearth::html::govuk
