#include "app/command.hpp"
#include "app/files.hpp"
#include "app/testing.hpp"
#include "matching/testing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace hearth::app {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A folder with two agencies' files and their truth, and `hearth match` in it.
struct Desk {
  const testing::Folder folder;
  std::ostringstream out, err;

  Desk() {
    std::string health(matching::testing::Population::heading), others(health), truth = "rec_id,person_id";
    matching::testing::Population(5).records(2000, [&](const std::string& row, const std::string& id, std::uint64_t person) {
      (row.contains(",health,") ? health : others) += "\n" + row;
      truth += "\n" + id + "," + std::to_string(person);
    });
    write("health.csv", health);
    write("others.csv", others);
    write("truth.csv", truth);
  }

  std::string path(std::string_view name) const { return folder / std::string(name); }
  void write(std::string_view name, std::string_view text) const { write_file(path(name), text); }
  std::string read(std::string_view name) const { return read_file(path(name)).value_or("is not there"); }

  int run(std::vector<std::string_view> words) {
    out.str("");
    err.str("");
    words.insert(words.begin(), "match");
    Console console{out, err, path("")};
    return run_words(words, console);
  }
};

TEST(Match, WritesLinksAndClustersAndSaysHowRightTheyAre) {
  Desk desk;
  ASSERT_EQ(desk.run({"health.csv", "others.csv", "--links", "links.csv", "--clusters", "clusters.csv", "--evaluate", "truth.csv",
                      "--worst", "1"}),
            done_well)
      << desk.err.str();
  EXPECT_THAT(desk.read("links.csv"), StartsWith("rec_id_a,rec_id_b,band,probability\r\nG"));
  EXPECT_THAT(desk.read("links.csv"), HasSubstr(",link,0.9"));
  EXPECT_THAT(desk.read("clusters.csv"), StartsWith("rec_id,person_id\r\nG"));
  EXPECT_EQ(std::ranges::count(desk.read("clusters.csv"), '\n'), 2001);
  EXPECT_THAT(desk.out.str(), HasSubstr("link or ask"));
  EXPECT_THAT(desk.err.str(), HasSubstr("postcode as postcode"));
  EXPECT_FALSE(std::filesystem::exists(desk.path("links.csv.unfinished")));
}

TEST(Match, KeepsIdsFromRunToRunAndWritesWhoParted) {
  Desk desk;
  ASSERT_EQ(desk.run({"health.csv", "others.csv", "--links", "links.csv", "--clusters", "first.csv"}), done_well) << desk.err.str();
  ASSERT_EQ(desk.run({"health.csv", "others.csv", "--clusters", "second.csv", "--previous", "first.csv", "--history", "history.csv"}),
            done_well);
  EXPECT_EQ(desk.read("first.csv"), desk.read("second.csv"));
  EXPECT_EQ(std::ranges::count(desk.read("history.csv"), '\n'), 1) << "nothing happened";
  const auto links = desk.read("links.csv");
  const auto first = links.substr(links.find('\n') + 1);
  desk.write("rulings.csv", "rec_id_a,rec_id_b,ruling\n" + first.substr(0, first.find(",link")) + ",different\n");
  ASSERT_EQ(desk.run({"health.csv", "others.csv", "--clusters", "third.csv", "--previous", "second.csv", "--history", "history.csv",
                      "--rulings", "rulings.csv"}),
            done_well);
  EXPECT_THAT(desk.read("history.csv"), HasSubstr(",parted,"));
}

TEST(Match, ExplainsAPairAndShowsAMappingToCorrect) {
  Desk desk;
  ASSERT_EQ(desk.run({"health.csv", "others.csv", "--explain", "G00000000,G00000001"}), done_well) << desk.err.str();
  EXPECT_THAT(desk.out.str(), HasSubstr("the same child,"));
  ASSERT_EQ(desk.run({"health.csv", "--map-to", "map.csv"}), done_well);
  EXPECT_THAT(desk.read("map.csv"), HasSubstr("parent_forename,parent"));
  EXPECT_EQ(desk.run({"health.csv", "--map", "map.csv", "--clusters", "clusters.csv"}), done_well) << desk.err.str();
}

TEST(Match, SaysWhatToDoInsteadAndWritesNothing) {
  Desk desk;
  const auto said = [&](std::vector<std::string_view> words) {
    EXPECT_NE(desk.run(std::move(words)), done_well);
    return desk.err.str();
  };
  EXPECT_THAT(said({"health.csv"}), HasSubstr("Say what to write"));
  EXPECT_THAT(said({"nothing.csv", "--links", "links.csv"}), HasSubstr("cannot be opened"));
  EXPECT_THAT(said({"health.csv", "--key", "id", "--links", "links.csv"}), HasSubstr("name the right one with --key"));
  EXPECT_THAT(said({"health.csv", "--links", "links.csv", "--link", "2"}), HasSubstr("must be a probability"));
  EXPECT_THAT(said({"health.csv", "health.csv", "--strict", "--links", "links.csv"}), HasSubstr("has an id that came before"));
  desk.write("rulings.csv", "rec_id_a,rec_id_b,ruling\nG1,G2,perhaps\n");
  EXPECT_THAT(said({"health.csv", "--links", "links.csv", "--rulings", "rulings.csv"}), HasSubstr("line 2: the ruling must be"));
  EXPECT_EQ(desk.read("links.csv"), "is not there");
}

}  // namespace
}  // namespace hearth::app
