// A child's sessions, one session with its three sheets, its end, and the sheets on paper.
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

std::vector<Choice> purposes() {
  std::vector<Choice> all;
  for (auto p : {Purpose::enquiry, Purpose::assessment, Purpose::plan, Purpose::review, Purpose::closure})
    all.push_back({std::string(name_of(p)), words_for(p)});
  for (auto& c : all) c.words.front() = char(std::toupper(static_cast<unsigned char>(c.words.front())));
  return all;
}

std::string kept_back(const SheetPage& s) {
  return "The child has asked to keep this sheet between them and " + s.worker_name +
         ". If you are worried about the child’s safety, speak to " + s.worker_name + " or to your manager.";
}

}  // namespace

// ---- a child's sessions -----------------------------------------------------------------------------------------------------

std::optional<Sessions> read_sessions(const Worker& reader, const Asked& asked) {
  const auto& id = asked["child"];
  const auto person = reader.get<journey::PersonRow>(id);
  if (!person || !person->child) return std::nullopt;
  journey::Names names(reader);
  Sessions model{id, name_of(person->body.details), {}, reader.may(access::Permission::record_child, id)};
  for (const auto& row : reader.list<SessionRow>("subject = $1 order by on_day desc, session desc limit 50", id))
    model.sessions.push_back({row.session, names.worker(row.worker), row.on_day, row.purpose, row.finished});
  return model;
}

WorkerPage draw_sessions(const Drawing&, const Sessions& m) {
  WorkerPage page{.title = "Three Houses: " + m.name, .body = {}, .before = back_to("/children/" + m.child, m.name)};
  page << h::heading({.text = "Three Houses", .level = 1, .size = "l", .caption = m.name});
  if (m.may_record) page << govuk::button({.text = "Begin a session", .href = address("/children/" + m.child + "/three-houses/new")});
  if (m.sessions.empty())
    page << govuk::inset_text({.text =
                                   "Nobody has drawn the three houses with this child yet. The child draws or writes what is good, what "
                                   "worries them and what they dream of, and says who may see each sheet."});
  govuk::Table table{.caption = "Sessions", .caption_classes = "govuk-visually-hidden", .head = govuk::row("Day", "For", "Worker", "")};
  for (const auto& s : m.sessions)
    table.rows.push_back(govuk::row(h::link(address("/three-houses/" + s.session), s.on.spoken()), words_for(s.purpose), s.worker,
                                    s.finished ? html::Html() : govuk::tag({.text = "Open", .classes = "govuk-tag--yellow"})));
  if (!m.sessions.empty()) page << journey::wide_table("Sessions", table);
  page << h::p(h::link("/three-houses/blank", "Print blank sheets"));
  return page;
}

WorkerPage draw_new_session(const Drawing& drawing, Fields& fields, const Sessions& m) {
  WorkerPage page{
      .title = "Begin Three Houses: " + m.name, .body = {}, .before = back_to("/children/" + m.child + "/three-houses", "Three Houses")};
  html::Html form;
  form << fields.choose("parent", "Did a parent agree?",
                        {{"agreed", "A parent agreed", "You showed them the sheets and said why"},
                         {"refused", "A parent said no"},
                         {"not_asked", "No parent was asked"}});
  form << fields.words("parent_reason", "Why does the session go on without a parent’s agreement?",
                       {.hint = "Only if no parent agreed. For example, asking would put the child at risk", .rows = 2});
  form << fields.words("child_agreed", "How did the child say yes?",
                       {.hint = "In the child’s own words. Say first that you must act if somebody is not safe", .rows = 2});
  form << fields.choose("purpose", "What is the session for?", purposes());
  form << fields.text("place", "Where are you, and who is in the room?");
  form << fields.date("on", "Day of the session", "For example, 27 3 2026", drawing.today());
  page << h::two_thirds(h::heading({.text = "Begin Three Houses", .level = 1, .size = "l", .caption = m.name}), fields.form(form, "Begin"));
  return page;
}

// ---- one session ------------------------------------------------------------------------------------------------------------

