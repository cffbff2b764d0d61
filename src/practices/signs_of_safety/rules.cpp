#include "practices/signs_of_safety/rules.hpp"

#include <algorithm>

namespace hearth::signs_of_safety {
namespace {

Statement* find(std::vector<Statement>& all, std::string_view key) {
  auto found = std::ranges::find(all, key, [](const Statement& s) -> const std::string& { return s.made.key; });
  return found == all.end() ? nullptr : &*found;
}

Result<std::vector<Map::Event>> one(Map::Event event) { return std::vector<Map::Event>{std::move(event)}; }

constexpr const char* no_such = "This statement is not on the map any more. Go back and load the map again";

bool has(const Map& map, Domain domain) {
  return std::ranges::any_of(map.statements, [&](const Statement& s) { return s.made.domain == domain; });
}

}  // namespace

const Statement* Map::find(std::string_view key) const {
  auto found = std::ranges::find(statements, key, [](const Statement& s) -> const std::string& { return s.made.key; });
  return found == statements.end() ? nullptr : &*found;
}

Map evolve(Map map, const Map::Event& event) {
  std::visit(
      match{[&](const MapBegun& e) { map.begun = e; },
            [&](const StatementMade& e) {
              map.statements.push_back({e, {}});
            },
            [&](const StatementReworded& e) {
              if (auto* s = find(map.statements, e.key)) {
                s->made.words = e.words;
                s->made.to_child = e.to_child;
              }
            },
            [&](const StatementTakenOff& e) { std::erase_if(map.statements, [&](const Statement& s) { return s.made.key == e.key; }); },
            [&](const StatementDisputed& e) {
              if (auto* s = find(map.statements, e.key)) s->disputes.push_back(e);
            },
            [&](const SafetyScaled& e) {
              auto same = [&](const SafetyScaled& s) { return s.about == e.about && s.who == e.who; };
              if (auto found = std::ranges::find_if(map.scaled, same); found != map.scaled.end())
                *found = e;
              else
                map.scaled.push_back(e);
            },
            [&](const MapCompleted&) { map.completed = true; }},
      event);
  return map;
}

std::optional<Domain> answered_by(Domain domain) {
  if (domain == Domain::safety_goal || domain == Domain::existing_safety) return Domain::future_danger;
  if (domain == Domain::next_step) return Domain::safety_goal;
  return std::nullopt;
}

Result<std::vector<Map::Event>> decide(const BeginMap& c, const std::string& earlier_id, const Map* earlier, Date today) {
  Refusals wrong;
  if (c.on > today) wrong.push_back({"on", "This day is in the future. Begin the map on the day on which you make it"});
  if (c.participants.empty()) wrong.push_back({"participants", "Write who makes the map: family, child, professionals"});
  if (c.carry_on && !earlier) wrong.push_back({"carry_on", "There is no earlier map to carry on"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  std::vector<Map::Event> events{MapBegun{c.child, c.on, c.occasion, c.participants, c.carry_on ? earlier_id : ""}};
  if (c.carry_on)
    for (const auto& s : earlier->statements) {
      events.push_back(s.made);
      for (const auto& d : s.disputes) events.push_back(d);
    }
  return events;
}

Result<std::vector<Map::Event>> decide(const Map& map, const MakeStatement& c, const std::string& key) {
  Refusals wrong;
  if (c.words.empty()) wrong.push_back({"words", "Write the statement in words that the family uses"});
  if (c.said_by.empty()) wrong.push_back({"said_by", "Write who says so"});
  const auto wanted = answered_by(c.domain);
  const auto* answered = map.find(c.answers);
  if (!c.answers.empty() && (!wanted || !answered || answered->made.domain != *wanted))
    wrong.push_back({"answers", "Choose a statement that this one can answer: a goal answers a danger, a step answers a goal"});
  if (map.statements.size() >= most_statements) wrong.push_back({"", "A map holds 500 statements. Take some off first"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return one(StatementMade{key, c.domain, c.words, c.said_by, c.answers, c.by, c.to_child});
}

Result<std::vector<Map::Event>> decide(const Map& map, const RewordStatement& c) {
  const auto* s = map.find(c.key);
  if (!s) return refuse("", no_such);
  if (c.words.empty()) return refuse("words", "Write the statement. To remove it, take it off the map");
  if (c.words == s->made.words && c.to_child == s->made.to_child) return refuse("words", "Nothing is different from what stands there");
  return one(StatementReworded{c.key, c.words, c.to_child});
}

Result<std::vector<Map::Event>> decide(const Map& map, const TakeStatementOff& c) {
  if (!map.find(c.key)) return refuse("", no_such);
  if (c.reason.empty()) return refuse("reason", "Say why it is taken off. It stays in the journal");
  if (std::ranges::any_of(map.statements, [&](const Statement& s) { return s.made.answers == c.key; }))
    return refuse("reason", "Other statements answer this one. Take them off first");
  return one(StatementTakenOff{c.key, c.reason});
}

Result<std::vector<Map::Event>> decide(const Map& map, const DisputeStatement& c) {
  if (!map.find(c.key)) return refuse("", no_such);
  Refusals wrong;
  if (c.by.empty()) wrong.push_back({"by", "Write who sees it otherwise"});
  if (c.words.empty()) wrong.push_back({"words", "Write how they see it, in their own words"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return one(StatementDisputed{c.key, c.by, c.words});
}

Result<std::vector<Map::Event>> decide(const Map& map, const ScaleSafety& c) {
  Refusals wrong;
  if (c.who.empty()) wrong.push_back({"who", "Write who gives this number"});
  if (c.score && (*c.score < 0 || *c.score > 10))
    wrong.push_back({"score", "Choose a whole number from 0 to 10. “Between 3 and 4” belongs into the reason"});
  if (c.why.empty()) wrong.push_back({"why", c.score ? "Write why it is this number" : "Choose a number, or write why they would not say"});
  const auto* about = map.find(c.about);
  if (!c.about.empty() && (!about || about->made.domain != Domain::future_danger))
    wrong.push_back({"about", "Choose a danger that stands on this map"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return one(SafetyScaled{map.begun.child, c.about, c.who, c.role, c.score, c.why, c.one_higher});
}

std::vector<std::string> lacking(const Map& map) {
  std::vector<std::string> lacks;
  if (!has(map, Domain::past_harm) && !has(map, Domain::future_danger)) lacks.emplace_back("No harm and no danger is named");
  for (const auto& s : map.statements) {
    if (s.made.domain != Domain::future_danger) continue;
    const bool paired = std::ranges::any_of(
        map.statements, [&](const Statement& g) { return g.made.domain == Domain::safety_goal && g.made.answers == s.made.key; });
    if (!paired) lacks.push_back("No safety goal answers the danger “" + s.made.words + "”");
  }
  if (!has(map, Domain::existing_strength) && !has(map, Domain::existing_safety)) lacks.emplace_back("Nothing is said to work well");
  if (!has(map, Domain::safety_goal)) lacks.emplace_back("There is no safety goal");
  if (!has(map, Domain::next_step)) lacks.emplace_back("There is no next step");
  if (map.scaled.empty()) lacks.emplace_back("Nobody was asked for a number from 0 to 10");
  return lacks;
}

Result<std::vector<Map::Event>> decide(const Map& map, const CompleteMap& c) {
  if (map.completed) return refuse("", "This map is complete already");
  const auto lacks = lacking(map);
  if (lacks.empty()) return one(MapCompleted{c.words});
  Refusals wrong;
  for (const auto& lack : lacks) wrong.push_back({"", lack});
  return std::unexpected(std::move(wrong));
}

std::vector<Compared> compare(const Map& earlier, const Map& later) {
  std::vector<Compared> all;
  for (const auto& s : later.statements) {
    const auto* was = earlier.find(s.made.key);
    const auto fate = !was ? Fate::added : was->made.words == s.made.words ? Fate::same : Fate::reworded;
    all.push_back({fate, s.made.domain, was ? was->made.words : "", s.made.words});
  }
  for (const auto& s : earlier.statements)
    if (!later.find(s.made.key)) all.push_back({Fate::gone, s.made.domain, s.made.words, ""});
  std::ranges::stable_sort(all, {}, &Compared::domain);
  return all;
}

}  // namespace hearth::signs_of_safety
