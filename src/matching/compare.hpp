// What agrees and what differs between two records: one level for each field, sixteen fields to a number of 64 bits.
#pragma once

#include "matching/people.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hearth::matching {

enum class Field : std::uint8_t {
  forename,
  surname,
  middle,
  birth,
  sex,
  address,
  phone,
  nhs,
  upn,
  parent,
  extra,
  source = extra + most_extras
};
inline constexpr std::size_t fields = std::size_t(Field::source) + 1;
inline constexpr std::size_t levels = 16;  ///< At most, of a field. 0: not known of both.

using Pattern = std::uint64_t;  ///< Four bits a field.
static_assert(fields <= 16);

constexpr unsigned level_of(Pattern pattern, std::size_t field) { return unsigned(pattern >> (4 * field)) & 15; }

/// Levels of names and words. Thresholds of Jaro-Winkler after Winkler's and Splink's usual ones.
namespace alike {
inline constexpr unsigned other = 1, initial = 2, somewhat = 3, much = 4, slip = 5, known_form = 6, same = 7;
}
namespace born {
inline constexpr unsigned other = 1, year = 2, day_and_month = 3, year_default = 4, year_and_part = 5, swapped = 6, digit = 7, same = 8;
}
namespace home {
inline constexpr unsigned other = 1, town = 2, near = 3, sector = 4, typo = 5, postcode_only = 6, postcode = 7, house_and_street = 8,
                          same = 9;
}
/// Of numbers: `conflict` when both are verified and differ.
namespace number {
inline constexpr unsigned other = 1, conflict = 2, digit = 3, same = 4, same_verified = 5;
}

/// What is known of each name of the dictionary once all are read.
struct NameFacts {
  std::uint32_t root = 0, other_root = 0;  ///< Of nicknames: the group; else the name's own number.
  std::uint32_t sound = 0;
  std::uint32_t start = 0;  ///< Its first three letters.
};
std::vector<NameFacts> name_facts(const Dictionary& names);

/// How often a value stands in a column.
using Counts = std::vector<std::uint32_t>;

/// Compares. Shared by threads; each has a memory of its own for names compared before.
class Comparer {
 public:
  /// Values are counted in the records in `of`: equal rows sent twice make nothing more common.
  Comparer(const People& people, std::span<const std::uint32_t> of);

  class Memory {
   public:
    Memory() : slots_(1 << 14) {}

   private:
    friend class Comparer;
    struct Slot {
      std::uint64_t pair = 0;
      std::uint8_t level = 0;
    };
    std::vector<Slot> slots_;
  };

  Pattern compare(std::uint32_t a, std::uint32_t b, Memory& memory) const;

  /// True when numbers that both were verified say that these are two people.
  bool conflict(std::uint32_t a, std::uint32_t b) const;

  /// The share of records that hold the value on which `field` of a and b agrees: what agreeing on it is worth.
  double rarity(std::size_t field, std::uint32_t a) const;

  /// Over random pairs of records, the chance to agree fully by accident, from the counts.
  double chance(std::size_t field) const { return chance_[field]; }

  const People& people() const { return people_; }
  const std::vector<NameFacts>& facts() const { return facts_; }

 private:
  unsigned names(std::uint32_t a, std::uint32_t b, Memory& memory) const;
  unsigned fresh_names(std::uint32_t a, std::uint32_t b) const;
  unsigned words(std::uint32_t a, std::uint32_t b, bool code, Memory& memory) const;
  void forename_and_surname(std::uint32_t a, std::uint32_t b, Memory& memory, unsigned& forename, unsigned& surname) const;
  unsigned address(std::uint32_t a, std::uint32_t b) const;
  void count(std::size_t field, const std::vector<std::uint32_t>& column, std::size_t values, std::span<const std::uint32_t> of);
  static std::size_t day_slot(std::uint32_t birth);

  const People& people_;
  std::vector<NameFacts> facts_;
  struct Column {
    const std::uint32_t* values = nullptr;
    Counts counts;
    double known = 0;
  };
  std::array<Column, fields> columns_;
  std::array<double, fields> chance_{};
};

/// Two dates of birth in birth_form, both known.
unsigned compare_births(std::uint32_t a, std::uint32_t b);

}  // namespace hearth::matching
