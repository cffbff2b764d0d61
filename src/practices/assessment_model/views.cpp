#include "practices/assessment_model/views.hpp"

namespace hearth::assessment_model {

using journal::Line, journal::Recorded, journal::ViewWriter, journal::id_of;

namespace {
Date monday_of(Date day) { return day - int((day.weekday() - std::chrono::Monday).count()); }
}  // namespace

void register_views(journal::Catalogue& catalogue) {
  catalogue.view<ThinkingRow>();
  catalogue.view<AnswerRow>();
  catalogue.view<BurdenRow>();
  catalogue.fold<ThinkingBegun>([](ViewWriter& views, const Recorded<ThinkingBegun>& r) {
    const auto& e = r.event;
    views.put(ThinkingRow{id_of(r.envelope), e.child, e.form, e.version, e.on, false, r.envelope.actor});
  });
  catalogue.fold<QuestionAnswered>([](ViewWriter& views, const Recorded<QuestionAnswered>& r) {
    const auto& e = r.event;
    const auto id = id_of(r.envelope);
    const auto day = r.envelope.recorded.date();
    views.change<ThinkingRow>(
        [&](ThinkingRow& row) {
          views.put(AnswerRow{id, e.question, row.subject, day, {e.words}});
          views.put(BurdenRow{id, r.envelope.version, row.form, row.form_version, monday_of(day), e.question, e.seconds, e.repeated});
        },
        id);
  });
  catalogue.fold<QuestionPutAside>(
      [](ViewWriter& views, const Recorded<QuestionPutAside>& r) { views.erase<AnswerRow>(id_of(r.envelope), r.event.question); });
  catalogue.fold<ThinkingSigned>([](ViewWriter& views, const Recorded<ThinkingSigned>& r) {
    views.change<ThinkingRow>([&](ThinkingRow& row) { row.agreed = r.event.decision == SignOff::agreed; }, id_of(r.envelope));
  });
  catalogue.say<ThinkingBegun>([](const Recorded<ThinkingBegun>&) { return Line{"Risk-first assessment begun", {}}; });
  catalogue.say<ThinkingSigned>([](const Recorded<ThinkingSigned>& r) {
    return Line{
        r.event.decision == SignOff::agreed ? "Risk-first assessment agreed by a manager" : "Risk-first assessment sent back by a manager",
        r.event.reason};
  });
}

}  // namespace hearth::assessment_model
