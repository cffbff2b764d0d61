#include "journal/journal.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <unordered_map>

namespace hearth::journal {
namespace {

constexpr store::Migration steps[] = {
    {"journal", 1, R"(
create table data_key (number {{identity}}, subject text not null, labels bigint not null, wrapped {{blob}} not null, destroyed bigint, unique (subject, labels));
create table journal_stream (number {{number}}, name text not null unique, version bigint not null);
create table journal_event (
  sequence {{number}}, stream bigint not null, version bigint not null, type text not null, schema bigint not null,
  happened bigint not null, recorded bigint not null, actor text not null, agency text not null, labels bigint not null,
  about text not null, data_key bigint not null, salt {{blob}} not null, body {{blob}} not null, hash {{blob}} not null,
  unique (stream, version));
create table journal_about (person text not null, happened bigint not null, sequence bigint not null, primary key (person, happened, sequence)) {{clustered}};
create table journal_head (one bigint primary key, sequence bigint not null, hash {{blob}}, recorded bigint not null, signature {{blob}});
insert into journal_head (one, sequence, hash, recorded, signature) values (1, 0, null, 0, null);
)"},
};

void number(std::string& out, std::int64_t n) {
  for (int shift = 56; shift >= 0; shift -= 8) out += char(n >> shift);
}
void text(std::string& out, std::string_view s) {
  number(out, std::int64_t(s.size()));
  out += s;
}

// Every part carries its length, so that no two envelopes give the same bytes.
std::string canonical(const Envelope& e, std::string_view about, std::int64_t data_key) {
  std::string out;
  out.reserve(256);
  number(out, e.sequence);
  text(out, e.stream);
  number(out, e.version);
  text(out, e.type);
  number(out, e.schema);
  number(out, e.happened.micros);
  number(out, e.recorded.micros);
  text(out, e.actor);
  text(out, e.agency);
  number(out, e.labels);
  text(out, about);
  number(out, data_key);
  return out;
}

std::string chain(std::string_view previous, const Envelope& e, std::string_view about, std::int64_t data_key, std::string_view salt,
                  std::string_view sealed) {
  std::string leaf("\0", 1);
  leaf += salt;
  leaf += canonical(e, about, data_key);
  leaf += vault::sha256(sealed);
  std::string link("\1", 1);
  link += previous;
  link += vault::sha256(leaf);
  return vault::sha256(link);
}

// What a body is bound to: moved to another event, or relabelled, it does not open.
std::string body_context(std::string_view stream, std::int64_t version, std::string_view type, int schema, Labels labels) {
  std::string context("event|");
  context += stream;
  context += '|';
  json::write_integer(context, version);
  context += '|';
  context += type;
  context += '|';
  json::write_integer(context, schema);
  context += '|';
  json::write_integer(context, labels);
  return context;
}

std::string signed_text(const Head& head) {
  std::string out("hearth head|");
  number(out, head.sequence);
  out += head.hash;
  number(out, head.recorded.micros);
  return out;
}

std::string joined(std::span<const std::string> ids) {
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

// Columns 0 to 13 of every select below, in this order.
#define EVENT_COLUMNS \
  "e.sequence, s.name, e.version, e.type, e.schema, e.happened, e.recorded, e.actor, e.agency, e.labels, e.about, e.data_key, e.body"

Envelope envelope_of(const store::Row& row) {
  return {row.i64(0),
          std::string(row.text(1)),
          row.i64(2),
          std::string(row.text(3)),
          int(row.i64(4)),
          Instant{row.i64(5)},
          Instant{row.i64(6)},
          std::string(row.text(7)),
          std::string(row.text(8)),
          Labels(row.i64(9)),
          split(row.text(10))};
}

Stored stored_of(store::Connection& connection, KeyRing& keys, const store::Row& row) {
  Stored stored{envelope_of(row), {}, {}};
  const auto& e = stored.envelope;
  auto key = keys.by_number(connection, row.i64(11));
  if (!key.key) return stored;
  stored.body = vault::open(*key.key, row.blob(12), body_context(e.stream, e.version, e.type, e.schema, e.labels));
  if (!stored.body) throw std::runtime_error("an event of " + e.stream + " does not open: run hearth verify");
  return stored;
}

}  // namespace

std::span<const store::Migration> migrations() { return steps; }

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (unsigned char c : bytes) (out += digits[c >> 4]) += digits[c & 15];
  return out;
}

void Journal::attach(store::Database& database) {
  database.before_commit([this](store::Connection& connection) {
    if (loaded_ && changed_)
      connection.run("update journal_head set sequence = $1, hash = $2, recorded = $3, signature = $4 where one = 1", head_.sequence,
                     store::Blob{head_.hash}, head_.recorded.micros, store::Blob{vault_.sign(signed_text(head_))});
    changed_ = false;
    // On PostgreSQL another node may append next, so the next group reads the head again, also after one that only looked at it.
    loaded_ = loaded_ && connection.is_sqlite();
  });
}

void Journal::load_head(store::Connection& connection) {
  if (loaded_) return;
  // The update takes the row's lock on PostgreSQL: groups of several nodes append one after the other.
  connection.each("update journal_head set one = 1 where one = 1 returning sequence, hash, recorded", [&](const store::Row& row) {
    head_ = row.i64(0) == 0 ? Head{} : Head{row.i64(0), std::string(row.blob(1)), Instant{row.i64(2)}};
  });
  loaded_ = true;
  changed_ = false;
}

StreamState Journal::state(store::Connection& connection, std::string_view stream) const {
  StreamState state;
  connection.each(
      "select number, version from journal_stream where name = $1",
      [&](const store::Row& row) {
        state = {row.i64(0), row.i64(1)};
      },
      stream);
  return state;
}

std::vector<Envelope> Journal::append(store::Connection& connection, std::string_view stream, StreamState expected,
                                      std::span<const Draft> drafts, const Actor& actor, Instant now, NewKeys& keys) {
  load_head(connection);
  std::vector<Envelope> envelopes;
  if (drafts.empty()) return envelopes;

  const auto version_after = expected.version + std::int64_t(drafts.size());
  const auto number = expected.number ? expected.number : head_.sequence + 1;
  if (expected.number == 0) {
    connection.run("insert into journal_stream (number, name, version) values ($1, $2, $3)", number, stream, version_after);
  } else if (connection.run("update journal_stream set version = $1 where number = $2 and version = $3", version_after, number,
                            expected.version) != 1) {
    throw store::Fault(store::Fault::Kind::constraint, "somebody else wrote to this record first");
  }

  auto version = expected.version;
  for (const auto& draft : drafts) {
    if (draft.body.size() > max_body) throw store::Fault(store::Fault::Kind::misuse, "an event's body is over 4 MB");
    const auto recorded = std::max(now, head_.recorded);
    Envelope e{head_.sequence + 1, std::string(stream),
               ++version,          std::string(draft.type),
               draft.schema,       draft.happened.value_or(now),
               recorded,           actor.person,
               actor.agency,       draft.labels,
               draft.about};
    const auto key = keys.get_or_make(connection, draft.subject, draft.labels);
    const auto sealed =
        vault::seal(*key.key, draft.body, body_context(stream, version, draft.type, draft.schema, draft.labels), keys.random());
    unsigned char salt_bytes[16];
    keys.random().fill(salt_bytes);
    const std::string_view salt(reinterpret_cast<const char*>(salt_bytes), sizeof salt_bytes);
    const auto about = joined(draft.about);
    auto hash = chain(head_.hash, e, about, key.number, salt, sealed);
    connection.run(
        "insert into journal_event (sequence, stream, version, type, schema, happened, recorded, actor, agency, labels, about, data_key, "
        "salt, "
        "body, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        e.sequence, number, e.version, e.type, e.schema, e.happened.micros, e.recorded.micros, e.actor, e.agency, e.labels, about,
        key.number, store::Blob{salt}, store::Blob{sealed}, store::Blob{hash});
    for (const auto& person : draft.about)
      connection.run("insert into journal_about (person, happened, sequence) values ($1, $2, $3)", person, e.happened.micros, e.sequence);
    head_ = {e.sequence, std::move(hash), recorded};
    changed_ = true;
    envelopes.push_back(std::move(e));
  }
  return envelopes;
}

std::vector<Stored> Journal::read(store::Connection& connection, std::string_view stream, std::optional<Instant> until) const {
  std::vector<Stored> events;
  connection.each(
      "select " EVENT_COLUMNS
      " from journal_stream s join journal_event e on e.stream = s.number where s.name = $1 and e.recorded <= $2 order by e.version",
      [&](const store::Row& row) { events.push_back(stored_of(connection, keys_, row)); }, stream,
      until ? until->micros : std::numeric_limits<std::int64_t>::max());
  return events;
}

std::vector<Stored> Journal::about(store::Connection& connection, std::string_view person, int limit,
                                   std::optional<std::pair<Instant, std::int64_t>> before) const {
  std::vector<Stored> events;
  constexpr auto last = std::numeric_limits<std::int64_t>::max();
  connection.each(
      "select " EVENT_COLUMNS
      " from journal_about a join journal_event e on e.sequence = a.sequence join journal_stream s on s.number = e.stream "
      "where a.person = $1 and (a.happened, a.sequence) < ($2, $3) order by a.happened desc, a.sequence desc limit $4",
      [&](const store::Row& row) { events.push_back(stored_of(connection, keys_, row)); }, person, before ? before->first.micros : last,
      before ? before->second : last, limit);
  return events;
}

std::vector<std::string> Journal::about_of(store::Connection& connection, std::string_view stream) const {
  std::vector<std::string> persons;
  connection.each(
      "select e.about from journal_stream s join journal_event e on e.stream = s.number and e.version = s.version where s.name = $1",
      [&](const store::Row& row) { persons = split(row.text(0)); }, stream);
  return persons;
}

void Journal::index_about(store::Connection& connection, std::string_view stream, std::string_view person) const {
  connection.run(
      "insert into journal_about (person, happened, sequence) select $1, e.happened, e.sequence from journal_stream s join journal_event e "
      "on "
      "e.stream = s.number where s.name = $2 on conflict (person, happened, sequence) do nothing",
      person, stream);
}

void Journal::scan(store::Connection& connection, std::int64_t sequence, const std::function<void(Stored&&)>& each,
                   std::int64_t limit) const {
  connection.each(
      "select " EVENT_COLUMNS
      " from journal_event e join journal_stream s on s.number = e.stream where e.sequence > $1 order by e.sequence limit $2",
      [&](const store::Row& row) { each(stored_of(connection, keys_, row)); }, sequence,
      limit < 0 ? std::numeric_limits<std::int64_t>::max() : limit);
}

Verdict Journal::verify(store::Connection& connection, const std::function<void(std::int64_t)>& progress) const {
  Verdict verdict;
  Head head;
  std::unordered_map<std::string, std::int64_t> versions;
  connection.each("select " EVENT_COLUMNS
                  ", e.salt, e.hash from journal_event e join journal_stream s on s.number = e.stream order by e.sequence",
                  [&](const store::Row& row) {
                    if (!verdict.fault.empty()) return;
                    const auto e = envelope_of(row);
                    const auto name = e.stream + " version " + std::to_string(e.version);
                    if (e.sequence != head.sequence + 1)
                      verdict.fault = "Events are missing before " + name + ".";
                    else if (e.version != ++versions[e.stream])
                      verdict.fault = "The versions of the stream do not follow one another at " + name + ".";
                    else if (chain(head.hash, e, row.text(10), row.i64(11), row.blob(13), row.blob(12)) != row.blob(14))
                      verdict.fault = "The first event that does not fit is " + name + ", recorded on " + e.recorded.spoken() + ".";
                    else {
                      head = {e.sequence, std::string(row.blob(14)), e.recorded};
                      if (progress && ++verdict.events % 1000 == 0) progress(verdict.events);
                    }
                  });
  verdict.events = head.sequence;
  verdict.head_hash = hex(head.hash);
  if (!verdict.fault.empty()) return verdict;
  connection.each("select sequence, hash, recorded, signature from journal_head where one = 1", [&](const store::Row& row) {
    if (row.i64(0) == 0 && head.sequence == 0) return;
    if (row.i64(0) != head.sequence || row.blob(1) != head.hash) {
      verdict.fault = "The journal ends at event " + std::to_string(head.sequence) + ", but its signed head is at event " +
                      std::to_string(row.i64(0)) + ".";
    } else if (!vault::verify(vault_.public_key(), signed_text({row.i64(0), std::string(row.blob(1)), Instant{row.i64(2)}}), row.blob(3))) {
      verdict.fault = "The signature of the journal's head is not this partnership's.";
    }
  });
  return verdict;
}

}  // namespace hearth::journal
