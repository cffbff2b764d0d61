#include "matching/people.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hearth::matching {
namespace {

/// The words of `full` besides the first, and besides those of `first` and `last`: middle names.
void words_between(std::string_view full, std::string_view first, std::string_view last, std::string& out) {
  out.clear();
  std::string padded = fmt::format(" {} {} ", first, last);
  for (std::size_t i = 0; i < full.size();) {
    const auto end = std::min(full.find(' ', i), full.size());
    const auto word = full.substr(i, end - i);
    if (!padded.contains(fmt::format(" {} ", word))) {
      if (!out.empty()) out += ' ';
      out += word;
    }
    i = end + 1;
  }
}

}  // namespace

Result<void> Gatherer::begin_file(std::string_view name, std::vector<Column> columns) {
  columns_ = std::move(columns);
  where_.fill(0);
  extras_.clear();
  bool comparable = false;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto meaning = columns_[i].meaning;
    where_[std::size_t(meaning)] = i + 1;
    comparable |= meaning != Meaning::ignored && meaning != Meaning::key && meaning != Meaning::source && meaning != Meaning::sex;
    if (meaning != Meaning::words && meaning != Meaning::code) continue;
    auto& headings = people_.extra_headings;
    auto at = std::ranges::find(headings, columns_[i].heading);
    if (at == headings.end()) {
      if (headings.size() == most_extras) continue;
      people_.extra_is_code[headings.size()] = meaning == Meaning::code;
      at = headings.insert(headings.end(), columns_[i].heading);
    }
    extras_.emplace_back(i, std::size_t(at - headings.begin()));
  }
  if (where_[std::size_t(Meaning::key)] == 0) return refuse("key", fmt::format("{} has no column with the key: name it with --key", name));
  if (!comparable)
    return refuse("map",
                  fmt::format("{} has no column that could be compared. Write a mapping with --map-to FILE, correct it, and give it with "
                              "--map FILE",
                              name));
  file_source_ = source_names_.put(fmt::format("file {}", name));
  return {};
}

std::string_view Gatherer::cell(Meaning meaning) const {
  const auto at = where_[std::size_t(meaning)];
  return at == 0 || at > cells_.size() ? std::string_view() : cells_[at - 1];
}

bool Gatherer::new_key(std::string_view key) {
  if (key_slots_.size() < 2 * (std::size_t(people_.count) + 1)) {
    std::vector<std::uint32_t> wider(std::max<std::size_t>(1024, key_slots_.size() * 2));
    for (std::uint32_t i = 0; i < people_.count; ++i) {
      auto at = hash_of(people_.id(i)) & (wider.size() - 1);
      while (wider[at] != 0) at = (at + 1) & (wider.size() - 1);
      wider[at] = i + 1;
    }
    key_slots_ = std::move(wider);
  }
  auto at = hash_of(key) & (key_slots_.size() - 1);
  for (; key_slots_[at] != 0; at = (at + 1) & (key_slots_.size() - 1))
    if (people_.id(key_slots_[at] - 1) == key) return false;
  key_slots_[at] = people_.count + 1;
  return true;
}

Gatherer::Took Gatherer::take(std::span<const std::string_view> cells) {
  cells_ = cells;
  const auto key = cell(Meaning::key);
  if (key.empty()) return Took::no_key;
  if (!new_key(key)) return Took::same_key;
  const auto record = people_.count;
  name(record);
  place(record);
  numbers(record);
  extras(record);
  const auto source = cell(Meaning::source);
  set(people_.source, record, std::uint16_t(source.empty() ? file_source_ : source_names_.put(source)));
  people_.ids += key;
  people_.id_starts.push_back(people_.ids.size());
  ++people_.count;
  return Took::taken;
}

std::uint32_t Gatherer::put(Dictionary& dictionary, Meaning meaning, void (*form)(std::string_view, std::string&)) {
  const auto written = cell(meaning);
  if (written.empty()) return 0;
  form(written, form_);
  return dictionary.put(form_);
}

