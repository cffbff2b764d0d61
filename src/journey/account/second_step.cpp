// The second factor, the first password, the end of signing in, and signing out.

#include "access/second_factor.hpp"
#include "journey/account/sign_in.hpp"
#include "journey/account/unsent.hpp"
#include "web/cookie.hpp"

namespace hearth::journey::account {

using access::Account, access::AccountRow, access::Begun, access::CodeAnswer, access::Outcome, access::Session;

namespace {

constexpr std::string_view invitation_cookie = "invitation";
constexpr std::chrono::seconds invitation_open{3600};

const std::string signed_in_again = "You are signed in again. Check what you typed and send it.";

}  // namespace

std::string code_of(std::string_view typed) {
  std::string digits;
  for (const char c : typed)
    if (c != ' ' && c != '-') digits += c;
  const bool six = digits.size() == 6 && digits.find_first_not_of("0123456789") == digits.npos;
  return six ? digits : std::string();
}

std::string sentence_of(CodeAnswer answer) {
  return answer == CodeAnswer::used ? "This code was used already. Wait until the app shows the next one"
                                    : "That code is not right. Enter the 6 digits that the app shows now";
}

// ---- second factor ----------------------------------------------------------------------------------------------------------

void SignIn::entered(const Called& call, const Entered& entered) {
  const auto onward = onward_of(*call);
  if (entered.complete) return finish(call, *entered.begun, entered.row, onward);
  const auto cookie = web::make_cookie("session", entered.begun->token, call->request->secure);
  // What was typed is too long for an address, so it goes along in the page.
  if (!onward.unsent.empty())
    return call->done(desk_.site.frame_open(code_page(entered.begun->session, entered.row, onward, {})).with("Set-Cookie", cookie));
  auto url = std::string("/sign-in/code");
  if (onward.next != "/") url += "?next=" + web::percent_encode(onward.next);
  call->done(web::Reply::redirect(url).with("Set-Cookie", cookie));
}

practice::Drawn SignIn::code_page(const Session& session, const AccountRow& account, const Onward& onward, Refusals wrong) const {
  const auto& vault = desk_.world.vault;
  const auto csrf = access::csrf_token(vault, session);
  if (!account.body.second_factor.empty()) return draw_code({csrf, onward, std::move(wrong)});
  // Nobody who had one comes here: when an administrator takes one away, the password goes with it.
  const auto secret = access::offered_secret(vault, session, "");
  return draw_enrol(
      {csrf, secret, access::otpauth_uri(desk_.options.issuer, account.body.email, secret), "/sign-in/code", onward, std::move(wrong)});
}

void SignIn::show_code(const Called& call) {
  auto snapshot = desk_.world.database.read();
  const auto session = desk_.session_of(snapshot->connection(), *call->request, call->now);
  const auto row = session ? desk_.row_of(snapshot->connection(), session->account) : std::nullopt;
  snapshot.reset();
  const auto next = local_path(call->request->query["next"]);
  if (!row) return call->done(web::Reply::redirect("/sign-in?next=" + web::percent_encode(next)));
  if (session->second_factor) return call->done(web::Reply::redirect(next));
  call->done(desk_.site.frame_open(code_page(*session, *row, {next, {}}, {})));
}

void SignIn::take_code(const Called& call) {
  const auto onward = onward_of(*call);
  auto snapshot = desk_.world.database.read();
  const auto session = desk_.session_of(snapshot->connection(), *call->request, call->now);
  const auto row = session ? desk_.row_of(snapshot->connection(), session->account) : std::nullopt;
  snapshot.reset();
  if (!row)
    return call->done(desk_.sign_in_page(desk_.form_token(*call->request),
                                         {.csrf = {}, .onward = onward, .said = "That took too long. Sign in again."}, 403));
  if (session->second_factor) return call->done(web::Reply::redirect(onward.next));

  auto again = [this, call, session, row, onward](int status, std::string sentence) {
    return desk_.site.frame_open(code_page(*session, *row, onward, {{"code", std::move(sentence)}}), status);
  };
  if (Desk::from_elsewhere(*call->request) || !access::csrf_fits(desk_.world.vault, *session, call->form["csrf"]))
    return call->done(again(403, "This page was out of date. Enter the code again"));
  const auto code = code_of(call->form["code"]);
  if (code.empty()) return call->done(again(422, "Enter the 6 digits that the app shows"));
  const auto attempt = desk_.try_of(*call, row->email);
  if (!desk_.admitted(call, attempt, row->account, [&](std::string sentence) { return again(429, std::move(sentence)); })) return;

  struct Outcomes {
    CodeAnswer answer = CodeAnswer::wrong;
    std::optional<Begun> begun;
  };
  auto outcome = std::make_shared<Outcomes>();
  auto work = [this, call, session, code, outcome](journal::Unit& unit) {
    auto& connection = unit.connection();
    const auto now_row = desk_.row_of(connection, session->account);
    if (!now_row) return;
    const auto& present = now_row->body.second_factor;
    const auto secret = present.empty() ? access::offered_secret(desk_.world.vault, *session, "") : present;
    outcome->answer = access::use_code(connection, session->account, secret, code, call->now);
    if (outcome->answer == CodeAnswer::right) {
      if (present.empty()) {
        auto account = unit.load<Account>(session->account);
        unit.append(account, {access::SecondFactorSet{secret}});
      }
      outcome->begun = access::renew_session(connection, *session, desk_.options.sessions, desk_.world.random, call->now);
    }
    const auto what = outcome->begun ? Outcome::signed_in : outcome->answer == CodeAnswer::used ? Outcome::code_used : Outcome::code_wrong;
    access::record_attempt(connection, desk_.attempt(*call, session->account, what));
  };
  desk_.write(call, {row->account, row->agency}, std::move(work), [this, call, outcome, attempt, row, onward, again] {
    if (!outcome->begun) return call->done(again(422, sentence_of(outcome->answer)));
    desk_.throttle.succeeded(attempt);
    finish(call, *outcome->begun, *row, onward);
  });
}

// ---- in ---------------------------------------------------------------------------------------------------------------------

void SignIn::finish(const Called& call, const Begun& begun, const AccountRow& row, const Onward& onward) {
  const auto& request = *call->request;
  const auto& world = desk_.world;
  const auto device =
      access::device_cookie(world.vault, row.email, web::read_cookie(request, "device").value_or(""), world.random, call->now);
  const auto browser = desk_.form_token(request).browser;
  // The visit ends: a sign-in page that is still open in another tab gives nothing back to whoever signs in next.
  const std::vector<std::string> cookies{web::make_cookie("session", begun.token, request.secure),
                                         web::make_cookie("device", device, request.secure, access::device_remembered),
                                         desk_.last_account_cookie(request, row.account), web::forget_cookie("visit", request.secure)};
  auto answer = [call, cookies](web::Reply reply) {
    for (const auto& cookie : cookies) reply.with("Set-Cookie", cookie);
    call->done(std::move(reply));
  };
  const auto unsent = open_unsent(world.vault, onward.unsent, call->now);
  if (!unsent) return answer(web::Reply::redirect(onward.next));
  const bool theirs = unsent->account.empty() ? vault::same(unsent->browser, browser) : unsent->account == row.account;
  if (!theirs)
    return answer(
        desk_.site.notice(200, "You are signed in",
                          "What had been typed on this page belongs to somebody else, so it is not shown to you, and nothing was saved"));
  show_unsent(call, desk_.identity_of(begun.session, call->now), *unsent, answer);
}

void SignIn::show_unsent(const Called& call, const practice::Identity& identity, const Unsent& unsent,
                         std::function<void(web::Reply)> answer) {
  auto page = std::make_shared<web::Request>(*call->request);
  auto where = web::split_target(unsent.page);
  if (!where) return answer(web::Reply::redirect("/"));
  page->method = web::Method::get;
  page->target = unsent.page;
  page->path = std::move(where->first);
  page->query = std::move(where->second);
  page->body.clear();
  desk_.site.redraw(std::move(page), identity, {form_of(unsent), {}}, signed_in_again, std::move(answer));
}

// ---- the first password -----------------------------------------------------------------------------------------------------

void SignIn::show_invitation(const Called& call) {
  const auto& request = *call->request;
  // The token leaves the address at once, and with it the browser's history.
  if (const auto token = request.query["token"];
      !token.empty() && token.size() < 200 && token.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz.") == token.npos)
    return call->done(web::Reply::redirect("/invitation")
                          .with("Set-Cookie", web::make_cookie(invitation_cookie, token, request.secure, invitation_open)));
  const auto account = access::open_invitation(desk_.world.database.read()->connection(), desk_.world.keys, desk_.world.vault,
                                               web::read_cookie(request, invitation_cookie).value_or(""), call->now);
  if (!account) return call->done(desk_.site.notice(404, "This link does not work", account.error().front().sentence));
  const auto token = desk_.form_token(request);
  auto reply = desk_.site.frame_open(draw_invited({token.csrf, account->body.name, account->body.email, {}}));
  if (token.cookie) reply.with("Set-Cookie", *token.cookie);
  call->done(std::move(reply));
}

void SignIn::take_first_password(const Called& call) {
  const auto& request = *call->request;
  const auto& world = desk_.world;
  const std::string token(web::read_cookie(request, invitation_cookie).value_or(""));
  const auto invited = access::open_invitation(world.database.read()->connection(), world.keys, world.vault, token, call->now);
  if (!invited) return call->done(desk_.site.notice(404, "This link does not work", invited.error().front().sentence));
  auto again = [this, call, invited](int status, Refusals wrong) {
    const auto form = desk_.form_token(*call->request);
    auto reply = desk_.site.frame_open(draw_invited({form.csrf, invited->body.name, invited->body.email, std::move(wrong)}), status);
    if (form.cookie) reply.with("Set-Cookie", *form.cookie);
    call->done(std::move(reply));
  };
  if (!desk_.form_is_ours(*call)) return again(403, {{"password", "This page was out of date. Enter the password again"}});
  const std::string password(call->form["password"]);
  if (auto fit = access::check_new_password(password, invited->body.email, desk_.common); !fit) return again(422, fit.error());

  desk_.hash(call, [this, call, token, password, invited] {
    auto entered = std::make_shared<Entered>();
    auto work = [this, call, token, entered, hash = desk_.passwords.hash(password)](journal::Unit& unit) {
      auto& connection = unit.connection();
      // Again, here: two may hold the link open, and only one of them is first.
      const auto row = access::open_invitation(connection, desk_.world.keys, desk_.world.vault, token, call->now);
      if (!row) return;
      auto account = unit.load<Account>(row->account);
      unit.append(account, {access::PasswordSet{hash}});
      access::end_sessions(connection, row->account, {}, call->now);
      *entered = desk_.begin(unit, *call, *row);
      access::record_attempt(connection,
                             desk_.attempt(*call, row->account, entered->complete ? Outcome::signed_in : Outcome::password_right));
    };
    desk_.write(call, {invited->account, invited->agency}, std::move(work), [this, call, entered] {
      if (!entered->begun)
        return call->done(
            desk_.site.notice(404, "This link does not work", "This link has been used. Sign in with the password that you chose"));
      auto with_cookie = std::make_shared<Call>(*call);
      with_cookie->done = [call](web::Reply reply) {
        call->done(std::move(reply.with("Set-Cookie", web::forget_cookie(invitation_cookie, call->request->secure))));
      };
      this->entered(with_cookie, *entered);
    });
  });
}

// ---- out --------------------------------------------------------------------------------------------------------------------

void SignIn::sign_out(const Called& call) {
  const auto& request = *call->request;
  const auto session = desk_.session_of(desk_.world.database.read()->connection(), request, call->now);
  auto out = [call] {
    const bool secure = call->request->secure;
    call->done(web::Reply::redirect("/sign-in?signed-out=yes")
                   .with("Set-Cookie", web::forget_cookie("session", secure))
                   .with("Set-Cookie", web::forget_cookie("who", secure)));
  };
  if (!session) return out();
  if (Desk::from_elsewhere(request) || !access::csrf_fits(desk_.world.vault, *session, call->form["csrf"]))
    return call->done(desk_.site.notice(403, "You are still signed in", "This page was out of date. Open another page and sign out there"));
  desk_.write(
      call, {session->account, ""},
      [call, session](journal::Unit& unit) { access::end_session(unit.connection(), session->account, session->id, call->now); }, out);
}

}  // namespace hearth::journey::account
