#include "matching/compare.hpp"

#include "base/csv.hpp"
#include "base/data.hpp"
#include "base/text.hpp"
#include "matching/similar.hpp"

#include <algorithm>
#include <map>

namespace hearth::matching {
namespace {

/// Groups of forms of one name (data/nicknames.csv), by form; a form may be of two groups ("alex").
std::map<std::string, std::vector<std::uint32_t>, std::less<>> nickname_groups() {
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> groups;
  std::uint32_t group = 0;
  const auto read = csv::read(
      data_file("nicknames.csv"),
      [&](const csv::Row& row) -> Result<void> {
        ++group;
        for (const auto& form : text::words(row.cells[0])) groups[form].push_back(group);
        return {};
      },
      csv::Comments::before_header);
  return read ? groups : decltype(groups)();
}

template <class T>
T value(const std::vector<T>& column, std::uint32_t record) {
  return column.empty() ? T{} : column.data()[record];
}

/// One of the words of `a` is one of `b`: "smith jones" and "jones".
bool share_word(std::string_view a, std::string_view b) {
  if (!a.contains(' ') && !b.contains(' ')) return false;
  while (!a.empty()) {
    const auto end = std::min(a.find(' '), a.size());
    const auto word = a.substr(0, end);
    for (auto rest = b; word.size() >= 3 && !rest.empty();) {
      const auto stop = std::min(rest.find(' '), rest.size());
      if (rest.substr(0, stop) == word) return true;
      rest.remove_prefix(std::min(stop + 1, rest.size()));
    }
    a.remove_prefix(std::min(end + 1, a.size()));
  }
  return false;
}

unsigned digits_apart(std::uint64_t a, std::uint64_t b) {
  unsigned apart = 0;
  for (; a != 0 || b != 0; a /= 10, b /= 10) apart += a % 10 != b % 10;
  return apart;
}

/// One digit changed, or two neighbours changed places.
bool one_digit_off(std::uint64_t a, std::uint64_t b) {
  const auto apart = digits_apart(a, b);
  if (apart != 2) return apart == 1;
  while (a % 10 == b % 10) a /= 10, b /= 10;
  return a % 10 == b / 10 % 10 && b % 10 == a / 10 % 10;
}

unsigned compare_numbers(std::uint64_t a, std::uint64_t b, bool a_verified, bool b_verified) {
  if (a == 0 || b == 0) return 0;
  if (a == b) return a_verified ? number::same_verified : number::same;
  if (a_verified && b_verified) return number::conflict;
  return one_digit_off(a, b) ? number::digit : number::other;
}

}  // namespace

unsigned compare_births(std::uint32_t a, std::uint32_t b) {
  if (a == b) return born::same;
  const auto year = [](std::uint32_t x) { return x / 10000; };
  const auto month = [](std::uint32_t x) { return x / 100 % 100; };
  const auto day = [](std::uint32_t x) { return x % 100; };
  const auto vague = [&](std::uint32_t x) { return day(x) == 0 || month(x) == 0 || x % 10000 == 101; };
  if (year(a) == year(b) && day(a) == month(b) && month(a) == day(b)) return born::swapped;
  if (year(a) == year(b) && (vague(a) || vague(b))) return born::year_default;
  if (one_digit_off(a, b)) return born::digit;
  if (year(a) == year(b)) return month(a) == month(b) || day(a) == day(b) ? born::year_and_part : born::year;
  if (a % 10000 == b % 10000 && a % 10000 != 101 && a % 10000 != 0) return born::day_and_month;
  return born::other;
}

std::vector<NameFacts> name_facts(const Dictionary& names) {
  const auto groups = nickname_groups();
  std::vector<NameFacts> facts(names.size());
  constexpr std::uint32_t group_bit = 1U << 31;
  for (std::uint32_t i = 1; i < names.size(); ++i) {
    const auto name = names.text(i);
    const auto first = name.substr(0, name.find(' '));
    auto& fact = facts[i];
    fact.root = std::uint32_t(hash_of(first)) & ~group_bit;
    if (const auto found = groups.find(first); found != groups.end()) {
      fact.root = found->second.front() | group_bit;
      fact.other_root = found->second.size() > 1 ? found->second[1] | group_bit : 0;
    }
    fact.sound = std::uint32_t(hash_of(sound_of(name)));
    fact.start = std::uint32_t(hash_of(name.substr(0, 3)));
  }
  return facts;
}

Comparer::Comparer(const People& people, std::span<const std::uint32_t> of) : people_(people), facts_(name_facts(people.names)) {
  const auto names = people.names.size(), places = people.places.size();
  count(std::size_t(Field::forename), people.forename, names, of);
  count(std::size_t(Field::surname), people.surname, names, of);
  count(std::size_t(Field::middle), people.middle, names, of);
  count(std::size_t(Field::parent), people.parent, names, of);
  count(std::size_t(Field::address), people.postcode, places, of);
  count(std::size_t(Field::birth), people.birth, 0, of);
  for (std::size_t i = 0; i < most_extras; ++i) count(std::size_t(Field::extra) + i, people.extra[i], places, of);
}

void Comparer::count(std::size_t field, const std::vector<std::uint32_t>& column, std::size_t values, std::span<const std::uint32_t> of) {
  auto& mine = columns_[field];
  if (column.empty()) return;
  mine.values = column.data();
  // Dates are their own numbers: counted in a table of days that the years 1600 to 2100 fill; others fall together at its end.
  const bool dates = field == std::size_t(Field::birth);
  mine.counts.assign(dates ? 501 * 372 + 1 : values, 0);
  for (const auto record : of)
    if (const auto value = column[record]; value != 0) ++mine.counts[dates ? day_slot(value) : value], ++mine.known;
  if (mine.known < 2) return;
  for (const auto count : mine.counts) chance_[field] += double(count) * (double(count) - 1);
  chance_[field] /= mine.known * (mine.known - 1);
}

std::size_t Comparer::day_slot(std::uint32_t birth) {
  const auto year = birth / 10000, month = birth / 100 % 100, day = birth % 100;
  if (year < 1600 || year > 2100 || month > 11 + 1 || day > 31) return 501 * 372;
  return (year - 1600) * 372 + (month == 0 ? 0 : month - 1) * 31 + (day == 0 ? 0 : day - 1);
}

double Comparer::rarity(std::size_t field, std::uint32_t a) const {
  const auto& column = columns_[field];
  const auto value = column.values[a];
  const auto count = column.counts[field == std::size_t(Field::birth) ? day_slot(value) : value];
  return std::max(1.0, double(count) - 1) / column.known;
}

unsigned Comparer::fresh_names(std::uint32_t a, std::uint32_t b) const {
  const auto &fa = facts_[a], &fb = facts_[b];
  const auto x = people_.names.text(a), y = people_.names.text(b);
  if (x.size() == 1 || y.size() == 1) return x[0] == y[0] ? alike::initial : alike::other;
  const auto shares = [](const NameFacts& one, const NameFacts& two) {
    return one.root == two.root || (one.other_root != 0 && (one.other_root == two.root || one.other_root == two.other_root)) ||
           (two.other_root != 0 && two.other_root == one.root);
  };
  if (shares(fa, fb) || share_word(x, y)) return alike::known_form;
  const auto likeness = jaro_winkler(x, y);
  if (likeness >= 0.93 || (std::min(x.size(), y.size()) >= 4 && one_edit(x, y))) return alike::slip;
  if (likeness >= 0.87) return alike::much;
  return likeness >= 0.78 ? alike::somewhat : alike::other;
}

unsigned Comparer::names(std::uint32_t a, std::uint32_t b, Memory& memory) const {
  if (a == 0 || b == 0) return 0;
  if (a == b) return people_.names.text(a).size() == 1 ? alike::initial : alike::same;
  const auto pair = std::uint64_t(std::min(a, b)) << 32 | std::max(a, b);
  auto& slot = memory.slots_.data()[mix(pair) & (memory.slots_.size() - 1)];
  if (slot.pair != pair) slot = {pair, std::uint8_t(fresh_names(a, b))};
  return slot.level;
}

void Comparer::forename_and_surname(std::uint32_t a, std::uint32_t b, Memory& memory, unsigned& forename, unsigned& surname) const {
  const auto fa = value(people_.forename, a), fb = value(people_.forename, b);
  const auto sa = value(people_.surname, a), sb = value(people_.surname, b);
  forename = names(fa, fb, memory);
  surname = names(sa, sb, memory);
  if (surname < alike::known_form) {
    const auto la = value(people_.alias, a), lb = value(people_.alias, b);
    if ((la != 0 && (la == sb || la == lb)) || (lb != 0 && lb == sa)) surname = alike::known_form;
  }
  // Written into each other's place. One name alone may stand in either.
  if (forename < alike::somewhat && surname < alike::somewhat) {
    if (fa != 0 && sa != 0 && fb != 0 && sb != 0) {
      if (names(fa, sb, memory) >= alike::slip && names(sa, fb, memory) >= alike::slip) forename = surname = alike::known_form;
    } else if ((sa == 0 && fa != 0 && fa == sb) || (sb == 0 && fb != 0 && fb == sa)) {
      forename = 0;
      surname = alike::same;
    }
  }
  if (forename == alike::other) {  // known by the second name
    const auto ma = value(people_.middle, a), mb = value(people_.middle, b);
    if ((fa != 0 && fa == mb) || (fb != 0 && fb == ma)) forename = alike::known_form;
  }
}

unsigned Comparer::words(std::uint32_t a, std::uint32_t b, bool code, Memory& memory) const {
  if (a == 0 || b == 0) return 0;
  if (a == b) return alike::same;
  const auto pair = 1ULL << 63 | std::uint64_t(std::min(a, b)) << 32 | std::max(a, b);
  auto& slot = memory.slots_.data()[mix(pair) & (memory.slots_.size() - 1)];
  if (slot.pair != pair) {
    const auto x = people_.places.text(a), y = people_.places.text(b);
    const bool near = code ? one_edit(x, y) : share_word(x, y) || jaro_winkler(x, y) >= 0.88;
    slot = {pair, std::uint8_t(near ? alike::much : alike::other)};
  }
  return slot.level;
}

unsigned Comparer::address(std::uint32_t a, std::uint32_t b) const {
  const auto pa = value(people_.postcode, a), pb = value(people_.postcode, b);
  const auto ha = value(people_.house, a), hb = value(people_.house, b);
  const auto sa = value(people_.street, a), sb = value(people_.street, b);
  const auto ta = value(people_.town, a), tb = value(people_.town, b);
  const bool house = ha != 0 && ha == hb;
  if (pa != 0 && pa == pb) return house ? home::same : ha == 0 || hb == 0 ? home::postcode_only : home::postcode;
  const bool known = (pa != 0 && pb != 0) || (sa != 0 && sb != 0) || (ta != 0 && tb != 0);
  if (!known) return 0;
  const auto street_alike = [&] {
    return sa != 0 && sb != 0 && (sa == sb || jaro_winkler(people_.places.text(sa), people_.places.text(sb)) > 0.93);
  };
  if (pa != 0 && pb != 0) {
    const auto x = people_.places.text(pa), y = people_.places.text(pb);
    const auto near = outward_of(x) == outward_of(y);
    const bool typo = one_edit(x, y);
    if (house && street_alike()) return typo || near ? home::typo : home::house_and_street;
    if (typo) return home::sector;
    if (near) return home::near;
  } else if (house && street_alike()) {
    return home::house_and_street;
  }
  return ta != 0 && ta == tb ? home::town : home::other;
}

Pattern Comparer::compare(std::uint32_t a, std::uint32_t b, Memory& memory) const {
  const auto& p = people_;
  Pattern pattern = 0;
  const auto set = [&](std::size_t field, unsigned level) { pattern |= std::uint64_t(level) << (4 * field); };
  unsigned forename = 0, surname = 0;
  forename_and_surname(a, b, memory, forename, surname);
  set(std::size_t(Field::forename), forename);
  set(std::size_t(Field::surname), surname);
  if (!p.middle.empty()) set(std::size_t(Field::middle), names(p.middle.data()[a], p.middle.data()[b], memory));
  if (const auto x = value(p.birth, a), y = value(p.birth, b); x != 0 && y != 0) set(std::size_t(Field::birth), compare_births(x, y));
  const auto x_flags = value(p.flags, a), y_flags = value(p.flags, b);
  if (const auto x = x_flags & People::sex_bits, y = y_flags & People::sex_bits; x != 0 && y != 0)
    set(std::size_t(Field::sex), x == y ? 2 : 1);
  set(std::size_t(Field::address), address(a, b));
  if (!p.phone.empty() || !p.email.empty()) {
    auto level = compare_numbers(value(p.phone, a), value(p.phone, b), false, false);
    if (const auto x = value(p.email, a), y = value(p.email, b); x != 0 && y != 0)
      level = std::max(level, x == y ? number::same : words(x, y, true, memory) == alike::much ? number::digit : number::other);
    set(std::size_t(Field::phone), level);
  }
  const auto checked = [&](Field field, const std::vector<std::uint64_t>& column, std::uint8_t bit) {
    if (!column.empty())
      set(std::size_t(field), compare_numbers(column.data()[a], column.data()[b], (x_flags & bit) != 0, (y_flags & bit) != 0));
  };
  checked(Field::nhs, p.nhs, People::nhs_verified);
  checked(Field::upn, p.upn, People::upn_verified);
  if (!p.parent.empty()) set(std::size_t(Field::parent), names(p.parent.data()[a], p.parent.data()[b], memory));
  for (std::size_t i = 0; i < most_extras; ++i)
    if (!p.extra[i].empty())
      set(std::size_t(Field::extra) + i, words(p.extra[i].data()[a], p.extra[i].data()[b], p.extra_is_code[i], memory));
  if (p.sources > 1) set(std::size_t(Field::source), p.source.data()[a] == p.source.data()[b] ? 1 : 2);
  return pattern;
}

bool Comparer::conflict(std::uint32_t a, std::uint32_t b) const {
  const auto both = value(people_.flags, a) & value(people_.flags, b);
  return ((both & People::nhs_verified) != 0 && people_.nhs[a] != people_.nhs[b]) ||
         ((both & People::upn_verified) != 0 && people_.upn[a] != people_.upn[b]);
}

}  // namespace hearth::matching
