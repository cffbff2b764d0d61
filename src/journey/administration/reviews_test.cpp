#include "journey/administration/reviews.hpp"
#include "journey/administration/administration.hpp"
#include "journey/person/rules.hpp"
#include "journey/record/views.hpp"
#include "practice/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::journey::administration {
namespace {

using namespace access;
using namespace std::chrono_literals;

const std::string reason = "The school rang: he was taken by a stranger";

std::optional<ClaimForm> read_name(const CaseReader& reader, const practice::Asked& asked) {
  if (!reader.get<PersonRow>(asked["child"])) return std::nullopt;
  return ClaimForm{asked["child"]};
}
CasePage draw_name(const practice::Drawing&, const ClaimForm&) { return {"A child", {}}; }

/// The child's page, as far as these tests need one.
void register_child_page(practice::Kit& kit) {
  register_person_views(kit.catalogue());
  register_record_views(kit.catalogue());
  kit.page("/children/{child}", "A child", {Permission::see_child, "child", "person"}, read_name, draw_name);
}

/// What a page says, without what differs each time that it is drawn.
std::string steady(practice::Browser& browser, const std::string& path, const std::string& id) {
  auto text = browser.get(path).body;
  for (const auto& form : practice::testing::forms_of(text, path))
    for (const auto& field : form.fields)
      for (auto at = text.find(field.value); field.name == "once" && at != text.npos; at = text.find(field.value))
        text.erase(at, field.value.size());
  for (auto at = text.find(id); at != text.npos; at = text.find(id)) text.erase(at, id.size());
  return text;
}

PersonRecorded recorded(const std::string& name, bool child) {
  Details details{};
  details.given_name = name;
  details.family_name = "Okafor";
  return {details, child};
}

class BreakGlass : public testing::Test {
 protected:
  BreakGlass() { site.record<Person>(lee, {recorded("Lee", true)}); }

  std::string path(const std::string& child) { return "/children/" + child + "/break-glass"; }
  std::string claim(practice::Browser& who) {
    const auto& answer = who.post(path(lee), {{"reason", reason}});
    EXPECT_EQ(answer.location, "/children/" + lee + "?done=claim_record") << answer.words();
    return site.rows<RelationRow>("person = $1 and kind = 'break_glass' order by began desc", who.account).at(0).relation;
  }

  practice::TestSite site{{register_child_page, register_administration}};
  const std::string lee = site.new_id();
  practice::Browser sam = site.sign_in_as({"social_worker"}, "Sam Taylor");
  practice::Browser ines = site.sign_in_as({"information_governance"}, "Ines Duarte");
};

TEST_F(BreakGlass, OpensTheRecordForADay) {
  EXPECT_EQ(sam.get("/children/" + lee).status, 404);
  claim(sam);
  EXPECT_EQ(sam.follow().status, 200);
  EXPECT_TRUE(sam.get("/children/" + lee + "?done=claim_record").says("open to you for 24 hours"));
  site.clock().advance(24h - 1us);
  EXPECT_EQ(sam.get("/children/" + lee).status, 200);
  site.clock().advance(1us);
  EXPECT_EQ(sam.get("/children/" + lee).status, 404);
}

TEST_F(BreakGlass, SaysNothingOfWhetherThereIsSuchARecord) {
  const auto nobody = site.new_id();
  EXPECT_EQ(steady(sam, path(lee), lee), steady(sam, path(nobody), nobody));
  EXPECT_FALSE(sam.get(path(lee)).holds("Okafor"));
  EXPECT_TRUE(site.readings_of(lee).empty()) << "nothing was read";
  for (const auto& id : {lee, nobody}) EXPECT_EQ(sam.post(path(id), {{"reason", "too short"}}).status, 422) << id;

  const auto refused = sam.post(path(nobody), {{"reason", reason}});
  EXPECT_EQ(refused.status, 404);
  EXPECT_EQ(refused.body, sam.get("/children/" + nobody).body) << "the same as everywhere";
  EXPECT_TRUE(site.rows<RelationRow>("1 = 1").empty());

  const auto parent = site.record<Person>(site.new_id(), {recorded("Ada", false)});
  EXPECT_EQ(sam.post(path(parent), {{"reason", reason}}).status, 404) << "an adult has no record of their own";
}

TEST_F(BreakGlass, IsNotForEveryRole) {
  for (const std::string role :
       {"conference_chair", "partner_professional", "administrator", "information_governance", "lead_practitioner"}) {
    auto other = site.sign_in_as({role});
    EXPECT_EQ(other.get(path(lee)).status, 404) << role;
    EXPECT_EQ(other.send(path(lee), {{"reason", reason}, {"csrf", "token-" + other.account}}).status, 404) << role;
  }
}

TEST_F(BreakGlass, IsToldToTheAllocatedWorker) {
  const auto jo = site.open_account({.roles = {"social_worker"}, .name = "Jo Bell"});
  site.relate(lee, jo);
  claim(sam);
  const auto tasks = site.rows<TaskRow>("person = $1", jo);
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks[0].body.what, "Look at why Sam Taylor opened this record without working with it: " + reason);
  EXPECT_EQ(tasks[0].due, site.clock().now().date());
}

