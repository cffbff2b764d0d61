#include "access/token.hpp"
#include "journey/administration/administration.hpp"
#include "practice/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::journey::administration {
namespace {

using namespace access;

class Administration : public testing::Test {
 protected:
  std::string link_on(const practice::Browser& browser) {
    const auto& body = browser.answer().body;
    const auto at = body.find("/invitation?token=");
    return at == body.npos ? std::string() : body.substr(at, body.find('"', at) - at);
  }

  practice::TestSite site{{register_administration}};
  practice::Browser ada = site.sign_in_as({"administrator"}, "Ada Okafor");
};

TEST_F(Administration, IsForAdministratorsAlone) {
  const auto ben = site.open_account({.roles = {"administrator"}, .name = "Ben Moss"});
  auto sam = site.sign_in_as({"social_worker", "team_manager", "information_governance"});
  for (const auto& path :
       {std::string("/admin"), std::string("/admin/agencies"), std::string("/admin/agencies/new"), std::string("/admin/teams"),
        std::string("/admin/teams/new"), std::string("/admin/people"), std::string("/admin/people/new"), "/admin/people/" + ben,
        "/admin/people/" + ben + "/roles", "/admin/people/" + ben + "/teams", "/admin/people/" + ben + "/invitation",
        "/admin/people/" + ben + "/second-factor", "/admin/people/" + ben + "/close", "/admin/people/" + ben + "/reopen"}) {
    EXPECT_EQ(sam.get(path).status, 404) << path;
    EXPECT_EQ(ada.get(path).status, 200) << path;
  }
  EXPECT_EQ(ada.get("/admin/people/" + site.new_id()).status, 404) << "nobody";
  EXPECT_EQ(ada.get("/admin/people/" + site.new_id() + "/roles").status, 404) << "nobody's roles";
  EXPECT_EQ(ada.post("/admin/people/" + site.new_id() + "/invitation").status, 404) << "nobody is invited";
}

TEST_F(Administration, WarnsOfALoneAdministrator) {
  EXPECT_TRUE(ada.get("/admin").says("There is only one administrator"));
  site.open_account({.roles = {"administrator"}});
  EXPECT_FALSE(ada.get("/admin").says("There is only one administrator"));
}

TEST_F(Administration, AddsAgenciesAndTeams) {
  EXPECT_EQ(ada.post("/admin/agencies/new", {{"name", "Ashdown Police"}, {"kind", "police"}}).status, 303);
  EXPECT_TRUE(ada.follow().says("Agency added"));
  EXPECT_TRUE(ada.answer().says("Ashdown Police Police 0 0"));
  EXPECT_TRUE(
      ada.post("/admin/agencies/new", {{"name", "ashdown police"}, {"kind", "police"}}).says("There is an agency of that name already"));
  ada.get("/admin/agencies/new");
  ada.get("/admin/agencies/new");
  EXPECT_TRUE(ada.post("/admin/agencies/new", {{"name", "Trust"}}).says("Choose what kind of agency it is"));

  EXPECT_EQ(ada.post("/admin/teams/new", {{"name", "North"}, {"agency", site.agency}, {"kind", "assessment"}}).location,
            "/admin/teams?done=add_team");
  EXPECT_TRUE(ada.follow().says("North Ashdown Council Assessment 0"));
  EXPECT_TRUE(
      ada.post("/admin/teams/new", {{"name", "South"}, {"agency", site.new_id()}, {"kind", "assessment"}}).says("Choose the agency"));
}

TEST_F(Administration, OpensAnAccountAndHandsOverOneLink) {
  const auto team = site.add_team("North");
  ada.post("/admin/people/new", {{"name", "Ben Moss"},
                                 {"email", "Ben.Moss@ashdown.example"},
                                 {"agency", site.agency},
                                 {"roles", "social_worker"},
                                 {"roles", "team_manager"},
                                 {"teams", team}});
  ASSERT_EQ(ada.answer().status, 303) << ada.answer().words();
  EXPECT_TRUE(ada.follow().says("Invitation for Ben Moss"));
  EXPECT_TRUE(ada.answer().holds("https://hearth.example/invitation?token="));
  const auto link = link_on(ada);
  const auto token = link.substr(link.find('=') + 1);
  const auto opened =
      open_invitation(site.test.world.database.read()->connection(), site.test.keys, site.test.vault, token, site.clock().now());
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->body.name, "Ben Moss");
  EXPECT_EQ(site.rows<RoleRow>("account = $1", opened->account).size(), 2u);
  EXPECT_EQ(site.rows<MemberRow>("account = $1", opened->account).size(), 1u);

