// The end of the log of reads, written into the journal once a day: whoever cuts entries off the log's end, or rewrites it, would have
// to change the journal as well, whose head is signed and kept by partners.
#pragma once

#include "access/reading.hpp"
#include "journal/unit.hpp"

#include <string>
#include <variant>
#include <vector>

namespace hearth::access {

/// Up to here the log of reads stood so.
struct ReadingsSealed {
  static constexpr journal::EventType type{"readings_sealed", 1, kStaff};
  std::int64_t sequence = 0;  ///< Of the last entry.
  std::string hash;           ///< Of the last entry, in hexadecimal.
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ReadingsSealed, (), (sequence, hash, at))

/// One stream, "readings/log", with an event a day.
struct ReadingAnchor {
  static constexpr std::string_view kind = "readings";
  static constexpr std::string_view id = "log";
  using Event = std::variant<ReadingsSealed>;
  ReadingsSealed latest;
  std::string subject(std::string_view) const { return "readings"; }
  std::vector<std::string> about(std::string_view) const { return {}; }
};
ReadingAnchor evolve(ReadingAnchor anchor, const ReadingAnchor::Event& event);

void register_reading_anchor(journal::Catalogue& catalogue);

/// What is to be written down now: nothing when nobody has read anything since, or when the log was sealed today already.
std::vector<ReadingAnchor::Event> seal(const ReadingAnchor& anchor, const ReadingHead& head, Instant now);

/// Seals the log if it is due, waiting for the disk. On several nodes the first one does it. Returns whether it did.
bool seal_readings(const journal::World& world);

/// Holds the log of reads to every event that sealed it. "" when all fits; else a sentence that names the day on which it did not.
/// The chain itself is verify_readings' part.
std::string verify_reading_anchors(const journal::World& world, store::Connection& connection);

}  // namespace hearth::access
