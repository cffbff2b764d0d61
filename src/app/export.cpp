#include "app/export.hpp"

#include "app/version.hpp"
#include "journal/catalogue.hpp"
#include "journal/journal.hpp"

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace hearth::app {
namespace {

/// The first line.
struct About {
  std::string format, program;
  Instant made;
  std::int64_t events = 0;
  std::string head;
};
BOOST_DESCRIBE_STRUCT(About, (), (format, program, made, events, head))

/// The envelope, as it stands in a line before the body.
struct Told {
  std::string stream;
  std::int64_t version = 0;
  std::string type;
  int schema = 1;
  Instant happened, recorded;
  std::string actor, agency;
  int labels = 0;
  std::vector<std::string> about;
};
BOOST_DESCRIBE_STRUCT(Told, (), (stream, version, type, schema, happened, recorded, actor, agency, labels, about))

std::string line_of(const journal::Catalogue& catalogue, const journal::Stored& stored) {
  const auto& e = stored.envelope;
  const auto& kind = catalogue.kind(e.type);
  std::string body = "null";
  if (stored.body) {
    auto document = json::parse_stored(*stored.body);
    kind.bring_up(document, e.schema);
    body = boost::json::serialize(document);
  }
  auto line = to_json(Told{e.stream, e.version, e.type, kind.type.schema, e.happened, e.recorded, e.actor, e.agency, e.labels, e.about});
  line.pop_back();
  return line + ",\"body\":" + body + "}\n";
}

About about(const journal::World& world, store::Connection& connection) {
  About about{"hearth-export-1", std::string(version), world.clock.now(), 0, {}};
  connection.each("select sequence, hash from journal_head where one = 1", [&](const store::Row& row) {
    about.events = row.i64(0);
    about.head = journal::hex(row.blob(1));
  });
  return about;
}

}  // namespace

std::int64_t export_all(const journal::World& world, const std::function<void(std::string_view)>& write,
                        const journal::Progress& progress) {
  const auto snapshot = world.database.read();
  auto& connection = snapshot->connection();
  const auto first = about(world, connection);
  write(to_json(first) + "\n");
  std::vector<std::string> streams;
  connection.each("select name from journal_stream order by number", [&](const store::Row& row) { streams.emplace_back(row.text(0)); });
  std::int64_t done = 0;
  for (const auto& stream : streams) {
    for (const auto& stored : world.journal.read(connection, stream)) {
      write(line_of(world.catalogue, stored));
      ++done;
    }
    if (progress) progress(done, first.events);
  }
  return done;
}

}  // namespace hearth::app
