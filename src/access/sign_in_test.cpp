#include "access/sign_in.hpp"

#include "access/device.hpp"
#include "access/password.hpp"
#include "access/second_factor.hpp"
#include "access/session.hpp"
#include "journal/testing.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <oath.h>

#include <cstdlib>

namespace hearth::access {
namespace {

using namespace std::chrono_literals;

class SignInOn : public testing::TestWithParam<std::string> {
 protected:
  SignInOn() {
    world.database.migrate(sign_in_migrations());
    world.database.migrate(session_migrations());
    register_people(test.catalogue, test.vault);  // afterwards, since its folds hold on to the vault
    journal::prepare_views(world);
    record(ada, {AccountOpened{"Ada Okafor", "Ada.Okafor@x.example", "01agency"}});
  }

  void record(const std::string& account, const std::vector<Account::Event>& events) {
    submit_and_wait(world, {"system", ""}, [&](journal::Unit& unit) {
      auto loaded = unit.load<Account>(account);
      unit.append(loaded, events);
    });
  }
  std::optional<AccountRow> candidate(std::string_view email) {
    return find_candidate(world.database.read()->connection(), world.keys, world.vault, email);
  }
  AccountRow row() { return *journal::find_row<AccountRow>(world.database.read()->connection(), world.keys, ada); }
  Result<AccountRow> open(std::string_view token) {
    return open_invitation(world.database.read()->connection(), world.keys, world.vault, token, test.clock.now());
  }
  void attempt(Instant at, std::optional<std::string> account, Outcome outcome) {
    const SignInAttempt tried{at, std::move(account), address_fingerprint(world.vault, "192.0.2.7"), outcome};
    world.database.write_and_wait([&](store::Connection& c) { record_attempt(c, tried); });
  }

