#include "html/moj/navigation.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace hearth::html::moj {
namespace {

void put_header_label(Html& out, const HeaderLabel& label, Lit classes) {
  if (label.text.empty()) return;
  bool links = !label.href.empty();
  links ? out.raw("<a").classes(classes).href(label.href) : out.raw("<span").classes(classes);
  out.raw(">").put(label.text);
  links ? out.raw("</a>\n") : out.raw("</span>\n");
}

void put_side_items(Html& out, const std::vector<NavigationItem>& items) {
  out.raw("<ul class=\"moj-side-navigation__list\">");
  for (const auto& item : items) {
    out.raw("<li").classes("moj-side-navigation__item", {item.active ? "moj-side-navigation__item--active" : ""}).attrs(item.attributes);
    out.raw("><a").href(item.href);
    if (item.active) out.raw(" aria-current=\"location\"");
    out.raw(">").put(item.text).raw("</a></li>\n");
  }
  out.raw("</ul>\n");
}

std::string results_sentence(const PaginationResults& r, bool has_items) {
  if (has_items && r.current_page > 0 && r.page_count > 0) return fmt::format("Page {} of {}", r.current_page, r.page_count);
  if (has_items && r.from > 0 && r.to > 0)
    return r.count > 0 ? fmt::format("Showing {} to {} of {} total {}", r.from, r.to, r.count, r.text)
                       : fmt::format("Showing {} {} to {}", r.text, r.from, r.to);
  return r.count > 0 ? fmt::format("{} total {}", r.count, r.text) : "";
}

}  // namespace

Html header(const Header& o) {
  Html out;
  out.raw("<header").classes("moj-header", {o.classes}).raw(" role=\"banner\"").attrs(o.attributes);
  out.raw("><div").classes("moj-header__container", {o.container_classes}).raw("><div class=\"moj-header__logo\">").append(o.logo);
  put_header_label(out, o.organisation_label, "moj-header__link moj-header__link--organisation-name");
  put_header_label(out, o.service_label, "moj-header__link moj-header__link--service-name");
  out.raw("</div>");
  if (const auto& nav = o.navigation; !nav.items.empty()) {
    out.raw("<div class=\"moj-header__content\"><nav").classes("moj-header__navigation", {nav.classes}).attr_if("aria-label", nav.label);
    out.attrs(nav.attributes).raw("><ul class=\"moj-header__navigation-list\">");
    for (const auto& item : nav.items) {
      out.raw("<li class=\"moj-header__navigation-item\"><a class=\"moj-header__navigation-link\"").href(item.href);
      if (item.active) out.raw(" aria-current=\"page\"");
      out.attrs(item.attributes).raw(">").put(item.text).raw("</a></li>\n");
    }
    out.raw("</ul></nav></div>");
  }
  return std::move(out.raw("</div></header>\n"));
}

Html primary_navigation(const PrimaryNavigation& o) {
  Html out;
  out.raw("<div").classes("moj-primary-navigation", {o.container_classes}).raw("><div class=\"moj-primary-navigation__container\">");
  out.raw("<div class=\"moj-primary-navigation__nav\"><nav").classes("moj-primary-navigation", {o.classes});
  out.attr_if("aria-label", o.label).attrs(o.attributes).raw("><ul class=\"moj-primary-navigation__list\">");
  for (const auto& item : o.items) {
    out.raw("<li class=\"moj-primary-navigation__item\"><a class=\"moj-primary-navigation__link\"");
    if (item.active) out.raw(" aria-current=\"page\"");
    out.href(item.href).attrs(item.attributes).raw(">").put(item.text).raw("</a></li>\n");
  }
  out.raw("</ul></nav></div>");
  if (!o.search.empty()) out.raw("<div class=\"moj-primary-navigation__search\">").append(o.search).raw("</div>");
  return std::move(out.raw("</div></div>\n"));
}

Html sub_navigation(const SubNavigation& o) {
  Html out;
  out.raw("<nav").classes("moj-sub-navigation", {o.classes}).attr("aria-label", o.label).attrs(o.attributes);
  out.raw("><ul class=\"moj-sub-navigation__list\">");
  for (const auto& item : o.items) {
    out.raw("<li").classes("moj-sub-navigation__item", {item.classes}).raw("><a class=\"moj-sub-navigation__link\"");
    if (item.active) out.raw(" aria-current=\"page\"");
    out.href(item.href).attrs(item.attributes).raw(">").put(item.text).raw("</a></li>\n");
  }
  return std::move(out.raw("</ul></nav>\n"));
}

