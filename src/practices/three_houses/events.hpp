// What can happen when a child draws three houses. Everything that the child drew, wrote or said is labelled for the child's own
// workers; what is labelled for the case tells only that there was a session.
#pragma once

#include "journal/event.hpp"

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

namespace hearth::three_houses {

enum class House { good_things, worries, dreams };
BOOST_DESCRIBE_ENUM(House, good_things, worries, dreams)

enum class Purpose { enquiry, assessment, plan, review, closure };
BOOST_DESCRIBE_ENUM(Purpose, enquiry, assessment, plan, review, closure)

/// What those with parental responsibility said about the session.
enum class ParentAnswer { agreed, refused, not_asked };
BOOST_DESCRIBE_ENUM(ParentAnswer, agreed, refused, not_asked)

/// What the child says about showing a sheet to somebody. `later` is no until it is yes.
enum class Answer { no, yes, later };
BOOST_DESCRIBE_ENUM(Answer, no, yes, later)

// ---- a session ------------------------------------------------------------------------------------------------------------

struct SessionBegan {
  static constexpr journal::EventType type{"three_houses_began", 1};
  std::string child;
  Date on;
  Purpose purpose;
  std::string worker;  ///< The account of whoever sat with the child.
  std::string place;
  std::string child_agreed;  ///< How the child said yes, in the child's words.
  ParentAnswer parent;
  std::string parent_reason;  ///< Why it went on without a parent's yes.
  std::vector<std::string> sheets;
};
BOOST_DESCRIBE_STRUCT(SessionBegan, (), (child, on, purpose, worker, place, child_agreed, parent, parent_reason, sheets))

struct SessionFinished {
  static constexpr journal::EventType type{"three_houses_finished", 1};
  bool read_back = false;
  std::string reason;  ///< Why it was not read back to the child.
  std::string next;    ///< What the child was told about what happens now.
};
BOOST_DESCRIBE_STRUCT(SessionFinished, (), (read_back, reason, next))

// ---- one sheet ------------------------------------------------------------------------------------------------------------

struct SheetOpened {
  static constexpr journal::EventType type{"house_sheet_opened", 1};
  std::string session, child, worker;
  House house;
};
BOOST_DESCRIBE_STRUCT(SheetOpened, (), (session, child, worker, house))

enum class MarkKind { stroke, stamp, words };
BOOST_DESCRIBE_ENUM(MarkKind, stroke, stamp, words)

/// Something that the child put on the sheet. A stroke may come in pieces: a mark with the number of the last one carries it on.
struct Mark {
  MarkKind kind = MarkKind::stroke;
  int number = 0;                     ///< 1, 2, 3 … in the order in which they were begun on this sheet.
  int at = 0;                         ///< Milliseconds of drawing since the sheet was first touched.
  int colour = 0, size = 0;           ///< Which of the colours; in units of the sheet.
  int x = 0, y = 0;                   ///< Where a stamp or words stand.
  std::optional<std::string> points;  ///< Of a stroke: "x y pressure ms" of the first, then differences, all whole numbers.
  std::optional<std::string> text;    ///< The words, or the stamp's name.
};
BOOST_DESCRIBE_STRUCT(Mark, (), (kind, number, at, colour, size, x, y, points, text))

struct InkDrawn {
  static constexpr journal::EventType type{"house_ink_drawn", 1, kChild};
  std::vector<Mark> marks;
};
BOOST_DESCRIBE_STRUCT(InkDrawn, (), (marks))

/// Taken back, or put back again: nothing that was drawn is lost.
struct MarkTakenBack {
  static constexpr journal::EventType type{"house_mark_taken_back", 1, kChild};
  int number = 0;
  bool back = true;
};
BOOST_DESCRIBE_STRUCT(MarkTakenBack, (), (number, back))

/// To whom the child lets the sheet be shown. The latest counts, everywhere and at once.
struct SharingAnswered {
  static constexpr journal::EventType type{"house_sharing_answered", 1, kChild};
  Answer parents, team, meeting, court;
  std::string words;  ///< What the child said about it.
};
BOOST_DESCRIBE_STRUCT(SharingAnswered, (), (parents, team, meeting, court, words))

// ---- one thing that the child said -------------------------------------------------------------------------------------------

/// The child's explanation of a part of the drawing, beside what the worker had asked.
struct ThingSaid {
  static constexpr journal::EventType type{"house_thing_said", 1, kChild};
  std::string sheet, session, child, worker;
  House house;
  int x = 0, y = 0;  ///< Where it is pinned, in units of the sheet.
  std::string question, words;
  int face = 0;  ///< 1 very sad … 5 very happy; 0 when the child pointed to none.
};
BOOST_DESCRIBE_STRUCT(ThingSaid, (), (sheet, session, child, worker, house, x, y, question, words, face))

enum class UsedIn { assessment, plan, decision, meeting, safety_map };
BOOST_DESCRIBE_ENUM(UsedIn, assessment, plan, decision, meeting, safety_map)

/// Where the child's words were quoted, and what they changed.
struct ThingQuoted {
  static constexpr journal::EventType type{"house_thing_quoted", 1, kChild};
  Date on;
  UsedIn used_in;
  std::string referral;  ///< "" where it belongs to none.
  std::string changed;
};
BOOST_DESCRIBE_STRUCT(ThingQuoted, (), (on, used_in, referral, changed))

/// What the child was told about what came of it.
struct ChildTold {
  static constexpr journal::EventType type{"house_child_told", 1, kChild};
  Date on;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(ChildTold, (), (on, words))

}  // namespace hearth::three_houses
