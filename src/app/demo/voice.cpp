// Some of the invented children draw three houses, and some families make a map of safety: by the commands that people use.

#include "app/demo/story.hpp"
#include "journey/record/pages.hpp"
#include "journey/record/views.hpp"
#include "practices/assessment_model/pages.hpp"
#include "practices/signs_of_safety/pages.hpp"
#include "practices/three_houses/pages.hpp"

#include <stdexcept>

namespace hearth::demo {

namespace {

using journal::Unit;
namespace houses = three_houses;
namespace safety = signs_of_safety;

constexpr double share_drawing = 0.85;  // no published figure: enough that every worker of a small demonstration meets them
constexpr double share_answered = 0.6;
constexpr double share_mapped = 0.8;
constexpr double share_thought = 0.8;

template <class T>
T done(Result<T> result) {
  if (!result) throw std::logic_error("the demonstration was refused (the child's voice): " + result.error().front().sentence);
  return std::move(*result);
}

/// A line as a child's hand draws it, from corner to corner.
houses::Mark line(int number, int at, int colour, const std::vector<std::pair<int, int>>& corners, Choosing& choosing) {
  std::vector<houses::Point> points;
  int ms = 0;
  for (std::size_t i = 0; i + 1 < corners.size(); ++i)
    for (int step = 0; step < 12; ++step, ms += 16) {
      const auto between = [&](int from, int to) { return from + (to - from) * step / 11 + choosing.between(-25, 25); };
      points.push_back(
          {between(corners[i].first, corners[i + 1].first), between(corners[i].second, corners[i + 1].second), 90 + step * 6, ms});
    }
  houses::Mark mark{};
  mark.number = number;
  mark.at = at;
  mark.colour = colour;
  mark.size = 130;
  mark.points = houses::write_points(points);
  return mark;
}

std::vector<houses::Mark> person(int x, int y, int first, int colour, Choosing& choosing) {
  const int at = first * 1'500;
  return {line(first, at, colour, {{x, y}, {x + 250, y - 250}, {x, y - 500}, {x - 250, y - 250}, {x, y}}, choosing),
          line(first + 1, at + 1'000, colour, {{x, y}, {x, y + 800}}, choosing),
          line(first + 2, at + 1'500, colour, {{x - 350, y + 300}, {x + 350, y + 300}}, choosing),
          line(first + 3, at + 2'000, colour, {{x - 250, y + 1'300}, {x, y + 800}, {x + 250, y + 1'300}}, choosing)};
}

struct Told {
  houses::House house;
  const char *question, *words, *stamp;
  int face;
};
constexpr Told told[] = {{houses::House::worries, "What happens in this house?", "They shout and then I go under my bed", "rain", 1},
                         {houses::House::worries, "Who is this?", "That’s me waiting at the window. Nobody comes", "sad", 2},
                         {houses::House::good_things, "Who lives here?", "Gran makes pancakes and I can sleep there", "heart", 5},
                         {houses::House::good_things, "", "My cat waits for me every day", "happy", 5},
                         {houses::House::dreams, "What would be different?", "Mum is not tired and we go to the sea", "sun", 4},
                         {houses::House::dreams, "", "I want my own room with a door", "bed", 4}};

void draw(Unit& unit, const std::string& child, Choosing& choosing) {
  houses::BeginSession begin{};
  begin.child = child;
  begin.on = unit.today();
  begin.purpose = houses::Purpose::assessment;
  begin.place = choosing.chance(0.6) ? "At home, in the kitchen" : "At school, in the quiet room";
  begin.child_agreed = choosing.chance(0.5) ? "“Can I use all the colours?”" : "“OK”";
  begin.parent = choosing.chance(0.85) ? houses::ParentAnswer::agreed : houses::ParentAnswer::not_asked;
  if (begin.parent != houses::ParentAnswer::agreed)
    begin.parent_reason = "Seen at school as part of the enquiry; asking first could have put the child at risk";
  const auto session = done(houses::handle(unit, begin)).id;
  const auto sheets = unit.load<houses::Session>(session)->began.sheets;
  constexpr houses::House order[] = {houses::House::good_things, houses::House::worries, houses::House::dreams};
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const int x = choosing.between(2'500, 4'500);
    done(houses::handle(unit, houses::DrawInk{session, sheets[i], person(x, 3'200, 1, choosing.between(0, 8), choosing)}));
    done(houses::handle(unit, houses::DrawInk{session, sheets[i], person(x + 2'200, 3'500, 5, choosing.between(0, 8), choosing)}));
    for (const auto& one : told) {
      if (one.house != order[i] || choosing.chance(0.4)) continue;
      done(houses::handle(unit, houses::PutOnSheet{session, sheets[i], one.stamp, {}}));
      done(houses::handle(unit, houses::SayThing{session, sheets[i], x, 3'300, one.question, one.words, one.face}));
    }
    using enum houses::Answer;
    const bool worries = order[i] == houses::House::worries;
    done(houses::handle(unit, houses::AnswerSharing{session, sheets[i], worries ? (choosing.chance(0.5) ? no : later) : yes,
                                                    choosing.chance(0.8) ? yes : no, worries ? later : yes, no,
                                                    worries ? "“Not mum. Not yet.”" : "“Show everybody”"}));
  }
  done(houses::handle(
      unit,
      houses::FinishSession{session, true, "", "I told them that I will talk to mum about the good house first, and come back on Friday"}));
}

void map(Unit& unit, const std::string& child, const std::string& name, Choosing& choosing) {
  using safety::Domain;
  const auto id = done(safety::handle(unit, safety::BeginMap{child, unit.today(), safety::Occasion::assessment,
                                                             "Mum, " + name + ", Gran and the worker", false}))
                      .id;
  const auto add = [&](Domain domain, const std::string& words, const std::string& who, const std::string& answers = {},
                       const std::string& to_child = {}) {
    done(safety::handle(unit, safety::MakeStatement{id, domain, words, who, answers, {}, to_child}));
    return unit.load<safety::Map>(id)->statements.back().made.key;
  };
  add(Domain::past_harm, "Three times since September Mum and her partner fought with " + name + " in the next room", "School");
  const auto danger = add(Domain::future_danger,
                          "School and Gran are worried that " + name + " will be hurt or too frightened to sleep when the adults fight",
                          "Gran", {}, "The grown-ups are worried that you get hurt or scared when there is a fight.");
  add(Domain::complicating_factor, "Mum works nights and there is no money for a sitter", "Mum");
  add(Domain::existing_strength, name + " is at school each day and has a friend there", "School");
  add(Domain::existing_safety, "On 3 of the last 4 bad evenings Mum rang Gran, who came at once", "Gran", danger);
  const auto goal = add(Domain::safety_goal, "For six months " + name + " sleeps each night in a home where nobody fights", "Everybody",
                        danger, "We want you to sleep well every night.");
  add(Domain::next_step, "Gran keeps a bed ready; Mum rings her before it gets loud", "Mum and Gran", goal, "Gran has a bed for you.");
  const int first = choosing.between(2, 5);
  const std::tuple<const char*, const char*, int, const char*> people[] = {
      {"Mum", "mother", first + 3, "We have had two quiet weeks"},
      {"Gran", "grandmother", first + 1, "I am near, but I am not always there"},
      {"Ms Hart", "school", first, "Still tired on Mondays"}};
  for (const auto& [who, role, score, why] : people) done(safety::handle(unit, safety::ScaleSafety{id, "", who, role, score, why, ""}));
}

/// A few days later: what came of it, and the child hears it.
void answer(Unit& unit, const std::string& child) {
  for (const auto& said : unit.views().select<houses::SayingRow>("subject = $1 and told = 0", child)) {
    done(houses::handle(unit, houses::QuoteThing{said.saying, unit.today(), houses::UsedIn::assessment, "",
                                                 "It stands in the assessment in the child’s own words"}));
    done(houses::handle(unit, houses::TellChild{said.saying, unit.today(),
                                                "I wrote down what you said, just as you said it, and your mum and I talked about it"}));
  }
  for (const auto& task : unit.views().select<journey::TaskRow>("subject = $1 and done = 0", child))
    if (task.body.what.starts_with("Tell the child")) done(journey::handle(unit, journey::FinishTask{task.task, "Told at school"}));
}

/// An assessment that begins with risk, answered as far as a worker comes in an afternoon.
void think(Unit& unit, const std::string& child, const std::string& name, Choosing& choosing) {
  const auto id = done(assessment_model::handle(unit, assessment_model::BeginThinking{child, "risk_first"})).id;
  const auto opened = [&] { return unit.now().micros / 1'000'000 - choosing.between(60, 900); };
  const std::pair<const char*, std::string> answers[] = {
      {"told", "School says that " + name + " comes hungry and tired on Mondays. A neighbour heard shouting"},
      {"day", name + " gets up alone, eats at school and stays there until five"},
      {"hurts", "Mum’s partner, when he has been drinking. It was always at night"},
      {"protects", "Gran, who came on three of the last four bad evenings"},
      {"think", name + " is frightened at night and hides it. Mum wants help and is ashamed to ask"}};
  for (const auto& [question, words] : answers) {
    const std::string evidence = choosing.chance(0.7) ? "Seen at the visit; Ms Hart by telephone" : "";
    if (choosing.chance(0.85))
      done(assessment_model::handle(unit, assessment_model::AnswerQuestion{id, question, words, evidence, {}, opened()}));
  }
}

}  // namespace

void Story::hear(std::shared_ptr<Family> family, int child, Instant when) {
  // Choices of its own: the rest of the story stays as it was, whatever is added here.
  Choosing choosing(options_.seed * 7'919 + planned_);
  const auto& one = family->children[std::size_t(child)];
  const int years = age_on(one.born, when.date());
  if (family->worker.empty()) return;
  if (years >= 4 && choosing.chance(share_drawing)) {
    at(when, family->worker, [&](Unit& unit) { draw(unit, one.id, choosing); });
    const auto told = when + std::chrono::hours(24);
    if (choosing.chance(share_answered))
      plan_at(told, [this, family, told, id = one.id] { at(told, family->worker, [&](Unit& unit) { answer(unit, id); }); });
  }
  if (choosing.chance(share_thought)) at(when, family->worker, [&](Unit& unit) { think(unit, one.id, one.name, choosing); });
  if (choosing.chance(share_mapped)) at(when, family->worker, [&](Unit& unit) { map(unit, one.id, one.name, choosing); });
}

}  // namespace hearth::demo
