// Drawing the dashboard.

#include "base/text.hpp"
#include "html/elements.hpp"
#include "html/plots.hpp"
#include "journey/dashboards/pages.hpp"

#include <fmt/format.h>

namespace hearth::journey {

using practice::Drawing;
namespace govuk = html::govuk;
namespace plots = html::plots;

namespace {

html::Url rows_of(const Dashboard& m, Measure measure, const Period& period) {
  return html::Url("/dashboard/rows")
      .with("team", m.team)
      .with("from", period.from.iso())
      .with("to", period.to.iso())
      .with("count", described::enum_name(measure));
}
html::Url rows_of(const Dashboard& m, Measure measure) { return rows_of(m, measure, m.period); }

html::Content number(const Dashboard& m, Measure measure) {
  const auto count = m.of(measure);
  return count == 0 ? html::Content("0") : html::Content(h::link(rows_of(m, measure), text::grouped(count), words_for(measure)));
}

std::string share(std::int64_t part, std::int64_t all) {
  return all == 0 ? std::string("–") : fmt::format("{:.1f}%", 100.0 * double(part) / double(all));
}

/// A measure, and what it is a share of.
struct Line {
  Measure measure;
  std::optional<Measure> of = {};
};

html::Html measures(const Dashboard& m, const std::string& caption, std::initializer_list<Line> lines) {
  govuk::Table table{.caption = caption,
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("What is counted", "Number", "Share"),
                     .first_cell_is_header = true,
                     .classes = "hearth-table"};
  table.head[1].format = table.head[2].format = "numeric";
  for (const auto& line : lines) {
    table.rows.push_back(
        govuk::row(words_for(line.measure), number(m, line.measure), line.of ? share(m.of(line.measure), m.of(*line.of)) : ""));
    table.rows.back()[1].format = table.rows.back()[2].format = "numeric";
  }
  return wide_table(caption, table);
}

/// "Apr", out of "1 April 2026".
std::string month_words(Date day) {
  const auto spoken = day.spoken();
  return spoken.substr(spoken.find(' ') + 1);
}

plots::Plot months(const Dashboard& m) {
  plots::Plot plot{.title = "Referrals by month", .label_head = "Month", .head = "Referrals"};
  for (const auto& month : m.months)
    plot.points.push_back({.label = month_words(month.period.from),
                           .value = double(month.referrals),
                           .href = rows_of(m, Measure::referrals, month.period),
                           .brief = month_words(month.period.from).substr(0, 3)});
  plot.nothing = "No child of the team was referred in these twelve months.";
  return plot;
}

plots::Plot timeliness(const Dashboard& m) {
  plots::Plot plot{.title = "Assessments by month",
                   .label_head = "Month",
                   .head = "Finished",
                   .part_head = "Within 45 working days of their start",
                   .points = {},
                   .nothing = "No assessment was finished in these twelve months."};
  for (const auto& month : m.months)
    plot.points.push_back({.label = month_words(month.period.from),
                           .value = double(month.assessments),
                           .href = rows_of(m, Measure::assessments_finished, month.period),
                           .brief = month_words(month.period.from).substr(0, 3),
                           .part = double(month.assessments_in_time),
                           .part_href = rows_of(m, Measure::assessments_in_time, month.period)});
  return plot;
}

plots::Plot workload(const Dashboard& m) {
  plots::Plot plot{.title = "Children with an open case, by worker",
                   .label_head = "Worker",
                   .head = "Children",
                   .points = {},
                   .nothing = "No case of the team was open on this day."};
  for (const auto& w : m.workers)
    plot.points.push_back(
        {.label = w.name, .value = double(w.children), .href = rows_of(m, Measure::cases_open).with("worker", w.account)});
  return plot;
}

plots::Plot codes(const Dashboard& m, std::string title, const char* head, Measure measure, const char* name,
                  const std::vector<CodeCount>& all) {
  plots::Plot plot{.title = std::move(title), .label_head = head, .head = words_for(measure)};
  for (const auto& c : all)
    plot.points.push_back({.label = c.label, .value = double(c.count), .href = rows_of(m, measure).with(name, c.code)});
  return plot;
}

html::Html choose_day(const Drawing& drawing, const Dashboard& m) {
  practice::Typed typed;
  practice::Fields fields(drawing, typed);
  html::Html content;
  if (!m.fault.empty()) content << govuk::warning_text({.text = m.fault});
  content << fields.date("on", "Show the twelve months up to", "For example, 31 3 2026: the census year", m.period.to);
  content << govuk::button({.text = "Show", .classes = "govuk-button--secondary"});
  return h::form({.action = "/dashboard", .method = "get", .hidden = {{"team", m.team}}, .classes = "hearth-no-print"}, content);
}

html::Html choose_team(const Dashboard& m) {
  if (m.teams.size() < 2) return {};
  std::vector<html::Content> links;
  for (const auto& team : m.teams)
    links.push_back(
        team.value == m.team
            ? html::Content(h::strong(team.words))
            : html::Content(h::link(html::Url("/dashboard").with("team", team.value).with("on", m.period.to.iso()), team.words)));
  return h::bullets(links);
}

}  // namespace

WorkerPage draw_dashboard(const Drawing& drawing, const Dashboard& m) {
  WorkerPage page{.title = "Dashboard", .body = {}, .wide = true};
  page << h::h1(m.team.empty() ? "Dashboard" : "Dashboard: " + m.team_name);
  if (m.team.empty()) {
    page << govuk::inset_text({.text = "You are in no team. Ask an administrator to add you to the team that you manage; its numbers then "
                                       "appear here."});
    return page;
  }
  using enum Measure;
  page << choose_team(m);
  page << h::lead("From " + m.period.from.spoken() + " to " + m.period.to.spoken() + ".");
  page << h::p(
      "Counted are the referrals that came to the team, and those of the children for whom it is responsible today. Each number opens the "
      "rows that it counts.");
  page << choose_day(drawing, m);
  page << measures(m, "Volumes",
                   {{referrals},
                    {children_referred},
                    {no_further_action, referrals},
                    {rereferrals, referrals},
                    {enquiries_started},
                    {conferences_after_enquiry},
                    {conferences_transferred_in},
                    {cases_closed},
                    {closed_after_assessment, cases_closed},
                    {cases_open}});
  page << plots::columns(months(m));
  page << measures(m, "Timeliness",
                   {{assessments_finished},
                    {assessments_in_time, assessments_finished},
                    {assessments_in_time_from_referral, assessments_finished},
                    {conferences_in_time, conferences_after_enquiry}});
  page << plots::columns(timeliness(m));
  page << measures(
      m, "Child protection plans",
      {{protection_plans_started}, {second_protection_plans, protection_plans_started}, {protection_plans_ended}, {protection_plans_open}});
  page << plots::bars(workload(m));
  page << plots::bars(codes(m, "Who referred", "Source", referrals, "source", m.sources));
  page << plots::bars(codes(m, "Factors found by assessments", "Factor", assessments_finished, "factor", m.factors));
  return page;
}

namespace {

html::Html pages_of(const CountedRows& m) {
  if (m.pages < 2) return {};
  const auto to = [&](int page) { return address("/dashboard/rows?" + m.query + "&page=" + std::to_string(page)); };
  std::vector<html::Content> links;
  if (m.page > 1) links.push_back(h::link(to(m.page - 1), "Rows before these"));
  links.push_back(fmt::format("Page {} of {}", m.page, m.pages));
  if (m.page < m.pages) links.push_back(h::link(to(m.page + 1), "Rows after these"));
  return h::list(links);
}

}  // namespace

WorkerPage draw_counted(const Drawing&, const CountedRows& m) {
  WorkerPage page{.title = m.title,
                  .body = {},
                  .before = govuk::back_link({.text = "Back to the dashboard",
                                              .href = html::Url("/dashboard").with("team", m.team).with("on", m.period.to.iso())}),
                  .wide = true};
  page << h::h1(m.title);
  page << h::lead(fmt::format("{}: {}, from {} to {}.", m.team_name, text::grouped(m.total), m.period.from.spoken(), m.period.to.spoken()));
  if (m.total == 0) {
    page << govuk::inset_text({.text = "Nothing is counted here."});
    return page;
  }
  govuk::Table table{.head = govuk::row("Child", "Day", "Working days", "Source of the referral", "Where it stands now"),
                     .classes = "hearth-table"};
  for (const auto& r : m.rows) {
    const bool open = !r.child.empty();
    table.rows.push_back(
        govuk::row(open ? html::Content(h::link(address("/children/" + r.child), r.name)) : html::Content(r.name), r.on.spoken(),
                   r.took ? std::to_string(*r.took) : "", r.source,
                   open ? html::Content(h::link(address("/referrals/" + r.referral), r.stage, "of " + r.name)) : html::Content(r.stage)));
  }
  page << wide_table(m.title, table) << pages_of(m);
  page << h::p(html::join("Download the whole list: ", h::link(address("/dashboard/rows.csv?" + m.query), "CSV"), " or ",
                          h::link(address("/dashboard/rows.xlsx?" + m.query), "Excel"),
                          ". It names children: keep it where only those can open it who may see all of it."));
  return page;
}

}  // namespace hearth::journey
