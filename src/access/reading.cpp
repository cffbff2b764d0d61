#include "access/reading.hpp"

#include "journal/journal.hpp"

namespace hearth::access {
namespace {

constexpr store::Migration steps[] = {
    {"reading", 1, R"(
create table reading (sequence bigint primary key, at bigint not null, viewer text not null, agency text not null, route text not null, rule text not null, relation text not null, subject text not null, opened text not null, labels bigint not null, hash {{blob}} not null);
create index reading_subject on reading (subject, at);
create index reading_viewer on reading (viewer, at);
)"},
};

std::string joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const auto& id : ids) {
    if (!out.empty()) out += ' ';
    out += id;
  }
  return out;
}

std::vector<std::string> split(std::string_view ids) {
  std::vector<std::string> out;
  while (!ids.empty()) {
    auto end = std::min(ids.find(' '), ids.size());
    out.emplace_back(ids.substr(0, end));
    ids.remove_prefix(std::min(end + 1, ids.size()));
  }
  return out;
}

std::string chain(std::string_view previous, std::int64_t sequence, const Reading& r, std::string_view opened) {
  const auto number = std::to_string(sequence), moment = std::to_string(r.at.micros), labels = std::to_string(int(r.labels));
  std::string text("\2", 1);
  text += previous;
  for (std::string_view part : {std::string_view(number), std::string_view(moment), std::string_view(r.viewer), std::string_view(r.agency),
                                std::string_view(r.route), std::string_view(r.rule), std::string_view(r.relation),
                                std::string_view(r.subject), opened, std::string_view(labels)}) {
    text += std::to_string(part.size());
    text += ':';
    text += part;
  }
  return vault::sha256(text);
}

Reading reading_of(const store::Row& row) {
  return {Instant{row.i64(1)},      std::string(row.text(2)), std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5)),
          std::string(row.text(6)), std::string(row.text(7)), split(row.text(8)),       Labels(row.i64(9))};
}

}  // namespace

std::span<const store::Migration> reading_migrations() { return steps; }

ReadingHead reading_head(store::Connection& connection) {
  ReadingHead head;
  connection.each("select sequence, hash from reading order by sequence desc limit 1", [&](const store::Row& row) {
    head = {row.i64(0), std::string(row.blob(1))};
  });
  return head;
}

void log_reading(store::Connection& connection, const Reading& r) {
  const auto head = reading_head(connection);
  const auto opened = joined(r.opened);
  const auto sequence = head.sequence + 1;
  connection.run(
      "insert into reading (sequence, at, viewer, agency, route, rule, relation, subject, opened, labels, hash) values ($1, $2, $3, $4, "
      "$5, $6, "
      "$7, $8, $9, $10, $11)",
      sequence, r.at.micros, r.viewer, r.agency, r.route, r.rule, r.relation, r.subject, opened, r.labels,
      store::Blob{chain(head.hash, sequence, r, opened)});
}

std::vector<Reading> readings_of(store::Connection& connection, std::string_view subject, int limit) {
  std::vector<Reading> readings;
  connection.each(
      "select sequence, at, viewer, agency, route, rule, relation, subject, opened, labels from reading where subject = $1 order by at "
      "desc limit $2",
      [&](const store::Row& row) { readings.push_back(reading_of(row)); }, subject, limit);
  return readings;
}

std::string verify_readings(store::Connection& connection) {
  std::string fault, previous;
  std::int64_t last = 0;
  connection.each(
      "select sequence, at, viewer, agency, route, rule, relation, subject, opened, labels, hash from reading order by sequence",
      [&](const store::Row& row) {
        if (!fault.empty()) return;
        const auto reading = reading_of(row);
        const auto sequence = row.i64(0);
        if (sequence != last + 1 || chain(previous, sequence, reading, row.text(8)) != row.blob(10))
          fault = "The first entry of the log of reads that does not fit is number " + std::to_string(sequence) + ", of " +
                  reading.at.spoken() + ".";
        previous = row.blob(10);
        last = sequence;
      });
  return fault;
}

}  // namespace hearth::access
