#include "release.hpp"
#include "testing.hpp"

#include "journey/record/views.hpp"
#include "journey/referral/views.hpp"
#include "web/live.hpp"

#include <gtest/gtest.h>

namespace hearth::hub {
namespace {

using testing::HubSite;

class HubPages : public ::testing::Test {
 protected:
  HubSite site;
  std::string at(const std::string& enquiry, const std::string& what = {}) { return "/hub/enquiries/" + enquiry + what; }
};

TEST_F(HubPages, GoFromAContactToTheSourcesThatTheWorkerAsks) {
  const std::string secret = "An informant saw knives on the kitchen table";
  const auto enquiry = site.bring("red");
  EXPECT_EQ(site.screener.answer().location, "/contacts/" + site.contact + "?done=bring_contact_to_hub");
  ASSERT_FALSE(enquiry.empty());
  EXPECT_EQ(site.screener.get(at(enquiry)).status, 404) << "who writes in does not read back";
  EXPECT_TRUE(site.screener.get("/children/" + site.child + "/chronology").says("Brought to the hub"));

  EXPECT_TRUE(site.officer.get("/hub").says("Lee Okafor"));
  EXPECT_TRUE(site.officer.get(at(enquiry)).says("Is anybody safe at home?"));
  EXPECT_TRUE(site.officer.answer().says("Ashdown Homes Not asked"));
  EXPECT_TRUE(site.officer.answer().says("Ashdown Police Asked, time left"));
  site.share(site.officer, enquiry, secret);
  EXPECT_EQ(site.officer.answer().location, at(enquiry) + "?done=share_hub_item");
  site.nurse.post(at(enquiry, "/answer"),
                  {{"agency", site.health}, {"answer", "nothing_known"}, {"words", "SystmOne and the school nurse"}});
  EXPECT_EQ(site.nurse.answer().status, 303);
  EXPECT_TRUE(site.nurse.get(at(enquiry)).says(secret)) << "inside everything is shared";
  EXPECT_TRUE(site.nurse.answer().says("Ashdown Health Nothing known"));
  EXPECT_FALSE(site.nurse.answer().holds(at(enquiry, "/decision")));

  site.clock().advance(std::chrono::hours(3));
  site.rate(site.nurse, enquiry);
  EXPECT_EQ(site.decide(site.manager, enquiry).status, 303) << site.manager.answer().words();
  EXPECT_TRUE(site.manager.get(at(enquiry)).says("Decided without an answer from Ashdown Council"));
  EXPECT_TRUE(site.manager.answer().says("Ashdown Council Asked and silent"));

  const auto referral = site.rows<journey::ReferralRow>("subject = $1", site.child).front().referral;
  EXPECT_TRUE(site.boss.get("/referrals/" + referral + "/sources").says("Ashdown Police Intelligence 3 March 2026 PC Adil Nasser"));
  EXPECT_FALSE(site.boss.answer().says("knives"));
  const auto tasks = site.rows<journey::TaskRow>("subject = $1", site.child);
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks.front().person, site.boss.account);
  EXPECT_EQ(tasks.front().body.what,
            "Ask Ashdown Police (PC Adil Nasser) what they hold: Intelligence of 3 March 2026. The hub names the "
            "source and never what it says");
  for (const auto& path : {"/referrals/" + referral, "/children/" + site.child, "/children/" + site.child + "/chronology"})
    EXPECT_FALSE(site.boss.get(path).says("knives")) << path;
}

TEST_F(HubPages, LetTheSocialWorkManagerAloneDecide) {
  const auto enquiry = site.bring();
  site.rate(site.officer, enquiry);
  EXPECT_EQ(site.officer.get(at(enquiry, "/decision")).status, 403);
  EXPECT_TRUE(site.officer.answer().says("Only the hub’s social work manager decides"));
  EXPECT_EQ(site.decide(site.officer, enquiry).status, 403);
  EXPECT_FALSE(site.rows<EnquiryRow>("enquiry = $1", enquiry).front().decided);
  site.settle();
  EXPECT_TRUE(site.nurse.get(at(enquiry)).says("Tried to decide without being the social work manager: PC Adil Nasser"));
}

TEST_F(HubPages, TakeTheFirstOfTwoDecisions) {
  const auto enquiry = site.bring();
  site.rate(site.officer, enquiry);
  auto second = site.sign_in_as({"hub_manager"}, "Ben Moss");
  site.join(second.account);
  second.get(at(enquiry, "/decision"));
  EXPECT_EQ(site.decide(site.manager, enquiry).status, 303);
  EXPECT_EQ(site.decide(second, enquiry).status, 422);
  EXPECT_TRUE(second.answer().says("This enquiry has been decided already"));
  EXPECT_EQ(site.rows<journey::ReferralRow>("subject = $1", site.child).size(), 1u);
  site.settle();
  EXPECT_TRUE(second.get(at(enquiry)).says("Tried to decide what was decided: Ben Moss"));
}

TEST_F(HubPages, RefuseAnAnswerForAnotherAgencyAndShowThatItWasTried) {
  const auto enquiry = site.bring();
  site.nurse.get(at(enquiry, "/answer"));
  site.nurse.post(at(enquiry, "/answer"), {{"agency", site.police}, {"answer", "nothing_known"}, {"words", "Looked"}});
  EXPECT_EQ(site.nurse.answer().status, 422);
  EXPECT_TRUE(site.nurse.answer().says("You can answer for your own agency only"));
  site.settle();
  EXPECT_TRUE(site.officer.get(at(enquiry)).says("Tried to answer for another agency: Wendy Clough"));
  EXPECT_TRUE(site.officer.answer().says("Ashdown Police Asked, time left"));
}

TEST_F(HubPages, RefuseAnAnswerAfterTheDecision) {
  const auto enquiry = site.bring();
  site.rate(site.officer, enquiry);
  site.decide(site.manager, enquiry);
  site.nurse.post(at(enquiry, "/answer"), {{"agency", site.health}, {"answer", "nothing_known"}, {"words", "Looked"}});
  EXPECT_EQ(site.nurse.answer().status, 422);
  EXPECT_TRUE(site.nurse.answer().says("The manager has decided on this enquiry"));
  EXPECT_TRUE(site.nurse.answer().says("Looked")) << "what was typed comes back";
  site.settle();
  EXPECT_TRUE(site.officer.get(at(enquiry)).says("Tried to answer after the decision: Wendy Clough"));
}

TEST_F(HubPages, ShowAnItemNoMoreWhenItWasAboutAnotherChild) {
  const auto enquiry = site.bring();
  const auto item = site.share(site.officer, enquiry, "Seen at the station on the night of the fire");
  EXPECT_EQ(site.nurse.post(at(enquiry, "/items/" + item + "/taken-back"), {{"wrong_child", "yes"}, {"reason", "x"}}).status, 422);
  EXPECT_TRUE(site.nurse.answer().says("Only the agency that owns an item can take it back"));
  EXPECT_EQ(site.officer.post(at(enquiry, "/items/" + item + "/taken-back"), {{"wrong_child", "yes"}, {"reason", "Another Lee"}}).status,
            303);
  EXPECT_TRUE(site.nurse.get(at(enquiry)).says("It was about another child."));
  EXPECT_FALSE(site.nurse.answer().says("night of the fire"));
}

TEST_F(HubPages, TellAnOutsiderWhoGuessesAnIdNothingAndTheHubThatItWasTried) {
  const auto enquiry = site.bring();
  for (const char* what : {"", "/live", "/decision", "/answer", "/items/new", "/risk"}) {
    const auto there = site.outsider.get(at(enquiry, what));
    const auto nothing = site.outsider.get(at(site.new_id(), what));
    EXPECT_EQ(there.status, 404) << what;
    EXPECT_EQ(there.body, nothing.body) << what;
    EXPECT_EQ(there.reply.headers, nothing.reply.headers) << what;
  }
  site.settle();
  EXPECT_TRUE(site.officer.get(at(enquiry)).says("Tried to open this from outside the hub: Out Sider"));
  EXPECT_TRUE(site.officer.answer().says("What was tried and refused (1)"));
}

TEST_F(HubPages, PassAChildWhoHasAWorkerToThatWorker) {
  site.record<journey::Referral>(site.new_id(),
                                 {journey::ReferralReceived{site.child, site.clock().now().date(), "2A", {}, site.team, "N1", "Open"}});
  EXPECT_EQ(site.bring(), "");
  EXPECT_EQ(site.screener.answer().status, 422);
  EXPECT_TRUE(site.screener.answer().says("This child has an open referral, received on 7 April 2026"));
  EXPECT_TRUE(site.screener.answer().says("Is anybody safe at home?"));
}

TEST_F(HubPages, ShowAMemberTheSealedWordsThatTheyCopiedBeforeAnythingIsSaved) {
  const auto enquiry = site.bring();
  site.share(site.officer, enquiry, "An informant saw two knives on the kitchen table last Tuesday evening");
  const auto note = "/children/" + site.child + "/notes/new";
  // Inside the hub and a worker of the child: both roles, as the hub's manager may have.
  auto both = site.sign_in_as({"hub_manager", "social_worker"}, "Both Sides");
  site.join(both.account);
  site.relate(site.child, both.account);
  const std::vector<web::Field> copied{{"kind", "other"}, {"words", "We know: Two KNIVES on the kitchen table, last Tuesday!"}};
  EXPECT_EQ(both.post(note, copied).status, 422);
  EXPECT_TRUE(both.answer().says("“two knives on the kitchen table last tuesday”")) << both.answer().words();
  EXPECT_EQ(both.post(note, {{"kind", "other"}, {"words", "There may be weapons in the home"}}).status, 303);
  // Somebody who does not belong to the hub hears nothing, whatever they write.
  auto worker = site.sign_in_as({"social_worker"}, "Amy Calder");
  site.relate(site.child, worker.account);
  EXPECT_EQ(worker.post(note, copied).status, 303);
  // And the decision's own words for the referral are looked at in the same way.
  site.rate(site.nurse, enquiry);
  EXPECT_EQ(site.decide(site.manager, enquiry, "They saw two knives on the kitchen table").status, 422);
  EXPECT_TRUE(site.manager.answer().holds("href=\"#referral_says\""));
}

// ---- the open board -----------------------------------------------------------------------------------------------------------

struct OpenBoard {
  OpenBoard(practice::Browser& browser, const std::string& path) {
    browser.get(path);
    status = browser.answer().status;
    stream = browser.answer().reply.live;
  }
  std::string wait_for(std::string_view what, std::chrono::milliseconds most = std::chrono::milliseconds(2000)) {
    const auto until = std::chrono::steady_clock::now() + most;
    web::LiveStream::Writer writer(*stream);
    while (std::chrono::steady_clock::now() < until && heard.find(what) == heard.npos) {
      heard += writer.take();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return heard;
  }
  int status = 0;
  std::shared_ptr<web::LiveStream> stream;
  std::string heard;
};

TEST_F(HubPages, TellAnOpenBoardWhatHasChangedAndNothingMore) {
  const auto enquiry = site.bring();
  EXPECT_TRUE(site.nurse.get(at(enquiry)).holds("data-live=\"" + at(enquiry, "/live?seen=")));
  OpenBoard open(site.nurse, at(enquiry, "/live"));
  ASSERT_EQ(open.status, 200);
  site.share(site.officer, enquiry, "An informant saw knives");
  EXPECT_NE(open.wait_for("changed").find("event: changed"), std::string::npos) << open.heard;
  EXPECT_EQ(open.heard.find("knives"), std::string::npos) << "the page is read again, and logged; nothing goes down the line";
}

TEST_F(HubPages, TellABoardThatWasDrawnBeforeTheLastChangeAtOnce) {
  const auto enquiry = site.bring();
  OpenBoard open(site.nurse, at(enquiry, "/live?seen=1"));
  EXPECT_NE(open.wait_for("changed").find("event: changed"), std::string::npos);
}

TEST_F(HubPages, CloseABoardWithinASecondWhenTheMembershipEnds) {
  const auto enquiry = site.bring();
  OpenBoard open(site.nurse, at(enquiry, "/live"));
  ASSERT_EQ(open.status, 200);
  const auto start = std::chrono::steady_clock::now();
  site.leave(site.nurse.account);
  open.wait_for("ended");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  EXPECT_TRUE(open.stream->closed());
  EXPECT_EQ(site.nurse.get(at(enquiry)).status, 404);
  site.settle();
  EXPECT_TRUE(site.officer.get(at(enquiry)).says("Tried to open this from outside the hub: Wendy Clough"));
}

// ---- a release ------------------------------------------------------------------------------------------------------------------

TEST_F(HubPages, ReleaseAnItemToNamedPeopleWithTwoApprovalsAndTakeItBack) {
  const auto enquiry = site.bring();
  const auto item = site.share(site.officer, enquiry, "He was seen with a knife at the school gate");
  const auto worker = site.sign_in_as({"social_worker"}, "Amy Calder");
  const auto ask = at(enquiry, "/items/" + item + "/release");
  const std::vector<web::Field> asked{
      {"people", worker.account}, {"purpose", "To plan a safe visit"}, {"until-day", "10"}, {"until-month", "4"}, {"until-year", "2026"}};
  ASSERT_EQ(site.nurse.post(ask, asked).status, 303) << site.nurse.answer().words();
  const auto release = site.rows<ReleaseRow>("enquiry = $1", enquiry).front().release;
  auto amy = worker;
  const auto page = "/released/" + release, inside = "/hub/releases/" + release;
  EXPECT_EQ(amy.get(page).status, 404) << "nobody has approved";
  EXPECT_EQ(site.nurse.post(inside + "/owner-approval").status, 422);
  EXPECT_TRUE(site.nurse.answer().says("Only the agency that owns the item approves for the owner"));
  EXPECT_EQ(site.officer.post(inside + "/owner-approval").status, 303);
  EXPECT_EQ(amy.get(page).status, 404) << "one approval is not two";
  EXPECT_EQ(site.officer.post(inside + "/approval").status, 404) << "a member does not approve for the hub";
  EXPECT_EQ(site.manager.post(inside + "/approval").status, 303);

  EXPECT_TRUE(amy.get(page).says("He was seen with a knife at the school gate"));
  EXPECT_TRUE(amy.answer().says("To plan a safe visit"));
  EXPECT_EQ(site.outsider.get(page).status, 404);
  EXPECT_EQ(amy.get(at(enquiry)).status, 404);
  EXPECT_TRUE(site.officer.get(at(enquiry, "/readings")).says("Amy Calder Ashdown Council An item that was released to them"));

  EXPECT_EQ(site.officer.post(inside + "/taken-back", {{"reason", "The visit is over"}}).status, 303);
  EXPECT_EQ(amy.get(page).status, 404);
  EXPECT_TRUE(site.rows<ReleasedRow>("1 = 1").empty()) << "the copy is gone";
}

TEST_F(HubPages, EndAReleaseOnItsDay) {
  const auto enquiry = site.bring();
  const auto item = site.share(site.officer, enquiry, "He was seen with a knife at the school gate");
  auto amy = site.sign_in_as({"social_worker"}, "Amy Calder");
  site.nurse.post(
      at(enquiry, "/items/" + item + "/release"),
      {{"people", amy.account}, {"purpose", "To plan a safe visit"}, {"until-day", "8"}, {"until-month", "4"}, {"until-year", "2026"}});
  const auto release = site.rows<ReleaseRow>("enquiry = $1", enquiry).front().release;
  site.officer.post("/hub/releases/" + release + "/owner-approval");
  site.manager.post("/hub/releases/" + release + "/approval");
  EXPECT_EQ(amy.get("/released/" + release).status, 200);
  site.clock().set(Instant::at(Date::of(2026, 4, 8), 23, 59));
  EXPECT_EQ(amy.get("/released/" + release).status, 200);
  site.clock().set(Instant::at(Date::of(2026, 4, 9), 0, 0));
  EXPECT_EQ(amy.get("/released/" + release).status, 404);
}

TEST_F(HubPages, DoNotReleaseWhatItsOwnerKeepsInTheHub) {
  const auto enquiry = site.bring();
  const auto item = site.share(site.officer, enquiry, "A source who would be in danger", "hub_only");
  site.nurse.post(
      at(enquiry, "/items/" + item + "/release"),
      {{"people", site.boss.account}, {"purpose", "To know"}, {"until-day", "8"}, {"until-month", "4"}, {"until-year", "2026"}});
  EXPECT_EQ(site.nurse.answer().status, 422);
  EXPECT_TRUE(site.nurse.answer().says("The owner says that this item stays in the hub"));
}

// ---- membership -----------------------------------------------------------------------------------------------------------------

TEST_F(HubPages, AreSeenByNobodyWhoKeepsTheMembership) {
  auto keeper = site.sign_in_as({"hub_administrator", "hub_member"}, "Kit Lowe");
  const auto enquiry = site.bring();
  EXPECT_EQ(keeper.get(at(enquiry)).status, 404) << "the role alone does not open it";
  EXPECT_TRUE(keeper.get("/hubs/" + site.hub + "/members").says("PC Adil Nasser Ashdown Police"));
  EXPECT_EQ(keeper.post("/hubs/" + site.hub + "/members", {{"person", keeper.account}}).status, 422);
  EXPECT_TRUE(keeper.answer().says("Nobody lets themselves into the hub"));
  const auto next = site.open_account({.roles = {"hub_member"}, .name = "Terry Voss", .agency = site.housing});
  EXPECT_EQ(keeper.post("/hubs/" + site.hub + "/members", {{"person", next}}).status, 303);
  EXPECT_EQ(site.sign_in(next).get(at(enquiry)).status, 200);
}

TEST_F(HubPages, ReadWithTheHubsLabelInTheLog) {
  const auto enquiry = site.bring();
  site.officer.get(at(enquiry));
  const auto readings = site.readings_of(site.hub);
  ASSERT_FALSE(readings.empty());
  EXPECT_TRUE(readings.front().labels & kHub);
  for (const auto& reading : site.readings_of(site.child))
    EXPECT_FALSE(reading.labels & kHub) << "the list of a child's readers outside does not name who looked in the hub";
}

}  // namespace
}  // namespace hearth::hub
