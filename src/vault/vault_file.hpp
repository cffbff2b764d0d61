// Inside the vault only: what stands in `vault.json`.
#pragma once

#include "vault/keys.hpp"

#include <string>
#include <vector>

namespace hearth::vault {

/// The ways to come by the master key.
enum class Way { file, passphrase, environment };

/// Argon2id's parameters for a passphrase.
struct Stretching {
  std::string salt;  // 16 bytes
  unsigned long long passes = 4;
  std::size_t memory_kib = 128 * 1024;
};

/// One sealed key. `under`: "master", or "own" for a compartment that was given a key of its own.
struct Slot {
  std::string name;  // main, hub, place, root (from which purposes are derived), signature
  unsigned generation = 1;
  std::string under = "master";
  std::string sealed;
};

struct VaultFile {
  Way way = Way::file;
  Stretching stretching;  // for Way::passphrase
  std::string public_key;
  std::vector<Slot> slots;
};

/// Reads `vault.json`. Refuses what write_vault_file cannot have made.
Result<VaultFile> read_vault_file(std::string_view json);
std::string write_vault_file(const VaultFile& file);

/// Puts a key into a slot, and takes it out: nullopt when `under` is not the key that sealed it, or the slot was changed.
void seal_slot(Slot& slot, const Key& key, const Key& under, Random& random);
std::optional<Key> open_slot(const Slot& slot, const Key& under);

/// 64 hexadecimal digits, and spaces or line ends around them.
std::optional<Key> key_of_hex(std::string_view text);
std::string hex(std::string_view bytes);

}  // namespace hearth::vault
