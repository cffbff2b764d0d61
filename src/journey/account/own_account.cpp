#include "journey/account/own_account.hpp"

#include "access/people.hpp"
#include "html/elements.hpp"
#include "journey/account/pages.hpp"
#include "web/cookie.hpp"

#include <boost/json.hpp>

namespace hearth::journey::account {

using access::Account, access::CodeAnswer, access::Outcome;
using practice::Drawn;
namespace govuk = html::govuk;

namespace {

/// What is said after each of these was done. The address carries the name, never words.
std::string done_words(std::string_view done) {
  if (done == "password") return "Your password is changed. You are signed out everywhere else.";
  if (done == "session") return "Signed out there.";
  if (done == "second-factor") return "Your authenticator app is set up.";
  if (done == "token") return "The token has ended.";
  return {};
}

/// A button on a page that sends an id.
html::Html button_to(const html::Url& url, const std::string& csrf, const char* name, const std::string& id, const std::string& words,
                     const std::string& hidden) {
  html::Html label;
  label.text(words).append(h::visually_hidden(" " + hidden));
  return h::form(
      {.action = url, .hidden = {{"csrf", csrf}, {name, id}}},
      govuk::button({.text = label, .classes = "govuk-button--secondary govuk-!-margin-bottom-0", .prevent_double_click = true}));
}

Drawn draw_password(const std::string& csrf, const std::string& email, const Refusals& wrong) {
  html::Html fields;
  fields << html::Html().raw("<input type=\"hidden\" autocomplete=\"username\" name=\"email\"").attr("value", email).raw(">")
         << govuk::password_input({.label = {.text = "Password that you have now"},
                                   .name = "old_password",
                                   .error_message = govuk::error_for(wrong, "old_password")})
         << govuk::password_input(
                {.label = {.text = "New password"},
                 .name = "password",
                 .hint = {.text = "At least " + std::to_string(access::password_least) + " characters. Three random words work well"},
                 .error_message = govuk::error_for(wrong, "password"),
                 .autocomplete = "new-password"})
         << govuk::button({.text = "Change the password", .prevent_double_click = true});
  return {"Change your password",
          h::two_thirds(govuk::error_summary(wrong), h::h1("Change your password"),
                        h::form({.action = "/account/password", .hidden = {{"csrf", csrf}}}, fields)),
          govuk::back_link({.text = "Your account", .href = "/account"}), false};
}

}  // namespace

OwnAccount::OwnAccount(Desk& desk) : desk_(desk) {
  using enum web::Method;
  desk_.route(get, "/account/renew", [this](const Called& call) { renew(call); });
  route(get, "/account", &OwnAccount::show);
  route(post, "/account/sessions/end", &OwnAccount::end_session);
  route(post, "/account/tokens/end", &OwnAccount::end_token);
  route(get, "/account/password", &OwnAccount::show_password);
  route(post, "/account/password", &OwnAccount::change_password);
  route(get, "/account/second-factor", &OwnAccount::show_second_factor);
  route(post, "/account/second-factor", &OwnAccount::set_second_factor);
}

// ---- who asks ---------------------------------------------------------------------------------------------------------------

std::optional<OwnAccount::Me> OwnAccount::me_of(const Called& call) const {
  const auto& world = desk_.world;
  auto snapshot = world.database.read();
  auto& connection = snapshot->connection();
  const auto session = desk_.session_of(connection, *call->request, call->now);
  if (!session || !session->second_factor) return std::nullopt;
  auto row = desk_.row_of(connection, session->account);
  auto viewer = access::viewer_of(connection, world.keys, desk_.site.policy(), session->account, call->now.date());
  if (!row || !viewer) return std::nullopt;
  Me me{desk_.identity_of(*session, call->now), *session, std::move(*row), std::move(*viewer), {}, {}, {}, {}};
  for (const auto& team : me.viewer.teams)
    if (auto found = journal::find_row<access::TeamRow>(connection, world.keys, team)) me.teams.push_back(found->body.name);
  me.sessions = access::sessions_of(connection, session->account, desk_.options.sessions, call->now);
  me.tokens = access::tokens_of(connection, session->account, call->now);
  me.last = access::last_signed_in(connection, session->account, session->made);
  return me;
}

void OwnAccount::route(web::Method method, std::string path, Handler handler) {
  desk_.route(method, std::move(path), [this, handler](const Called& call) {
    const auto& request = *call->request;
    const bool sends = request.method == web::Method::post;
    auto me = me_of(call);
    if (!me) return call->done(desk_.ask_to_sign_in(request, sends ? &call->form : nullptr));
    if (!access::decide(desk_.site.policy(), me->viewer, access::Permission::use_own_account, false, {}).allowed)
      return call->done(
          desk_.site.notice(404, "Page not found", "There is nothing here that you may see. Ask an administrator to give you a role"));
    if (sends && (Desk::from_elsewhere(request) || !access::csrf_fits(desk_.world.vault, me->session, call->form["csrf"])))
      return call->done(desk_.site.notice(403, "Nothing was changed", "This page was out of date. Open it again"));
    if (access::touch_due(me->session, desk_.options.sessions, call->now)) desk_.touch(me->session, call->now);
    (this->*handler)(call, *me);
  });
}

web::Reply OwnAccount::page(const Called& call, const Me& me, Drawn drawn, int status) const {
  return desk_.site.frame(drawn, me.viewer, me.identity, *call->request, status, status == 422 || status == 429);
}

/// The page that is open keeps its session when the person says so: the answer is when it now ends, in seconds since 1970.
void OwnAccount::renew(const Called& call) {
  auto session = desk_.session_of(desk_.world.database.read()->connection(), *call->request, call->now);
  if (!session || !session->second_factor || Desk::from_elsewhere(*call->request))
    return call->done(web::Reply::json(401, R"({"ends":0})"));
  session->seen = call->now;
  const auto ends = std::min(session->until, call->now + desk_.options.sessions.idle);
  auto reply =
      std::make_shared<web::Reply>(web::Reply::json(200, boost::json::serialize(boost::json::object{{"ends", ends.micros / 1'000'000}})));
  desk_.world.database.write(
      [session, limits = desk_.options.sessions, now = call->now](store::Connection& connection) {
        access::touch_session(connection, *session, limits, now);
      },
      [call, reply](std::exception_ptr error) { call->done(error ? web::Reply::json(503, R"({"ends":0})") : std::move(*reply)); });
}

// ---- the account ------------------------------------------------------------------------------------------------------------

void OwnAccount::show(const Called& call, const Me& me) {
  html::Html body;
  if (const auto done = done_words(call->request->query["done"]); !done.empty())
    body << govuk::notification_banner({.text = done, .type = "success"});
  auto named = [](const std::vector<std::string>& words) {
    std::vector<html::Content> items(words.begin(), words.end());
    return items.empty() ? html::Content("None") : html::Content(h::list(items));
  };
  std::vector<std::string> roles;
  for (const auto& role : me.viewer.roles) roles.emplace_back(desk_.site.policy().title(role));
  const bool has_app = !me.row.body.second_factor.empty();
  body << h::h1("Your account")
       << govuk::summary_list(
              {.rows = {{.key = "Name", .value = me.row.body.name},
                        {.key = "E-mail address", .value = me.row.body.email},
                        {.key = "Agency", .value = me.viewer.agency_name},
                        {.key = "Roles", .value = named(roles)},
                        {.key = "Teams", .value = named(me.teams)},
                        {.key = "Signed in before", .value = me.last ? me.last->spoken() : std::string("This is the first time")},
                        {.key = "Password",
                         .value = "Set",
                         .actions = {{.text = "Change", .href = "/account/password", .visually_hidden_text = "password"}}},
                        {.key = "Authenticator app",
                         .value = has_app ? "Set up" : "Not set up",
                         .actions = has_app ? std::vector<govuk::SummaryAction>{}
                                            : std::vector<govuk::SummaryAction>{{.text = "Set up",
                                                                                 .href = "/account/second-factor",
                                                                                 .visually_hidden_text = "an authenticator app"}}}}})
       << h::p("Roles, teams and a lost phone are for an administrator to change.");

  govuk::Table table{.caption = "Where you are signed in",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("Browser", "Since", "Last used")};
  table.head.push_back({.text = h::visually_hidden("Sign out")});
  for (const auto& s : me.sessions) {
    const bool here = s.id == me.session.id;
    table.rows.push_back(govuk::row(
        s.browser, s.made.spoken(), here ? html::Content("Now, here") : html::Content(s.seen.spoken()),
        here ? html::Content(html::Html())
             : html::Content(button_to("/account/sessions/end", me.identity.csrf, "session", s.id, "Sign out there", s.browser))));
  }
  body << govuk::table(table) << h::p("If you do not know one of them, sign out there and change your password.");

  if (!me.tokens.empty()) {
    govuk::Table tokens{
        .caption = "Programs that act for you", .caption_classes = "govuk-table__caption--m", .head = govuk::row("Token made", "Ends")};
    tokens.head.push_back({.text = h::visually_hidden("End now")});
    for (const auto& t : me.tokens)
      tokens.rows.push_back(
          govuk::row(t.made.spoken(), t.until.spoken(),
                     button_to("/account/tokens/end", me.identity.csrf, "token", t.id, "End it now", "token made " + t.made.spoken())));
    body << govuk::table(tokens);
  }
  call->done(page(call, me, {"Your account", body, {}, false}));
}

void OwnAccount::end_session(const Called& call, const Me& me) {
  desk_.write(
      call, {me.row.account, me.row.agency},
      [call, account = me.row.account, id = std::string(call->form["session"])](journal::Unit& unit) {
        access::end_session(unit.connection(), account, id, call->now);
      },
      [call] { call->done(web::Reply::redirect("/account?done=session")); });
}

void OwnAccount::end_token(const Called& call, const Me& me) {
  desk_.write(
      call, {me.row.account, me.row.agency},
      [call, account = me.row.account, id = std::string(call->form["token"])](journal::Unit& unit) {
        access::end_token(unit.connection(), account, id, call->now);
      },
      [call] { call->done(web::Reply::redirect("/account?done=token")); });
}

// ---- password ---------------------------------------------------------------------------------------------------------------

void OwnAccount::show_password(const Called& call, const Me& me) {
  call->done(page(call, me, draw_password(me.identity.csrf, me.row.body.email, {})));
}

void OwnAccount::change_password(const Called& call, const Me& me) {
  auto again = [this, call, me](int status, Refusals wrong) {
    return page(call, me, draw_password(me.identity.csrf, me.row.body.email, wrong), status);
  };
  const std::string old(call->form["old_password"]), next(call->form["password"]);
  Refusals wrong;
  if (old.empty()) wrong.push_back({"old_password", "Enter the password that you have now"});
  if (auto fit = access::check_new_password(next, me.row.body.email, desk_.common); !fit)
    wrong.insert(wrong.end(), fit.error().begin(), fit.error().end());
  else if (old == next)
    wrong.push_back({"password", "Choose a password that is not the one that you have"});
  if (!wrong.empty()) return call->done(again(422, std::move(wrong)));

  // Whoever finds a screen unlocked could guess here as well as on the sign-in page.
  const auto attempt = desk_.try_of(*call, me.row.email);
  if (!desk_.admitted(call, attempt, me.row.account, [&](std::string sentence) {
        return again(429, {{"old_password", std::move(sentence)}});
      }))
    return;
  desk_.hash(call, [this, call, me, old, next, attempt, again] {
    if (!desk_.passwords.check(me.row.body.password_hash, old).right) {
      const auto tried = desk_.attempt(*call, me.row.account, Outcome::password_wrong);
      return desk_.write(
          call, {me.row.account, me.row.agency}, [tried](journal::Unit& unit) { access::record_attempt(unit.connection(), tried); },
          [call, again] {
            call->done(again(422, {{"old_password", "This is not the password that you have now"}}));
          });
    }
    auto changed = std::make_shared<bool>(false);
    auto work = [this, call, me, changed, hash = desk_.passwords.hash(next)](journal::Unit& unit) {
      const auto row = desk_.row_of(unit.connection(), me.row.account);
      if (!row || row->body.password_hash != me.row.body.password_hash) return;
      auto account = unit.load<Account>(me.row.account);
      unit.append(account, {access::PasswordSet{hash}});
      access::end_sessions(unit.connection(), me.row.account, me.session.id, call->now);
      *changed = true;
    };
    desk_.write(call, {me.row.account, me.row.agency}, std::move(work), [this, call, changed, attempt, again] {
      if (!*changed) return call->done(again(422, {{"", "Your password was changed somewhere else meanwhile. Open this page again"}}));
      desk_.throttle.succeeded(attempt);
      call->done(web::Reply::redirect("/account?done=password"));
    });
  });
}

// ---- authenticator app ------------------------------------------------------------------------------------------------------

namespace {

Drawn draw_has_app() {
  return {"Your authenticator app",
          h::two_thirds(h::h1("Your authenticator app"), h::p("An authenticator app is set up. If you have lost the phone, or want to use "
                                                              "another, ask an administrator: nobody takes away their own.")),
          govuk::back_link({.text = "Your account", .href = "/account"}), false};
}

}  // namespace

void OwnAccount::show_second_factor(const Called& call, const Me& me) {
  if (!me.row.body.second_factor.empty()) return call->done(page(call, me, draw_has_app()));
  const auto secret = access::offered_secret(desk_.world.vault, me.session, "");
  call->done(page(call, me,
                  draw_enrol({me.identity.csrf,
                              secret,
                              access::otpauth_uri(desk_.options.issuer, me.row.body.email, secret),
                              "/account/second-factor",
                              {"/", {}},
                              {}})));
}

void OwnAccount::set_second_factor(const Called& call, const Me& me) {
  if (!me.row.body.second_factor.empty()) return call->done(page(call, me, draw_has_app()));
  const auto secret = access::offered_secret(desk_.world.vault, me.session, "");
  auto again = [this, call, me, secret](std::string sentence) {
    return page(call, me,
                draw_enrol({me.identity.csrf,
                            secret,
                            access::otpauth_uri(desk_.options.issuer, me.row.body.email, secret),
                            "/account/second-factor",
                            {"/", {}},
                            {{"code", std::move(sentence)}}}),
                422);
  };
  const auto code = code_of(call->form["code"]);
  if (code.empty()) return call->done(again("Enter the 6 digits that the app shows"));

  struct Outcomes {
    CodeAnswer answer = CodeAnswer::wrong;
    std::optional<access::Begun> begun;
  };
  auto outcome = std::make_shared<Outcomes>();
  auto work = [this, call, me, secret, code, outcome](journal::Unit& unit) {
    auto& connection = unit.connection();
    const auto row = desk_.row_of(connection, me.row.account);
    if (!row || !row->body.second_factor.empty()) return;
    outcome->answer = access::use_code(connection, me.row.account, secret, code, call->now);
    if (outcome->answer != CodeAnswer::right) return;
    auto account = unit.load<Account>(me.row.account);
    unit.append(account, {access::SecondFactorSet{secret}});
    // Sessions from before the app existed end; this one goes on under a new token.
    access::end_sessions(connection, me.row.account, me.session.id, call->now);
    outcome->begun = access::renew_session(connection, me.session, desk_.options.sessions, desk_.world.random, call->now);
  };
  desk_.write(call, {me.row.account, me.row.agency}, std::move(work), [call, outcome, again] {
    if (!outcome->begun) return call->done(again(sentence_of(outcome->answer)));
    call->done(web::Reply::redirect("/account?done=second-factor")
                   .with("Set-Cookie", web::make_cookie("session", outcome->begun->token, call->request->secure)));
  });
}

}  // namespace hearth::journey::account
