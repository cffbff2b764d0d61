#include "views.hpp"

namespace hearth::bright_spots {

void register_views(journal::Catalogue& catalogue) {
  using Noticed = journal::Recorded<BrightSpotNoticed>;
  catalogue.view<BrightSpotRow>();
  catalogue.fold<BrightSpotNoticed>([](journal::ViewWriter& views, const Noticed& r) {
    views.put(BrightSpotRow{journal::id_of(r.envelope), r.event.child, r.event.on, {r.event.words, r.event.said_by}});
  });
  catalogue.say<BrightSpotNoticed>([](const Noticed& r) {
    return journal::Line{"Bright spot, said by " + r.event.said_by, r.event.words};
  });
}

}  // namespace hearth::bright_spots
