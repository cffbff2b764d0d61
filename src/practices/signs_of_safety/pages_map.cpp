// One map: four domains on one page, its words for the child, and what is added to it.
#include "html/elements.hpp"
#include "practices/signs_of_safety/pages.hpp"
#include "practices/signs_of_safety/words.hpp"

namespace hearth::signs_of_safety {

using journey::address, journey::said;
using practice::Asked, practice::Choice, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

html::Html back_to(const std::string& path, const std::string& words) { return govuk::back_link({.text = words, .href = address(path)}); }
std::string path_of(const MapPage& m) { return "/safety-maps/" + m.map; }
std::string title_of(const MapBegun& b) { return words_for(b.occasion) + ", " + b.on.spoken(); }

const Statement* find(const std::vector<Statement>& all, const std::string& key) {
  for (const auto& s : all)
    if (s.made.key == key) return &s;
  return nullptr;
}

}  // namespace

std::optional<MapPage> read_map(const Worker& reader, const Asked& asked) {
  const auto map = reader.load<Map>(asked["map"]);
  if (!map.exists()) return std::nullopt;
  journey::Names names(reader);
  const auto& begun = map->begun;
  return MapPage{map.id,      names.child(begun.child), begun,          map->statements,
                 map->scaled, lacking(map.state),       map->completed, reader.may(access::Permission::record_child, begun.child)};
}

// ---- the page ---------------------------------------------------------------------------------------------------------------

namespace {

html::Html statement_item(const MapPage& m, const Statement& s) {
  html::Html out;
  out.raw("<li class=\"hearth-statement\"").attr("id", "s-" + s.made.key).raw(">");
  out << said(s.made.words);
  html::Html by;
  by.text(s.made.said_by);
  if (s.made.by) by.text(", by " + s.made.by->spoken());
  if (const auto* answered = find(m.statements, s.made.answers)) {
    by.text(s.made.domain == Domain::existing_safety ? ". Proves against: " : ". Answers: ");
    by << h::link(html::Url().at("s-" + answered->made.key), answered->made.words);
  }
  out << h::small(by);
  for (const auto& d : s.disputes) out << govuk::inset_text({.text = html::join(h::strong(d.by + " sees it otherwise"), said(d.words))});
  const bool unpaired = s.made.domain == Domain::future_danger && std::ranges::none_of(m.statements, [&](const Statement& g) {
                          return g.made.domain == Domain::safety_goal && g.made.answers == s.made.key;
                        });
  if (unpaired) out << h::p(govuk::tag({.text = "No safety goal yet", .classes = "govuk-tag--orange"}));
  if (m.may_record) {
    const auto to = [&](const char* step) { return address(path_of(m) + step).with("key", s.made.key); };
    html::Html links;
    links << h::link(to("/wording"), "Change", ": " + s.made.words);
    links.text(" · ");
    links << h::link(to("/dispute"), "Seen otherwise", ": " + s.made.words);
    links.text(" · ");
    links << h::link(to("/taken-off"), "Take off", ": " + s.made.words);
    out << h::div("hearth-no-print govuk-body-s", links);
  }
  return std::move(out.raw("</li>"));
}

html::Html domain_part(const MapPage& m, Domain domain) {
  html::Html out;
  out << h::h3(words_for(domain));
  out.raw("<ul class=\"hearth-statements\">");
  bool any = false;
  for (const auto& s : m.statements) {
    if (s.made.domain != domain) continue;
    any = true;
    out << statement_item(m, s);
  }
  out.raw("</ul>");
  if (!any) out << h::small(hint_for(domain));
  if (m.may_record)
    out << h::div("hearth-no-print govuk-body",
                  h::link(address(path_of(m) + "/statements/new").with("domain", name_of(domain)), "Add", " to " + words_for(domain)));
  return out;
}

html::Html scale_part(const MapPage& m) {
  html::Html out;
  out << h::h2("How safe is the child?")
      << h::small("10: safe enough to close. 0: certain that the child will be harmed (again). Each person’s own number.");
  if (m.scaled.empty()) out << h::p("Nobody was asked yet.");
  govuk::Table table{.caption = "Everybody’s number",
                     .caption_classes = "govuk-visually-hidden",
                     .head = govuk::row("Who", "Number", "Why", "One higher would be", "About")};
  for (const auto& s : m.scaled) {
    const auto* about = find(m.statements, s.about);
    table.rows.push_back(govuk::row(s.who + (s.role.empty() ? "" : ", " + s.role),
                                    s.score ? std::to_string(*s.score) : std::string("Would not say"), s.why, s.one_higher,
                                    about ? about->made.words : std::string("Safety as a whole")));
  }
  if (!m.scaled.empty()) out << journey::wide_table("Everybody’s number", table);
  if (m.may_record) out << h::div("hearth-no-print govuk-body", h::link(address(path_of(m) + "/scale"), "Ask somebody for a number"));
  return out;
}

}  // namespace

