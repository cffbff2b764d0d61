// What may happen to notes and tasks. Pure.
#pragma once

#include "base/result.hpp"
#include "journal/unit.hpp"
#include "journey/record/events.hpp"

#include <variant>
#include <vector>

namespace hearth::journey {

struct Note {
  static constexpr std::string_view kind = "note";
  using Event = std::variant<NoteWritten, NoteCorrected>;
  NoteWritten written;
  int corrections = 0;
  std::string subject(std::string_view) const { return written.child; }
  std::vector<std::string> about(std::string_view) const { return {written.child}; }
};
Note evolve(Note note, const Note::Event& event);

struct Task {
  static constexpr std::string_view kind = "task";
  using Event = std::variant<TaskSet, TaskDone, TaskReopened>;
  TaskSet set;
  bool done = false;
  std::string subject(std::string_view) const { return set.child; }
  std::vector<std::string> about(std::string_view) const { return {set.child}; }
};
Task evolve(Task task, const Task::Event& event);

struct WriteNote {
  static constexpr Asks asks[] = {{"kind", "Choose what kind of note it is"}, {"on", "Enter the day on which it happened"}};
  std::string child;
  NoteKind kind;
  Date on;
  std::string words;
  bool child_seen = false, child_seen_alone = false;
  std::optional<std::string> childs_words;
};
BOOST_DESCRIBE_STRUCT(WriteNote, (), (child, kind, on, words, child_seen, child_seen_alone, childs_words))

struct CorrectNote {
  std::string note;
  std::string words, reason;
};
BOOST_DESCRIBE_STRUCT(CorrectNote, (), (note, words, reason))

struct SetTask {
  static constexpr Asks asks[] = {{"by", "Enter the day by which it is to be done"}};
  std::string child;
  std::string what;
  std::string person;
  Date by;
};
BOOST_DESCRIBE_STRUCT(SetTask, (), (child, what, person, by))

struct FinishTask {
  std::string task;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(FinishTask, (), (task, words))

struct ReopenTask {
  std::string task;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReopenTask, (), (task, reason))

/// `born`: the child's date of birth, if known: nothing about a child is noted before it.
Result<std::vector<Note::Event>> decide(const WriteNote& command, std::optional<Date> born, Date today);
/// A note is corrected by who wrote it or by a manager of the child's team. `manages`: `actor` is one.
bool may_correct(const std::string& author, const std::string& actor, bool manages);
Result<std::vector<Note::Event>> decide(const Note& note, const CorrectNote& command, const std::string& author, const std::string& actor,
                                        bool manages);
Result<std::vector<Task::Event>> decide(const SetTask& command, Date today);
Result<std::vector<Task::Event>> decide(const Task& task, const FinishTask& command);
Result<std::vector<Task::Event>> decide(const Task& task, const ReopenTask& command);

}  // namespace hearth::journey
