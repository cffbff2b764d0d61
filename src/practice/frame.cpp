// What stands around every page: name, navigation, who is signed in, the way out.

#include "html/elements.hpp"
#include "html/page.hpp"
#include "practice/site.hpp"

#include <algorithm>

namespace hearth::practice {
namespace {

namespace govuk = html::govuk;

html::Url address(std::string_view text) { return html::Url::parse(text).value_or(html::Url()); }

html::PageOptions basics(web::Assets assets, const Drawn& drawn, const std::string& banner) {
  html::PageOptions page;
  page.title = drawn.title;
  page.service_name = "Hearth";
  page.stylesheet = address(web::asset_path(assets, "app.css"));
  page.scripts = {address(web::asset_path(assets, "app.js"))};
  if (auto script = web::asset_path(assets, drawn.script); !drawn.script.empty() && !script.empty())
    page.scripts.push_back(address(script));
  page.head = html::Html();
  if (auto first = web::asset_path(assets, "first.js"); !first.empty()) page.head.raw("<script").src(address(first)).raw("></script>\n");
  page.icon = address(web::asset_path(assets, "favicon.svg"));
  page.before_content = drawn.before;
  page.main = drawn.body;
  page.main_classes = drawn.wide ? "hearth-wide" : "";
  page.footer_text = "Hearth keeps a record of everyone who opens a child's record.";
  if (!banner.empty()) page.body_start = h::div("hearth-world", h::div("govuk-width-container", banner));
  return page;
}

}  // namespace

web::Reply Site::frame_open(const Drawn& drawn, int status) const {
  auto page = basics(assets_, drawn, options_.banner);
  return web::Reply::html(html::page(page).str(), status);
}

web::Reply Site::notice(int status, const std::string& title, const std::string& sentence) const {
  return frame_open({title, html::join(h::h1(title), h::p(sentence + "."), h::p(h::link("/", "Go to your work"))), {}, false}, status);
}

web::Reply Site::frame(const Drawn& drawn, const access::Viewer& viewer, const Identity& identity, const web::Request& request, int status,
                       bool has_errors) const {
  auto page = basics(assets_, drawn, options_.banner);
  page.has_errors = has_errors;
  page.bare = drawn.bare;

  auto items = kit_.navigation();
  std::ranges::stable_sort(items, {}, &NavigationItem::order);
  for (const auto& item : items) {
    if (!access::decide(policy_, viewer, item.permission, false, {}).allowed) continue;
    const bool here = request.path == item.path;
    page.navigation.navigation.push_back({.text = item.words,
                                          .href = address(item.path),
                                          .current = here,
                                          .active = !here && item.path != "/" && request.path.starts_with(item.path + "/")});
  }

  html::Html end;
  end.raw("<div class=\"hearth-header__account\"><a class=\"govuk-link govuk-link--inverse\" href=\"/account\">")
      .text(viewer.name)
      .raw("</a> <form method=\"post\" action=\"/sign-out\"><input type=\"hidden\" name=\"csrf\"")
      .attr("value", identity.csrf)
      .raw("><button class=\"hearth-link-button\">Sign out</button></form></div>");
  page.header_end = std::move(end);
  page.body_attributes.push_back({"data-session-ends", std::to_string(identity.ends.micros / 1'000'000)});
  page.body_attributes.push_back({"data-session-now", std::to_string(world_.clock.now().micros / 1'000'000)});
  page.body_attributes.push_back({"data-session-renew", "/account/renew"});

  // After a command, the page that it led to says what was done. The address carries the command's name, never words.
  if (const auto done = request.query["done"]; !done.empty()) {
    const auto& routes = kit_.routes();
    const auto route = std::ranges::find_if(routes, [&](const Route& r) { return r.name == done && !r.banner.empty(); });
    if (route != routes.end()) page.main = html::join(govuk::notification_banner({.text = route->banner, .type = "success"}), page.main);
  }
  return web::Reply::html(html::page(page).str(), status);
}

}  // namespace hearth::practice
