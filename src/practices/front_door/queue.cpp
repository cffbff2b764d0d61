// The one queue: what is new, who is on it, how long each stage has lasted, what may belong together.

#include "base/text.hpp"
#include "html/elements.hpp"
#include "html/moj/navigation.hpp"
#include "journey/words.hpp"
#include "practices/front_door/call_pages.hpp"
#include "practices/front_door/related.hpp"
#include "practices/front_door/triage_pages.hpp"
#include "practices/front_door/words.hpp"

#include <chrono>

namespace hearth::front_door {

using practice::Asked, practice::Drawing;
namespace govuk = html::govuk;
using journey::address;

namespace {

constexpr int most_shown = 100;

struct Shown {
  const char *key, *words, *empty;
  store::Sql where;
};

const Shown& shown_of(std::string_view key) {
  static const Shown all[] = {
      {"open", "To decide", "New contacts appear here as they arrive, oldest first.",
       "team in (select team from v_team_member where account = $1) and stage <> 'decided' order by received limit $2"},
      {"mine", "I am on", "Contacts that you take on appear here.",
       "team in (select team from v_team_member where account = $1) and stage <> 'decided' and holder = $1 order by received limit $2"},
      {"differ", "Not agreed", "Contacts on which two sides of the desk would decide differently appear here.",
       "team in (select team from v_team_member where account = $1) and stage <> 'decided' and differ = 1 order by received limit $2"},
      {"stepped", "With early help", "Contacts that early help has been asked to take on appear here until they have answered.",
       "team in (select team from v_team_member where account = $1) and step_team is not null order by step_due limit $2"},
      {"decided", "Decided", "Contacts appear here when they have been decided.",
       "team in (select team from v_team_member where account = $1) and stage = 'decided' order by decided desc limit $2"}};
  for (const auto& one : all)
    if (key == one.key) return one;
  return all[0];
}

std::vector<QueueLine> lines_of(const Worker& reader, const std::vector<TriageRow>& rows) {
  WorkerNames names(reader);
  std::vector<QueueLine> lines;
  std::vector<std::string> places;
  std::map<std::string, std::int64_t> at_place;
  for (const auto& row : rows) {
    QueueLine line{row.contact,
                   reader.reference().label("referral_source", row.source),
                   words_for(row.method),
                   text::shorten(row.body.worry, 160),
                   row.holder ? names.worker(*row.holder) : std::string(),
                   names.team(row.team),
                   {},
                   row.received,
                   row.since.value_or(row.received),
                   row.due,
                   row.stage,
                   row.outcome,
                   row.holder == reader.viewer().account,
                   row.differ,
                   0,
                   0,
                   {}};
    if (row.step_team) line.step_to = names.team(*row.step_team);
    std::string place;
    for (const auto& child : row.body.children) {
      line.children.push_back(names.child(child));
      line.earlier += reader.count<ContactChildRow>("child = $1 and contact <> $2", child, row.contact);
      if (const auto person = reader.get<journey::PersonRow>(child); person && place.empty())
        place = place_key(person->body.details.address.value_or(""));
    }
    if (!place.empty()) ++at_place[place];
    places.push_back(place);
    lines.push_back(std::move(line));
  }
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!places[i].empty()) lines[i].same_place = at_place[places[i]] - 1;
  return lines;
}

html::Html tag(const std::string& words, const char* colour) {
  return govuk::tag({.text = words, .classes = std::string("govuk-tag--") + colour});
}

html::Html stage_cell(const Drawing& drawing, const QueueLine& line) {
  html::Html out;
  const auto time = elapsed(std::chrono::duration_cast<std::chrono::minutes>(drawing.now - line.since).count());
  switch (line.stage) {
    case TriageStage::waiting: out << tag("New", "blue") << h::p("Nobody is on it. Waiting: " + time); break;
    case TriageStage::being_triaged:
      out << tag(line.mine ? "You are on it" : "Being triaged", line.mine ? "green" : "grey")
          << h::p((line.mine ? std::string() : line.holder + ". ") + "For: " + time);
      break;
    case TriageStage::given_back:
      out << tag("Given back", "orange") << h::p("Early help gave it back. Decide again. Waiting: " + time);
      break;
    case TriageStage::decided:
      out << h::p(line.outcome ? words_for(*line.outcome) : std::string("Decided"));
      if (line.step_to) out << h::p(*line.step_to + " has not answered yet. Waiting: " + time);
  }
  if (line.differ && line.stage != TriageStage::decided) out << tag("Not agreed", "purple");
  return out;
}

html::Html due_cell(const Drawing& drawing, const QueueLine& line) {
  html::Html out;
  out.text(line.due.spoken_with_weekday());
  if (line.stage == TriageStage::decided) return out;
  if (line.due < drawing.today())
    out.text(" ").append(tag("Late", "red"));
  else if (line.due == drawing.today())
    out.text(" ").append(tag("Today", "orange"));
  return out;
}

std::string belongs(const QueueLine& line) {
  std::string out;
  if (line.earlier > 0) out = text::plural(line.earlier, "other contact", "other contacts") + " about the same children";
  if (line.same_place > 0)
    out += (out.empty() ? "" : "; ") + text::plural(line.same_place, "other here", "others here") + " from the same address";
  return out;
}

govuk::Table table_of(const Drawing& drawing, const std::string& caption, const std::vector<QueueLine>& lines, const char* page) {
  govuk::Table table{.caption = caption,
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("Children", "Stage", "Decide by", "Worry", "From", "Received")};
  for (const auto& line : lines) {
    html::Html who = h::link(address("/contacts/" + line.contact + page),
                             line.children.empty() ? std::string("No child named") : text::join(line.children));
    if (const auto more = belongs(line); !more.empty()) who << h::p(more);
    table.rows.push_back(govuk::row(who, stage_cell(drawing, line), due_cell(drawing, line), line.worry, line.source,
                                    line.received.spoken() + ", " + line.method));
  }
  return table;
}

}  // namespace

