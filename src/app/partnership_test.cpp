#include "app/partnership.hpp"

#include "app/files.hpp"
#include "app/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::app {
namespace {

using testing::Folder, testing::refusal;

Options at(const std::string& data, bool make = false) {
  Options options{.data = data};
  options.make = make;
  return options;
}

TEST(Partnership, IsMadeOnceAndThenOpened) {
  const Folder folder;
  const auto data = folder / "new";
  {
    auto options = at(data, true);
    options.settings.name = "Ashdown";
    const auto made = Partnership::open(options);
    ASSERT_TRUE(made) << made.error().front().sentence;
    testing::add_agencies(**made, 3);
  }
  const auto opened = Partnership::open(at(data));
  ASSERT_TRUE(opened) << opened.error().front().sentence;
  EXPECT_EQ((*opened)->settings.name, "Ashdown");
  const auto snapshot = (*opened)->database->read();
  EXPECT_EQ(journal::select_rows<access::AgencyRow>(snapshot->connection(), (*opened)->keys, "1 = 1").size(), 3u);
}

TEST(Partnership, IsNotMadeByAMistypedName) {
  const Folder folder;
  EXPECT_EQ(refusal(at(folder / "nothing")), "There is no partnership in " + (folder / "nothing") +
                                                 ": check --data, or make one with `hearth serve --make --data " + (folder / "nothing") +
                                                 "`");
  EXPECT_FALSE(std::filesystem::exists(folder / "nothing"));
}

TEST(Partnership, IsNotEmptyBecauseItsDatabaseIsElsewhere) {
  const Folder folder;
  testing::open(folder / "a");
  std::filesystem::rename(folder / "a/hearth.db", folder / "elsewhere.db");
  EXPECT_NE(refusal(at(folder / "a")).find("hearth.db: name the right one with --database"), std::string::npos);
  auto options = at(folder / "a");
  options.database = "sqlite:" + (folder / "elsewhere.db");
  EXPECT_EQ(refusal(options), "");
}

TEST(Partnership, SaysWhoHasTheFolder) {
  const Folder folder;
  const auto first = testing::open(folder / "a");
  EXPECT_NE(refusal(at(folder / "a")).find("is in use by another hearth (process "), std::string::npos);
}

TEST(Partnership, DoesNotOpenWithoutItsKey) {
  const Folder folder;
  testing::open(folder / "a");
  testing::open(folder / "b");
  std::filesystem::rename(folder / "b/master.key", folder / "a/master.key");
  EXPECT_NE(refusal(at(folder / "a")).find("is not the key that this data folder was made with"), std::string::npos);
  std::filesystem::remove(folder / "a/master.key");
  EXPECT_NE(refusal(at(folder / "a")).find("master.key is missing"), std::string::npos);
  std::filesystem::remove(folder / "a/vault.json");
  EXPECT_NE(refusal(at(folder / "a", true)).find("holds a database but no vault.json"), std::string::npos);
}

TEST(Settings, LetNobodyTurnTheSecondFactorOffForRealPeople) {
  const Folder folder;
  write_settings(folder.path(), {.name = "Demo", .demo = true, .second_factor = false});
  EXPECT_FALSE(read_settings(folder.path())->second_factor);
  write_settings(folder.path(), {.name = "Real", .demo = false, .second_factor = false});
  EXPECT_NE(read_settings(folder.path()).error().front().sentence.find("which only a demonstration may"), std::string::npos);
  write_file(folder / "settings.json", R"({"name": "Real", "demo": "no", "second_factor": true})");
  EXPECT_NE(read_settings(folder.path()).error().front().sentence.find("settings.json cannot be read (demo: Give true or false)"),
            std::string::npos);
}

}  // namespace
}  // namespace hearth::app
