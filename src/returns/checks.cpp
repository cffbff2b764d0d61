#include "returns/checks.hpp"

#include "returns/checks_of.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace hearth::returns {
namespace {

// ---- The return as a whole.

void no_number_twice(const cin::Census& census, std::vector<Finding>& findings) {
  std::map<std::string, std::vector<std::size_t>> by_upn, by_id;
  for (std::size_t i = 0; i < census.children.size(); ++i) {
    if (census.children[i].upn) by_upn[*census.children[i].upn].push_back(i);
    by_id[census.children[i].la_child_id].push_back(i);
  }
  auto say = [&](const auto& all, const char* rule, const char* sentence) {
    for (const auto& [number, children] : all)
      if (children.size() > 1)
        for (auto child : children) findings.push_back({rule, child, sentence});
  };
  say(by_upn, "1520", "Another child has the same unique pupil number. Find out whose it is, or merge the two records");
  say(by_id, "8510", "Another child has the same identifier of the authority. Find out whose it is, or merge the two records");
}

void whole_return(const cin::Census& census, const Span& year, std::vector<Finding>& findings) {
  auto say = [&](const char* rule, const char* sentence) { findings.push_back({rule, {}, sentence}); };
  if (census.header.reference_date != year.last) say("100", "The reference date is not 31 March of the census year");
  std::size_t born = 0, unknown_sex = 0, conferences = 0, started = 0, several = 0;
  std::set<std::string> disabilities;
  for (const auto& child : census.children) {
    born += child.born.has_value();
    unknown_sex += child.born && child.sex != "F" && child.sex != "M";
    disabilities.insert(child.disabilities.begin(), child.disabilities.end());
    several += child.disabilities.size() > 1;
    for (const auto& e : child.episodes) {
      conferences += year.holds(e.initial_conference);
      for (const auto& q : e.enquiries) conferences += year.holds(q.initial_conference);
      for (const auto& p : e.protection_plans) started += year.holds(p.started);
    }
  }
  if (started > conferences) say("2883", "More child protection plans began than initial conferences were held");
  if (unknown_sex * 50 > born) say("2886Q", "The sex of more than 2 in 100 children is not recorded");
  if (disabilities.size() < 8) say("2887Q", "Fewer than eight of the disability codes are used in the whole return");
  if (several == 0) say("2888Q", "No child has more than one disability recorded");
}

}  // namespace

std::vector<Finding> check(const cin::Census& census, const Reference& reference) {
  const Span year{Date::of(census.year - 1, 4, 1), Date::of(census.year, 3, 31)};
  std::vector<Finding> findings;
  no_number_twice(census, findings);
  for (std::size_t i = 0; i < census.children.size(); ++i) {
    ChildFindings about{findings, i};
    check_identity(census.children[i], year, reference, about);
    check_episodes(census.children[i], year, about);
    for (const auto& episode : census.children[i].episodes) {
      check_episode(census.children[i], episode, year, about);
      check_steps(episode, year, reference, about);
      check_plans(census.children[i], episode, year, about);
    }
  }
  std::ranges::stable_sort(findings, {}, [](const Finding& f) { return f.child; });
  whole_return(census, year, findings);
  return findings;
}

}  // namespace hearth::returns
