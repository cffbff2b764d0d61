#include "journey/administration/rules.hpp"

#include <gtest/gtest.h>

namespace hearth::journey::administration {
namespace {

using namespace access;

const Instant now = Instant::at(Date::of(2026, 4, 7), 9, 0);
const Asking by_ada{"ada", now};
const Known known{{"council"}, {"north", "south"}, {"social_worker", "administrator"}, {}, false};

Account given(std::vector<Account::Event> more = {}) {
  Account account = evolve({}, AccountOpened{"Ben Moss", "ben@ashdown.example", "council"});
  for (const auto& event : more) account = evolve(std::move(account), event);
  return account;
}

std::string sentence(const auto& result) { return result ? std::string("nothing was refused") : result.error().front().sentence; }
std::string field(const auto& result) { return result ? std::string("nothing was refused") : result.error().front().field; }

TEST(AddAgency, KeepsANameOnce) {
  EXPECT_EQ(decide(AddAgency{"  Ashdown Police ", AgencyKind::police}, {})->name, "Ashdown Police");
  EXPECT_EQ(field(decide(AddAgency{"", AgencyKind::police}, {})), "name");
  EXPECT_EQ(field(decide(AddAgency{std::string(201, 'a'), AgencyKind::police}, {})), "name");
  EXPECT_TRUE(decide(AddAgency{std::string(200, 'a'), AgencyKind::police}, {}));
  EXPECT_EQ(sentence(decide(AddAgency{"ASHDOWN POLICE", AgencyKind::police}, {.names = {"ashdown police"}})),
            "There is an agency of that name already");
}

TEST(AddTeam, BelongsToAnAgencyThatThereIs) {
  EXPECT_EQ(decide(AddTeam{"North", "council", TeamKind::assessment}, known)->agency, "council");
  EXPECT_EQ(field(decide(AddTeam{"North", "elsewhere", TeamKind::assessment}, known)), "agency");
}

TEST(OpenAccount, OpensWithRolesTeamsAndAnInvitation) {
  const auto events =
      decide(OpenAccount{" Ben Moss", "ben@ashdown.example ", "council", {"social_worker", "social_worker"}, {"north"}}, known, by_ada);
  ASSERT_TRUE(events);
  Account account;
  for (const auto& event : *events) account = evolve(std::move(account), event);
  EXPECT_EQ(account.details.name, "Ben Moss");
  EXPECT_EQ(account.details.email, "ben@ashdown.example");
  EXPECT_EQ(account.roles, std::set<std::string>{"social_worker"});
  EXPECT_EQ(account.teams, std::set<std::string>{"north"});
  ASSERT_TRUE(account.invited);
  EXPECT_EQ(account.invited->at, now);
  EXPECT_EQ(account.invited->by, "ada");
  EXPECT_EQ(events->size(), 4u) << "a role that is named twice is given once";
}

TEST(OpenAccount, SaysAllThatIsWrongAtOnce) {
  auto taken = known;
  taken.email_taken = true;
  const auto refused = decide(OpenAccount{"", "ben@ashdown.example", "elsewhere", {"king"}, {"east"}}, taken, by_ada);
  ASSERT_FALSE(refused);
  std::vector<std::string> fields;
  for (const auto& r : refused.error()) fields.push_back(r.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"name", "email", "agency", "roles", "teams"}));
}

TEST(Email, IsAnAddressThatPeopleHave) {
  for (const auto* good : {"a@b.example", "ada.okafor+x@mail.ashdown.gov.uk", "jürgen@bücher.example", "o'neill@a.example"})
    EXPECT_EQ(fault_of_email(good), "") << good;
  for (const auto* bad : {"", "@", "ada", "ada@", "@b.example", "a@b", "a@.example", "a@b.", "a b@c.example", "a@b@c.example",
                          "a@b..example", "Ada <a@b.example>", "a@b.example,c@d.example", "a@b.example\n"})
    EXPECT_NE(fault_of_email(bad), "") << bad;
  EXPECT_EQ(fault_of_email(std::string(246, 'a') + "@b.examp"), "") << "254 characters";
  EXPECT_NE(fault_of_email(std::string(247, 'a') + "@b.examp"), "");
}

TEST(SetRoles, GivesAndTakesWhatDiffers) {
  const auto events = decide(given({RoleGiven{"social_worker"}}), SetRoles{"ben", 2, {"administrator"}}, 2, known, by_ada);
  ASSERT_TRUE(events);
  ASSERT_EQ(events->size(), 2u);
  EXPECT_EQ(std::get<RoleGiven>(events->at(0)).role, "administrator");
  EXPECT_EQ(std::get<RoleTaken>(events->at(1)).role, "social_worker");
  EXPECT_TRUE(decide(given({RoleGiven{"social_worker"}}), SetRoles{"ben", 2, {"social_worker"}}, 2, known, by_ada)->empty());
}

