#include "journey/record/pages.hpp"

#include "html/elements.hpp"
#include "journey/record/views.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

constexpr std::string_view manager_role = "team_manager";

html::Html back_to(const std::string& path, const std::string& words) { return govuk::back_link({.text = words, .href = address(path)}); }

std::optional<std::string> child_name(const Worker& reader, const std::string& id) {
  const auto person = reader.get<PersonRow>(id);
  if (!person || !person->child) return std::nullopt;
  return name_of(person->body.details);
}

std::string title_of(const NotePage& m) { return words_for(m.now.kind) + " on " + m.now.on.spoken(); }

}  // namespace

// ---- a new note -------------------------------------------------------------------------------------------------------------

std::optional<NewNote> read_new_note(const Worker& reader, const Asked& asked) {
  const auto& id = asked["child"];
  auto name = child_name(reader, id);
  if (!name) return std::nullopt;
  return NewNote{id, std::move(*name)};
}

WorkerPage draw_new_note(const Drawing& drawing, Fields& fields, const NewNote& m) {
  WorkerPage page{.title = "Write a note: " + m.name, .body = {}, .before = back_to("/children/" + m.child, m.name)};
  html::Html form;
  form << fields.words("words", "What happened?", {.hint = "What you saw and heard, who was there, and what you agreed", .rows = 10});
  form << fields.choose("kind", "What kind of note is it?", enum_choices<NoteKind>(words_for));
  form << fields.date("on", "The day on which it happened", "For example, 27 3 2026", drawing.today());
  form << fields.tick("child_seen", "Was the child seen?", {{"yes", "The child was seen"}});
  form << fields.tick("child_seen_alone", "Was the child seen alone?", {{"yes", "The child was seen alone"}});
  form << fields.words("childs_words", "What did the child say?",
                       {.hint = "In the child’s own words. Leave it empty if the child was not spoken to", .rows = 3});
  page << h::two_thirds(h::heading({.text = "Write a note", .level = 1, .size = "l", .caption = m.name}),
                        fields.form(form, "Save the note"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const WriteNote& command) {
  const auto child = unit.load<Person>(command.child);
  if (!child->child) return refuse("", "There is no such child");
  auto events = decide(command, child->details.born, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  const auto id = unit.new_id();
  auto note = unit.begin<Note>(id);
  unit.append(note, *events);
  return Done{"/children/" + command.child, id};
}

// ---- one note ---------------------------------------------------------------------------------------------------------------

std::optional<NotePage> read_note(const Worker& reader, const Asked& asked) {
  const auto& id = asked["note"];
  const auto note = reader.load<Note>(id);
  if (!note.exists()) return std::nullopt;
  Names names(reader);
  NotePage page{id, note->written.child, names.child(note->written.child), note->written, {}, false};
  std::string author;
  for (const auto& stored : reader.events_of<Note>(id)) {
    if (!stored.body) continue;
    const auto who = names.worker(stored.envelope.actor);
    std::visit(match{[&](const NoteWritten& e) {
                       author = stored.envelope.actor;
                       page.writings.push_back({e.words, {}, who, stored.envelope.recorded});
                     },
                     [&](const NoteCorrected& e) {
                       page.writings.push_back({e.words, e.reason, who, stored.envelope.recorded});
                     }},
               journal::decode<Note::Event>(reader.catalogue(), stored));
  }
  if (page.writings.empty()) return std::nullopt;  // forgotten at the end of its retention
  const auto& viewer = reader.viewer();
  const bool manages = std::ranges::find(viewer.roles, manager_role) != viewer.roles.end();
  page.may_correct = may_correct(author, viewer.account, manages) && reader.may(access::Permission::record_child, page.child);
  return page;
}

WorkerPage draw_note(const Drawing&, const NotePage& m) {
  WorkerPage page{.title = title_of(m) + ": " + m.name, .body = {}, .before = back_to("/children/" + m.child, m.name)};
  page << h::heading({.text = title_of(m), .level = 1, .size = "l", .caption = m.name});
  const auto& first = m.writings.front();
  page << h::small("Written by " + first.who + " on " + first.at.spoken() + ".");
  page << said(m.now.words);
  if (m.now.childs_words) page << govuk::inset_text({.text = html::join(h::strong("The child said"), said(*m.now.childs_words))});
  page << h::p(m.now.child_seen_alone ? "The child was seen, and seen alone."
               : m.now.child_seen     ? "The child was seen."
                                      : "The child was not seen.");
  if (m.may_correct)
    page << govuk::button(
        {.text = "Correct the note", .href = address("/notes/" + m.note + "/correction"), .classes = "govuk-button--secondary"});
  if (m.writings.size() == 1) return page;

  page << h::h2("Corrections");
  for (std::size_t i = m.writings.size() - 1; i > 0; --i) {
    const auto& w = m.writings[i];
    page << h::h3("Corrected by " + w.who + " on " + w.at.spoken()) << h::p("Why: " + w.reason);
    if (i + 1 < m.writings.size()) page << govuk::details({.summary = "How it read then", .text = said(w.words)});
  }
  page << h::h3("The first writing, by " + first.who + " on " + first.at.spoken()) << said(first.words);
  return page;
}

WorkerPage draw_note_correction(const Drawing&, Fields& fields, const NotePage& m) {
  WorkerPage page{.title = "Correct the note: " + m.name, .body = {}, .before = back_to("/notes/" + m.note, "The note")};
  page << h::heading({.text = "Correct the note", .level = 1, .size = "l", .caption = title_of(m) + ", " + m.name});
  if (!m.may_correct && !fields.has_errors()) {
    page << govuk::inset_text({.text = "Only the person who wrote this note or a team manager may correct it. Write a note of your own."});
    return page;
  }
  html::Html form;
  form << fields.words("words", "The note as it should read", {.rows = 12, .value = m.now.words});
  form << fields.words("reason", "Why is it corrected?", {.hint = "The first writing is kept, and this reason with it", .rows = 2});
  page << h::two_thirds(fields.form(form, "Save the correction"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const CorrectNote& command) {
  auto note = unit.load<Note>(command.note);
  const auto row = journal::find_row<NoteRow>(unit.connection(), unit.world().keys, command.note);
  const auto& actor = unit.actor().person;
  const bool manages =
      journal::find_row<access::RoleRow>(unit.connection(), unit.world().keys, actor, std::string(manager_role)).has_value();
  auto events = decide(note.state, command, row ? row->author : "", actor, manages);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(note, *events);
  return Done{"/notes/" + command.note, command.note};
}

}  // namespace hearth::journey
