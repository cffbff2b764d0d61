// The invented partnership's agencies, teams and people.

#include "app/demo/story.hpp"

#include <set>

namespace hearth::demo {

namespace {

constexpr std::string_view password = "four quiet lanterns";

// A worker has about 16 children at a time in England ("Children's social work workforce", Department for Education, 2023). Of the
// children who ever came to notice about one in eight is with a worker on a given day.
constexpr int workers_to_a_team = 8;
constexpr int children_to_a_team = 1000;
constexpr int children_to_two_teams = 2000;

std::string email_of(std::string name, std::string_view domain) {
  for (char& c : name) c = c == ' ' ? '.' : char(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return name + "@" + std::string(domain);
}

}  // namespace

void Story::make_partners() {
  using access::AgencyKind, access::TeamKind;
  const std::pair<const char*, AgencyKind> agencies[] = {{"Westmarch Children’s Services", AgencyKind::childrens_social_care},
                                                         {"Westmarch Police", AgencyKind::police},
                                                         {"Westmarch Community Health", AgencyKind::health},
                                                         {"Aldersby Schools Trust", AgencyKind::education},
                                                         {"Westmarch Homes", AgencyKind::housing}};
  for (const auto& [name, kind] : agencies) {
    at(begin_, "system", [&, name = name, kind = kind](journal::Unit& unit) {
      auto agency = unit.begin<access::Agency>(unit.new_id());
      unit.append(agency, {access::AgencyAdded{name, kind}});
      agencies_[name] = agency.id;
    });
  }
  const std::string_view care = agencies[0].first;
  const std::pair<const char*, TeamKind> teams[] = {{"Front Door", TeamKind::front_door},
                                                    {"Assessment North", TeamKind::assessment},
                                                    {"Assessment South", TeamKind::assessment},
                                                    {"Family Help", TeamKind::child_in_need},
                                                    {"Protection and Court", TeamKind::child_protection}};
  for (const auto& [name, kind] : teams) {
    at(begin_, "system", [&, name = name, kind = kind](journal::Unit& unit) {
      auto team = unit.begin<access::Team>(unit.new_id());
      unit.append(team, {access::TeamAdded{name, agencies_[std::string(care)], kind}});
      teams_[name].id = team.id;
    });
  }

  hash_ = vault::hash_password(password);
  account("Morgan Hale", {"administrator"}, "", care);
  account("Priya Sandhu", {"information_governance"}, "", care);
  account("Sam Otieno", {"team_manager", "screening_worker"}, "Front Door", care);
  for (const char* name : {"Jo Brennan", "Nadia Rahman", "Luke Farley", "Chidi Eze"})
    account(name, {"screening_worker"}, "Front Door", care);
  account("Helen Marsh", {"team_manager"}, "Assessment North", care);
  account("Tomasz Zielak", {"team_manager"}, "Assessment South", care);
  account("Ruth Akande", {"team_manager"}, "Family Help", care);
  account("Daniel Frost", {"team_manager"}, "Protection and Court", care);
  const std::pair<const char*, std::vector<const char*>> workers[] = {
      {"Assessment North",
       {"Amy Calder", "Ben Oduya", "Farida Aziz", "Grace Lindqvist", "Kwame Boadu", "Laura Pym", "Omar Siddiq", "Rosa Teller"}},
      {"Assessment South",
       {"Ana Ferreira", "Callum Reid", "Esther Obi", "Jas Dhaliwal", "Kerry Noble", "Mei Tan", "Piotr Nowicki", "Sian Pryce"}},
      {"Family Help", {"Bilal Chaudhry", "Hope Marsden", "Ivy Castle", "Neil Goss"}},
      {"Protection and Court", {"Carys Bevan", "Femi Alade", "Greta Holm", "Yusra Latif"}}};
  for (const auto& [team, names] : workers)
    for (const char* name : names)
      account(name, {team == std::string_view("Family Help") ? "lead_practitioner" : "social_worker"}, team, care);
  make_further_teams(care);
  make_front_door();
  account("Margaret Dell", {"conference_chair"}, "", care);
  account("PC Adil Nasser", {"partner_professional", "hub_member"}, "", agencies[1].first);
  account("Nurse Wendy Clough", {"partner_professional", "hub_member"}, "", agencies[2].first);
  account("Ms Imogen Hart", {"partner_professional", "hub_member"}, "", agencies[3].first);
  account("Terry Voss", {"partner_professional", "hub_member"}, "", agencies[4].first);
  account("Zara Whitlock", {"hub_manager"}, "", care);
  account("Owen Pike", {"hub_administrator"}, "", care);
}

/// A larger partnership has more teams, so that nobody holds more children than people do: see children_to_a_team.
void Story::make_further_teams(std::string_view agency) {
  Choosing choosing(options_.seed ^ 0x7465616d);  // of their own, so that a small partnership's story is not another one
  std::set<std::string> taken;
  for (const auto& account : accounts_) taken.insert(account.name);
  const auto new_name = [&] {
    for (;;) {
      auto name = adults_name(choosing, choosing.chance(0.7)) + " " + family_name(choosing);
      if (taken.insert(name).second) return name;
    }
  };
  for (int n = 3; n < 3 + (options_.children - children_to_two_teams) / children_to_a_team; ++n) {
    const auto team = "Assessment " + std::to_string(n);
    assessment_teams_.push_back(team);
    at(begin_, "system", [&](journal::Unit& unit) {
      auto made = unit.begin<access::Team>(unit.new_id());
      unit.append(made, {access::TeamAdded{team, agencies_[std::string(agency)], access::TeamKind::assessment}});
      teams_[team].id = made.id;
    });
    account(new_name(), {"team_manager"}, team, agency);
    for (int i = 0; i < workers_to_a_team; ++i) account(new_name(), {"social_worker"}, team, agency);
  }
}

void Story::account(const std::string& name, const std::vector<std::string>& roles, const std::string& team, std::string_view agency) {
  const bool care = agency.find("Children") != agency.npos;
  const auto email = email_of(name, care ? "westmarch.example" : "partners.example");
  at(begin_, "system", [&, name, roles, team, agency = std::string(agency), email](journal::Unit& unit) {
    auto account = unit.begin<access::Account>(unit.new_id());
    std::vector<access::Account::Event> events{access::AccountOpened{name, email, agencies_[agency]}};
    for (const auto& role : roles) events.push_back(access::RoleGiven{role});
    if (!team.empty()) events.push_back(access::TeamJoined{teams_[team].id});
    events.push_back(access::PasswordSet{hash_});
    unit.append(account, events);
    if (roles.front() == "conference_chair") chair_ = account.id;
    if (team.empty()) return;
    const bool manager = std::ranges::find(roles, "team_manager") != roles.end();
    (manager ? teams_[team].managers : teams_[team].workers).push_back(account.id);
  });
  accounts_.push_back({name, roles.front(), std::string(agency), team, email, std::string(password)});
}

}  // namespace hearth::demo
