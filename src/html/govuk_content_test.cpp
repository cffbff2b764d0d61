// Reads the published options of GOV.UK's other components into ours.
#include "html/fixture_kit.hpp"
#include "html/govuk/govuk.hpp"

namespace hearth::html::fixture {
namespace {

using namespace govuk;

Tag tag_of(Options o) { return {o.content(), o.text("classes"), o.attributes()}; }

Html read_panel(Options o) {
  Panel p{.title = o.content("titleText", "titleHtml"),
          .text = o.content(),
          .heading_level = o.number("headingLevel", 1),
          .classes = o.text("classes")};
  auto actions = o["actions"];
  p.actions = actions.list("items", [](Options a) {
    return PanelAction{a.text("text"), a.text("type"), a.url("href"), a.text("classes"), a.attributes()};
  });
  p.actions_classes = actions.text("classes");
  p.actions_attributes = actions.attributes();
  p.attributes = o.attributes();
  return panel(p);
}

Html read_accordion(Options o) {
  Accordion a{.id = o.text("id")};
  a.items = o.list("items", [](Options i) {
    return AccordionItem{i["heading"].content(), i["summary"].content(), i["content"].content(), i.flag("expanded")};
  });
  a.heading_level = o.number("headingLevel", 2);
  a.remember_expanded = o.maybe_flag("rememberExpanded");
  a.hide_all_sections_text = o.text("hideAllSectionsText");
  a.hide_section_text = o.text("hideSectionText");
  a.hide_section_aria_label_text = o.text("hideSectionAriaLabelText");
  a.show_all_sections_text = o.text("showAllSectionsText");
  a.show_section_text = o.text("showSectionText");
  a.show_section_aria_label_text = o.text("showSectionAriaLabelText");
  a.classes = o.text("classes");
  a.attributes = o.attributes();
  return accordion(a);
}

Html read_tabs(Options o) {
  Tabs t{.title = o.text("title", "Contents"),
         .id = o.text("id"),
         .id_prefix = o.text("idPrefix"),
         .classes = o.text("classes"),
         .attributes = o.attributes()};
  t.items = o.list("items", [](Options i) {
    return TabItem{.label = i.text("label"),
                   .panel = i["panel"].content(),
                   .id = i.text("id"),
                   .attributes = i.attributes(),
                   .panel_attributes = i["panel"].attributes()};
  });
  return tabs(t);
}

Cell cell_of(Options o) {
  return {o.content(), o.text("format"), o.text("classes"), o.number("colspan"), o.number("rowspan"), o.attributes()};
}

Html read_table(Options o) {
  Table t{.caption = o.text("caption"), .caption_classes = o.text("captionClasses"), .head = o.list("head", cell_of)};
  t.rows = o.list("rows", [](Options row) { return row.entries(cell_of); });
  t.first_cell_is_header = o.flag("firstCellIsHeader");
  t.classes = o.text("classes");
  t.attributes = o.attributes();
  return table(t);
}

std::vector<SummaryAction> actions_of(Options o) {
  return o["actions"].list("items", [](Options a) {
    return SummaryAction{a.content(), a.url("href"), a.text("visuallyHiddenText"), a.text("classes"), a.attributes()};
  });
}

Html read_summary_list(Options o) {
  SummaryList s{.classes = o.text("classes"), .attributes = o.attributes()};
  s.rows = o.list("rows", [](Options r) {
    return SummaryRow{.key = r["key"].content(),
                      .value = r["value"].content(),
                      .actions = actions_of(r),
                      .classes = r.text("classes"),
                      .key_classes = r["key"].text("classes"),
                      .value_classes = r["value"].text("classes"),
                      .actions_classes = r["actions"].text("classes")};
  });
  if (auto c = o["card"]; c.truthy())
    s.card = SummaryCard{c["title"].content(), c["title"].number("headingLevel", 2), c["title"].text("classes"),
                         actions_of(c),        c["actions"].text("classes"),         c.text("classes"),
                         c.attributes()};
  return summary_list(s);
}

Html read_task_list(Options o) {
  TaskList t{.id_prefix = o.text("idPrefix", "task-list"), .classes = o.text("classes"), .attributes = o.attributes()};
  t.items = o.list("items", [](Options i) {
    Task task{.title = i["title"].content(), .href = i.url("href"), .hint = i["hint"].content(), .status = i["status"].content()};
    if (i["status"].flag("tag")) task.tag = tag_of(i["status"]["tag"]);
    task.classes = i.text("classes");
    task.title_classes = i["title"].text("classes");
    task.status_classes = i["status"].text("classes");
    return task;
  });
  return task_list(t);
}

Html read_error_summary(Options o) {
  ErrorSummary e{.title = o.content("titleText", "titleHtml"), .description = o.content("descriptionText", "descriptionHtml")};
  e.error_list = o.list("errorList", [](Options i) { return ErrorSummaryItem{i.content(), i.url("href"), i.attributes()}; });
  e.disable_auto_focus = o.maybe_flag("disableAutoFocus");
  e.classes = o.text("classes");
  e.attributes = o.attributes();
  return error_summary(e);
}

Html read_notification_banner(Options o) {
  return notification_banner({.text = o.content(),
                              .type = o.text("type"),
                              .title = o.content("titleText", "titleHtml"),
                              .title_heading_level = o.number("titleHeadingLevel", 2),
                              .title_id = o.text("titleId", "govuk-notification-banner-title"),
                              .role = o.text("role"),
                              .disable_auto_focus = o.maybe_flag("disableAutoFocus"),
                              .classes = o.text("classes"),
                              .attributes = o.attributes()});
}

Html read_cookie_banner(Options o) {
  CookieBanner c{.aria_label = o.text("ariaLabel", "Cookie banner"),
                 .hidden = o.flag("hidden"),
                 .classes = o.text("classes"),
                 .attributes = o.attributes()};
  c.messages = o.list("messages", [](Options m) {
    CookieBannerMessage message{.heading = m.content("headingText", "headingHtml"), .text = m.content()};
    message.actions = m.list("actions", [](Options a) {
      return CookieBannerAction{a.text("text"), a.text("type"),    a.text("name"), a.text("value"),
                                a.url("href"),  a.text("classes"), a.attributes()};
    });
    message.hidden = m.flag("hidden");
    message.role = m.text("role");
    message.classes = m.text("classes");
    message.attributes = m.attributes();
    return message;
  });
  return cookie_banner(c);
}

Html read_details(Options o) {
  return details({.summary = o.content("summaryText", "summaryHtml"),
                  .text = o.content(),
                  .id = o.text("id"),
                  .open = o.flag("open"),
                  .classes = o.text("classes"),
                  .attributes = o.attributes()});
}

}  // namespace

void add_content(Components& all) {
  all["tag"] = [](Options o) { return tag(tag_of(o)); };
  all["inset-text"] = [](Options o) { return inset_text({o.content(), o.text("id"), o.text("classes"), o.attributes()}); };
  all["warning-text"] = [](Options o) {
    return warning_text({o.content(), o.text("iconFallbackText", "Warning"), o.text("classes"), o.attributes()});
  };
  all["phase-banner"] = [](Options o) { return phase_banner({tag_of(o["tag"]), o.content(), o.text("classes"), o.attributes()}); };
  all["feedback"] = [](Options o) {
    return feedback({o.content("titleText", "titleHtml"), o.content(), o.number("headingLevel", 2), o.text("classes"), o.attributes()});
  };
  all["details"] = read_details;
  all["panel"] = read_panel;
  all["accordion"] = read_accordion;
  all["tabs"] = read_tabs;
  all["table"] = read_table;
  all["summary-list"] = read_summary_list;
  all["task-list"] = read_task_list;
  all["error-summary"] = read_error_summary;
  all["notification-banner"] = read_notification_banner;
  all["cookie-banner"] = read_cookie_banner;
}

}  // namespace hearth::html::fixture
