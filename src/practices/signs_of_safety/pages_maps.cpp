// A child's maps, the chart of everybody's numbers, and two maps side by side.
#include <array>
#include <map>

#include "html/elements.hpp"
#include "journey/referral/views.hpp"
#include "practices/signs_of_safety/pages.hpp"
#include "practices/signs_of_safety/words.hpp"

namespace hearth::signs_of_safety {

using journey::address;
using practice::Asked, practice::Choice, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

html::Html back_to(const std::string& path, const std::string& words) { return govuk::back_link({.text = words, .href = address(path)}); }
std::string score_words(const std::optional<int>& score) { return score ? std::to_string(*score) : std::string("Would not say"); }

/// Each person's latest answer on each map about safety as a whole.
std::vector<ScoreLine> scores_of(const Worker& reader, const std::string& child, const std::vector<MapLine>& maps) {
  std::map<std::string, Date> days;
  for (const auto& m : maps) days.emplace(m.map, m.on);
  std::map<std::pair<std::string, std::string>, ScoreLine> latest;
  for (const auto& row : reader.list<ScoreRow>("subject = $1 order by map, version limit 2000", child)) {
    const auto day = days.find(row.map);
    if (!row.body.about.empty() || day == days.end()) continue;
    latest.insert_or_assign({row.map, row.body.who},
                            ScoreLine{day->second, row.map, row.body.who, row.body.role, row.body.why, row.body.score});
  }
  std::vector<ScoreLine> scores;
  for (auto& [key, line] : latest) scores.push_back(std::move(line));
  std::ranges::stable_sort(scores, {}, &ScoreLine::on);
  return scores;
}

std::optional<Maps> maps_of(const Worker& reader, const std::string& child) {
  const auto person = reader.get<journey::PersonRow>(child);
  if (!person || !person->child) return std::nullopt;
  Maps model{child, name_of(person->body.details), {}, {}, reader.may(access::Permission::record_child, child)};
  for (const auto& row : reader.list<MapRow>("subject = $1 order by on_day desc, map desc limit 100", child))
    model.maps.push_back({row.map, row.on_day, row.occasion, row.completed});
  model.scores = scores_of(reader, child, model.maps);
  return model;
}

std::string title_of(const MapLine& m) { return words_for(m.occasion) + ", " + m.on.spoken(); }

}  // namespace

std::optional<Maps> read_maps(const Worker& reader, const Asked& asked) { return maps_of(reader, asked["child"]); }

std::optional<Maps> read_maps_of_referral(const Worker& reader, const Asked& asked) {
  const auto referral = reader.get<journey::ReferralRow>(asked["referral"]);
  return referral ? maps_of(reader, referral->subject) : std::nullopt;
}

// ---- the chart --------------------------------------------------------------------------------------------------------------

