#include "journey/contact/rules.hpp"

#include "journey/testing.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace hearth::journey {
namespace {

using testing::given, testing::reference, testing::told;

const Instant now = Instant::at(Date::of(2026, 4, 7), 9, 30);
const Date today = now.date();

NamedChild lee(std::string given = "Lee", std::string family = "Okafor", std::optional<Date> born = Date::of(2019, 2, 3)) {
  NamedChild child{};
  child.given_name = std::move(given);
  child.family_name = std::move(family);
  child.born = born;
  return child;
}

ReceiveContact call(std::vector<NamedChild> children = {lee()}) {
  ReceiveContact c{};
  c.method = ContactMethod::telephone;
  c.source = "2A";
  c.worry = "Came to school hungry again";
  c.children = std::move(children);
  return c;
}

std::string faults_of(const ReceiveContact& c) { return told(faults(c, reference(), now)); }

TEST(Contact, TakesWhateverNamePeopleHave) {
  for (const char* name : {"Y", "Ng", "عمر الفاروق", "שרה", "👶", "👨‍👩‍👧‍👦", "O'Brien-Ng", "Ñ", "李", "Unknown", "<b>",
                           "'; drop table person; --"})
    EXPECT_EQ(faults_of(call({lee(name, "", {})})), "") << name;
  EXPECT_EQ(faults_of(call({lee("", "Okafor", {})})), "") << "a family name is a name";
}

TEST(Contact, AsksForTheChildTheWorryAndWhoIsWorried) {
  auto unborn = lee("", "", {});
  unborn.expected = today + 100;
  EXPECT_EQ(faults_of(call({unborn})), "");
  NamedChild on_record{};
  on_record.person = "p1";
  EXPECT_EQ(faults_of(call({on_record})), "");

  EXPECT_EQ(faults_of(call({})), "children[0].given_name: Enter at least one child, by name or by what is known");
  EXPECT_EQ(faults_of(call({lee(), lee("", "", {})})), "children[1].given_name: Enter the child's name, or “Unknown”");
  auto c = call();
  c.source = "99";
  c.worry = "";
  EXPECT_EQ(faults_of(c), "source: Choose who made the contact\nworry: Write what worries them, in their own words");
  c = call();
  c.worry = std::string(200'000, 'x');
  EXPECT_EQ(faults_of(c), "");
}

TEST(Contact, KeepsItsDaysInOrder) {
  auto received_on = [](Date on, NamedChild child = lee()) {
    auto c = call({std::move(child)});
    c.received_on = on;
    return faults_of(c);
  };
  EXPECT_EQ(received_on(today), "");
  EXPECT_EQ(received_on(today - 366), "");
  EXPECT_EQ(received_on(today - 367), "received_on: The contact was received more than a year ago. Check the year");
  EXPECT_EQ(received_on(today + 1), "received_on: The contact cannot have been received in the future");
  EXPECT_EQ(received_on(today - 10, lee("Lee", "Okafor", today - 10)), "") << "born on the day of the contact";
  EXPECT_EQ(received_on(today - 10, lee("Lee", "Okafor", today - 9)),
            "children[0].born: The child was born after the contact was received. Check both dates");
  EXPECT_EQ(received_on(today - 10, lee("Lee", "Okafor", today + 1)),
            "children[0].born: The date of birth is in the future. For an unborn child give the expected date instead");
}

TEST(Contact, HasAnHourOnlyWhenItIsToday) {
  auto c = call();
  const auto at = [&] { return std::get<ContactReceived>(decide(c, {"p1"}, "team", now).front()).at; };
  EXPECT_EQ(at(), now);
  c.received_on = today;
  EXPECT_EQ(at(), now);
  c.received_on = today - 3;
  EXPECT_EQ(at(), Instant::at(today - 3, 12, 0));
  EXPECT_EQ(at().date(), today - 3);
}

TEST(Contact, IsDecidedOnceWithAReason) {
  const ContactReceived received{now, ContactMethod::telephone, "2A", {}, {}, {"p1", "p2"}, "Hungry", {}, "team"};
  const auto waiting = given<Contact>({received});
  auto decision = [&](const Contact& contact, DecideContact c) { return decide(contact, c, reference(), {"r1", "r2"}, today); };
  using enum ContactOutcome;

  EXPECT_EQ(told(decision(waiting, {"c", early_help, "Gran needs help", {}, {}})), "contact_decided");
  EXPECT_EQ(told(decision(waiting, {"c", early_help, "", {}, {}})), "reason: Give the reason for the decision");
  EXPECT_EQ(told(decision(waiting, {"c", referral, "Third time", {}, {}})), "referral_team: Choose the team that takes the referral");
  EXPECT_EQ(told(decision(waiting, {"c", referral, "", {}, "N77"})),
            "reason: Give the reason for the decision\nreferral_team: Choose the team that takes the referral\nprimary_need: Choose from "
            "the list");
  EXPECT_EQ(told(decision(given<Contact>({received, ContactDecided{no_further_action, "x", {}}}), {"c", early_help, "x", {}, {}})),
            ": This contact has been decided already. Open it to see what was decided");

  const auto refers = decision(waiting, {"c", referral, "Third time", "team", "N1"});
  ASSERT_TRUE(refers);
  EXPECT_EQ(std::get<ContactDecided>(refers->front()).referrals, (std::vector<std::string>{"r1", "r2"})) << "one for each child";
  const auto advice = decision(waiting, {"c", information_advice, "Told the school whom to ask", {}, {}});
  ASSERT_TRUE(advice);
  EXPECT_TRUE(std::get<ContactDecided>(advice->front()).referrals.empty());
}

TEST(Contact, MayBeDecidedAnewUntilAReferralIsMade) {
  const ContactReceived received{now, ContactMethod::telephone, "2A", {}, {}, {"p1", "p2"}, "Hungry", {}, "team"};
  using enum ContactOutcome;
  const auto advised = given<Contact>({received, ContactDecided{information_advice, "Told the school", {}}});
  const auto referred = given<Contact>({received, ContactDecided{referral, "Third time", {"r1", "r2"}}});
  auto change = [&](const Contact& contact, ReconsiderContact c) { return decide(contact, c, reference(), {"r3", "r4"}, today); };

  EXPECT_EQ(told(change(given<Contact>({received}), {"c", early_help, "x", {}, {}})),
            ": This contact has not been decided yet. Decide it first");
  EXPECT_EQ(told(change(referred, {"c", early_help, "x", {}, {}})),
            ": A referral was made from this contact. Open the referral and decide there what happens now");
  EXPECT_EQ(told(change(advised, {"c", information_advice, "x", {}, {}})),
            "outcome: This is the decision already. Choose what happens instead");
  EXPECT_EQ(told(change(advised, {"c", referral, "", {}, {}})),
            "reason: Give the reason for the change\nreferral_team: Choose the team that takes the referral");

  const auto changed = change(advised, {"c", referral, "Gran rang too", "team", "N1"});
  ASSERT_TRUE(changed);
  const auto after = evolve(advised, changed->front());
  EXPECT_EQ(after.decided->outcome, referral);
  EXPECT_EQ(after.decided->referrals, (std::vector<std::string>{"r3", "r4"}));
  ASSERT_EQ(after.earlier.size(), 1u) << "the change of mind is kept";
  EXPECT_EQ(after.earlier.front().reason, "Told the school");
}

RC_GTEST_PROP(ContactProperty, NoChildOfAnAcceptedContactIsBornAfterIt, ()) {
  auto choices = testing::any_choices(120);
  auto c = testing::any<ReceiveContact>(choices);
  if (choices.below(5) != 0) {
    c.source = "2A";
    c.worry = "x";
    if (c.children.empty()) c.children.push_back(lee());
  }
  RC_CLASSIFY(faults(c, reference(), now).empty(), "accepted");
  if (!faults(c, reference(), now).empty()) return;
  const auto events = decide(c, {}, "team", now);
  const auto& e = std::get<ContactReceived>(events.front());
  RC_ASSERT(e.at <= now);
  RC_ASSERT(!c.children.empty());
  for (const auto& child : c.children)
    if (child.born && !child.person) RC_ASSERT(*child.born <= e.at.date());
}

RC_GTEST_PROP(ContactProperty, AnythingThatIsRecordedCanBeFolded, ()) {
  auto choices = testing::any_choices(120);
  Contact contact{};
  bool decided = false;
  while (choices.at < choices.numbers.size()) {
    const auto event = testing::any_event<Contact::Event>(choices);
    decided = decided || !std::holds_alternative<ContactReceived>(event);
    contact = evolve(std::move(contact), event);
    RC_ASSERT(contact.decided.has_value() == decided);
  }
}

}  // namespace
}  // namespace hearth::journey