  auto other = site.sign_in_as({"administrator"}, "Cy Lane");
  EXPECT_TRUE(other.get("/admin/people/" + opened->account + "/invitation").says("Ada Okafor made an invitation"));
  EXPECT_EQ(link_on(other), "") << "only its maker sees the link";
  site.clock().advance(invitation_lasts);
  EXPECT_TRUE(ada.get("/admin/people/" + opened->account + "/invitation").says("No invitation is open"));
  EXPECT_EQ(ada.post("/admin/people/" + opened->account + "/invitation").status, 303);
  ada.follow();
  EXPECT_NE(link_on(ada), "");
  EXPECT_NE(link_on(ada), link);
}

TEST_F(Administration, KnowsAnAddressOnce) {
  site.open_account({.name = "Ben Moss", .email = "ben@ashdown.example"});
  EXPECT_TRUE(ada.post("/admin/people/new", {{"name", "Ben Again"}, {"email", " BEN@ashdown.example"}, {"agency", site.agency}})
                  .says("Somebody has an account with this e-mail address already"));
  EXPECT_EQ(site.rows<AccountRow>("1 = 1").size(), 2u);
}

TEST_F(Administration, FindsPeopleByNameAgencyTeamAndRole) {
  const auto team = site.add_team("North");
  const auto police = site.add_agency("Ashdown Police", AgencyKind::police);
  site.open_account({.roles = {"social_worker"}, .name = "Zoë Ångström", .teams = {team}});
  site.open_account({.roles = {"partner_professional"}, .name = "Yusuf Khan", .agency = police});
  const auto left = site.open_account({.name = "Wendy Left"});
  site.record<Account>(left, {AccountClosed{"Left the council"}});

  struct Case {
    std::string query;
    std::vector<std::string> people;
  };
  const std::vector<Case> cases{{"", {"Ada Okafor", "Yusuf Khan", "Zoë Ångström"}},
                                {"?name=angstrom", {"Zoë Ångström"}},
                                {"?name=ZOE+ang", {"Zoë Ångström"}},
                                {"?name=ngstrom", {}},
                                {"?agency=" + police, {"Yusuf Khan"}},
                                {"?team=" + team, {"Zoë Ångström"}},
                                {"?role=administrator", {"Ada Okafor"}},
                                {"?state=closed", {"Wendy Left"}},
                                {"?state=all&name=w", {"Wendy Left"}}};
  for (const auto& c : cases) {
    ada.get("/admin/people" + c.query);
    for (const std::string name : {"Ada Okafor", "Yusuf Khan", "Zoë Ångström", "Wendy Left"}) {
      // The administrator's own name also stands in the page's header, outside the main part.
      EXPECT_EQ(ada.answer().says(name), std::ranges::find(c.people, name) != c.people.end()) << c.query << ": " << name;
    }
  }
}

TEST_F(Administration, ShowsFiftyPeopleOnAPage) {
  for (int i = 0; i < 50; ++i) site.open_account({.name = "Person " + std::to_string(100 + i)});
  EXPECT_TRUE(ada.get("/admin/people").says("51 people"));
  EXPECT_FALSE(ada.answer().says("Person 149"));
  EXPECT_TRUE(ada.get("/admin/people?page=2").says("Person 149"));
  EXPECT_TRUE(ada.get("/admin/people?page=900").says("Person 149")) << "the last page";
  EXPECT_TRUE(ada.get("/admin/people?page=-1").says("Ada Okafor"));
}

TEST_F(Administration, GivesAndTakesRolesAndTeams) {
  const auto ben = site.open_account({.roles = {"social_worker"}, .name = "Ben Moss"});
  const auto north = site.add_team("North"), south = site.add_team("South");
  ada.get("/admin/people/" + ben + "/roles");
  EXPECT_EQ(ada.post("/admin/people/" + ben + "/roles", {{"roles", "team_manager"}}).status, 303) << ada.answer().words();
  EXPECT_EQ(site.load<Account>(ben)->roles, std::set<std::string>{"team_manager"});
  EXPECT_EQ(ada.post("/admin/people/" + ben + "/teams", {{"teams", north}, {"teams", south}}).status, 303);
  EXPECT_EQ(site.load<Account>(ben)->teams.size(), 2u);
  EXPECT_EQ(ada.post("/admin/people/" + ben + "/roles", {{"roles", "king"}}).status, 422);

  // Two administrators at once: the second sees what the first did.
  auto cy = site.sign_in_as({"administrator"}, "Cy Lane");
  cy.get("/admin/people/" + ben + "/roles");
  ada.post("/admin/people/" + ben + "/roles", {{"roles", "social_worker"}});
  EXPECT_TRUE(
      cy.post("/admin/people/" + ben + "/roles", {{"roles", "administrator"}}).says("Somebody else has changed this account meanwhile"));
  EXPECT_EQ(cy.post("/admin/people/" + ben + "/roles").status, 303) << "what was typed is still there";
  EXPECT_EQ(site.load<Account>(ben)->roles, std::set<std::string>{"administrator"});
}