TEST_F(BreakGlass, IsToldToTheManagerWhereNobodyIsAllocated) {
  const auto team = site.add_team("North");
  const auto mo = site.open_account({.roles = {"team_manager"}, .name = "Mo Reid", .teams = {team}});
  site.open_account({.roles = {"social_worker"}, .name = "Jo Bell", .teams = {team}});
  site.record<Relations>(lee, {RelationBegan{site.new_id(), RelationKind::responsible_team, {}, team, {}, "Allocated"}});
  claim(sam);
  const auto tasks = site.rows<TaskRow>("1 = 1");
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks[0].person, mo);
}

TEST_F(BreakGlass, IsReviewedBySomebodyElse) {
  const auto relation = claim(sam);
  site.clock().advance(1min);
  sam.get("/children/" + lee);
  site.clock().advance(1min);

  EXPECT_TRUE(ines.get("/access-reviews").says("1 record was opened without a working relationship"));
  EXPECT_TRUE(ines.answer().says("Sam Taylor"));
  const auto review = "/access-reviews/" + relation;
  EXPECT_TRUE(ines.get(review).says(reason));
  EXPECT_TRUE(ines.answer().says("9:01am /children/… Social worker: Opened the record with a reason")) << ines.answer().words();
  EXPECT_FALSE(ines.answer().says("Okafor")) << "a review needs no name";
  EXPECT_EQ(ines.post(review, {{"words", "Rang the school"}}).status, 422) << "yes or no must be chosen";
  EXPECT_TRUE(ines.answer().says("Choose whether opening the record was justified"));
  EXPECT_EQ(ines.post(review, {{"finding", "justified"}, {"words", "  "}}).status, 422);
  EXPECT_EQ(ines.post(review, {{"finding", "justified"}, {"words", "The school confirms it"}}).status, 303);
  EXPECT_TRUE(ines.follow().says("Every use of break-glass has been reviewed"));
  EXPECT_TRUE(ines.get(review).says("The school confirms it"));
  EXPECT_FALSE(ines.form(review)) << "once is enough";
  EXPECT_EQ(sam.get("/children/" + lee).status, 200) << "what was justified runs out by itself";
}

TEST_F(BreakGlass, ClosesAtOnceWhenItWasNotJustified) {
  const auto relation = claim(sam);
  EXPECT_EQ(ines.post("/access-reviews/" + relation, {{"finding", "not_justified"}, {"words", "Nobody rang"}}).status, 303);
  EXPECT_EQ(sam.get("/children/" + lee).status, 404);
}

TEST_F(BreakGlass, IsNeverReviewedByWhoDidIt) {
  auto both = site.sign_in_as({"social_worker", "information_governance"}, "Bo Both");
  const auto review = "/access-reviews/" + claim(both);
  EXPECT_TRUE(both.get(review).says("somebody else must review it"));
  EXPECT_EQ(both.send(review, {{"csrf", "token-" + both.account}, {"finding", "justified"}, {"words", "All fine"}}).status, 422);
  EXPECT_EQ(sam.get("/access-reviews").status, 404);
  EXPECT_EQ(sam.get(review).status, 404);
  EXPECT_EQ(ines.get("/access-reviews/" + site.new_id()).status, 404);
}

TEST_F(BreakGlass, StandsOutWhenItIsAHabit) {
  for (int i = 0; i < 2; ++i) {
    claim(sam);
    site.clock().advance(48h);
  }
  const auto third = claim(sam);
  EXPECT_TRUE(ines.get("/access-reviews/" + third).says("Sam Taylor has done this 3 times"));
}

TEST_F(BreakGlass, LogTellsWhoOpenedWhat) {
  claim(sam);
  for (int i = 0; i < 51; ++i) {
    site.clock().advance(1s);
    sam.get("/children/" + lee);
  }
  EXPECT_TRUE(ines.get("/access-log").says("Log of who opened what"));
  EXPECT_TRUE(ines.get("/access-log?child=" + lee).says("51 entries"));
  EXPECT_TRUE(ines.answer().holds("page=2"));
  EXPECT_TRUE(ines.get("/access-log?person=" + sam.account).says("What Sam Taylor opened"));
  EXPECT_TRUE(ines.get("/access-log?name=tayl").says("Sam Taylor"));
  EXPECT_TRUE(ines.get("/access-log?child=" + site.new_id()).says("Nobody has opened a record with this number"));
  EXPECT_EQ(ines.get("/access-log?child=%27+or+1%3D1").status, 200);
  EXPECT_TRUE(ines.get("/access-log?person=" + ines.account).says("/access-log")) << "who looks into the log stands in it";
  EXPECT_EQ(sam.get("/access-log").status, 404);
}

}  // namespace
}  // namespace hearth::journey::administration
