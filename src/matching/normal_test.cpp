#include "matching/normal.hpp"

#include "matching/compare.hpp"
#include "matching/similar.hpp"

#include <gtest/gtest.h>

namespace hearth::matching {
namespace {

std::string name(std::string_view written) {
  std::string out;
  name_form(written, out);
  return out;
}

std::string postcode(std::string_view written) {
  std::string out;
  postcode_form(written, out);
  return out;
}

TEST(NameForm, FoldsScriptsAccentsCaseAndSigns) {
  EXPECT_EQ(name("  O'BRIEN-Smith "), "obrien smith");
  EXPECT_EQ(name("Şirin"), "sirin");
  EXPECT_EQ(name("Ольга"), "olga");
  EXPECT_EQ(name("Mr. Lee"), "lee");
}

TEST(NameForm, TakesPlaceHoldersForMissing) {
  for (const auto* written : {"Baby", "UNBORN", "Twin One", "baby girl", "Not known", "n/a", "-", "?", "123", "X", "Unknown unknown"})
    EXPECT_EQ(name(written), "") << written;
  EXPECT_EQ(name("Girlie"), "girlie");
}

TEST(BirthForm, ReadsDatesAsTheyAreWritten) {
  for (const auto* written : {"2010-04-07", "2010/4/7", "20100407", "07/04/2010", "7.4.2010", "7 April 2010", "07-Apr-10", "Apr 7, 2010",
                              "2010-04-07T00:00:00", "07042010"})
    EXPECT_EQ(birth_form(written), 20100407U) << written;
  EXPECT_EQ(birth_form("04/17/2010"), 20100417U);
  EXPECT_EQ(birth_form("7", "4", "2010"), 20100407U);
  EXPECT_EQ(birth_form("2010"), 20100000U);
  EXPECT_EQ(birth_form("2010-04"), 20100400U);
}

TEST(BirthForm, TakesDefaultsForMissingAndKeepsSlips) {
  for (const auto* written : {"01/01/1900", "1900-01-01", "11/11/1111", "31/12/9999", "", "unknown", "0000-00-00"})
    EXPECT_EQ(birth_form(written), 0U) << written;
  EXPECT_EQ(birth_form("1856-86-18"), 18568618U);
}

TEST(CompareBirths, TellsKindsOfDifference) {
  EXPECT_EQ(compare_births(20100407, 20100407), born::same);
  EXPECT_EQ(compare_births(20100407, 20100704), born::swapped);
  EXPECT_EQ(compare_births(20100407, 20100417), born::digit);
  EXPECT_EQ(compare_births(20100412, 20100421), born::digit);
  EXPECT_EQ(compare_births(20100407, 20100101), born::year_default);
  EXPECT_EQ(compare_births(20100407, 20100423), born::year_and_part);
  EXPECT_EQ(compare_births(20100407, 20101123), born::year);
  EXPECT_EQ(compare_births(20100407, 19950407), born::day_and_month);
  EXPECT_EQ(compare_births(20100407, 19951123), born::other);
}

TEST(PostcodeForm, KnowsPlaceHolders) {
  EXPECT_EQ(postcode(" sw1a 1AA"), "sw1a1aa");
  EXPECT_EQ(postcode("ZZ99 3CZ"), "");
  EXPECT_EQ(postcode("unknown"), "");
  EXPECT_EQ(outward_of("sw1a1aa"), "sw1a");
  EXPECT_EQ(outward_of("sw1a"), "sw1a");
}

TEST(Numbers, AreCheckedAndPlaceHoldersAreMissing) {
  EXPECT_TRUE(nhs_form("943 476 5919").verified);
  EXPECT_FALSE(nhs_form("943 476 5918").verified);
  EXPECT_EQ(nhs_form("9434765918").number, 9434765918U);
  for (const auto* written : {"0000000000", "9999999999", "123", "n/a"}) EXPECT_EQ(nhs_form(written).number, 0U) << written;
  EXPECT_TRUE(upn_form("A801200001001").number != 0);
  EXPECT_FALSE(upn_form("A80120000100B").verified) << "a temporary UPN is replaced by another";
  EXPECT_EQ(phone_form("+44 7700 900123"), phone_form("07700900123"));
  EXPECT_EQ(phone_form("00000000000"), 0U);
  EXPECT_EQ(phone_form("none"), 0U);
}

TEST(Similar, AgreesWithThePublishedExamples) {
  EXPECT_NEAR(jaro_winkler("martha", "marhta"), 0.961, 0.001);
  EXPECT_NEAR(jaro_winkler("dwayne", "duane"), 0.840, 0.001);
  EXPECT_NEAR(jaro_winkler("dixon", "dicksonx"), 0.813, 0.001);
  EXPECT_EQ(jaro_winkler("abc", "xyz"), 0);
}

TEST(Similar, OneEditIsOneAndNotTwo) {
  for (const auto& [a, b] : {std::pair("smith", "smyth"), {"smith", "smiht"}, {"smith", "smit"}, {"mith", "smith"}, {"ab", "ba"}})
    EXPECT_TRUE(one_edit(a, b) && one_edit(b, a)) << a << ' ' << b;
  for (const auto& [a, b] : {std::pair("smith", "smith"), {"smith", "smthi"}, {"smith", "sm"}, {"abcd", "badc"}})
    EXPECT_FALSE(one_edit(a, b) || one_edit(b, a)) << a << ' ' << b;
}

TEST(Similar, SoundsBringSpellingsTogether) {
  EXPECT_EQ(sound_of("mohammed"), sound_of("muhammad"));
  EXPECT_EQ(sound_of("catherine"), sound_of("kathryn"));
  EXPECT_EQ(sound_of("phillips"), sound_of("filips"));
  EXPECT_NE(sound_of("smith"), sound_of("jones"));
}

}  // namespace
}  // namespace hearth::matching
