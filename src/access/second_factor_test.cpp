#include "access/second_factor.hpp"

#include "access/sign_in.hpp"
#include "journal/testing.hpp"

#include <gtest/gtest.h>
#include <oath.h>
#include <qrencode.h>
#include <rapidcheck/gtest.h>

#include <cstdio>

namespace hearth::access {
namespace {

using namespace std::chrono_literals;

/// The secret of RFC 6238's test vectors and, for some of its moments, the last six digits of the code.
const std::string secret = vault::base32("12345678901234567890");
struct Shown {
  std::int64_t seconds;
  const char* code;
};
constexpr Shown shown[] = {{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"}, {2000000000, "279037"}};

Instant at(std::int64_t seconds) { return {seconds * 1'000'000}; }

class CodeOn : public testing::TestWithParam<std::string> {
 protected:
  CodeOn() { fresh->migrate(sign_in_migrations()); }
  CodeAnswer use(std::string_view code, Instant now, std::string_view account = "ada") {
    CodeAnswer answer{};
    fresh->write_and_wait([&](store::Connection& c) { answer = use_code(c, account, secret, code, now); });
    return answer;
  }
  store::testing::FreshDatabase fresh = store::testing::fresh_database(GetParam());
};
INSTANTIATE_TEST_SUITE_P(Databases, CodeOn, testing::ValuesIn(store::testing::Databases()));

TEST_P(CodeOn, FitsItsMoment) {
  for (const auto& [seconds, code] : shown) EXPECT_EQ(use(code, at(seconds)), CodeAnswer::right) << seconds;
}

TEST_P(CodeOn, IsTakenOnce) {
  EXPECT_EQ(use("287082", at(59)), CodeAnswer::right);
  EXPECT_EQ(use("287082", at(59)), CodeAnswer::used);
  EXPECT_EQ(use("287 082", at(75)), CodeAnswer::used) << "while it would still fit";
  EXPECT_EQ(use("287082", at(75), "lee"), CodeAnswer::right) << "of another account";
}

TEST_P(CodeOn, AnOlderOneThanTheLastIsNotTaken) {
  EXPECT_EQ(use("050471", at(1111111111)), CodeAnswer::right);
  EXPECT_EQ(use("081804", at(1111111111)), CodeAnswer::used) << "the code before it, which was not used yet";
}

TEST_P(CodeOn, WrongOnesUseNothingUp) {
  for (const auto* wrong : {"", "287083", "28708", "2870822", "abcdef", "287082 or 1=1"})
    EXPECT_EQ(use(wrong, at(59)), CodeAnswer::wrong) << wrong;
  EXPECT_EQ(use("287082", at(59 + 90)), CodeAnswer::wrong) << "too late";
  EXPECT_EQ(use("287082", at(59)), CodeAnswer::right);
}

TEST_P(CodeOn, AUndoneJobUsesNothingUp) {
  EXPECT_THROW(fresh->write_and_wait([&](store::Connection& c) {
    EXPECT_EQ(use_code(c, "ada", secret, "287082", at(59)), CodeAnswer::right);
    throw std::runtime_error("the session could not be renewed");
  }),
               std::runtime_error);
  EXPECT_EQ(use("287082", at(59)), CodeAnswer::right);
}

TEST_P(CodeOn, ADamagedSecretIsAFault) {
  fresh->write_and_wait(
      [&](store::Connection& c) { EXPECT_THROW(use_code(c, "ada", "not base 32!", "287082", at(59)), std::invalid_argument); });
}

RC_GTEST_PROP(CodeLaw, AgreesWithAnotherProgramForEverySecretAndMoment, ()) {
  const auto bytes = *rc::gen::container<std::string>(20, rc::gen::arbitrary<char>());
  const auto now = at(*rc::gen::inRange<std::int64_t>(0, 4'102'444'800));  // to the year 2100
  const auto drift = std::chrono::seconds(*rc::gen::inRange(-100, 100));
  char code[7];
  RC_ASSERT(oath_totp_generate(bytes.data(), bytes.size(), (now + drift).micros / 1'000'000, 30, 0, 6, code) == OATH_OK);
  auto database = store::open("sqlite::memory:");
  database->migrate(sign_in_migrations());
  const auto steps = (now + drift).micros / 30'000'000 - now.micros / 30'000'000;
  RC_PRE(now.micros / 30'000'000 > 4);
  auto answer = CodeAnswer::used;
  database->write_and_wait([&](store::Connection& c) { answer = use_code(c, "ada", vault::base32(bytes), code, now); });
  RC_ASSERT(answer == (std::abs(steps) <= 1 ? CodeAnswer::right : CodeAnswer::wrong));
}

TEST(OfferedSecret, StaysWithItsSessionAndIsSharedByNoOther) {
  journal::TestWorld world("memory", {}), other("memory", {}, 2);
  const Session session{.key = "k", .id = "s1", .account = "ada", .made = {}, .seen = {}, .until = {}, .second_factor = {}, .browser = {}};
  const auto offered = offered_secret(world.vault, session, "");
  EXPECT_EQ(offered.size(), 32u) << "20 bytes in base 32";
  EXPECT_EQ(offered, offered_secret(world.vault, session, "")) << "the page can be loaded again";
  auto another = session, foreign = session;
  another.id = "s2";
  foreign.account = "lee";
  EXPECT_NE(offered, offered_secret(world.vault, another, ""));
  EXPECT_NE(offered, offered_secret(world.vault, foreign, ""));
  EXPECT_NE(offered, offered_secret(world.vault, session, offered)) << "a new phone needs a new secret";
  EXPECT_NE(offered, offered_secret(other.vault, session, ""));
}

TEST(OtpauthUri, IsWhatAuthenticatorAppsRead) {
  EXPECT_EQ(otpauth_uri("Hearth Gateshead", "ada+1@x.example", "JBSWY3DPEHPK3PXP"),
            "otpauth://totp/Hearth%20Gateshead:ada%2B1%40x.example?secret=JBSWY3DPEHPK3PXP&issuer=Hearth%20Gateshead");
  EXPECT_EQ(otpauth_uri("A&B:C", "é", "A").find("&B"), std::string::npos);
}

/// The squares that a path fills, by its own few commands.
std::vector<std::vector<bool>> drawn(const QrCode& code) {
  std::vector filled(std::size_t(code.size), std::vector<bool>(std::size_t(code.size)));
  int x = 0, y = 0, width = 0, back = 0, used = 0;
  for (const char* p = code.path.c_str(); *p; p += used) {
    used = 0;
    if (std::sscanf(p, "M%d %dh%dv1h-%dz%n", &x, &y, &width, &back, &used) != 4 || used == 0 || width != back) return {};
    for (int i = 0; i < width; ++i) filled.at(std::size_t(y)).at(std::size_t(x + i)) = true;
  }
  return filled;
}

TEST(QrSvg, DrawsTheSquaresInsideTheirQuietZone) {
  for (const auto& text : {std::string("A"), otpauth_uri("Hearth", "ada@x.example", secret), std::string(2331, 'a')}) {
    const auto code = qr_svg(text);
    const auto filled = drawn(code);
    ASSERT_FALSE(filled.empty());
    std::unique_ptr<QRcode, decltype(&QRcode_free)> expected(
        QRcode_encodeData(int(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M), &QRcode_free);
    ASSERT_EQ(code.size, expected->width + 8);
    for (int y = 0; y < code.size; ++y)
      for (int x = 0; x < code.size; ++x) {
        const int column = x - 4, row = y - 4;
        const bool inside = column >= 0 && row >= 0 && column < expected->width && row < expected->width;
        ASSERT_EQ(filled[std::size_t(y)][std::size_t(x)], inside && (expected->data[row * expected->width + column] & 1)) << x << " " << y;
      }
  }
}

TEST(QrSvg, HoldsNothingButAPath) { EXPECT_EQ(qr_svg("\"><script>").path.find_first_not_of("Mhvz- 0123456789"), std::string::npos); }

TEST(QrSvg, RefusesWhatDoesNotFit) { EXPECT_THROW(qr_svg(std::string(2332, 'a')), std::invalid_argument); }

TEST(LostSecondFactor, IsTakenAwayBySomebodyElseWithAReason) {
  const Account account = evolve(evolve({}, AccountOpened{"Ada Okafor", "ada@x.example", "01agency"}), SecondFactorSet{secret});
  const auto removed = remove_second_factor(account, "01ada", "01admin", "Came to the office with her badge");
  ASSERT_TRUE(removed);
  ASSERT_EQ(removed->size(), 1u);
  EXPECT_EQ(std::get<SecondFactorRemoved>(removed->front()).reason, "Came to the office with her badge");
  EXPECT_EQ(evolve(account, removed->front()).second_factor, "");

  EXPECT_EQ(remove_second_factor(account, "01ada", "01ada", "Came to the office with her badge").error().front().field, "");
  EXPECT_EQ(remove_second_factor(account, "01ada", "01admin", "phoned       ").error().front().field, "reason");
  EXPECT_FALSE(remove_second_factor(evolve(account, removed->front()), "01ada", "01admin", "Came to the office with her badge"));
}

}  // namespace
}  // namespace hearth::access
