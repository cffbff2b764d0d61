// How likely it is that two records are of one child, learned from the records alone: no labels.
//
// Fellegi and Sunter's model (JASA 64 (1969) 1183-1210) with three kinds of pair in place of two: the same child; another child of the same
// household; strangers. Brothers and sisters share address, telephone and surname, and in a model of two kinds each of these counts as
// evidence of its own for "the same child". The chances of strangers are taken from random pairs; the others, and how many pairs there are
// of each kind, by expectation-maximisation over the counts of the patterns among candidate pairs.
#pragma once

#include "matching/compare.hpp"

#include <array>
#include <span>
#include <string>
#include <unordered_map>

namespace hearth::matching {

enum class Kind : std::uint8_t { same, household, strangers };
inline constexpr std::size_t kinds = 3;

using Histogram = std::unordered_map<Pattern, double>;

/// What a field is called; "" for an extra that no file has.
std::string field_name(const People& people, std::size_t field);

/// log2 of a sum of two powers of two.
double log2_sum(double a, double b);

class Model {
 public:
  /// `candidates` holds the patterns of a sample of the candidate pairs, each weighted so that together they count all of them;
  /// `random` those of random pairs; `pairs` is the number of pairs of records that there are.
  static Model learn(const Comparer& comparer, const Histogram& candidates, const Histogram& random, double pairs);

  /// log2 of the odds that records `a` and `b`, whose pattern it is, are of one child.
  double log_odds(const Comparer& comparer, Pattern pattern, std::uint32_t a) const;

  /// What each field says of a pair, log2: above 0 for one child, below 0 against. 0 where it is not known.
  std::array<double, fields> evidence(const Comparer& comparer, Pattern pattern, std::uint32_t a) const;

  /// A table of what was learned, for a person who wants to know why.
  std::string told(const People& people) const;

 private:
  using Chances = std::array<std::array<std::array<double, levels>, fields>, kinds>;
  void begin(const Comparer& comparer, const Histogram& random, double pairs);
  using Counted = std::pair<Pattern, double>;
  void step(std::span<const Counted> candidates, double pairs);
  void make_logs();
  double moved(const Chances& chance, const std::array<double, kinds>& share) const;
  double rarer(const Comparer& comparer, std::size_t field, unsigned level, std::uint32_t a) const;
  std::array<double, kinds> posterior(Pattern pattern) const;
  void hold_household();

  Chances chance_{}, log_{};
  std::array<double, kinds> share_{}, log_share_{};
  std::array<std::array<double, levels>, fields> random_{};
  std::array<unsigned, fields> top_{};  ///< The level at which a value's rarity counts; 0: never.
  std::array<bool, most_extras> codes_{};
  bool households_ = false;
};

}  // namespace hearth::matching
