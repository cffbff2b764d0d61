// The child's page and the chronology: read and drawn.

#include "journey/person/child_page.hpp"
#include "html/elements.hpp"
#include "journey/record/views.hpp"
#include "journey/referral/views.hpp"
#include "journey/words.hpp"

#include <charconv>

namespace hearth::journey {

using practice::Asked, practice::Drawing;
namespace govuk = html::govuk;

namespace {

constexpr int chronology_on_child_page = 20;
constexpr int chronology_page = 50;
constexpr int looked_shown = 20;

/// Where a line of the chronology leads.
std::string link_of(const std::string& stream) {
  const auto slash = stream.find('/');
  const auto kind = stream.substr(0, slash), id = stream.substr(slash + 1);
  if (kind == "contact") return "/contacts/" + id;
  if (kind == "referral") return "/referrals/" + id;
  if (kind == "note") return "/notes/" + id;
  return {};
}

/// What somebody opened, in words: the log keeps the route's pattern.
std::string page_called(std::string_view route) {
  constexpr std::pair<std::string_view, std::string_view> pages[] = {{"/children/{child}", "This page"},
                                                                     {"/children/{child}/chronology", "The whole chronology"},
                                                                     {"/referrals/{referral}", "A referral"},
                                                                     {"/contacts/{contact}", "A contact"},
                                                                     {"/notes/{note}", "A note"},
                                                                     {"/tasks/{task}", "A task"}};
  for (const auto& [pattern, words] : pages)
    if (route == pattern) return std::string(words);
  return route.starts_with("/children/") || route.starts_with("/referrals/") ? "A form of the record" : "Another page";
}

using Before = std::optional<std::pair<Instant, std::int64_t>>;

Before parse_before(std::string_view text) {
  std::int64_t micros = 0, sequence = 0;
  const auto dot = text.find('.');
  if (text.empty() || dot == text.npos) return std::nullopt;
  std::from_chars(text.data(), text.data() + dot, micros);
  std::from_chars(text.data() + dot + 1, text.data() + text.size(), sequence);
  return std::pair(Instant{micros}, sequence);
}

ChronologyPage chronology(const Worker& reader, Names<access::audience::case_workers>& names, const std::string& child, int most,
                          Before before) {
  ChronologyPage page{child, names.child(child), {}, {}};
  auto events = reader.happened_to(child, most + 1, before);
  const bool more = int(events.size()) > most;
  if (more) {
    events.pop_back();
    page.next = std::to_string(events.back().envelope.happened.micros) + "." + std::to_string(events.back().envelope.sequence);
  }
  for (const auto& e : events) {
    if (!e.body) {
      page.lines.push_back({e.envelope.happened, e.envelope.recorded, "Forgotten at the end of its retention", {}, {}, {}});
      continue;
    }
    const auto& kind = reader.catalogue().kind(e.envelope.type);
    auto body = json::parse_stored(*e.body);
    kind.bring_up(body, e.envelope.schema);
    if (auto line = kind.line(e.envelope, body))
      page.lines.push_back({e.envelope.happened, e.envelope.recorded, line->headline, line->detail, names.worker(e.envelope.actor),
                            link_of(e.envelope.stream)});
  }
  return page;
}

}  // namespace

std::optional<ChronologyPage> read_chronology(const Worker& reader, const Asked& asked) {
  const auto& id = asked["child"];
  if (!reader.get<PersonRow>(id)) return std::nullopt;
  Names names(reader);
  return chronology(reader, names, id, chronology_page, parse_before(asked.query["before"]));
}

std::optional<ChildPage> read_child(const Worker& reader, const Asked& asked) {
  const auto& id = asked["child"];
  const auto person = reader.get<PersonRow>(id);
  if (!person || !person->child) return std::nullopt;
  const auto& reference = reader.reference();
  Names names(reader);
  ChildPage page{};
  page.child = id;
  page.details = person->body.details;
  page.name = name_of(page.details);
  page.age = age_of(page.details, reader.today());
  if (page.details.ethnicity) page.ethnicity = reference.label("ethnicity", *page.details.ethnicity);
  for (const auto& d : page.details.disabilities)
    page.disabilities += (page.disabilities.empty() ? "" : ", ") + reference.label("disability", d);
  for (const auto& f : reader.list<FamilyRow>("subject = $1 order by tie", id))
    page.family.push_back({f.tie, f.body.other_name, f.kinship, f.parental_responsibility, f.same_household, f.from_day});
  for (const auto& r :
       reader.list<access::RelationRow>("subject = $1 and (until is null or until > $2) order by began", id, reader.now().micros))
    page.working.push_back({words_for(r.kind), r.person ? names.worker(*r.person) : names.team(*r.team), r.began.date(), r.until});
  for (const auto& r : reader.list<ReferralRow>("subject = $1 order by received desc limit 20", id))
    page.referrals.push_back({r.referral, reference.label("referral_source", r.source), r.received, r.stage, r.due, r.closed});
  for (const auto& t : reader.list<TaskRow>("subject = $1 and done = 0 order by due limit 20", id))
    page.tasks.push_back({t.task, t.body.what, names.worker(t.person), t.due});
  page.chronology = chronology(reader, names, id, chronology_on_child_page, {});
  for (const auto& r : reader.readings_of(id, looked_shown)) page.looked.push_back({r.at, names.worker(r.viewer), page_called(r.route)});
  page.may_record = reader.may(access::Permission::record_child, id);
  page.may_allocate = reader.may(access::Permission::allocate, id);
  return page;
}

// ---- drawing ----------------------------------------------------------------------------------------------------------------

namespace {

html::Html event_of(const ChronologyLine& line) {
  html::Html out;
  out.raw("<li class=\"hearth-chronology__event\"><h4 class=\"hearth-chronology__title\">");
  if (line.link.empty())
    out.text(line.headline);
  else
    out.append(h::link(address(line.link), line.headline));
  out.raw("</h4><p class=\"hearth-chronology__by\">").text(line.who);
  // Written down on a later day than it happened: normal, and it must show.
  if (line.recorded.date() != line.happened.date())
    out.text(line.who.empty() ? "Recorded on " : ", recorded on ").text(line.recorded.date().spoken());
  out.raw("</p>");
  if (!line.detail.empty()) out.append(h::paragraphs(line.detail));
  out.raw("</li>\n");
  return out;
}

html::Html timeline(const std::vector<ChronologyLine>& lines) {
  html::Html out;
  out.raw("<ol class=\"hearth-chronology\">\n");
  for (std::size_t i = 0; i < lines.size();) {
    const auto day = lines[i].happened.date();
    out.raw("<li class=\"hearth-chronology__day\"><h3 class=\"hearth-chronology__date\">")
        .append(h::time(day.iso(), day.spoken()))
        .raw("</h3>");
    out.raw("<ol class=\"hearth-chronology__events\">");
    for (; i < lines.size() && lines[i].happened.date() == day; ++i) out.append(event_of(lines[i]));
    out.raw("</ol></li>\n");
  }
  out.raw("</ol>\n");
  return out;
}

html::Html yes_no(bool yes) { return html::Html().text(yes ? "Yes" : "No"); }

html::Html summary_tab(const ChildPage& m) {
  govuk::SummaryList list;
  auto row = [&](const char* key, const html::Content& value) {
    if (!value.empty()) list.rows.push_back({.key = key, .value = value});
  };
  const auto& d = m.details;
  row("Name", m.name);
  row("Known as", d.known_as.value_or(""));
  row("Date of birth", d.born       ? d.born->spoken() + " (" + m.age + ")"
                       : d.expected ? "Expected " + d.expected->spoken()
                                    : std::string("Not known"));
  row("Sex", words_for(d.sex));
  row("Lives at", d.address.value_or("") + (d.postcode ? ", " + *d.postcode : ""));
  row("Telephone", d.telephone.value_or(""));
  row("Language", d.language.value_or("") + (d.interpreter ? " (needs an interpreter)" : ""));
  row("Ethnicity", m.ethnicity);
  row("Disability", m.disabilities);
  row("NHS number", d.nhs_number ? nhs_number_spoken(*d.nhs_number) : std::string());
  row("Unique pupil number", d.upn.value_or(""));
  row("Authority’s number", d.authority_id.value_or(""));
  html::Html out = govuk::summary_list(list);
  if (m.may_record) out << h::p(h::link(address("/children/" + m.child + "/details"), "Change details"));
  return out;
}

html::Html family_tab(const ChildPage& m) {
  html::Html out = h::h2("Family network");
  if (m.family.empty()) {
    out << h::p("Nobody is recorded yet. Parents, carers, brothers and sisters, and others who matter to the child appear here.");
  } else {
    govuk::Table table{.head = govuk::row("Name", "To the child", "Parental responsibility", "Lives with the child")};
    if (m.may_record) table.head.push_back({.text = h::visually_hidden("Change")});
    for (const auto& f : m.family) {
      table.rows.push_back(govuk::row(f.name, words_for(f.kinship), yes_no(f.parental_responsibility), yes_no(f.same_household)));
      if (m.may_record)
        table.rows.back().push_back({.text = h::link(address("/children/" + m.child + "/family/" + f.tie), "Remove", " " + f.name)});
    }
    out << wide_table("Family network", table);
  }
  if (m.may_record)
    out << govuk::button(
        {.text = "Add somebody", .href = address("/children/" + m.child + "/family/new"), .classes = "govuk-button--secondary"});
  return out;
}

html::Html people_tab(const ChildPage& m) {
  html::Html out = h::h2("Who works with " + m.name);
  govuk::Table table{.head = govuk::row("Who", "As", "Since")};
  for (const auto& w : m.working)
    table.rows.push_back(govuk::row(w.who, w.what + (w.until ? " (until " + w.until->spoken() + ")" : ""), w.since.spoken()));
  if (m.working.empty())
    out << h::p("Nobody works with this child at present.");
  else
    out << wide_table("Who works with the child", table);
  if (m.may_allocate)
    out << govuk::button(
        {.text = "Allocate a worker", .href = address("/children/" + m.child + "/allocation"), .classes = "govuk-button--secondary"});
  return out;
}

html::Html looked_tab(const ChildPage& m) {
  html::Html out = h::h2("Who has looked");
  out << h::p(
      "The latest to open this child’s record, newest first. Nobody can open it without being recorded; the access log has everyone.");
  govuk::Table table{.head = govuk::row("When", "Who", "What")};
  for (const auto& l : m.looked) table.rows.push_back(govuk::row(l.at.spoken(), l.who, l.page));
  if (m.looked.empty())
    out << h::p("Nobody has opened it yet.");
  else
    out << wide_table("Who has looked", table);
  return out;
}

html::Html now_part(const ChildPage& m, const Drawing& drawing) {
  html::Html out;
  govuk::Table table{.caption = "Referrals",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("Received", "From", "Where it stands", "Due")};
  for (const auto& r : m.referrals) {
    html::Html due;
    if (r.due) {
      due.text(r.due->spoken());
      if (*r.due < drawing.today()) due.text(" ").append(govuk::tag({.text = "Late", .classes = "govuk-tag--red"}));
    } else if (r.closed) {
      due.text("Closed ").text(r.closed->spoken());
    }
    table.rows.push_back(govuk::row(h::link(address("/referrals/" + r.referral), r.received.spoken()), r.source, words_for(r.stage), due));
  }
  if (!m.referrals.empty()) out << wide_table("Referrals", table);
  govuk::Table tasks{.caption = "Tasks", .caption_classes = "govuk-table__caption--m", .head = govuk::row("What", "Who", "By")};
  for (const auto& t : m.tasks) {
    html::Html by;
    by.text(t.due.spoken());
    if (t.due < drawing.today()) by.text(" ").append(govuk::tag({.text = "Late", .classes = "govuk-tag--red"}));
    tasks.rows.push_back(govuk::row(h::link(address("/tasks/" + t.task), t.what), t.who, by));
  }
  if (!m.tasks.empty()) out << wide_table("Tasks", tasks);
  return out;
}

}  // namespace

WorkerPage draw_child(const Drawing& drawing, const ChildPage& m) {
  WorkerPage page{.title = m.name, .body = {}, .wide = true};
  page << h::heading({.text = m.name, .level = 1, .size = "l", .caption = m.age});
  if (m.may_record) {
    page << h::button_group(
        govuk::button({.text = "Write a note", .href = address("/children/" + m.child + "/notes/new")}),
        govuk::button({.text = "Set a task", .href = address("/children/" + m.child + "/tasks/new"), .classes = "govuk-button--secondary"}),
        govuk::button(
            {.text = "New contact", .href = html::Url("/contacts/new").with("child", m.child), .classes = "govuk-button--secondary"}));
  }
  page << practice_links(drawing, m.name);
  page << now_part(m, drawing);
  html::Html told = h::h2("Chronology");
  told << timeline(m.chronology.lines);
  if (m.chronology.next) told << h::p(h::link(address("/children/" + m.child + "/chronology"), "The whole chronology"));
  page << govuk::tabs({.items = {{.label = "Chronology", .panel = told, .id = "chronology"},
                                 {.label = "Details", .panel = html::join(h::h2("Details"), summary_tab(m)), .id = "details"},
                                 {.label = "Family", .panel = family_tab(m), .id = "family"},
                                 {.label = "People involved", .panel = people_tab(m), .id = "people"},
                                 {.label = "Who has looked", .panel = looked_tab(m), .id = "looked"}}});
  return page;
}

WorkerPage draw_chronology(const Drawing&, const ChronologyPage& m) {
  WorkerPage page{.title = "Chronology of " + m.name,
                  .body = {},
                  .before = govuk::back_link({.text = m.name, .href = address("/children/" + m.child)}),
                  .wide = true};
  page << h::h1(page.title) << timeline(m.lines);
  if (m.next)
    page << govuk::pagination(
        {.next = {.text = "Earlier", .href = address("/children/" + m.child + "/chronology").with("before", *m.next)}});
  return page;
}

}  // namespace hearth::journey
