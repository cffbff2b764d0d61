#include "access/password.hpp"

#include "base/data.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearth::access {
namespace {

const CommonPasswords& common() {
  static const auto loaded = CommonPasswords::load(data_file("common_passwords.csv")).value();
  return loaded;
}

/// The sentence of a refusal, or "" when the password is taken.
std::string said_to(std::string_view password, std::string_view email = "ada.okafor@gateshead.example") {
  const auto checked = check_new_password(password, email, common());
  if (checked) return "";
  EXPECT_EQ(checked.error().front().field, "password");
  return checked.error().front().sentence;
}

TEST(NewPassword, HasTwelveToTwoHundredCharacters) {
  const std::string words = "tea kettle 9 ";  // 13
  auto of_length = [&](std::size_t n) {
    std::string text;
    for (int i = 0; text.size() < n; ++i) text += std::to_string(i) + words;
    return text.substr(0, n);
  };
  EXPECT_EQ(said_to(""), "Enter a password of at least 12 characters");
  EXPECT_EQ(said_to(of_length(11)), "Enter a password of at least 12 characters");
  EXPECT_EQ(said_to(of_length(12)), "");
  EXPECT_EQ(said_to(of_length(200)), "");
  EXPECT_EQ(said_to(of_length(201)), "Enter a password of 200 characters or fewer");
  EXPECT_EQ(said_to(of_length(100'000)), "Enter a password of 200 characters or fewer");
}

TEST(NewPassword, CountsCharactersNotBytes) {
  EXPECT_EQ(said_to("пароль не то"), "");
  EXPECT_NE(said_to("пароль не т"), "");
}

TEST(NewPassword, AsksForNoDigitsAndSigns) {
  for (const auto* good :
       {"kettle gravel moonlit", "correct horse battery staple", "three blind mice ran", "kkkettleoooo", "ünïcödé wörds"})
    EXPECT_EQ(said_to(good), "") << good;
}

TEST(NewPassword, ContainsNoNameOfThePerson) {
  for (const auto* bad : {"okafor and sons", "I am Ada.Okafor!", "xxOKAFORxx12345"})
    EXPECT_EQ(said_to(bad), "Choose a password that does not contain your name or email address") << bad;
  EXPECT_EQ(said_to("canada geese fly south"), "") << "three letters mean nobody";
  EXPECT_EQ(said_to("kettle gravel moonlit", "no address at all"), "");
  EXPECT_EQ(said_to("kettle gravel moonlit", ""), "");
}

TEST(NewPassword, IsNotAFewCharactersOverAndOver) {
  for (const auto* bad : {"aaaaaaaaaaaa", "xyxyxyxyxyxyx", "Wk7!wK7!Wk7!wk", "............."})
    EXPECT_NE(said_to(bad).find("over and over"), std::string::npos) << bad;
}

TEST(NewPassword, IsNotAWellKnownOne) {
  for (const auto* bad :
       {"qwertyuiop123", "QWERTYuiop123", "Liverpool2025!", "P@ssw0rd123456", "passwordpassword", "Passw0rdPassw0rd!", "123456789012",
        "1234567891011", "!!!september2025", "safeguarding1", "Safeguarding2026!", "l1verp00l!!!!", "1q2w3e4r5t6y", "letmeinletmein"})
    EXPECT_NE(said_to(bad).find("well known"), std::string::npos) << bad;
}

RC_GTEST_PROP(NewPasswordLaw, NoEntryIsTakenInAnyDress, ()) {
  const auto entry = *rc::gen::element<std::string>("liverpool", "password", "september", "safeguarding", "qwertyuiop", "princess");
  auto dressed = entry;
  for (auto& c : dressed)
    if (*rc::gen::arbitrary<bool>()) c = char(std::toupper(c));
  const auto signs = rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789!?.-_ ")));
  dressed = *signs + dressed + *signs;
  RC_PRE(dressed.size() >= password_least && dressed.size() <= password_most);
  RC_ASSERT(!check_new_password(dressed, "", common()));
}

TEST(CommonPasswords, AreThereInNumbers) { EXPECT_GE(common().size(), 200u); }

TEST(CommonPasswords, RefuseATableThatIsNone) {
  for (const auto* bad : {"", "# only a comment\n", "password\n", "wrong header\nqwerty\n", "password\nQwerty\n", "password\n\"\"\n",
                          "password\ntwo words\n"})
    EXPECT_FALSE(CommonPasswords::load(bad)) << bad;
  EXPECT_EQ(CommonPasswords::load("# source\npassword\nqwerty\ndragon")->size(), 2u);
}

/// Counts what would cost 80 ms each.
struct Counted {
  int hashes = 0, checks = 0;
  bool old = false;
  Hasher hasher() {
    return {[this](std::string_view p) { return ++hashes, fmt::format("hash {} of {}", hashes, p); },
            [this](std::string_view hash, std::string_view p) { return ++checks, hash.substr(hash.find("of ") + 3) == p; },
            [this](std::string_view) { return old; }};
  }
};

struct Checking : testing::Test {
  Counted counted;
  SeededRandom random{1};
  PasswordCheck check{random, counted.hasher()};
};

TEST_F(Checking, DoesTheSameWorkWhetherThereIsAnAccountOrNot) {
  EXPECT_EQ(counted.hashes, 1) << "what stands for accounts that are not there, made once at the start";
  const auto hash = check.hash("kettle gravel moonlit");
  struct Case {
    const char* what;
    std::string hash;
    std::string password;
    bool right;
  };
  const Case cases[] = {{"right", hash, "kettle gravel moonlit", true},
                        {"wrong", hash, "kettle gravel sunlit", false},
                        {"empty", hash, "", false},
                        {"no account", "", "kettle gravel moonlit", false},
                        {"no account and no password", "", "", false},
                        {"huge", hash, std::string(1'000'000, 'a'), false}};
  for (const auto& c : cases) {
    counted.hashes = counted.checks = 0;
    const auto answer = check.check(c.hash, c.password);
    EXPECT_EQ(answer.right, c.right) << c.what;
    EXPECT_FALSE(answer.new_hash) << c.what;
    EXPECT_EQ(counted.checks, 1) << c.what;
    EXPECT_EQ(counted.hashes, 0) << c.what;
  }
}

TEST(CheckingNobody, IsNeverRightWhateverTheHashSays) {
  SeededRandom random{1};
  const PasswordCheck check(random, {[](std::string_view) { return "hash"; }, [](auto, auto) { return true; }, [](auto) { return true; }});
  const auto answer = check.check("", "anything");
  EXPECT_FALSE(answer.right);
  EXPECT_FALSE(answer.new_hash);
}

TEST_F(Checking, HashesAgainOnlyWhatWasRightAndOld) {
  const auto hash = check.hash("kettle gravel moonlit");
  counted.old = true;
  EXPECT_FALSE(check.check(hash, "wrong").new_hash);
  EXPECT_FALSE(check.check("", "wrong").new_hash);
  const auto answer = check.check(hash, "kettle gravel moonlit");
  ASSERT_TRUE(answer.new_hash);
  EXPECT_NE(*answer.new_hash, hash);
  EXPECT_TRUE(check.check(*answer.new_hash, "kettle gravel moonlit").right);
}

TEST_F(Checking, AnAccentIsTheSameFromEveryKeyboard) {
  const auto composed = "caf\u00e9 au lait cr\u00e8me", decomposed = "cafe\u0301 au lait cre\u0300me";
  EXPECT_TRUE(check.check(check.hash(composed), decomposed).right);
  EXPECT_TRUE(check.check(check.hash(decomposed), composed).right);
}

TEST(PasswordCheckWithArgon2, HoldsWhatTheCountedOneDoes) {
  SystemRandom random;
  const PasswordCheck check(random);
  const auto hash = check.hash("kettle gravel moonlit");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
  EXPECT_TRUE(check.check(hash, "kettle gravel moonlit").right);
  EXPECT_FALSE(check.check(hash, "kettle gravel sunlit").right);
  EXPECT_FALSE(check.check("", "kettle gravel moonlit").right);
}

}  // namespace
}  // namespace hearth::access
