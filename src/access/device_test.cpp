#include "access/device.hpp"

#include "journal/testing.hpp"

#include <gtest/gtest.h>

#include <set>

namespace hearth::access {
namespace {

using namespace std::chrono_literals;

const std::string ada = "01jqz3m5n8p2r4t6v8x0ada000", lee = "01jqz3m5n8p2r4t6v8x0ee0000";

struct Device : testing::Test {
  journal::TestWorld world{"memory", {}};
  const vault::Vault& vault = world.vault;
  Instant now = world.clock.now();

  std::string cookie(const std::string& account, std::string_view before = {}) {
    return device_cookie(vault, account, before, world.random, now);
  }
};

TEST_F(Device, IsKnownToItsOwnPersonOnly) {
  const auto of_ada = cookie(ada);
  EXPECT_TRUE(known_device(vault, ada, of_ada, now));
  EXPECT_FALSE(known_device(vault, lee, of_ada, now));
  EXPECT_FALSE(known_device(vault, ada, "", now));
}

TEST_F(Device, IsForgottenAfter180Days) {
  const auto of_ada = cookie(ada);
  EXPECT_TRUE(known_device(vault, ada, of_ada, now + device_remembered - 1us));
  EXPECT_FALSE(known_device(vault, ada, of_ada, now + device_remembered));
  EXPECT_FALSE(known_device(vault, ada, of_ada, now - 1us)) << "from the future";
}

TEST_F(Device, CannotBeForgedInAnyOfItsDigits) {
  const auto good = cookie(ada);
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto forged = good;
    forged[i] = forged[i] == '0' ? '1' : '0';
    EXPECT_FALSE(known_device(vault, ada, forged, now)) << i;
    EXPECT_FALSE(known_device(vault, ada, good.substr(0, i), now)) << i;
  }
}

TEST_F(Device, IsUnknownInAnotherPartnership) {
  journal::TestWorld other{"memory", {}, 2};
  EXPECT_FALSE(known_device(other.vault, ada, cookie(ada), now));
}

TEST_F(Device, RemembersTheLastFiveOfItsPeople) {
  std::string shared;
  std::vector<std::string> people;
  for (int i = 0; i < 7; ++i) {
    people.push_back("01jqz3m5n8p2r4t6v8x000000" + std::to_string(i));
    shared = cookie(people.back(), shared);
    EXPECT_LE(shared.size(), 570u);
  }
  for (int i = 0; i < 7; ++i) EXPECT_EQ(known_device(vault, people[std::size_t(i)], shared, now).has_value(), i >= 2) << i;
  std::set<std::string> keys;
  for (int i = 2; i < 7; ++i) keys.insert(*known_device(vault, people[std::size_t(i)], shared, now));
  EXPECT_EQ(keys.size(), 5u) << "each person's tries are counted apart";
}

TEST_F(Device, HasOneMarkForAPersonWhoSignsInAgain) {
  const auto once = cookie(ada), again = cookie(ada, once);
  EXPECT_EQ(again.size(), once.size());
  EXPECT_NE(again, once);
}

TEST_F(Device, PassesNothingOnThatIsNoMark) {
  const auto in_time = cookie(ada).substr(0, 16);  // what only looks like a mark has to be all hexadecimal, too
  for (const auto& before : {std::string(112, 'z'), std::string(112, ';'), "\r\nSet-Cookie: a=b" + std::string(200, '0'),
                             std::string(5000, 'f'), in_time + "; Path=/; Domain=x" + std::string(78, '0')}) {
    const auto made = cookie(ada, before);
    EXPECT_EQ(made.find_first_not_of("0123456789abcdef."), made.npos);
    EXPECT_LE(made.size(), 570u);
  }
}

TEST_F(Device, TakesWhatABrowserShouldNotSendQuietly) {
  for (const auto* bad : {".......", "0", "-000000000000001", "🙂"}) EXPECT_FALSE(known_device(vault, ada, bad, now));
  EXPECT_FALSE(known_device(vault, ada, std::string(100'000, 'a'), now));
}

TEST_F(Device, AnAddressIsAPlace) {
  auto print = [&](std::string_view address) { return address_fingerprint(vault, address); };
  EXPECT_EQ(print("192.0.2.7").size(), 64u);
  EXPECT_NE(print("192.0.2.7"), print("192.0.2.8"));
  EXPECT_EQ(print("::ffff:192.0.2.7"), print("192.0.2.7"));
  EXPECT_EQ(print("2001:db8:1:2::1"), print("2001:DB8:1:2:ffff:ffff:ffff:ffff")) << "one site";
  EXPECT_NE(print("2001:db8:1:2::1"), print("2001:db8:1:3::1"));
  EXPECT_NE(print("not an address"), print("another"));
  journal::TestWorld other{"memory", {}, 2};
  EXPECT_NE(print("192.0.2.7"), address_fingerprint(other.vault, "192.0.2.7")) << "keyed";
}

}  // namespace
}  // namespace hearth::access