void Gatherer::name(std::uint32_t record) {
  auto& names = people_.names;
  auto forename = put(names, Meaning::forename, name_form);
  auto surname = put(names, Meaning::surname, name_form);
  auto middle = put(names, Meaning::middle_name, name_form);
  if (const auto full = cell(Meaning::full_name); !full.empty()) {
    name_form(full, form_);
    if (forename == 0 && surname == 0) {  // the first word and the last
      const auto first = form_.find(' '), last = form_.rfind(' ');
      forename = names.put(std::string_view(form_).substr(0, first));
      if (last != form_.npos) surname = names.put(std::string_view(form_).substr(last + 1));
    }
    if (middle == 0) {
      words_between(form_, names.text(forename), names.text(surname), rest_);
      middle = names.put(rest_);
    }
  }
  set(people_.forename, record, forename);
  set(people_.surname, record, surname);
  set(people_.middle, record, middle);
  set(people_.alias, record, put(names, Meaning::alias_surname, name_form));
  set(people_.parent, record, put(names, Meaning::parent, name_form));
  const bool in_parts = where_[std::size_t(Meaning::birth_year)] != 0;
  set(people_.birth, record,
      in_parts ? birth_form(cell(Meaning::birth_day), cell(Meaning::birth_month), cell(Meaning::birth_year))
               : birth_form(cell(Meaning::birth)));
}

void Gatherer::place(std::uint32_t record) {
  auto& places = people_.places;
  auto house = put(places, Meaning::house, words_form);
  auto street = put(places, Meaning::street, words_form);
  if (const auto address = cell(Meaning::address); !address.empty() && house == 0 && street == 0) {
    words_form(address, form_);
    const auto [number, road] = house_and_street(form_);
    house = places.put(number);
    street = places.put(road);
  } else if (house == 0 && street != 0 && where_[std::size_t(Meaning::house)] == 0) {
    const auto [number, road] = house_and_street(std::string_view(form_.assign(places.text(street))));
    house = places.put(number);
    street = places.put(road);
  }
  set(people_.house, record, house);
  set(people_.street, record, street);
  set(people_.town, record, put(places, Meaning::town, words_form));
  set(people_.postcode, record, put(places, Meaning::postcode, postcode_form));
}

void Gatherer::numbers(std::uint32_t record) {
  const auto nhs = nhs_form(cell(Meaning::nhs_number));
  const auto upn = upn_form(cell(Meaning::upn));
  set(people_.nhs, record, nhs.number);
  set(people_.upn, record, upn.number);
  set(people_.phone, record, phone_form(cell(Meaning::phone)));
  set(people_.email, record, put(people_.places, Meaning::email, code_form));
  const auto flags =
      unsigned(sex_form(cell(Meaning::sex))) | (nhs.verified ? People::nhs_verified : 0U) | (upn.verified ? People::upn_verified : 0U);
  set(people_.flags, record, std::uint8_t(flags));
}

void Gatherer::extras(std::uint32_t record) {
  for (const auto& [column, extra] : extras_) {
    if (column >= cells_.size() || cells_[column].empty()) continue;
    (people_.extra_is_code[extra] ? code_form : words_form)(cells_[column], form_);
    set(people_.extra[extra], record, people_.places.put(form_));
  }
}

void Gatherer::finish() {
  key_slots_ = {};
  const auto all = [&](auto&... columns) { ((columns.empty() ? void() : columns.resize(people_.count)), ...); };
  auto& p = people_;
  all(p.forename, p.middle, p.surname, p.alias, p.birth, p.parent, p.house, p.street, p.town, p.postcode, p.phone, p.nhs, p.upn, p.email,
      p.flags, p.source);
  for (auto& extra : p.extra) all(extra);
  // A source counts when there are at least two that hold records.
  std::vector<std::uint16_t> used(p.source);
  std::ranges::sort(used);
  p.sources = std::uint32_t(std::ranges::unique(used).begin() - used.begin());
}

}  // namespace hearth::matching
