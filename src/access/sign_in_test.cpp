#include "access/sign_in.hpp"

#include "access/device.hpp"
#include "journal/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::access {
namespace {

using namespace std::chrono_literals;

class SignInOn : public testing::TestWithParam<std::string> {
 protected:
  SignInOn() {
    world.database.migrate(sign_in_migrations());
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
