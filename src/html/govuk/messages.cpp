#include "html/govuk/messages.hpp"

#include "html/govuk/actions.hpp"

namespace hearth::html::govuk {
namespace {

void put_error_item(Html& out, const ErrorSummaryItem& item) {
  out.raw("<li>");
  if (item.href.empty())
    out.put(item.text);
  else
    out.raw("<a").href(item.href).attrs(item.attributes).raw(">").put(item.text).raw("</a>");
  out.raw("</li>\n");
}

void put_cookie_action(Html& out, const CookieBannerAction& a) {
  if (a.href.empty() || a.type == "button") {
    out.append(button({.text = a.text,
                       .href = a.href,
                       .type = a.type.empty() ? "button" : a.type,
                       .name = a.name,
                       .value = a.value,
                       .classes = a.classes,
                       .attributes = a.attributes}));
    return;
  }
  out.raw("<a").classes("govuk-link", {a.classes}).href(a.href).attrs(a.attributes).raw(">").text(a.text).raw("</a>\n");
}

void put_cookie_message(Html& out, const CookieBannerMessage& m) {
  out.raw("<div").classes("govuk-cookie-banner__message", {m.classes, "govuk-width-container"}).attr_if("role", m.role);
  out.attrs(m.attributes).flag("hidden", m.hidden);
  out.raw("><div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">");
  if (!m.heading.empty()) out.raw("<h2 class=\"govuk-cookie-banner__heading govuk-heading-m\">").put(m.heading).raw("</h2>\n");
  out.raw("<div class=\"govuk-cookie-banner__content\">");
  if (m.text.is_text())
    out.raw("<p class=\"govuk-body\">").put(m.text).raw("</p>");
  else
    out.put(m.text);
  out.raw("</div></div></div>\n");
  if (!m.actions.empty()) {
    out.raw("<div class=\"govuk-button-group\">");
    for (const auto& action : m.actions) put_cookie_action(out, action);
    out.raw("</div>\n");
  }
  out.raw("</div>\n");
}

}  // namespace

Html error_summary(const ErrorSummary& o) {
  Html out;
  out.raw("<div").classes("govuk-error-summary", {o.classes});
  if (o.disable_auto_focus) out.attr("data-disable-auto-focus", *o.disable_auto_focus ? "true" : "false");
  // The alert is a box of its own, so that moving the focus to the summary does not cut its reading short.
  out.attrs(o.attributes).raw(" data-module=\"govuk-error-summary\"><div role=\"alert\"><h2 class=\"govuk-error-summary__title\">");
  out.put(o.title).raw("</h2>\n<div class=\"govuk-error-summary__body\">");
  if (!o.description.empty()) out.raw("<p>").put(o.description).raw("</p>\n");
  if (!o.error_list.empty()) {
    out.raw("<ul class=\"govuk-list govuk-error-summary__list\">");
    for (const auto& item : o.error_list) put_error_item(out, item);
    out.raw("</ul>");
  }
  return std::move(out.raw("</div></div></div>\n"));
}

Html error_summary(const Refusals& refusals) {
  if (refusals.empty()) return {};
  ErrorSummary summary;
  for (const auto& r : refusals) summary.error_list.push_back({.text = r.sentence, .href = r.field.empty() ? Url() : Url().at(r.field)});
  return error_summary(summary);
}

Html notification_banner(const NotificationBanner& o) {
  Html out;
  bool success = o.type == "success";
  out.raw("<div").classes("govuk-notification-banner", {success ? "govuk-notification-banner--success" : "", o.classes});
  out.attr("role", !o.role.empty() ? o.role : success ? "alert" : "region").attr("aria-labelledby", o.title_id);
  out.raw(" data-module=\"govuk-notification-banner\"");
  if (o.disable_auto_focus) out.attr("data-disable-auto-focus", *o.disable_auto_focus ? "true" : "false");
  out.attrs(o.attributes).raw("><div class=\"govuk-notification-banner__header\"><h").number(o.title_heading_level);
  out.raw(" class=\"govuk-notification-banner__title\"").attr("id", o.title_id).raw(">");
  out.put(!o.title.empty() ? o.title : success ? "Success" : "Important").raw("</h").number(o.title_heading_level);
  out.raw("></div><div class=\"govuk-notification-banner__content\">");
  if (o.text.is_text())
    out.raw("<p class=\"govuk-notification-banner__heading\">").put(o.text).raw("</p>");
  else
    out.put(o.text);
  return std::move(out.raw("</div></div>\n"));
}

Html phase_banner(const PhaseBanner& o) {
  Html out;
  auto phase = o.tag;
  phase.classes = "govuk-phase-banner__content__tag" + (phase.classes.empty() ? "" : " " + phase.classes);
  out.raw("<div").classes("govuk-phase-banner govuk-width-container", {o.classes}).attrs(o.attributes);
  out.raw("><p class=\"govuk-phase-banner__content\">").append(tag(phase)).raw("<span class=\"govuk-phase-banner__text\">\n").put(o.text);
  return std::move(out.raw("\n</span></p></div>\n"));
}

Html cookie_banner(const CookieBanner& o) {
  Html out;
  out.raw("<div").classes("govuk-cookie-banner", {o.classes}).raw(" data-nosnippet role=\"region\"").attr("aria-label", o.aria_label);
  out.flag("hidden", o.hidden).attrs(o.attributes).raw(">");
  for (const auto& message : o.messages) put_cookie_message(out, message);
  return std::move(out.raw("</div>\n"));
}

Html feedback(const Feedback& o) {
  Html out;
  out.raw("<div").classes("govuk-feedback govuk-width-container", {o.classes}).attrs(o.attributes);
  out.raw("><div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\"><h").number(o.heading_level);
  out.raw(" class=\"govuk-feedback__title\">").put(o.title).raw("</h").number(o.heading_level).raw(">\n");
  if (!o.text.empty()) {
    out.raw("<div class=\"govuk-feedback__body\">");
    o.text.is_text() ? out.raw("<p class=\"govuk-body\">").put(o.text).raw("</p>") : out.put(o.text);
    out.raw("</div>");
  }
  return std::move(out.raw("</div></div></div>\n"));
}

}  // namespace hearth::html::govuk
