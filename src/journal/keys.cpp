#include "journal/keys.hpp"

#include <mutex>

namespace hearth::journal {
namespace {

std::string name_of(std::string_view subject, Labels labels) { return std::string(subject) + '|' + std::to_string(int(labels)); }

vault::Vault::Compartment compartment_of(Labels labels) {
  using enum vault::Vault::Compartment;
  if (labels & (kHub | kReleased)) return hub;
  if (labels & kPlace) return place;
  return main;
}

std::shared_ptr<const vault::Key> unwrap(const vault::Vault& vault, std::string_view wrapped, std::string_view subject, Labels labels) {
  if (wrapped.empty()) return nullptr;
  auto key = vault.unwrap(compartment_of(labels), wrapped, name_of(subject, labels));
  return key ? std::make_shared<const vault::Key>(std::move(*key)) : nullptr;
}

}  // namespace

std::optional<DataKey> KeyRing::cached(const std::string& name) {
  std::shared_lock lock(mutex_);
  auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

void KeyRing::keep(std::string name, DataKey key) {
  std::unique_lock lock(mutex_);
  // Dropping everything now and then is simple and costs one unwrap (about a microsecond) for each key that is needed again.
  if (by_name_.size() >= capacity_) by_name_.clear();
  by_name_.insert_or_assign(std::move(name), std::move(key));
}

DataKey KeyRing::by_number(store::Connection& connection, std::int64_t number) {
  auto name = '#' + std::to_string(number);
  if (auto found = cached(name)) return *found;
  DataKey key{number, nullptr};
  connection.each(
      "select subject, labels, wrapped from data_key where number = $1",
      [&](const store::Row& row) { key.key = unwrap(vault_, row.blob(2), row.text(0), Labels(row.i64(1))); }, number);
  if (key.key) keep(std::move(name), key);
  return key;
}

std::optional<DataKey> KeyRing::find(store::Connection& connection, std::string_view subject, Labels labels) {
  auto name = name_of(subject, labels);
  if (auto found = cached(name)) return found;
  std::optional<DataKey> key;
  connection.each(
      "select number, wrapped from data_key where subject = $1 and labels = $2",
      [&](const store::Row& row) {
        key = DataKey{row.i64(0), unwrap(vault_, row.blob(1), subject, labels)};
      },
      subject, labels);
  if (key && key->key) keep(std::move(name), *key);
  return key;
}

void KeyRing::destroy(store::Connection& connection, std::string_view subject, Instant at) {
  connection.run("update data_key set wrapped = $1, destroyed = $2 where subject = $3", store::Blob{""}, at.micros, subject);
  std::unique_lock lock(mutex_);
  by_name_.clear();
}

DataKey NewKeys::get_or_make(store::Connection& connection, std::string_view subject, Labels labels) {
  auto name = name_of(subject, labels);
  if (auto found = made_.find(name); found != made_.end()) return found->second;
  if (auto found = ring_.cached(name)) return *found;
  // A key that is not in memory is a new record's as a rule, so it is made before anybody looks whether there is one.
  auto key = std::make_shared<const vault::Key>(vault::Key::random(random_));
  auto wrapped = ring_.vault_.wrap(compartment_of(labels), *key, name, random_);
  DataKey made{0, std::move(key)};
  connection.each(
      "insert into data_key (subject, labels, wrapped) values ($1, $2, $3) on conflict (subject, labels) do nothing returning number",
      [&](const store::Row& row) { made.number = row.i64(0); }, subject, labels, store::Blob{wrapped});
  if (made.number == 0) {
    auto found = ring_.find(connection, subject, labels);
    if (!found || !found->key) throw std::runtime_error("the key of this record is destroyed or its compartment is shut");
    return *found;
  }
  made_.emplace(std::move(name), made);
  return made;
}

void NewKeys::publish() {
  for (auto& [name, key] : made_) {
    ring_.keep('#' + std::to_string(key.number), key);
    ring_.keep(name, key);
  }
  made_.clear();
}

}  // namespace hearth::journal
