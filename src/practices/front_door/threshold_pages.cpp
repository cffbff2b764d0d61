#include "practices/front_door/threshold_pages.hpp"

#include "base/text.hpp"
#include "html/elements.hpp"
#include "practices/front_door/likeness.hpp"
#include "practices/front_door/plot.hpp"
#include "practices/front_door/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hearth::front_door {

using practice::Asked, practice::Drawing;
namespace govuk = html::govuk;
using journey::address;

namespace {

constexpr int months_shown = 12;
constexpr int compared = 200;  // decided contacts that are laid side by side; each is entered in the log of reads
constexpr std::size_t most_pairs = 6, most_alike_shown = 5;
constexpr std::size_t levels = 4;

Date first_of_month(Date day) {
  const auto civil = day.civil();
  return day - (int(unsigned(civil.day())) - 1);
}

std::string month_words(Date month) {
  const auto spoken = month.spoken();
  return spoken.substr(spoken.find(' ') + 1);
}

std::vector<TriageRow> decided_rows(const Worker& reader) {
  return reader.list<TriageRow>(
      "team in (select team from v_team_member where account = $1) and stage = 'decided' order by decided desc limit $2",
      reader.viewer().account, compared);
}

AlikeContact alike_of(const Worker& reader, const TriageRow& row, std::vector<std::string> words) {
  return {row.contact,
          reader.reference().label("referral_source", row.source),
          text::shorten(row.body.worry, 400),
          row.body.reason,
          row.received,
          row.outcome.value_or(TriageOutcome::no_further_action),
          std::move(words)};
}

/// What a contact tells, without the names of its children: two children called Lee are not alike by that.
Telling telling_of(const Worker& reader, const TriageRow& row) {
  auto words = telling_words(row.body.worry);
  for (const auto& child : row.body.children)
    if (const auto person = reader.get<journey::PersonRow>(child))
      for (const auto& name : telling_words(person->body.details.given_name + " " + person->body.details.family_name)) words.erase(name);
  return words;
}

std::vector<Telling> all_telling(const Worker& reader, const std::vector<TriageRow>& rows) {
  std::vector<Telling> all;
  for (const auto& row : rows) all.push_back(telling_of(reader, row));
  return all;
}

html::Html card(const AlikeContact& c) {
  html::Html out;
  out << h::p(html::join(h::link(address("/contacts/" + c.contact + "/triage"), c.received.spoken()), ", from ", c.source))
      << journey::said(c.worry) << h::p(h::strong(words_for(c.outcome))) << journey::said(c.reason);
  return out;
}

}  // namespace

Level level_of(TriageOutcome outcome) {
  switch (outcome) {
    using enum TriageOutcome;
    case advice:
    case signposting:
    case no_further_action: return Level::universal;
    case early_help: return Level::early_help;
    case hub: return Level::hub;
    case referral:
    case assessment:
    case strategy_discussion:
    case open_case: return Level::statutory;
  }
  return Level::universal;
}

std::string words_for(Level level) {
  switch (level) {
    using enum Level;
    case universal: return "Advice, signposting or nothing more";
    case early_help: return "Early help";
    case hub: return "Hub";
    case statutory: return "Referral, assessment or strategy discussion";
  }
  return {};
}

std::optional<double> share(std::int64_t part, std::int64_t whole) {
  if (whole < fewest_for_a_share) return std::nullopt;
  return 100.0 * double(part) / double(whole);
}

// ---- month by month -------------------------------------------------------------------------------------------------------

