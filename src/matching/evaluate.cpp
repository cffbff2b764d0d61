#include "matching/evaluate.hpp"

#include "matching/gather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace hearth::matching {
namespace {

using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

Numbers numbers_of(const People& people) {
  Numbers numbers;
  numbers.reserve(people.count);
  for (std::uint32_t i = 0; i < people.count; ++i) numbers.emplace(people.id(i), i);
  return numbers;
}

Result<Truth> truth_of_pairs(const std::filesystem::path& file, const People& people, std::span<const std::string_view> columns) {
  const auto numbers = numbers_of(people);
  Truth truth;
  truth.person.resize(people.count);
  for (std::uint32_t i = 0; i < people.count; ++i) truth.person[i] = i;
  const auto find = [&](std::uint32_t record) {
    while (truth.person[record] != record) record = truth.person[record];
    return record;
  };
  auto read = read_table(file, columns, [&](std::span<const std::string_view> cells, std::uint64_t) -> Result<void> {
    const auto a = numbers.find(cells[0]), b = numbers.find(cells[1]);
    if (a != numbers.end() && b != numbers.end())
      truth.person[std::max(find(a->second), find(b->second))] = std::min(find(a->second), find(b->second));
    return {};
  });
  if (!read) return std::unexpected(read.error());
  for (std::uint32_t i = 0; i < people.count; ++i) truth.person[i] = find(i);
  return truth;
}

void keep_worst(std::vector<Mistake>& mistakes, std::size_t worst) {
  std::ranges::stable_sort(mistakes, std::ranges::greater{}, &Mistake::probability);
  if (mistakes.size() > worst) mistakes.resize(worst);
}

}  // namespace

Result<Truth> read_truth(const std::filesystem::path& file, const People& people, const std::string& key) {
  static constexpr std::array<std::array<std::string_view, 2>, 2> pairs{{{"rec_id_1", "rec_id_2"}, {"rec_id_a", "rec_id_b"}}};
  for (const auto& columns : pairs)
    if (auto truth = truth_of_pairs(file, people, columns)) return truth;
  const auto numbers = numbers_of(people);
  Result<Truth> truth = refuse("evaluate", "no truth was read");
  for (const std::string_view person : {"person_id", "cluster", "true_id"}) {
    Truth found;
    found.person.assign(people.count, Truth::not_judged);
    std::unordered_map<std::string, std::uint32_t> persons;
    const std::array<std::string_view, 2> columns{key, person};
    auto read = read_table(file, columns, [&](std::span<const std::string_view> cells, std::uint64_t) -> Result<void> {
      const auto record = numbers.find(cells[0]);
      if (record != numbers.end()) found.person[record->second] = persons.emplace(cells[1], std::uint32_t(persons.size())).first->second;
      return {};
    });
    if (read) return found;
    truth = std::unexpected(read.error());
  }
  return refuse("evaluate",
                fmt::format("The truth needs the columns {} and person_id, or rec_id_1 and rec_id_2: {}", key, truth.error()[0].sentence));
}

double f1(double precision, double recall) { return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall); }

Evaluation evaluate(const People& people, const Matched& matched, const Truth& truth, std::size_t worst) {
  Evaluation found;
  const auto judged = [&](std::uint32_t record) { return truth.person[record] != Truth::not_judged; };
  const auto choose_two = [](std::uint64_t n) { return n * (n - 1) / 2; };
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> both;  // found person, true person
  std::unordered_map<std::uint32_t, std::uint64_t> by_found, by_true;
  for (std::uint32_t i = 0; i < people.count; ++i) {
    if (!judged(i)) continue;
    const auto person = matched.clusters->person(i);
    ++both[{person, truth.person[i]}];
    ++by_found[person];
    ++by_true[truth.person[i]];
  }
  std::uint64_t linked = 0;
  for (const auto& [person, records] : by_true) found.true_pairs += choose_two(records);
  for (const auto& [person, records] : by_found) linked += choose_two(records);
  for (const auto& [persons, records] : both) found.link.right += choose_two(records);
  found.link.wrong = linked - found.link.right;
  for (const auto& link : matched.ask)
    if (judged(link.a) && judged(link.b)) ++(truth.person[link.a] == truth.person[link.b] ? found.ask.right : found.ask.wrong);

  // The mistakes, one of each pair of persons: ten wrong pairs of one join are one mistake.
  std::map<std::uint32_t, std::uint32_t> first_of_true;
  std::unordered_set<Pair> asked;
  for (const auto& link : matched.ask) asked.insert(pair_of(matched.clusters->person(link.a), matched.clusters->person(link.b)));
  std::map<std::pair<std::uint32_t, std::uint32_t>, Mistake> joined;
  std::unordered_map<std::uint32_t, std::uint32_t> first_of_found;
  for (std::uint32_t i = 0; i < people.count; ++i) {
    if (!judged(i)) continue;
    const auto person = matched.clusters->person(i);
    const auto [first, is_new] = first_of_found.emplace(person, i);
    if (!is_new && truth.person[first->second] != truth.person[i])
      joined.emplace(std::pair(person, truth.person[i]), Mistake{first->second, i, probability_of(matched.log_odds(first->second, i))});
    const auto [same, new_true] = first_of_true.emplace(truth.person[i], i);
    if (new_true) continue;
    const auto other = matched.clusters->person(same->second);
    if (other != person && !asked.contains(pair_of(other, person)))
      found.missed.push_back({same->second, i, 1 - probability_of(matched.log_odds(same->second, i))});
  }
  for (const auto& [key, mistake] : joined) found.joined.push_back(mistake);
  keep_worst(found.joined, worst);
  keep_worst(found.missed, worst);
  return found;
}

std::string side_by_side(const People& people, std::uint32_t a, std::uint32_t b) {
  std::string out;
  const auto line = [&](std::string_view what, std::string_view x, std::string_view y) {
    if (!x.empty() || !y.empty())
      out += fmt::format("    {} {:<14} {:<30} {}\n", x == y ? '=' : x.empty() || y.empty() ? ' ' : '~', what, x, y);
  };
  const auto words = [&](std::string_view what, const Dictionary& dictionary, const std::vector<std::uint32_t>& column) {
    if (!column.empty()) line(what, dictionary.text(column[a]), dictionary.text(column[b]));
  };
  const auto number = [&](std::string_view what, const auto& column) {
    const auto shown = [](auto value) { return value == 0 ? std::string() : fmt::format("{}", value); };
    if (!column.empty()) line(what, shown(column[a]), shown(column[b]));
  };
  line("id", people.id(a), people.id(b));
  words("forename", people.names, people.forename);
  words("middle", people.names, people.middle);
  words("surname", people.names, people.surname);
  words("alias", people.names, people.alias);
  number("birth", people.birth);
  words("house", people.places, people.house);
  words("street", people.places, people.street);
  words("town", people.places, people.town);
  words("postcode", people.places, people.postcode);
  number("telephone", people.phone);
  number("NHS number", people.nhs);
  number("UPN", people.upn);
  words("parent", people.names, people.parent);
  for (std::size_t i = 0; i < people.extra_headings.size(); ++i) words(people.extra_headings[i], people.places, people.extra[i]);
  return out;
}

}  // namespace hearth::matching
