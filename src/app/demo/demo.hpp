// The demonstration: an invented partnership whose families, workers and two years of work are made by the same commands that people use.
// Repeatable: the same seed and the same last day give the same people and the same story.
#pragma once

#include "app/partnership.hpp"
#include "journal/fold.hpp"

#include <cstdint>
#include <string>

namespace hearth::demo {

struct Options {
  int children = 2000;
  std::uint64_t seed = 1;
  Instant until;  ///< The story ends here; it begins two years before.
};

/// One person who can sign in.
struct Account {
  std::string name, role, agency, team, email, password;
};
BOOST_DESCRIBE_STRUCT(Account, (), (name, role, agency, team, email, password))

struct Filled {
  int children = 0;
  std::int64_t events = 0;
  std::vector<Account> accounts;
};

/// Fills an empty partnership that was opened with `clock` as its clock and repeatable randomness. Throws what the store throws.
Filled fill(const app::Partnership& partnership, HandClock& clock, const Options& options, const journal::Progress& progress);

/// Writes DATA/demo-accounts.json, readable by its owner alone.
void write_accounts(const std::string& folder, const std::vector<Account>& accounts);

}  // namespace hearth::demo
