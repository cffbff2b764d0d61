#include "practices/three_houses/views.hpp"

#include "practices/three_houses/words.hpp"

namespace hearth::three_houses {

using journal::Line, journal::Recorded, journal::ViewWriter, journal::id_of;

namespace {

void fold_sessions(journal::Catalogue& catalogue) {
  catalogue.fold<SessionBegan>([](ViewWriter& views, const Recorded<SessionBegan>& r) {
    const auto& e = r.event;
    views.put(SessionRow{id_of(r.envelope), e.child, e.on, e.purpose, e.worker, false});
  });
  catalogue.fold<SessionFinished>([](ViewWriter& views, const Recorded<SessionFinished>& r) {
    views.change<SessionRow>([](SessionRow& row) { row.finished = true; }, id_of(r.envelope));
  });
}

void fold_sheets(journal::Catalogue& catalogue) {
  catalogue.fold<SheetOpened>([](ViewWriter& views, const Recorded<SheetOpened>& r) {
    const auto& e = r.event;
    views.put(SheetRow{id_of(r.envelope), e.child, e.session, e.house, e.worker, 0, {}});
  });
  catalogue.fold<InkDrawn>([](ViewWriter& views, const Recorded<InkDrawn>& r) {
    if (r.event.marks.empty()) return;
    views.change<SheetRow>([&](SheetRow& row) { row.marks = r.event.marks.back().number; }, id_of(r.envelope));
  });
  catalogue.fold<SharingAnswered>([](ViewWriter& views, const Recorded<SharingAnswered>& r) {
    views.change<SheetRow>([&](SheetRow& row) { row.body.sharing = r.event; }, id_of(r.envelope));
  });
}

void fold_sayings(journal::Catalogue& catalogue) {
  catalogue.fold<ThingSaid>([](ViewWriter& views, const Recorded<ThingSaid>& r) {
    const auto& e = r.event;
    views.put(SayingRow{id_of(r.envelope),
                        e.child,
                        e.session,
                        e.sheet,
                        e.house,
                        e.worker,
                        r.envelope.happened,
                        0,
                        false,
                        {e.x, e.y, e.face, e.question, e.words}});
  });
  catalogue.fold<ThingQuoted>([](ViewWriter& views, const Recorded<ThingQuoted>& r) {
    views.change<SayingRow>([](SayingRow& row) { ++row.quotes; }, id_of(r.envelope));
  });
  catalogue.fold<ChildTold>([](ViewWriter& views, const Recorded<ChildTold>& r) {
    views.change<SayingRow>([](SayingRow& row) { row.told = true; }, id_of(r.envelope));
  });
}

}  // namespace

void register_views(journal::Catalogue& catalogue) {
  catalogue.view<SessionRow>();
  catalogue.view<SheetRow>();
  catalogue.view<SayingRow>();
  catalogue.event<MarkTakenBack>();
  fold_sessions(catalogue);
  fold_sheets(catalogue);
  fold_sayings(catalogue);

  // The chronology tells that it happened, never what the child said: who may read that, the child's answers decide.
  catalogue.say<SessionBegan>([](const Recorded<SessionBegan>& r) {
    return Line{"Three Houses with the child, for " + words_for(r.event.purpose), r.event.place};
  });
  catalogue.say<SessionFinished>([](const Recorded<SessionFinished>& r) {
    return Line{
        r.event.read_back ? "Three Houses finished and read back to the child" : "Three Houses finished, not read back to the child",
        r.event.reason};
  });
  catalogue.say<ThingSaid>([](const Recorded<ThingSaid>& r) {
    return Line{"The child explained something in the " + words_for(r.event.house), {}};
  });
  catalogue.say<ThingQuoted>([](const Recorded<ThingQuoted>& r) {
    return Line{"The child’s words were used in the " + words_for(r.event.used_in), {}};
  });
  catalogue.say<ChildTold>([](const Recorded<ChildTold>&) { return Line{"The child was told what came of their words", {}}; });
  catalogue.say<SharingAnswered>([](const Recorded<SharingAnswered>&) {
    return Line{"The child said who may see a sheet of the Three Houses", {}};
  });
}

}  // namespace hearth::three_houses
