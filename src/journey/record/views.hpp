// What is kept for reading about notes and tasks.
#pragma once

#include "journal/catalogue.hpp"
#include "journal/view.hpp"
#include "journey/record/events.hpp"

namespace hearth::journey {

struct NoteRow {
  static constexpr journal::View view{.name = "note", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"subject, on_day"};
  struct Body {
    std::string words;
    std::optional<std::string> childs_words;
    BOOST_DESCRIBE_CLASS(Body, (), (words, childs_words), (), ())
  };
  std::string note, subject;
  NoteKind kind{};
  Date on_day;
  bool child_seen = false, child_seen_alone = false;
  int corrections = 0;
  std::string author;
  Body body;
};
BOOST_DESCRIBE_STRUCT(NoteRow, (), (note, subject, kind, on_day, child_seen, child_seen_alone, corrections, author, body))

struct TaskRow {
  static constexpr journal::View view{.name = "task", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"person, done, due", "subject, done"};
  struct Body {
    std::string what;
    BOOST_DESCRIBE_CLASS(Body, (), (what), (), ())
  };
  std::string task, subject, person;
  Date due;
  bool done = false;
  Body body;
};
BOOST_DESCRIBE_STRUCT(TaskRow, (), (task, subject, person, due, done, body))

void register_record_views(journal::Catalogue& catalogue);

}  // namespace hearth::journey
