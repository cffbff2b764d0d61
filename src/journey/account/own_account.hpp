// One's own account: who one is, where one is signed in, password, authenticator app, tokens for programs.
#pragma once

#include "access/token.hpp"
#include "journey/account/desk.hpp"

#include <vector>

namespace hearth::journey::account {

class OwnAccount {
 public:
  /// Opens /account and what is below it. `desk` must outlive it.
  explicit OwnAccount(Desk& desk);

 private:
  /// Somebody who has signed in and may use their account, with what the pages show. All of one moment.
  struct Me {
    practice::Identity identity;
    access::Session session;
    access::AccountRow row;
    access::Viewer viewer;
    std::vector<std::string> teams;  ///< Names.
    std::vector<access::Session> sessions;
    std::vector<access::ApiToken> tokens;
    std::optional<Instant> last;
  };
  using Handler = void (OwnAccount::*)(const Called& call, const Me& me);

  /// A route for who has signed in. A form must also carry the session's token.
  void route(web::Method method, std::string path, Handler handler);
  std::optional<Me> me_of(const Called& call) const;
  web::Reply page(const Called& call, const Me& me, practice::Drawn drawn, int status = 200) const;

  void renew(const Called& call);
  void show(const Called& call, const Me& me);
  void end_session(const Called& call, const Me& me);
  void end_token(const Called& call, const Me& me);
  void show_password(const Called& call, const Me& me);
  void change_password(const Called& call, const Me& me);
  void show_second_factor(const Called& call, const Me& me);
  void set_second_factor(const Called& call, const Me& me);

  Desk& desk_;
};

}  // namespace hearth::journey::account