TEST_F(Administration, NobodyChangesTheirOwnAccount) {
  const auto own = "/admin/people/" + ada.account;
  EXPECT_TRUE(ada.get(own).says("Another administrator must make changes to it"));
  EXPECT_FALSE(ada.answer().holds(own + "/close"));
  for (const std::string part : {"/roles", "/teams", "/close", "/second-factor", "/reopen", "/invitation"}) {
    EXPECT_EQ(ada.post(own + part, {{"reason", "Because I say so"}}).status, 422) << part;
  }
  const auto account = site.load<Account>(ada.account);
  EXPECT_EQ(account.at.version, 2) << "opened, given the role, and nothing since";
}

TEST_F(Administration, ClosesAnAccountAndItsSessions) {
  const auto ben = site.open_account({.roles = {"social_worker"}, .name = "Ben Moss"});
  const auto child = site.new_id();
  site.relate(child, ben);
  std::string session, token;
  site.test.world.database.write_and_wait([&](store::Connection& c) {
    const auto now = site.clock().now();
    const auto begun = begin_session(c, ben, "Firefox", {}, site.test.random, now);
    session = renew_session(c, begun.session, {}, site.test.random, now)->token;
    token = make_token(c, ben, std::chrono::hours(1), site.test.random, now).text;
  });
  EXPECT_TRUE(ada.get("/admin/people/" + ben + "/close").says(child)) << "nobody is left without a worker by oversight";
  EXPECT_EQ(site.readings_of("").size(), 1u) << "whose worker somebody is, is read under a log";
  EXPECT_EQ(ada.post("/admin/people/" + ben + "/close", {{"reason", "Left"}}).status, 422);
  EXPECT_EQ(ada.post("/admin/people/" + ben + "/close", {{"reason", "Left the council"}}).status, 303);
  auto snapshot = site.test.world.database.read();
  EXPECT_FALSE(find_session(snapshot->connection(), session, {}, site.clock().now()));
  EXPECT_FALSE(find_token(snapshot->connection(), token, site.clock().now()));
  snapshot.reset();
  EXPECT_TRUE(ada.follow().says("This account is closed"));
  EXPECT_EQ(site.sign_in(ben).get("/admin").location, "/sign-in");

  EXPECT_EQ(ada.post("/admin/people/" + ben + "/reopen", {{"reason", "Came back to us"}}).status, 303);
  EXPECT_FALSE(site.load<Account>(ben)->closed);
}

TEST_F(Administration, TakesALostSecondFactorAwayWithAllElse) {
  const auto ben = site.open_account({.name = "Ben Moss"});
  site.record<Account>(ben, {PasswordSet{"hash"}, SecondFactorSet{"GEZDGNBVGY3TQOJQ"}});
  EXPECT_EQ(ada.post("/admin/people/" + ben + "/second-factor", {{"reason", "Stood at my desk with a pass"}}).status, 303);
  ada.follow();
  EXPECT_NE(link_on(ada), "") << ada.answer().words();
  EXPECT_EQ(site.load<Account>(ben)->password_hash, "");
  EXPECT_EQ(site.load<Account>(ben)->second_factor, "");
}

TEST_F(Administration, SpeaksTheApiByTheSameRules) {
  const auto ben = site.open_account({.name = "Ben Moss"});
  EXPECT_EQ(site.api(ada.account, web::Method::get, "/admin/people").status, 200);
  EXPECT_EQ(site.api(ben, web::Method::get, "/admin/people").status, 404);
  EXPECT_EQ(
      site.api(ada.account, web::Method::post, "/admin/people/" + ada.account + "/roles", R"({"seen":2,"roles":["social_worker"]})").status,
      422);
  EXPECT_EQ(site.api(ada.account, web::Method::post, "/admin/people/" + ben + "/roles", R"({"seen":1,"roles":["social_worker"]})").status,
            201);
}

}  // namespace
}  // namespace hearth::journey::administration
