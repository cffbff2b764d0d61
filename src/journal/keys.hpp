// The data keys: one for each subject and label set, stored wrapped, opened on demand, destroyed to forget.
#pragma once

#include "journal/labels.hpp"
#include "store/store.hpp"
#include "vault/vault.hpp"

#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace hearth::journal {

/// An opened data key and the number under which its wrap is stored.
struct DataKey {
  std::int64_t number = 0;
  std::shared_ptr<const vault::Key> key;  ///< Null: destroyed, or its compartment is shut. What it sealed stays closed.
};

/// Keys opened so far, shared by all threads. At most `capacity` are kept in memory.
class KeyRing {
 public:
  explicit KeyRing(const vault::Vault& vault, std::size_t capacity = 16384) : vault_(vault), capacity_(capacity) {}

  /// The key with this number; a DataKey without key when it is destroyed or its compartment shut.
  DataKey by_number(store::Connection& connection, std::int64_t number);
  /// The key of a subject and label set; nullopt when there is none yet.
  std::optional<DataKey> find(store::Connection& connection, std::string_view subject, Labels labels);

  const vault::Vault& vault() const { return vault_; }

  /// Destroys the wraps of all keys of `subject`: the bodies stay, closed for ever, and the chain still verifies.
  /// Runs inside a writer's job. Copies of the wraps live on in backups until those expire.
  void destroy(store::Connection& connection, std::string_view subject, Instant at);

 private:
  friend class NewKeys;
  void keep(std::string name, DataKey key);
  std::optional<DataKey> cached(const std::string& name);

  const vault::Vault& vault_;
  const std::size_t capacity_;
  std::shared_mutex mutex_;
  std::unordered_map<std::string, DataKey> by_name_;  // "subject|labels" and "#number"
};

/// Keys made by one unit of work. They join the ring only when that work is on disk: a key that was rolled back must seal nothing.
class NewKeys {
 public:
  NewKeys(KeyRing& ring, Random& random) : ring_(ring), random_(random) {}
  /// The key of a subject and label set, made and stored if there is none. Throws store::Fault.
  DataKey get_or_make(store::Connection& connection, std::string_view subject, Labels labels);
  void publish();  ///< After the commit.
  KeyRing& ring() { return ring_; }
  Random& random() { return random_; }

 private:
  KeyRing& ring_;
  Random& random_;
  std::unordered_map<std::string, DataKey> made_;
};

}  // namespace hearth::journal
