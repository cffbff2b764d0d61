#include "journey/account/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::journey::account {
namespace {

using namespace std::chrono_literals;
using namespace account::testing;

const std::string next_password = "violet harbour lantern";

class OwnAccountPages : public ::testing::Test {
 protected:
  AccountSite office;
  practice::TestSite& site = office.site;
  const std::string ada = office.somebody("Ada Okafor", "ada@ashdown.example");
};

TEST_F(OwnAccountPages, SayWhoOneIs) {
  auto who = office.signed_in("ada@ashdown.example");
  EXPECT_TRUE(who.get("/account").says("Ada Okafor"));
  for (const std::string words :
       {"ada@ashdown.example", "Ashdown Council", "Social worker", "This is the first time", "Firefox on Windows", "Now, here"})
    EXPECT_TRUE(who.answer().says(words)) << words;
  EXPECT_FALSE(who.answer().holds(phone)) << "the app's secret is shown once";
  EXPECT_EQ(office.browser().get("/account").location, "/sign-in?next=%2Faccount");

  site.clock().advance(1h);
  EXPECT_TRUE(office.signed_in("ada@ashdown.example").get("/account").says("Signed in before 7 April 2026 at 9am")) << who.answer().words();
}

TEST_F(OwnAccountPages, AreNotForAccountsWithoutARole) {
  const auto account = office.somebody("No Role", "none@ashdown.example");
  site.record<access::Account>(account, {access::RoleTaken{"social_worker"}});
  EXPECT_EQ(office.signed_in("none@ashdown.example").get("/account").status, 404);
}

TEST_F(OwnAccountPages, SignOutElsewhere) {
  auto here = office.signed_in("ada@ashdown.example"), there = office.signed_in("ada@ashdown.example");
  there.follow();
  here.get("/account");
  EXPECT_EQ(
      here.send("/account/sessions/end", {{"session", AccountSite::field(here, "/account/sessions/end", "session")}, {"csrf", "0"}}).status,
      403);
  EXPECT_EQ(there.get("/home").status, 200);
  here.get("/account");
  EXPECT_EQ(here.post("/account/sessions/end").location, "/account?done=session");
  EXPECT_TRUE(here.follow().says("Signed out there"));
  EXPECT_EQ(there.get("/home").status, 303);
  EXPECT_FALSE(here.form("/account/sessions/end"));
}

TEST_F(OwnAccountPages, EndNobodyElsesSession) {
  office.somebody("Ben Moss", "ben@ashdown.example");
  auto ben = office.signed_in("ben@ashdown.example"), who = office.signed_in("ada@ashdown.example"),
       twice = office.signed_in("ada@ashdown.example");
  const auto theirs = access::sessions_of(site.test.world.database.read()->connection(), ada, {}, site.clock().now());
  ben.get("/account");
  const auto csrf = AccountSite::field(ben, "/sign-out", "csrf");
  ben.send("/account/sessions/end", {{"csrf", csrf}, {"session", theirs.at(0).id}});
  EXPECT_EQ(who.get("/home").status, 200);
  EXPECT_EQ(twice.get("/home").status, 200);
}

TEST_F(OwnAccountPages, ChangeThePasswordAndEndOtherSessions) {
  auto who = office.signed_in("ada@ashdown.example"), there = office.signed_in("ada@ashdown.example");
  struct Case {
    std::string old, next, sentence;
  };
  for (const auto& c : std::vector<Case>{{"", next_password, "Enter the password that you have now"},
                                         {"wrong horse battery", next_password, "This is not the password that you have now"},
                                         {good_password, "short", "Enter a password of at least 12 characters"},
                                         {good_password, "password1234", "this one is well known"},
                                         {good_password, good_password, "Choose a password that is not the one that you have"}}) {
    EXPECT_TRUE(who.post("/account/password", {{"old_password", c.old}, {"password", c.next}}).says(c.sentence))
        << c.sentence << ": " << who.answer().words();
    EXPECT_EQ(who.answer().status, 422);
    EXPECT_FALSE(who.answer().holds(c.next + "\"")) << "what was typed is not sent back";
  }
  EXPECT_EQ(who.post("/account/password", {{"old_password", good_password}, {"password", next_password}}).location,
            "/account?done=password");
  EXPECT_EQ(who.follow().status, 200);
  EXPECT_EQ(there.get("/home").status, 303);
  auto again = office.browser();
  EXPECT_EQ(again.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}}).status, 422);
  EXPECT_EQ(again.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", next_password}}).status, 303);
}

TEST_F(OwnAccountPages, SlowGuessingOfTheOldPasswordDown) {
  auto who = office.signed_in("ada@ashdown.example");
  for (int i = 0; i < 12; ++i)
    who.post("/account/password", {{"old_password", "wrong horse " + std::to_string(i)}, {"password", next_password}});
  EXPECT_EQ(who.answer().status, 429);
  EXPECT_EQ(who.get("/home").status, 200);
}

TEST_F(OwnAccountPages, NeverRemoveAnApp) {
  auto who = office.signed_in("ada@ashdown.example");
  EXPECT_TRUE(who.get("/account/second-factor").says("ask an administrator"));
  EXPECT_FALSE(who.form("/account/second-factor"));
}

