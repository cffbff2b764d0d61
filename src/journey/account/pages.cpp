#include "journey/account/pages.hpp"

#include "access/password.hpp"
#include "access/second_factor.hpp"
#include "html/elements.hpp"

namespace hearth::journey::account {

using practice::Drawn;
namespace govuk = html::govuk;

namespace {

html::Url url_of(const std::string& path) { return html::Url::parse(path).value_or(html::Url("/")); }

/// The title that tells people who cannot see the page that something is wrong.
std::string titled(const std::string& title, const Refusals& wrong) { return wrong.empty() ? title : "Error: " + title; }

std::vector<std::pair<std::string, std::string>> hidden(const std::string& csrf, const Onward& onward) {
  std::vector<std::pair<std::string, std::string>> fields{{"csrf", csrf}, {"next", onward.next}};
  if (!onward.unsent.empty()) fields.emplace_back("unsent", onward.unsent);
  return fields;
}

/// "JBSW Y3DP EHPK 3PXP": letters that people can type without losing their place.
std::string in_fours(std::string_view secret) {
  std::string out;
  for (std::size_t i = 0; i < secret.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += ' ';
    out += secret[i];
  }
  return out;
}

Drawn page(const std::string& title, const Refusals& wrong, const html::Html& body) {
  return {titled(title, wrong), h::two_thirds(govuk::error_summary(wrong), h::h1(title), body), {}, false};
}

}  // namespace

Drawn draw_sign_in(const SignInPage& p) {
  html::Html body;
  if (!p.said.empty()) body << govuk::inset_text({.text = p.said});
  html::Html fields;
  fields << govuk::input({.label = {.text = "E-mail address"},
                          .name = "email",
                          .type = "email",
                          .value = p.email,
                          .error_message = govuk::error_for(p.wrong, "email"),
                          .autocomplete = "username",
                          .spellcheck = false})
         << govuk::password_input({.label = {.text = "Password"},
                                   .name = "password",
                                   .error_message = govuk::error_for(p.wrong, "password"),
                                   .autocomplete = "current-password"})
         << govuk::button({.text = "Sign in", .prevent_double_click = true});
  body << h::form({.action = "/sign-in", .hidden = hidden(p.csrf, p.onward)}, fields)
       << h::p("If you have forgotten your password, ask an administrator of your partnership for a link.");
  return page("Sign in", p.wrong, body);
}

html::Html code_field(const Refusals& wrong) {
  return govuk::input({.label = {.text = "Security code"},
                       .name = "code",
                       .hint = {.text = "6 digits"},
                       .error_message = govuk::error_for(wrong, "code"),
                       .classes = "govuk-input--width-10",
                       .inputmode = "numeric",
                       .autocomplete = "one-time-code"});
}

Drawn draw_code(const CodePage& p) {
  html::Html body;
  body << h::p("Open the authenticator app on your phone and enter the code that it shows for Hearth.")
       << h::form({.action = "/sign-in/code", .hidden = hidden(p.csrf, p.onward)},
                  html::join(code_field(p.wrong), govuk::button({.text = "Continue", .prevent_double_click = true})))
       << h::p("If you have lost the phone, ask an administrator of your partnership.");
  return page("Enter your security code", p.wrong, body);
}

html::Html qr_code(std::string_view text, std::string_view label) {
  const auto code = access::qr_svg(text);
  const auto size = std::to_string(code.size);
  html::Html out;
  out.raw("<svg class=\"hearth-qr\" role=\"img\" width=\"240\" height=\"240\" shape-rendering=\"crispEdges\"")
      .attr("aria-label", label)
      .attr("viewbox", "0 0 " + size + " " + size)
      .raw(">");
  // White behind it in every colour scheme: apps look for dark squares on light ground.
  out.raw("<rect fill=\"#fff\"")
      .attr("width", size)
      .attr("height", size)
      .raw("/><path fill=\"#000\"")
      .attr("d", code.path)
      .raw("/></svg>\n");
  return out;
}

Drawn draw_enrol(const EnrolPage& p) {
  html::Html body;
  body << h::p("A password can be stolen. So Hearth also asks for a code that only your phone shows.")
       << h::numbers({"Install an authenticator app on your phone, if there is none yet.", "Scan this square with it.",
                      "Enter the code that it shows."})
       << qr_code(p.uri, "Square to scan with an authenticator app")
       << govuk::details(
              {.summary = "I cannot scan it", .text = html::join(h::p("Enter this key in the app:"), h::p(h::strong(in_fours(p.secret))))})
       << h::form({.action = url_of(p.action), .hidden = hidden(p.csrf, p.onward)},
                  html::join(code_field(p.wrong), govuk::button({.text = "Continue", .prevent_double_click = true})));
  return page("Set up your authenticator app", p.wrong, body);
}

Drawn draw_invited(const InvitedPage& p) {
  html::Html fields;
  // Password managers look for the name that belongs to a password.
  fields << html::Html().raw("<input type=\"hidden\" autocomplete=\"username\" name=\"email\"").attr("value", p.email).raw(">")
         << govuk::password_input(
                {.label = {.text = "New password"},
                 .name = "password",
                 .hint = {.text = "At least " + std::to_string(access::password_least) + " characters. Three random words work well"},
                 .error_message = govuk::error_for(p.wrong, "password"),
                 .autocomplete = "new-password"})
         << govuk::button({.text = "Continue", .prevent_double_click = true});
  html::Html body;
  body << h::p("Welcome, " + p.name + ". You will sign in with " + p.email + " and this password.")
       << h::form({.action = "/invitation", .hidden = {{"csrf", p.csrf}}}, fields);
  return page("Choose a password", p.wrong, body);
}

}  // namespace hearth::journey::account