namespace {

std::optional<SessionPage> session_of(const Worker& reader, const std::string& id) {
  const auto session = reader.load<Session>(id);
  if (!session.exists()) return std::nullopt;
  journey::Names names(reader);
  const auto& began = session->began;
  SessionPage model{id, names.child(began.child), names.worker(began.worker), began, session->finished, false, {}, {}};
  model.may_record = reader.may(access::Permission::record_child, began.child);
  for (const auto& sheet : began.sheets) model.sheets.push_back(sheet_of(reader, sheet, model.name));
  return model;
}

html::Html sheet_card(const SheetPage& s) {
  html::Html out;
  out.raw("<section class=\"hearth-house\"").attr("aria-label", title_of(s.house)).raw(">");
  out << h::h2(title_of(s.house));
  if (!s.seen) return std::move((out << h::p(kept_back(s))).raw("</section>\n"));
  out << picture(s.drawn, title_of(s.house) + ", drawn by " + s.name);
  html::Html links;
  if (s.may_record) links << govuk::button({.text = "Hand the tablet over", .href = address(path_of(s) + "/draw")});
  links << h::link(address(path_of(s)), "Watch it grow, and pin the child’s words", ": " + title_of(s.house));
  out << links << h::small(std::to_string(s.sayings.size()) + (s.sayings.size() == 1 ? " thing said" : " things said"));
  return std::move(out.raw("</section>\n"));
}

html::Html answers_table(const SessionPage& m) {
  govuk::Table table{.caption = "Who may see each sheet",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("Sheet", "Parents", "Your colleagues", "Meetings", "Court", "")};
  for (const auto& s : m.sheets) {
    if (!s.seen) continue;
    const auto words = [&](Answer SharingAnswered::*who) { return s.sharing ? words_for((*s.sharing).*who) : std::string("Not asked"); };
    auto change = s.may_record ? h::link(address(path_of(s) + "/sharing"), s.sharing ? "Change" : "Ask the child", ": " + title_of(s.house))
                               : html::Html();
    table.rows.push_back(govuk::row(title_of(s.house), words(&SharingAnswered::parents), words(&SharingAnswered::team),
                                    words(&SharingAnswered::meeting), words(&SharingAnswered::court), std::move(change)));
  }
  return journey::wide_table("Who may see each sheet", table);
}

}  // namespace

std::optional<SessionPage> read_session(const Worker& reader, const Asked& asked) { return session_of(reader, asked["session"]); }

WorkerPage draw_session(const Drawing&, const SessionPage& m) {
  const auto& b = m.began;
  const std::string here = "/three-houses/" + m.session;
  WorkerPage page{.title = "Three Houses: " + m.name,
                  .body = {},
                  .before = back_to("/children/" + b.child + "/three-houses", "Three Houses of " + m.name),
                  .wide = true};
  page << h::heading({.text = "Three Houses on " + b.on.spoken(), .level = 1, .size = "l", .caption = m.name});
  page << h::small("With " + m.worker_name + ", for " + words_for(b.purpose) + (b.place.empty() ? "" : ". " + b.place) + ".");
  html::Html sheets;
  for (const auto& s : m.sheets) sheets << sheet_card(s);
  page << h::div("hearth-houses", sheets);
  if (std::ranges::any_of(m.sheets, &SheetPage::seen)) page << answers_table(m);
  page << h::h2("On paper") << h::p("Each paper holds only what the child lets these people see.");
  page << h::bullets({h::link(address(here + "/paper").with("for", "own_worker"), "For the child to take home"),
                      h::link(address(here + "/paper").with("for", "parents"), "To show to parents"),
                      h::link(address(here + "/paper").with("for", "meeting"), "For a meeting"),
                      h::link(address(here + "/paper").with("for", "court"), "For court")});
  page << h::h2("How it was agreed") << h::p(words_for(b.parent) + (b.parent_reason.empty() ? "." : ": " + b.parent_reason));
  page << h::h3("The child said") << said(b.child_agreed);
  if (m.finished) {
    page << h::h2("How it ended")
         << h::p(m.finished->read_back ? "Everything was read back to the child."
                                       : "It was not read back to the child: " + m.finished->reason);
    page << h::h3("The child was told what happens next") << said(m.finished->next);
  } else if (m.may_record) {
    page << govuk::button({.text = "Finish the session", .href = address(here + "/finish"), .classes = "govuk-button--secondary"});
  }
  return page;
}

