#include "practices/front_door/likeness.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>

namespace hearth::front_door {

namespace {

constexpr std::size_t shortest = 4;
constexpr std::string_view everyday[] = {
    "about",  "after", "again", "also",   "always",  "been",  "before", "came",  "child",  "children", "could", "does",  "down",
    "each",   "even",  "ever",  "every",  "from",    "gave",  "gets",   "going", "have",   "having",   "hers",  "into",  "just",
    "knew",   "know",  "last",  "like",   "made",    "makes", "many",   "more",  "most",   "much",     "must",  "near",  "never",
    "only",   "other", "over",  "really", "said",    "same",  "says",   "seem",  "seemed", "seems",    "seen",  "shall", "should",
    "some",   "still", "such",  "tell",   "than",    "that",  "their",  "them",  "then",   "there",    "these", "they",  "thing",
    "things", "think", "this",  "those",  "through", "till",  "told",   "took",  "until",  "very",     "want",  "wants", "week",
    "went",   "were",  "what",  "when",   "where",   "which", "while",  "will",  "with",   "would",    "year",  "years", "your"};

double length(const Telling& words, const std::map<std::string, double>& weights) {
  double sum = 0;
  for (const auto& word : words) {
    const double w = weights.at(word);
    sum += w * w;
  }
  return std::sqrt(sum);
}

}  // namespace

Telling telling_words(std::string_view told) {
  Telling out;
  for (auto& word : text::words(text::fold_for_search(told)))
    if (text::characters(word) >= shortest && std::ranges::find(everyday, word) == std::end(everyday)) out.insert(std::move(word));
  return out;
}

std::map<std::string, double> weights_of(std::span<const Telling> all) {
  std::map<std::string, double> weights;
  for (const auto& words : all)
    for (const auto& word : words) weights[word] += 1;
  for (auto& [word, weight] : weights) weight = std::log((1 + double(all.size())) / weight);
  return weights;
}

std::vector<Alike> most_alike(std::span<const Telling> all, std::size_t to, std::size_t most, std::size_t fewest) {
  const auto weights = weights_of(all);
  struct Found {
    double near;
    Alike alike;
  };
  std::vector<Found> found;
  const double mine = length(all[to], weights);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == to) continue;
    Alike one{i, {}};
    std::ranges::set_intersection(all[to], all[i], std::back_inserter(one.words));
    if (one.words.size() < fewest) continue;
    double sum = 0;
    for (const auto& word : one.words) sum += weights.at(word) * weights.at(word);
    std::ranges::stable_sort(one.words, std::ranges::greater{}, [&](const std::string& w) { return weights.at(w); });
    found.push_back({sum / (mine * length(all[i], weights)), std::move(one)});
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &Found::near);
  if (found.size() > most) found.resize(most);
  std::vector<Alike> out;
  for (auto& one : found) out.push_back(std::move(one.alike));
  return out;
}

}  // namespace hearth::front_door
