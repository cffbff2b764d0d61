// Which pairs are worth comparing: those that share one of several narrow keys. Work is proportional to pairs, not to the square of rows.
#pragma once

#include "matching/compare.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace hearth::matching {

/// Two records, the lower one above the 32 bits of the other.
using Pair = std::uint64_t;
constexpr Pair pair_of(std::uint32_t a, std::uint32_t b) { return a < b ? Pair(a) << 32 | b : Pair(b) << 32 | a; }
constexpr std::uint32_t first_of(Pair pair) { return std::uint32_t(pair >> 32); }
constexpr std::uint32_t second_of(Pair pair) { return std::uint32_t(pair); }

/// Candidate pairs of the records in `of`, each once, in order, in shards by their lower record.
class Candidates {
 public:
  using Step = std::function<void()>;  ///< Called from one thread at a time, once for each key.
  Candidates(const Comparer& comparer, std::span<const std::uint32_t> of, std::size_t threads, const Step& step);

  std::span<const std::vector<Pair>> shards() const { return shards_; }
  std::size_t size() const;
  std::size_t keys() const { return rules_.size(); }

 private:
  enum class Atom : std::uint8_t {
    nhs,
    upn,
    phone,
    email,
    birth,
    birth_year,
    birth_day,
    forename,
    forename_start,
    surname,
    either_name,
    postcode,
    outward,
    house,
    street,
    town,
    parent,
    extra
  };
  using Rule = std::vector<std::uint8_t>;

  void choose_rules(std::size_t records);
  std::uint64_t atom(std::uint8_t which, std::uint32_t record) const;
  std::uint64_t key(const Rule& rule, std::uint32_t record) const;
  void other_keys(const Rule& rule, std::uint32_t record, std::vector<std::uint64_t>& out) const;
  struct Bag;
  void collect(const Rule& rule, std::span<const std::uint32_t> of, Bag& bag) const;
  void pair_up(std::vector<std::uint32_t>& group, Bag& bag) const;

  const Comparer& comparer_;
  const People& people_;
  std::vector<Rule> rules_;
  std::vector<std::uint32_t> first_sound_, last_sound_;  // of names of several words
  std::vector<std::uint32_t> outward_;                   // of each place
  std::vector<std::vector<Pair>> shards_;
};

}  // namespace hearth::matching
