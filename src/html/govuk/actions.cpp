#include "html/govuk/actions.hpp"

namespace hearth::html::govuk {
namespace {

void put_button_text(Html& out, const Button& o) {
  out.raw("\n");
  if (o.is_start_button && o.text.is_html())
    out.raw("<span>").put(o.text).raw("</span>");  // a flex box would eat the spaces between its elements
  else
    out.put(o.text);
  if (o.is_start_button)
    out.raw(
        "<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" width=\"17.5\" height=\"19\" viewBox=\"0 0 33 40\" "
        "aria-hidden=\"true\" focusable=\"false\"><path fill=\"currentColor\" d=\"M0 0h13l20 20-20 20H0l20-20z\"/></svg>");
  out.raw("\n");
}

void put_common(Html& out, const Button& o) {
  out.classes("govuk-button", {o.classes, o.is_start_button ? "govuk-button--start" : ""}).raw(" data-module=\"govuk-button\"");
  out.attrs(o.attributes).attr_if("id", o.id).raw(">");
}

}  // namespace

Html button(const Button& o) {
  Html out;
  if (!o.href.empty()) {
    out.raw("<a").href(o.href).raw(" role=\"button\" draggable=\"false\"");
    put_common(out, o);
    put_button_text(out, o);
    return std::move(out.raw("</a>\n"));
  }
  out.raw("<button").attr("type", o.type).attr_if("value", o.value).attr_if("name", o.name);
  if (o.disabled) out.raw(" disabled aria-disabled=\"true\"");
  if (o.prevent_double_click) out.attr("data-prevent-double-click", *o.prevent_double_click ? "true" : "false");
  put_common(out, o);
  put_button_text(out, o);
  return std::move(out.raw("</button>\n"));
}

Html back_link(const BackLink& o) {
  Html out;
  out.raw("<a").href(o.href).classes("govuk-back-link", {o.classes}).attrs(o.attributes);
  return std::move(out.raw(">").put(o.text).raw("</a>\n"));
}

Html skip_link(const SkipLink& o) {
  Html out;
  out.raw("<a").href(o.href).classes("govuk-skip-link", {o.classes}).attrs(o.attributes).raw(" data-module=\"govuk-skip-link\"");
  return std::move(out.raw(">").put(o.text).raw("</a>\n"));
}

Html exit_this_page(const ExitThisPage& o) {
  Html out;
  out.raw("<div").attr_if("id", o.id).classes("govuk-exit-this-page", {o.classes}).raw(" data-module=\"govuk-exit-this-page\"");
  out.attrs(o.attributes).attr_if("data-i18n.activated", o.activated_text).attr_if("data-i18n.timed-out", o.timed_out_text);
  out.attr_if("data-i18n.press-two-more-times", o.press_two_more_times_text);
  out.attr_if("data-i18n.press-one-more-time", o.press_one_more_time_text).raw(">");
  auto words = o.text.empty() ? Content(Html().raw("<span class=\"govuk-visually-hidden\">Emergency</span> Exit this page")) : o.text;
  out.append(button({.text = words,
                     .href = o.redirect_url,
                     .classes = "govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button",
                     .attributes = {{"rel", "nofollow noreferrer"}}}));
  return std::move(out.raw("</div>\n"));
}

}  // namespace hearth::html::govuk
