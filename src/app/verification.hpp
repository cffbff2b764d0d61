// Whether a partnership's records are what was written: the journal, its keys, the log of reads.
#pragma once

#include "app/partnership.hpp"

#include <optional>
#include <string>

namespace hearth::app {

/// A head that a partner kept, found again.
struct KeptHead {
  std::int64_t sequence = 0;
  Instant recorded;
};

/// What was found. `fault` is empty when all fits; else one sentence that names the first thing that does not.
struct Verification {
  std::int64_t events = 0;
  std::int64_t readings = 0;
  std::int64_t forgotten = 0;  ///< Data keys that were destroyed: what they sealed stays closed.
  std::string head;            ///< Of the journal, 64 hexadecimal digits, to give to a partner.
  std::optional<KeptHead> kept;
  std::string fault;
};

/// Checks everything on one snapshot: the journal's chain, streams and signature, that every data key opens and every body with it, the
/// log of reads and its anchors in the journal; and that the journal goes on from `kept_head`, if one is given (64 hexadecimal digits).
Verification verify_all(const journal::World& world, const std::string& kept_head = {}, const journal::Progress& progress = {});

}  // namespace hearth::app
