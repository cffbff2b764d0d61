#include "journey/record/views.hpp"

#include "journey/words.hpp"

namespace hearth::journey {

using journal::Line, journal::Recorded, journal::ViewWriter, journal::id_of;

void register_record_views(journal::Catalogue& catalogue) {
  catalogue.view<NoteRow>();
  catalogue.view<TaskRow>();

  catalogue.fold<NoteWritten>([](ViewWriter& views, const Recorded<NoteWritten>& r) {
    const auto& e = r.event;
    views.put(NoteRow{
        id_of(r.envelope), e.child, e.kind, e.on, e.child_seen, e.child_seen_alone, 0, r.envelope.actor, {e.words, e.childs_words}});
  });
  catalogue.fold<NoteCorrected>([](ViewWriter& views, const Recorded<NoteCorrected>& r) {
    views.change<NoteRow>(
        [&](NoteRow& row) {
          row.body.words = r.event.words;
          ++row.corrections;
        },
        id_of(r.envelope));
  });
  catalogue.fold<TaskSet>([](ViewWriter& views, const Recorded<TaskSet>& r) {
    const auto& e = r.event;
    views.put(TaskRow{id_of(r.envelope), e.child, e.person, e.by, false, {e.what}});
  });
  catalogue.fold<TaskDone>([](ViewWriter& views, const Recorded<TaskDone>& r) {
    views.change<TaskRow>([](TaskRow& row) { row.done = true; }, id_of(r.envelope));
  });
  catalogue.fold<TaskReopened>([](ViewWriter& views, const Recorded<TaskReopened>& r) {
    views.change<TaskRow>([](TaskRow& row) { row.done = false; }, id_of(r.envelope));
  });

  catalogue.say<NoteWritten>([](const Recorded<NoteWritten>& r) {
    const auto& e = r.event;
    const auto seen = e.child_seen_alone ? ", child seen alone" : e.child_seen ? ", child seen" : "";
    return Line{words_for(e.kind) + seen, e.words};
  });
  catalogue.say<NoteCorrected>([](const Recorded<NoteCorrected>& r) { return Line{"Note corrected: " + r.event.reason, r.event.words}; });
  catalogue.say<TaskSet>([](const Recorded<TaskSet>& r) { return Line{"Task set: " + r.event.what, "By " + r.event.by.spoken()}; });
  catalogue.say<TaskDone>([](const Recorded<TaskDone>& r) { return Line{"Task done", r.event.words}; });
  catalogue.say<TaskReopened>([](const Recorded<TaskReopened>& r) { return Line{"Task opened again", r.event.reason}; });
}

}  // namespace hearth::journey
