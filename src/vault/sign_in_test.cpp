#include "vault/vault.hpp"

#include <gtest/gtest.h>

namespace hearth::vault {
namespace {

Instant at_second(std::int64_t second) { return {second * 1'000'000}; }

TEST(Password, FitsItsOwnHashOnly) {
  const auto hash = hash_password("correct horse battery staple");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << hash;
  EXPECT_TRUE(password_fits(hash, "correct horse battery staple"));
  EXPECT_FALSE(password_fits(hash, "correct horse battery stapl"));
  EXPECT_FALSE(password_fits(hash, std::string("correct horse battery staple\0", 29)));
  EXPECT_NE(hash, hash_password("correct horse battery staple")) << "each has a salt of its own";
}

TEST(Password, FitsNoHashThatIsNone) {
  for (auto hash : {"", "x", "$argon2id$", "$argon2id$v=19$m=65536,t=2,p=1$"}) EXPECT_FALSE(password_fits(hash, "")) << hash;
  EXPECT_FALSE(password_fits(std::string(5000, '$'), ""));
}

TEST(Password, WantsNewHashWhenParametersRose) {
  EXPECT_FALSE(needs_rehash(hash_password("words")));
  EXPECT_TRUE(needs_rehash("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$4fyQ6nBYNGXLD5RDKqXHTAAAAAAAAAAAAAAAAAAAAAA"));
  EXPECT_TRUE(needs_rehash("no hash"));
}

TEST(Totp, FitsTheVectorsOfRfc6238) {
  // Appendix B, SHA-1, the last six of its eight digits.
  const std::string secret = "12345678901234567890";
  for (auto [second, code] : {std::pair<std::int64_t, const char*>{59, "287082"},
                              {1111111109, "081804"},
                              {1111111111, "050471"},
                              {1234567890, "005924"},
                              {2000000000, "279037"},
                              {20000000000, "353130"}})
    EXPECT_EQ(totp_step(secret, code, at_second(second)), second / 30) << second;
}

TEST(Totp, AllowsOneStepEitherSideAndTellsWhich) {
  const std::string secret = "12345678901234567890";
  constexpr std::int64_t step = 1111111109 / 30;
  for (std::int64_t away : {-1, 0, 1}) EXPECT_EQ(totp_step(secret, "081804", at_second((step + away) * 30)), step) << away;
  EXPECT_EQ(totp_step(secret, "081804", at_second((step - 1) * 30 - 1)), std::nullopt);
  EXPECT_EQ(totp_step(secret, "081804", at_second((step + 2) * 30)), std::nullopt);
}

TEST(Totp, TakesTheCodeAsAppsShowIt) {
  const std::string secret = "12345678901234567890";
  EXPECT_TRUE(totp_step(secret, "081 804", at_second(1111111109)));
  for (auto code : {"", "81804", "0818040", "O81804", "08180a"}) EXPECT_FALSE(totp_step(secret, code, at_second(1111111109))) << code;
}

TEST(Base32, FitsTheVectorsOfRfc4648) {
  for (auto [plain, text] : {std::pair{"", ""},
                             {"f", "MY"},
                             {"fo", "MZXQ"},
                             {"foo", "MZXW6"},
                             {"foob", "MZXW6YQ"},
                             {"fooba", "MZXW6YTB"},
                             {"foobar", "MZXW6YTBOI"}})
    EXPECT_EQ(base32(plain), text);
  SeededRandom random(1);
  const auto secret = new_totp_secret(random);
  EXPECT_EQ(secret.size(), 20u);
  EXPECT_EQ(base32(secret).size(), 32u);
}

}  // namespace
}  // namespace hearth::vault
