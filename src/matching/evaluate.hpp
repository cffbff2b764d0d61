// How right a matching is, where the truth is known.
#pragma once

#include "matching/matcher.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace hearth::matching {

/// The person of each record by the truth; records that it leaves out are not judged.
struct Truth {
  static constexpr std::uint32_t not_judged = ~0U;
  std::vector<std::uint32_t> person;
};

/// Reads `rec_id,person_id`, or pairs `rec_id_1,rec_id_2` of one person, or the key column with `person_id` or `cluster` beside it.
Result<Truth> read_truth(const std::filesystem::path& file, const People& people, const std::string& key);

struct Tally {
  std::uint64_t right = 0, wrong = 0;
  double precision() const { return right + wrong == 0 ? 1 : double(right) / double(right + wrong); }
};

struct Mistake {
  std::uint32_t a = 0, b = 0;
  double probability = 0;
};

struct Evaluation {
  std::uint64_t true_pairs = 0;
  Tally link, ask;              ///< Pairs by band: two records of one person are `link`.
  std::vector<Mistake> joined;  ///< Of two people, and linked; the surest first.
  std::vector<Mistake> missed;  ///< Of one person, and in no band; the surest "no" first.

  double recall(std::uint64_t right) const { return true_pairs == 0 ? 1 : double(right) / double(true_pairs); }
};

double f1(double precision, double recall);
Evaluation evaluate(const People& people, const Matched& matched, const Truth& truth, std::size_t worst);

/// Two records side by side, in words: what agrees and what differs.
std::string side_by_side(const People& people, std::uint32_t a, std::uint32_t b);

}  // namespace hearth::matching
