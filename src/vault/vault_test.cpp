#include "vault/vault.hpp"

#include "vault/testing.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
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

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}
void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

bool equal(const Key& a, const Key& b) { return std::memcmp(a.data(), b.data(), Key::size) == 0; }

struct AVault : ::testing::Test {
  Folder folder;
  SystemRandom random;

  Vault opened(const Unseal& unseal = {}) {
    auto vault = open_vault(folder.path(), unseal, random);
    EXPECT_TRUE(vault) << vault.error().front().sentence;
    return std::move(vault.value());
  }
  Refusal refusal(const Unseal& unseal = {}) {
    const auto vault = open_vault(folder.path(), unseal, random);
    EXPECT_FALSE(vault);
    return vault ? Refusal{} : vault.error().front();
  }
};

// ---- Wrapping

TEST_F(AVault, UnwrapsWhatItWrappedAlsoAfterAStart) {
  const auto key = Key::random(random);
  std::string wrapped;
  {
    const auto vault = opened();
    for (auto c : {main, hub, place}) ASSERT_TRUE(vault.holds(c));
    wrapped = vault.wrap(hub, key, "child/1/hub", random);
    EXPECT_EQ(wrapped.size(), 92u);
  }
  const auto again = opened();
  const auto unwrapped = again.unwrap(hub, wrapped, "child/1/hub");
  ASSERT_TRUE(unwrapped);
  EXPECT_TRUE(equal(*unwrapped, key));
}

TEST_F(AVault, UnwrapsOnlyForTheSameRowAndCompartment) {
  const auto vault = opened();
  const auto wrapped = vault.wrap(hub, Key::random(random), "child/1", random);
  EXPECT_FALSE(vault.unwrap(hub, wrapped, "child/2"));
  EXPECT_FALSE(vault.unwrap(main, wrapped, "child/1"));
  for (std::size_t i = 0; i < wrapped.size(); ++i) {
    auto changed = wrapped;
    changed[i] = char(changed[i] ^ 1);
    ASSERT_FALSE(vault.unwrap(hub, changed, "child/1")) << i;
    ASSERT_FALSE(vault.unwrap(main, changed, "child/1")) << i;
  }
  EXPECT_FALSE(vault.unwrap(hub, "", "child/1"));
  EXPECT_FALSE(vault.unwrap(hub, wrapped + "x", "child/1"));
}

TEST_F(AVault, DoesNotUnwrapForAnotherPartnership) {
  Folder elsewhere;
  const auto theirs = open_vault(elsewhere.path(), {}, random);
  const auto wrapped = opened().wrap(main, Key::random(random), "child/1", random);
  EXPECT_FALSE(theirs->unwrap(main, wrapped, "child/1"));
}

TEST_F(AVault, DerivesTheSameKeyForTheSamePurpose) {
  const auto session = opened().derive("session");
  const auto vault = opened();
  EXPECT_TRUE(equal(session, vault.derive("session")));
  EXPECT_FALSE(equal(session, vault.derive("csrf")));
}

TEST_F(AVault, SignsWithTheSameKeyAfterAStart) {
  const auto signature = opened().sign("head 7");
  const auto public_key = opened().public_key();
  EXPECT_EQ(public_key.size(), 32u);
  EXPECT_TRUE(verify(public_key, "head 7", signature));
  EXPECT_FALSE(verify(public_key, "head 8", signature));
}