TEST(SetRoles, ArePlainlyRefused) {
  EXPECT_EQ(field(decide(given(), SetRoles{"ben", 1, {"king"}}, 1, known, by_ada)), "roles");
  EXPECT_EQ(sentence(decide(given(), SetRoles{"ben", 1, {}}, 2, known, by_ada)),
            "Somebody else has changed this account meanwhile. Look at what is ticked now, then save again");
  EXPECT_EQ(sentence(decide(given({AccountClosed{"Left"}}), SetRoles{"ben", 2, {}}, 2, known, by_ada)),
            "This account is closed. Open it again first");
}

TEST(SetTeams, JoinsAndLeaves) {
  const auto events = decide(given({TeamJoined{"north"}}), SetTeams{"ben", 2, {"south"}}, 2, known, by_ada);
  ASSERT_TRUE(events);
  EXPECT_EQ(std::get<TeamJoined>(events->at(0)).team, "south");
  EXPECT_EQ(std::get<TeamLeft>(events->at(1)).team, "north");
}

// The rule of two: whatever an administrator may do with others, nothing with themselves.
TEST(Administrator, NeverActsOnTheirOwnAccount) {
  const auto own = given({SecondFactorSet{"secret"}});
  const std::string why = "Because I say so";
  const std::vector<Result<AccountEvents>> all{decide(own, SetRoles{"ada", 2, {"administrator"}}, 2, known, by_ada),
                                               decide(own, SetTeams{"ada", 2, {"north"}}, 2, known, by_ada),
                                               decide(own, Invite{"ada"}, by_ada),
                                               decide(own, ResetSecondFactor{"ada", why}, by_ada),
                                               decide(own, CloseAccount{"ada", why}, by_ada),
                                               decide(evolve(own, AccountClosed{why}), ReopenAccount{"ada", why}, by_ada)};
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_FALSE(all[i]) << i;
  const std::vector<Result<AccountEvents>> others{decide(own, SetRoles{"ben", 2, {"administrator"}}, 2, known, by_ada),
                                                  decide(own, SetTeams{"ben", 2, {"north"}}, 2, known, by_ada),
                                                  decide(own, Invite{"ben"}, by_ada),
                                                  decide(own, ResetSecondFactor{"ben", why}, by_ada),
                                                  decide(own, CloseAccount{"ben", why}, by_ada),
                                                  decide(evolve(own, AccountClosed{why}), ReopenAccount{"ben", why}, by_ada)};
  for (std::size_t i = 0; i < others.size(); ++i) EXPECT_TRUE(others[i]) << i << ": " << sentence(others[i]);
}

TEST(InvitationMade, EndsWhenAPasswordIsSet) {
  auto account = given({InvitationMade{now, "ada"}});
  EXPECT_TRUE(account.invited);
  account = evolve(std::move(account), PasswordSet{"hash"});
  EXPECT_FALSE(account.invited);
}

TEST(ResetSecondFactor, LeavesNothingOfTheOldWayIn) {
  const auto events =
      decide(given({PasswordSet{"old"}, SecondFactorSet{"secret"}}), ResetSecondFactor{"ben", "Came to the desk with a pass"}, by_ada);
  ASSERT_TRUE(events);
  auto account = given({PasswordSet{"old"}, SecondFactorSet{"secret"}});
  for (const auto& event : *events) account = evolve(std::move(account), event);
  EXPECT_EQ(account.password_hash, "");
  EXPECT_EQ(account.second_factor, "");
  EXPECT_TRUE(account.invited);
  EXPECT_EQ(field(decide(given({SecondFactorSet{"secret"}}), ResetSecondFactor{"ben", "lost it"}, by_ada)), "reason");
}

TEST(CloseAccount, WantsAReasonAndHappensOnce) {
  EXPECT_EQ(field(decide(given(), CloseAccount{"ben", "Left"}, by_ada)), "reason");
  EXPECT_EQ(field(decide(given(), CloseAccount{"ben", "          "}, by_ada)), "reason");
  EXPECT_TRUE(decide(given(), CloseAccount{"ben", "Left today"}, by_ada)) << "ten characters";
  EXPECT_EQ(sentence(decide(given({AccountClosed{"Left"}}), CloseAccount{"ben", "Left the council"}, by_ada)),
            "This account is closed already");
  EXPECT_EQ(sentence(decide(given(), ReopenAccount{"ben", "Came back to us"}, by_ada)), "This account is open already");
}

}  // namespace
}  // namespace hearth::journey::administration
