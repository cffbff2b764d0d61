#include "pages.hpp"

#include "html/elements.hpp"
#include "views.hpp"

namespace hearth::bright_spots {

std::optional<Spots> read_spots(const Worker& reader, const practice::Asked& asked) {
  Spots model{asked["child"], {}};
  for (const auto& row : reader.list<BrightSpotRow>("subject = $1 order by on_day desc limit 50", model.child))
    model.spots.push_back({row.on_day, row.body.words, row.body.said_by});
  return model;
}

WorkerPage draw_spots(const practice::Drawing&, const Spots& model) {
  WorkerPage page{.title = "Bright spots", .body = {}};
  page << h::h1("Bright spots");
  if (model.spots.empty()) page << h::p("What went well for the child appears here when somebody has noticed it.");
  for (const auto& spot : model.spots) page << h::h2(spot.on.spoken()) << h::paragraphs(spot.words) << h::small(spot.said_by);
  return page;
}

WorkerPage draw_new_spot(const practice::Drawing& drawing, practice::Fields& fields, const Spots&) {
  WorkerPage page{.title = "A bright spot", .body = {}};
  html::Html form;
  form << fields.words("words", "What went well?", {.hint = "In the speaker’s own words"});
  form << fields.text("said_by", "Who said it?");
  form << fields.date("on", "When was it noticed?", "For example, 27 3 2026", drawing.today());
  page << h::two_thirds(h::h1(page.title), fields.form(form, "Save"));
  return page;
}

Result<practice::Done> handle(journal::Unit& unit, const NoticeBrightSpot& command) {
  auto events = decide(command, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  auto spot = unit.begin<BrightSpot>(unit.new_id());
  unit.append(spot, *events);
  return practice::Done{"/children/" + command.child + "/bright-spots", spot.id};
}

}  // namespace hearth::bright_spots
