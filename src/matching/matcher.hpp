// The batch matcher: from records to persons.
//
//   People people; ... Gatherer ...
//   Matched matched = match_people(people, rulings, settings, say);
#pragma once

#include "matching/clusters.hpp"
#include "matching/model.hpp"

#include <memory>
#include <string_view>

namespace hearth::matching {

struct Settings {
  std::size_t threads = 2;
  double link = 0.9;  ///< From this probability on two records are one child's;
  double ask = 0.5;   ///< from this on a person should look.
};

struct Ruling {
  std::uint32_t a = 0, b = 0;
  bool same = false;
};

struct Matched {
  std::unique_ptr<Comparer> comparer;
  Model model;
  std::unique_ptr<Clusters> clusters;
  std::vector<Link> ask;  ///< Pairs for a person to look at, the likeliest first.
  std::size_t candidate_pairs = 0, equal_rows = 0;
  std::vector<Ruling> overruled;  ///< "Same" that cannot be because of a ruling "different".

  float log_odds(std::uint32_t a, std::uint32_t b) const;
};

double probability_of(double log_odds);
double log_odds_of(double probability);

/// `say` is told what is being done, from the calling thread.
using Say = std::function<void(std::string_view)>;
Matched match_people(const People& people, std::span<const Ruling> rulings, const Settings& settings, const Say& say);

}  // namespace hearth::matching
