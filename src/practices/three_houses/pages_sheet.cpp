// One sheet: the screen that the child holds, the drawing as it grew, what the child said of it, and who may see it.
#include "html/elements.hpp"
#include "practices/three_houses/pages.hpp"
#include "practices/three_houses/words.hpp"

namespace hearth::three_houses {

using journey::address, journey::said;
using practice::Asked, practice::Choice, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

html::Html back_to(const std::string& path, const std::string& words) { return govuk::back_link({.text = words, .href = address(path)}); }
std::string path_of(const SheetPage& s) { return "/three-houses/" + s.session + "/sheets/" + s.sheet; }

/// A manager sees what the worker sees: somebody has to be able to act when the worker is ill.
Eyes eyes_of(const Worker& reader, const std::string& worker) {
  const auto& viewer = reader.viewer();
  const bool manages = std::ranges::find(viewer.roles, "team_manager") != viewer.roles.end();
  return viewer.account == worker || manages ? Eyes::own_worker : Eyes::team;
}

}  // namespace

SheetPage sheet_of(const Worker& reader, const std::string& id, const std::string& name) {
  SheetPage model{};
  // The row says who may see it, before anything that the child drew is opened.
  const auto row = reader.get<SheetRow>(id);
  if (!row) return model;
  journey::Names names(reader);
  model.session = row->session;
  model.sheet = id;
  model.child = row->subject;
  model.name = name;
  model.worker_name = names.worker(row->worker);
  model.house = row->house;
  model.seen = may_see(row->body.sharing, eyes_of(reader, row->worker));
  if (!model.seen) return model;
  model.may_record = reader.may(access::Permission::record_child, row->subject);
  model.sharing = row->body.sharing;
  const auto sheet = reader.load<Sheet>(id);
  model.drawn = sheet->marks;
  for (const auto& d : model.drawn) {
    ShownMark shown{d.mark, d.taken_back};
    if (!d.points.empty()) shown.mark.points = write_points(d.points);
    model.marks.push_back(std::move(shown));
  }
  for (const auto& s : reader.list<SayingRow>("sheet = $1 order by saying", id))
    model.sayings.push_back({s.saying, s.body.question, s.body.words, s.body.x, s.body.y, s.body.face, s.quotes, s.told});
  return model;
}

std::optional<SheetPage> read_sheet(const Worker& reader, const Asked& asked) {
  const auto session = reader.load<Session>(asked["session"]);
  const auto& sheets = session->began.sheets;
  if (std::ranges::find(sheets, asked["sheet"]) == sheets.end()) return std::nullopt;
  journey::Names names(reader);
  auto model = sheet_of(reader, asked["sheet"], names.child(session->began.child));
  if (!model.seen) return std::nullopt;  // the session's page says why; an address that was kept says nothing
  return model;
}

// ---- the child's screen -----------------------------------------------------------------------------------------------------

namespace {

html::Html pen_buttons() {
  html::Html out;
  out.raw("<div class=\"hearth-draw__pens\" role=\"group\" aria-label=\"Pens\">");
  for (std::size_t i = 0; i < pens().size(); ++i) {
    const auto& pen = pens()[i];
    out.raw("<button type=\"button\" class=\"hearth-draw__pen\"")
        .attr("data-pen", i)
        .attr("data-fill", pen.fill)
        .attr("aria-label", pen.name);
    out.attr("aria-pressed", i == 0 ? "true" : "false").raw("><svg viewBox=\"0 0 40 40\" aria-hidden=\"true\" focusable=\"false\">");
    if (pen.name == "Rubber")
      out.raw("<rect x=\"6\" y=\"12\" width=\"28\" height=\"16\" rx=\"4\" fill=\"#ffffff\" stroke=\"#0b0c0c\" stroke-width=\"2\"/>");
    else
      out.raw("<circle cx=\"20\" cy=\"20\" r=\"16\"").attr("fill", pen.fill).raw("/>");
    out.raw("</svg></button>");
  }
  return std::move(out.raw("</div>\n"));
}

html::Html stamp_buttons() {
  html::Html out;
  out.raw("<div class=\"hearth-draw__stamps\" role=\"group\" aria-label=\"Stamps\">");
  for (const auto& stamp : stamps())
    out.raw("<button type=\"submit\" class=\"hearth-draw__stamp\" name=\"stamp\"")
        .attr("value", stamp.name)
        .attr("aria-label", stamp.words)
        .raw(">")
        .append(stamp_picture(stamp.name))
        .raw("</button>");
  return std::move(out.raw("</div>\n"));
}

}  // namespace

