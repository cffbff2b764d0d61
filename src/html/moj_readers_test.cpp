// Reads the options of MoJ's components, as testdata/moj_cases.json has them, into ours.
#include "html/fixture_kit.hpp"
#include "html/moj.hpp"

namespace hearth::html::fixture {
namespace {

using namespace moj;

Html html_of(const Content& content) { return join(content); }

int level_of(Options o, int otherwise) { return o.number("headingLevel", otherwise); }

NavigationItem item_of(Options o) {
  return {
      .text = o.content(), .href = o.url("href"), .active = o.flag("active"), .classes = o.text("classes"), .attributes = o.attributes()};
}

Html read_alert(Options o) {
  Alert a{.title = o.text("title"), .text = o.content(), .variant = o.text("variant", "information")};
  a.show_title_as_heading = o.flag("showTitleAsHeading");
  a.heading_level = std::stoi(o.text("headingTag", "h2").substr(1));
  a.dismissible = o.flag("dismissible");
  a.dismiss_text = o.text("dismissText", "Dismiss");
  a.disable_auto_focus = o.flag("disableAutoFocus");
  a.focus_on_dismiss_selector = o.text("focusOnDismissSelector");
  a.role = o.text("role", "region");
  a.classes = o.text("classes");
  a.attributes = o.attributes();
  return alert(a);
}

Html read_header(Options one) {
  auto o = one["options"];
  auto label = [&](std::string_view key) { return HeaderLabel{o[key].content(), o[key].url("href")}; };
  auto nav = o["navigation"];
  return header({.logo = drawing_in(one.text("html")),
                 .organisation_label = label("organisationLabel"),
                 .service_label = label("serviceLabel"),
                 .navigation = {nav.list("items", item_of), nav.text("label"), nav.text("classes"), nav.attributes()},
                 .container_classes = o.text("containerClasses"),
                 .classes = o.text("classes"),
                 .attributes = o.attributes()});
}

Html read_primary_navigation(Options o) {
  return primary_navigation({.items = o.list("items", item_of),
                             .label = o.text("label"),
                             .search = html_of(o.html("searchHtml")),
                             .container_classes = o.text("containerClasses"),
                             .classes = o.text("classes"),
                             .attributes = o.attributes()});
}

Html read_side_navigation(Options o) {
  SideNavigation s{.items = o.list("items", item_of), .label = o.text("label"), .classes = o.text("classes"), .attributes = o.attributes()};
  s.sections = o.list("sections", [](Options i) {
    auto h = i["heading"];
    return SideNavigationSection{h.content(), i.list("items", item_of), level_of(h, 4), h.text("classes"), h.attributes()};
  });
  return side_navigation(s);
}

Html read_organisation_switcher(Options o) {
  auto link = o["link"];
  return organisation_switcher(
      {.text = o.content(),
       .link = {link.text("text", "Change organisation"), link.url("href"), link.text("id"), link.text("classes"), link.attributes()},
       .id = o.text("id"),
       .label = o.text("label", "Organisation switcher"),
       .classes = o.text("classes"),
       .attributes = o.attributes()});
}

govuk::Button button_of(Options o) {
  return {.text = o.content(),
          .href = o.url("href"),
          .type = o.text("type", "submit"),
          .name = o.text("name"),
          .value = o.text("value"),
          .classes = o.text("classes"),
          .id = o.text("id"),
          .disabled = o.flag("disabled"),
          .prevent_double_click = o.maybe_flag("preventDoubleClick"),
          .attributes = o.attributes()};
}

ButtonMenu menu_of(Options o) {
  return {.button_text = o["button"].text("text"),
          .items = o.list("items", button_of),
          .button_classes = o["button"].text("classes"),
          .align_menu = o.text("alignMenu"),
          .classes = o.text("classes"),
          .attributes = o.attributes()};
}

Html read_page_header_actions(Options o) {
  auto heading = o["heading"];
  return page_header_actions({.heading = heading.content(),
                              .items = o.list("items", button_of),
                              .heading_level = heading.number("level", 1),
                              .heading_classes = heading.text("classes", "govuk-heading-xl"),
                              .classes = o.text("classes"),
                              .attributes = o.attributes()});
}

govuk::PaginationLink link_of(Options o) { return {o.content(), o.url("href"), o.text("labelText"), o.attributes()}; }

Html read_pagination(Options o) {
  Pagination p{.pages = {.previous = link_of(o["previous"]), .next = link_of(o["next"])}};
  p.pages.items = o.list("items", [](Options i) {
    bool dots = i.flag("ellipsis") || i.text("type") == "dots";
    return govuk::PaginationItem{.number = i.text("number", i.text("text")),
                                 .href = i.url("href"),
                                 .current = i.flag("current") || i.flag("selected"),
                                 .ellipsis = dots};
  });
  p.pages.landmark_label = o.text("landmarkLabel", "Pagination");
  p.pages.classes = o.text("classes");
  p.pages.attributes = o.attributes();
  if (auto r = o["results"]; r.truthy())
    p.results = PaginationResults{r.text("text", "results"),    r.number("from"),          r.number("to"), r.number("count"),
                                  r["pages"].number("current"), r["pages"].number("count")};
  return pagination(p);
}

InterruptionAction action_of(Options o, std::string_view style) {
  return {.text = o.text("text"), .href = o.url("href"), .link = o.text("style", style) == "link", .attributes = o.attributes()};
}

Message message_of(Options o) {
  auto words = o["words"];  // the template writes its words into datetime, too; ours takes what HTML wants there
  return {.id = o.text("id"),
          .sent = o.text("type") == "sent",
          .sender = o.text("sender"),
          .text = o.content(),
          .date = words.text("date"),
          .time = words.text("time"),
          .machine_date = words.text("date"),
          .machine_time = words.text("time")};
}

Html read_timeline(Options o) {
  Timeline t{.heading_level = level_of(o, 2), .classes = o.text("classes"), .attributes = o.attributes()};
  t.items = o.list("items", [](Options i) {
    auto when = i["datetime"];
    return TimelineItem{i["label"].content(), i["byline"].content(), when.text("timestamp"), when.text("words"),
                        i.content(),          i.text("classes"),     i.attributes()};
  });
  return timeline(t);
}

Html read_progress_bar(Options o) {
  ProgressBar p{.label = o.text("label"), .id = o.text("id", "progress"), .classes = o.text("classes"), .attributes = o.attributes()};
  p.items = o.list("items", [](Options i) {
    return ProgressItem{i["label"].content(), i.flag("complete"),         i.flag("active"), i.text("id"),
                        i.text("classes"),    i["label"].text("classes"), i.attributes()};
  });
  return progress_bar(p);
}

Html read_task_list(Options o) {
  TaskList t{.classes = o.text("classes"), .attributes = o.attributes()};
  t.sections = o.list("sections", [](Options s) {
    auto tasks = s.list("items", [](Options i) { return SectionTask{i.content(), i.url("href"), i.flag("complete"), i.attributes()}; });
    return TaskSection{s["heading"].content(), tasks, level_of(s["heading"], 2), s["heading"].text("classes")};
  });
  return task_list(t);
}

Html read_ticket_panel(Options o) {
  auto items = o.list("items", [](Options i) { return TicketPanelItem{i.content(), i.text("classes"), i.attributes()}; });
  return ticket_panel({items, o.text("classes"), o.attributes()});
}

}  // namespace

Components moj_components() {
  Components all;
  all["alert"] = read_alert;
  all["badge"] = [](Options o) { return badge({o.content(), o.text("classes"), o.attributes()}); };
  all["banner"] = [](Options o) {
    return banner({o.content(), o.text("type"), o.text("iconFallbackText"), o.text("classes"), o.attributes()});
  };
  all["button-menu"] = [](Options o) { return button_menu(menu_of(o)); };
  all["identity-bar"] = [](Options o) {
    return identity_bar({o["title"].content(), o.list("menus", menu_of), o.text("classes"), o.attributes()});
  };
  all["messages"] = [](Options o) {
    return messages({o.list("items", message_of), o.text("id", "messages"), o.text("label"), o.text("classes"), o.attributes()});
  };
  all["notification-badge"] = [](Options o) {
    return notification_badge({o.number("text"), o.text("visuallyHiddenText"), o.text("classes"), o.attributes()});
  };
  all["organisation-switcher"] = read_organisation_switcher;
  all["page-header-actions"] = read_page_header_actions;
  all["pagination"] = read_pagination;
  all["primary-navigation"] = read_primary_navigation;
  all["progress-bar"] = read_progress_bar;
  all["side-navigation"] = read_side_navigation;
  all["sub-navigation"] = [](Options o) {
    return sub_navigation({o.list("items", item_of), o.text("label", "Secondary navigation region"), o.text("classes"), o.attributes()});
  };
  all["task-list"] = read_task_list;
  all["ticket-panel"] = read_ticket_panel;
  all["timeline"] = read_timeline;
  add_moj_forms(all);
  // These two need more of the case: the crest that the template drew, and the body, which is the template's caller.
  for (auto& [name, component] : all) component = [read = std::move(component)](Options one) { return read(one["options"]); };
  all["header"] = read_header;
  all["interruption-card"] = [](Options one) {
    auto o = one["options"];
    return interruption_card(
        {o.text("heading"), one.html("body"), action_of(o["primaryAction"], "button"), action_of(o["secondaryAction"], "link")});
  };
  return all;
}

}  // namespace hearth::html::fixture
