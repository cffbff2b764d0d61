#include "journey/record/rules.hpp"

namespace hearth::journey {

Note evolve(Note note, const Note::Event& event) {
  std::visit(match{[&](const NoteWritten& e) { note.written = e; },
                   [&](const NoteCorrected& e) {
                     note.written.words = e.words;
                     ++note.corrections;
                   }},
             event);
  return note;
}

Task evolve(Task task, const Task::Event& event) {
  std::visit(match{[&](const TaskSet& e) { task.set = e; }, [&](const TaskDone&) { task.done = true; },
                   [&](const TaskReopened&) { task.done = false; }},
             event);
  return task;
}

Result<std::vector<Note::Event>> decide(const WriteNote& c, std::optional<Date> born, Date today) {
  Refusals wrong;
  if (c.on > today) wrong.push_back({"on", "This day is in the future. A note tells what happened"});
  // A year before the birth leaves room for what is noted about an unborn child.
  else if (born && c.on < *born - 366)
    wrong.push_back({"on", "This is long before the child was born. Check the year"});
  if (c.words.empty()) wrong.push_back({"words", "Write what happened"});
  if (c.child_seen_alone && !c.child_seen) wrong.push_back({"child_seen", "A child who was seen alone was seen. Choose yes"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Note::Event>{NoteWritten{c.child, c.kind, c.on, c.words, c.child_seen, c.child_seen_alone, c.childs_words}};
}

bool may_correct(const std::string& author, const std::string& actor, bool manages) { return manages || author == actor; }

Result<std::vector<Note::Event>> decide(const Note& note, const CorrectNote& c, const std::string& author, const std::string& actor,
                                        bool manages) {
  if (!may_correct(author, actor, manages))
    return refuse("", "Only the person who wrote this note or a team manager may correct it. Write a note of your own");
  Refusals wrong;
  if (c.words.empty()) wrong.push_back({"words", "Write the note as it should read"});
  if (c.words == note.written.words) wrong.push_back({"words", "Nothing is different from what is recorded"});
  if (c.reason.empty()) wrong.push_back({"reason", "Say why the note is corrected. The first writing is kept"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Note::Event>{NoteCorrected{c.words, c.reason}};
}

Result<std::vector<Task::Event>> decide(const SetTask& c, Date today) {
  Refusals wrong;
  if (c.what.empty()) wrong.push_back({"what", "Write what is to be done"});
  if (c.person.empty()) wrong.push_back({"person", "Choose who is to do it"});
  if (c.by < today) wrong.push_back({"by", "This day has gone by. Choose a day from today on"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Task::Event>{TaskSet{c.child, c.what, c.person, c.by}};
}

Result<std::vector<Task::Event>> decide(const Task& task, const FinishTask& c) {
  if (task.done) return refuse("", "This task is done already");
  return std::vector<Task::Event>{TaskDone{c.words}};
}

Result<std::vector<Task::Event>> decide(const Task& task, const ReopenTask& c) {
  if (!task.done) return refuse("", "This task is still open");
  if (c.reason.empty()) return refuse("reason", "Say why the task is open again");
  return std::vector<Task::Event>{TaskReopened{c.reason}};
}

}  // namespace hearth::journey
