// Reads the published options of GOV.UK's header, navigation and footer into ours.
#include "html/fixture_kit.hpp"
#include "html/govuk/navigation.hpp"

namespace hearth::html::fixture {
namespace {

using namespace govuk;

Html read_breadcrumbs(Options o) {
  Breadcrumbs b{.label_text = o.text("labelText", "Breadcrumb"),
                .collapse_on_mobile = o.flag("collapseOnMobile"),
                .classes = o.text("classes"),
                .attributes = o.attributes()};
  b.items = o.list("items", [](Options i) { return Breadcrumb{i.content(), i.url("href"), i.attributes()}; });
  return breadcrumbs(b);
}

PaginationLink link_of(Options o) { return {o.content(), o.url("href"), o.text("labelText"), o.attributes()}; }

Html read_pagination(Options o) {
  Pagination p{.previous = link_of(o["previous"]), .next = link_of(o["next"])};
  p.items = o.list("items", [](Options i) {
    return PaginationItem{.number = i.text("number"),
                          .href = i.url("href"),
                          .current = i.flag("current"),
                          .ellipsis = i.flag("ellipsis"),
                          .visually_hidden_text = i.text("visuallyHiddenText"),
                          .omit = i.value()->as_object().empty(),
                          .attributes = i.attributes()};
  });
  p.landmark_label = o.text("landmarkLabel", "Pagination");
  p.classes = o.text("classes");
  p.attributes = o.attributes();
  return pagination(p);
}

Html read_service_navigation(Options o) {
  ServiceNavigation s{.service_name = o.text("serviceName"), .service_url = o.url("serviceUrl")};
  s.navigation = o.list("navigation", [](Options i) {
    return ServiceNavigationItem{
        .text = i.content(), .href = i.url("href"), .current = i.flag("current"), .active = i.flag("active"), .attributes = i.attributes()};
  });
  s.aria_label = o.text("ariaLabel", "Service information");
  s.menu_button_text = o.text("menuButtonText", "Menu");
  s.menu_button_label = o.text("menuButtonLabel");
  s.navigation_label = o.text("navigationLabel");
  s.navigation_id = o.text("navigationId", "navigation");
  s.navigation_classes = o.text("navigationClasses");
  s.collapse_navigation_on_mobile = o.maybe_flag("collapseNavigationOnMobile");
  auto slots = o["slots"];
  s.slots.start = slots.html("start");
  s.slots.end = slots["end"].is_text() ? slots.html("end") : slots["end"].html("html");
  s.slots.end_inline = slots["end"].text("align") == "inline";
  s.slots.navigation_start = slots.html("navigationStart");
  s.slots.navigation_end = slots.html("navigationEnd");
  s.classes = o.text("classes");
  s.attributes = o.attributes();
  return service_navigation(s);
}

Html read_language_navigation(Options o) {
  LanguageNavigation l{.aria_label = o.text("ariaLabel", "Language"), .classes = o.text("classes"), .attributes = o.attributes()};
  l.items = o.list("items", [](Options i) {
    return Language{.text = i.content(),
                    .lang = i.text("lang"),
                    .href = i.url("href"),
                    .href_lang = i.text("hrefLang"),
                    .dir = i.text("dir"),
                    .current = i.flag("current"),
                    .language_description_text = i.text("languageDescriptionText"),
                    .classes = i.text("classes"),
                    .attributes = i.attributes()};
  });
  return language_navigation(l);
}

Html read_generic_header(Options o) {
  GenericHeader g{.logo = o.content("logoText", "logoHtml"),
                  .container_classes = o.text("containerClasses", "govuk-width-container"),
                  .classes = o.text("classes"),
                  .attributes = o.attributes()};
  if (auto url = o.url("url"); !url.empty()) g.url = url;
  return generic_header(g);
}

// The logo and the crown are the caller's: here, the package's own, taken from its first published example.
Html drawing_of(const std::string& component) {
  auto file = read_json(node_modules() + "/govuk-frontend/dist/govuk/components/" + component + "/fixtures.json");
  return drawing_in(std::string_view(file.at("fixtures").at(0).at("html").as_string()));
}

Html read_header(Options o) {
  return header({.logo = drawing_of("header"),
                 .product_name = o.text("productName"),
                 .homepage_url = o.url("homepageUrl"),
                 .container_classes = o.text("containerClasses", "govuk-width-container"),
                 .classes = o.text("classes"),
                 .attributes = o.attributes()});
}

FooterLink footer_link_of(Options o) { return {o.text("text"), o.url("href"), o.attributes()}; }

Html read_footer(Options o) {
  Footer f{.crown = drawing_of("footer")};
  f.navigation = o.list("navigation", [](Options n) {
    return FooterSection{n.text("title"), n.text("width", "full"), n.number("columns"), n.list("items", footer_link_of)};
  });
  auto meta = o["meta"];
  f.meta = {meta.text("visuallyHiddenTitle", "Support links"), meta.list("items", footer_link_of), meta.content(), meta.truthy()};
  f.has_content_licence = o["contentLicence"].missing() || o.flag("contentLicence");
  f.content_licence = o["contentLicence"].content();
  f.copyright = o["copyright"].content();
  f.container_classes = o.text("containerClasses");
  f.classes = o.text("classes");
  f.attributes = o.attributes();
  return footer(f);
}

}  // namespace

void add_navigation(Components& all) {
  all["breadcrumbs"] = read_breadcrumbs;
  all["pagination"] = read_pagination;
  all["service-navigation"] = read_service_navigation;
  all["language-navigation"] = read_language_navigation;
  all["generic-header"] = read_generic_header;
  all["header"] = read_header;
  all["footer"] = read_footer;
}

}  // namespace hearth::html::fixture