WorkerPage draw_drawing(const Drawing& drawing, Fields& fields, const SheetPage& m) {
  WorkerPage page{.title = title_of(m.house), .body = {}, .script = "drawing.js", .bare = true};
  html::Html out;
  out.raw("<div class=\"hearth-draw\" data-drawing=\"\"")
      .attr("data-ink", path_of(m) + "/ink")
      .attr("data-back", path_of(m) + "/taken-back")
      .attr("data-sheet", m.sheet)
      .attr("data-csrf", drawing.csrf)
      .attr("data-marks", to_json(m.marks))
      .raw(">\n");
  out.raw("<div class=\"hearth-draw__top\">").append(h::h1(title_of(m.house)));
  out.raw("<p class=\"hearth-draw__saved\" role=\"status\" data-saved=\"\"></p>");
  out.raw("<button type=\"button\" class=\"hearth-draw__big\" data-undo=\"\" hidden>Undo</button>");
  out.raw("<a class=\"hearth-draw__big hearth-draw__big--done\" data-done=\"\"")
      .href(address("/three-houses/" + m.session + "/thanks"))
      .raw(">I am done</a></div>\n");
  out.raw("<div class=\"hearth-draw__sheet\" data-paper=\"\">")
      .append(picture(m.drawn, title_of(m.house) + ", as drawn so far"))
      .raw("</div>\n");
  // The form is sent as it stands without scripts; with them its buttons put things on the sheet at once.
  out.raw("<form class=\"hearth-draw__tools\" method=\"post\" novalidate>");
  out << h::hidden_input("csrf", drawing.csrf) << h::hidden_input("once", drawing.once);
  out << pen_buttons() << stamp_buttons();
  out.raw(
         "<div class=\"hearth-draw__words\"><label class=\"govuk-label\" for=\"words\">My words</label><input class=\"govuk-input\" "
         "id=\"words\" name=\"words\" maxlength=\"500\" autocomplete=\"off\"")
      .attr("value", fields.value("words"))
      .raw("><button type=\"submit\" class=\"hearth-draw__big\">Put on</button></div></form>\n</div>\n");
  page << out;
  return page;
}

// ---- the drawing as it grew -------------------------------------------------------------------------------------------------

namespace {

html::Html pins(const SheetPage& m) {
  html::Html out;
  out.raw("<svg class=\"hearth-pins\" viewBox=\"0 0 10000 7000\" role=\"group\" aria-label=\"Where the child’s words belong\">");
  for (std::size_t i = 0; i < m.sayings.size(); ++i) {
    const auto& s = m.sayings[i];
    const auto number = std::to_string(i + 1);
    out.raw("<a").href(html::Url().at("said-" + number)).attr("aria-label", "What the child said, number " + number);
    out.raw("><circle r=\"240\"").attr("cx", s.x).attr("cy", s.y).raw("/><text font-size=\"320\" text-anchor=\"middle\"");
    out.attr("x", s.x).attr("y", s.y + 115).raw(">").text(number).raw("</text></a>");
  }
  return std::move(out.raw("</svg>"));
}

html::Html said_list(const SheetPage& m) {
  html::Html out;
  out.raw("<ol class=\"hearth-said\">");
  for (std::size_t i = 0; i < m.sayings.size(); ++i) {
    const auto& s = m.sayings[i];
    out.raw("<li class=\"hearth-said__one\"").attr("id", "said-" + std::to_string(i + 1)).raw(">");
    if (!s.question.empty()) out.raw("<p class=\"govuk-body-s hearth-said__asked\">Asked: ").text(s.question).raw("</p>");
    out << said(s.words);
    html::Html line;
    if (s.face) line.text(face_words(s.face) + ". ");
    line.text(s.quotes == 0 ? "Not used anywhere yet. " : s.quotes == 1 ? "Used once. " : "Used " + std::to_string(s.quotes) + " times. ");
    line << (s.told ? govuk::tag({.text = "Child told", .classes = "govuk-tag--green"})
                    : govuk::tag({.text = "Not answered", .classes = "govuk-tag--orange"}));
    line.text(" ");
    line << h::link(address("/sayings/" + s.saying), "What came of it", ": number " + std::to_string(i + 1));
    out << h::small(line);
    out.raw("</li>");
  }
  return std::move(out.raw("</ol>\n"));
}

/// Nine places, for who cannot point.
html::Html places(const SheetPage& m) {
  constexpr std::string_view rows[] = {"Top", "Middle", "Bottom"}, columns[] = {"left", "centre", "right"};
  std::vector<html::Content> links;
  for (int r = 0; r < 3; ++r)
    for (int c = 0; c < 3; ++c)
      links.emplace_back(h::link(address(path_of(m) + "/sayings/new")
                                     .with("x", std::to_string(sheet_width * (2 * c + 1) / 6))
                                     .with("y", std::to_string(sheet_height * (2 * r + 1) / 6)),
                                 std::string(rows[r]) + " " + std::string(columns[c])));
  return h::list(links);
}

}  // namespace

