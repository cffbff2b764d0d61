// For tests of the journey's pages: a site with a child, the child's team and two people of it, and what every form must hold to.
#pragma once

#include "journey/journey.hpp"
#include "journey/person/rules.hpp"
#include "journey/referral/rules.hpp"
#include "journey/testing.hpp"
#include "practice/testing.hpp"

namespace hearth::journey::testing {

struct CaseSite : practice::TestSite {
  /// `more`: a practice under test, beside the journey.
  explicit CaseSite(
      const std::string& database = "memory", const std::function<void(practice::Kit&)>& more = [](practice::Kit&) {})
      : TestSite({[](practice::Kit& kit) { register_journey(kit, reference()); }, more}, database) {
    Details lee{};
    lee.given_name = "Lee";
    lee.family_name = "Okafor";
    lee.born = Date::of(2019, 2, 3);
    record<Person>(child, {PersonRecorded{lee, true}});
    record<access::Relations>(child, {access::RelationBegan{new_id(), access::RelationKind::responsible_team, {}, team, {}, "A referral"}});
  }

  /// A referral of the child, with what happened to it since.
  std::string refer(std::vector<Referral::Event> since = {}) {
    since.insert(since.begin(), ReferralReceived{child, clock().now().date() - 6, "2A", {}, team, "N1", "Came to school hungry again"});
    return record<Referral>(new_id(), since);
  }
  std::int64_t events() { return test.journal.verify(test.world.database.read()->connection()).events; }

  std::string team = add_team("North");
  std::string child = new_id();
  practice::Browser sam = sign_in_as({"social_worker"}, "Sam Taylor", {team});
  practice::Browser ada = sign_in_as({"team_manager"}, "Ada Ng", {team});
  practice::Browser stranger = sign_in_as({"social_worker", "team_manager", "screening_worker"}, "Stranger", {add_team("South")});
};

/// One thing that is wrong with a form: the id that its line in the summary leads to ("" for the whole form), and the sentence.
struct Wrong {
  std::string anchor, sentence;
};

/// Sends a form that must be refused: it comes back with everything typed and a summary that leads to each field, and nothing is stored.
inline void comes_back(CaseSite& site, practice::Browser& browser, const std::string& path, const std::vector<web::Field>& typed,
                       const std::vector<Wrong>& wrong) {
  SCOPED_TRACE(path);
  ASSERT_EQ(browser.get(path).status, 200);
  const auto before = site.events();
  const auto& answer = browser.post(path, typed);
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(site.events(), before) << "something was stored";
  EXPECT_TRUE(answer.says("There is a problem"));
  for (const auto& w : wrong) {
    EXPECT_TRUE(answer.says(w.sentence)) << w.sentence << "\n" << answer.words();
    if (w.anchor.empty()) continue;
    EXPECT_TRUE(answer.holds("href=\"" + std::string(html::Url().at(w.anchor).view()) + "\"")) << "no link to " << w.anchor;
    EXPECT_TRUE(answer.holds("id=\"" + w.anchor + "\"")) << "no field " << w.anchor;
  }
  const auto form = browser.form(path);
  ASSERT_TRUE(form);
  for (const auto& field : typed) {
    const bool kept = field.value.empty() || std::ranges::find(form->fields, field) != form->fields.end();
    EXPECT_TRUE(kept) << field.name << " is lost";
  }
}

}  // namespace hearth::journey::testing
