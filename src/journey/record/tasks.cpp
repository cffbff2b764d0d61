// Tasks: set for a colleague who may know of the child, done, and opened again.

#include "html/elements.hpp"
#include "journey/record/pages.hpp"
#include "journey/record/views.hpp"

namespace hearth::journey {

using practice::Asked, practice::Done, practice::Drawing, practice::Fields, practice::Typed;
namespace govuk = html::govuk;

namespace {

/// Who may be given a task about a child: whoever works with the child ($1), the teams that do, and the teams of the person who asks
/// ($2), at a moment ($3). Anybody else would learn from the task that the child is known.
constexpr store::Sql may_be_given =
    "closed = 0 and (account = $2"
    " or account in (select person from v_relation where subject = $1 and (until is null or until > $3))"
    " or account in (select m.account from v_team_member m join v_relation r on r.team = m.team where r.subject = $1 and (r.until is null "
    "or r.until > $3))"
    " or account in (select m.account from v_team_member m join v_team_member mine on mine.team = m.team where mine.account = $2))";

html::Html back_to(const std::string& path, const std::string& words) { return govuk::back_link({.text = words, .href = address(path)}); }

}  // namespace

// ---- a new task -------------------------------------------------------------------------------------------------------------

std::optional<NewTask> read_new_task(const Worker& reader, const Asked& asked) {
  const auto& id = asked["child"];
  const auto person = reader.get<PersonRow>(id);
  if (!person || !person->child) return std::nullopt;
  NewTask model{id, name_of(person->body.details), {}, reader.viewer().account};
  for (const auto& row : reader.list<access::AccountRow>(may_be_given, id, reader.viewer().account, reader.now().micros))
    model.workers.push_back({row.account, row.body.name});
  std::ranges::sort(model.workers, {}, &Option::words);
  return model;
}

WorkerPage draw_new_task(const Drawing&, Fields& fields, const NewTask& m) {
  WorkerPage page{.title = "Set a task: " + m.name, .body = {}, .before = back_to("/children/" + m.child, m.name)};
  html::Html form;
  form << fields.words("what", "What is to be done?", {.rows = 3});
  form << fields.pick("person", "Who is to do it?", choices(m.workers), "People who work with the child, and your teams", m.viewer);
  form << fields.date("by", "By when?", "For example, 27 3 2026");
  page << h::two_thirds(h::heading({.text = "Set a task", .level = 1, .size = "l", .caption = m.name}), fields.form(form, "Set the task"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const SetTask& command) {
  if (!unit.load<Person>(command.child)->child) return refuse("", "There is no such child");
  auto events = decide(command, unit.today());
  Refusals wrong;
  if (!events) wrong = std::move(events.error());
  const auto able = unit.views().select<access::AccountRow>(may_be_given, command.child, unit.actor().person, unit.now().micros);
  if (!command.person.empty() && std::ranges::find(able, command.person, &access::AccountRow::account) == able.end())
    wrong.push_back({"person", "Choose somebody who works with the child, or of your teams"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  const auto id = unit.new_id();
  auto task = unit.begin<Task>(id);
  unit.append(task, *events);
  return Done{"/children/" + command.child, id};
}

// ---- one task ---------------------------------------------------------------------------------------------------------------

std::optional<TaskPage> read_task(const Worker& reader, const Asked& asked) {
  const auto& id = asked["task"];
  const auto task = reader.load<Task>(id);
  if (!task.exists() || task->set.child.empty()) return std::nullopt;
  Names names(reader);
  const auto& set = task->set;
  TaskPage page{id, set.child, names.child(set.child), set.what, names.worker(set.person), set.by, task->done, {}, {}, {}, {}, false};
  if (!page.done) {
    auto due = due_words(reader.reference(), set.by, reader.today());
    page.due = std::move(due.words);
    page.tag = std::move(due.tag);
    page.colour = std::move(due.colour);
  }
  for (const auto& stored : reader.events_of<Task>(id)) {
    if (!stored.body) continue;
    auto add = [&](const char* what, const std::string& words) {
      page.lines.push_back({what, words, names.worker(stored.envelope.actor), stored.envelope.recorded});
    };
    std::visit(match{[&](const TaskSet&) { add("Set", {}); }, [&](const TaskDone& e) { add("Done", e.words); },
                     [&](const TaskReopened& e) { add("Opened again", e.reason); }},
               journal::decode<Task::Event>(reader.catalogue(), stored));
  }
  page.may_record = reader.may(access::Permission::record_child, page.child);
  return page;
}

namespace {

WorkerPage task_page(const TaskPage& m, const std::string& title) {
  WorkerPage page{.title = title + ": " + m.name, .body = {}, .before = back_to("/children/" + m.child, m.name)};
  page << h::heading({.text = title, .level = 1, .size = "l", .caption = m.name});
  page << said(m.what);
  html::Html who;
  who.text("For " + m.who + ". ");
  if (m.done)
    who.text("It was to be done by " + m.by.spoken() + ".");
  else
    who.append(due_tag({m.due, m.tag, m.colour}));
  page << h::p(who);
  return page;
}

html::Html done_form(Fields& fields, const TaskPage& m) {
  const auto words = fields.words("words", "What was done?", {.hint = "Leave it empty if there is nothing to add", .rows = 3});
  return fields.form(words, "Mark as done", address("/tasks/" + m.task + "/done"));
}

html::Html reopening_form(Fields& fields, const TaskPage& m) {
  return fields.form(fields.words("reason", "Why is it open again?", {.rows = 2}), "Open the task again",
                     address("/tasks/" + m.task + "/reopened"));
}

}  // namespace

WorkerPage draw_task(const Drawing& drawing, const TaskPage& m) {
  auto page = task_page(m, m.done ? "Task, done" : "Task");
  const Typed nothing;
  Fields fields(drawing, nothing);
  if (m.may_record && !m.done) page << h::two_thirds(done_form(fields, m));
  govuk::Table table{.caption = "What happened", .caption_classes = "govuk-table__caption--m", .head = govuk::row("When", "What", "Who")};
  for (const auto& line : m.lines) {
    html::Html what;
    what.text(line.what);
    if (!line.words.empty()) what.append(h::div("hearth-words", line.words));
    table.rows.push_back(govuk::row(line.at.spoken(), what, line.who));
  }
  page << govuk::table(table);
  if (m.may_record && m.done) page << govuk::details({.summary = "It is not done after all", .text = reopening_form(fields, m)});
  return page;
}

WorkerPage draw_task_done(const Drawing&, Fields& fields, const TaskPage& m) {
  auto page = task_page(m, "Mark the task as done");
  if (m.done && !fields.has_errors())
    page << govuk::inset_text({.text = "This task is done already."});
  else
    page << h::two_thirds(done_form(fields, m));
  return page;
}

WorkerPage draw_task_reopened(const Drawing&, Fields& fields, const TaskPage& m) {
  auto page = task_page(m, "Open the task again");
  if (!m.done && !fields.has_errors())
    page << govuk::inset_text({.text = "This task is still open."});
  else
    page << h::two_thirds(reopening_form(fields, m));
  return page;
}

Result<Done> handle(journal::Unit& unit, const FinishTask& command) {
  auto task = unit.load<Task>(command.task);
  auto events = decide(task.state, command);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(task, *events);
  return Done{"/children/" + task->set.child, command.task};
}

Result<Done> handle(journal::Unit& unit, const ReopenTask& command) {
  auto task = unit.load<Task>(command.task);
  auto events = decide(task.state, command);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(task, *events);
  return Done{"/tasks/" + command.task, command.task};
}

}  // namespace hearth::journey
