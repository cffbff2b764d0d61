// What people see and send about Three Houses.
#pragma once

#include "access/reader.hpp"
#include "journey/lookup.hpp"
#include "practice/kit.hpp"
#include "practices/three_houses/rules.hpp"
#include "practices/three_houses/views.hpp"

namespace hearth::three_houses {

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

struct SessionLine {
  std::string session, worker;
  Date on;
  Purpose purpose;
  bool finished = false;
};
BOOST_DESCRIBE_STRUCT(SessionLine, (), (session, worker, on, purpose, finished))

struct Sessions {
  std::string child, name;
  std::vector<SessionLine> sessions;  ///< Latest first.
  bool may_record = false;
};
BOOST_DESCRIBE_STRUCT(Sessions, (), (child, name, sessions, may_record))

struct ShownMark {
  Mark mark;
  bool taken_back = false;
};
BOOST_DESCRIBE_STRUCT(ShownMark, (), (mark, taken_back))

struct SaidLine {
  std::string saying, question, words;
  int x = 0, y = 0, face = 0, quotes = 0;
  bool told = false;
};
BOOST_DESCRIBE_STRUCT(SaidLine, (), (saying, question, words, x, y, face, quotes, told))

struct SheetPage {
  std::string session, sheet, child, name, worker_name;
  House house;
  bool seen = false;  ///< May the viewer see what stands on it? If not, nothing below is filled.
  bool may_record = false;
  std::optional<SharingAnswered> sharing;
  std::vector<ShownMark> marks;
  std::vector<SaidLine> sayings;
  std::vector<Drawn> drawn;  ///< The same marks, ready to be drawn. Not part of the API's answer.
};
BOOST_DESCRIBE_STRUCT(SheetPage, (), (session, sheet, child, name, worker_name, house, seen, may_record, sharing, marks, sayings))

struct SessionPage {
  std::string session, name, worker_name;
  SessionBegan began;
  std::optional<SessionFinished> finished;
  bool may_record = false;
  std::vector<SheetPage> sheets;
  std::optional<Eyes> shown_to;  ///< On paper: for whom.
};
BOOST_DESCRIBE_STRUCT(SessionPage, (), (session, name, worker_name, began, finished, may_record, sheets, shown_to))

struct UseLine {
  Date on;
  UsedIn used_in;
  std::string referral, changed, who;
};
BOOST_DESCRIBE_STRUCT(UseLine, (), (on, used_in, referral, changed, who))

struct ToldLine {
  Date on;
  std::string words, who;
};
BOOST_DESCRIBE_STRUCT(ToldLine, (), (on, words, who))

struct SayingPage {
  std::string saying, name;
  ThingSaid said;
  Date on;
  bool seen = false, may_record = false;
  std::vector<UseLine> uses;
  std::vector<ToldLine> told;
  std::vector<journey::Option> referrals;
};
BOOST_DESCRIBE_STRUCT(SayingPage, (), (saying, name, said, on, seen, may_record, uses, told, referrals))

struct WaitingLine {
  std::string saying, child, name, words;
  House house;
  Date on;
  int quotes = 0, days = 0;
};
BOOST_DESCRIBE_STRUCT(WaitingLine, (), (saying, child, name, words, house, on, quotes, days))

struct Waiting {
  std::vector<WaitingLine> lines;  ///< Oldest first.
  std::int64_t all = 0;
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (lines, all))

struct Blank {
  bool ready = true;
};
BOOST_DESCRIBE_STRUCT(Blank, (), (ready))

// Sessions (pages_session.cpp)
std::optional<Sessions> read_sessions(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_sessions(const practice::Drawing& drawing, const Sessions& model);
WorkerPage draw_new_session(const practice::Drawing& drawing, practice::Fields& fields, const Sessions& model);
std::optional<SessionPage> read_session(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_session(const practice::Drawing& drawing, const SessionPage& model);
WorkerPage draw_thanks(const practice::Drawing& drawing, const SessionPage& model);
WorkerPage draw_finish(const practice::Drawing& drawing, practice::Fields& fields, const SessionPage& model);
std::optional<SessionPage> read_paper(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_paper(const practice::Drawing& drawing, const SessionPage& model);
std::optional<Blank> read_blank(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_blank(const practice::Drawing& drawing, const Blank& model);

// One sheet (pages_sheet.cpp)
std::optional<SheetPage> read_sheet(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_sheet(const practice::Drawing& drawing, const SheetPage& model);
WorkerPage draw_drawing(const practice::Drawing& drawing, practice::Fields& fields, const SheetPage& model);
WorkerPage draw_sharing(const practice::Drawing& drawing, practice::Fields& fields, const SheetPage& model);
WorkerPage draw_new_saying(const practice::Drawing& drawing, practice::Fields& fields, const SheetPage& model);

// What was said, and what came of it (pages_said.cpp)
std::optional<SayingPage> read_saying(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_saying(const practice::Drawing& drawing, const SayingPage& model);
WorkerPage draw_use(const practice::Drawing& drawing, practice::Fields& fields, const SayingPage& model);
WorkerPage draw_told(const practice::Drawing& drawing, practice::Fields& fields, const SayingPage& model);
std::optional<Waiting> read_waiting(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_waiting(const practice::Drawing& drawing, const Waiting& model);

/// Fills a sheet's page from its stream, if the viewer may see it.
SheetPage sheet_of(const Worker& reader, const std::string& sheet, const std::string& name);

// Commands (commands.cpp)
Result<practice::Done> handle(journal::Unit& unit, const BeginSession& command);
Result<practice::Done> handle(journal::Unit& unit, const FinishSession& command);
Result<practice::Done> handle(journal::Unit& unit, const DrawInk& command);
Result<practice::Done> handle(journal::Unit& unit, const TakeMarkBack& command);
Result<practice::Done> handle(journal::Unit& unit, const PutOnSheet& command);
Result<practice::Done> handle(journal::Unit& unit, const AnswerSharing& command);
Result<practice::Done> handle(journal::Unit& unit, const SayThing& command);
Result<practice::Done> handle(journal::Unit& unit, const QuoteThing& command);
Result<practice::Done> handle(journal::Unit& unit, const TellChild& command);

}  // namespace hearth::three_houses
