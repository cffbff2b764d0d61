#include "matching/matcher.hpp"

#include "matching/parallel.hpp"

#include <bit>
#include <cmath>

namespace hearth::matching {
namespace {

constexpr std::size_t random_pairs = 400'000;
constexpr std::size_t learned_from = 600'000;  ///< Candidate pairs.
constexpr std::size_t copies_count = 20;  ///< Of one row, for learning: a file of ten million equal rows must teach nothing about people.

/// What a record says besides who sent it and under what key.
std::uint64_t content(const People& p, std::uint32_t i) {
  std::uint64_t hash = 7;
  const auto add = [&](const auto& column) {
    if (!column.empty()) hash = mix(hash, column.data()[i]);
  };
  for (const auto* column :
       {&p.forename, &p.middle, &p.surname, &p.alias, &p.birth, &p.parent, &p.house, &p.street, &p.town, &p.postcode, &p.email})
    add(*column);
  for (const auto* column : {&p.phone, &p.nhs, &p.upn}) add(*column);
  for (const auto& column : p.extra) add(column);
  add(p.flags);
  return hash;
}

/// Groups of records that say the same, in `order` from each start to the next; the first of a group stands for all.
struct EqualRows {
  std::vector<std::uint32_t> first;  ///< Records that stand for their group.
  std::vector<Pair> copies;          ///< (first, copy).

  explicit EqualRows(const People& people) {
    std::vector<std::uint64_t> hashes(people.count), keys(people.count), room;
    for (std::uint32_t i = 0; i < people.count; ++i) {
      hashes[i] = content(people, i);
      keys[i] = hashes[i] >> 32 << 32 | i;
    }
    radix_sort(keys, room, 32, 64);
    std::vector<bool> copy(people.count);
    for (std::size_t i = 0; i < keys.size();) {
      auto end = i + 1;
      while (end < keys.size() && keys[end] >> 32 == keys[i] >> 32) ++end;
      // Equal by half the hash; the whole hash decides, for the few that differ there each against the first.
      const auto first = std::uint32_t(keys[i]);
      for (auto at = i + 1; at < end; ++at)
        if (const auto other = std::uint32_t(keys[at]); hashes[other] == hashes[first]) {
          copies.push_back(Pair(first) << 32 | other);
          copy[other] = true;
        }
      i = end;
    }
    for (std::uint32_t i = 0; i < people.count; ++i)
      if (!copy[i]) first.push_back(i);
  }
};

struct Work {
  const Comparer& comparer;
  const Settings& settings;
  std::vector<Comparer::Memory> memories{settings.threads};

  Histogram histogram_of_random(std::span<const std::uint32_t> of) {
    std::vector<Histogram> parts(settings.threads);
    constexpr std::size_t pieces = 16;
    in_parallel(settings.threads, pieces, [&](std::size_t piece, std::size_t thread) {
      for (std::uint64_t i = piece; i < random_pairs; i += pieces) {
        const auto a = of[mix(i, 1) % of.size()], b = of[mix(i, 2) % of.size()];
        if (a != b) ++parts[thread][comparer.compare(a, b, memories[thread])];
      }
    });
    return sum(parts);
  }

  Histogram histogram_of(const Candidates& candidates) {
    const std::size_t stride = std::max<std::size_t>(1, candidates.size() / learned_from);
    std::vector<Histogram> parts(settings.threads);
    const auto shards = candidates.shards();
    in_parallel(settings.threads, shards.size(), [&](std::size_t shard, std::size_t thread) {
      for (std::size_t i = shard % stride; i < shards[shard].size(); i += stride) {
        const auto pair = shards[shard][i];
        parts[thread][comparer.compare(first_of(pair), second_of(pair), memories[thread])] += double(stride);
      }
    });
    return sum(parts);
  }

  static Histogram sum(std::vector<Histogram>& parts) {
    Histogram all = std::move(parts[0]);
    for (std::size_t i = 1; i < parts.size(); ++i)
      for (const auto& [pattern, count] : parts[i]) all[pattern] += count;
    return all;
  }

