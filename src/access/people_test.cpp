#include "access/people.hpp"

#include "journal/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::access {
namespace {

Account given(const std::vector<Account::Event>& events) {
  Account account;
  for (const auto& event : events) account = evolve(std::move(account), event);
  return account;
}

const AccountOpened ada{"Ada Okafor", "Ada.Okafor@x.example", "01agency"};

TEST(Account, IsWhatItsEventsMadeIt) {
  const auto account = given({ada, RoleGiven{"social_worker"}, RoleGiven{"team_manager"}, RoleTaken{"social_worker"}, TeamJoined{"north"},
                              TeamJoined{"south"}, TeamLeft{"north"}, PasswordSet{"old"}, PasswordSet{"new"}, SecondFactorSet{"secret"}});
  EXPECT_EQ(account.details.name, "Ada Okafor");
  EXPECT_EQ(account.roles, std::set<std::string>{"team_manager"});
  EXPECT_EQ(account.teams, std::set<std::string>{"south"});
  EXPECT_EQ(account.password_hash, "new");
  EXPECT_EQ(account.second_factor, "secret");
  EXPECT_FALSE(account.closed);
}

TEST(Account, ClosesAndReopensWithWhatItHad) {
  const auto closed = given({ada, RoleGiven{"social_worker"}, PasswordSet{"hash"}, AccountClosed{"Left"}});
  EXPECT_TRUE(closed.closed);
  const auto again = evolve(closed, AccountReopened{"Came back"});
  EXPECT_FALSE(again.closed);
  EXPECT_EQ(again.roles, closed.roles);
  EXPECT_EQ(again.password_hash, "hash");
}

TEST(Account, LosesItsSecondFactorOnly) {
  const auto account = given({ada, PasswordSet{"hash"}, SecondFactorSet{"secret"}, SecondFactorRemoved{"Lost phone"}});
  EXPECT_EQ(account.second_factor, "");
  EXPECT_EQ(account.password_hash, "hash");
}

TEST(Account, TakingWhatWasNotGivenChangesNothing) {
  const auto account = given({ada, RoleTaken{"social_worker"}, TeamLeft{"north"}, SecondFactorRemoved{""}, AccountReopened{""}});
  EXPECT_TRUE(account.roles.empty());
  EXPECT_TRUE(account.teams.empty());
  EXPECT_FALSE(account.closed);
}

class PeopleOn : public testing::TestWithParam<std::string> {
 protected:
  PeopleOn() {
    register_people(test.catalogue, test.vault);  // afterwards, since its folds hold on to the vault
    journal::prepare_views(world);
  }
  template <class A>
  void record(const std::string& id, const std::vector<typename A::Event>& events) {
    submit_and_wait(world, {"system", ""}, [&](journal::Unit& unit) {
      auto loaded = unit.load<A>(id);
      unit.append(loaded, events);
    });
  }
  template <class R, class... K>
  std::optional<R> find(const K&... key) {
    return journal::find_row<R>(world.database.read()->connection(), world.keys, key...);
  }

  journal::TestWorld test{GetParam(), {}};
  const journal::World& world = test.world;
};
INSTANTIATE_TEST_SUITE_P(Databases, PeopleOn, testing::ValuesIn(store::testing::Databases()));

TEST_P(PeopleOn, AreFoundInTheViews) {
  record<Agency>("a1", {AgencyAdded{"Gateshead Council", AgencyKind::childrens_social_care}});
  record<Team>("t1", {TeamAdded{"Assessment North", "a1", TeamKind::assessment}});
  record<Account>("p1", {ada, RoleGiven{"social_worker"}, TeamJoined{"t1"}, PasswordSet{"hash"}, SecondFactorSet{"secret"}});
  EXPECT_EQ(find<AgencyRow>("a1")->body.name, "Gateshead Council");
  EXPECT_EQ(find<TeamRow>("t1")->kind, TeamKind::assessment);
  const auto account = find<AccountRow>("p1");
  EXPECT_EQ(account->email, email_fingerprint(world.vault, "ada.okafor@X.EXAMPLE")) << "in any case of letters";
  EXPECT_EQ(account->body.password_hash, "hash");
  EXPECT_EQ(account->body.second_factor, "secret");
  EXPECT_TRUE((find<RoleRow>("p1", "social_worker")));
  EXPECT_TRUE((find<MemberRow>("p1", "t1")));

  record<Account>("p1", {RoleTaken{"social_worker"}, TeamLeft{"t1"}, SecondFactorRemoved{"Lost phone"}, AccountClosed{"Left"}});
  EXPECT_FALSE((find<RoleRow>("p1", "social_worker")));
  EXPECT_FALSE((find<MemberRow>("p1", "t1")));
  EXPECT_EQ(find<AccountRow>("p1")->body.second_factor, "");
  EXPECT_TRUE(find<AccountRow>("p1")->closed);
  record<Account>("p1", {AccountReopened{"Came back"}});
  EXPECT_FALSE(find<AccountRow>("p1")->closed);
}

TEST_P(PeopleOn, AreTheSameAfterARebuild) {
  record<Agency>("a1", {AgencyAdded{"Gateshead Council", AgencyKind::childrens_social_care}});
  for (int i = 0; i < 5; ++i)
    record<Account>("p" + std::to_string(i),
                    {ada, RoleGiven{"social_worker"}, RoleGiven{"manager"}, TeamJoined{"t1"}, PasswordSet{"hash"}});
  record<Account>("p3", {RoleTaken{"manager"}, TeamLeft{"t1"}, AccountClosed{"Left"}});
  const auto live = journal::digests(world, world.database.read()->connection());
  journal::rebuild(world);
  EXPECT_EQ(journal::digests(world, world.database.read()->connection()), live);
}

TEST_P(PeopleOn, StandNowhereInTheClear) {
  record<Agency>("a1", {AgencyAdded{"Gateshead Council", AgencyKind::childrens_social_care}});
  record<Account>("p1", {ada, PasswordSet{"hash"}, SecondFactorSet{"JBSWY3DPEHPK3PXP"}});
  std::string bytes;
  auto keep = [&](const store::Row& row) { bytes.append(row.text(0)).append(row.blob(1)); };
  auto snapshot = world.database.read();
  snapshot->connection().each("select email, body from v_account", keep);
  snapshot->connection().each("select type, body from journal_event", keep);
  ASSERT_FALSE(bytes.empty());
  for (const auto* secret : {"Okafor", "okafor", "JBSWY3DP", "hash"}) EXPECT_EQ(bytes.find(secret), bytes.npos) << secret;
}

TEST(EmailFingerprint, BelongsToOneAddressAndOnePartnership) {
  journal::TestWorld one("memory", {}), other("memory", {}, 2);
  const auto print = email_fingerprint(one.vault, "ada@x.example");
  EXPECT_EQ(print, email_fingerprint(one.vault, "ADA@X.example"));
  EXPECT_NE(print, email_fingerprint(one.vault, "adb@x.example"));
  EXPECT_NE(print, email_fingerprint(other.vault, "ada@x.example"));
}

}  // namespace
}  // namespace hearth::access
