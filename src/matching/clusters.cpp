#include "matching/clusters.hpp"

#include <algorithm>
#include <limits>

namespace hearth::matching {
namespace {

constexpr std::size_t looked_at = 40;  ///< Pairs across two persons that are compared before these are joined.
constexpr float one_pair_counts = 12;  ///< At most, log2: a pair that lacks most fields says little either way.
constexpr float rest_must_reach = 0;   ///< In the mean: pairs across the two must be likelier of one child than not.

}  // namespace

Clusters::Clusters(const People& people, const std::unordered_set<Pair>& apart, Score score)
    : people_(people),
      apart_(apart),
      score_(std::move(score)),
      parent_(people.count),
      next_(people.count),
      size_(people.count, 1),
      weakest_(people.count, std::numeric_limits<float>::infinity()),
      in_ruling_(people.count) {
  for (std::uint32_t i = 0; i < people.count; ++i) parent_[i] = next_[i] = i;
  const auto verified = [&](const std::vector<std::uint64_t>& numbers, std::uint8_t bit, std::vector<std::uint64_t>& out) {
    if (numbers.empty()) return;
    out = numbers;
    for (std::uint32_t i = 0; i < people.count; ++i)
      if ((people.flags[i] & bit) == 0) out[i] = 0;
  };
  verified(people.nhs, People::nhs_verified, nhs_);
  verified(people.upn, People::upn_verified, upn_);
  for (const auto pair : apart) in_ruling_[first_of(pair)] = in_ruling_[second_of(pair)] = true;
}

std::uint32_t Clusters::person(std::uint32_t record) const {
  while (parent_[record] != record) record = parent_[record] = parent_[parent_[record]];
  return record;
}

std::vector<std::uint32_t> Clusters::records(std::uint32_t record) const {
  std::vector<std::uint32_t> all{record};
  for (auto at = next_[record]; at != record; at = next_[at]) all.push_back(at);
  return all;
}

bool Clusters::numbers_conflict(std::uint32_t a, std::uint32_t b) const {
  const auto differ = [&](const std::vector<std::uint64_t>& numbers) {
    return !numbers.empty() && numbers[a] != 0 && numbers[b] != 0 && numbers[a] != numbers[b];
  };
  return differ(nhs_) || differ(upn_);
}

bool Clusters::kept_apart(std::uint32_t a, std::uint32_t b) const {
  if (apart_.empty() || !in_ruling_[a] || !in_ruling_[b]) return false;
  for (const auto x : records(a))
    for (const auto y : records(b))
      if (apart_.contains(pair_of(x, y))) return true;
  return false;
}

bool Clusters::rest_agrees(std::uint32_t a, std::uint32_t b) const {
  if (size_[a] == 1 && size_[b] == 1) return true;
  const std::size_t all = std::size_t(size_[a]) * size_[b], stride = (all + looked_at - 1) / looked_at;
  float sum = 0;
  std::size_t compared = 0, at = 0;
  auto x = a;
  do {
    auto y = b;
    do {
      if (at++ % stride == 0) {
        sum += std::clamp(score_(x, y), -one_pair_counts, one_pair_counts);
        ++compared;
      }
      y = next_[y];
    } while (y != b);
    x = next_[x];
  } while (x != a);
  return sum >= rest_must_reach * float(compared);
}

void Clusters::unite(std::uint32_t a, std::uint32_t b, float log_odds) {
  if (size_[a] < size_[b]) std::swap(a, b);
  parent_[b] = a;
  size_[a] += size_[b];
  std::swap(next_[a], next_[b]);
  weakest_[a] = std::min({weakest_[a], weakest_[b], log_odds});
  if (!nhs_.empty() && nhs_[a] == 0) nhs_[a] = nhs_[b];
  if (!upn_.empty() && upn_[a] == 0) upn_[a] = upn_[b];
  if (in_ruling_[b]) in_ruling_[a] = true;
}

void Clusters::join_ruled(std::uint32_t a, std::uint32_t b, float log_odds) {
  a = person(a);
  b = person(b);
  if (a != b && !kept_apart(a, b)) unite(a, b, log_odds);
}

bool Clusters::join(const Link& link) {
  const auto a = person(link.a), b = person(link.b);
  if (a == b) return true;
  if (numbers_conflict(a, b) || kept_apart(a, b) || !rest_agrees(a, b)) return false;
  unite(a, b, link.log_odds);
  return true;
}

}  // namespace hearth::matching
