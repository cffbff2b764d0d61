// What is written in a child's record beside the steps of the law: case notes and tasks.
#pragma once

#include "base/time.hpp"
#include "journal/event.hpp"

#include <boost/describe.hpp>
#include <optional>
#include <string>

namespace hearth::journey {

enum class NoteKind { visit, telephone_call, meeting, letter_or_message, supervision, other };
BOOST_DESCRIBE_ENUM(NoteKind, visit, telephone_call, meeting, letter_or_message, supervision, other)

struct NoteWritten {
  static constexpr journal::EventType type{"note_written", 1};
  std::string child;
  NoteKind kind;
  Date on;
  std::string words;
  bool child_seen = false, child_seen_alone = false;
  std::optional<std::string> childs_words;
};
BOOST_DESCRIBE_STRUCT(NoteWritten, (), (child, kind, on, words, child_seen, child_seen_alone, childs_words))

/// The note reads so from now on; the first writing stays in the journal.
struct NoteCorrected {
  static constexpr journal::EventType type{"note_corrected", 1};
  std::string words;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NoteCorrected, (), (words, reason))

struct TaskSet {
  static constexpr journal::EventType type{"task_set", 1};
  std::string child;
  std::string what;
  std::string person;  ///< Who is to do it.
  Date by;
};
BOOST_DESCRIBE_STRUCT(TaskSet, (), (child, what, person, by))

struct TaskDone {
  static constexpr journal::EventType type{"task_done", 1};
  std::string words;
};
BOOST_DESCRIBE_STRUCT(TaskDone, (), (words))

/// A task that was ticked off by mistake, or that turned out not to be done.
struct TaskReopened {
  static constexpr journal::EventType type{"task_reopened", 1};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(TaskReopened, (), (reason))

}  // namespace hearth::journey
