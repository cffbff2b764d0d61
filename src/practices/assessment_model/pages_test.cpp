#include "practices/assessment_model/pages.hpp"

#include <gtest/gtest.h>

#include "journey/person/rules.hpp"
#include "journey/testing_site.hpp"

namespace hearth::assessment_model {

void register_practice(practice::Kit& kit, const Reference& reference);

namespace {

using journey::testing::CaseSite, journey::testing::comes_back;

class AssessmentModel : public ::testing::Test {
 protected:
  CaseSite site{"memory", [](practice::Kit& kit) { register_practice(kit, journey::testing::reference()); }};
  practice::Browser& sam = site.sam;

  std::string begin() {
    EXPECT_EQ(sam.post("/children/" + site.child + "/thinking/new", {{"form", "risk_first"}}).status, 303);
    const auto& to = sam.answer().location;
    return to.substr(0, to.find('?'));
  }
};

TEST_F(AssessmentModel, GoesFromRiskToTheManagersReasons) {
  const auto at = begin();
  EXPECT_TRUE(sam.get(at).says("What are we told and by whom?"));
  EXPECT_FALSE(sam.answer().says("What else could explain it")) << "asked when there is something to explain";
  EXPECT_TRUE(sam.answer().says("The child has not been seen alone"));
  sam.get(at + "/answer?question=think");
  site.clock().advance(std::chrono::minutes(3));
  EXPECT_EQ(sam.post(at + "/answer?question=think", {{"words", "Lee is left alone"}, {"evidence", "School, 3 April"}}).status, 303);
  EXPECT_TRUE(sam.get(at).says("There is no rival explanation"));
  EXPECT_EQ(sam.post(at + "/answer?question=rival", {{"not_needed", "Two people saw it"}}).status, 303);
  EXPECT_TRUE(sam.get(at).says("Not needed, because: Two people saw it"));
  EXPECT_EQ(sam.get(at + "/sign-off").status, 404) << "a worker does not sign";
  EXPECT_EQ(site.ada.post(at + "/sign-off", {{"decision", "agreed"}, {"reason", "He will be seen tomorrow"}}).status, 303)
      << "advice is no block";
  EXPECT_TRUE(sam.get(at).says("What the manager was shown"));
  EXPECT_EQ(sam.post(at + "/answer", {{"question", "day"}, {"words", "late"}}).status, 422);
  EXPECT_TRUE(sam.get("/burden").says("Risk first, version 2"));
  EXPECT_FALSE(sam.answer().says("Lee")) << "the meter holds no word about anybody";
  EXPECT_EQ(site.stranger.get(at).status, 404);
  EXPECT_EQ(site.stranger.post(at + "/answer", {{"question", "day"}, {"words", "x"}}).status, 404);
}

TEST_F(AssessmentModel, CountsWhatIsAskedAgain) {
  for (int i = 0; i < 2; ++i) EXPECT_EQ(sam.post(begin() + "/answer?question=day", {{"words", "He wakes alone"}}).status, 303);
  const auto rows = site.rows<BurdenRow>("1 = 1 order by repeated");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_FALSE(rows[0].repeated);
  EXPECT_TRUE(rows[1].repeated);
  EXPECT_EQ(rows[0].week, Date::of(2026, 4, 6)) << "the Monday";
}

TEST_F(AssessmentModel, KeepsTheVersionThatItBeganWith) {
  const auto id = site.record<Thinking>(site.new_id(), {ThinkingBegun{site.child, "risk_first", 1, Date::of(2026, 3, 30)}});
  EXPECT_TRUE(sam.get("/thinking/" + id).says("Describe the home")) << "version 1 is withdrawn, whoever fills it in goes on";
  EXPECT_EQ(sam.post("/thinking/" + id + "/answer?question=home", {{"words", "Two rooms"}}).status, 303);
  EXPECT_TRUE(sam.get("/thinking/" + id).says("Describe the home Two rooms"));
}

TEST_F(AssessmentModel, FormsComeBackWithWhatWasTyped) {
  const auto at = begin();
  comes_back(site, sam, at + "/answer?question=day", {{"evidence", "Lee"}, {"words", ""}},
             {{"words", "Write an answer, or say why the question is not needed"}});
  EXPECT_TRUE(sam.get("/children/" + site.child).holds("/thinking\""));
  EXPECT_TRUE(sam.get("/burden").says("Nothing was answered in the last twelve weeks"));
}

}  // namespace
}  // namespace hearth::assessment_model
