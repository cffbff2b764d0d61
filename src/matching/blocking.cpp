#include "matching/blocking.hpp"

#include "matching/parallel.hpp"
#include "matching/similar.hpp"

#include <array>
#include <memory>
#include <mutex>

namespace hearth::matching {
namespace {

constexpr std::size_t shard_count = 64;
constexpr std::size_t largest_group = 48;  ///< Of a larger one, only neighbours in the order of names and birth are paired.
constexpr std::size_t neighbours = 10;
constexpr std::size_t small_file = 200'000;  ///< Up to which a name alone is a key.

template <class T>
T value(const std::vector<T>& column, std::uint32_t record) {
  return column.empty() ? T{} : column.data()[record];
}

}  // namespace

/// What one thread has found: pairs by shard, in chunks that never move.
struct Candidates::Bag {
  static constexpr std::size_t chunk = 8192;
  struct Shard {
    std::vector<std::unique_ptr<Pair[]>> chunks;
    std::size_t in_last = chunk;
  };
  std::array<Shard, shard_count> shards;
  std::uint32_t per_shard = 1;
  std::vector<std::uint64_t> keys, room, others;
  std::vector<std::uint32_t> group;

  void put(Pair pair) {
    auto& shard = shards[first_of(pair) / per_shard];
    if (shard.in_last == chunk) {
      shard.chunks.push_back(std::make_unique_for_overwrite<Pair[]>(chunk));
      shard.in_last = 0;
    }
    shard.chunks.back()[shard.in_last++] = pair;
  }

