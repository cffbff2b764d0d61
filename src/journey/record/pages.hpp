// What people see and send about notes and tasks.
#pragma once

#include "access/reader.hpp"
#include "journey/lookup.hpp"
#include "journey/record/rules.hpp"
#include "practice/kit.hpp"

namespace hearth::journey {

struct NewNote {
  std::string child, name;
};
BOOST_DESCRIBE_STRUCT(NewNote, (), (child, name))

/// One writing of a note: the first, or a correction with its reason.
struct NoteWriting {
  std::string words, reason, who;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(NoteWriting, (), (words, reason, who, at))

struct NotePage {
  std::string note, child, name;
  NoteWritten now;                    ///< As it reads now.
  std::vector<NoteWriting> writings;  ///< Oldest first; never empty.
  bool may_correct = false;
};
BOOST_DESCRIBE_STRUCT(NotePage, (), (note, child, name, now, writings, may_correct))

struct NewTask {
  std::string child, name;
  std::vector<Option> workers;
  std::string viewer;  ///< Who asks: a task is one's own unless said otherwise.
};
BOOST_DESCRIBE_STRUCT(NewTask, (), (child, name, workers, viewer))

/// One thing that happened to a task.
struct TaskLine {
  std::string what, words, who;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(TaskLine, (), (what, words, who, at))

struct TaskPage {
  std::string task, child, name, what, who;
  Date by;
  bool done = false;
  std::string due, tag, colour;  ///< In words, while it is open.
  std::vector<TaskLine> lines;   ///< Oldest first.
  bool may_record = false;
};
BOOST_DESCRIBE_STRUCT(TaskPage, (), (task, child, name, what, who, by, done, due, tag, lines, may_record))

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

std::optional<NewNote> read_new_note(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_new_note(const practice::Drawing& drawing, practice::Fields& fields, const NewNote& model);
std::optional<NotePage> read_note(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_note(const practice::Drawing& drawing, const NotePage& model);
WorkerPage draw_note_correction(const practice::Drawing& drawing, practice::Fields& fields, const NotePage& model);

std::optional<NewTask> read_new_task(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_new_task(const practice::Drawing& drawing, practice::Fields& fields, const NewTask& model);
std::optional<TaskPage> read_task(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_task(const practice::Drawing& drawing, const TaskPage& model);
WorkerPage draw_task_done(const practice::Drawing& drawing, practice::Fields& fields, const TaskPage& model);
WorkerPage draw_task_reopened(const practice::Drawing& drawing, practice::Fields& fields, const TaskPage& model);

Result<practice::Done> handle(journal::Unit& unit, const WriteNote& command);
Result<practice::Done> handle(journal::Unit& unit, const CorrectNote& command);
Result<practice::Done> handle(journal::Unit& unit, const SetTask& command);
Result<practice::Done> handle(journal::Unit& unit, const FinishTask& command);
Result<practice::Done> handle(journal::Unit& unit, const ReopenTask& command);

}  // namespace hearth::journey