  journal::TestWorld test{GetParam(), {}};
  const journal::World& world = test.world;
  const std::string ada = new_id(test.clock.now(), test.random);
};
INSTANTIATE_TEST_SUITE_P(Databases, SignInOn, testing::ValuesIn(store::testing::Databases()));

TEST_P(SignInOn, FindsAnOpenAccountByItsAddress) {
  for (const auto* email : {"ada.okafor@x.example", "ADA.OKAFOR@X.EXAMPLE", "  Ada.Okafor@x.example \t"}) {
    const auto found = candidate(email);
    ASSERT_TRUE(found) << email;
    EXPECT_EQ(found->account, ada);
    EXPECT_EQ(found->body.password_hash, "");
  }
  for (const auto* email : {"", "ada@x.example", "%", "ada.okafor@x.example' or 1=1 --"}) EXPECT_FALSE(candidate(email)) << email;
}

TEST_P(SignInOn, AClosedAccountIsNobody) {
  record(ada, {AccountClosed{"Left the council"}});
  EXPECT_FALSE(candidate("ada.okafor@x.example"));
  record(ada, {AccountReopened{"Came back"}});
  EXPECT_TRUE(candidate("ada.okafor@x.example"));
}

TEST_P(SignInOn, TheAddressStandsNowhereInTheClear) {
  world.database.read()->connection().each("select email, body from v_account", [&](const store::Row& r) {
    EXPECT_EQ(r.text(0).size(), 64u);
    EXPECT_EQ(r.blob(1).find("okafor"), std::string_view::npos);
  });
}

TEST_P(SignInOn, AnInvitationLetsItsHolderInOnce) {
  const auto token = invitation(world.vault, row(), test.clock.now());
  EXPECT_EQ(open(token)->account, ada);
  EXPECT_EQ(open(token)->body.email, "Ada.Okafor@x.example") << "looking at it does not use it up";
  record(ada, {PasswordSet{"$argon2id$one"}});
  ASSERT_FALSE(open(token));
  EXPECT_EQ(open(token).error().front().sentence, "This link has been used or is too old. Ask your administrator for a new one");
}

TEST_P(SignInOn, OfTwoWhoHoldTheLinkOpenOneSetsThePassword) {
  const auto token = invitation(world.vault, row(), test.clock.now());
  int set = 0;
  for (const auto* hash : {"$argon2id$first", "$argon2id$second"})
    submit_and_wait(world, {ada, "01agency"}, [&](journal::Unit& unit) {
      if (!open_invitation(unit.connection(), world.keys, world.vault, token, unit.now())) return;
      auto account = unit.load<Account>(ada);
      unit.append(account, {PasswordSet{hash}});
      ++set;
    });
  EXPECT_EQ(set, 1);
  EXPECT_EQ(row().body.password_hash, "$argon2id$first");
}

TEST_P(SignInOn, AForgottenPasswordNeedsANewInvitation) {
  record(ada, {PasswordSet{"$argon2id$one"}});
  const auto token = invitation(world.vault, row(), test.clock.now());
  EXPECT_TRUE(open(token));
  record(ada, {PasswordSet{"$argon2id$two"}});
  EXPECT_FALSE(open(token));
}

TEST_P(SignInOn, AnInvitationLastsAWeek) {
  const auto token = invitation(world.vault, row(), test.clock.now());
  test.clock.advance(invitation_lasts - 1us);
  EXPECT_TRUE(open(token));
  test.clock.advance(1us);
  EXPECT_FALSE(open(token));
}

TEST_P(SignInOn, AClosedAccountIsInvitedNowhere) {
  const auto token = invitation(world.vault, row(), test.clock.now());
  record(ada, {AccountClosed{"Left the council"}});
  EXPECT_FALSE(open(token));
}

TEST_P(SignInOn, AnInvitationCannotBeForged) {
  const auto lee = new_id(test.clock.now(), test.random);
  record(lee, {AccountOpened{"Lee", "lee@x.example", "01agency"}});
  const auto token = invitation(world.vault, row(), test.clock.now());
  EXPECT_FALSE(open(lee + token.substr(lee.size()))) << "for another account";
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto forged = token;
    forged[i] = forged[i] == '0' ? '1' : '0';
    EXPECT_FALSE(open(forged)) << i;
    EXPECT_FALSE(open(token.substr(0, i))) << i;
  }
  EXPECT_FALSE(open(token + "0"));
  EXPECT_FALSE(open(std::string(10'000, 'a')));
  journal::TestWorld other("memory", {}, 2);
  EXPECT_FALSE(open(invitation(other.vault, row(), test.clock.now()))) << "by another partnership";
}

/// What an authenticator app shows.
std::string app_shows(const std::string& secret, Instant now) {
  char* bytes = nullptr;
  std::size_t size = 0;
  char code[7];
  EXPECT_EQ(oath_base32_decode(secret.data(), secret.size(), &bytes, &size), OATH_OK);
  EXPECT_EQ(oath_totp_generate(bytes, size, now.micros / 1'000'000, 30, 0, 6, code), OATH_OK);
  std::free(bytes);
  return code;
}

TEST_P(SignInOn, TheWholeWayFromTheInvitationToTheNextSignIn) {
  const SessionLimits limits;
  const PasswordCheck check(test.random, {[](std::string_view p) { return fmt::format("hash of {}", p); },
                                          [](std::string_view hash, std::string_view p) { return hash == fmt::format("hash of {}", p); },
                                          [](std::string_view) { return false; }});
  auto now = [&] { return test.clock.now(); };

  // An invitation, a password, an app.
  const auto token = invitation(world.vault, row(), now());
  std::optional<Begun> begun;
  submit_and_wait(world, {ada, "01agency"}, [&](journal::Unit& unit) {
    ASSERT_TRUE(open_invitation(unit.connection(), world.keys, world.vault, token, unit.now()));
    auto account = unit.load<Account>(ada);
    unit.append(account, {PasswordSet{check.hash("kettle gravel moonlit")}});
    begun = begin_session(unit.connection(), ada, browser_of("Firefox/137.0"), limits, unit.world().random, unit.now());
  });
  const auto first = begun->token;
  const auto secret = offered_secret(world.vault, begun->session, row().body.second_factor);
  submit_and_wait(world, {ada, "01agency"}, [&](journal::Unit& unit) {
    ASSERT_EQ(use_code(unit.connection(), ada, secret, app_shows(secret, now()), unit.now()), CodeAnswer::right);
    auto account = unit.load<Account>(ada);
    unit.append(account, {SecondFactorSet{secret}});
    begun = renew_session(unit.connection(), begun->session, limits, unit.world().random, unit.now());
  });
  ASSERT_TRUE(begun);
  EXPECT_FALSE(find_session(world.database.read()->connection(), first, limits, now()));
  EXPECT_TRUE(find_session(world.database.read()->connection(), begun->token, limits, now())->second_factor);
  const auto cookie = device_cookie(world.vault, ada, {}, test.random, now());

  // The next morning: the code that opened the account is worth nothing, the next one opens it on a device that is known.
  const auto used = app_shows(secret, now());
  test.clock.advance(24h);
  EXPECT_FALSE(find_session(world.database.read()->connection(), begun->token, limits, now()));
  Throttle throttle;
  const auto found = candidate("ada.okafor@x.example");
  ASSERT_TRUE(found);
  const Try attempt{email_fingerprint(world.vault, "ada.okafor@x.example"), address_fingerprint(world.vault, "192.0.2.7"),
                    known_device(world.vault, found->account, cookie, now())};
  EXPECT_TRUE(attempt.device);
  ASSERT_TRUE(throttle.admit(attempt, now()));
  ASSERT_TRUE(check.check(found->body.password_hash, "kettle gravel moonlit").right);
  throttle.succeeded(attempt);
  world.database.write_and_wait([&](store::Connection& c) { begun = begin_session(c, ada, "Firefox", limits, test.random, now()); });
  ASSERT_TRUE(throttle.admit(attempt, now()));
  world.database.write_and_wait([&](store::Connection& c) {
    EXPECT_EQ(use_code(c, ada, found->body.second_factor, used, now()), CodeAnswer::wrong);
    EXPECT_EQ(use_code(c, ada, found->body.second_factor, app_shows(secret, now()), now()), CodeAnswer::right);
    begun = renew_session(c, begun->session, limits, test.random, now());
  });
  EXPECT_TRUE(begun->session.second_factor);
}

TEST_P(SignInOn, RecordsWhatWasTried) {
  const auto start = test.clock.now();
  attempt(start, ada, Outcome::password_wrong);
  attempt(start, {}, Outcome::nobody);
  attempt(start + 1s, ada, Outcome::password_right);
  attempt(start + 2s, ada, Outcome::signed_in);
  attempt(start + 3s, "lee", Outcome::held);

  auto snapshot = world.database.read();
  auto& connection = snapshot->connection();
  const auto own = attempts_of(connection, ada, 10);
  ASSERT_EQ(own.size(), 3u);
  EXPECT_EQ(own[0], (SignInAttempt{start + 2s, ada, address_fingerprint(world.vault, "192.0.2.7"), Outcome::signed_in}));
  EXPECT_EQ(own[2].outcome, Outcome::password_wrong);
  EXPECT_EQ(attempts_of(connection, ada, 1).size(), 1u);

  const auto all = latest_attempts(connection, 4);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].account, "lee");
  EXPECT_EQ(all[3].account, std::nullopt) << "of two in one moment the later one first";
}

TEST_P(SignInOn, TellsOfTheSignInBeforeThisOne) {
  const auto start = test.clock.now();
  auto last = [&](Instant before) { return last_signed_in(world.database.read()->connection(), ada, before); };
  EXPECT_FALSE(last(start));
  attempt(start, ada, Outcome::signed_in);
  attempt(start + 1h, ada, Outcome::password_wrong);
  attempt(start + 2h, ada, Outcome::signed_in);
  attempt(start + 3h, "lee", Outcome::signed_in);
  EXPECT_EQ(last(start + 2h), start);
  EXPECT_EQ(last(start + 4h), start + 2h);
  EXPECT_FALSE(last(start));
}

TEST_P(SignInOn, OldAttemptsGo) {
  const auto start = test.clock.now();
  for (int day = 0; day < 10; ++day) attempt(start + std::chrono::days(day), ada, Outcome::signed_in);
  std::int64_t gone = 0;
  world.database.write_and_wait([&](store::Connection& c) { gone = prune_attempts(c, start + std::chrono::days(7)); });
  EXPECT_EQ(gone, 7);
  EXPECT_EQ(attempts_of(world.database.read()->connection(), ada, 100).size(), 3u);
}

}  // namespace
}  // namespace hearth::access
