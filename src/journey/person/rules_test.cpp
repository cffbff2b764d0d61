#include "journey/person/rules.hpp"

#include "journey/testing.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace hearth::journey {
namespace {

using testing::given, testing::reference, testing::told;

const Date today = Date::of(2026, 4, 7);

Details lee() {
  Details d{};
  d.given_name = "Lee";
  d.family_name = "Okafor";
  d.born = Date::of(2019, 2, 3);
  return d;
}

/// Lee, with one thing changed.
template <class Change>
Details lee(Change&& change) {
  auto d = lee();
  change(d);
  return d;
}

std::string faults_of(const Details& d) { return told(faults(d, reference(), today)); }

TEST(Details, TakeWhateverNamePeopleHave) {
  for (const char* name : {"", "Y", "عمر الفاروق", "שרה", "👨‍👩‍👧‍👦", "李小龍", "O'Brien-Ng", "<b>"})
    EXPECT_EQ(faults_of(lee([&](Details& d) { d.given_name = name; })), "") << name;
  std::string arabic, families;
  for (int i = 0; i < 100; ++i) arabic += "ع", families += "👨‍👩‍👧‍👦";
  EXPECT_EQ(faults_of(lee([&](Details& d) { d.given_name = arabic; })), "") << "100 characters, whatever they take in bytes";
  EXPECT_EQ(faults_of(lee([&](Details& d) { d.family_name = families; })), "") << "100 characters as people count them";
  const std::string shorten = ": Shorten the name to 100 characters or fewer";
  EXPECT_EQ(faults_of(lee([&](Details& d) { d.given_name = arabic + "ع"; })), "given_name" + shorten);
  EXPECT_EQ(faults_of(lee([&](Details& d) { d.family_name = std::string(200'000, 'x'); })), "family_name" + shorten);
  EXPECT_EQ(faults_of(lee([&](Details& d) { d.given_name = "Lee\nOkafor"; })), "given_name: Write the name on one line");
}

TEST(Details, KeepTheirDatesInOrder) {
  const struct {
    const char* name;
    std::optional<Date> born, expected, died;
    const char* then;
  } table[] = {
      {"born today", today, {}, {}, ""},
      {"nothing known", {}, {}, {}, ""},
      {"born tomorrow", today + 1, {}, {}, "born: The date of birth is in the future. For an unborn child give the expected date instead"},
      {"born under another king", Date::of(1899, 12, 31), {}, {}, "born: Check the year of birth"},
      {"unborn", {}, today + 200, {}, ""},
      {"overdue", {}, today - 10, {}, ""},
      {"expected in a year", {}, today + 365, {}, "expected: The expected date must be within the next 10 months"},
      {"expected years ago", {}, today - 366, {}, "expected: The expected date must be within the next 10 months"},
      {"born and expected", today - 1, today + 1, {}, "expected: Leave out the expected date: the child is born"},
      {"died on the day of birth", today - 5, {}, today - 5, ""},
      {"died before birth", today - 5, {}, today - 6, "died: The date of death is before the date of birth"},
      {"died tomorrow", today - 5, {}, today + 1, "died: The date of death is in the future"},
  };
  for (const auto& c : table) {
    Details d{};
    d.born = c.born, d.expected = c.expected, d.died = c.died;
    EXPECT_EQ(faults_of(d), c.then) << c.name;
  }
}

TEST(Details, TakeOnlyCodesAndNumbersThatExist) {
  EXPECT_EQ(faults_of(lee([](Details& d) { d.ethnicity = "WBRI"; })), "");
  EXPECT_EQ(faults_of(lee([](Details& d) { d.ethnicity = "MARS"; })), "ethnicity: Choose from the list");
  EXPECT_EQ(faults_of(lee([](Details& d) { d.disabilities = {"MOB", "HEAR"}; })), "");
  EXPECT_EQ(faults_of(lee([](Details& d) {
              d.disabilities = {"NONE", "HEAR"};
            })),
            "disabilities: Choose either no disability or those that the child has");
  EXPECT_EQ(faults_of(lee([](Details& d) { d.nhs_number = "943 476 5919"; })), "");
  EXPECT_NE(faults_of(lee([](Details& d) { d.nhs_number = "943 476 5918"; })), "") << "the check digit is wrong";
  EXPECT_NE(faults_of(lee([](Details& d) { d.postcode = "NOWHERE"; })), "");
  const auto put = normal(lee([](Details& d) { d.nhs_number = "943 476 5919", d.postcode = "e142bg"; }));
  EXPECT_EQ(put.nhs_number, "9434765919");
  EXPECT_EQ(put.postcode, "E14 2BG");
}

TEST(Name, IsWhatIsKnown) {
  EXPECT_EQ(name_of(lee()), "Lee Okafor");
  EXPECT_EQ(name_of(lee([](Details& d) { d.given_name = ""; })), "Okafor");
  EXPECT_EQ(name_of(lee([](Details& d) { d.given_name = "", d.born.reset(), d.expected = today; })), "Unborn baby Okafor");
  EXPECT_EQ(name_of(lee([](Details& d) { d.given_name = d.family_name = "", d.authority_id = "C000123"; })),
            "Child C000123 (name not held)");
  EXPECT_EQ(name_of(Details{}), "Name not known");
}

TEST(Age, IsSpokenAsPeopleSayIt) {
  auto age = [](Date born) { return age_of(lee([&](Details& d) { d.born = born; }), today); };
  EXPECT_EQ(age(Date::of(2019, 4, 7)), "7 years old");
  EXPECT_EQ(age(Date::of(2019, 4, 8)), "6 years old");
  EXPECT_EQ(age(Date::of(2024, 4, 8)), "23 months old");
  EXPECT_EQ(age(Date::of(2026, 3, 7)), "1 month old");
  EXPECT_EQ(age(Date::of(2026, 3, 8)), "30 days old");
  EXPECT_EQ(age(today), "0 days old");
  EXPECT_EQ(age_of(lee([](Details& d) { d.died = today; }), today), "died 7 April 2026");
  EXPECT_EQ(age_of(Details{}, today), "age not known");
}

TEST(Person, IsCorrectedOnlyToSomethingElse) {
  const auto person = given<Person>({PersonRecorded{lee(), true}});
  auto correct = [&](const Details& d) { return told(decide(person, CorrectPerson{"p", 1, d, "Birth certificate"}, reference(), today)); };
  EXPECT_EQ(correct(lee([](Details& d) { d.given_name = "Li"; })), "person_corrected");
  EXPECT_EQ(correct(lee()), ": Nothing is different from what is recorded");
  EXPECT_EQ(correct(lee([](Details& d) { d.given_name = d.family_name = ""; })), "details.given_name: Enter the child's name");
  EXPECT_EQ(correct(lee([](Details& d) { d.born = today + 1; })),
            "details.born: The date of birth is in the future. For an unborn child give the expected date instead");
}

TieFamily tie(std::string given, std::optional<Date> born, Kinship kinship, std::optional<Date> from = {}) {
  return {"p", std::move(given), "", born, {}, kinship, true, true, from};
}

TEST(Family, IsTiedAndUntied) {
  const auto person = given<Person>({PersonRecorded{lee(), true}});
  auto add = [&](const TieFamily& c) { return told(decide(person, c, "t1", "p2", today)); };
  EXPECT_EQ(add(tie("Gran", {}, Kinship::grandparent)), "family_tied");
  EXPECT_EQ(add(tie("م", Date::of(1990, 1, 1), Kinship::mother)), "family_tied") << "one letter, from right to left";
  EXPECT_EQ(add(tie("", {}, Kinship::grandparent)), "given_name: Enter a name, or what the family calls them");
  EXPECT_EQ(add(tie("Ada", lee().born, Kinship::mother)), "born: A parent is born before their child");
  EXPECT_EQ(add(tie("Sam", lee().born, Kinship::sibling)), "family_tied") << "a twin";
  EXPECT_EQ(add(tie("Sam", today + 1, Kinship::sibling)), "born: The date of birth is in the future");
  EXPECT_EQ(add(tie("Sam", {}, Kinship::sibling, today + 1)), "from: This day is in the future");
  EXPECT_EQ(add(tie("Sam", today - 5, Kinship::sibling, today - 6)), "from: This is before they were born on 2 April 2026");

  const auto tied = given<Person>({PersonRecorded{lee(), true}, FamilyTied{"t1", "p2", "Gran", Kinship::grandparent, false, true, {}}});
  EXPECT_EQ(told(decide(tied, UntieFamily{"p", "t1", "Recorded twice"})), "family_untied");
  EXPECT_EQ(told(decide(tied, UntieFamily{"p", "t1", ""})), "reason: Say why they are no longer part of the family network");
  EXPECT_EQ(told(decide(tied, UntieFamily{"p", "t2", "x"})), ": This person is not in the child's family network any more");
}

RC_GTEST_PROP(PersonProperty, WhatIsAcceptedIsSoundAndTellable, ()) {
  auto choices = testing::any_choices(200);
  auto person = given<Person>({PersonRecorded{lee(), true}});
  int accepted = 0;
  while (choices.at < choices.numbers.size()) {
    auto command = testing::any<CorrectPerson>(choices);
    if (choices.below(5) != 0) {  // the codes and numbers hardly ever fit by chance
      command.details.disabilities.clear();
      for (auto* code : {&command.details.ethnicity, &command.details.nhs_number, &command.details.upn, &command.details.postcode})
        code->reset();
    }
    const auto events = decide(person, command, reference(), today);
    if (!events) continue;
    ++accepted;
    person = evolve(std::move(person), events->front());
    const auto& d = person.details;
    RC_ASSERT(!(d.born && d.expected));
    RC_ASSERT((!d.born || *d.born <= today));
    RC_ASSERT((!d.died || !d.born || *d.born <= *d.died));
    RC_ASSERT(!name_of(d).empty());
    RC_ASSERT(!age_of(d, today).empty());
    RC_ASSERT(to_json(normal(d)) == to_json(d));
  }
  RC_CLASSIFY(accepted > 0, "something accepted");
}

RC_GTEST_PROP(PersonProperty, AnythingThatIsRecordedCanBeTold, ()) {
  auto choices = testing::any_choices(300);
  Person person{};
  while (choices.at < choices.numbers.size()) {
    person = evolve(std::move(person), testing::any_event<Person::Event>(choices));
    RC_ASSERT(!name_of(person.details).empty());
    RC_ASSERT(!age_of(person.details, today).empty());
  }
}

}  // namespace
}  // namespace hearth::journey