html::Html chart(const std::vector<ScoreLine>& scores) {
  constexpr std::array<std::string_view, 6> colours{"#1d70b8", "#d4351c", "#00703c", "#7a4ea3", "#8a5a2b", "#0b0c0c"};
  constexpr std::array<std::string_view, 6> dashes{"", "12 6", "3 5", "16 5 3 5", "6 3", "1 4"};  // told apart without colours too
  std::map<std::string, std::vector<const ScoreLine*>> people;
  for (const auto& s : scores)
    if (s.score) people[s.who].push_back(&s);
  html::Html out;
  if (people.empty()) return out;
  const auto first = scores.front().on, last = scores.back().on;
  const int days = std::max(1, last - first);
  const auto x = [&](Date on) { return 60 + 560 * (on - first) / days; };
  const auto y = [](int score) { return 280 - 25 * score; };
  out.raw(
      "<svg class=\"hearth-scale-chart\" viewBox=\"0 0 800 320\" role=\"img\" aria-label=\"Everybody’s number over time; the table says "
      "the same\">");
  for (int score = 0; score <= 10; ++score) {
    out.raw("<path stroke=\"#e0e0e0\"")
        .attr("d", "M60 " + std::to_string(y(score)) + "H620")
        .raw("/><text x=\"48\" text-anchor=\"end\" font-size=\"14\"");
    out.attr("y", y(score) + 5).raw(">").number(score).raw("</text>");
  }
  out.raw("<text x=\"60\" y=\"310\" font-size=\"14\">").text(first.spoken()).raw("</text>");
  if (last != first) out.raw("<text x=\"620\" y=\"310\" font-size=\"14\" text-anchor=\"end\">").text(last.spoken()).raw("</text>");
  std::size_t i = 0;
  for (const auto& [who, lines] : people) {
    const auto colour = colours[i % colours.size()];
    std::string points;
    for (const auto* s : lines) points += std::to_string(x(s->on)) + "," + std::to_string(y(*s->score)) + " ";
    out.raw("<polyline fill=\"none\" stroke-width=\"3\"").attr("stroke", colour).attr_if("stroke-dasharray", dashes[i % dashes.size()]);
    out.attr("points", points).raw("/>");
    for (const auto* s : lines) out.raw("<circle r=\"5\"").attr("fill", colour).attr("cx", x(s->on)).attr("cy", y(*s->score)).raw("/>");
    const auto row = 40 + 24 * int(i);
    out.raw("<path stroke-width=\"3\"").attr("stroke", colour).attr_if("stroke-dasharray", dashes[i % dashes.size()]);
    out.attr("d", "M640 " + std::to_string(row - 5) + "h30")
        .raw("/><text x=\"676\" font-size=\"14\"")
        .attr("y", row)
        .raw(">")
        .text(who)
        .raw("</text>");
    ++i;
  }
  return std::move(out.raw("</svg>\n"));
}

namespace {

html::Html score_table(const std::vector<ScoreLine>& scores) {
  govuk::Table table{.caption = "Everybody’s number, with the reason",
                     .caption_classes = "govuk-table__caption--s",
                     .head = govuk::row("Day", "Who", "Number", "Why")};
  for (const auto& s : scores)
    table.rows.push_back(govuk::row(s.on.spoken(), s.who + (s.role.empty() ? "" : ", " + s.role), score_words(s.score), s.why));
  return journey::wide_table("Everybody’s number", table);
}

}  // namespace

WorkerPage draw_maps(const Drawing&, const Maps& m) {
  WorkerPage page{.title = "Signs of Safety: " + m.name, .body = {}, .before = back_to("/children/" + m.child, m.name), .wide = true};
  page << h::heading({.text = "Signs of Safety", .level = 1, .size = "l", .caption = m.name});
  if (m.may_record) page << govuk::button({.text = "Begin a map", .href = address("/children/" + m.child + "/safety-maps/new")});
  if (m.maps.empty())
    page << govuk::inset_text({.text =
                                   "There is no map for this child yet. A map says on one page what we are worried about, what is working "
                                   "well and what needs to happen, and asks everybody for a number from 0 to 10."});
  govuk::Table table{.caption = "Maps", .caption_classes = "govuk-visually-hidden", .head = govuk::row("Map", "", "")};
  for (std::size_t i = 0; i < m.maps.size(); ++i) {
    const auto& one = m.maps[i];
    auto with =
        i + 1 < m.maps.size()
            ? h::link(address("/children/" + m.child + "/safety-maps/compare").with("earlier", m.maps[i + 1].map).with("later", one.map),
                      "What has changed since the map before", ": " + title_of(one))
            : html::Html();
    table.rows.push_back(govuk::row(h::link(address("/safety-maps/" + one.map), title_of(one)),
                                    one.completed ? govuk::tag({.text = "Complete", .classes = "govuk-tag--green"})
                                                  : govuk::tag({.text = "Draft", .classes = "govuk-tag--yellow"}),
                                    std::move(with)));
  }
  if (!m.maps.empty()) page << journey::wide_table("Maps", table);
  if (!m.scores.empty()) {
    page << h::h2("How safe is the child? 0 to 10")
         << h::p("10 is safe enough to close; 0 is certain that the child will be harmed (again).");
    page << chart(m.scores) << score_table(m.scores);
  }
  return page;
}