TEST_F(AVault, ServesManyThreads) {
  const auto vault = opened();
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      SystemRandom own;
      for (int i = 0; i < 500; ++i) {
        const auto key = Key::random(own);
        const auto name = std::to_string(i);
        const auto back = vault.unwrap(main, vault.wrap(main, key, name, own), name);
        if (!back || !equal(*back, key)) ++wrong;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

// ---- The ways in

TEST_F(AVault, IsMadeWithFilesThatOnlyTheOwnerReads) {
  std::filesystem::remove(folder.path());
  opened();
  for (auto name : {"master.key", "vault.json"}) {
    struct stat status;
    ASSERT_EQ(::stat((folder / name).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u) << name;
  }
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) files += entry.is_regular_file();
  EXPECT_EQ(files, 2u) << "no drafts are left";
  EXPECT_EQ(read(folder / "master.key").size(), 65u);
}

TEST_F(AVault, RefusesAKeyFileThatOthersMayRead) {
  opened();
  for (unsigned mode : {0640u, 0604u, 0660u, 0610u}) {
    ::chmod((folder / "master.key").c_str(), mode);
    EXPECT_EQ(refusal().sentence, "Other accounts of this computer may read " + (folder / "master.key") + ". Close it with: chmod 600 " +
                                      (folder / "master.key"));
  }
  ::chmod((folder / "master.key").c_str(), 0400);
  opened();
}

TEST_F(AVault, SaysThatTheKeyFileIsMissingOrWrong) {
  opened();
  const auto text = read(folder / "master.key");
  std::filesystem::remove(folder / "master.key");
  EXPECT_NE(refusal().sentence.find("master.key is missing"), std::string::npos);
  write(folder / "master.key", one_key);
  ::chmod((folder / "master.key").c_str(), 0600);
  EXPECT_NE(refusal().sentence.find("is not the key that this data folder was made with"), std::string::npos);
  write(folder / "master.key", "half a key");
  EXPECT_NE(refusal().sentence.find("does not hold a key"), std::string::npos);
  write(folder / "master.key", text);
  opened();
}

TEST_F(AVault, OpensWithItsPassphrase) {
  const Unseal right{.passphrase = "five words nobody puts together"};
  EXPECT_EQ(refusal({.passphrase = "too short"}).field, "passphrase");
  const auto public_key = opened(right).public_key();
  EXPECT_EQ(opened(right).public_key(), public_key);
  EXPECT_FALSE(std::filesystem::exists(folder / "master.key"));
  EXPECT_EQ(refusal({.passphrase = "five words nobody put together"}),
            (Refusal{"passphrase", "That is not the passphrase of this data folder. Check it and try again"}));
  EXPECT_EQ(refusal({}).field, "passphrase");
  EXPECT_EQ(refusal({.environment_key = one_key}).field, "passphrase");
}

TEST_F(AVault, OpensWithAKeyFromTheEnvironment) {
  const Unseal right{.environment_key = one_key};
  EXPECT_EQ(refusal({.environment_key = "0123"}).field, "environment_key");
  EXPECT_EQ(refusal({.environment_key = std::string(64, 'g')}).field, "environment_key");
  const auto public_key = opened(right).public_key();
  EXPECT_EQ(opened({.environment_key = " " + one_key + "\n"}).public_key(), public_key);
  EXPECT_EQ(refusal({.environment_key = other_key}).field, "environment_key");
  EXPECT_EQ(refusal({}).field, "environment_key");
  EXPECT_EQ(refusal({.passphrase = "five words nobody puts together"}).field, "environment_key");
}

TEST_F(AVault, RefusesTwoWaysAtOnceAndAWayThatWasNotChosen) {
  EXPECT_EQ(refusal({.passphrase = "five words nobody puts together", .environment_key = one_key}).field, "passphrase");
  opened();
  EXPECT_NE(refusal({.environment_key = one_key}).sentence.find("its own file master.key"), std::string::npos);
}

TEST_F(AVault, UsesAMasterKeyThatWasPutThereFirst) {
  write(folder / "master.key", one_key + "\n");
  ::chmod((folder / "master.key").c_str(), 0600);
  opened();
  EXPECT_EQ(read(folder / "master.key"), one_key + "\n");
}

TEST_F(AVault, IsNotMadeAnewBesideADatabase) {
  write(folder / "hearth.db", "");
  EXPECT_NE(refusal().sentence.find("holds a database but no vault.json"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / "vault.json"));
}

TEST_F(AVault, IsMadeOnceByProgramsThatStartTogether) {
  std::vector<std::thread> threads;
  std::array<std::string, 4> public_keys;
  for (auto& public_key : public_keys)
    threads.emplace_back([&] {
      SystemRandom own;
      public_key = open_vault(folder.path(), {}, own).value().public_key();
    });
  for (auto& thread : threads) thread.join();
  for (const auto& public_key : public_keys) EXPECT_EQ(public_key, public_keys[0]);
}

// ---- Damage

TEST_F(AVault, SaysThatItsFileIsDamaged) {
  opened();
  const auto good = read(folder / "vault.json");
  for (auto [from, to] :
       {std::pair{"\"version\": 1", "\"version\": 2"},
        {"\"version\": 1", "\"version\": \"1\""},
        {"\"opened_by\": \"file\"", "\"opened_by\": \"love\""},
        {"\"name\": \"hub\"", "\"name\": \"main\""},
        {"\"name\": \"hub\"", "\"name\": \"pub\""},
        {"\"name\": \"root\", \"generation\": 1, \"under\": \"master\"", "\"name\": \"root\", \"generation\": 1, \"under\": \"own\""},
        {"\"generation\": 1", "\"generation\": 0"},
        {"\"generation\": 1", "\"generation\": 65536"},
        {"\"generation\": 1", "\"generation\": 2"},
        {"\"public_key\": \"", "\"public_key\": \"0"},
        {"argon2id13", "argon2i"},
        {"\"slots\"", "\"slats\""},
        {"]", ""}}) {
    auto bad = good;
    ASSERT_NE(bad.find(from), std::string::npos) << from;
    bad.replace(bad.find(from), std::strlen(from), to);
    write(folder / "vault.json", bad);
    EXPECT_TRUE(refusal().sentence.starts_with("vault.json is damaged")) << to << ": " << refusal().sentence;
  }
  for (const std::string& bad : {std::string(), std::string("[]"), good.substr(0, good.size() / 2), std::string(2 << 20, ' ')}) {
    write(folder / "vault.json", bad);
    EXPECT_NE(refusal().sentence.find("Put it back from your backup"), std::string::npos);
  }
  write(folder / "vault.json", good);
  opened();
}

TEST_F(AVault, NoticesAChangedSlotAndAChangedPublicKey) {
  opened();
  const auto good = read(folder / "vault.json");
  for (auto name : {"\"name\": \"main\"", "\"name\": \"signature\"", "\"public_key\""}) {
    auto bad = good;
    auto& digit = bad[bad.find(name) + 120];
    digit = digit == '0' ? '1' : '0';
    if (std::string_view(name) == "\"public_key\"")
      bad = good, bad.replace(bad.find(name) + 15, 2, bad.substr(bad.find(name) + 15, 2) == "00" ? "11" : "00");
    write(folder / "vault.json", bad);
    EXPECT_TRUE(refusal().sentence.starts_with("vault.json is damaged")) << name;
  }
}

// ---- Compartments with a key of their own

TEST_F(AVault, StartsWithoutTheHub) {
  const Unseal with_hub{.hub_key = one_key};
  const auto made = opened(with_hub);
  const auto wrapped = made.wrap(hub, Key::random(random), "child/1", random);

  const auto without = opened();
  EXPECT_FALSE(without.holds(hub));
  EXPECT_TRUE(without.holds(main) && without.holds(place));
  EXPECT_FALSE(without.unwrap(hub, wrapped, "child/1"));
  EXPECT_EQ(without.generation(hub), 0u);
  EXPECT_THROW(without.wrap(hub, Key::random(random), "child/1", random), std::logic_error);

  EXPECT_TRUE(opened(with_hub).unwrap(hub, wrapped, "child/1"));
  EXPECT_EQ(refusal({.hub_key = other_key}).field, "hub_key");
  EXPECT_EQ(refusal({.hub_key = "short"}).field, "hub_key");
  EXPECT_EQ(refusal({.place_key = one_key}).field, "place_key");
}

}  // namespace
}  // namespace hearth::vault