WorkerPage draw_sheet(const Drawing&, const SheetPage& m) {
  WorkerPage page{.title = title_of(m.house) + ": " + m.name,
                  .body = {},
                  .before = back_to("/three-houses/" + m.session, "The three houses"),
                  .wide = true,
                  .script = "playback.js"};
  page << h::heading({.text = title_of(m.house), .level = 1, .size = "l", .caption = m.name});
  html::Html left, right;
  left.raw("<div class=\"hearth-play\" data-playback=\"\"")
      .attr("data-marks", to_json(m.marks))
      .attr("data-pin", path_of(m) + "/sayings/new");
  left.raw("><div class=\"hearth-play__sheet\">").append(picture(m.drawn, title_of(m.house) + ", drawn by " + m.name)).append(pins(m));
  left.raw("</div></div>\n");
  right << h::h2("What the child said");
  if (m.sayings.empty())
    right << h::p("Nothing is pinned yet. Ask the child to tell you about the drawing, and write the answer down word for word.");
  right << said_list(m);
  if (m.may_record)
    right << h::h3("Pin the child’s words") << h::div("hearth-play__hint govuk-body", "Touch the part of the drawing that they belong to.")
          << govuk::details({.summary = "Choose the part of the drawing without pointing", .text = places(m)});
  page << h::div("hearth-columns hearth-columns--side", h::div("hearth-play__column", left), h::div("hearth-play__column", right));
  return page;
}

// ---- forms ------------------------------------------------------------------------------------------------------------------

WorkerPage draw_new_saying(const Drawing& drawing, Fields& fields, const SheetPage& m) {
  WorkerPage page{.title = "What the child said: " + m.name, .body = {}, .before = back_to(path_of(m), title_of(m.house))};
  html::Html form;
  const auto at = [&](const char* name, int middle) {
    const auto asked = std::string(drawing.asked.query[name]);
    return fields.hidden(name, fields.value(name, asked.empty() ? std::to_string(middle) : asked));
  };
  form << at("x", sheet_width / 2) << at("y", sheet_height / 2);
  form << fields.text("question", "What did you ask?", {.hint = "Leave it empty if the child began to speak by themselves"});
  form << fields.words("words", "What did the child say?", {.hint = "Word for word, in the child’s own language"});
  std::vector<Choice> faces;
  for (int i = 1; i <= 5; ++i) faces.push_back({std::to_string(i), face_words(i)});
  form << fields.choose("face", "Which face did the child point to?", faces, "Leave it empty if you did not ask", {}, true);
  page << h::two_thirds(h::heading({.text = "What the child said", .level = 1, .size = "l", .caption = title_of(m.house) + ", " + m.name}),
                        fields.form(form, "Save the child’s words"));
  return page;
}

WorkerPage draw_sharing(const Drawing&, Fields& fields, const SheetPage& m) {
  WorkerPage page{.title = "Who may see it: " + m.name, .body = {}, .before = back_to("/three-houses/" + m.session, "The three houses")};
  const auto now = [&](Answer SharingAnswered::*who) { return m.sharing ? std::string(name_of((*m.sharing).*who)) : std::string(); };
  const std::vector<Choice> answers{{"yes", "Yes"}, {"no", "No"}, {"later", "Ask me later"}};
  html::Html form;
  form << fields.choose("parents", "“May I show it to your mum or dad, or who looks after you?”", answers, {},
                        now(&SharingAnswered::parents), true);
  form << fields.choose("team", "“May I show it to the people who work with me?”", answers, {}, now(&SharingAnswered::team), true);
  form << fields.choose("meeting", "“May I show it at a meeting about you?”", answers, {}, now(&SharingAnswered::meeting), true);
  form << fields.choose("court", "“May I show it to a judge?”", answers, {}, now(&SharingAnswered::court), true);
  form << fields.words("words", "What did the child say about it?", {.rows = 2, .value = m.sharing ? m.sharing->words : ""});
  page << h::two_thirds(
      h::heading({.text = "Who may see this sheet?", .level = 1, .size = "l", .caption = title_of(m.house) + ", " + m.name}),
      h::p("Ask about this sheet alone. The answer counts at once, everywhere; the child may change it at any time."),
      fields.form(form, "Save the child’s answer"));
  return page;
}

}  // namespace hearth::three_houses
