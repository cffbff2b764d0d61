// The log of reads: who opened whose record, when, and why they may. No log, no page: an entry is on disk before the first byte of
// the answer leaves. Entries have a hash chain of their own; its end is anchored in the journal.
#pragma once

#include "access/decision.hpp"
#include "base/time.hpp"
#include "journal/world.hpp"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace hearth::access {

std::span<const store::Migration> reading_migrations();

/// One page or one answer of the API that showed something about people.
struct Reading {
  Instant at;
  std::string viewer, agency;
  std::string route;                ///< The route's pattern, never the address: "/children/{child}".
  std::string rule;                 ///< Why they may.
  std::string relation;             ///< The relationship that it stood on.
  std::string subject;              ///< The record that the page is about; "" for a list.
  std::vector<std::string> opened;  ///< All records of which something was opened: ids.
  Labels labels = 0;                ///< The labels of what was opened.
};

/// Appends an entry. Runs inside a writer's job.
void log_reading(store::Connection& connection, const Reading& reading);

/// Who opened a record, newest first.
std::vector<Reading> readings_of(store::Connection& connection, std::string_view subject, int limit);

/// Checks the chain. "" when all fits; else a sentence that names the first entry that does not.
std::string verify_readings(store::Connection& connection);

/// The end of the chain, to be anchored in the journal.
struct ReadingHead {
  std::int64_t sequence = 0;
  std::string hash;
};
ReadingHead reading_head(store::Connection& connection);

}  // namespace hearth::access
