// What all pages about signing in and one's own account share: how requests reach them, who is there, and how guessing is slowed.
// These routes stand outside the kit because each is its own keeper: they handle passwords, sessions and codes, which no reader and no
// command of a practice ever sees.
#pragma once

#include "access/device.hpp"
#include "access/password.hpp"
#include "access/second_factor.hpp"
#include "access/session.hpp"
#include "access/sign_in.hpp"
#include "access/throttle.hpp"
#include "journey/account/pages.hpp"
#include "practice/site.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hearth::journey::account {

struct SignInOptions {
  bool second_factor = true;  ///< False only for a demonstration: nobody is asked to set one up. Who has one is asked for it all the same.
  std::string issuer = "Hearth";  ///< What authenticator apps call us.
  access::SessionLimits sessions{};
  access::ThrottleLimits throttle{};
  access::Hasher hasher = access::argon2();
  int hashing_threads = 2;  ///< Each takes some 80 ms and 64 MiB for a password. Source: docs/security.md, hash flood.
  std::size_t hashing_waiting = 50;
};

/// One request, until it is answered.
struct Call {
  std::shared_ptr<const web::Request> request;
  std::function<void(web::Reply)> done;
  web::Form form;  ///< Of a POST.
  Instant now;
};
using Called = std::shared_ptr<Call>;

/// A token against forged forms for somebody who has no session yet: a cookie, and its keyed fingerprint in the form. A page of
/// another origin can neither read nor set the cookie, so that nobody can be signed in as somebody else without noticing.
struct FormToken {
  std::string csrf;
  std::string browser;                ///< A mark of this browser, as long as it keeps the cookie.
  std::optional<std::string> cookie;  ///< Set-Cookie, when it had none.
};

/// Somebody who has proved a password: their session, and whether they are in or owe a second factor.
struct Entered {
  std::optional<access::Begun> begun;  ///< Nothing: the account was closed, or its password changed, at the same moment.
  access::AccountRow row;
  bool complete = false;
};

class Desk {
 public:
  Desk(practice::Site& site, SignInOptions options);

  /// Opens a route whose handler runs on the site's threads. What it throws is answered with a 500 or, when the store is busy, a 503.
  void route(web::Method method, std::string path, std::function<void(const Called&)> handler);
  /// Runs on the threads for password hashing; answers 503 when too many wait there already.
  void hash(const Called& call, std::function<void()> work);
  /// Runs as one unit of the writer, then `then` on the site's threads once it is on disk.
  void write(const Called& call, const journal::Actor& actor, std::function<void(journal::Unit&)> work, std::function<void()> then);

  FormToken form_token(const web::Request& request) const;
  /// Whether a form without a session was sent by a page of ours in the same browser.
  bool form_is_ours(const Call& call) const;
  /// Whether another site made the browser send this.
  static bool from_elsewhere(const web::Request& request);

  /// The session of the request's cookie, whether or not its second factor has been shown.
  std::optional<access::Session> session_of(store::Connection& connection, const web::Request& request, Instant now) const;
  practice::Identity identity_of(const access::Session& session, Instant now) const;

  /// An open account.
  std::optional<access::AccountRow> row_of(store::Connection& connection, const std::string& account) const;
  /// Begins a session for who has proved the password of `row`, and ends the one that the browser had. Inside a writer's job.
  Entered begin(journal::Unit& unit, const Call& call, access::AccountRow row) const;
  /// Remembers that a session was used, without waiting for the disk.
  void touch(const access::Session& session, Instant now) const;

  /// Whose session this browser had last, even when it has ended; "" when nobody knows. For giving back what was typed, and nothing else.
  std::string last_account(const web::Request& request) const;
  std::string last_account_cookie(const web::Request& request, const std::string& account) const;

  /// What an address that was typed stands under: AccountRow::email.
  std::string email_of(std::string_view typed) const;
  /// The try that a request is, for the throttle. `email`: AccountRow::email, or the fingerprint of what was typed.
  access::Try try_of(const Call& call, const std::string& email) const;
  /// Counts a try. Too many: says so on the page that `draw` makes of the sentence, with 429; the first is written to the security log.
  bool admitted(const Called& call, const access::Try& attempt, const std::optional<std::string>& account,
                const std::function<web::Reply(std::string sentence)>& draw);
  access::SignInAttempt attempt(const Call& call, std::optional<std::string> account, access::Outcome outcome) const;

  web::Reply busy() const;
  web::Reply sign_in_page(const FormToken& token, SignInPage page, int status) const;
  /// For who is not signed in: leads to the sign-in page, and back to what was asked for. With a form that could not be sent because the
  /// session had ended, the page keeps it (unsent.hpp).
  web::Reply ask_to_sign_in(const web::Request& request, const web::Form* unsent) const;

  practice::Site& site;
  const journal::World& world;
  const SignInOptions options;
  const access::CommonPasswords common;
  const access::PasswordCheck passwords;
  access::Throttle throttle;

 private:
  void guarded(const Called& call, const std::function<void()>& work) const;
  practice::Pool hashing_;  // last: its threads use all of the above
};

/// A code as it was typed, blanks and hyphens left out; "" when it is not six digits.
std::string code_of(std::string_view typed);
/// What is wrong with a code.
std::string sentence_of(access::CodeAnswer answer);

/// What a form of ours brings along.
Onward onward_of(const Call& call);

/// The path and query of a page of ours, or "/": nothing that leads elsewhere, and no page of signing in itself.
std::string local_path(std::string_view next);

}  // namespace hearth::journey::account
