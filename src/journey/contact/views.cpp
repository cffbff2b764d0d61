#include "journey/contact/views.hpp"

#include "journey/words.hpp"

namespace hearth::journey {

using journal::Line, journal::Recorded, journal::ViewWriter, journal::id_of;

void register_contact_views(journal::Catalogue& catalogue, const Reference& reference) {
  catalogue.view<ContactRow>();

  catalogue.fold<ContactReceived>([&reference](ViewWriter& views, const Recorded<ContactReceived>& r) {
    const auto& e = r.event;
    const auto id = id_of(r.envelope);
    views.put(ContactRow{id,
                         id,
                         e.team,
                         e.source,
                         e.method,
                         e.at,
                         reference.due_or_estimate("contact_decision", e.at.date()),
                         {},
                         {},
                         {e.worry, e.children}});
  });
  catalogue.fold<ContactDecided>([](ViewWriter& views, const Recorded<ContactDecided>& r) {
    views.change<ContactRow>(
        [&](ContactRow& row) {
          row.outcome = r.event.outcome;
          row.decided = r.envelope.recorded;
        },
        id_of(r.envelope));
  });
  catalogue.fold<ContactReconsidered>([](ViewWriter& views, const Recorded<ContactReconsidered>& r) {
    views.change<ContactRow>(
        [&](ContactRow& row) {
          row.outcome = r.event.outcome;
          row.decided = r.envelope.recorded;
        },
        id_of(r.envelope));
  });

  catalogue.say<ContactReceived>([&reference](const Recorded<ContactReceived>& r) {
    return Line{"Contact received from " + reference.label("referral_source", r.event.source), r.event.worry};
  });
  catalogue.say<ContactDecided>([](const Recorded<ContactDecided>& r) {
    return Line{"Contact decided: " + words_for(r.event.outcome), r.event.reason};
  });
  catalogue.say<ContactReconsidered>([](const Recorded<ContactReconsidered>& r) {
    return Line{"Contact decided anew: " + words_for(r.event.outcome), r.event.reason};
  });
}

}  // namespace hearth::journey
