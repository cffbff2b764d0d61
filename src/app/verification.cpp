#include "app/verification.hpp"

#include "access/reading.hpp"
#include "access/reading_anchor.hpp"

#include <fmt/format.h>

namespace hearth::app {
namespace {

std::int64_t count_events(store::Connection& connection) {
  std::int64_t all = 0;
  connection.each("select coalesce(max(sequence), 0) from journal_event", [&](const store::Row& row) { all = row.i64(0); });
  return all;
}

/// The chain says nothing of the keys: one that was damaged looks like one that was destroyed, unless somebody asks.
std::string check_keys(const journal::World& world, store::Connection& connection, std::int64_t& forgotten) {
  using enum vault::Vault::Compartment;
  const bool all_open = world.vault.holds(hub) && world.vault.holds(place);
  std::vector<std::int64_t> living;
  connection.each("select number, destroyed from data_key order by number", [&](const store::Row& row) {
    if (row.is_null(1))
      living.push_back(row.i64(0));
    else
      ++forgotten;
  });
  if (!all_open) return {};  // keys of a shut compartment cannot be told from damaged ones
  for (const auto number : living)
    if (!world.keys.by_number(connection, number).key)
      return fmt::format("The data key {} does not open with this partnership's keys: what it sealed cannot be read.", number);
  return {};
}

/// Opens every body. Throws what Journal::scan throws at the first that does not open.
std::string check_bodies(const journal::World& world, store::Connection& connection) try {
  world.journal.scan(connection, 0, [](journal::Stored&&) {});
  return {};
} catch (const store::Fault&) {
  throw;
} catch (const std::runtime_error& error) {
  return std::string(error.what()).substr(0, std::string_view(error.what()).find(':')) + '.';
}

std::string check_readings(const journal::World& world, store::Connection& connection, std::int64_t& readings) {
  readings = access::reading_head(connection).sequence;
  auto fault = access::verify_readings(connection);
  return fault.empty() ? access::verify_reading_anchors(world, connection) : fault;
}

std::optional<std::string> bytes_of(std::string_view hex) {
  const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    if (digit(hex[i]) < 0 || digit(hex[i + 1]) < 0) return std::nullopt;
    bytes += char(digit(hex[i]) * 16 + digit(hex[i + 1]));
  }
  return bytes.size() == 32 && hex.size() == 64 ? std::optional(bytes) : std::nullopt;
}

/// A chain that holds the head which a partner kept goes on from it: nothing before it was changed or taken away.
std::string check_kept_head(store::Connection& connection, const std::string& kept_head, std::optional<KeptHead>& kept) {
  const auto hash = bytes_of(kept_head);
  if (!hash) return "The head that was given is not one: it has 64 of the digits 0 to 9 and a to f.";
  connection.each(
      "select sequence, recorded from journal_event where hash = $1",
      [&](const store::Row& row) {
        kept = KeptHead{row.i64(0), Instant{row.i64(1)}};
      },
      store::Blob{*hash});
  return kept ? "" : "The journal does not go on from the head that was given: it was rolled back, rewritten, or is another partnership's.";
}

}  // namespace

Verification verify_all(const journal::World& world, const std::string& kept_head, const journal::Progress& progress) {
  const auto snapshot = world.database.read();
  auto& connection = snapshot->connection();
  const auto all = count_events(connection);
  const auto verdict = world.journal.verify(connection, [&](std::int64_t done) {
    if (progress) progress(done, all);
  });
  if (progress) progress(all, all);
  Verification found{.events = verdict.events, .head = verdict.head_hash, .kept = {}, .fault = verdict.fault};
  if (found.fault.empty()) found.fault = check_keys(world, connection, found.forgotten);
  if (found.fault.empty()) found.fault = check_bodies(world, connection);
  if (found.fault.empty()) found.fault = check_readings(world, connection, found.readings);
  if (found.fault.empty() && !kept_head.empty()) found.fault = check_kept_head(connection, kept_head, found.kept);
  return found;
}

}  // namespace hearth::app
