#include "journey/documents/views.hpp"

namespace hearth::journey {

using journal::Line, journal::Recorded, journal::ViewWriter, journal::id_of;

void register_document_views(journal::Catalogue& catalogue) {
  catalogue.view<DocumentRow>();
  catalogue.fold<DocumentAdded>([](ViewWriter& views, const Recorded<DocumentAdded>& r) {
    const auto& e = r.event;
    views.put(DocumentRow{
        id_of(r.envelope), e.child, e.on, e.kind, e.bytes, r.envelope.actor, r.envelope.recorded, {e.title, e.name, e.sha256, {}}});
  });
  catalogue.fold<DocumentWithdrawn>([](ViewWriter& views, const Recorded<DocumentWithdrawn>& r) {
    views.change<DocumentRow>([&](DocumentRow& row) { row.body.withdrawn = r.event.reason; }, id_of(r.envelope));
  });
  catalogue.event<DocumentPart>();
  catalogue.say<DocumentAdded>([](const Recorded<DocumentAdded>& r) {
    return Line{"Document added: " + r.event.title, std::string(form_of(r.event.kind).words) + " of " + r.event.on.spoken()};
  });
  catalogue.say<DocumentWithdrawn>([](const Recorded<DocumentWithdrawn>& r) { return Line{"Document withdrawn", r.event.reason}; });
}

}  // namespace hearth::journey
