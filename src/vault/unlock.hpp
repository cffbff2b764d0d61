// Inside the vault only: from a data folder and what its owner knows to the master key.
#pragma once

#include "vault/vault_file.hpp"

#include <array>

namespace hearth::vault {

inline constexpr std::array<std::string_view, 3> compartment_names = {"main", "hub", "place"};
inline std::string_view name_of(Vault::Compartment c) { return compartment_names[std::size_t(c)]; }

std::string vault_path(const std::string& folder);
std::string master_path(const std::string& folder);
std::string next_master_path(const std::string& folder);  ///< Where change_unseal keeps a new master key until vault.json fits it.

/// A vault.json and the keys that open its slots.
struct Unlocked {
  VaultFile file;
  Key master;
  std::array<std::optional<Key>, 3> own;  ///< Given keys of compartments that have one of their own, by compartment.

  /// The key that opens `slot`; null when it was not given.
  const Key* under(const Slot& slot) const;
};

/// Reads vault.json and finds the master key, which is checked to be the right one; also checks own keys that were given.
Result<Unlocked> unlock(const std::string& folder, const Unseal& unseal);

/// True when the folder has a vault.json. Refuses when it cannot be told.
Result<bool> has_vault(const std::string& folder);

/// Makes a vault with new keys in a folder that has none. Losing a race against another program that does the same is no refusal.
Result<void> make_vault(const std::string& folder, const Unseal& unseal, Random& random);

/// The way that `unseal` names. Refuses two at once.
Result<Way> way_of(const Unseal& unseal);

/// The master key for a new or changed vault.json: a long enough passphrase, a well-formed environment key. Not for Way::file.
Result<Key> chosen_master(const Unseal& unseal, Way way, VaultFile& file, Random& random);

/// What stands in a master.key file.
std::string master_text(const Key& key);

Result<Key> own_key_of(std::string_view hex_digits, Vault::Compartment c);

}  // namespace hearth::vault
