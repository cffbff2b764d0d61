#include "base/id.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace hearth {
namespace {

const Instant morning = Instant::parse("2026-04-07T09:30:00Z").value();

/// Gives the same byte for ever.
struct ConstantRandom : Random {
  unsigned char byte;
  explicit ConstantRandom(unsigned char byte) : byte(byte) {}
  void fill(std::span<unsigned char> out) override { std::ranges::fill(out, byte); }
};

TEST(Id, IsTheUlidLayoutInLowerCase) {
  ConstantRandom zeros(0), ones(0xff);
  EXPECT_EQ(new_id({0}, zeros), "00000000000000000000000000");
  EXPECT_EQ(new_id({0}, ones), "0000000000zzzzzzzzzzzzzzzz");
  // The example time of the ULID specification: 1469918176385 ms is 01ARYZ6S41.
  EXPECT_EQ(new_id({1'469'918'176'385'000}, zeros).substr(0, 10), "01aryz6s41");
  EXPECT_EQ(new_id({((std::int64_t(1) << 48) - 1) * 1000}, zeros).substr(0, 10), "7zzzzzzzzz");
  EXPECT_EQ(new_id({-5}, zeros), "00000000000000000000000000") << "before 1970 there are no ids";
}

RC_GTEST_PROP(Id, SortsByTheMillisecondItWasMadeIn, ()) {
  SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
  const auto earlier = *rc::gen::inRange<std::int64_t>(0, 7'258'118'400'000'000);
  const auto gap = *rc::gen::inRange<std::int64_t>(1000, 1'000'000'000'000);
  const auto a = new_id({earlier}, random), b = new_id({earlier + gap}, random);
  RC_ASSERT(a < b);
  RC_ASSERT(is_id(a) && is_id(b));
}

TEST(Id, IsNewEachTime) {
  SeededRandom random(1);
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) ids.insert(new_id(morning, random));
  EXPECT_EQ(ids.size(), 10'000u);
}

TEST(Id, IsToldFromOtherText) {
  SystemRandom random;
  const auto id = new_id(morning, random);
  EXPECT_TRUE(is_id(id));
  EXPECT_TRUE(is_id("7zzzzzzzzzzzzzzzzzzzzzzzzz"));
  EXPECT_FALSE(is_id("8zzzzzzzzzzzzzzzzzzzzzzzzz")) << "more than 128 bits";
  EXPECT_FALSE(is_id(""));
  EXPECT_FALSE(is_id(id + "0"));
  EXPECT_FALSE(is_id(id.substr(1)));
  for (char c : {'i', 'l', 'o', 'u', 'A', 'Z', '-', '/', ' ', '\0', '\xc3'}) {
    auto changed = id;
    changed[13] = c;
    EXPECT_FALSE(is_id(changed)) << c;
  }
}

TEST(SeededRandom, RepeatsItself) {
  SeededRandom a(42), b(42), c(43);
  for (int i = 0; i < 100; ++i) ASSERT_EQ(a.next(), b.next());
  EXPECT_NE(a.next(), c.next());
  std::array<unsigned char, 8> first;
  SeededRandom(0).fill(first);
  // splitmix64 from state 0 begins with e220a8397b1dcdaf, filled least byte first.
  EXPECT_EQ(first, (std::array<unsigned char, 8>{0xaf, 0xcd, 0x1d, 0x7b, 0x39, 0xa8, 0x20, 0xe2}));
}

TEST(SystemRandom, FillsEverySize) {
  SystemRandom random;
  for (std::size_t size : {0, 1, 7, 256, 257, 5000}) {
    std::vector<unsigned char> bytes(size), again(size);
    random.fill(bytes);
    random.fill(again);
    EXPECT_TRUE(size < 16 || bytes != again) << size;
  }
}

TEST(Below, IsUniformAndInside) {
  SeededRandom random(7);
  std::array<int, 6> seen{};
  for (int i = 0; i < 60'000; ++i) ++seen.at(random.below(6));
  for (int count : seen) EXPECT_NEAR(count, 10'000, 500);
  EXPECT_EQ(random.below(1), 0u);
}

TEST(Below, DrawsAgainWhatWouldFavourSmallNumbers) {
  // Of 2^64 values, limit 2^63+1 must throw away the lowest 2^63-1; a source that gives 5 first and then all ones shows it.
  struct Scripted : Random {
    int calls = 0;
    void fill(std::span<unsigned char> out) override {
      std::ranges::fill(out, calls == 0 ? 0 : 0xff);
      if (calls++ == 0) out.back() = 5;
    }
  } random;
  EXPECT_EQ(random.below((std::uint64_t(1) << 63) + 1), ~std::uint64_t{0} % ((std::uint64_t(1) << 63) + 1));
  EXPECT_EQ(random.calls, 2);
}

}  // namespace
}  // namespace hearth
