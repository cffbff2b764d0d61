#include "access/token.hpp"

#include "journal/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::access {
namespace {

using namespace std::chrono_literals;

class TokensOn : public testing::TestWithParam<std::string> {
 protected:
  TokensOn() { test.world.database.migrate(token_migrations()); }

  MadeToken make(const std::string& account, std::chrono::microseconds lasts = 24h) {
    std::optional<MadeToken> made;
    write([&](store::Connection& c) { made = make_token(c, account, lasts, test.random, test.clock.now()); });
    return *made;
  }
  void write(const std::function<void(store::Connection&)>& job) { test.world.database.write_and_wait(job); }
  std::optional<ApiToken> find(std::string_view text) {
    return find_token(test.world.database.read()->connection(), text, test.clock.now());
  }
  std::size_t count(const std::string& account) {
    return tokens_of(test.world.database.read()->connection(), account, test.clock.now()).size();
  }

  journal::TestWorld test{GetParam(), {}};
  const std::string ada = new_id(test.clock.now(), test.random), ben = new_id(test.clock.now(), test.random);
};
INSTANTIATE_TEST_SUITE_P(Databases, TokensOn, testing::ValuesIn(store::testing::Databases()));

TEST_P(TokensOn, OpenForTheirAccountUntilTheyEnd) {
  const auto made = make(ada);
  ASSERT_EQ(made.text.size(), 71u);
  EXPECT_EQ(find(made.text)->account, ada);
  test.clock.advance(24h - 1us);
  EXPECT_TRUE(find(made.text));
  test.clock.advance(1us);
  EXPECT_FALSE(find(made.text)) << "at its end it is over";
}

TEST_P(TokensOn, LastAYearAtMost) {
  EXPECT_EQ(make(ada, 24h * 1000).token.until, test.clock.now() + token_lasts_most);
  EXPECT_EQ(make(ada, 1h).token.until, test.clock.now() + 1h);
}

TEST_P(TokensOn, NothingElseOpens) {
  auto text = make(ada).text;
  EXPECT_FALSE(find(""));
  EXPECT_FALSE(find("hearth_"));
  EXPECT_FALSE(find(text.substr(7)));
  EXPECT_FALSE(find(text + "0"));
  text.back() = text.back() == '0' ? '1' : '0';
  EXPECT_FALSE(find(text));
}

TEST_P(TokensOn, StandNowhereInTheClear) {
  const auto made = make(ada);
  test.world.database.read()->connection().each("select token_hash, id from api_token", [&](const store::Row& row) {
    EXPECT_EQ(row.blob(0).size(), 32u);
    EXPECT_EQ(made.text.find(row.text(1)), std::string::npos);
  });
}

TEST_P(TokensOn, EndOneByOneAndForTheirOwnAccountOnly) {
  const auto first = make(ada), second = make(ada), other = make(ben);
  bool ended = true;
  write([&](store::Connection& c) { ended = end_token(c, ben, first.token.id, test.clock.now()); });
  EXPECT_FALSE(ended);
  write([&](store::Connection& c) { ended = end_token(c, ada, first.token.id, test.clock.now()); });
  EXPECT_TRUE(ended);
  EXPECT_FALSE(find(first.text));
  EXPECT_TRUE(find(second.text));
  EXPECT_EQ(count(ada), 1u);

  std::int64_t all = 0;
  write([&](store::Connection& c) { all = end_tokens(c, ada, test.clock.now()); });
  EXPECT_EQ(all, 1);
  EXPECT_FALSE(find(second.text));
  EXPECT_TRUE(find(other.text));
}

}  // namespace
}  // namespace hearth::access
