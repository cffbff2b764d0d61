// What may happen in a session of three houses. Pure: no clock, no database.
#pragma once

#include "base/result.hpp"
#include "journal/unit.hpp"
#include "practices/three_houses/ink.hpp"

#include <map>
#include <variant>

namespace hearth::three_houses {

// ---- states ---------------------------------------------------------------------------------------------------------------

struct Session {
  static constexpr std::string_view kind = "three_houses";
  using Event = std::variant<SessionBegan, SessionFinished>;
  SessionBegan began;
  std::optional<SessionFinished> finished;
  std::string subject(std::string_view) const { return began.child; }
  std::vector<std::string> about(std::string_view) const { return {began.child}; }
};
Session evolve(Session session, const Session::Event& event);

struct Sheet {
  static constexpr std::string_view kind = "house";
  using Event = std::variant<SheetOpened, InkDrawn, MarkTakenBack, SharingAnswered>;
  SheetOpened opened;
  std::vector<Drawn> marks;
  std::size_t points = 0;
  std::optional<SharingAnswered> sharing;
  std::string subject(std::string_view) const { return opened.child; }
  /// Nobody: a drawing of an hour is hundreds of events, and none of them belongs into the chronology. Its routes are guarded by the
  /// session, which is about the child.
  std::vector<std::string> about(std::string_view) const { return {}; }
};
Sheet evolve(Sheet sheet, const Sheet::Event& event);

struct Saying {
  static constexpr std::string_view kind = "saying";
  using Event = std::variant<ThingSaid, ThingQuoted, ChildTold>;
  ThingSaid said;
  std::vector<ThingQuoted> quoted;
  std::vector<ChildTold> told;
  std::string subject(std::string_view) const { return said.child; }
  std::vector<std::string> about(std::string_view) const { return {said.child}; }
};
Saying evolve(Saying saying, const Saying::Event& event);

// ---- commands -------------------------------------------------------------------------------------------------------------

struct BeginSession {
  static constexpr Asks asks[] = {
      {"on", "Enter the day of the session"}, {"purpose", "Choose what the session is for"}, {"parent", "Choose what the parent said"}};
  std::string child;
  Date on;
  Purpose purpose;
  std::string place;
  std::string child_agreed;
  ParentAnswer parent;
  std::string parent_reason;
};
BOOST_DESCRIBE_STRUCT(BeginSession, (), (child, on, purpose, place, child_agreed, parent, parent_reason))

struct DrawInk {
  std::string session, sheet;
  std::vector<Mark> marks;
};
BOOST_DESCRIBE_STRUCT(DrawInk, (), (session, sheet, marks))

struct TakeMarkBack {
  std::string session, sheet;
  int number = 0;
  bool back = true;
};
BOOST_DESCRIBE_STRUCT(TakeMarkBack, (), (session, sheet, number, back))

/// A stamp or words from a form, without a script: the sheet gives the number and the place.
struct PutOnSheet {
  std::string session, sheet;
  std::optional<std::string> stamp, words;
};
BOOST_DESCRIBE_STRUCT(PutOnSheet, (), (session, sheet, stamp, words))

struct AnswerSharing {
  static constexpr Asks asks[] = {{"parents", "Choose what the child said about parents"},
                                  {"team", "Choose what the child said about the people who work with you"},
                                  {"meeting", "Choose what the child said about meetings"},
                                  {"court", "Choose what the child said about court"}};
  std::string session, sheet;
  Answer parents, team, meeting, court;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(AnswerSharing, (), (session, sheet, parents, team, meeting, court, words))

struct FinishSession {
  std::string session;
  bool read_back = false;
  std::string reason, next;
};
BOOST_DESCRIBE_STRUCT(FinishSession, (), (session, read_back, reason, next))

struct SayThing {
  static constexpr Asks asks[] = {{"x", "Choose where on the drawing it belongs"}, {"y", "Choose where on the drawing it belongs"}};
  std::string session, sheet;
  int x = sheet_width / 2, y = sheet_height / 2;
  std::string question, words;
  std::optional<int> face;
};
BOOST_DESCRIBE_STRUCT(SayThing, (), (session, sheet, x, y, question, words, face))

struct QuoteThing {
  static constexpr Asks asks[] = {{"on", "Enter the day on which it was used"}, {"used_in", "Choose where the words were used"}};
  std::string saying;
  Date on;
  UsedIn used_in;
  std::string referral, changed;
};
BOOST_DESCRIBE_STRUCT(QuoteThing, (), (saying, on, used_in, referral, changed))

struct TellChild {
  static constexpr Asks asks[] = {{"on", "Enter the day on which the child was told"}};
  std::string saying;
  Date on;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(TellChild, (), (saying, on, words))

// ---- rules ----------------------------------------------------------------------------------------------------------------

/// `sheets`: the ids of the three sheets. `worker`: who sits with the child.
Result<std::vector<Session::Event>> decide(const BeginSession& command, const std::string& worker, std::vector<std::string> sheets,
                                           Date today);
Result<std::vector<Session::Event>> decide(const Session& session, const FinishSession& command);
Result<std::vector<Sheet::Event>> decide(const Sheet& sheet, const DrawInk& command);
Result<std::vector<Sheet::Event>> decide(const Sheet& sheet, const TakeMarkBack& command);
Result<std::vector<Sheet::Event>> decide(const Sheet& sheet, const PutOnSheet& command);
Result<std::vector<Sheet::Event>> decide(const Sheet& sheet, const AnswerSharing& command);
Result<std::vector<Saying::Event>> decide(const Sheet& sheet, const SayThing& command);
/// `belongs`: the referral is one of this child's.
Result<std::vector<Saying::Event>> decide(const Saying& saying, const QuoteThing& command, bool belongs, Date held_on, Date today);
Result<std::vector<Saying::Event>> decide(const Saying& saying, const TellChild& command, Date held_on, Date today);

/// Who looks at a sheet, as far as the child's answers tell them apart.
enum class Eyes { own_worker, team, parents, meeting, court };
BOOST_DESCRIBE_ENUM(Eyes, own_worker, team, parents, meeting, court)

/// May they see the sheet? Until the child has been asked, only the worker who sat with the child.
bool may_see(const std::optional<SharingAnswered>& sharing, Eyes eyes);

}  // namespace hearth::three_houses
