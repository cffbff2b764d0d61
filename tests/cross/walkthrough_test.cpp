// The practice that docs/adding-a-practice.md builds works as the page says.

#include "journey/journey.hpp"
#include "journey/person/rules.hpp"
#include "practice/testing.hpp"

#include "../walkthrough/bright_spots/rules.hpp"
#include "../walkthrough/bright_spots/views.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hearth::bright_spots {

void register_practice(practice::Kit& kit, const Reference& reference);

namespace {

class BrightSpots : public testing::Test {
 protected:
  Reference reference = Reference::load().value();
  practice::TestSite site{{[this](practice::Kit& kit) {
    journey::register_journey(kit, reference);
    register_practice(kit, reference);
  }}};
  std::string child = site.record<journey::Person>(site.new_id(), {journey::PersonRecorded{{}, true}});
};

TEST_F(BrightSpots, AreWrittenReadAndLogged) {
  auto amy = site.sign_in_as({"social_worker"}, "Amy Calder");
  site.relate(child, amy.account);
  const auto path = "/children/" + child + "/bright-spots";
  EXPECT_TRUE(amy.get("/children/" + child).holds("href=\"" + path + "\"")) << "the child's page leads to the practice without naming it";
  EXPECT_TRUE(amy.get(path).says("appears here when somebody has noticed it"));
  amy.get(path + "/new");
  EXPECT_EQ(amy.post(path + "/new", {{"words", "I slept at gran’s"}, {"said_by", "Lee"}}).status, 303);
  EXPECT_TRUE(amy.follow().says("Bright spot saved"));
  EXPECT_TRUE(amy.answer().says("I slept at gran’s"));
  EXPECT_FALSE(site.readings_of(child).empty());
}

TEST_F(BrightSpots, ComeBackWithEverythingTypedWhenRefused) {
  auto amy = site.sign_in_as({"social_worker"}, "Amy Calder");
  site.relate(child, amy.account);
  const auto path = "/children/" + child + "/bright-spots/new";
  amy.get(path);
  const auto& answer = amy.post(path, {{"words", "I slept at gran’s"}, {"said_by", ""}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.says("I slept at gran’s"));
  EXPECT_TRUE(answer.holds("href=\"#said_by\""));
  EXPECT_TRUE(site.rows<BrightSpotRow>("subject = $1", child).empty());
}

TEST_F(BrightSpots, SpeakJsonThroughTheSameGate) {
  const auto amy = site.open_account({.roles = {"social_worker"}});
  const auto path = "/children/" + child + "/bright-spots";
  EXPECT_EQ(site.api(amy, web::Method::get, path).status, 404);
  site.relate(child, amy);
  EXPECT_EQ(site.api(amy, web::Method::post, path + "/new", R"({"on":"2026-04-07","words":"quiet","said_by":"Lee"})").status, 201);
  EXPECT_NE(site.api(amy, web::Method::get, path).body.find("\"said_by\":\"Lee\""), std::string::npos);
}

std::string read_file(const std::string& path) {
  std::ifstream in(std::string(HEARTH_SOURCE_DIR) + "/" + path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The page shows pieces of files; each line of a piece must stand in its file.
TEST(AddingAPractice, ShowsTheCodeAsItIs) {
  std::istringstream page(read_file("docs/adding-a-practice.md"));
  std::string line, file, content;
  bool in_code = false;
  int checked = 0;
  while (std::getline(page, line)) {
    if (line.starts_with("```")) {
      in_code = line == "```cpp";
    } else if (!in_code && line.starts_with('`') && line.ends_with("`:")) {
      file = line.substr(1, line.size() - 3);
      content = read_file("tests/walkthrough/bright_spots/" + file);
      ASSERT_FALSE(content.empty()) << file;
    } else if (in_code && !line.empty()) {
      EXPECT_NE(content.find(line), std::string::npos) << file << " does not say: " << line;
      ++checked;
    }
  }
  EXPECT_GT(checked, 40);
}

}  // namespace
}  // namespace hearth::bright_spots