std::optional<ThresholdsPage> read_thresholds(const Worker& reader, const Asked&) {
  ThresholdsPage model;
  const auto this_month = first_of_month(reader.today());
  for (int back = months_shown - 1; back >= 0; --back) {
    MonthLine line{this_month.plus_months(-back), 0, std::vector<std::int64_t>(levels)};
    const auto from = Instant::at(line.month, 0, 0).micros, until = Instant::at(line.month.plus_months(1), 0, 0).micros;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<TriageOutcome>>([&](auto d) {
      const auto n = reader.count<TriageRow>(
          "team in (select team from v_team_member where account = $1) and decided >= $2 and decided < $3 and outcome = $4",
          reader.viewer().account, from, until, d.name);
      line.decided += n;
      line.levels[std::size_t(level_of(d.value))] += n;
    });
    model.months.push_back(std::move(line));
  }
  const auto rows = decided_rows(reader);
  const auto all = all_telling(reader, rows);
  for (std::size_t i = 0; i < rows.size() && model.pairs.size() < most_pairs; ++i)
    for (const auto& near : most_alike(all, i, 1)) {
      const auto& other = rows[near.index];
      const bool differ = level_of(rows[i].outcome.value()) != level_of(other.outcome.value());
      const bool told = std::ranges::any_of(model.pairs, [&](const AlikePair& p) {
        return p.second.contact == rows[i].contact || p.first.contact == other.contact || p.second.contact == other.contact;
      });
      if (differ && !told) model.pairs.push_back({alike_of(reader, rows[i], near.words), alike_of(reader, other, near.words)});
    }
  return model;
}

WorkerPage draw_thresholds(const Drawing&, const ThresholdsPage& m) {
  WorkerPage page{
      .title = "Thresholds, for learning", .body = {}, .before = govuk::back_link({.text = "Triage", .href = "/triage"}), .wide = true};
  page << h::h1(page.title);
  page << h::p(
      "How this front door has decided. It says nothing of any child and of any one worker, and proposes no decision. Where the line "
      "drifts, "
      "or like worries were decided differently, talk about why: both may have been right.");
  Plot plot{"Share of each kind of decision, month by month. The table after it holds the numbers.", {}, {}, 100, "%"};
  govuk::Table table{.caption = "Decisions by month", .caption_classes = "govuk-table__caption--m", .first_cell_is_header = true};
  table.head = {{.text = "Month"}, {.text = "Decisions", .format = "numeric"}};
  for (std::size_t level = 0; level < levels; ++level) {
    plot.lines.push_back({words_for(Level(level)), {}});
    table.head.push_back({.text = words_for(Level(level)), .format = "numeric"});
  }
  for (const auto& line : m.months) {
    plot.places.push_back(month_words(line.month).substr(0, 3));
    govuk::Row row{{.text = month_words(line.month)}, {.text = line.decided, .format = "numeric"}};
    for (std::size_t level = 0; level < levels; ++level) {
      const auto part = share(line.levels[level], line.decided);
      plot.lines[level].values.push_back(part);
      row.push_back({.text = std::to_string(line.levels[level]) + (part ? fmt::format(" ({:.0f}%)", *part) : ""), .format = "numeric"});
    }
    table.rows.push_back(std::move(row));
  }
  page << draw_plot(plot)
       << h::p("Months with fewer than 5 decisions are in the table and not in the plot: a share of so few says nothing.");
  page << journey::wide_table("Decisions by month", table);
  page << h::h2("Like worries, decided differently");
  if (m.pairs.empty()) {
    page << govuk::inset_text({.text = "Among the newest 200 decisions no two that tell of like worries were decided differently."});
    return page;
  }
  for (const auto& pair : m.pairs)
    page << h::h3("Both tell of: " + text::join(std::span(pair.first.words).first(std::min<std::size_t>(6, pair.first.words.size()))))
         << h::columns({{"one-half", card(pair.first)}, {"one-half", card(pair.second)}}) << h::section_break();
  return page;
}

// ---- one contact beside others ------------------------------------------------------------------------------------------------

std::optional<AlikePage> read_alike(const Worker& reader, const Asked& asked) {
  const auto row = reader.get<TriageRow>(asked["contact"]);
  if (!row) return std::nullopt;
  AlikePage model{row->contact,     {}, row->body.worry, reader.reference().label("referral_source", row->source), row->outcome,
                  row->body.reason, {}};
  journey::Names names(reader);
  std::vector<std::string> children;
  for (const auto& child : row->body.children) children.push_back(names.child(child));
  model.title = children.empty() ? "A contact" : text::join(children);
  auto rows = decided_rows(reader);
  std::erase_if(rows, [&](const TriageRow& r) { return r.contact == row->contact; });
  rows.insert(rows.begin(), *row);
  for (auto& near : most_alike(all_telling(reader, rows), 0, most_alike_shown))
    model.others.push_back(alike_of(reader, rows[near.index], std::move(near.words)));
  return model;
}