  void move_to(std::size_t number, std::vector<Pair>& out) {
    auto& shard = shards[number];
    for (std::size_t i = 0; i < shard.chunks.size(); ++i) {
      const auto* from = shard.chunks[i].get();
      out.insert(out.end(), from, from + (i + 1 == shard.chunks.size() ? shard.in_last : chunk));
      shard.chunks[i].reset();
    }
    shard.chunks.clear();
  }
};

void Candidates::choose_rules(std::size_t records) {
  const auto& p = people_;
  const auto has = [&](std::uint8_t atom) {
    if (atom >= std::uint8_t(Atom::extra)) return !p.extra[atom - std::size_t(Atom::extra)].empty();
    switch (Atom(atom)) {
      case Atom::nhs: return !p.nhs.empty();
      case Atom::upn: return !p.upn.empty();
      case Atom::phone: return !p.phone.empty();
      case Atom::email: return !p.email.empty();
      case Atom::birth:
      case Atom::birth_year:
      case Atom::birth_day: return !p.birth.empty();
      case Atom::forename:
      case Atom::forename_start: return !p.forename.empty();
      case Atom::surname:
      case Atom::either_name: return !p.forename.empty() || !p.surname.empty();
      case Atom::postcode:
      case Atom::outward: return !p.postcode.empty();
      case Atom::house: return !p.house.empty();
      case Atom::street: return !p.street.empty();
      case Atom::town: return !p.town.empty();
      case Atom::parent: return !p.parent.empty();
      case Atom::extra: return false;
    }
    return false;
  };
  const auto add = [&](std::initializer_list<std::uint8_t> atoms) {
    if (std::ranges::all_of(atoms, has)) rules_.emplace_back(atoms);
  };
  using enum Atom;
  const auto of = [](Atom atom) { return std::uint8_t(atom); };
  for (const auto number : {nhs, upn, phone, email}) add({of(number)});
  add({of(birth), of(surname)});
  add({of(birth), of(forename_start)});
  add({of(birth), of(outward)});
  add({of(birth), of(parent)});
  add({of(forename), of(surname), of(birth_year)});
  add({of(either_name), of(birth_day)});
  add({of(either_name), of(birth_year)});
  add({of(forename), of(postcode)});
  add({of(surname), of(postcode)});
  add({of(forename), of(surname), of(outward)});
  add({of(house), of(street), of(forename_start)});
  add({of(house), of(street), of(surname)});
  add({of(house), of(postcode)});
  add({of(forename), of(surname), of(parent)});
  if (p.postcode.empty()) add({of(forename), of(surname), of(town)});
  if (records <= small_file) add({of(forename), of(surname)});
  for (std::size_t i = 0; i < most_extras; ++i) {
    const auto one = std::uint8_t(of(extra) + i);
    if (p.extra_is_code[i]) {
      add({one});
    } else {
      add({of(birth), one});
      add({of(forename), of(surname), one});
    }
  }
}

std::uint64_t Candidates::atom(std::uint8_t which, std::uint32_t record) const {
  const auto& p = people_;
  const auto& facts = comparer_.facts();
  if (which >= std::uint8_t(Atom::extra)) return value(p.extra[which - std::size_t(Atom::extra)], record);
  switch (Atom(which)) {
    case Atom::nhs: return value(p.nhs, record);
    case Atom::upn: return value(p.upn, record);
    case Atom::phone: return value(p.phone, record);
    case Atom::email: return value(p.email, record);
    case Atom::birth: return value(p.birth, record);
    case Atom::birth_year: return value(p.birth, record) / 10000;
    case Atom::birth_day: return value(p.birth, record) % 10000 == 101 ? 0 : value(p.birth, record) % 10000;
    case Atom::forename: return facts[value(p.forename, record)].root;
    case Atom::forename_start: return facts[value(p.forename, record)].start;
    case Atom::surname: {
      const auto surname = value(p.surname, record);
      return facts[surname != 0 ? surname : value(p.forename, record)].sound;
    }
    case Atom::either_name: {
      const std::uint64_t a = facts[value(p.forename, record)].sound, b = facts[value(p.surname, record)].sound;
      return a == 0 || b == 0 ? 0 : mix(std::min(a, b), std::max(a, b));
    }
    case Atom::postcode: return value(p.postcode, record);
    case Atom::outward: return outward_[value(p.postcode, record)];
    case Atom::house: return value(p.house, record);
    case Atom::street: return value(p.street, record);
    case Atom::town: return value(p.town, record);
    case Atom::parent: return value(p.parent, record);
    case Atom::extra: return 0;
  }
  return 0;
}

std::uint64_t Candidates::key(const Rule& rule, std::uint32_t record) const {
  std::uint64_t key = 1;
  for (const auto which : rule) {
    const auto part = atom(which, record);
    if (part == 0) return 0;
    key = mix(key, part);
  }
  return key;
}

/// The keys with another surname in the surname's place: an alias, the parts of a double-barrelled name.
void Candidates::other_keys(const Rule& rule, std::uint32_t record, std::vector<std::uint64_t>& out) const {
  out.clear();
  const auto surname = value(people_.surname, record), alias = value(people_.alias, record);
  if (alias == 0 && (surname == 0 || first_sound_[surname] == 0)) return;
  if (std::ranges::find(rule, std::uint8_t(Atom::surname)) == rule.end()) return;
  for (const auto sound : {alias == 0 ? 0 : comparer_.facts()[alias].sound, first_sound_[surname], last_sound_[surname]}) {
    if (sound == 0) continue;
    std::uint64_t key = 1;
    for (const auto which : rule) {
      const auto part = which == std::uint8_t(Atom::surname) ? sound : atom(which, record);
      key = part == 0 || key == 0 ? 0 : mix(key, part);
    }
    if (key != 0) out.push_back(key);
  }
}

void Candidates::pair_up(std::vector<std::uint32_t>& group, Bag& bag) const {
  std::size_t reach = group.size();
  if (group.size() > largest_group) {
    reach = neighbours + 1;
    const auto& facts = comparer_.facts();
    std::ranges::sort(group, {}, [&](std::uint32_t record) {
      return std::tuple(facts[value(people_.surname, record)].sound, facts[value(people_.forename, record)].root,
                        value(people_.birth, record), value(people_.postcode, record), record);
    });
  }
  for (std::size_t i = 0; i < group.size(); ++i)
    for (std::size_t j = i + 1; j < std::min(group.size(), i + reach); ++j)
      if (group[i] != group[j]) bag.put(pair_of(group[i], group[j]));
}

void Candidates::collect(const Rule& rule, std::span<const std::uint32_t> of, Bag& bag) const {
  auto& keys = bag.keys;
  keys.clear();
  keys.reserve(of.size());
  for (const auto record : of) {
    if (const auto own = key(rule, record); own != 0) keys.push_back(own >> 32 << 32 | record);
    other_keys(rule, record, bag.others);
    for (const auto other : bag.others) keys.push_back(other >> 32 << 32 | record);
  }
  radix_sort(keys, bag.room, 32, 64);
  for (std::size_t i = 0; i < keys.size();) {
    auto end = i + 1;
    while (end < keys.size() && keys[end] >> 32 == keys[i] >> 32) ++end;
    if (end - i > 1) {
      bag.group.clear();
      for (auto at = i; at < end; ++at) bag.group.push_back(std::uint32_t(keys[at]));
      pair_up(bag.group, bag);
    }
    i = end;
  }
}

Candidates::Candidates(const Comparer& comparer, std::span<const std::uint32_t> of, std::size_t threads, const Step& step)
    : comparer_(comparer), people_(comparer.people()), shards_(shard_count) {
  choose_rules(of.size());
  first_sound_.resize(people_.names.size());
  last_sound_.resize(people_.names.size());
  for (std::uint32_t i = 1; i < people_.names.size(); ++i) {
    const auto name = people_.names.text(i);
    if (!name.contains(' ')) continue;
    first_sound_[i] = std::uint32_t(hash_of(sound_of(name.substr(0, name.find(' ')))));
    last_sound_[i] = std::uint32_t(hash_of(sound_of(name.substr(name.rfind(' ') + 1))));
  }
  outward_.resize(people_.places.size());
  for (std::uint32_t i = 1; i < people_.places.size(); ++i) outward_[i] = std::uint32_t(hash_of(outward_of(people_.places.text(i)))) | 1;
  outward_[0] = 0;

  std::vector<Bag> bags(threads);
  for (auto& bag : bags) bag.per_shard = people_.count / shard_count + 1;
  std::mutex mutex;
  in_parallel(threads, rules_.size(), [&](std::size_t rule, std::size_t thread) {
    collect(rules_[rule], of, bags[thread]);
    const std::scoped_lock lock(mutex);
    if (step) step();
  });
  for (auto& bag : bags) bag.keys = bag.room = {};
  std::vector<std::vector<std::uint64_t>> rooms(threads);
  const auto bits = 32 + unsigned(std::bit_width(people_.count));
  in_parallel(threads, shard_count, [&](std::size_t shard, std::size_t thread) {
    std::vector<Pair> pairs;
    for (auto& bag : bags) bag.move_to(shard, pairs);
    radix_sort(pairs, rooms[thread], 0, bits);
    const auto rest = std::ranges::unique(pairs);
    shards_[shard].assign(pairs.begin(), rest.begin());
  });
}

std::size_t Candidates::size() const {
  std::size_t size = 0;
  for (const auto& shard : shards_) size += shard.size();
  return size;
}

}  // namespace hearth::matching
