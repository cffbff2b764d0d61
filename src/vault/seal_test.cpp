#include "vault/vault.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <concepts>
#include <cstring>
#include <ostream>
#include <stdexcept>
#include <vector>

namespace hearth::vault {
namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!std::equality_comparable<Key>, "keys are compared by nobody");
static_assert(!std::copyable<Key> && std::movable<Key>);
static_assert(!Printable<Key>);

constexpr std::size_t overhead = 1 + 16 + 24 + 16;

struct Sealing : ::testing::Test {
  SeededRandom random{1};
  Key key = Key::random(random);
  Key other = Key::random(random);
};

TEST_F(Sealing, OpensWhatItSealed) {
  for (std::string_view plain : {"", "a", "Lee said: \"I don't want to go home\""})
    EXPECT_EQ(open(key, seal(key, plain, "child/1", random), "child/1"), plain);
  const std::string marks("x\x80\0\0", 4);
  EXPECT_EQ(open(key, seal(key, marks, "c", random), "c"), marks) << "text that looks like padding";
  const std::string zeros(300, '\0');
  EXPECT_EQ(open(key, seal(key, zeros, "c", random), "c"), zeros);
}

RC_GTEST_FIXTURE_PROP(Sealing, OpenOfSealIsTheSameText, (const std::string& plain, const std::string& context)) {
  RC_ASSERT(open(key, seal(key, plain, context, random), context).value() == plain);
}

TEST_F(Sealing, DoesNotOpenWithAnotherKey) { EXPECT_FALSE(open(other, seal(key, "words", "c", random), "c")); }

TEST_F(Sealing, DoesNotOpenInAnotherContext) {
  const auto sealed = seal(key, "words", "child/1", random);
  for (auto context : {"", "child/2", "child/1 ", "child/"}) EXPECT_FALSE(open(key, sealed, context)) << context;
}

TEST_F(Sealing, DoesNotOpenWithAnyBitChanged) {
  const auto sealed = seal(key, "words", "c", random);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = sealed;
      changed[i] = char(changed[i] ^ (1 << bit));
      ASSERT_FALSE(open(key, changed, "c")) << "byte " << i << " bit " << bit;
    }
  }
}

TEST_F(Sealing, DoesNotOpenCutOrLengthened) {
  const auto sealed = seal(key, "words", "c", random);
  for (std::size_t size = 0; size < sealed.size(); ++size) ASSERT_FALSE(open(key, std::string_view(sealed).substr(0, size), "c")) << size;
  EXPECT_FALSE(open(key, sealed + '\0', "c"));
}

TEST_F(Sealing, CommitsToItsKey) {
  // The commitment stands before the nonce. With another key's commitment (same nonce) the ciphertext still decrypts, and is refused.
  struct SameNonce : Random {
    void fill(std::span<unsigned char> out) override { std::memset(out.data(), 7, out.size()); }
  } same_nonce;
  auto mine = seal(key, "words", "c", same_nonce);
  const auto theirs = seal(other, "words", "c", same_nonce);
  EXPECT_NE(mine.substr(1, 16), theirs.substr(1, 16));
  mine.replace(1, 16, theirs, 1, 16);
  EXPECT_FALSE(open(key, mine, "c"));
  EXPECT_FALSE(open(other, mine, "c"));
}

TEST_F(Sealing, DrawsANewNonceEachTime) {
  EXPECT_NE(seal(key, "words", "c", random), seal(key, "words", "c", random));
  SeededRandom a(5), b(5);
  EXPECT_EQ(seal(key, "words", "c", a), seal(key, "words", "c", b)) << "a seeded world repeats itself";
}

TEST_F(Sealing, HidesTheLengthInBuckets) {
  struct Border {
    std::size_t text, padded;
  };
  for (const Border& b : {Border{0, 256},
                          Border{1, 256},
                          Border{255, 256},
                          Border{256, 512},
                          Border{511, 512},
                          Border{512, 1024},
                          Border{1023, 1024},
                          Border{1024, 2048},
                          Border{2047, 2048},
                          Border{2048, 4096},
                          Border{4095, 4096},
                          Border{4096, 4608},
                          Border{4607, 4608},
                          Border{4608, 5120},
                          Border{7679, 7680},
                          Border{7680, 8192},
                          Border{8191, 8192},
                          Border{8192, 9216},
                          Border{9215, 9216},
                          Border{9216, 10240},
                          Border{16383, 16384},
                          Border{16384, 18432},
                          Border{1 << 20, (1 << 20) / 8 * 9}}) {
    const std::string text(b.text, 'x');
    const auto sealed = seal(key, text, "c", random);
    EXPECT_EQ(sealed.size(), b.padded + overhead) << b.text;
    EXPECT_EQ(open(key, sealed, "c"), text) << b.text;
  }
}

RC_GTEST_PROP(Padding, NeverCostsMoreThanAnEighthOfLongText, ()) {
  SeededRandom random(1);
  const auto key = Key::random(random);
  const auto size = *rc::gen::inRange<std::size_t>(4096, 200'000);
  const auto padded = seal(key, std::string(size, 'x'), "", random).size() - overhead;
  RC_ASSERT(padded > size);
  RC_ASSERT(padded <= size + size / 8 + 1);
}

TEST(AKey, IsMadeOf32Bytes) {
  const std::string bytes = "0123456789abcdef0123456789abcdef";
  EXPECT_EQ(std::memcmp(Key::from(bytes).data(), bytes.data(), 32), 0);
  EXPECT_THROW(Key::from("short"), std::invalid_argument);
  EXPECT_THROW(Key::from(bytes + "x"), std::invalid_argument);
}

TEST(AKey, MovesAndKeepsItsBytes) {
  SeededRandom random(1);
  auto a = Key::random(random), b = Key::random(random);
  const std::string of_a(reinterpret_cast<const char*>(a.data()), 32);
  b = std::move(a);
  EXPECT_EQ(std::memcmp(b.data(), of_a.data(), 32), 0);
}

TEST(AKey, LeavesNothingBehind) {
  SeededRandom random(1);
  const unsigned char* place = nullptr;
  {
    const auto key = Key::random(random);
    place = key.data();
  }
  // The page is still the vault's, so that it may be looked at; its place is free and must be empty.
  EXPECT_EQ(std::count(place, place + 32, 0), 32);
}

TEST(AKey, IsOneOfManyThousand) {
  SeededRandom random(1);
  std::vector<Key> keys;
  for (int i = 0; i < 20'000; ++i) keys.push_back(Key::random(random));
  EXPECT_NE(std::memcmp(keys.front().data(), keys.back().data(), 32), 0);
}

}  // namespace
}  // namespace hearth::vault
