// Finding people by what is remembered of them: parts of names and a date of birth, in memory, with room for a slip of the finger.
#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hearth::matching {

/// What somebody typed: words, and a date of birth if one of them is a date ("27/3/2016", "2016-03-27").
struct Query {
  std::vector<std::string> words;  ///< Folded for search.
  std::optional<Date> born;
};
Query parse_query(std::string_view text);

/// Names of persons, found by the beginnings of their words in any order. Safe for many threads.
class NameIndex {
 public:
  /// Adds a person, or replaces what was known of them. `names` holds all their names, in any script.
  void put(const std::string& id, std::string_view names, std::optional<Date> born);

  /// The best `limit` ids: all words must fit (as a word, as its beginning, or with one slip in a word of four letters or more),
  /// and a date of birth must be the same. Whole words come before beginnings, beginnings before slips; then by id.
  std::vector<std::string> search(const Query& query, std::size_t limit) const;

  std::size_t size() const;

 private:
  struct Entry {
    std::string id;
    std::vector<std::string> words;
    std::optional<Date> born;
  };
  using Scores = std::unordered_map<std::uint32_t, int>;
  Scores fits(const std::string& word) const;
  void unlink(std::uint32_t number);

  mutable std::shared_mutex mutex_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_word_;
  std::multimap<Date, std::uint32_t> by_birth_;
};

/// True when one letter added, left out, changed or swapped with its neighbour makes one of the other.
bool one_slip(std::string_view a, std::string_view b);

}  // namespace hearth::matching
