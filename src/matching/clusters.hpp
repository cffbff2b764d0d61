// Who is who: links joined into persons, the surest first, never against a number that was verified or a person's ruling.
#pragma once

#include "matching/blocking.hpp"

#include <functional>
#include <unordered_set>
#include <vector>

namespace hearth::matching {

struct Link {
  std::uint32_t a = 0, b = 0;
  float log_odds = 0;  ///< log2.
};

class Clusters {
 public:
  /// `score` gives the log-odds of any two records.
  using Score = std::function<float(std::uint32_t, std::uint32_t)>;
  Clusters(const People& people, const std::unordered_set<Pair>& apart, Score score);

  /// Joins those of a and b whatever the numbers say: equal rows, and what a person has ruled to be the same.
  void join_ruled(std::uint32_t a, std::uint32_t b, float log_odds);

  /// Joins those of a and b unless numbers or rulings of any two of their records, or the rest of their records taken together, speak
  /// against it.
  bool join(const Link& link);

  std::uint32_t person(std::uint32_t record) const;  ///< The record that stands for all of its person's.
  std::uint32_t size(std::uint32_t record) const { return size_[person(record)]; }
  float weakest(std::uint32_t record) const { return weakest_[person(record)]; }  ///< The weakest link that joined them.
  std::vector<std::uint32_t> records(std::uint32_t record) const;                 ///< All of its person's.

 private:
  bool numbers_conflict(std::uint32_t a, std::uint32_t b) const;
  bool kept_apart(std::uint32_t a, std::uint32_t b) const;
  bool rest_agrees(std::uint32_t a, std::uint32_t b) const;
  void unite(std::uint32_t a, std::uint32_t b, float log_odds);

  const People& people_;
  const std::unordered_set<Pair>& apart_;
  Score score_;
  mutable std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> next_, size_;  // records of a person form a ring
  std::vector<float> weakest_;
  std::vector<std::uint64_t> nhs_, upn_;  // verified ones, at the record that stands for all
  std::vector<bool> in_ruling_;
};

}  // namespace hearth::matching