WorkerPage draw_map(const Drawing&, const MapPage& m) {
  WorkerPage page{.title = "Signs of Safety: " + m.name,
                  .body = {},
                  .before = back_to("/children/" + m.begun.child + "/safety-maps", "Signs of Safety of " + m.name),
                  .wide = true};
  page << h::heading({.text = "Signs of Safety", .level = 1, .size = "l", .caption = m.name});
  page << h::small(title_of(m.begun) + ". Made by " + m.begun.participants + (m.completed ? ". Complete." : ". A draft."));
  const auto column = [&](const char* title, std::initializer_list<Domain> parts) {
    html::Html out;
    out << h::h2(title);
    for (auto domain : parts) out << domain_part(m, domain);
    return out;
  };
  page << h::div("hearth-columns hearth-columns--three hearth-map",
                 h::div("hearth-map__column",
                        column("What are we worried about?", {Domain::past_harm, Domain::future_danger, Domain::complicating_factor})),
                 h::div("hearth-map__column", column("What’s working well?", {Domain::existing_strength, Domain::existing_safety})),
                 h::div("hearth-map__column", column("What needs to happen?", {Domain::safety_goal, Domain::next_step})));
  page << scale_part(m);
  page << h::div("hearth-no-print govuk-body", h::link(address(path_of(m) + "/for-the-child"), "Words and pictures for the child"));
  if (m.completed || !m.may_record) return page;
  html::Html end;
  end << h::h2("Is the map complete?");
  std::vector<html::Content> lacks(m.lacks.begin(), m.lacks.end());
  if (m.lacks.empty())
    end << govuk::button({.text = "The map is complete", .href = address(path_of(m) + "/complete"), .classes = "govuk-button--secondary"});
  else
    end << h::p("Not yet. Everything is saved as a draft.") << h::bullets(lacks);
  page << h::div("hearth-no-print", end);
  return page;
}

// ---- for the child ----------------------------------------------------------------------------------------------------------

WorkerPage draw_for_child(const Drawing&, const MapPage& m) {
  WorkerPage page{.title = "Words and pictures: " + m.name, .body = {}, .before = back_to(path_of(m), "The map")};
  page << h::h1("For " + m.name);
  const auto part = [&](const char* title, std::initializer_list<Domain> parts) {
    html::Html list;
    for (auto domain : parts)
      for (const auto& s : m.statements)
        if (s.made.domain == domain && !s.made.to_child.empty())
          list << h::div("hearth-picture-words", h::div("hearth-picture-words__space"), h::lead(s.made.to_child));
    if (!list.empty()) page << h::h2(title) << list;
  };
  part("What the grown-ups are worried about", {Domain::past_harm, Domain::future_danger, Domain::complicating_factor});
  part("What is good", {Domain::existing_strength, Domain::existing_safety});
  part("What everybody is going to do", {Domain::safety_goal, Domain::next_step});
  if (std::ranges::all_of(m.statements, [](const Statement& s) { return s.made.to_child.empty(); }))
    page << govuk::inset_text(
        {.text = "No statement of the map is put into words for the child yet. Change a statement and write how you would "
                 "say it to the child; it then stands here, with room for a picture beside it."});
  return page;
}

