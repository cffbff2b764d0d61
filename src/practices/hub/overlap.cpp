#include "overlap.hpp"

#include "base/text.hpp"
#include "views.hpp"

#include <unordered_set>

namespace hearth::hub {
namespace {

std::string run_of(const std::vector<std::string>& words, std::size_t from, std::size_t count) {
  std::string run;
  for (std::size_t i = from; i < from + count; ++i) (run += run.empty() ? "" : " ") += words[i];
  return run;
}

std::unordered_set<std::string> runs_of(const std::vector<std::string>& words) {
  std::unordered_set<std::string> runs;
  for (std::size_t i = 0; i + copied_words <= words.size(); ++i) runs.insert(run_of(words, i, copied_words));
  return runs;
}

}  // namespace

std::string overlap(std::string_view typed, const Words& sealed) {
  const auto mine = text::words(text::fold_case(typed));
  if (mine.size() < copied_words) return {};
  const auto theirs = runs_of(text::words(text::fold_case(declassify<Declassify::overlap_for_the_cleared>(sealed))));
  std::size_t best_from = 0, best = 0;
  for (std::size_t i = 0; i + copied_words <= mine.size(); ++i) {
    std::size_t length = 0;
    while (i + length + copied_words <= mine.size() && theirs.contains(run_of(mine, i + length, copied_words))) ++length;
    if (length > best) {
      best = length;
      best_from = i;
    }
  }
  return best == 0 ? std::string() : run_of(mine, best_from, best + copied_words - 1);
}

Refusals copied(journal::Unit& unit, const std::string& author, const std::vector<std::string>& children,
                const std::vector<web::Field>& typed) {
  if (unit.views().select<HubMemberRow>("person = $1 limit 1", author).empty()) return {};
  Refusals wrong;
  for (const auto& child : children)
    for (const auto& item : unit.views().select<ItemRow>("subject = $1", child))
      for (const auto& field : typed)
        if (auto words = overlap(field.value, item.body.words); !words.empty())
          wrong.push_back({field.name, "These words stand in something that is sealed in the hub: “" + words +
                                           "”. Nothing was saved. Leave them out, or ask the source and write what you then learn"});
  return wrong;
}

}  // namespace hearth::hub
