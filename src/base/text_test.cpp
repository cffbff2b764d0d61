#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <thread>

namespace hearth::text {
namespace {

using Words = std::vector<std::string>;

TEST(Utf8, IsToldFromOtherBytes) {
  for (auto good :
       {"", "plain", "ángela", "Ольга", "王小明", "👩‍👧‍👦", "\u00a0", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "\xee\x80\x80"})
    EXPECT_TRUE(is_utf8(good)) << good;
  EXPECT_TRUE(is_utf8(std::string_view("a\0b", 3)));
  for (auto bad : {"\x80", "\xc3", "abc\xc3", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf0\x80\x80\xaf",
                   "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "eight by\xfftes", "\xe2\x82", "\xf0\x9f\x91"})
    EXPECT_FALSE(is_utf8(bad)) << bad;
}

TEST(ControlCharacters, AreNotWelcomeInText) {
  for (auto fine : {"", "two\nlines", "a\ttab", "ángela", "\xc2\xa0", "Â"}) EXPECT_FALSE(has_control_characters(fine)) << fine;
  EXPECT_TRUE(has_control_characters(std::string_view("a\0b", 3)));
  for (auto bad : {"\x01", "a\rb", "\x1b[31m", "\x7f", "\xc2\x80", "\xc2\x9f", "\v", "\f"}) EXPECT_TRUE(has_control_characters(bad)) << bad;
}

TEST(Trim, TakesBlanksOfEveryKindFromBothEnds) {
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim(" \t\r\n "), "");
  EXPECT_EQ(trim("  a b  "), "a b");
  EXPECT_EQ(trim("\u00a0\u3000\ufeffLee\u200b\u2003"), "Lee");
  EXPECT_EQ(trim("\u0301a"), "\u0301a") << "an accent is no blank";
}

TEST(Nfc, GivesTheSameBytesForTheSameWord) {
  EXPECT_EQ(nfc("Jose\u0301"), "José");
  EXPECT_EQ(nfc("plain"), "plain");
  EXPECT_EQ(nfc("\u1100\u1161"), "\uac00") << "Korean";
}

RC_GTEST_PROP(Nfc, OnceIsEnough, (const std::string& any)) { RC_ASSERT(nfc(nfc(any)) == nfc(any)); }

TEST(FoldCase, MakesCaseIrrelevant) {
  EXPECT_EQ(fold_case("O'BRIEN"), fold_case("o'brien"));
  EXPECT_EQ(fold_case("STRASSE"), fold_case("Straße"));
  EXPECT_EQ(fold_case("ΣΊΣΥΦΟΣ"), fold_case("Σίσυφος"));
  EXPECT_EQ(fold_case("JOSE\u0301"), fold_case("josé"));
  EXPECT_NE(fold_case("josé"), fold_case("jose"));
}

TEST(FoldForSearch, WritesEveryScriptInPlainLetters) {
  for (auto [name, folded] : {std::pair{"Ángela", "angela"},
                              {"Şirin", "sirin"},
                              {"Łukasz Wójcik", "lukasz wojcik"},
                              {"Ольга", "olga"},
                              {"Nguyễn Thị Ánh", "nguyen thi anh"},
                              {"Müller-Straße", "muller-strasse"},
                              {"O’Brien", "o'brien"},
                              {"Γιώργος", "giorgos"},
                              {"王小明", "wang xiao ming"},
                              {"SMITH", "smith"}})
    EXPECT_EQ(fold_for_search(name), folded);
  EXPECT_FALSE(fold_for_search("محمد").empty());
}

RC_GTEST_PROP(FoldForSearch, ShortCutForPlainLettersChangesNothing, ()) {
  // A letter outside ASCII takes the long way; what stands before it must come out the same.
  const auto plain = *rc::gen::container<std::string>(rc::gen::inRange<char>(32, 127));
  RC_ASSERT(fold_for_search(plain + "|é") == fold_for_search(plain) + "|e");
}

TEST(FoldForSearch, WorksInEveryThread) {
  std::array<std::string, 3> folded;
  std::vector<std::thread> threads;
  for (auto& out : folded) threads.emplace_back([&] { out = fold_for_search("Ольга"); });
  for (auto& thread : threads) thread.join();
  for (const auto& out : folded) EXPECT_EQ(out, "olga");
}

TEST(Words, AreSplitAtHyphensAndJoinedOverApostrophes) {
  EXPECT_EQ(words("Mary-Jane O'Brien"), (Words{"Mary", "Jane", "OBrien"}));
  EXPECT_EQ(words("O’Brien‐Smith, the younger"), (Words{"OBrien", "Smith", "the", "younger"}));
  EXPECT_EQ(words("  "), Words{});
  EXPECT_EQ(words("14b High St."), (Words{"14b", "High", "St"}));
  EXPECT_EQ(words("Ольга Петрова"), (Words{"Ольга", "Петрова"}));
  EXPECT_EQ(words("Jose\u0301 María"), (Words{"Jose\u0301", "María"}));
}

TEST(Characters, AreCountedAsPeopleDo) {
  EXPECT_EQ(characters(""), 0u);
  EXPECT_EQ(characters("plain"), 5u);
  EXPECT_EQ(characters("Jose\u0301"), 4u);
  EXPECT_EQ(characters("👩‍👧‍👦👍🏽🇬🇧"), 3u);
  EXPECT_EQ(characters("a\r\nb"), 3u);
  EXPECT_EQ(characters("a\nb"), 3u);
}

TEST(FirstCharacters, CutNoneInTwo) {
  EXPECT_EQ(first_characters("plain", 10), "plain");
  EXPECT_EQ(first_characters("plain", 2), "pl");
  EXPECT_EQ(first_characters("Jose\u0301 M", 4), "Jose\u0301");
  EXPECT_EQ(first_characters("👩‍👧‍👦👍🏽", 1), "👩‍👧‍👦");
  EXPECT_EQ(first_characters("é", 0), "");
}

RC_GTEST_PROP(Shorten, NeverGoesBeyondItsLimit, (const std::string& any)) {
  const auto most = *rc::gen::inRange<std::size_t>(0, 30);
  const auto text = nfc(any);
  RC_ASSERT(characters(shorten(text, most)) <= most);
  if (characters(text) <= most) RC_ASSERT(shorten(text, most) == text);
}

TEST(Shorten, PrefersTheEndOfAWord) {
  EXPECT_EQ(shorten("a short text", 12), "a short text");
  EXPECT_EQ(shorten("Mum said that she will call", 16), "Mum said that…");
  EXPECT_EQ(shorten("Mum said that she will call", 18), "Mum said that she…");
  EXPECT_EQ(shorten("Mum said that she", 14), "Mum said that…");
  EXPECT_EQ(shorten("Incomprehensibilities everywhere", 10), "Incompreh…");
  EXPECT_EQ(shorten("ab", 1), "…");
  EXPECT_EQ(shorten("ab", 0), "");
}

TEST(Initials, AreOfThePartsBetweenSpaces) {
  EXPECT_EQ(initials("Mary-Jane O'Brien"), "MO");
  EXPECT_EQ(initials(" lee   okafor "), "LO");
  EXPECT_EQ(initials("Ana Maria de Souza"), "AMD");
  EXPECT_EQ(initials("ольга Петрова"), "ОП");
  EXPECT_EQ(initials("(Lee)"), "L");
  EXPECT_EQ(initials(""), "");
}

TEST(Join, ReadsLikeASentence) {
  EXPECT_EQ(join(std::vector<std::string>{}), "");
  EXPECT_EQ(join(std::vector<std::string>{"a"}), "a");
  EXPECT_EQ(join(std::vector<std::string>{"a", "b"}), "a and b");
  EXPECT_EQ(join(std::vector<std::string>{"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(join(std::vector<std::string_view>{"a", "b", "c"}, "or"), "a, b or c");
}

TEST(Plural, CountsOneAndMany) {
  EXPECT_EQ(plural(0, "child", "children"), "0 children");
  EXPECT_EQ(plural(1, "child", "children"), "1 child");
  EXPECT_EQ(plural(1204, "child", "children"), "1,204 children");
}

TEST(Grouped, PutsCommasAtTheThousands) {
  for (auto [number, text] : {std::pair<std::int64_t, const char*>{0, "0"},
                              {999, "999"},
                              {1000, "1,000"},
                              {-999, "-999"},
                              {-1000, "-1,000"},
                              {1234567, "1,234,567"},
                              {INT64_MIN, "-9,223,372,036,854,775,808"}})
    EXPECT_EQ(grouped(number), text);
}

}  // namespace
}  // namespace hearth::text
