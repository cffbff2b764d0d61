// For tests of the hub: a partnership with a hub of three agencies, a child with a contact, and people inside and outside.
#pragma once

#include "journey/contact/rules.hpp"
#include "journey/journey.hpp"
#include "journey/person/rules.hpp"
#include "pages.hpp"
#include "practice/testing.hpp"
#include "views.hpp"

namespace hearth::hub {

void register_practice(practice::Kit& kit, const Reference& reference);

namespace testing {

inline const Reference& reference() {
  static const Reference loaded = Reference::load().value();
  return loaded;
}

struct HubSite : practice::TestSite {
  explicit HubSite(const std::string& database = "memory", std::function<void(practice::Kit&)> more = {})
      : TestSite({[more](practice::Kit& kit) {
                   journey::register_journey(kit, reference());
                   hub::register_practice(kit, reference());
                   if (more) more(kit);
                 }},
                 database) {
    journey::Details lee{};
    lee.given_name = "Lee";
    lee.family_name = "Okafor";
    record<journey::Person>(child, {journey::PersonRecorded{lee, true}});
    journey::ContactReceived received{};
    received.at = clock().now();
    received.source = "2A";
    received.children = {child};
    received.worry = "Lee came hungry again";
    received.team = front_door;
    record<journey::Contact>(contact, {received});
    relate(contact, screener.account, access::RelationKind::took_contact);
    relate(child, screener.account, access::RelationKind::involved);
    record<Hub>(hub, {HubOpened{"Westmarch hub"}});
    for (const auto* one : {&manager, &officer, &nurse}) join(one->account);
  }

  std::string join(const std::string& account) {
    const auto relation = new_id();
    std::string agency_of;
    for (const auto& row : rows<access::AccountRow>("account = $1", account)) agency_of = row.agency;
    record<Hub>(hub, {HubMemberJoined{account, agency_of, relation}});
    record<access::Relations>(hub, {access::RelationBegan{relation, access::RelationKind::hub_member, account, {}, {}, "Member"}});
    return relation;
  }
  void leave(const std::string& account) {
    auto kept = sign_in_as({"hub_administrator"}, "Kit Lowe");
    kept.post("/hubs/" + hub + "/members/end", {{"person", account}, {"reason", "Moved on"}});
  }

  /// Until what was left for the writer is on disk.
  void settle() {
    write([](journal::Unit&) {});
  }

  /// Brings the child, and returns the enquiry.
  std::string bring(const std::string& rating = "amber", const std::string& worry = "Is anybody safe at home?") {
    screener.post("/contacts/" + contact + "/hub", {{"child", child}, {"rating", rating}, {"worry", worry}});
    const auto all = rows<EnquiryRow>("1 = 1 order by opened desc, enquiry desc");
    return all.empty() ? std::string() : all.front().enquiry;
  }
  std::string share(practice::Browser& member, const std::string& enquiry, const std::string& words,
                    const std::string& handling = "named_people") {
    member.post("/hub/enquiries/" + enquiry + "/items/new", {{"holding", "intelligence"},
                                                             {"dated-day", "3"},
                                                             {"dated-month", "3"},
                                                             {"dated-year", "2026"},
                                                             {"words", words},
                                                             {"sensitivity", "sensitive"},
                                                             {"handling", handling},
                                                             {"why", "The child may be at risk tonight"},
                                                             {"basis", "CA89-47"}});
    const auto all = rows<ItemRow>("enquiry = $1 order by shared desc, item desc", enquiry);
    return all.empty() ? std::string() : all.front().item;
  }
  void rate(practice::Browser& member, const std::string& enquiry, const std::string& reason = "What the police hold") {
    member.post("/hub/enquiries/" + enquiry + "/risk", {{"risk", "high"}, {"reason", reason}});
  }
  const practice::Answer& decide(practice::Browser& who, const std::string& enquiry,
                                 const std::string& says = "Assess who looks after Lee at night") {
    return who.post("/hub/enquiries/" + enquiry + "/decision", {{"outcome", "assessment"},
                                                                {"reason", "Taken together this is significant"},
                                                                {"alternatives", "Early help would be too slow"},
                                                                {"team", team},
                                                                {"referral_says", says}});
  }

  std::string police = add_agency("Ashdown Police", access::AgencyKind::police);
  std::string health = add_agency("Ashdown Health", access::AgencyKind::health);
  std::string housing = add_agency("Ashdown Homes", access::AgencyKind::housing);
  std::string front_door = add_team("Front Door", access::TeamKind::front_door), team = add_team("North");
  std::string child = new_id(), contact = new_id(), hub = new_id();
  practice::Browser screener = sign_in_as({"screening_worker"}, "Jo Brennan", {front_door});
  practice::Browser manager = sign_in_as({"hub_manager"}, "Ada Ng");
  practice::Browser officer = sign_in(open_account({.roles = {"hub_member"}, .name = "PC Adil Nasser", .agency = police}));
  practice::Browser nurse = sign_in(open_account({.roles = {"hub_member"}, .name = "Wendy Clough", .agency = health}));
  practice::Browser boss = sign_in_as({"team_manager"}, "Helen Marsh", {team});
  practice::Browser outsider =
      sign_in_as({"social_worker", "team_manager", "screening_worker", "administrator", "information_governance"}, "Out Sider");
};

}  // namespace testing
}  // namespace hearth::hub
