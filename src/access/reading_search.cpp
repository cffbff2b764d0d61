#include "access/reading_search.hpp"

namespace hearth::access {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (auto end = text.find(' '); !text.empty(); end = text.find(' ')) {
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return words;
}

Reading reading_of(const store::Row& row) {
  return {Instant{row.i64(0)},      std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), std::string(row.text(4)),
          std::string(row.text(5)), std::string(row.text(6)), words_of(row.text(7)),    Labels(row.i64(8))};
}

std::int64_t beyond(Labels admitted) { return Labels(~admitted); }

}  // namespace

// Two statements, so that each finds its entries by an index: (subject, at) or (viewer, at).

std::vector<Reading> find_readings(store::Connection& connection, const ReadingsAsked& asked, Labels admitted, int limit, int skip) {
  std::vector<Reading> readings;
  auto take = [&](const store::Row& row) { readings.push_back(reading_of(row)); };
  if (!asked.subject.empty())
    connection.each(
        "select at, viewer, agency, route, rule, relation, subject, opened, labels from reading where subject = $1 and (viewer = $2 or $2 "
        "= '') "
        "and at >= $3 and at < $4 and (labels & $5) = 0 order by at desc, sequence desc limit $6 offset $7",
        take, asked.subject, asked.viewer, asked.from.micros, asked.until.micros, beyond(admitted), limit, skip);
  else
    connection.each(
        "select at, viewer, agency, route, rule, relation, subject, opened, labels from reading where viewer = $1 "
        "and at >= $2 and at < $3 and (labels & $4) = 0 order by at desc, sequence desc limit $5 offset $6",
        take, asked.viewer, asked.from.micros, asked.until.micros, beyond(admitted), limit, skip);
  return readings;
}

std::int64_t count_readings(store::Connection& connection, const ReadingsAsked& asked, Labels admitted) {
  std::int64_t count = 0;
  auto take = [&](const store::Row& row) { count = row.i64(0); };
  if (!asked.subject.empty())
    connection.each(
        "select count(*) from reading where subject = $1 and (viewer = $2 or $2 = '') and at >= $3 and at < $4 and (labels & $5) = 0", take,
        asked.subject, asked.viewer, asked.from.micros, asked.until.micros, beyond(admitted));
  else
    connection.each("select count(*) from reading where viewer = $1 and at >= $2 and at < $3 and (labels & $4) = 0", take, asked.viewer,
                    asked.from.micros, asked.until.micros, beyond(admitted));
  return count;
}

}  // namespace hearth::access