WorkerPage draw_alike(const Drawing&, const AlikePage& m) {
  WorkerPage page{.title = "Like contacts: " + m.title,
                  .body = {},
                  .before = govuk::back_link({.text = "Triage of this contact", .href = address("/contacts/" + m.contact + "/triage")}),
                  .wide = true};
  page << h::heading({.text = "How like contacts were decided", .level = 1, .size = "l", .caption = m.title});
  page << h::p(
      "They are found by the words that both tell of. They are for learning: what is right for this child, people who know the child "
      "decide.");
  html::Html mine;
  mine << h::h2("This contact") << h::p("From " + m.source) << journey::said(m.worry)
       << h::p(h::strong(m.outcome ? words_for(*m.outcome) : std::string("To decide"))) << journey::said(m.reason);
  html::Html others = h::h2("Like it");
  if (m.others.empty()) others << govuk::inset_text({.text = "None of the newest 200 decisions tells of a like worry."});
  for (const auto& other : m.others) others << h::h3("Both tell of: " + text::join(other.words)) << card(other) << h::section_break();
  page << h::columns({{"one-half", mine}, {"one-half", others}});
  return page;
}

// ---- when they arrive ---------------------------------------------------------------------------------------------------------

namespace {

/// The hour in London: where the hour that happens twice is one hour.
int hour_of(Instant at) {
  const auto day = at.date();
  int hour = 23;
  while (hour > 0 && Instant::at(day, hour, 0) > at) --hour;
  return hour;
}

}  // namespace

std::optional<ArrivalsPage> read_arrivals(const Worker& reader, const Asked&) {
  constexpr int days = 28;  // four whole weeks: each weekday counts the same
  ArrivalsPage model{reader.today() - days, reader.today() - 1, {}};
  for (int hour = 0; hour < 24; ++hour) model.hours.push_back({hour, 0, 0});
  const auto rows =
      reader.list<ArrivalRow>("team in (select team from v_team_member where account = $1) and arrived >= $2 and arrived < $3",
                              reader.viewer().account, Instant::at(model.from, 0, 0).micros, Instant::at(reader.today(), 0, 0).micros);
  for (const auto& row : rows) {
    auto& line = model.hours[std::size_t(hour_of(row.arrived))];
    ++(row.call ? line.calls : line.contacts);
  }
  return model;
}

WorkerPage draw_arrivals(const Drawing&, const ArrivalsPage& m) {
  WorkerPage page{.title = "When contacts and calls arrive",
                  .body = {},
                  .before = govuk::back_link({.text = "Triage", .href = "/triage"}),
                  .wide = true};
  page << h::h1(page.title)
       << h::p("All days from " + m.from.spoken() + " to " + m.until.spoken() + ", by the hour in which they arrived.");
  Plot plot{"Contacts and helpline calls by the hour of the day. The table after it holds the numbers.", {}, {}, 4, ""};
  PlotLine contacts{"Contacts", {}}, calls{"Helpline calls", {}};
  govuk::Table table{.caption = "Arrivals by hour",
                     .caption_classes = "govuk-table__caption--m",
                     .head = {{.text = "Hour"}, {.text = "Contacts", .format = "numeric"}, {.text = "Helpline calls", .format = "numeric"}},
                     .first_cell_is_header = true};
  std::int64_t all = 0, highest = 4;
  for (const auto& line : m.hours) {
    const auto name = fmt::format("{:02}:00", line.hour);
    plot.places.push_back(name);
    contacts.values.emplace_back(double(line.contacts));
    calls.values.emplace_back(double(line.calls));
    all += line.contacts + line.calls;
    highest = std::max({highest, line.contacts, line.calls});
    if (line.contacts + line.calls > 0)
      table.rows.push_back({{.text = name}, {.text = line.contacts, .format = "numeric"}, {.text = line.calls, .format = "numeric"}});
  }
  if (all == 0) {
    page << govuk::inset_text({.text = "Nothing arrived in these four weeks."});
    return page;
  }
  plot.top = double((highest + 3) / 4 * 4);
  plot.lines = {std::move(contacts), std::move(calls)};
  page << draw_plot(plot) << h::p("Hours in which nothing arrived are left out of the table.")
       << journey::wide_table("Arrivals by hour", table);
  return page;
}

}  // namespace hearth::front_door