  std::vector<Link> score(const Candidates& candidates, const Model& model) {
    const auto least = float(log_odds_of(settings.ask));
    const auto shards = candidates.shards();
    std::vector<std::vector<Link>> found(shards.size());
    in_parallel(settings.threads, shards.size(), [&](std::size_t shard, std::size_t thread) {
      for (const auto pair : shards[shard]) {
        const auto a = first_of(pair), b = second_of(pair);
        const auto odds = float(model.log_odds(comparer, comparer.compare(a, b, memories[thread]), a));
        if (odds >= least) found[shard].push_back({a, b, odds});
      }
    });
    std::vector<Link> all;
    for (auto& part : found) all.insert(all.end(), part.begin(), part.end()), part = {};
    std::ranges::stable_sort(all, std::ranges::greater{}, &Link::log_odds);
    return all;
  }
};

void join_copies(const EqualRows& equal, const Matched& matched, Clusters& clusters, float least) {
  for (const auto pair : equal.copies)
    if (const auto odds = matched.log_odds(first_of(pair), second_of(pair)); odds >= least)
      clusters.join_ruled(first_of(pair), second_of(pair), odds);
}

}  // namespace

double probability_of(double log_odds) { return 1 / (1 + std::exp2(-log_odds)); }
double log_odds_of(double probability) { return std::log2(probability / (1 - probability)); }

float Matched::log_odds(std::uint32_t a, std::uint32_t b) const {
  thread_local Comparer::Memory memory;
  return float(model.log_odds(*comparer, comparer->compare(a, b, memory), a));
}

Matched match_people(const People& people, std::span<const Ruling> rulings, const Settings& settings, const Say& say) {
  Matched matched;
  const EqualRows equal(people);
  matched.comparer = std::make_unique<Comparer>(people, equal.first);
  matched.equal_rows = equal.copies.size();
  say("finding candidate pairs");
  std::unordered_set<Pair> apart;
  for (const auto& ruling : rulings)
    if (!ruling.same) apart.insert(pair_of(ruling.a, ruling.b));

  Work work{.comparer = *matched.comparer, .settings = settings};
  std::vector<Link> links;
  {
    const Candidates candidates(*matched.comparer, equal.first, settings.threads, {});
    matched.candidate_pairs = candidates.size();
    say("learning");
    auto patterns = work.histogram_of(candidates);
    std::uint32_t before = 0;
    std::size_t of_one = 0;
    for (const auto pair : equal.copies) {
      of_one = first_of(pair) == before ? of_one + 1 : 1;
      before = first_of(pair);
      if (of_one <= copies_count) patterns[matched.comparer->compare(first_of(pair), second_of(pair), work.memories[0])] += double(of_one);
    }
    const auto random = equal.first.size() > 1 ? work.histogram_of_random(equal.first) : Histogram();
    matched.model =
        Model::learn(*matched.comparer, patterns, random, std::max(1.0, 0.5 * double(people.count) * (double(people.count) - 1)));
    say("comparing");
    links = work.score(candidates, matched.model);
  }
  say("joining");
  const auto least = float(log_odds_of(settings.link));
  matched.clusters =
      std::make_unique<Clusters>(people, apart, [&matched](std::uint32_t a, std::uint32_t b) { return matched.log_odds(a, b); });
  auto& clusters = *matched.clusters;
  for (const auto& ruling : rulings) {
    if (!ruling.same) continue;
    clusters.join_ruled(ruling.a, ruling.b, std::numeric_limits<float>::infinity());
    if (clusters.person(ruling.a) != clusters.person(ruling.b)) matched.overruled.push_back(ruling);
  }
  join_copies(equal, matched, clusters, least);
  for (const auto& link : links)
    if (link.log_odds < least || !clusters.join(link)) matched.ask.push_back(link);
  std::erase_if(matched.ask, [&](const Link& link) {
    return clusters.person(link.a) == clusters.person(link.b) || apart.contains(pair_of(link.a, link.b));
  });
  return matched;
}

}  // namespace hearth::matching
