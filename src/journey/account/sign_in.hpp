// Signing in: password, second factor, invitation, signing out, and what was typed when a session ended. After it come the pages of
// one's own account.
//
//   Site site(…);
//   account::SignIn sign_in(site, {.second_factor = settings.second_factor});   // opens its routes and becomes the site's door
#pragma once

#include "journey/account/desk.hpp"
#include "journey/account/own_account.hpp"
#include "journey/account/pages.hpp"
#include "journey/account/unsent.hpp"

namespace hearth::journey::account {

class SignIn {
 public:
  /// Opens /sign-in, /sign-in/code, /sign-out, /invitation and /account with what is below it, and sets the site's door. Made before
  /// the first request and destroyed after the last, before the site.
  explicit SignIn(practice::Site& site, SignInOptions options = {});
  SignIn(const SignIn&) = delete;

  /// How people are known. Already set on the site.
  practice::Door door();

 private:
  void show_sign_in(const Called& call);
  void take_password(const Called& call);
  void check_password(const Called& call, const access::Try& attempt);
  void wrong_password(const Called& call, const std::optional<access::AccountRow>& who);
  void right_password(const Called& call, const access::Try& attempt, const access::AccountRow& who, std::optional<std::string> new_hash);
  /// The password was right: on to the second factor, or in.
  void entered(const Called& call, const Entered& entered);

  void show_code(const Called& call);
  void take_code(const Called& call);
  practice::Drawn code_page(const access::Session& session, const access::AccountRow& account, const Onward& onward, Refusals wrong) const;

  void show_invitation(const Called& call);
  void take_first_password(const Called& call);

  void sign_out(const Called& call);

  /// Signed in: sets the cookies and leads on, to what was typed if there is something.
  void finish(const Called& call, const access::Begun& begun, const access::AccountRow& row, const Onward& onward);
  void show_unsent(const Called& call, const practice::Identity& identity, const Unsent& unsent, std::function<void(web::Reply)> answer);

  std::optional<practice::Identity> identify(store::Connection& connection, const web::Request& request, Instant now);

  Desk desk_;
  OwnAccount own_account_;
};

}  // namespace hearth::journey::account
