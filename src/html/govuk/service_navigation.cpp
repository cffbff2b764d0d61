#include "html/govuk/navigation.hpp"

#include <algorithm>

namespace hearth::html::govuk {
namespace {

void put_item(Html& out, const ServiceNavigationItem& item) {
  bool here = item.active || item.current;
  out.raw("<li").classes("govuk-service-navigation__item", {here ? "govuk-service-navigation__item--active" : ""}).raw(">");
  bool links = !item.href.empty();
  if (links || !item.text.empty()) {
    if (links)
      out.raw("<a class=\"govuk-service-navigation__link\"").href(item.href);
    else
      out.raw("<span class=\"govuk-service-navigation__text\"");
    if (here) out.attr("aria-current", item.current ? "page" : "true");
    if (links) out.attrs(item.attributes);
    out.raw(">\n");
    // The strong element still shows where one is when someone has switched our colours off.
    if (here)
      out.raw("<strong class=\"govuk-service-navigation__active-fallback\">").put(item.text).raw("</strong>");
    else
      out.put(item.text);
    links ? out.raw("\n</a>\n") : out.raw("\n</span>\n");
  }
  out.raw("</li>\n");
}

void put_name(Html& out, const ServiceNavigation& o) {
  if (o.service_name.empty()) return;
  out.raw("<span class=\"govuk-service-navigation__service-name\">\n");
  if (o.service_url.empty())
    out.raw("<span class=\"govuk-service-navigation__text\">").text(o.service_name).raw("</span>");
  else
    out.raw("<a").href(o.service_url).raw(" class=\"govuk-service-navigation__link\">\n").text(o.service_name).raw("\n</a>");
  out.raw("\n</span>\n");
}

void put_menu(Html& out, const ServiceNavigation& o) {
  auto items = std::ranges::count_if(o.navigation, [](const auto& item) { return !item.omit; });
  if (items == 0 && o.slots.navigation_start.empty() && o.slots.navigation_end.empty()) return;
  out.raw("<nav").attr("aria-label", o.navigation_label.empty() ? o.menu_button_text : o.navigation_label);
  out.classes("govuk-service-navigation__wrapper", {o.navigation_classes}).raw(">");
  if (o.collapse_navigation_on_mobile.value_or(items > 1)) {
    out.raw("<button type=\"button\" class=\"govuk-service-navigation__toggle govuk-js-service-navigation-toggle\"");
    out.attr("aria-controls", o.navigation_id);
    if (o.menu_button_label != o.menu_button_text) out.attr_if("aria-label", o.menu_button_label);
    out.raw(" hidden aria-hidden=\"true\">\n").text(o.menu_button_text).raw("\n</button>\n");
  }
  out.raw("<ul class=\"govuk-service-navigation__list\"").attr("id", o.navigation_id).raw(">").put(o.slots.navigation_start);
  for (const auto& item : o.navigation)
    if (!item.omit) put_item(out, item);
  out.put(o.slots.navigation_end).raw("</ul></nav>\n");
}

}  // namespace

Html service_navigation(const ServiceNavigation& o) {
  Html out;
  // With a name it is a landmark of its own; without, the navigation inside is one.
  bool landmark = !o.service_name.empty() || !o.slots.start.empty() || !o.slots.end.empty();
  landmark ? out.raw("<section").attr("aria-label", o.aria_label) : out.raw("<div");
  out.classes("govuk-service-navigation", {o.classes}).raw(" data-module=\"govuk-service-navigation\"").attrs(o.attributes).raw(">");
  out.raw("<div").classes("govuk-width-container", {o.slots.end_inline ? "govuk-service-navigation__inlining-container" : ""}).raw(">");
  out.put(o.slots.start).raw("<div class=\"govuk-service-navigation__container\">");
  put_name(out, o);
  put_menu(out, o);
  out.raw("</div>").put(o.slots.end).raw("</div>");
  return std::move(landmark ? out.raw("</section>\n") : out.raw("</div>\n"));
}

}  // namespace hearth::html::govuk
