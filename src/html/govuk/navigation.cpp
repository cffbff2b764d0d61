#include "html/govuk/navigation.hpp"

#include <cstdlib>

namespace hearth::html::govuk {
namespace {

constexpr Lit arrow_back =
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" "
    "aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 "
    "1.377-1.449-4.1856-3.9768h12.896"
    "v-2h-12.984l4.2931-4.293-1.414-1.414z\"></path></svg>";
constexpr Lit arrow_on =
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" "
    "aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m8.107-0.0078125-1.4136 1.414 4.2926 "
    "4.293h-12.986v2h12.896l-4.1855 3.9766 "
    "1.377 1.4492 6.7441-6.4062-6.7246-6.7266z\"></path></svg>";

void put_crumb(Html& out, const Breadcrumb& item) {
  if (item.href.empty()) {
    out.raw("<li class=\"govuk-breadcrumbs__list-item\" aria-current=\"page\">").put(item.text).raw("</li>\n");
    return;
  }
  out.raw("<li class=\"govuk-breadcrumbs__list-item\"><a class=\"govuk-breadcrumbs__link\"").href(item.href).attrs(item.attributes);
  out.raw(">").put(item.text).raw("</a></li>\n");
}

/// `alone` is true where there are no page numbers: the links then are blocks of their own.
void put_arrow_link(Html& out, const PaginationLink& link, bool back, bool alone) {
  if (link.href.empty()) return;
  out.raw("<div")
      .classes(back ? Lit("govuk-pagination__prev") : Lit("govuk-pagination__next"))
      .raw("><a class=\"govuk-link govuk-pagination__link\"");
  out.href(link.href).attr("rel", back ? "prev" : "next").attrs(link.attributes).raw(">\n");
  if (back || alone) out.raw(back ? arrow_back : arrow_on).raw("\n");
  bool bare = alone && link.label_text.empty();
  out.raw("<span").classes("govuk-pagination__link-title", {bare ? "govuk-pagination__link-title--decorated" : ""}).raw(">\n");
  if (!link.text.empty())
    out.put(link.text);
  else if (back)
    out.raw("Previous<span class=\"govuk-visually-hidden\"> page</span>");
  else
    out.raw("Next<span class=\"govuk-visually-hidden\"> page</span>");
  out.raw("\n</span>\n");
  if (alone && !link.label_text.empty()) {
    out.raw("<span class=\"govuk-visually-hidden\">:</span>\n<span class=\"govuk-pagination__link-label\">").text(link.label_text);
    out.raw("</span>\n");
  }
  if (!back && !alone) out.raw(arrow_on).raw("\n");
  out.raw("</a></div>\n");
}

void put_page(Html& out, const PaginationItem& item) {
  out.raw("<li").classes("govuk-pagination__item",
                         {item.current ? "govuk-pagination__item--current" : "", item.ellipsis ? "govuk-pagination__item--ellipsis" : ""});
  if (item.ellipsis) {
    out.raw(">&ctdot;</li>\n");
    return;
  }
  out.raw("><a class=\"govuk-link govuk-pagination__link\"").href(item.href);
  out.attr("aria-label", item.visually_hidden_text.empty() ? "Page " + item.number : item.visually_hidden_text);
  if (item.current) out.raw(" aria-current=\"page\"");
  out.attrs(item.attributes).raw(">\n").text(item.number).raw("\n</a></li>\n");
}

void put_language(Html& out, const Language& item) {
  bool current = item.current || item.href.empty();
  out.raw("<li class=\"govuk-language-navigation__list-item\">");
  if (current)
    out.raw("<span").classes("govuk-language-navigation__text", {item.classes}).raw(" aria-current=\"true\"").attr_if("lang", item.lang);
  else
    out.raw("<a")
        .classes("govuk-language-navigation__link", {item.classes})
        .href(item.href)
        .raw(" rel=\"alternate\"")
        .attr_if("lang", item.lang)
        .attr_if("hreflang", item.href_lang.empty() ? item.lang : item.href_lang);
  out.attr_if("dir", item.dir).attrs(item.attributes).raw(">").put(item.text);
  if (!current && !item.language_description_text.empty())
    out.raw("<span class=\"govuk-visually-hidden\"> ").text(item.language_description_text).raw("</span>");
  current ? out.raw("</span></li>\n") : out.raw("\n</a></li>\n");
}

}  // namespace

Html breadcrumbs(const Breadcrumbs& o) {
  Html out;
  out.raw("<nav").classes("govuk-breadcrumbs", {o.classes, o.collapse_on_mobile ? "govuk-breadcrumbs--collapse-on-mobile" : ""});
  out.attrs(o.attributes).attr("aria-label", o.label_text).raw("><ol class=\"govuk-breadcrumbs__list\">");
  for (const auto& item : o.items) put_crumb(out, item);
  return std::move(out.raw("</ol></nav>\n"));
}

Html pagination(const Pagination& o) {
  Html out;
  bool alone = o.items.empty() && !(o.previous.href.empty() && o.next.href.empty());
  out.raw("<nav").classes("govuk-pagination", {alone ? "govuk-pagination--block" : "", o.classes}).attr("aria-label", o.landmark_label);
  out.attrs(o.attributes).raw(">");
  put_arrow_link(out, o.previous, true, alone);
  if (!o.items.empty()) {
    out.raw("<ul class=\"govuk-pagination__list\">");
    for (const auto& item : o.items)
      if (!item.omit) put_page(out, item);
    out.raw("</ul>\n");
  }
  put_arrow_link(out, o.next, false, alone);
  return std::move(out.raw("</nav>\n"));
}

Pagination pages_of(const Url& list, int current, int last) {
  if (last <= 1) return {};
  auto page = [&](int n) { return list.with("page", std::to_string(n)); };
  Pagination o;
  if (current > 1) o.previous.href = page(current - 1);
  if (current < last) o.next.href = page(current + 1);
  for (int n = 1, written = 0; n <= last; ++n) {
    if (n != 1 && n != last && std::abs(n - current) > 1) continue;
    if (n - written == 2) o.items.push_back({.number = std::to_string(n - 1), .href = page(n - 1)});  // dots would hide just this one
    if (n - written > 2) o.items.push_back({.ellipsis = true});
    o.items.push_back({.number = std::to_string(n), .href = page(n), .current = n == current});
    written = n;
  }
  return o;
}

Html pagination(const Url& list, int current, int last) { return last <= 1 ? Html() : pagination(pages_of(list, current, last)); }

Html language_navigation(const LanguageNavigation& o) {
  Html out;
  out.raw("<nav").classes("govuk-language-navigation", {o.classes}).attrs(o.attributes).attr("aria-label", o.aria_label);
  out.raw("><ul class=\"govuk-language-navigation__list\">");
  for (const auto& item : o.items) put_language(out, item);
  return std::move(out.raw("</ul></nav>\n"));
}

}  // namespace hearth::html::govuk
