#include "app/backup.hpp"

#include "app/archive.hpp"
#include "app/files.hpp"
#include "app/testing.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace hearth::app {
namespace {

using testing::Folder;

Options at(const std::string& data) { return {.data = data}; }

std::string why(const auto& result) { return result ? "" : result.error().front().sentence; }

TEST(Backup, ComesBackWithTheKeysAndVerified) {
  const Folder folder;
  const auto live = testing::open(folder / "live");
  testing::add_agencies(*live, 20);
  testing::read_records(*live, 5);
  const auto manifest = back_up(*live, folder / "backup.tar");
  ASSERT_TRUE(manifest) << why(manifest);
  EXPECT_EQ(manifest->events, 20);
  EXPECT_EQ(manifest->readings, 5);

  const auto restored = restore(folder / "backup.tar", folder / "live", at(folder / "again"));
  ASSERT_TRUE(restored) << why(restored);
  EXPECT_TRUE(restored->verified);
  const auto again = testing::open(folder / "again");
  EXPECT_EQ(verify_all(again->world).head, manifest->head);
  const auto one = live->database->read(), other = again->database->read();
  EXPECT_EQ(journal::digests(live->world, one->connection()), journal::digests(again->world, other->connection()));
}

TEST(Backup, HoldsNoKeyAndNoWord) {
  const Folder folder;
  const auto live = testing::open(folder / "live");
  journal::submit_and_wait(live->world, {"system", {}}, [](journal::Unit& unit) {
    auto agency = unit.begin<access::Agency>(unit.new_id());
    unit.append(agency, {access::AgencyAdded{"canary-5c1f0e77a2b94d63", access::AgencyKind::health}});
  });
  ASSERT_TRUE(back_up(*live, folder / "backup.tar"));
  const auto bytes = read_file(folder / "backup.tar").value();
  EXPECT_EQ(bytes.find("canary-5c1f0e77a2b94d63"), std::string::npos);
  EXPECT_EQ(bytes.find(read_file(folder / "live/master.key").value().substr(0, 64)), std::string::npos);
  EXPECT_EQ(read_archive(bytes).size(), 3u) << "manifest, settings, database";
}

TEST(Backup, WithoutItsKeysDoesNotOpenUntilTheyArePutIn) {
  const Folder folder;
  {
    const auto live = testing::open(folder / "live");
    testing::add_agencies(*live, 3);
    ASSERT_TRUE(back_up(*live, folder / "backup.tar"));
  }
  const auto restored = restore(folder / "backup.tar", {}, at(folder / "again"));
  ASSERT_TRUE(restored) << why(restored);
  EXPECT_FALSE(restored->verified);
  EXPECT_NE(testing::refusal(at(folder / "again")).find("no vault.json"), std::string::npos);
  std::filesystem::copy(folder / "live/vault.json", folder / "again/vault.json");
  EXPECT_NE(testing::refusal(at(folder / "again")).find("master.key is missing"), std::string::npos);
  std::filesystem::copy(folder / "live/master.key", folder / "again/master.key");
  EXPECT_EQ(testing::refusal(at(folder / "again")), "");
}

TEST(Backup, IsRefusedWithTheKeysOfAnotherPartnership) {
  const Folder folder;
  const auto live = testing::open(folder / "live"), other = testing::open(folder / "other");
  testing::add_agencies(*live, 3);
  ASSERT_TRUE(back_up(*live, folder / "backup.tar"));
  EXPECT_NE(why(restore(folder / "backup.tar", folder / "other", at(folder / "again"))), "");
  EXPECT_FALSE(std::filesystem::exists(folder / "again"));
  EXPECT_FALSE(std::filesystem::exists(folder / "again.unfinished"));
}

TEST(Backup, NoticesEveryChangedBlock) {
  const Folder folder;
  const auto live = testing::open(folder / "live");
  testing::add_agencies(*live, 3);
  ASSERT_TRUE(back_up(*live, folder / "backup.tar"));
  const auto good = read_file(folder / "backup.tar").value();
  const auto last = good.size() - 1025;  // behind it stand only the closing blocks of zeros
  for (std::size_t at_byte = 7; at_byte < last; at_byte += 4096 + 13) {
    auto bad = good;
    bad[at_byte] = char(bad[at_byte] ^ 0x20);
    write_file(folder / "bad.tar", bad);
    const auto restored = restore(folder / "bad.tar", {}, at(folder / "again"));
    ASSERT_FALSE(restored) << at_byte;
  }
  write_file(folder / "bad.tar", std::string_view(good).substr(0, good.size() / 2));
  EXPECT_NE(why(restore(folder / "bad.tar", {}, at(folder / "again"))).find("it ends too early"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / "again"));
}

TEST(Backup, IsNeverTakenOfWhatDoesNotFit) {
  const Folder folder;
  const auto live = testing::open(folder / "live");
  testing::add_agencies(*live, 3);
  testing::tamper(*live, "update journal_event set happened = 0 where sequence = 2");
  EXPECT_NE(why(back_up(*live, folder / "backup.tar")).find("The backup was not made"), std::string::npos);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) EXPECT_EQ(entry.path().filename(), "live");
}

TEST(Backup, OverwritesNothing) {
  const Folder folder;
  const auto live = testing::open(folder / "live");
  write_file(folder / "there", "precious");
  EXPECT_NE(why(back_up(*live, folder / "there")).find("is there already"), std::string::npos);
  EXPECT_EQ(read_file(folder / "there"), "precious");
  EXPECT_NE(why(back_up(*live, folder / "no/such/folder")).find("There is no folder"), std::string::npos);
  ASSERT_TRUE(back_up(*live, folder / "backup.tar"));
  EXPECT_NE(why(restore(folder / "backup.tar", {}, at(folder / "live"))).find("is not empty"), std::string::npos);
}

TEST(Backup, TakenWhileOthersWriteHoldsOneMoment) {
  const Folder folder;
  const auto live = testing::open(folder / "live");
  std::atomic<bool> stop = false;
  std::jthread writer([&] {
    while (!stop) testing::add_agencies(*live, 3);
  });
  for (int i = 0; i < 5; ++i) {
    const auto name = "backup-" + std::to_string(i);
    const auto manifest = back_up(*live, folder / name);
    ASSERT_TRUE(manifest) << why(manifest);
    EXPECT_EQ(manifest->events % 3, 0) << "jobs are whole";
    const auto restored = restore(folder / name, folder / "live", at(folder / ("again-" + std::to_string(i))));
    EXPECT_TRUE(restored) << why(restored);
  }
  stop = true;
}

}  // namespace
}  // namespace hearth::app
