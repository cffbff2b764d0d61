#include "html/moj/messages.hpp"

#include "html/govuk/actions.hpp"

namespace hearth::html::moj {
namespace {

Lit alert_icon(std::string_view variant) {
  if (variant == "success")
    return "<path d=\"M11.2869 24.6726L2.00415 15.3899L4.62189 12.7722L11.2869 19.4186L25.3781 5.32739L27.9958 7.96369L11.2869 24.6726Z\" "
           "fill=\"currentColor\"/>";
  if (variant == "warning")
    return "<path fill-rule=\"evenodd\" clip-rule=\"evenodd\" d=\"M15 2.44922L28.75 26.1992H1.25L15 2.44922ZM13.5107 "
           "9.49579H16.4697L16.2431 17.7678H13.7461"
           "L13.5107 9.49579ZM13.1299 21.82C13.1299 21.5661 13.1787 21.3285 13.2764 21.1071C13.374 20.8793 13.5075 20.6807 13.6768 "
           "20.5114C13.8525 20.3421 "
           "14.0544 20.2087 14.2822 20.111C14.5101 20.0134 14.7542 19.9645 15.0146 19.9645C15.2686 19.9645 15.5062 20.0134 15.7275 "
           "20.111C15.9554 20.2087 16.154 "
           "20.3421 16.3232 20.5114C16.4925 20.6807 16.626 20.8793 16.7236 21.1071C16.8213 21.3285 16.8701 21.5661 16.8701 21.82C16.8701 "
           "22.0804 16.8213 22.3246 "
           "16.7236 22.5524C16.626 22.7803 16.4925 22.9789 16.3232 23.1481C16.154 23.3174 15.9554 23.4509 15.7275 23.5485C15.5062 23.6462 "
           "15.2686 23.695 15.0146 "
           "23.695C14.7542 23.695 14.5101 23.6462 14.2822 23.5485C14.0544 23.4509 13.8525 23.3174 13.6768 23.1481C13.5075 22.9789 13.374 "
           "22.7803 13.2764 22.5524"
           "C13.1787 22.3246 13.1299 22.0804 13.1299 21.82Z\" fill=\"currentColor\"/>";
  if (variant == "error")
    return "<path fill-rule=\"evenodd\" clip-rule=\"evenodd\" d=\"M20.1777 2.5H9.82233L2.5 9.82233V20.1777L9.82233 27.5H20.1777L27.5 "
           "20.1777V9.82233L20.1777 2.5Z"
           "M10.9155 8.87769L15.0001 12.9623L19.0847 8.87771L21.1224 10.9154L17.0378 15L21.1224 19.0846L19.0847 21.1222L15.0001 "
           "17.0376L10.9155 21.1223L8.87782 "
           "19.0846L12.9624 15L8.87783 10.9153L10.9155 8.87769Z\" fill=\"currentColor\"/>";
  return "<path fill-rule=\"evenodd\" clip-rule=\"evenodd\" d=\"M10.2165 3.45151C11.733 2.82332 13.3585 2.5 15 2.5C16.6415 2.5 18.267 "
         "2.82332 19.7835 3.45151"
         "C21.3001 4.07969 22.6781 5.00043 23.8388 6.16117C24.9996 7.3219 25.9203 8.69989 26.5485 10.2165C27.1767 11.733 27.5 13.3585 27.5 "
         "15C27.5 18.3152 26.183 "
         "21.4946 23.8388 23.8388C21.4946 26.183 18.3152 27.5 15 27.5C13.3585 27.5 11.733 27.1767 10.2165 26.5485C8.69989 25.9203 7.3219 "
         "24.9996 6.16117 23.8388"
         "C3.81696 21.4946 2.5 18.3152 2.5 15C2.5 11.6848 3.81696 8.50537 6.16117 6.16117C7.3219 5.00043 8.69989 4.07969 10.2165 "
         "3.45151ZM16.3574 22.4121H13.6621"
         "V12.95H16.3574V22.4121ZM13.3789 9.20898C13.3789 8.98763 13.4212 8.7793 13.5059 8.58398C13.5905 8.38216 13.7044 8.20964 13.8477 "
         "8.06641C13.9974 7.91667 "
         "14.1699 7.79948 14.3652 7.71484C14.5605 7.63021 14.7721 7.58789 15 7.58789C15.2214 7.58789 15.4297 7.63021 15.625 "
         "7.71484C15.8268 7.79948 15.9993 7.91667 "
         "16.1426 8.06641C16.2923 8.20964 16.4095 8.38216 16.4941 8.58398C16.5788 8.7793 16.6211 8.98763 16.6211 9.20898C16.6211 9.43685 "
         "16.5788 9.64844 16.4941 "
         "9.84375C16.4095 10.0391 16.2923 10.2116 16.1426 10.3613C15.9993 10.5046 15.8268 10.6185 15.625 10.7031C15.4297 10.7878 15.2214 "
         "10.8301 15 10.8301C14.7721 "
         "10.8301 14.5605 10.7878 14.3652 10.7031C14.1699 10.6185 13.9974 10.5046 13.8477 10.3613C13.7044 10.2116 13.5905 10.0391 13.5059 "
         "9.84375C13.4212 9.64844 "
         "13.3789 9.43685 13.3789 9.20898Z\" fill=\"currentColor\"/>";
}

void put_banner_icon(Html& out, std::string_view type) {
  Lit path = "";
  if (type == "success")
    path = "<path d=\"M25,6.2L8.7,23.2L0,14.1l4-4.2l4.7,4.9L21,2L25,6.2z\"/>";
  else if (type == "warning")
    path = "<path d=\"M13.6,15.4h-2.3v-4.5h2.3V15.4z M13.6,19.8h-2.3v-2.2h2.3V19.8z M0,23.2h25L12.5,2L0,23.2z\"/>";
  else if (type == "information")
    path =
        "<path d=\"M13.7,18.5h-2.4v-2.4h2.4V18.5z M12.5,13.7c-0.7,0-1.2-0.5-1.2-1.2V7.7c0-0.7,0.5-1.2,1.2-1.2s1.2,0.5,1.2,1.2v4.8\n"
        "\tC13.7,13.2,13.2,13.7,12.5,13.7z M12.5,0.5c-6.6,0-12,5.4-12,12s5.4,12,12,12s12-5.4,12-12S19.1,0.5,12.5,0.5z\"/>";
  if (path.text().empty()) return;
  out.raw(
      "<svg class=\"moj-banner__icon\" fill=\"currentColor\" role=\"presentation\" focusable=\"false\" "
      "xmlns=\"http://www.w3.org/2000/svg\" "
      "viewBox=\"0 0 25 25\" height=\"25\" width=\"25\">");
  out.raw(path).raw("</svg>\n");
}

void put_action(Html& out, const InterruptionAction& action) {
  if (action.link) {
    out.raw("<a class=\"govuk-link govuk-link--inverse\"").href(action.href).raw(">").text(action.text).raw("</a>\n");
    return;
  }
  out.append(govuk::button({.text = action.text,
                            .href = action.href,
                            .classes = "govuk-button--inverse",
                            .prevent_double_click = true,
                            .attributes = action.attributes}));
}

}  // namespace

Html alert(const Alert& o) {
  Html out;
  bool heading = o.show_title_as_heading && !o.text.empty();
  out.raw("<div")
      .attr("role", o.role)
      .classes("moj-alert", {"moj-alert--" + o.variant, heading ? "moj-alert--with-heading" : "", o.classes});
  out.attr("aria-label", o.variant + ": " + o.title).raw(" data-module=\"moj-alert\"");
  if (o.dismissible) out.raw(" data-dismissible=\"true\"");
  if (o.disable_auto_focus) out.raw(" data-disable-auto-focus=\"true\"");
  out.attr_if("data-focus-on-dismiss-selector", o.focus_on_dismiss_selector).attrs(o.attributes);
  out.raw(
      "><div><svg class=\"moj-alert__icon\" role=\"presentation\" focusable=\"false\" xmlns=\"http://www.w3.org/2000/svg\" "
      "viewBox=\"0 0 30 30\" height=\"30\" width=\"30\">");
  out.raw(alert_icon(o.variant)).raw("</svg></div><div class=\"moj-alert__content\">");
  if (heading)
    out.raw("<h").number(o.heading_level).raw(" class=\"moj-alert__heading\">").text(o.title).raw("</h").number(o.heading_level).raw(">");
  o.text.empty() ? out.text(o.title) : out.put(o.text);
  out.raw("</div><div class=\"moj-alert__action\"><button class=\"moj-alert__dismiss\" hidden>").text(o.dismiss_text);
  return std::move(out.raw("</button></div></div>\n"));
}

Html badge(const Badge& o) {
  Html out;
  out.raw("<span").classes("moj-badge", {o.classes}).attrs(o.attributes).raw(">").put(o.text);
  return std::move(out.raw("</span>"));
}

Html banner(const Banner& o) {
  Html out;
  bool known = o.type == "success" || o.type == "warning" || o.type == "information";
  out.raw("<div").classes("moj-banner", {known ? "moj-banner--" + o.type : "", o.classes}).attrs(o.attributes).raw(" role=\"region\"");
  out.attr("aria-label", !o.icon_fallback_text.empty() ? o.icon_fallback_text : !o.type.empty() ? o.type : "banner").raw(">");
  put_banner_icon(out, o.type);
  return std::move(out.raw("<div class=\"moj-banner__message\">").put(o.text).raw("</div></div>\n"));
}

Html notification_badge(const NotificationBadge& o) {
  Html out;
  if (o.count <= 0) return out;
  bool many = o.count >= 99;
  auto count = std::to_string(o.count);
  out.raw("<span").classes("moj-notification-badge", {o.classes}).attrs(o.attributes).raw(">\n<span aria-hidden=\"true\">");
  out.text(many ? "99+" : count).raw("</span>\n<span class=\"govuk-visually-hidden\">(").text(many ? "99 or more" : count);
  if (!o.visually_hidden_text.empty()) out.raw(" ").text(o.visually_hidden_text);
  return std::move(out.raw(")</span>\n</span>"));
}

Html interruption_card(const InterruptionCard& o) {
  Html out;
  out.raw(
      "<div class=\"moj-interruption-card\"><div class=\"moj-interruption-card__content\"><h1 class=\"moj-interruption-card__heading\">");
  out.text(o.heading).raw("</h1>\n<div class=\"moj-interruption-card__body\">").put(o.body);
  out.raw("</div><div class=\"govuk-button-group moj-interruption-card__actions\">");
  put_action(out, o.primary_action);
  if (!o.secondary_action.text.empty()) put_action(out, o.secondary_action);
  return std::move(out.raw("</div></div></div>\n"));
}

Html messages(const Messages& o) {
  Html out;
  out.raw("<div").attr("id", o.id).classes("moj-messages-container", {o.classes}).attr_if("aria-label", o.label).attrs(o.attributes);
  out.raw("><div class=\"moj-message-list\">");
  std::string_view day;
  for (const auto& m : o.items) {
    if (m.date != day)
      out.raw("<time class=\"moj-message-list__date\"").attr("datetime", m.machine_date).raw(">").text(m.date).raw("</time>\n");
    day = m.date;
    out.raw("<div");
    if (!m.id.empty()) out.attr("id", "message_" + m.id);
    out.classes("moj-message-item", {m.sent ? "moj-message-item--sent" : "moj-message-item--received"}).raw("><div");
    out.classes("moj-message-item__text", {m.sent ? "moj-message-item__text--sent" : "moj-message-item__text--received"});
    out.raw(">")
        .put(m.text)
        .raw("</div><div class=\"moj-message-item__meta\"><span class=\"moj-message-item__meta--sender\">")
        .text(m.sender);
    out.raw("</span> at <time class=\"moj-message-item__meta--timestamp\"").attr("datetime", m.machine_time).raw(">").text(m.time);
    out.raw("</time></div></div>\n");
  }
  return std::move(out.raw("</div></div>\n"));
}

}  // namespace hearth::html::moj
