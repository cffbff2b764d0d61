#include "journey/account/sign_in.hpp"

#include "access/token.hpp"

namespace hearth::journey::account {

using access::Account, access::AccountRow, access::Outcome;

SignIn::SignIn(practice::Site& site, SignInOptions options) : desk_(site, std::move(options)), own_account_(desk_) {
  using enum web::Method;
  desk_.route(get, "/sign-in", [this](const Called& call) { show_sign_in(call); });
  desk_.route(post, "/sign-in", [this](const Called& call) { take_password(call); });
  desk_.route(get, "/sign-in/code", [this](const Called& call) { show_code(call); });
  desk_.route(post, "/sign-in/code", [this](const Called& call) { take_code(call); });
  desk_.route(post, "/sign-out", [this](const Called& call) { sign_out(call); });
  desk_.route(get, "/invitation", [this](const Called& call) { show_invitation(call); });
  desk_.route(post, "/invitation", [this](const Called& call) { take_first_password(call); });
  site.set_door(door());
}

practice::Door SignIn::door() {
  return {[this](store::Connection& connection, const web::Request& request, Instant now) { return identify(connection, request, now); },
          [this](const web::Request& request, const web::Form* unsent) { return desk_.ask_to_sign_in(request, unsent); }};
}

// ---- who sends a request ----------------------------------------------------------------------------------------------------

std::optional<practice::Identity> SignIn::identify(store::Connection& connection, const web::Request& request, Instant now) {
  if (const auto header = request.header("Authorization"); !header.empty()) {
    constexpr std::string_view scheme = "Bearer ";
    if (!header.starts_with(scheme)) return std::nullopt;
    const auto token = access::find_token(connection, header.substr(scheme.size()), now);
    if (!token) return std::nullopt;
    return practice::Identity{token->account, {}, {}, token->until, true};
  }
  const auto session = desk_.session_of(connection, request, now);
  if (!session || !session->second_factor) return std::nullopt;
  if (access::touch_due(*session, desk_.options.sessions, now)) desk_.touch(*session, now);
  return desk_.identity_of(*session, now);
}

// ---- password ---------------------------------------------------------------------------------------------------------------

void SignIn::show_sign_in(const Called& call) {
  const auto next = local_path(call->request->query["next"]);
  auto snapshot = desk_.world.database.read();
  const auto session = desk_.session_of(snapshot->connection(), *call->request, call->now);
  const bool in = session && session->second_factor && desk_.row_of(snapshot->connection(), session->account);
  snapshot.reset();
  if (in) return call->done(web::Reply::redirect(next));
  const bool out = call->request->query["signed-out"] == "yes";
  call->done(desk_.sign_in_page(desk_.form_token(*call->request),
                                {.csrf = {}, .onward = {next, {}}, .said = out ? "You have signed out." : ""}, 200));
}

void SignIn::take_password(const Called& call) {
  const auto& form = call->form;
  SignInPage again{.csrf = {}, .onward = onward_of(*call), .email = std::string(form["email"])};
  if (!desk_.form_is_ours(*call)) {
    again.wrong = {{"", "This page was open for too long, or your browser does not keep cookies. Sign in again"}};
    return call->done(desk_.sign_in_page(desk_.form_token(*call->request), std::move(again), 403));
  }
  if (form["email"].empty()) again.wrong.push_back({"email", "Enter your e-mail address"});
  if (form["password"].empty()) again.wrong.push_back({"password", "Enter your password"});
  if (!again.wrong.empty()) return call->done(desk_.sign_in_page(desk_.form_token(*call->request), std::move(again), 422));

  // The device is told by the address that was typed, so that the same is done whether or not there is such an account.
  const auto attempt = desk_.try_of(*call, desk_.email_of(form["email"]));
  const bool admitted = desk_.admitted(call, attempt, {}, [&](std::string sentence) {
    again.wrong = {{"", std::move(sentence)}};
    return desk_.sign_in_page(desk_.form_token(*call->request), again, 429);
  });
  if (admitted) desk_.hash(call, [this, call, attempt] { check_password(call, attempt); });
}

void SignIn::check_password(const Called& call, const access::Try& attempt) {
  const auto& world = desk_.world;
  const auto who = access::find_candidate(world.database.read()->connection(), world.keys, world.vault, call->form["email"]);
  auto answer = desk_.passwords.check(who ? std::string_view(who->body.password_hash) : std::string_view(), call->form["password"]);
  if (answer.right)
    right_password(call, attempt, *who, std::move(answer.new_hash));
  else
    wrong_password(call, who);
}

void SignIn::wrong_password(const Called& call, const std::optional<AccountRow>& who) {
  SignInPage again{.csrf = {}, .onward = onward_of(*call), .email = std::string(call->form["email"])};
  again.wrong = {{"password", "The e-mail address or the password is not right. Check both and try again"}};
  auto reply = std::make_shared<web::Reply>(desk_.sign_in_page(desk_.form_token(*call->request), std::move(again), 422));
  const auto tried = who ? desk_.attempt(*call, who->account, Outcome::password_wrong) : desk_.attempt(*call, {}, Outcome::nobody);
  desk_.write(
      call, {}, [tried](journal::Unit& unit) { access::record_attempt(unit.connection(), tried); },
      [call, reply] { call->done(std::move(*reply)); });
}

void SignIn::right_password(const Called& call, const access::Try& attempt, const AccountRow& who, std::optional<std::string> new_hash) {
  auto entered = std::make_shared<Entered>();
  auto work = [this, call, entered, who, new_hash = std::move(new_hash)](journal::Unit& unit) {
    auto& connection = unit.connection();
    auto row = desk_.row_of(connection, who.account);
    if (!row || row->body.password_hash != who.body.password_hash) return;
    if (new_hash) {
      auto account = unit.load<Account>(who.account);
      unit.append(account, {access::PasswordSet{*new_hash}});
    }
    *entered = desk_.begin(unit, *call, *row);
    access::record_attempt(connection, desk_.attempt(*call, who.account, entered->complete ? Outcome::signed_in : Outcome::password_right));
  };
  desk_.write(call, {who.account, who.agency}, std::move(work), [this, call, entered, attempt, who] {
    if (!entered->begun) return wrong_password(call, who);
    desk_.throttle.succeeded(attempt);
    this->entered(call, *entered);
  });
}

}  // namespace hearth::journey::account
