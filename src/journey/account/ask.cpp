// The sign-in page for who came to another one: what they wanted, or had typed, goes along.

#include "journey/account/desk.hpp"
#include "journey/account/unsent.hpp"

#include <algorithm>

namespace hearth::journey::account {

namespace {

const std::string signed_out_kept = "You were signed out while this page was open. Sign in and what you typed comes back.";
const std::string signed_out_lost =
    "You were signed out while this page was open. What you typed was not saved. Sign in, then do it again.";

}  // namespace

web::Reply Desk::ask_to_sign_in(const web::Request& request, const web::Form* unsent) const {
  if (request.method != web::Method::post) {
    const auto next = local_path(request.target);
    return web::Reply::redirect(next == "/" ? "/sign-in" : "/sign-in?next=" + web::percent_encode(next));
  }
  const auto token = form_token(request);
  // What another site sends is never shown as if it had been typed here.
  SignInPage page{.csrf = {}, .said = signed_out_lost};
  const auto& routes = site.kit().routes();
  const bool has_page = std::ranges::any_of(routes, [&](const practice::Route& route) {
    practice::Asked asked;
    return route.draw && route.changes() && practice::matches(route.pattern, request.path, asked);
  });
  if (has_page) page.onward.next = local_path(request.target);
  if (unsent && page.onward.next != "/" && !Desk::from_elsewhere(request)) {
    const Unsent form{page.onward.next, last_account(request), token.browser, world.clock.now(), kept_of(*unsent)};
    if (auto sealed = seal_unsent(world.vault, form, world.random)) {
      page.onward.unsent = std::move(*sealed);
      page.said = signed_out_kept;
    }
  }
  return sign_in_page(token, std::move(page), 403);
}

web::Reply Desk::sign_in_page(const FormToken& token, SignInPage page, int status) const {
  page.csrf = token.csrf;
  auto reply = site.frame_open(draw_sign_in(page), status);
  if (token.cookie) reply.with("Set-Cookie", *token.cookie);
  return reply;
}

}  // namespace hearth::journey::account
