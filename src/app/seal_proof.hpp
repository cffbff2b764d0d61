// The seal, proven on a partnership's own data: twin worlds that differ only in what is sealed answer everybody outside the same, byte for
// byte, and no sealed word stands in the clear in any file.
//
// Nothing is read from the partnership but its journal, and nothing is written to it. Each twin is a new partnership in a folder of its
// own, under keys of its own, made by recording the journal again: the same envelopes, with every sealed body's text, enumerations, days
// and numbers replaced by others. Method: noninterference as in Goguen and Meseguer, "Security policies and security models" (1982).
#pragma once

#include "app/partnership.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hearth::app {

struct ProofOptions {
  int pairs = 1;
  std::uint64_t seed = 1;
  std::string database{};  ///< "" for SQLite in the twin's folder; "memory" is for tests.
  int most_ids = 12;       ///< Of each kind of record.
  int most_viewers = 16;
  std::string scratch{};  ///< Where the twins' folders are made; "" for the system's.
  /// For tests: plants a leak into a twin's routes. It must be found, or the proof proves nothing.
  std::function<void(practice::Kit&)> plant{};
  std::string only{};  ///< For tests: asks only the routes whose pattern begins so.
};

struct Proof {
  std::int64_t events = 0, sealed_events = 0, sealed_values = 0;
  std::int64_t routes = 0, viewers = 0, asked = 0, files = 0;
  std::int64_t answered = 0;                    ///< Questions of people outside that were answered with a page (2xx).
  std::int64_t inside_differs = 0, inside = 0;  ///< Sealed pages that a member of the hub sees; in how many the twins differ.
  std::vector<std::string> never_answered;      ///< Patterns that nobody outside could open here.
  std::vector<std::string> leaks;               ///< What tells the twins apart, each with the first difference.
  std::vector<std::string> empty;               ///< Why the proof would prove nothing.
  bool holds() const { return leaks.empty() && empty.empty(); }
};
BOOST_DESCRIBE_STRUCT(Proof, (),
                      (events, sealed_events, sealed_values, routes, viewers, asked, files, answered, inside_differs, inside,
                       never_answered, leaks, empty))

Proof prove_seal(const journal::World& source, const ProofOptions& options, const journal::Progress& progress = {});

}  // namespace hearth::app
