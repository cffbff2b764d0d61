#include "journey/person/views.hpp"

#include "journey/person/rules.hpp"

namespace hearth::journey {

using journal::Envelope, journal::Line, journal::Recorded, journal::ViewWriter, journal::id_of;

void register_person_views(journal::Catalogue& catalogue) {
  catalogue.view<PersonRow>();
  catalogue.view<FamilyRow>();

  catalogue.fold<PersonRecorded>([](ViewWriter& views, const Recorded<PersonRecorded>& r) {
    const auto id = id_of(r.envelope);
    views.put(PersonRow{id, id, r.event.child, r.envelope.sequence, {r.event.details}});
  });
  catalogue.fold<PersonCorrected>([](ViewWriter& views, const Recorded<PersonCorrected>& r) {
    views.change<PersonRow>(
        [&](PersonRow& row) {
          row.changed = r.envelope.sequence;
          row.body.details = r.event.details;
        },
        id_of(r.envelope));
  });
  catalogue.fold<FamilyTied>([](ViewWriter& views, const Recorded<FamilyTied>& r) {
    const auto& e = r.event;
    views.put(FamilyRow{e.tie, id_of(r.envelope), e.other, e.kinship, e.parental_responsibility, e.same_household, e.from, {e.other_name}});
  });
  catalogue.fold<FamilyUntied>([](ViewWriter& views, const Recorded<FamilyUntied>& r) { views.erase<FamilyRow>(r.event.tie); });

  catalogue.say<PersonRecorded>([](const Recorded<PersonRecorded>& r) -> std::optional<Line> {
    if (!r.event.child) return std::nullopt;
    return Line{"Record opened", name_of(r.event.details)};
  });
  catalogue.say<PersonCorrected>([](const Recorded<PersonCorrected>& r) { return Line{"Details changed", r.event.reason}; });
  catalogue.say<FamilyTied>([](const Recorded<FamilyTied>& r) { return Line{"Family network: " + r.event.other_name + " added", {}}; });
  catalogue.say<FamilyUntied>([](const Recorded<FamilyUntied>& r) {
    return Line{"Family network: " + r.event.other_name + " removed", r.event.reason};
  });
}

}  // namespace hearth::journey
