// For tests of the front door: a site with the desk, the early-help team, and the people of both.
#pragma once

#include "journey/journey.hpp"
#include "journey/person/views.hpp"
#include "journey/testing.hpp"
#include "practice/testing.hpp"
#include "practices/front_door/call_rules.hpp"
#include "practices/front_door/triage_rules.hpp"
#include "practices/front_door/views.hpp"
#include "store/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::front_door {

void register_practice(practice::Kit& kit, const Reference& reference);

namespace testing {

struct DoorSite : practice::TestSite {
  explicit DoorSite(const std::string& database = "memory")
      : TestSite({[](practice::Kit& kit) {
                   journey::register_journey(kit, journey::testing::reference());
                   register_practice(kit, journey::testing::reference());
                 }},
                 database) {}

  /// Takes a call at the one screen; the address of the call.
  std::string take(practice::Browser& browser, std::vector<web::Field> typed) {
    // A browser sends "Choose" as nothing; the tests' own would send the first code.
    if (std::ranges::none_of(typed, [](const web::Field& f) { return f.name == "source"; })) typed.push_back({"source", ""});
    browser.get("/helpline/new");
    const auto& answer = browser.post("/helpline/new", typed);
    EXPECT_EQ(answer.status, 303) << answer.words();
    return answer.location.substr(0, answer.location.find('?'));
  }
  /// A contact in the queue, about one child; its id.
  std::string contact(const std::string& child = "Lee", const std::string& address = "4 Oak Lane", std::vector<web::Field> also = {}) {
    std::vector<web::Field> typed{{"source", "2A"},
                                  {"worry", "Hungry at school"},
                                  {"children[0].given_name", child},
                                  {"children[0].family_name", "Okafor"},
                                  {"children[0].address", address}};
    typed.insert(typed.end(), also.begin(), also.end());
    jo.get("/contacts/new");
    const auto& answer = jo.post("/contacts/new", typed);
    EXPECT_EQ(answer.status, 303) << answer.words();
    return answer.location.substr(10, 26);
  }
  TriageRow triage(const std::string& contact) { return rows<TriageRow>("contact = $1", contact).at(0); }
  std::string child_of(const std::string& contact) { return rows<ContactChildRow>("contact = $1", contact).at(0).child; }
  std::int64_t events() { return test.journal.verify(test.world.database.read()->connection()).events; }

  std::string door = add_team("Front Door", access::TeamKind::front_door);
  std::string early_help = add_team("Early Help East", access::TeamKind::early_help);
  std::string north = add_team("Assessment North");
  practice::Browser jo = sign_in_as({"screening_worker"}, "Jo Brennan", {door});
  practice::Browser sam = sign_in_as({"team_manager"}, "Sam Otieno", {door});
  practice::Browser eve = sign_in_as({"triage_member"}, "Eve Hollis", {door, early_help});
  practice::Browser gail = sign_in_as({"helpline_adviser"}, "Gail Adair", {door});
  practice::Browser ivy = sign_in_as({"lead_practitioner"}, "Ivy Castle", {early_help});
  practice::Browser stranger = sign_in_as({"screening_worker", "team_manager", "triage_member", "helpline_adviser"}, "Stranger",
                                          {add_team("Another Door", access::TeamKind::other)});
};

/// Sends a form that must be refused: nothing is stored, everything typed comes back.
inline void comes_back(DoorSite& site, practice::Browser& browser, const std::string& path, const std::vector<web::Field>& typed,
                       std::string_view sentence) {
  SCOPED_TRACE(path);
  ASSERT_EQ(browser.get(path).status, 200);
  const auto before = site.events();
  const auto& answer = browser.post(path, typed);
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(site.events(), before) << "something was stored";
  EXPECT_TRUE(answer.says(sentence)) << sentence << "\n" << answer.words();
  const auto form = browser.form(path);
  ASSERT_TRUE(form);
  for (const auto& field : typed) {
    if (field.value.empty() || field.name == "then") continue;
    EXPECT_TRUE(std::ranges::find(form->fields, field) != form->fields.end()) << field.name << " is lost";
  }
}

}  // namespace testing
}  // namespace hearth::front_door
