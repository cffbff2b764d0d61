// Reading what the dashboard counts.

#include "base/text.hpp"
#include "journey/dashboards/pages.hpp"
#include "journey/referral/views.hpp"
#include "journey/words.hpp"
#include "practice/sheet.hpp"

#include <charconv>
#include <map>
#include <set>

namespace hearth::journey {

using practice::Asked;

namespace {

constexpr std::size_t rows_on_page = 100;

/// The team that was asked for, when it is one of the viewer's; else the first of them. "" when there is none.
std::string team_of(const Worker& reader, const Asked& asked) {
  const auto& teams = reader.viewer().teams;
  const auto wanted = asked.query["team"];
  if (wanted.empty()) return teams.empty() ? std::string() : teams.front();
  return std::ranges::find(teams, wanted) == teams.end() ? std::string() : std::string(wanted);
}

/// "on=2026-03-31", or the three parts of a form's date; today when nothing was given.
Result<Date> day_of(const Worker& reader, const Asked& asked) {
  const auto& q = asked.query;
  if (!q["on"].empty()) return Date::parse(q["on"]);
  if (q["on-day"].empty() && q["on-month"].empty() && q["on-year"].empty()) return reader.today();
  return Date::of_parts(q["on-day"], q["on-month"], q["on-year"]);
}

/// The children whom the team holds now: whom its manager may open.
std::set<std::string> held_children(const Worker& reader, const std::string& team) {
  std::set<std::string> children;
  for (const auto& tie : reader.list<access::RelationRow>("team = $1 and kind = 'responsible_team' and until is null", team))
    children.insert(tie.subject);
  return children;
}

/// The referrals that came to the team, and those of the children whom it holds now, as far as they bear on a period: those that were
/// open in it, and those of the year before it, of which a referral may be the next.
std::vector<Countable> countable(const Worker& reader, const std::string& team, const Period& period) {
  std::vector<Countable> all;
  std::set<std::string> seen;
  auto take = [&](std::vector<ReferralRow> rows) {
    for (auto& row : rows)
      if (seen.insert(row.referral).second) all.push_back({std::move(row.referral), std::move(row.subject), std::move(row.body.state)});
  };
  const auto last = period.to.iso(), first = period.from.plus_months(-12).iso();
  // Two questions, since each has an index of its own and their union has none.
  take(reader.list<ReferralRow>(
      "subject in (select subject from v_relation where team = $1 and kind = 'responsible_team' and until is null) and received <= $2 "
      "and (closed is null or closed >= $3)",
      team, last, first));
  take(reader.list<ReferralRow>("team = $1 and received <= $2 and (closed is null or closed >= $3)", team, last, first));
  return all;
}

/// How many of these, which stand in the order of their days, lie in a period.
std::int64_t within(const std::vector<Hit>& found, const Period& period) {
  return std::ranges::upper_bound(found, period.to, {}, &Hit::on) - std::ranges::lower_bound(found, period.from, {}, &Hit::on);
}

std::vector<MonthCount> by_month(std::span<const Countable> all, const Period& period, const Reference& reference) {
  const auto referrals = hits(Measure::referrals, all, period, reference),
             finished = hits(Measure::assessments_finished, all, period, reference),
             in_time = hits(Measure::assessments_in_time, all, period, reference);
  std::vector<MonthCount> months;
  for (Date from = period.from; from <= period.to;) {
    const auto civil = from.civil();
    const auto next = Date{std::chrono::sys_days{civil.year() / civil.month() / 1}}.plus_months(1);
    const Period month{from, std::min(next - 1, period.to)};
    months.push_back({month, within(referrals, month), within(finished, month), within(in_time, month)});
    from = next;
  }
  return months;
}

std::vector<CodeCount> labelled(const std::vector<std::pair<std::string, int>>& counts, const char* set, const Reference& reference) {
  std::vector<CodeCount> all;
  for (const auto& [code, count] : counts) all.push_back({code, reference.label(set, code), count});
  return all;
}

/// Who was allocated to each of these children at the end of a day.
std::map<std::string, std::string> allocated(const Worker& reader, const std::string& team, Date on) {
  std::map<std::string, std::string> by_child;
  const auto end = Instant::at(on + 1, 0, 0).micros;
  for (const auto& tie : reader.list<access::RelationRow>("kind = 'allocated_worker' and began < $1 and (until is null or until >= $1) and "
                                                          "subject in (select subject from v_relation where "
                                                          "team = $2 and kind = 'responsible_team' and until is null)",
                                                          end, team))
    if (tie.person) by_child[tie.subject] = *tie.person;
  return by_child;
}

std::set<std::string> children_of(const std::vector<Hit>& found) {
  std::set<std::string> children;
  for (const auto& hit : found) children.insert(hit.child);
  return children;
}

std::vector<WorkerCount> workload(const Worker& reader, const std::string& team, const std::vector<Hit>& open, Date on) {
  Names names(reader);
  const auto worker_of = allocated(reader, team, on);
  std::map<std::string, std::int64_t> counts;
  for (const auto& child : children_of(open)) {
    const auto found = worker_of.find(child);
    ++counts[found == worker_of.end() ? std::string() : found->second];
  }
  std::vector<WorkerCount> all;
  for (const auto& [account, count] : counts) all.push_back({account, account.empty() ? "No worker yet" : names.worker(account), count});
  std::ranges::sort(all, {}, [](const WorkerCount& w) { return std::tie(w.account.empty() ? w.account : w.name, w.account); });
  return all;
}

/// One number as its link asks for it.
struct Question {
  std::string team;
  Period period;
  Measure measure{};
  Narrowed narrowed;
  std::optional<std::string> worker;  ///< Of open cases: the children of one worker; "" for those without.
};

/// What nobody said is the referrals of the twelve months up to today; what was said wrongly is no question.
std::optional<Question> question_of(const Worker& reader, const Asked& asked) {
  const auto& q = asked.query;
  Question question{
      team_of(reader, asked), year_to(reader.today()), Measure::referrals, {std::string(q["source"]), std::string(q["factor"])}, {}};
  if (question.team.empty() && q.has("team")) return std::nullopt;
  for (auto [name, day] : {std::pair("from", &question.period.from), std::pair("to", &question.period.to)}) {
    if (!q.has(name)) continue;
    const auto given = Date::parse(q[name]);
    if (!given) return std::nullopt;
    *day = *given;
  }
  if (q.has("count")) {
    const auto measure = described::enum_value<Measure>(q["count"]);
    if (!measure) return std::nullopt;
    question.measure = *measure;
  }
  if (question.period.to < question.period.from) return std::nullopt;
  if (q.has("worker")) question.worker = std::string(q["worker"]);
  return question;
}

/// The rows behind a number: by the same function that counted it.
std::vector<Hit> found_for(const Worker& reader, const Question& q, const std::vector<Countable>& all) {
  auto found = hits(q.measure, all, q.period, reader.reference(), q.narrowed);
  if (!q.worker) return found;
  const auto worker_of = allocated(reader, q.team, q.period.to);
  std::set<std::string> seen;
  std::erase_if(found, [&](const Hit& hit) {
    const auto worker = worker_of.find(hit.child);
    const bool theirs = (worker == worker_of.end() ? std::string() : worker->second) == *q.worker;
    return !theirs || !seen.insert(hit.child).second;  // children are counted, not their referrals
  });
  return found;
}

std::string title_of(const Worker& reader, const Question& q) {
  auto title = words_for(q.measure);
  if (!q.narrowed.source.empty()) title += ": " + reader.reference().label("referral_source", q.narrowed.source);
  if (!q.narrowed.factor.empty()) title += ": " + reader.reference().label("assessment_factor", q.narrowed.factor);
  if (q.worker) title = "Children with an open case: " + (q.worker->empty() ? "no worker yet" : Names(reader).worker(*q.worker));
  return title;
}

/// Whose case has closed is counted, but no longer named: the team has let the child go.
CountedRow row_of(const Worker& reader, Names<access::audience::case_workers>& names, const std::set<std::string>& held, const Hit& hit,
                  const Countable& from) {
  const bool holds = held.contains(hit.child);
  return {hit.referral,
          holds ? hit.child : std::string(),
          holds ? names.child(hit.child) : std::string("A child whose case has closed"),
          hit.on,
          hit.took,
          reader.reference().label("referral_source", from.state.received.source),
          words_for(stage_of(from.state))};
}

CountedRows answer(const Worker& reader, const Asked& asked, const Question& q, std::size_t skip, std::size_t most) {
  const auto all = countable(reader, q.team, q.period);
  std::map<std::string_view, const Countable*> by_referral;
  for (const auto& one : all) by_referral[one.referral] = &one;
  const auto found = found_for(reader, q, all);
  const auto held = held_children(reader, q.team);
  Names names(reader);
  CountedRows model;
  model.title = title_of(reader, q);
  model.team = q.team;
  model.team_name = q.team.empty() ? "No team" : names.team(q.team);
  model.period = q.period;
  model.total = std::int64_t(found.size());
  for (const auto& field : asked.query.fields())
    if (field.name != "page")
      model.query += (model.query.empty() ? "" : "&") + web::percent_encode(field.name) + "=" + web::percent_encode(field.value);
  for (std::size_t i = skip; i < found.size() && i - skip < most; ++i)
    model.rows.push_back(row_of(reader, names, held, found[i], *by_referral.at(found[i].referral)));
  return model;
}

/// All rows of a number, for a download.
std::optional<practice::Sheet> sheet_of(const Worker& reader, const Asked& asked) {
  const auto question = question_of(reader, asked);
  if (!question) return std::nullopt;
  const auto model = answer(reader, asked, *question, 0, std::size_t(-1));
  practice::Sheet sheet{model.title, {"Child", "Day", "Working days", "Source of the referral", "Where it stands now", "Referral"}, {}};
  for (const auto& row : model.rows) {
    practice::Cell took;
    if (row.took) took = std::int64_t(*row.took);
    sheet.rows.push_back({row.name, row.on, took, row.source, row.stage, row.referral});
  }
  return sheet;
}

}  // namespace

std::int64_t Dashboard::of(Measure measure) const {
  const auto found = std::ranges::find(measures, measure, &MeasureCount::measure);
  return found == measures.end() ? 0 : found->count;
}

std::optional<Dashboard> read_dashboard(const Worker& reader, const Asked& asked) {
  Dashboard model;
  model.team = team_of(reader, asked);
  if (model.team.empty() && !asked.query["team"].empty()) return std::nullopt;
  auto day = day_of(reader, asked);
  if (day && *day > reader.today())
    day = refuse("on", "This day is in the future: nothing can be counted yet. These are the numbers of today");
  if (!day)
    model.fault =
        day.error().front().field == "on" ? day.error().front().sentence : "Enter a day, like 31 3 2026. These are the numbers of today";
  model.period = year_to(day.value_or(reader.today()));
  if (model.team.empty()) return model;
  Names names(reader);
  model.team_name = names.team(model.team);
  for (const auto& team : reader.viewer().teams) model.teams.push_back({team, names.team(team)});
  std::ranges::sort(model.teams, {}, &Option::words);
  const auto all = countable(reader, model.team, model.period);
  const auto& reference = reader.reference();
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Measure>>([&](auto d) {
    model.measures.push_back({d.value, std::int64_t(hits(d.value, all, model.period, reference).size())});
  });
  model.sources = labelled(by_source(all, model.period), "referral_source", reference);
  model.factors = labelled(by_factor(all, model.period), "assessment_factor", reference);
  model.months = by_month(all, model.period, reference);
  model.workers = workload(reader, model.team, hits(Measure::cases_open, all, model.period, reference), model.period.to);
  return model;
}

std::optional<CountedRows> read_counted(const Worker& reader, const Asked& asked) {
  const auto question = question_of(reader, asked);
  if (!question) return std::nullopt;
  std::size_t page = 1;
  const auto given = asked.query["page"];
  std::from_chars(given.data(), given.data() + given.size(), page);
  page = std::clamp<std::size_t>(page, 1, 10'000);
  auto model = answer(reader, asked, *question, (page - 1) * rows_on_page, rows_on_page);
  model.page = int(page);
  model.pages = std::max(1, int((std::size_t(model.total) + rows_on_page - 1) / rows_on_page));
  return model;
}

std::optional<practice::File> counted_as_csv(const Worker& reader, const Asked& asked) {
  const auto sheet = sheet_of(reader, asked);
  if (!sheet) return std::nullopt;
  return practice::as_csv(*sheet);
}

std::optional<practice::File> counted_as_xlsx(const Worker& reader, const Asked& asked) {
  const auto sheet = sheet_of(reader, asked);
  if (!sheet) return std::nullopt;
  return practice::as_xlsx(*sheet);
}

}  // namespace hearth::journey
