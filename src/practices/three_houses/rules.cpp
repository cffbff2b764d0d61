#include "practices/three_houses/rules.hpp"

#include <algorithm>

namespace hearth::three_houses {

Session evolve(Session session, const Session::Event& event) {
  std::visit(match{[&](const SessionBegan& e) { session.began = e; }, [&](const SessionFinished& e) { session.finished = e; }}, event);
  return session;
}

Sheet evolve(Sheet sheet, const Sheet::Event& event) {
  std::visit(match{[&](const SheetOpened& e) { sheet.opened = e; },
                   [&](const InkDrawn& e) {
                     for (const auto& m : e.marks) {
                       auto points = m.points ? read_points(*m.points).value() : std::vector<Point>{};
                       sheet.points += points.size();
                       if (sheet.marks.empty() || sheet.marks.back().mark.number != m.number) {
                         sheet.marks.push_back({m, {}});
                         sheet.marks.back().mark.points.reset();
                       }
                       auto& so_far = sheet.marks.back().points;
                       so_far.insert(so_far.end(), points.begin(), points.end());
                     }
                   },
                   [&](const MarkTakenBack& e) {
                     auto found = std::ranges::find(sheet.marks, e.number, [](const Drawn& d) { return d.mark.number; });
                     if (found != sheet.marks.end()) found->taken_back = e.back;
                   },
                   [&](const SharingAnswered& e) { sheet.sharing = e; }},
             event);
  return sheet;
}

Saying evolve(Saying saying, const Saying::Event& event) {
  std::visit(match{[&](const ThingSaid& e) { saying.said = e; }, [&](const ThingQuoted& e) { saying.quoted.push_back(e); },
                   [&](const ChildTold& e) { saying.told.push_back(e); }},
             event);
  return saying;
}

Result<std::vector<Session::Event>> decide(const BeginSession& c, const std::string& worker, std::vector<std::string> sheets, Date today) {
  Refusals wrong;
  if (c.on > today) wrong.push_back({"on", "This day is in the future. Begin the session on the day on which you are with the child"});
  if (c.child_agreed.empty())
    wrong.push_back({"child_agreed", "Write how the child said yes. Without the child’s yes there is no session"});
  if (c.parent != ParentAnswer::agreed && c.parent_reason.empty())
    wrong.push_back({"parent_reason", "Say why the session goes on without a parent’s agreement"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Session::Event>{
      SessionBegan{c.child, c.on, c.purpose, worker, c.place, c.child_agreed, c.parent, c.parent_reason, std::move(sheets)}};
}

Result<std::vector<Session::Event>> decide(const Session& session, const FinishSession& c) {
  if (session.finished) return refuse("", "This session is finished already");
  Refusals wrong;
  // Weld and Greening: everything is read back to the child before the session ends. The child may have had enough: then that is said.
  if (!c.read_back && c.reason.empty())
    wrong.push_back({"reason", "Read everything back to the child first, or say why that was not possible"});
  if (c.next.empty()) wrong.push_back({"next", "Write what you told the child about what happens next"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Session::Event>{SessionFinished{c.read_back, c.reason, c.next}};
}

Result<std::vector<Sheet::Event>> decide(const Sheet& sheet, const DrawInk& c) {
  if (auto wrong = faults(c.marks, sheet.marks, sheet.points); !wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Sheet::Event>{InkDrawn{c.marks}};
}

Result<std::vector<Sheet::Event>> decide(const Sheet& sheet, const TakeMarkBack& c) {
  const auto found = std::ranges::find(sheet.marks, c.number, [](const Drawn& d) { return d.mark.number; });
  if (found == sheet.marks.end()) return refuse("number", "There is no such mark on this sheet");
  if (found->taken_back == c.back)
    return refuse("number", c.back ? "This mark is taken back already" : "This mark is on the sheet already");
  return std::vector<Sheet::Event>{MarkTakenBack{c.number, c.back}};
}

Result<std::vector<Sheet::Event>> decide(const Sheet& sheet, const PutOnSheet& c) {
  std::vector<Mark> marks;
  int number = sheet.marks.empty() ? 0 : sheet.marks.back().mark.number;
  int at = sheet.marks.empty() ? 0 : sheet.marks.back().mark.at + 1'000;
  auto put = [&](MarkKind kind, const std::string& text, int size) {
    // Beside each other inside the house, so that nothing lies on something else until the house is full.
    const int place = number;
    Mark m{};
    m.kind = kind;
    m.number = ++number;
    m.at = at;
    m.size = size;
    m.x = 1'400 + place % 3 * 2'700;
    m.y = 3'100 + place / 3 % 4 * 1'100;
    m.text = text;
    marks.push_back(std::move(m));
  };
  if (c.stamp) put(MarkKind::stamp, *c.stamp, 1'000);
  if (c.words) put(MarkKind::words, *c.words, 260);
  if (marks.empty()) return refuse("words", "Choose a stamp or write words");
  if (auto wrong = faults(marks, sheet.marks, sheet.points); !wrong.empty())
    return refuse(c.words ? "words" : "stamp", wrong.front().sentence);
  return std::vector<Sheet::Event>{InkDrawn{std::move(marks)}};
}

Result<std::vector<Sheet::Event>> decide(const Sheet& sheet, const AnswerSharing& c) {
  const SharingAnswered answer{c.parents, c.team, c.meeting, c.court, c.words};
  if (sheet.sharing && changes(*sheet.sharing, answer).empty()) return refuse("", "Nothing is different from what the child said before");
  return std::vector<Sheet::Event>{answer};
}

Result<std::vector<Saying::Event>> decide(const Sheet& sheet, const SayThing& c) {
  Refusals wrong;
  if (c.x < 0 || c.x > sheet_width || c.y < 0 || c.y > sheet_height) wrong.push_back({"x", "This place lies off the sheet"});
  if (c.words.empty()) wrong.push_back({"words", "Write what the child said, in the child’s own words"});
  if (c.face && (*c.face < 1 || *c.face > 5)) wrong.push_back({"face", "Choose one of the five faces, or none"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Saying::Event>{ThingSaid{{},
                                              sheet.opened.session,
                                              sheet.opened.child,
                                              sheet.opened.worker,
                                              sheet.opened.house,
                                              c.x,
                                              c.y,
                                              c.question,
                                              c.words,
                                              c.face.value_or(0)}};
}

namespace {
void check_day(Refusals& wrong, Date on, Date held_on, Date today) {
  if (on > today) wrong.push_back({"on", "This day is in the future"});
  if (on < held_on) wrong.push_back({"on", "This is before " + held_on.spoken() + ", when the child said it"});
}
}  // namespace

Result<std::vector<Saying::Event>> decide(const Saying&, const QuoteThing& c, bool belongs, Date held_on, Date today) {
  Refusals wrong;
  check_day(wrong, c.on, held_on, today);
  if (!c.referral.empty() && !belongs) wrong.push_back({"referral", "Choose one of this child’s referrals"});
  if (c.changed.empty()) wrong.push_back({"changed", "Write what the child’s words changed. “Nothing, because …” is an answer too"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Saying::Event>{ThingQuoted{c.on, c.used_in, c.referral, c.changed}};
}

Result<std::vector<Saying::Event>> decide(const Saying&, const TellChild& c, Date held_on, Date today) {
  Refusals wrong;
  check_day(wrong, c.on, held_on, today);
  if (c.words.empty()) wrong.push_back({"words", "Write what you told the child, in the words that you used"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Saying::Event>{ChildTold{c.on, c.words}};
}

bool may_see(const std::optional<SharingAnswered>& sharing, Eyes eyes) {
  if (eyes == Eyes::own_worker) return true;
  if (!sharing) return false;
  const Answer answer = eyes == Eyes::team      ? sharing->team
                        : eyes == Eyes::parents ? sharing->parents
                        : eyes == Eyes::meeting ? sharing->meeting
                                                : sharing->court;
  return answer == Answer::yes;
}

}  // namespace hearth::three_houses
