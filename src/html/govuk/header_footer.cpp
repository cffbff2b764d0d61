#include "html/govuk/navigation.hpp"

namespace hearth::html::govuk {
namespace {

void put_footer_link(Html& out, const FooterLink& item) {
  out.raw("<a class=\"govuk-footer__link\"").href(item.href).attrs(item.attributes).raw(">\n").text(item.text).raw("\n</a>");
}

void put_footer_section(Html& out, const FooterSection& section) {
  out.raw("<div").classes("govuk-footer__section", {"govuk-grid-column-" + section.width});
  out.raw("><h2 class=\"govuk-footer__heading govuk-heading-m\">").text(section.title).raw("</h2>\n");
  if (!section.items.empty()) {
    auto columns = section.columns > 0 ? "govuk-footer__list--columns-" + std::to_string(section.columns) : "";
    out.raw("<ul").classes("govuk-footer__list", {columns}).raw(">");
    for (const auto& item : section.items) {
      if (item.href.empty() || item.text.empty()) continue;
      out.raw("<li class=\"govuk-footer__list-item\">");
      put_footer_link(out, item);
      out.raw("</li>\n");
    }
    out.raw("</ul>\n");
  }
  out.raw("</div>\n");
}

void put_footer_meta(Html& out, const FooterMeta& meta) {
  if (!meta.wanted && meta.items.empty() && meta.text.empty()) return;
  out.raw("<h2 class=\"govuk-visually-hidden\">").text(meta.visually_hidden_title).raw("</h2>\n");
  if (!meta.items.empty()) {
    out.raw("<ul class=\"govuk-footer__inline-list\">");
    for (const auto& item : meta.items) {
      out.raw("<li class=\"govuk-footer__inline-list-item\">");
      put_footer_link(out, item);
      out.raw("</li>\n");
    }
    out.raw("</ul>\n");
  }
  if (!meta.text.empty()) out.raw("<div class=\"govuk-footer__meta-custom\">").put(meta.text).raw("</div>\n");
}

void put_licence(Html& out, const Content& licence) {
  out.raw(
      "<svg aria-hidden=\"true\" focusable=\"false\" class=\"govuk-footer__licence-logo\" xmlns=\"http://www.w3.org/2000/svg\" "
      "viewBox=\"0 0 483.2 195.7\" height=\"17\" width=\"41\"><path fill=\"currentColor\" d=\"M421.5 142.8V.1l-50.7 32.3v161.1h112.4v-50.7z"
      "m-122.3-9.6A47.12 47.12 0 0 1 221 97.8c0-26 21.1-47.1 47.1-47.1 16.7 0 31.4 8.7 39.7 21.8l42.7-27.2A97.63 97.63 0 0 0 268.1 0"
      "c-36.5 0-68.3 20.1-85.1 49.7A98 98 0 0 0 97.8 0C43.9 0 0 43.9 0 97.8s43.9 97.8 97.8 97.8c36.5 0 68.3-20.1 85.1-49.7"
      "a97.76 97.76 0 0 0 149.6 25.4l19.4 22.2h3v-87.8h-80l24.3 27.5zM97.8 145c-26 0-47.1-21.1-47.1-47.1s21.1-47.1 47.1-47.1 47.2 21 47.2 "
      "47"
      "S123.8 145 97.8 145\"/></svg>\n<span class=\"govuk-footer__licence-description\">\n");
  if (!licence.empty())
    out.put(licence);
  else
    out.raw(
        "All content is available under the\n<a class=\"govuk-footer__link\" "
        "href=\"https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/\" rel=\"license\">"
        "Open Government Licence v3.0</a>, except where otherwise stated");
  out.raw("\n</span>\n");
}

}  // namespace

Html generic_header(const GenericHeader& o) {
  Html out;
  out.raw("<div").classes("govuk-generic-header", {o.classes}).attrs(o.attributes);
  out.raw("><div").classes("govuk-generic-header__container", {o.container_classes});
  out.raw("><div class=\"govuk-generic-header__logo\"><a").href(o.url).raw(" class=\"govuk-generic-header__homepage-link\">\n").put(o.logo);
  return std::move(out.raw("\n</a></div></div></div>\n"));
}

Html header(const Header& o) {
  Html out;
  out.raw("<div").classes("govuk-header", {o.classes}).attrs(o.attributes);
  out.raw("><div").classes("govuk-header__container", {o.container_classes}).raw("><div class=\"govuk-header__logo\">");
  o.homepage_url.empty() ? out.raw("<a href=\"//gov.uk\"") : out.raw("<a").href(o.homepage_url);
  out.raw(" class=\"govuk-header__homepage-link\">\n").append(o.logo);
  if (!o.product_name.empty()) out.raw("<span class=\"govuk-header__product-name\">").text(o.product_name).raw("</span>\n");
  return std::move(out.raw("</a></div></div></div>\n"));
}

Html footer(const Footer& o) {
  Html out;
  out.raw("<div").classes("govuk-footer", {o.classes}).attrs(o.attributes);
  out.raw("><div").classes("govuk-width-container", {o.container_classes}).raw(">").append(o.crown);
  if (!o.navigation.empty()) {
    out.raw("<div class=\"govuk-footer__navigation\">");
    for (const auto& section : o.navigation) put_footer_section(out, section);
    out.raw("</div><hr class=\"govuk-footer__section-break\">");
  }
  out.raw("<div class=\"govuk-footer__meta\"><div class=\"govuk-footer__meta-item govuk-footer__meta-item--grow\">");
  put_footer_meta(out, o.meta);
  if (o.has_content_licence) put_licence(out, o.content_licence);
  out.raw(
      "</div><div class=\"govuk-footer__meta-item\"><a class=\"govuk-footer__link govuk-footer__copyright-logo\" "
      "href=\"https://www.nationalarchives.gov.uk/information-management/re-using-public-sector-information/"
      "uk-government-licensing-framework/"
      "crown-copyright/\">\n");
  o.copyright.empty() ? out.raw("© Crown copyright") : out.put(o.copyright);
  return std::move(out.raw("\n</a></div></div></div></div>\n"));
}

}  // namespace hearth::html::govuk
