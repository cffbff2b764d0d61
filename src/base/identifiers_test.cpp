#include "base/identifiers.hpp"

#include "base/data.hpp"
#include "base/id.hpp"
#include "base/testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace hearth {
namespace {

const UpnAuthorities& upn_authorities() {
  static const auto loaded = UpnAuthorities::load(data_file("upn_authorities.csv")).value();
  return loaded;
}
const LocalAuthorities& local_authorities() {
  static const auto loaded = LocalAuthorities::load(data_file("local_authorities.csv")).value();
  return loaded;
}

static_assert(nhs_check_fits("9992674598") && !nhs_check_fits("9991408918"));
static_assert(upn_check_letter("908000014358") == 'X' && !upn_check_letter("90800001951O"));

// ---- Vectors

TEST(NhsNumber, AgreesWithEveryVector) {
  const auto rows = testing::table(HEARTH_SOURCE_DIR "/tests/data/identifiers/nhs_numbers.csv");
  EXPECT_EQ(rows.size(), 400u);
  for (const auto& row : rows) EXPECT_EQ(nhs_number(row[0]).has_value(), row[1] == "valid") << row[0] << " " << row[2];
}

TEST(Upn, AgreesWithEveryVector) {
  const std::map<std::string, UpnFault> faults = {{"permanent", UpnFault::none},
                                                  {"temporary", UpnFault::none},
                                                  {"1510 check letter", UpnFault::check_letter},
                                                  {"1530 LA code not recognised", UpnFault::authority},
                                                  {"1540 characters 5 to 12 not numeric", UpnFault::not_numeric},
                                                  {"1550 last character", UpnFault::last_character}};
  const auto rows = testing::table(HEARTH_SOURCE_DIR "/tests/data/identifiers/upns.csv");
  EXPECT_EQ(rows.size(), 400u);
  for (const auto& row : rows) {
    EXPECT_EQ(upn_fault(row[0], upn_authorities()), faults.at(row[2])) << row[0] << " " << row[2];
    EXPECT_EQ(upn(row[0], upn_authorities()).has_value(), row[1] == "valid") << row[0];
    EXPECT_EQ(row[1] == "valid" && is_temporary_upn(row[0]), row[2] == "temporary") << row[0];
  }
}

TEST(Postcode, AgreesWithEveryVector) {
  const auto rows = testing::table(HEARTH_SOURCE_DIR "/tests/data/identifiers/postcodes.csv");
  EXPECT_EQ(rows.size(), 24u);
  for (const auto& row : rows) {
    const auto read = postcode(row[0]);
    EXPECT_EQ(read.has_value(), row[1] != "invalid") << row[0];
    EXPECT_EQ(read && read->pseudo, row[1] == "pseudo") << row[0];
  }
}

// ---- NHS number

TEST(NhsNumber, HasOneNormalFormAndIsShownInThrees) {
  for (auto typed : {"9992674598", "999 267 4598", " 999-267-4598 ", "99 92 67 45 98"}) EXPECT_EQ(nhs_number(typed), "9992674598") << typed;
  EXPECT_EQ(nhs_number_spoken("9992674598"), "999 267 4598");
  EXPECT_TRUE(is_test_nhs_number("9992674598"));
}

TEST(NhsNumber, SaysWhatIsWrong) {
  EXPECT_EQ(nhs_number("999267459").error().front().sentence, "An NHS number has 10 digits, like 999 123 4567");
  EXPECT_EQ(nhs_number("９９９2674598").error().front().sentence, "An NHS number has 10 digits, like 999 123 4567");
  EXPECT_EQ(nhs_number("9992674599").error().front().sentence,
            "Check the NHS number: one of its digits is wrong, or two have changed places");
  for (char digit = '0'; digit <= '9'; ++digit) {
    EXPECT_TRUE(nhs_check_fits(std::string(10, digit))) << "the check digit of ten equal digits always fits";
    EXPECT_FALSE(nhs_number(std::string(10, digit))) << digit;
  }
}

RC_GTEST_PROP(NhsNumber, NoticesOneWrongDigitAndTwoSwapped, ()) {
  SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
  std::string number;
  while (!nhs_check_fits(number)) number = std::to_string(9'990'000'000 + std::int64_t(random.below(10'000'000)));
  const auto at = *rc::gen::inRange<std::size_t>(0, 10);
  auto wrong = number;
  wrong[at] = char('0' + (wrong[at] - '0' + *rc::gen::inRange(1, 10)) % 10);
  RC_ASSERT(!nhs_check_fits(wrong));
  auto swapped = number;
  if (at > 0) std::swap(swapped[at - 1], swapped[at]);
  RC_ASSERT(swapped == number || !nhs_check_fits(swapped));
}

// ---- UPN

TEST(Upn, SaysWhatIsWrong) {
  for (auto [typed, sentence] :
       {std::pair{"X90800001435", "A unique pupil number has 13 characters: a letter and 12 digits, of which the last may be a letter"},
        {"X90800A014358", "Check the unique pupil number: its characters 2 to 12 must be digits"},
        {"C90800001951O", "Check the unique pupil number: its last character must be a digit, or a letter other than I, O and S"},
        {"A908000014358", "Check the unique pupil number: its first letter does not fit the digits after it"},
        {"F999000022458", "Check the unique pupil number: no local authority has the code 999 (its characters 2 to 4)"}}) {
    const auto read = upn(typed, upn_authorities());
    ASSERT_FALSE(read) << typed;
    EXPECT_EQ(read.error().front().sentence, sentence);
  }
  EXPECT_EQ(upn(" x908 000014358", upn_authorities()), "X908000014358");
}

TEST(Upn, KnowsAuthoritiesThatTheCensusRuleLacks) {
  for (auto code : {"001", "005", "201", "420", "681", "942", "943"}) EXPECT_TRUE(upn_authorities().knows(code)) << code;
  for (auto code : {"000", "006", "200", "421", "944", "999", "", "1", "12a", "0001"}) EXPECT_FALSE(upn_authorities().knows(code)) << code;
  for (const auto& authority : local_authorities().all()) EXPECT_TRUE(upn_authorities().knows(authority.code)) << authority.name;
}

TEST(Upn, AuthoritiesRefuseABadTable) {
  for (auto table : {"", "code\n1\n", "first,last\n1,2\n", "first,last\n005,001\n", "first,last\n00a,00b\n"})
    EXPECT_FALSE(UpnAuthorities::load(table)) << table;
}

// ---- Postcode

TEST(Postcode, HasOneNormalForm) {
  for (auto typed : {"sw1a1aa", "SW1A 1AA", " sw1a  1aa ", "SW 1A1 AA"}) EXPECT_EQ(postcode(typed), (Postcode{"SW1A 1AA"})) << typed;
  EXPECT_EQ(postcode("m11ae"), (Postcode{"M1 1AE"}));
  EXPECT_EQ(postcode("zz993vz"), (Postcode{"ZZ99 3VZ", true}));
}

TEST(Postcode, RefusesLettersThatNoneHas) {
  for (auto typed : {"QA1 1AA", "VA1 1AA", "XA1 1AA", "AI1 1AA", "AJ1 1AA", "AZ1 1AA", "A1I 1AA", "AA1C 1AA", "A1 1CA", "A1 1AV", "A 1AA",
                     "AAA 1AA", "A123 1AA", "GIR 0AB", "ZZ98 3VZ", "1A1 1AA", "SW1A", "SW1A 1ÄA"})
    EXPECT_FALSE(postcode(typed)) << typed;
  EXPECT_EQ(postcode("nowhere").error().front().sentence, "Enter a full UK postcode, like SW1A 1AA");
}

// ---- Places and authorities

TEST(Uprn, HasOneToTwelveDigits) {
  EXPECT_EQ(uprn("100023336956"), "100023336956");
  EXPECT_EQ(uprn("000010009000"), "10009000");
  EXPECT_EQ(uprn("1"), "1");
  for (auto typed : {"", "0", "000000000000", "1234567890123", "12a", "-"}) EXPECT_FALSE(uprn(typed)) << typed;
}

TEST(SchoolUrn, HasSixDigits) {
  EXPECT_EQ(school_urn("100000"), "100000");
  for (auto typed : {"", "10000", "1000000", "10000a"}) EXPECT_FALSE(school_urn(typed)) << typed;
}

TEST(LocalAuthorities, AreThoseOfTheDay) {
  const Date today = Date::of(2026, 4, 1);
  std::size_t now = 0;
  for (const auto& authority : local_authorities().all()) now += authority.exists_on(today);
  EXPECT_EQ(now, 153u);

  EXPECT_EQ(local_authorities().find("943")->name, "Westmorland and Furness");
  EXPECT_EQ(local_authorities().find("839")->name, "Bournemouth, Christchurch and Poole");
  EXPECT_EQ(local_authorities().find("999"), nullptr);
  EXPECT_EQ(local_authorities().find(""), nullptr);
  EXPECT_TRUE(local_authorities().on("909", Date::of(2023, 3, 31)));
  EXPECT_EQ(local_authorities().on("909", Date::of(2023, 4, 1)).error().front().sentence,
            "Cumbria ended on 31 March 2023. Choose the authority after it");
  EXPECT_EQ(local_authorities().on("942", Date::of(2023, 3, 31)).error().front().sentence,
            "Cumberland began on 1 April 2023. Choose the authority before it");
  EXPECT_TRUE(local_authorities().on("942", Date::of(2023, 4, 1)));
  EXPECT_FALSE(local_authorities().on("000", today));
}

TEST(LocalAuthorities, RefuseABadTable) {
  const std::string header = "code,gss,name,region,from,until\n";
  EXPECT_TRUE(LocalAuthorities::load(header + "201,E09000001,City of London,Inner London,,\n"));
  EXPECT_FALSE(LocalAuthorities::load(header + "20,,x,,,\n"));
  EXPECT_FALSE(LocalAuthorities::load(header + "201,,x,,yesterday,\n"));
  EXPECT_FALSE(LocalAuthorities::load(header + "201,,x,,,\n201,,y,,,\n"));
}

}  // namespace
}  // namespace hearth