WorkerPage draw_new_map(const Drawing& drawing, Fields& fields, const Maps& m) {
  WorkerPage page{
      .title = "Begin a map: " + m.name, .body = {}, .before = back_to("/children/" + m.child + "/safety-maps", "Signs of Safety")};
  html::Html form;
  std::vector<Choice> occasions;
  for (auto o : {Occasion::contact, Occasion::assessment, Occasion::conference, Occasion::core_group, Occasion::review, Occasion::closure})
    occasions.push_back({std::string(name_of(o)), words_for(o)});
  form << fields.choose("occasion", "What is the map made for?", occasions);
  form << fields.words("participants", "Who makes the map?", {.hint = "Family, child, professionals: everybody in the room", .rows = 2});
  if (!m.maps.empty())
    form << fields.tick("carry_on", "The latest map", {{"yes", "Begin with the statements of " + title_of(m.maps.front())}}, {}, {"yes"});
  form << fields.date("on", "Day", "For example, 27 3 2026", drawing.today());
  page << h::two_thirds(h::heading({.text = "Begin a map", .level = 1, .size = "l", .caption = m.name}), fields.form(form, "Begin"));
  return page;
}

// ---- two maps ---------------------------------------------------------------------------------------------------------------

std::optional<Comparison> read_comparison(const Worker& reader, const Asked& asked) {
  auto maps = maps_of(reader, asked["child"]);
  if (!maps) return std::nullopt;
  Comparison model{maps->child, maps->name, {}, {}, {}, {}, {}, maps->maps};
  const auto find = [&](std::string_view id) -> std::optional<MapLine> {
    auto found = std::ranges::find(maps->maps, id, &MapLine::map);
    return found == maps->maps.end() ? std::nullopt : std::optional(*found);
  };
  model.earlier = find(asked.query["earlier"]);
  model.later = find(asked.query["later"]);
  if (!model.earlier || !model.later) return model;
  model.statements = compare(reader.load<Map>(model.earlier->map).state, reader.load<Map>(model.later->map).state);
  for (const auto& s : maps->scores) {
    if (s.map == model.earlier->map) model.before.push_back(s);
    if (s.map == model.later->map) model.after.push_back(s);
  }
  return model;
}

WorkerPage draw_comparison(const Drawing&, const Comparison& m) {
  WorkerPage page{.title = "Two maps: " + m.name,
                  .body = {},
                  .before = back_to("/children/" + m.child + "/safety-maps", "Signs of Safety"),
                  .wide = true};
  page << h::heading({.text = "Two maps side by side", .level = 1, .size = "l", .caption = m.name});
  const auto choose = [&](const std::string& name, const std::string& label, const std::optional<MapLine>& set) {
    std::vector<govuk::SelectItem> items;
    for (const auto& one : m.maps) items.push_back({.text = title_of(one), .value = one.map});
    return govuk::select({.label = {.text = label}, .name = name, .items = std::move(items), .value = set ? set->map : ""});
  };
  page << h::form({.method = "get"}, html::join(choose("earlier", "Earlier", m.earlier), choose("later", "Later", m.later),
                                                govuk::button({.text = "Compare", .classes = "govuk-button--secondary"})));
  if (!m.earlier || !m.later) {
    page << h::p("Choose two of this child’s maps.");
    return page;
  }
  govuk::Table table{.caption = "Statements",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("Where", "", title_of(*m.earlier), title_of(*m.later))};
  for (const auto& s : m.statements) {
    constexpr std::string_view colours[] = {"grey", "blue", "green", "orange"};
    table.rows.push_back(govuk::row(
        words_for(s.domain), govuk::tag({.text = words_for(s.fate), .classes = "govuk-tag--" + std::string(colours[std::size_t(s.fate)])}),
        s.before, s.after));
  }
  page << journey::wide_table("Statements", table);
  page << h::columns({{"one-half", html::join(h::h2(title_of(*m.earlier)), score_table(m.before))},
                      {"one-half", html::join(h::h2(title_of(*m.later)), score_table(m.after))}});
  return page;
}

}  // namespace hearth::signs_of_safety
