#include "practices/three_houses/pages.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "journey/record/views.hpp"
#include "journey/testing_site.hpp"

namespace hearth::three_houses {

void register_practice(practice::Kit& kit, const Reference& reference);

namespace {

using journey::testing::CaseSite, journey::testing::comes_back;

struct HousesSite : CaseSite {
  HousesSite() : CaseSite("memory", [](practice::Kit& kit) { register_practice(kit, journey::testing::reference()); }) {}
};

class ThreeHouses : public ::testing::Test {
 protected:
  HousesSite site;
  practice::Browser& sam = site.sam;
  practice::Browser ben = site.sign_in_as({"social_worker"}, "Ben Moss", {site.team});
  const std::string start = "/children/" + site.child + "/three-houses/new";

  std::string begin() {
    EXPECT_EQ(sam.post(start, {{"parent", "agreed"}, {"purpose", "assessment"}, {"child_agreed", "OK"}, {"place", "Home"}}).status, 303);
    return site.rows<SessionRow>("subject = $1", site.child).front().session;
  }
  std::string sheet_path(const std::string& session, std::string_view house = "worries") {
    const auto row = site.rows<SheetRow>("session = $1 and house = $2", session, house).front();
    return "/three-houses/" + session + "/sheets/" + row.sheet;
  }
  static std::vector<web::Field> ink(int number, const std::string& points) {
    return {{"marks[0].kind", "stroke"}, {"marks[0].number", std::to_string(number)},
            {"marks[0].at", "0"},        {"marks[0].colour", "1"},
            {"marks[0].size", "130"},    {"marks[0].x", "0"},
            {"marks[0].y", "0"},         {"marks[0].points", points}};
  }
  void share(const std::string& sheet, const std::string& parents, const std::string& team) {
    EXPECT_EQ(
        sam.post(sheet + "/sharing", {{"parents", parents}, {"team", team}, {"meeting", "no"}, {"court", "no"}, {"words", parents + team}})
            .status,
        303);
  }
};

TEST_F(ThreeHouses, GoFromConsentToAnAnswerToTheChild) {
  const auto session = begin();
  EXPECT_TRUE(sam.follow().says("House of worries"));
  const auto sheet = sheet_path(session);
  EXPECT_EQ(sam.get(sheet + "/draw").status, 200);
  EXPECT_FALSE(sam.answer().holds("<nav")) << "a child’s screen has no menus";
  EXPECT_FALSE(sam.answer().holds("Sign out"));
  EXPECT_EQ(sam.post(sheet + "/draw", {{"stamp", "rain"}, {"words", "the shouting"}}).status, 303);
  EXPECT_TRUE(sam.get(sheet).says("the shouting"));

  EXPECT_EQ(
      sam.post(sheet + "/sayings/new?x=2000&y=3000", {{"question", "What is that?"}, {"words", "When dad shouts I hide"}, {"face", "1"}})
          .status,
      303);
  EXPECT_TRUE(sam.get("/sayings").says("When dad shouts I hide"));
  const auto saying = site.rows<SayingRow>("subject = $1", site.child).front();
  EXPECT_EQ(saying.body.x, 2000);
  const auto referral = site.refer();
  const auto at = "/sayings/" + saying.saying;
  EXPECT_EQ(sam.post(at + "/used", {{"used_in", "assessment"}, {"referral", referral}, {"changed", "We spoke to dad first"}}).status, 303);
  EXPECT_TRUE(sam.get(at).says("We spoke to dad first"));
  EXPECT_TRUE(sam.get("/sayings").says("When dad shouts I hide")) << "used, but the child has heard nothing";
  EXPECT_EQ(sam.post(at + "/told", {{"words", "We talked with your dad"}}).status, 303);
  EXPECT_TRUE(sam.get(at).says("We talked with your dad"));
  EXPECT_FALSE(sam.get("/sayings").says("When dad shouts I hide"));

  EXPECT_EQ(sam.post("/three-houses/" + session + "/finish", {{"read_back", "yes"}, {"next", "I come back on Friday"}}).status, 303);
  EXPECT_EQ(site.rows<journey::TaskRow>("subject = $1 and done = 0", site.child).size(), 1u);
  EXPECT_FALSE(sam.get("/children/" + site.child + "/chronology").says("When dad shouts")) << "the chronology keeps the child’s words back";
  EXPECT_TRUE(sam.answer().says("Three Houses with the child"));
}

TEST_F(ThreeHouses, SaveInkAsItGrowsAndOnce) {
  const auto sheet = sheet_path(begin());
  auto first = ink(1, "100 100 127 0 50 50 0 16");
  first.push_back({"once", "tablet-1"});
  EXPECT_EQ(sam.post(sheet + "/ink", first).status, 303);
  EXPECT_EQ(sam.post(sheet + "/ink", first).status, 303) << "the answer was lost, the tablet sends it again";
  EXPECT_EQ(sam.post(sheet + "/ink", ink(1, "200 200 127 40")).status, 303);
  const auto id = sheet.substr(sheet.rfind('/') + 1);
  EXPECT_EQ(site.load<Sheet>(id)->points, 3u);
  for (const char* bad : {"NaN 1 1 1", "1 1 1 1 1", "1 1 1 1e3", "20000 1 1 1"})
    EXPECT_EQ(sam.post(sheet + "/ink", ink(2, bad)).status, 422) << bad;
  EXPECT_EQ(sam.post(sheet + "/ink", ink(9, "1 1 1 1")).status, 422) << "two tablets on one sheet";
  std::string million;
  for (int i = 0; i < 100'000; ++i) million += "1 1 1 1 ";
  EXPECT_EQ(sam.post(sheet + "/ink", ink(2, million)).status, 422);
  EXPECT_EQ(site.load<Sheet>(id)->points, 3u) << "what stood there stands";
  EXPECT_EQ(sam.post(sheet + "/taken-back", {{"number", "1"}, {"back", "yes"}}).status, 303);
  EXPECT_TRUE(site.load<Sheet>(id)->marks[0].taken_back);
}

TEST_F(ThreeHouses, ShowASheetOnlyToWhomTheChildAllows) {
  const auto session = begin();
  const auto worries = sheet_path(session), good = sheet_path(session, "good_things"), at = "/three-houses/" + session;
  sam.post(worries + "/draw", {{"words", "the belt"}});
  sam.post(worries + "/sayings/new", {{"x", "1"}, {"y", "1"}, {"words", "It hurts"}});
  sam.post(good + "/draw", {{"words", "my cat"}});
  const auto saying = "/sayings/" + site.rows<SayingRow>("subject = $1", site.child).front().saying;

  EXPECT_TRUE(ben.get(at).says("keep this sheet between them and Sam Taylor"));
  EXPECT_FALSE(ben.answer().says("the belt"));
  for (const auto& hidden : {worries, worries + "/draw", saying}) EXPECT_EQ(ben.get(hidden).status, 404) << hidden;
  EXPECT_EQ(ben.post(worries + "/draw", {{"words", "x"}}).status, 404);
  EXPECT_EQ(ben.post(saying + "/told", {{"words", "x"}}).status, 404);

  share(worries, "no", "yes");
  share(good, "yes", "no");
  EXPECT_EQ(ben.get(worries).status, 200);
  EXPECT_EQ(ben.get(saying).status, 200);
  EXPECT_TRUE(sam.get(at + "/paper?for=parents").says("my cat"));
  EXPECT_FALSE(sam.answer().holds("orries")) << "not even that there is another house\n" << sam.answer().words();
  EXPECT_FALSE(sam.answer().holds("the belt"));
  EXPECT_TRUE(sam.get(at + "/paper?for=court").says("There is nothing to show"));
  EXPECT_TRUE(sam.get(at + "/paper?for=own_worker").says("the belt"));
  EXPECT_EQ(sam.get(at + "/paper?for=neighbours").status, 404);

  share(worries, "no", "no");  // the child takes it back: at once, everywhere
  EXPECT_EQ(ben.get(worries).status, 404);
  EXPECT_EQ(ben.get(saying).status, 404);
  EXPECT_EQ(site.ada.get(worries).status, 200) << "a manager can act when the worker is ill";
  EXPECT_EQ(site.stranger.get(at).status, 404);
  EXPECT_EQ(site.stranger.post(worries + "/ink", ink(2, "1 1 1 1")).status, 404);
}

TEST_F(ThreeHouses, OpenADrawingOfTwentyThousandPointsInTime) {
  const auto sheet = sheet_path(begin());
  std::vector<Sheet::Event> events;
  for (int s = 0; s < 100; ++s) {
    std::vector<Point> points;
    for (int i = 0; i < 200; ++i) points.push_back({(s * 97 + i * 31) % 10'000, (s * 53 + i * 17) % 7'000, i % 256, i * 8});
    Mark mark{};
    mark.number = s + 1;
    mark.size = 130;
    mark.points = write_points(points);
    events.push_back(InkDrawn{{mark}});
  }
  site.record<Sheet>(sheet.substr(sheet.rfind('/') + 1), events);
  for (const auto* page : {"", "/draw"}) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(sam.get(sheet + page).status, 200);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::printf("20,000 points, page “%s”: %.1f ms, %zu bytes\n", page, took.count(), sam.answer().body.size());
    EXPECT_LT(took.count(), 300);
  }
}

TEST_F(ThreeHouses, DoNotMixTheSheetsOfTwoSessions) {
  const auto one = begin();
  auto other = site.record<Session>(
      site.new_id(), {SessionBegan{site.child, Date::of(2026, 4, 1), Purpose::plan, "x", "", "", ParentAnswer::agreed, "", {}}});
  const auto sheet = sheet_path(one).substr(sheet_path(one).rfind('/') + 1);
  EXPECT_EQ(sam.get("/three-houses/" + other + "/sheets/" + sheet).status, 404);
  EXPECT_EQ(sam.post("/three-houses/" + other + "/sheets/" + sheet + "/ink", ink(1, "1 1 1 1")).status, 404);
}

TEST_F(ThreeHouses, FormsComeBackWithWhatWasTyped) {
  comes_back(site, sam, start, {{"parent", "refused"}, {"purpose", "plan"}, {"child_agreed", "yes please"}, {"place", "School"}},
             {{"parent_reason", "Say why the session goes on without a parent’s agreement"}});
  const auto session = begin();
  comes_back(site, sam, "/three-houses/" + session + "/finish", {{"next", "Friday"}},
             {{"reason", "Read everything back to the child first, or say why that was not possible"}});
  comes_back(site, sam, sheet_path(session) + "/sayings/new", {{"question", "Who is this?"}, {"x", "5"}, {"y", "5"}},
             {{"words", "Write what the child said, in the child’s own words"}});
}

TEST_F(ThreeHouses, StandOnTheChildsPageAndOnBlankPaper) {
  EXPECT_TRUE(sam.get("/children/" + site.child).holds("/children/" + site.child + "/three-houses\""));
  EXPECT_TRUE(sam.get("/children/" + site.child + "/three-houses").says("Nobody has drawn the three houses"));
  EXPECT_TRUE(sam.get("/three-houses/blank").says("House of dreams"));
  EXPECT_TRUE(sam.get("/sayings").says("Every child whom you drew the three houses with"));
}

}  // namespace
}  // namespace hearth::three_houses
