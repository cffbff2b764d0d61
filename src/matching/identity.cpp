#include "matching/identity.hpp"

#include "matching/gather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace hearth::matching {

Result<Before> read_before(const std::filesystem::path& clusters_csv, const std::string& key) {
  Before before;
  const std::array<std::string_view, 2> columns{key, "person_id"};
  auto read = read_table(clusters_csv, columns, [&](std::span<const std::string_view> cells, std::uint64_t) -> Result<void> {
    before.emplace(cells[0], cells[1]);
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return before;
}

Identities identify(const People& people, const Clusters& clusters, const Before& before) {
  Identities found;
  std::map<std::pair<std::string, std::uint32_t>, std::size_t> shared;  // (person before, person now): records
  std::vector<std::pair<std::uint32_t, std::uint32_t>> in_order;        // (person now, its first record)
  for (std::uint32_t i = 0; i < people.count; ++i) {
    const auto now = clusters.person(i);
    if (found.persons.try_emplace(now).second) in_order.emplace_back(now, i);
    if (before.empty()) continue;
    if (const auto was = before.find(std::string(people.id(i))); was != before.end()) ++shared[{was->second, now}];
  }
  std::vector<std::tuple<std::size_t, std::string, std::uint32_t>> by_size;
  std::set<std::string> taken;
  for (const auto& [persons, records] : shared) by_size.emplace_back(records, persons.first, persons.second);
  for (const auto& [id, person] : before) taken.insert(person);
  std::ranges::stable_sort(by_size, [](const auto& x, const auto& y) { return std::get<0>(x) > std::get<0>(y); });
  std::set<std::string> goes_on;
  for (const auto& [records, was, now] : by_size)
    if (found.persons[now].empty() && goes_on.insert(was).second) found.persons[now] = was;
  for (const auto& [now, record] : in_order) {
    auto& id = found.persons[now];
    if (!id.empty()) continue;
    id = fmt::format("P-{}", people.id(record));
    for (int again = 2; taken.contains(id); ++again) id = fmt::format("P-{}-{}", people.id(record), again);
  }
  for (const auto& [persons, records] : shared) {
    const auto& [was, now] = persons;
    if (found.persons[now] == was) continue;
    // Records left a person who goes on elsewhere, or a person ended in another.
    found.changes.push_back({goes_on.contains(was) ? Change::Kind::parted : Change::Kind::joined, found.persons[now], was, records});
  }
  return found;
}

}  // namespace hearth::matching
