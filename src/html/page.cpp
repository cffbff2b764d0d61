#include "html/page.hpp"

#include "html/govuk/actions.hpp"

namespace hearth::html {
namespace {

std::string title_of(const PageOptions& o) {
  auto title = (o.has_errors ? "Error: " : "") + o.title;
  if (!o.service_name.empty()) title += (title.empty() ? "" : " - ") + o.service_name;
  return title;
}

void put_head(Html& out, const PageOptions& o) {
  out.raw("<head>\n<meta charset=\"utf-8\">\n<title>").text(title_of(o)).raw("</title>\n");
  out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n");
  out.raw("<meta name=\"theme-color\"").attr("content", o.theme_colour).raw(">\n");
  if (!o.icon.empty()) out.raw("<link rel=\"icon\" sizes=\"any\"").href(o.icon).raw(" type=\"image/svg+xml\">\n");
  if (!o.stylesheet.empty()) out.raw("<link rel=\"stylesheet\"").href(o.stylesheet).raw(">\n");
  for (const auto& script : o.scripts) out.raw("<script type=\"module\"").src(script).raw("></script>\n");
  out.append(o.head).raw("</head>\n");
}

void put_header(Html& out, const PageOptions& o) {
  out.raw("<header class=\"govuk-template__header\">\n<div class=\"govuk-generic-header hearth-header\">");
  out.raw("<div class=\"govuk-generic-header__container govuk-width-container\"><div class=\"govuk-generic-header__logo\"><a").href(o.home);
  out.raw(" class=\"govuk-generic-header__homepage-link\"><span class=\"hearth-header__name\">")
      .text(o.product_name)
      .raw("</span></a></div>");
  if (!o.header_end.empty()) out.raw("<div class=\"hearth-header__end\">").put(o.header_end).raw("</div>");
  out.raw("</div></div>\n");
  if (!o.navigation.service_name.empty() || !o.navigation.navigation.empty()) out.append(govuk::service_navigation(o.navigation));
  out.raw("</header>\n");
}

void put_footer(Html& out, const PageOptions& o) {
  if (o.footer_links.empty() && o.footer_text.empty()) return;
  out.raw("<footer class=\"govuk-template__footer\">\n<div class=\"govuk-footer\"><div class=\"govuk-width-container\">");
  out.raw("<div class=\"govuk-footer__meta\"><div class=\"govuk-footer__meta-item govuk-footer__meta-item--grow\">");
  if (!o.footer_links.empty()) {
    out.raw("<h2 class=\"govuk-visually-hidden\">Support links</h2>\n<ul class=\"govuk-footer__inline-list\">");
    for (const auto& link : o.footer_links) {
      out.raw("<li class=\"govuk-footer__inline-list-item\"><a class=\"govuk-footer__link\"").href(link.href).attrs(link.attributes);
      out.raw(">").text(link.text).raw("</a></li>\n");
    }
    out.raw("</ul>\n");
  }
  if (!o.footer_text.empty()) out.raw("<div class=\"govuk-footer__meta-custom\">").put(o.footer_text).raw("</div>");
  out.raw("</div></div></div></div>\n</footer>\n");
}

}  // namespace

Html page(const PageOptions& o) {
  Html out;
  out.reserve(o.main.size() + 4096);
  out.raw("<!DOCTYPE html>\n<html").attr("lang", o.language.lang).attr_if("dir", o.language.dir).raw(" class=\"govuk-template\">\n");
  put_head(out, o);
  out.raw("<body").classes("govuk-template__body", {o.body_classes}).attrs(o.body_attributes).raw(">\n");
  if (o.bare) {
    out.raw("<main").classes("hearth-bare", {o.main_classes}).raw(" id=\"main-content\">\n").append(o.main).raw("</main>\n");
    return std::move(out.append(o.body_end).raw("</body>\n</html>\n"));
  }
  out.append(o.body_start);
  out.append(govuk::skip_link({.text = "Skip to main content", .href = "#main-content"}));
  put_header(out, o);
  out.raw("<div class=\"govuk-width-container\">\n").append(o.before_content);
  out.raw("<main").classes("govuk-main-wrapper", {o.main_classes}).raw(" id=\"main-content\">\n").append(o.main).raw("</main>\n</div>\n");
  put_footer(out, o);
  out.append(o.body_end);
  return std::move(out.raw("</body>\n</html>\n"));
}

}  // namespace hearth::html