// ---- what is added ----------------------------------------------------------------------------------------------------------

WorkerPage draw_new_statement(const Drawing& drawing, Fields& fields, const MapPage& m) {
  const auto domain = described::enum_value<Domain>(fields.value("domain", std::string(drawing.asked.query["domain"])));
  WorkerPage page{.title = "Add to the map: " + m.name, .body = {}, .before = back_to(path_of(m), "The map")};
  html::Html form;
  std::vector<Choice> places;
  for (auto d : domains) places.push_back({std::string(name_of(d)), words_for(d), hint_for(d)});
  if (domain && !fields.has_errors())
    form << fields.hidden("domain", std::string(name_of(*domain)));
  else
    form << fields.choose("domain", "Where on the map does it stand?", places);
  form << fields.words("words", "The statement", {.hint = domain ? hint_for(*domain) : "In words that the family uses", .rows = 4});
  form << fields.text("said_by", "Who says so?", {.hint = "For example, Mum, or Ms Hart from school"});
  std::vector<Choice> answerable;
  for (const auto& s : m.statements)
    if (!domain || answered_by(*domain) == s.made.domain)
      if (s.made.domain == Domain::future_danger || s.made.domain == Domain::safety_goal) answerable.push_back({s.made.key, s.made.words});
  if (!answerable.empty() && (!domain || answered_by(*domain)))
    form << fields.pick("answers", "Which statement does it answer?", answerable, "A goal answers a danger, a step answers a goal");
  if (!domain || domain == Domain::next_step || domain == Domain::safety_goal)
    form << fields.date("by", "By when?", "Leave it empty if there is no day");
  form << fields.words("to_child", "How would you say it to the child?",
                       {.hint = "Stands on the child’s words and pictures. Leave it empty if the child is not told", .rows = 2});
  page << h::two_thirds(
      h::heading(
          {.text = domain ? "Add to " + words_for(*domain) : std::string("Add to the map"), .level = 1, .size = "l", .caption = m.name}),
      fields.form(form, "Add"));
  return page;
}

WorkerPage draw_scale(const Drawing&, Fields& fields, const MapPage& m) {
  WorkerPage page{.title = "0 to 10: " + m.name, .body = {}, .before = back_to(path_of(m), "The map")};
  html::Html form;
  std::vector<Choice> dangers, numbers;
  for (const auto& s : m.statements)
    if (s.made.domain == Domain::future_danger) dangers.push_back({s.made.key, s.made.words});
  for (int i = 0; i <= 10; ++i)
    numbers.push_back({std::to_string(i), std::to_string(i) + (i == 0    ? ": certain that the child will be harmed"
                                                               : i == 10 ? ": safe enough to close"
                                                                         : "")});
  form << fields.text("who", "Who gives the number?", {.hint = "For example, Mum, Lee, or Ms Hart"});
  form << fields.text("role", "Who are they to the child?");
  if (!dangers.empty()) form << fields.pick("about", "About which danger?", dangers, "Leave it empty for safety as a whole");
  form << fields.choose("score", "The number", numbers, "Choose none if they would not say");
  form << fields.words("why", "Why this number?", {.hint = "In their own words", .rows = 3});
  form << fields.words("one_higher", "What would make it one higher?", {.rows = 2});
  page << h::two_thirds(h::heading({.text = "How safe is the child?", .level = 1, .size = "l", .caption = m.name}),
                        fields.form(form, "Save the number"));
  return page;
}

