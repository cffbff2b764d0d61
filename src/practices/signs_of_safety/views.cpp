#include "practices/signs_of_safety/views.hpp"

#include "practices/signs_of_safety/words.hpp"

namespace hearth::signs_of_safety {

using journal::Line, journal::Recorded, journal::ViewWriter, journal::id_of;

void register_views(journal::Catalogue& catalogue) {
  catalogue.view<MapRow>();
  catalogue.view<ScoreRow>();
  catalogue.fold<MapBegun>([](ViewWriter& views, const Recorded<MapBegun>& r) {
    views.put(MapRow{id_of(r.envelope), r.event.child, r.event.on, r.event.occasion, false});
  });
  catalogue.fold<MapCompleted>([](ViewWriter& views, const Recorded<MapCompleted>& r) {
    views.change<MapRow>([](MapRow& row) { row.completed = true; }, id_of(r.envelope));
  });
  catalogue.fold<SafetyScaled>([](ViewWriter& views, const Recorded<SafetyScaled>& r) {
    const auto& e = r.event;
    views.put(ScoreRow{id_of(r.envelope), r.envelope.version, e.child, {e.about, e.who, e.role, e.why, e.score}});
  });
  catalogue.event<StatementMade>();
  catalogue.event<StatementReworded>();
  catalogue.event<StatementTakenOff>();
  catalogue.event<StatementDisputed>();

  // A map is begun and completed in the chronology; its statements stand on the map.
  catalogue.say<MapBegun>([](const Recorded<MapBegun>& r) {
    return Line{"Signs of Safety map: " + words_for(r.event.occasion), "Made by " + r.event.participants};
  });
  catalogue.say<MapCompleted>([](const Recorded<MapCompleted>& r) { return Line{"Signs of Safety map complete", r.event.words}; });
}

}  // namespace hearth::signs_of_safety