TEST(OwnAccountInADemonstration, CanSetAnAppUp) {
  AccountSite office({.second_factor = false});
  const auto ada = office.somebody("Ada Okafor", "ada@ashdown.example", false);
  auto who = office.browser(), there = office.browser();
  for (auto* browser : {&who, &there}) browser->post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}});
  const auto words = who.get("/account/second-factor").words();
  std::string secret = words.substr(words.find("Enter this key in the app: ") + 27, 39);
  std::erase(secret, ' ');
  const auto before = AccountSite::cookie(who, "session");
  EXPECT_TRUE(who.post("/account/second-factor", {{"code", "000000"}}).says("That code is not right"));
  EXPECT_EQ(who.post("/account/second-factor", {{"code", code_at(secret, office.site.clock().now())}}).location,
            "/account?done=second-factor");
  EXPECT_NE(AccountSite::cookie(who, "session"), before);
  EXPECT_TRUE(who.follow().says("Your authenticator app is set up"));
  EXPECT_EQ(there.get("/home").status, 303) << "sessions from before it end";
  EXPECT_EQ(office.site.load<access::Account>(ada)->second_factor, secret);
}

TEST_F(OwnAccountPages, ListTokensAndEndThem) {
  std::string token;
  site.test.world.database.write_and_wait(
      [&](store::Connection& c) { token = access::make_token(c, ada, 24h, site.test.random, site.clock().now()).text; });
  auto who = office.signed_in("ada@ashdown.example");
  EXPECT_TRUE(who.get("/account").says("Programs that act for you"));
  EXPECT_EQ(who.post("/account/tokens/end").location, "/account?done=token");
  EXPECT_EQ(site.api(token, web::Method::post, "/notes/new", R"({"words":"Rang"})").status, 401);
}

// ---- invitations ------------------------------------------------------------------------------------------------------------

class Invitation : public ::testing::Test {
 protected:
  std::string link_for(const std::string& account) {
    const auto row = journal::find_row<access::AccountRow>(site.test.world.database.read()->connection(), site.test.keys, account);
    return "/invitation?token=" + access::invitation(site.test.vault, *row, site.clock().now());
  }
  AccountSite office{{.second_factor = true}};
  practice::TestSite& site = office.site;
  const std::string dee = site.open_account({.roles = {"social_worker"}, .name = "Dee Moss", .email = "dee.moss@ashdown.example"});
};

TEST_F(Invitation, LetsSomebodyChooseAPasswordAndSetUpAnApp) {
  auto who = office.browser();
  EXPECT_EQ(who.get(link_for(dee)).location, "/invitation") << "the token leaves the address";
  EXPECT_TRUE(who.follow().says("Welcome, Dee Moss"));
  for (const std::string weak : {"short", "password1234", "dee.moss-was-here"}) {
    EXPECT_EQ(who.post("/invitation", {{"password", weak}}).status, 422) << weak;
  }
  EXPECT_EQ(office.hashing.made, 1) << "only the one that stands for nobody's was hashed";
  EXPECT_EQ(who.post("/invitation", {{"password", next_password}}).location, "/sign-in/code");
  EXPECT_EQ(AccountSite::cookie(who, "invitation"), "");
  EXPECT_TRUE(who.follow().says("Set up your authenticator app"));
}

TEST_F(Invitation, WorksOnce) {
  const auto link = link_for(dee);
  auto who = office.browser(), other = office.browser();
  for (auto* browser : {&who, &other}) {
    browser->get(link);
    browser->follow();
  }
  EXPECT_EQ(who.post("/invitation", {{"password", next_password}}).status, 303);
  EXPECT_EQ(other.post("/invitation", {{"password", next_password}}).status, 404);
  EXPECT_TRUE(other.answer().says("This link has been used or is too old"));
  other.get(link);
  EXPECT_EQ(other.follow().status, 404);
}

TEST_F(Invitation, AnswersMadeUpLinksAlike) {
  auto who = office.browser();
  for (const std::string token : {"", "x", "01arz3ndektsv4rrffq69g5fav.0000000000000000.00", "%22%3E", "a%0d%0aSet-Cookie:x"}) {
    who.get("/invitation?token=" + token);
    EXPECT_EQ(who.get("/invitation").status, 404) << token;
    EXPECT_TRUE(who.answer().says("This link has been used or is too old")) << token;
  }
  site.record<access::Account>(dee, {access::AccountClosed{"Never came"}});
  who.get(link_for(dee));
  EXPECT_EQ(who.get("/invitation").status, 404);
}

TEST_F(Invitation, ForAForgottenPasswordEndsOldSessionsAndStillAsksForTheApp) {
  const auto ada = office.somebody("Ada Okafor", "ada@ashdown.example");
  auto thief = office.signed_in("ada@ashdown.example");
  auto who = office.browser();
  who.get(link_for(ada));
  who.follow();
  EXPECT_EQ(who.post("/invitation", {{"password", next_password}}).location, "/sign-in/code");
  EXPECT_EQ(thief.get("/home").status, 303);
  EXPECT_TRUE(who.follow().says("Enter your security code"));
}

TEST_F(Invitation, WantsItsOwnForm) {
  auto who = office.browser();
  who.get(link_for(dee));
  EXPECT_EQ(who.send("/invitation", {{"password", next_password}}).status, 403);
  EXPECT_EQ(site.load<access::Account>(dee)->password_hash, "");
}

}  // namespace
}  // namespace hearth::journey::account