WorkerPage draw_complete(const Drawing&, Fields& fields, const MapPage& m) {
  WorkerPage page{.title = "The map is complete: " + m.name, .body = {}, .before = back_to(path_of(m), "The map")};
  html::Html form;
  form << fields.words("words", "Is there anything to add?", {.hint = "For example, who has a copy", .rows = 2});
  page << h::two_thirds(h::heading({.text = "The map is complete", .level = 1, .size = "l", .caption = m.name}),
                        h::p("It can still grow; what changes afterwards keeps its author and day."),
                        fields.form(form, "The map is complete"));
  return page;
}

// ---- one statement ----------------------------------------------------------------------------------------------------------

std::optional<StatementPage> read_statement(const Worker& reader, const Asked& asked) {
  const auto& id = asked["map"];
  const auto map = reader.load<Map>(id);
  const auto* statement = map->find(asked.query["key"]);
  // A form that was refused comes back at an address without the key; the page says then what to do.
  journey::Names names(reader);
  if (!map.exists()) return std::nullopt;
  StatementPage model{id, names.child(map->begun.child), map->begun.child, statement ? *statement : Statement{}, {}};
  if (!statement) return model;
  for (const auto& stored : reader.events_of<Map>(id)) {
    if (!stored.body) continue;
    const auto add = [&](const std::string& key, const std::string& words) {
      if (key == statement->made.key) model.wordings.push_back({words, names.worker(stored.envelope.actor), stored.envelope.recorded});
    };
    std::visit(match{[&](const StatementMade& e) { add(e.key, e.words); }, [&](const StatementReworded& e) { add(e.key, e.words); },
                     [](const auto&) {}},
               journal::decode<Map::Event>(reader.catalogue(), stored));
  }
  return model;
}

namespace {

WorkerPage statement_form(Fields& fields, const StatementPage& m, const std::string& title, const html::Html& inputs,
                          const std::string& button) {
  WorkerPage page{.title = title + ": " + m.name, .body = {}, .before = back_to("/safety-maps/" + m.map, "The map")};
  page << h::heading({.text = title, .level = 1, .size = "l", .caption = m.name});
  if (m.statement.made.key.empty() && !fields.has_errors()) {
    page << h::p("Go back to the map and choose a statement.");
    return page;
  }
  html::Html form;
  form << fields.hidden("key", fields.value("key", m.statement.made.key)) << inputs;
  if (!m.statement.made.words.empty()) page << govuk::inset_text({.text = said(m.statement.made.words)});
  page << h::two_thirds(fields.form(form, button));
  if (m.wordings.size() > 1) {
    page << h::h2("How it read before");
    for (const auto& w : m.wordings) page << said(w.words) << h::small(w.who + ", " + w.at.spoken());
  }
  return page;
}

}  // namespace

WorkerPage draw_wording(const Drawing&, Fields& fields, const StatementPage& m) {
  html::Html inputs;
  inputs << fields.words("words", "The statement", {.rows = 4, .value = m.statement.made.words});
  inputs << fields.words("to_child", "How would you say it to the child?", {.rows = 2, .value = m.statement.made.to_child});
  return statement_form(fields, m, "Change a statement", inputs, "Save the wording");
}

WorkerPage draw_dispute(const Drawing&, Fields& fields, const StatementPage& m) {
  html::Html inputs;
  inputs << fields.text("by", "Who sees it otherwise?");
  inputs << fields.words("words", "How do they see it?",
                         {.hint = "In their own words. Both versions stand on the map and on paper", .rows = 3});
  return statement_form(fields, m, "Seen otherwise", inputs, "Save");
}

WorkerPage draw_taking_off(const Drawing&, Fields& fields, const StatementPage& m) {
  html::Html inputs;
  inputs << fields.text("reason", "Why is it taken off the map?");
  return statement_form(fields, m, "Take a statement off", inputs, "Take it off");
}

}  // namespace hearth::signs_of_safety