// The child's screen leads here, not to the record: what a child may touch next holds nothing to read.
WorkerPage draw_thanks(const Drawing&, const SessionPage& m) {
  WorkerPage page{.title = "Thank you", .body = {}, .bare = true};
  page << h::div("hearth-thanks", h::heading({.text = "Thank you!", .level = 1, .size = "xl"}),
                 h::lead("Your picture is safe. Please give the tablet back to " + m.worker_name + "."),
                 h::p(h::link(address("/three-houses/" + m.session), "I am " + m.worker_name)));
  return page;
}

WorkerPage draw_finish(const Drawing&, Fields& fields, const SessionPage& m) {
  WorkerPage page{
      .title = "Finish the session: " + m.name, .body = {}, .before = back_to("/three-houses/" + m.session, "The three houses")};
  html::Html form;
  form << fields.tick("read_back", "Before you finish", {{"yes", "Everything was read back to the child"}});
  form << fields.text("reason", "If not, why?", {.hint = "For example, the child had had enough"});
  form << fields.words("next", "What did you tell the child about what happens next?",
                       {.hint = "Who will see the sheets, what you will do, when you will come back", .rows = 4});
  page << h::two_thirds(h::heading({.text = "Finish the session", .level = 1, .size = "l", .caption = m.name}),
                        h::p("A task reminds you to tell the child what came of it."), fields.form(form, "Finish"));
  return page;
}

// ---- on paper ---------------------------------------------------------------------------------------------------------------

std::optional<SessionPage> read_paper(const Worker& reader, const Asked& asked) {
  const auto eyes = described::enum_value<Eyes>(asked.query["for"]);
  auto model = session_of(reader, asked["session"]);
  if (!model || !eyes) return std::nullopt;
  model->shown_to = eyes;
  // What is kept back leaves no trace: not its words, not its place, not its number.
  std::erase_if(model->sheets, [&](const SheetPage& s) { return !s.seen || !may_see(s.sharing, *eyes); });
  model->began.sheets.clear();
  for (const auto& s : model->sheets) model->began.sheets.push_back(s.sheet);
  return model;
}

namespace {

html::Html paper_sheet(const SheetPage& s) {
  html::Html out;
  out.raw("<section class=\"hearth-paper\"").attr("aria-label", title_of(s.house)).raw(">");
  out << h::h2(title_of(s.house)) << picture(s.drawn, title_of(s.house));
  std::vector<html::Content> lines;
  for (const auto& line : s.sayings) {
    html::Html item;
    item.raw("<q class=\"hearth-words\">").text(line.words).raw("</q>");
    if (line.face) item.text(" (" + face_words(line.face) + ")");
    if (!line.question.empty()) item << h::small("Asked: " + line.question);
    lines.emplace_back(std::move(item));
  }
  out << h::numbers(lines);
  return std::move(out.raw("</section>\n"));
}

}  // namespace

WorkerPage draw_paper(const Drawing&, const SessionPage& m) {
  const bool for_child = *m.shown_to == Eyes::own_worker;
  WorkerPage page{.title = "Three Houses: " + m.name, .body = {}, .before = back_to("/three-houses/" + m.session, "The three houses")};
  page << h::heading(
      {.text = for_child ? m.name + "’s three houses" : "Three Houses", .level = 1, .size = "l", .caption = for_child ? "" : m.name});
  page << h::p(m.began.on.spoken() + ", with " + m.worker_name);
  if (m.sheets.empty()) page << h::p("There is nothing to show on this paper.");
  for (const auto& s : m.sheets) page << paper_sheet(s);
  page << h::div("hearth-no-print", h::p("Print this page with your browser. It fills one sheet of paper for each house."));
  return page;
}

std::optional<Blank> read_blank(const Worker&, const Asked&) { return Blank{}; }

WorkerPage draw_blank(const Drawing&, const Blank&) {
  WorkerPage page{.title = "Blank sheets for Three Houses", .body = {}};
  page << h::div("hearth-no-print", h::h1(page.title), h::p("Print this page with your browser: one sheet of paper for each house."));
  for (auto house : {House::good_things, House::worries, House::dreams}) {
    html::Html sheet;
    sheet.raw("<section class=\"hearth-paper\"").attr("aria-label", title_of(house)).raw(">");
    sheet << h::h2(title_of(house)) << picture({}, "An empty " + words_for(house));
    page << std::move(sheet.raw("</section>\n"));
  }
  return page;
}

}  // namespace hearth::three_houses
