// Looking things up in the log of reads: who opened a record, and what somebody opened.
#pragma once

#include "access/reading.hpp"

#include <string>
#include <vector>

namespace hearth::access {

/// Which entries to find. Give a subject, a viewer, or both.
struct ReadingsAsked {
  std::string subject = {};  ///< The record that the page was about.
  std::string viewer = {};   ///< The account that read.
  Instant from = {};
  Instant until = {INT64_MAX};  ///< Up to, and not with, this moment.
};

/// The entries, newest first, `limit` after leaving out `skip`. An entry takes the labels of what was read: those beyond `admitted`
/// are left out.
std::vector<Reading> find_readings(store::Connection& connection, const ReadingsAsked& asked, Labels admitted, int limit, int skip = 0);

/// How many there are.
std::int64_t count_readings(store::Connection& connection, const ReadingsAsked& asked, Labels admitted);

}  // namespace hearth::access
