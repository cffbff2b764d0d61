#include "practices/front_door/likeness.hpp"
#include "practices/front_door/plot.hpp"
#include "practices/front_door/testing.hpp"
#include "practices/front_door/threshold_pages.hpp"

namespace hearth::front_door {
namespace {

using testing::DoorSite;

TEST(Likeness, FindsWhatTellsOfTheSame) {
  EXPECT_EQ(telling_words("She came to school without breakfast again, and HUNGRY."),
            (Telling{"breakfast", "hungry", "school", "without"}));
  EXPECT_TRUE(telling_words("").empty());
  const std::vector<Telling> all{telling_words("Hungry at school, no breakfast, same jumper"),
                                 telling_words("School says: hungry, no breakfast for days"),
                                 telling_words("Bruise on the arm, two stories"), telling_words("Dirty jumper at school")};
  const auto near = most_alike(all, 0, 5);
  ASSERT_EQ(near.size(), 1u) << "fewer than three words in common is chance";
  EXPECT_EQ(near[0].index, 1u);
  EXPECT_EQ(Telling(near[0].words.begin(), near[0].words.end()), (Telling{"breakfast", "hungry", "school"}));
  EXPECT_EQ(near[0].words.back(), "school") << "the word that all use tells least";
  EXPECT_TRUE(most_alike(all, 2, 5).empty());
  EXPECT_EQ(most_alike(all, 0, 5, 1).size(), 2u);
  EXPECT_EQ(most_alike(all, 0, 1, 1).size(), 1u);
}

TEST(Thresholds, SayNoShareOfTooFew) {
  EXPECT_EQ(share(1, 4), std::nullopt);
  EXPECT_EQ(share(0, 0), std::nullopt);
  EXPECT_EQ(share(1, 5), 20.0);
}

TEST(Plot, BreaksALineWhereThereIsNothingAndEscapesNames) {
  const auto drawn = draw_plot({"A <title>", {"Jan", "Feb", "Mar", "Apr"}, {{"One & two", {10.0, {}, 90.0, 400.0}}}, 100, "%"}).str();
  EXPECT_EQ(drawn.find("<title>"), drawn.npos);
  EXPECT_NE(drawn.find("One &amp; two"), drawn.npos);
  std::size_t lines = 0;
  for (auto at = drawn.find("<polyline"); at != drawn.npos; at = drawn.find("<polyline", at + 1)) ++lines;
  EXPECT_EQ(lines, 2u);
  EXPECT_NE(drawn.find("100%"), drawn.npos);
  EXPECT_EQ(drawn.find("-1"), drawn.npos) << "nothing is drawn outside: " << drawn;
}

class ThresholdPages : public ::testing::TestWithParam<std::string> {
 protected:
  DoorSite site{GetParam()};

  std::string decided(const std::string& worry, const std::string& outcome) {
    site.jo.get("/contacts/new");
    const auto& made = site.jo.post(
        "/contacts/new", {{"source", "2A"}, {"worry", worry}, {"children[0].given_name", "Lee"}, {"children[0].family_name", "Okafor"}});
    const auto id = made.location.substr(10, 26);
    site.jo.get("/contacts/" + id + "/decision");
    EXPECT_EQ(site.jo.post("/contacts/" + id + "/decision", {{"outcome", outcome}, {"reason", "Reason of " + outcome}}).status, 303);
    return id;
  }
};
INSTANTIATE_TEST_SUITE_P(OnEach, ThresholdPages, ::testing::ValuesIn(store::testing::Databases()),
                         [](const auto& info) { return info.param; });

TEST_P(ThresholdPages, SetLikeContactsSideBySide) {
  const auto first = decided("Lee is hungry at school and wears a dirty jumper", "information_advice");
  EXPECT_TRUE(site.jo.get("/triage/thresholds").says("no two that tell of like worries were decided differently"));
  const auto second = decided("Lee was hungry again, dirty jumper, asleep at school", "early_help");
  decided("Lee has a bruise", "early_help");
  EXPECT_TRUE(site.jo.get("/triage/thresholds").says("Both tell of:")) << site.jo.answer().words();
  EXPECT_TRUE(site.jo.answer().says("Reason of information_advice"));
  EXPECT_TRUE(site.jo.answer().says("Reason of early_help"));
  EXPECT_TRUE(site.jo.answer().holds("<svg role=\"img\""));
  EXPECT_FALSE(site.jo.answer().says("Lee Okafor")) << "it is about decisions, not about children";
  EXPECT_TRUE(site.jo.get("/contacts/" + first + "/alike").holds("/contacts/" + second + "/triage"));
  EXPECT_FALSE(site.jo.answer().says("bruise"));
  EXPECT_FALSE(site.stranger.get("/triage/thresholds").says("hungry")) << "another team learns from its own";
  EXPECT_EQ(site.stranger.get("/contacts/" + first + "/alike").status, 404);
  const auto json = site.api(site.jo.account, web::Method::get, "/triage/thresholds");
  EXPECT_EQ(json.status, 200);
  EXPECT_NE(json.body.find("\"decided\":3"), std::string::npos) << json.body;
}

TEST_P(ThresholdPages, CountArrivalsByTheHour) {
  EXPECT_TRUE(site.jo.get("/triage/arrivals").says("Nothing arrived"));
  site.contact();
  site.take(site.jo, {{"worry", "Alone"}, {"advice", "x"}, {"then", "advice"}});
  const auto hour = site.clock().now();
  site.clock().set(hour + std::chrono::hours(24));
  const auto json = site.api(site.jo.account, web::Method::get, "/triage/arrivals").body;
  const auto asked =
      "{\"hour\":" + std::to_string((hour - Instant::at(hour.date(), 0, 0)) / std::chrono::hours(1)) + ",\"contacts\":1,\"calls\":1}";
  EXPECT_NE(json.find(asked), std::string::npos) << asked << json;
  EXPECT_TRUE(site.jo.get("/triage/arrivals").holds("<svg role=\"img\""));
}

}  // namespace
}  // namespace hearth::front_door