Html side_navigation(const SideNavigation& o) {
  Html out;
  out.raw("<nav").classes("moj-side-navigation", {o.classes}).attr_if("aria-label", o.label).attrs(o.attributes).raw(">");
  for (const auto& section : o.sections) {
    out.raw("<h").number(section.heading_level).classes("moj-side-navigation__title", {section.heading_classes});
    out.attrs(section.heading_attributes).raw(">").put(section.heading).raw("</h").number(section.heading_level).raw(">\n");
    put_side_items(out, section.items);
  }
  if (o.sections.empty()) put_side_items(out, o.items);
  return std::move(out.raw("</nav>\n"));
}

Html organisation_switcher(const OrganisationSwitcher& o) {
  Html out;
  out.raw("<div").attr_if("id", o.id).classes("moj-organisation-nav", {o.classes}).attr("aria-label", o.label).attrs(o.attributes);
  out.raw("><div class=\"moj-organisation-nav__title\">").put(o.text).raw("</div>");
  if (const auto& link = o.link; !link.href.empty())
    out.raw("<a")
        .attr_if("id", link.id)
        .href(link.href)
        .classes("moj-organisation-nav__link", {link.classes})
        .attrs(link.attributes)
        .raw(">")
        .text(link.text)
        .raw("</a>");
  return std::move(out.raw("</div>\n"));
}

Html button_menu(const ButtonMenu& o) {
  Html out;
  out.raw("<div").classes("moj-button-menu", {o.classes}).raw(" data-module=\"moj-button-menu\"").attrs(o.attributes);
  out.attr_if("data-button-text", o.button_text).attr_if("data-button-classes", o.button_classes);
  out.attr_if("data-align-menu", o.align_menu).raw(">");
  for (auto item : o.items) {
    item.classes = "moj-button-menu__item govuk-button--secondary" + (item.classes.empty() ? "" : " " + item.classes);
    out.append(govuk::button(item));
  }
  return std::move(out.raw("</div>\n"));
}

Html identity_bar(const IdentityBar& o) {
  Html out;
  out.raw("<div").classes("moj-identity-bar", {o.classes}).attrs(o.attributes);
  out.raw("><div class=\"moj-identity-bar__container\"><div class=\"moj-identity-bar__details\">");
  if (!o.title.empty()) out.raw("<span class=\"moj-identity-bar__title\">").put(o.title).raw("</span>");
  out.raw("</div>");
  if (!o.menus.empty()) {
    out.raw("<div class=\"moj-identity-bar__actions\">");
    for (const auto& menu : o.menus) out.raw("<div class=\"moj-identity-bar__menu\">").append(button_menu(menu)).raw("</div>\n");
    out.raw("</div>");
  }
  return std::move(out.raw("</div></div>\n"));
}

Html page_header_actions(const PageHeaderActions& o) {
  Html out;
  out.raw("<div").classes("moj-page-header-actions", {o.classes}).attrs(o.attributes);
  out.raw("><div class=\"moj-page-header-actions__title\"><h").number(o.heading_level).attr("class", o.heading_classes);
  out.raw(">").put(o.heading).raw("</h").number(o.heading_level).raw("></div>\n");
  if (!o.items.empty()) {
    out.raw("<div class=\"moj-page-header-actions__actions\"><div class=\"moj-button-group moj-button-group--inline\">");
    for (const auto& button : o.items) out.append(govuk::button(button));
    out.raw("</div></div>\n");
  }
  return std::move(out.raw("</div>\n"));
}

Html pagination(const Pagination& o) {
  Html out;
  out.raw("<div class=\"moj-pagination\">");
  if (o.pages.items.size() > 1) {
    auto pages = o.pages;
    pages.classes = "moj-pagination__pagination" + (pages.classes.empty() ? "" : " " + pages.classes);
    out.append(govuk::pagination(pages));
  }
  auto sentence = o.results ? results_sentence(*o.results, !o.pages.items.empty()) : "";
  if (!sentence.empty()) out.raw("<p class=\"moj-pagination__results\">").text(sentence).raw("</p>");
  return std::move(out.raw("</div>\n"));
}

Html pagination(const Url& list, int current, int per_page, int count, std::string_view text) {
  int last = std::max(1, (count + per_page - 1) / per_page);
  PaginationResults results{.text = std::string(text), .count = count};
  if (last > 1) {
    results.from = (current - 1) * per_page + 1;
    results.to = std::min(count, current * per_page);
  }
  return pagination({.pages = govuk::pages_of(list, current, last), .results = results});
}

}  // namespace hearth::html::moj
