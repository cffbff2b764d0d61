// A team's dashboard: volumes, timeliness and workload as of a day, and the rows behind each number.
#pragma once

#include "access/reader.hpp"
#include "journey/dashboards/measures.hpp"
#include "journey/lookup.hpp"
#include "practice/kit.hpp"

namespace hearth::journey {

struct MeasureCount {
  Measure measure{};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(MeasureCount, (), (measure, count))

struct CodeCount {
  std::string code, label;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(CodeCount, (), (code, label, count))

/// One month of the period, or what of it lies in the period.
struct MonthCount {
  Period period{};
  std::int64_t referrals = 0, assessments = 0, assessments_in_time = 0;
};
BOOST_DESCRIBE_STRUCT(MonthCount, (), (period, referrals, assessments, assessments_in_time))

struct WorkerCount {
  std::string account, name;  ///< "" for children without a worker.
  std::int64_t children = 0;
};
BOOST_DESCRIBE_STRUCT(WorkerCount, (), (account, name, children))

struct Dashboard {
  std::string team, team_name;
  std::vector<Option> teams;  ///< The viewer's, when there are several.
  Period period{};
  std::vector<MeasureCount> measures;
  std::vector<CodeCount> sources, factors;
  std::vector<MonthCount> months;
  std::vector<WorkerCount> workers;  ///< Children with an open case, by their allocated worker on the last day.
  std::string fault;                 ///< What was wrong with the day that was asked for.

  std::int64_t of(Measure measure) const;
};
BOOST_DESCRIBE_STRUCT(Dashboard, (), (team, team_name, teams, period, measures, sources, factors, months, workers, fault))

struct CountedRow {
  std::string referral, child, name;
  Date on{};
  std::optional<int> took;
  std::string source;
  std::string stage;
};
BOOST_DESCRIBE_STRUCT(CountedRow, (), (referral, child, name, on, took, source, stage))

/// What a number counts. `query` is what asked for it, for the downloads.
struct CountedRows {
  std::string title, team, team_name, query;
  Period period{};
  std::int64_t total = 0;
  std::vector<CountedRow> rows;  ///< One page of them.
  int page = 1, pages = 1;
};
BOOST_DESCRIBE_STRUCT(CountedRows, (), (title, team, team_name, query, period, total, rows, page, pages))

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

std::optional<Dashboard> read_dashboard(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_dashboard(const practice::Drawing& drawing, const Dashboard& model);
std::optional<CountedRows> read_counted(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_counted(const practice::Drawing& drawing, const CountedRows& model);
std::optional<practice::File> counted_as_csv(const Worker& reader, const practice::Asked& asked);
std::optional<practice::File> counted_as_xlsx(const Worker& reader, const practice::Asked& asked);

}  // namespace hearth::journey