std::optional<QueuePage> read_queue(const Worker& reader, const Asked& asked) {
  const auto& shown = shown_of(asked.query["show"]);
  QueuePage model{shown.key, lines_of(reader, reader.list<TriageRow>(shown.where, reader.viewer().account, most_shown)), 0, 0, 0, 0};
  for (const auto& team : reader.viewer().teams) {
    model.waiting += reader.count<TriageRow>("team = $1 and stage = 'waiting'", team);
    model.being_triaged += reader.count<TriageRow>("team = $1 and stage = 'being_triaged'", team);
    model.given_back += reader.count<TriageRow>("team = $1 and stage = 'given_back'", team);
    model.late += reader.count<TriageRow>("team = $1 and stage <> 'decided' and due < $2", team, reader.today().iso());
  }
  return model;
}

WorkerPage draw_queue(const Drawing& drawing, const QueuePage& m) {
  WorkerPage page{.title = "Triage", .body = {}, .wide = true};
  const auto& shown = shown_of(m.show);
  page << h::h1("Triage");
  page << h::p("New: " + std::to_string(m.waiting) + ". Being triaged: " + std::to_string(m.being_triaged) +
               ". Given back by early help: " + std::to_string(m.given_back) + ".");
  if (m.late > 0)
    page << govuk::warning_text(
        {.text = text::plural(m.late, "contact is", "contacts are") + " late: to be decided within one working day"});
  html::moj::SubNavigation parts{.label = "Parts of the queue"};
  for (const char* key : {"open", "mine", "differ", "stepped", "decided"})
    parts.items.push_back({.text = shown_of(key).words, .href = html::Url("/triage").with("show", key), .active = m.show == key});
  parts.items.push_back({.text = "Thresholds", .href = "/triage/thresholds"});
  parts.items.push_back({.text = "When contacts arrive", .href = "/triage/arrivals"});
  page << html::moj::sub_navigation(parts);
  if (m.lines.empty()) {
    page << govuk::inset_text({.text = shown.empty});
    return page;
  }
  page << journey::wide_table("Contacts", table_of(drawing, shown.words, m.lines, "/triage"));
  if (int(m.lines.size()) == most_shown) page << h::p("The first 100 are shown.");
  return page;
}

std::optional<QueuePage> read_steps(const Worker& reader, const Asked&) {
  return QueuePage{"steps",
                   lines_of(reader, reader.list<TriageRow>("step_team in (select team from v_team_member where account = $1) order by "
                                                           "step_due limit $2",
                                                           reader.viewer().account, most_shown)),
                   0,
                   0,
                   0,
                   0};
}

WorkerPage draw_steps(const Drawing& drawing, const QueuePage& m) {
  WorkerPage page{.title = "Families to take on", .body = {}, .wide = true};
  page << h::h1(page.title);
  page << h::p("The front door asks your team to take these families on. Until you have answered they stay with the front door.");
  if (m.lines.empty()) {
    page << govuk::inset_text({.text = "Nobody waits for an answer of your team."});
    return page;
  }
  page << journey::wide_table("Families", table_of(drawing, "Families, the longest waiting first", m.lines, "/step"));
  return page;
}

}  // namespace hearth::front_door
