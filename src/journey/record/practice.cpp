#include "journey/journey.hpp"
#include "journey/record/pages.hpp"
#include "journey/record/views.hpp"

namespace hearth::journey {

void register_record(practice::Kit& kit) {
  using access::Permission;
  using practice::Done, practice::Guard;
  register_record_views(kit.catalogue());
  kit.form("/children/{child}/notes/new", "write_note", "Write a note", {Permission::record_child, "child", "person"}, read_new_note,
           draw_new_note, static_cast<Result<Done> (*)(journal::Unit&, const WriteNote&)>(handle), "Note saved");
  kit.page("/notes/{note}", "A note, with its corrections", {Permission::see_child, "note", "note"}, read_note, draw_note);
  kit.form("/notes/{note}/correction", "correct_note", "Correct a note", {Permission::record_child, "note", "note"}, read_note,
           draw_note_correction, static_cast<Result<Done> (*)(journal::Unit&, const CorrectNote&)>(handle), "Note corrected");
  kit.form("/children/{child}/tasks/new", "set_task", "Set a task", {Permission::record_child, "child", "person"}, read_new_task,
           draw_new_task, static_cast<Result<Done> (*)(journal::Unit&, const SetTask&)>(handle), "Task set");
  kit.page("/tasks/{task}", "A task", {Permission::see_child, "task", "task"}, read_task, draw_task);
  kit.form("/tasks/{task}/done", "finish_task", "Mark a task as done", {Permission::record_child, "task", "task"}, read_task,
           draw_task_done, static_cast<Result<Done> (*)(journal::Unit&, const FinishTask&)>(handle), "Task done");
  kit.form("/tasks/{task}/reopened", "reopen_task", "Open a task again", {Permission::record_child, "task", "task"}, read_task,
           draw_task_reopened, static_cast<Result<Done> (*)(journal::Unit&, const ReopenTask&)>(handle), "Task opened again");
}

}  // namespace hearth::journey
