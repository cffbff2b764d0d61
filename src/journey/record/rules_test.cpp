#include "journey/record/rules.hpp"

#include "journey/testing.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace hearth::journey {
namespace {

using testing::given, testing::told;

const Date today = Date::of(2026, 4, 7);
const Date born = Date::of(2019, 2, 3);
const NoteWritten written{"child", NoteKind::visit, today, "Lee was at Gran's", true, false, "I like it here"};
const TaskSet set{"child", "Ring the school", "sam", today};

WriteNote note(Date on, std::string words = "Lee was at Gran's", bool seen = false, bool alone = false) {
  return {"child", NoteKind::visit, on, std::move(words), seen, alone, {}};
}

TEST(Note, TellsWhatHappened) {
  const struct {
    const char* name;
    WriteNote when;
    std::optional<Date> born;
    const char* then;
  } table[] = {
      {"today", note(today), born, "note_written"},
      {"tomorrow", note(today + 1), born, "on: This day is in the future. A note tells what happened"},
      {"before the birth, of the unborn child", note(born - 200), born, "note_written"},
      {"long before the birth", note(born - 367), born, "on: This is long before the child was born. Check the year"},
      {"long ago, age not known", note(born - 367), {}, "note_written"},
      {"nothing", note(today, ""), born, "words: Write what happened"},
      {"one letter", note(today, "x"), born, "note_written"},
      {"from right to left", note(today, "زرت الطفل في المدرسة"), born, "note_written"},
      {"as long as a text may be", note(today, std::string(200'000, 'x')), born, "note_written"},
      {"seen alone", note(today, "x", true, true), born, "note_written"},
      {"alone but not seen", note(today, "x", false, true), born, "child_seen: A child who was seen alone was seen. Choose yes"},
      {"everything wrong", note(today + 1, "", false, true), born,
       "on: This day is in the future. A note tells what happened\nwords: Write what happened\n"
       "child_seen: A child who was seen alone was seen. Choose yes"},
  };
  for (const auto& c : table) EXPECT_EQ(told(decide(c.when, c.born, today)), c.then) << c.name;
}

TEST(Note, IsCorrectedByItsAuthorOrAManagerAndKeepsItsFirstWriting) {
  const auto first = given<Note>({written});
  auto correct = [&](std::string words, std::string reason, const std::string& actor, bool manages = false) {
    return told(decide(first, CorrectNote{"n", std::move(words), std::move(reason)}, "sam", actor, manages));
  };
  EXPECT_EQ(correct("Lee was at his gran's", "Wrong name", "sam"), "note_corrected");
  EXPECT_EQ(correct("Lee was at his gran's", "Wrong name", "ada", true), "note_corrected");
  EXPECT_EQ(correct("Lee was at his gran's", "Wrong name", "ada"),
            ": Only the person who wrote this note or a team manager may correct it. Write a note of your own");
  EXPECT_EQ(correct("", "", "sam"),
            "words: Write the note as it should read\nreason: Say why the note is corrected. The first writing is kept");
  EXPECT_EQ(correct(written.words, "Wrong name", "sam"), "words: Nothing is different from what is recorded");

  const auto corrected = given<Note>({written, NoteCorrected{"Lee was at his gran's", "Wrong name"}});
  EXPECT_EQ(corrected.written.words, "Lee was at his gran's");
  EXPECT_EQ(corrected.corrections, 1);
  EXPECT_EQ(corrected.written.childs_words, written.childs_words);
}

TEST(Task, IsSetForADayToCome) {
  EXPECT_EQ(told(decide(SetTask{"child", "Ring the school", "sam", today}, today)), "task_set");
  EXPECT_EQ(told(decide(SetTask{"child", "Ring the school", "sam", today - 1}, today)),
            "by: This day has gone by. Choose a day from today on");
  EXPECT_EQ(told(decide(SetTask{"child", "", "", today - 1}, today)),
            "what: Write what is to be done\nperson: Choose who is to do it\nby: This day has gone by. Choose a day from today on");
}

TEST(Task, IsDoneOnceAndMayBeOpenedAgain) {
  const auto open = given<Task>({set});
  const auto done = given<Task>({set, TaskDone{"They rang back"}});
  const auto again = given<Task>({set, TaskDone{"They rang back"}, TaskReopened{"The wrong school"}});
  EXPECT_EQ(told(decide(open, FinishTask{"t", ""})), "task_done");
  EXPECT_EQ(told(decide(done, FinishTask{"t", ""})), ": This task is done already");
  EXPECT_EQ(told(decide(done, ReopenTask{"t", "The wrong school"})), "task_reopened");
  EXPECT_EQ(told(decide(done, ReopenTask{"t", ""})), "reason: Say why the task is open again");
  EXPECT_EQ(told(decide(open, ReopenTask{"t", "The wrong school"})), ": This task is still open");
  EXPECT_EQ(told(decide(again, FinishTask{"t", ""})), "task_done");
}

RC_GTEST_PROP(RecordProperty, AnythingThatIsRecordedCanBeFolded, ()) {
  auto choices = testing::any_choices(200);
  Note note{};
  Task task{};
  while (choices.at < choices.numbers.size()) {
    const auto before = note.corrections;
    const auto event = testing::any_event<Note::Event>(choices);
    note = evolve(std::move(note), event);
    RC_ASSERT(note.corrections == before + (std::holds_alternative<NoteCorrected>(event) ? 1 : 0));
    const auto of_task = testing::any_event<Task::Event>(choices);
    task = evolve(std::move(task), of_task);
    if (std::holds_alternative<TaskDone>(of_task)) RC_ASSERT(task.done);
    if (std::holds_alternative<TaskReopened>(of_task)) RC_ASSERT(!task.done);
  }
}

RC_GTEST_PROP(RecordProperty, WhatIsAcceptedIsRecordedAsItWasSent, ()) {
  auto choices = testing::any_choices(40);
  const auto c = testing::any<WriteNote>(choices);
  const auto events = decide(c, {}, today);
  if (!events) return;
  const auto& e = std::get<NoteWritten>(events->front());
  RC_ASSERT(to_json(e) == to_json(NoteWritten{c.child, c.kind, c.on, c.words, c.child_seen, c.child_seen_alone, c.childs_words}));
  RC_ASSERT((e.on <= today && !e.words.empty() && (e.child_seen || !e.child_seen_alone)));
}

}  // namespace
}  // namespace hearth::journey
