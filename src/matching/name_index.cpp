#include "matching/name_index.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <mutex>

namespace hearth::matching {
namespace {

constexpr int whole_word = 4, beginning = 2, slip = 1;
constexpr std::size_t shortest_slip = 4;

std::optional<Date> date_of(std::string_view word) {
  if (auto iso = Date::parse(word)) return *iso;
  const auto first = word.find_first_of("/."), second = word.find_first_of("/.", first == word.npos ? first : first + 1);
  if (second == word.npos) return std::nullopt;
  auto date = Date::of_parts(word.substr(0, first), word.substr(first + 1, second - first - 1), word.substr(second + 1));
  return date ? std::optional(*date) : std::nullopt;
}

}  // namespace

Query parse_query(std::string_view typed) {
  Query query;
  std::string rest;
  while (!typed.empty()) {
    const auto end = std::min(typed.find(' '), typed.size());
    const auto word = typed.substr(0, end);
    if (auto date = date_of(word))
      query.born = date;
    else
      (rest += word) += ' ';
    typed.remove_prefix(std::min(end + 1, typed.size()));
  }
  query.words = text::words(text::fold_for_search(rest));
  return query;
}

bool one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (i == a.size()) return true;
  const auto x = a.substr(i), y = b.substr(i);
  if (a.size() != b.size()) return x == y.substr(1);
  if (x.substr(1) == y.substr(1)) return true;
  return x.size() > 1 && x[0] == y[1] && x[1] == y[0] && x.substr(2) == y.substr(2);
}

void NameIndex::unlink(std::uint32_t number) {
  auto& entry = entries_[number];
  for (const auto& word : entry.words) {
    auto found = by_word_.find(word);
    std::erase(found->second, number);
    if (found->second.empty()) by_word_.erase(found);
  }
  if (!entry.born) return;
  auto [from, to] = by_birth_.equal_range(*entry.born);
  for (auto it = from; it != to; ++it)
    if (it->second == number) {
      by_birth_.erase(it);
      return;
    }
}

void NameIndex::put(const std::string& id, std::string_view names, std::optional<Date> born) {
  auto folded = text::words(text::fold_for_search(names));
  std::ranges::sort(folded);
  folded.erase(std::unique(folded.begin(), folded.end()), folded.end());

  std::unique_lock lock(mutex_);
  auto [known, fresh] = numbers_.try_emplace(id, std::uint32_t(entries_.size()));
  const auto number = known->second;
  if (fresh)
    entries_.push_back({id, {}, {}});
  else
    unlink(number);
  for (const auto& word : folded) by_word_[word].push_back(number);
  if (born) by_birth_.emplace(*born, number);
  entries_[number].words = std::move(folded);
  entries_[number].born = born;
}

NameIndex::Scores NameIndex::fits(const std::string& word) const {
  Scores scores;
  auto add = [&](const std::vector<std::uint32_t>& numbers, int score) {
    for (auto n : numbers) scores[n] = std::max(scores[n], score);
  };
  for (auto it = by_word_.lower_bound(word); it != by_word_.end() && it->first.starts_with(word); ++it)
    add(it->second, it->first == word ? whole_word : beginning);
  // Only when nothing else fits: a slip in every word would bring up half the county.
  if (scores.empty() && word.size() >= shortest_slip)
    for (const auto& [other, numbers] : by_word_)
      if (one_slip(word, other)) add(numbers, slip);
  return scores;
}

std::vector<std::string> NameIndex::search(const Query& query, std::size_t limit) const {
  std::shared_lock lock(mutex_);
  Scores all;
  if (query.words.empty() && query.born) {
    auto [from, to] = by_birth_.equal_range(*query.born);
    for (auto it = from; it != to; ++it) all[it->second] = whole_word;
  }
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    const auto scores = fits(query.words[i]);
    if (i == 0) {
      all = scores;
      continue;
    }
    std::erase_if(all, [&](const auto& entry) { return !scores.contains(entry.first); });
    for (auto& [number, score] : all) score += scores.at(number);
  }
  if (query.born) std::erase_if(all, [&](const auto& entry) { return entries_[entry.first].born != query.born; });

  std::vector<std::pair<int, std::uint32_t>> ranked;
  for (const auto& [number, score] : all) ranked.emplace_back(-score, number);
  const auto kept = std::min(limit, ranked.size());
  std::ranges::partial_sort(ranked, ranked.begin() + std::ptrdiff_t(kept));
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < kept; ++i) ids.push_back(entries_[ranked[i].second].id);
  return ids;
}

std::size_t NameIndex::size() const {
  std::shared_lock lock(mutex_);
  return entries_.size();
}

}  // namespace hearth::matching
