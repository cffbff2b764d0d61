#include "vault/testing.hpp"
#include "vault/vault.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

namespace hearth::vault {
namespace {

using enum Vault::Compartment;
using testing::Folder;

const std::string one_key(64, 'a');
const std::string other_key(64, 'b');
const Unseal by_file;
const Unseal by_environment{.environment_key = one_key};
const Unseal by_passphrase{.passphrase = "five words nobody puts together"};

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A vault with one wrapped key in each compartment, to see that all stay readable.
struct Care : ::testing::Test {
  Folder folder;
  SystemRandom random;
  Key key = Key::random(random);
  std::vector<std::string> wrapped;

  Vault opened(const Unseal& unseal) {
    auto vault = open_vault(folder.path(), unseal, random);
    EXPECT_TRUE(vault) << vault.error().front().sentence;
    return std::move(vault.value());
  }
  void fill(const Unseal& unseal) {
    const auto vault = opened(unseal);
    for (auto c : {main, hub, place}) wrapped.push_back(vault.wrap(c, key, "row", random));
  }
  bool reads(const Vault& vault, Vault::Compartment c) {
    const auto back = vault.unwrap(c, wrapped[std::size_t(c)], "row");
    return back && std::memcmp(back->data(), key.data(), Key::size) == 0;
  }
  bool reads_all(const Unseal& unseal) {
    const auto vault = opened(unseal);
    return reads(vault, main) && reads(vault, hub) && reads(vault, place);
  }
};

TEST_F(Care, MovesTheHubOutFromUnderTheMasterKey) {
  fill(by_file);
  ASSERT_TRUE(give_own_key(folder.path(), by_file, hub, one_key, random));
  EXPECT_FALSE(opened(by_file).holds(hub));
  EXPECT_TRUE(reads_all({.hub_key = one_key}));

  EXPECT_EQ(give_own_key(folder.path(), by_file, hub, other_key, random).error().front().field, "hub_key") << "the old key is needed";
  ASSERT_TRUE(give_own_key(folder.path(), {.hub_key = one_key}, hub, other_key, random));
  EXPECT_EQ(open_vault(folder.path(), {.hub_key = one_key}, random).error().front().field, "hub_key");
  EXPECT_TRUE(reads_all({.hub_key = other_key}));
}

TEST_F(Care, GivesNoOwnKeyToMainAndNoMalformedOne) {
  fill(by_file);
  EXPECT_FALSE(give_own_key(folder.path(), by_file, main, one_key, random));
  EXPECT_EQ(give_own_key(folder.path(), by_file, place, "abc", random).error().front().field, "place_key");
  EXPECT_TRUE(reads_all(by_file));
}

TEST_F(Care, ChangesTheWayToTheMasterKey) {
  fill(by_file);
  const auto public_key = opened(by_file).public_key();
  const std::vector<Unseal> ways = {by_file, by_environment, by_file, by_passphrase, {.passphrase = "quite another set of words"}, by_file};
  for (std::size_t i = 0; i + 1 < ways.size(); ++i) {
    const auto changed = change_unseal(folder.path(), ways[i], ways[i + 1], random);
    ASSERT_TRUE(changed) << i << changed.error().front().sentence;
    const auto vault = opened(ways[i + 1]);
    EXPECT_TRUE(reads(vault, main) && reads(vault, hub) && reads(vault, place)) << i;
    EXPECT_EQ(vault.public_key(), public_key);
    const bool file = !ways[i + 1].passphrase && !ways[i + 1].environment_key;
    EXPECT_EQ(std::filesystem::exists(folder / "master.key"), file) << i;
    EXPECT_FALSE(std::filesystem::exists(folder / "master.key.next"));
  }
}

TEST_F(Care, MakesANewMasterKeyFile) {
  fill(by_file);
  const auto old = read(folder / "master.key");
  ASSERT_TRUE(change_unseal(folder.path(), by_file, by_file, random));
  EXPECT_NE(read(folder / "master.key"), old);
  struct stat status;
  ASSERT_EQ(::stat((folder / "master.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_TRUE(reads_all(by_file));
}

TEST_F(Care, FinishesAChangeThatWasInterrupted) {
  fill(by_file);
  const auto old = read(folder / "master.key");
  ASSERT_TRUE(change_unseal(folder.path(), by_file, by_file, random));
  // As it looks after a crash between writing vault.json and renaming the new key.
  std::filesystem::rename(folder / "master.key", folder / "master.key.next");
  std::ofstream(folder / "master.key") << old;
  ::chmod((folder / "master.key").c_str(), 0600);
  EXPECT_TRUE(reads_all(by_file));
  EXPECT_FALSE(std::filesystem::exists(folder / "master.key.next"));
}

TEST_F(Care, ChangesNothingWhenItRefuses) {
  fill(by_file);
  const auto before = read(folder / "vault.json");
  EXPECT_FALSE(change_unseal(folder.path(), by_file, {.passphrase = "short"}, random));
  EXPECT_FALSE(change_unseal(folder.path(), by_file, {.environment_key = "short"}, random));
  EXPECT_FALSE(change_unseal(folder.path(), by_environment, by_passphrase, random)) << "the present way must be right";
  EXPECT_FALSE(roll_compartment(folder.path(), by_environment, main, random));
  EXPECT_FALSE(change_unseal(folder / "nowhere", by_file, by_file, random));
  EXPECT_EQ(read(folder / "vault.json"), before);
}

TEST_F(Care, RollsACompartmentAndKeepsTheOldReadable) {
  fill(by_file);
  ASSERT_TRUE(roll_compartment(folder.path(), by_file, main, random));
  const auto vault = opened(by_file);
  EXPECT_EQ(vault.generation(main), 2u);
  EXPECT_EQ(vault.generation(hub), 1u);
  EXPECT_TRUE(reads_all(by_file));
  EXPECT_EQ(Vault::generation_of(wrapped[0]), 1u);
  EXPECT_EQ(Vault::generation_of(vault.wrap(main, key, "row", random)), 2u);
  EXPECT_EQ(Vault::generation_of("not wrapped"), 0u);
}

TEST_F(Care, DestroyingAGenerationShredsWhatWasNotWrappedAgain) {
  fill(by_file);
  ASSERT_TRUE(roll_compartment(folder.path(), by_file, main, random));
  const auto again = opened(by_file).wrap(main, key, "row", random);
  EXPECT_FALSE(destroy_generations_before(folder.path(), by_file, main, 3)) << "the newest stays";
  ASSERT_TRUE(destroy_generations_before(folder.path(), by_file, main, 2));
  const auto vault = opened(by_file);
  EXPECT_FALSE(reads(vault, main)) << "a wrap from an old backup";
  EXPECT_TRUE(vault.unwrap(main, again, "row"));
  EXPECT_TRUE(reads(vault, hub) && reads(vault, place));
}

TEST_F(Care, RollsAHubThatHasItsOwnKeyOnlyWithIt) {
  fill(by_file);
  ASSERT_TRUE(give_own_key(folder.path(), by_file, hub, one_key, random));
  EXPECT_EQ(roll_compartment(folder.path(), by_file, hub, random).error().front().field, "hub_key");
  ASSERT_TRUE(roll_compartment(folder.path(), {.hub_key = one_key}, hub, random));
  EXPECT_TRUE(reads_all({.hub_key = one_key}));
  ASSERT_TRUE(give_own_key(folder.path(), {.hub_key = one_key}, hub, other_key, random));
  EXPECT_EQ(opened({.hub_key = other_key}).generation(hub), 2u) << "both generations moved to the new key";
  EXPECT_TRUE(reads_all({.hub_key = other_key}));
}

TEST_F(Care, LosesNoChangeOfTwoAtOnce) {
  fill(by_file);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      SystemRandom own;
      for (int i = 0; i < 5; ++i) EXPECT_TRUE(roll_compartment(folder.path(), by_file, main, own));
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(opened(by_file).generation(main), 21u);
  EXPECT_TRUE(reads_all(by_file));
}

}  // namespace
}  // namespace hearth::vault
