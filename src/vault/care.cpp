// Looking after the keys: each function reads vault.json, changes it in memory and puts it back in one step.
#include "vault/files.hpp"
#include "vault/unlock.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <functional>

namespace hearth::vault {
namespace {

constexpr unsigned most_generations = 65'535;  // two bytes of a wrapped key

std::unexpected<Refusals> refuse_damaged(const Slot& slot) {
  return refuse("", fmt::format("vault.json is damaged: its key \"{}\" does not open. Put vault.json back from your backup", slot.name));
}

/// Seals `slot` anew under another key. `under` is "master" or "own".
Result<void> move_slot(Slot& slot, const Key& from, const Key& to, std::string_view under, Random& random) {
  const auto key = open_slot(slot, from);
  if (!key) return refuse_damaged(slot);
  slot.under = under;
  seal_slot(slot, *key, to, random);
  return {};
}

/// The key that the compartment's slots are under, or a refusal that asks for it.
Result<const Key*> key_over(const Unlocked& unlocked, Vault::Compartment c) {
  const auto* key = unlocked.under(*std::ranges::find(unlocked.file.slots, name_of(c), &Slot::name));
  if (!key)
    return refuse(fmt::format("{}_key", name_of(c)), fmt::format("Give the key of the {} compartment: it has one of its own", name_of(c)));
  return key;
}

unsigned newest(const VaultFile& file, Vault::Compartment c) {
  unsigned number = 0;
  for (const auto& slot : file.slots)
    if (slot.name == name_of(c)) number = std::max(number, slot.generation);
  return number;
}

using Change = std::function<Result<void>(Unlocked&)>;

/// Unlocks, changes, and writes vault.json; one caller at a time, so that no change undoes another.
Result<void> change_vault(const std::string& folder, const Unseal& unseal, const Change& change) {
  const files::Lock lock(folder);
  auto unlocked = unlock(folder, unseal);
  if (!unlocked) return std::unexpected(std::move(unlocked.error()));
  if (auto changed = change(*unlocked); !changed) return changed;
  return files::replace(vault_path(folder), write_vault_file(unlocked->file));
}

}  // namespace

Result<void> give_own_key(const std::string& folder, const Unseal& unseal, Vault::Compartment c, std::string_view own_key, Random& random) {
  if (c == Vault::Compartment::main) return refuse("", "Only hub and place can have a key of their own");
  return change_vault(folder, unseal, [&](Unlocked& unlocked) -> Result<void> {
    const auto own = own_key_of(own_key, c);
    if (!own) return std::unexpected(own.error());
    const auto old = key_over(unlocked, c);
    if (!old) return std::unexpected(old.error());
    for (auto& slot : unlocked.file.slots) {
      if (slot.name != name_of(c)) continue;
      if (auto moved = move_slot(slot, **old, *own, "own", random); !moved) return moved;
    }
    return {};
  });
}

Result<void> change_unseal(const std::string& folder, const Unseal& unseal, const Unseal& next, Random& random) {
  const auto way = way_of(next);
  if (!way) return std::unexpected(way.error());
  const auto changed = change_vault(folder, unseal, [&](Unlocked& unlocked) -> Result<void> {
    auto master = *way == Way::file ? Result<Key>(Key::random(random)) : chosen_master(next, *way, unlocked.file, random);
    if (!master) return std::unexpected(std::move(master.error()));
    unlocked.file.way = *way;
    for (auto& slot : unlocked.file.slots) {
      if (slot.under != "master") continue;
      if (auto moved = move_slot(slot, unlocked.master, *master, "master", random); !moved) return moved;
    }
    if (*way != Way::file) return {};
    // Both master.key files are there while vault.json changes hands; unlock takes the one that fits.
    auto text = master_text(*master);
    const auto written = files::replace(next_master_path(folder), text);
    sodium_memzero(text.data(), text.size());
    return written;
  });
  if (!changed) return changed;
  return *way == Way::file ? files::rename(next_master_path(folder), master_path(folder)) : files::remove(master_path(folder));
}

Result<void> roll_compartment(const std::string& folder, const Unseal& unseal, Vault::Compartment c, Random& random) {
  return change_vault(folder, unseal, [&](Unlocked& unlocked) -> Result<void> {
    const auto over = key_over(unlocked, c);
    if (!over) return std::unexpected(over.error());
    const auto number = newest(unlocked.file, c);
    if (number == most_generations) return refuse("", "This compartment has had all the generations that it can have");
    const auto& same_kind = *std::ranges::find(unlocked.file.slots, name_of(c), &Slot::name);
    Slot slot{.name = same_kind.name, .generation = number + 1, .under = same_kind.under, .sealed = {}};
    seal_slot(slot, Key::random(random), **over, random);
    unlocked.file.slots.push_back(std::move(slot));
    return {};
  });
}

Result<void> destroy_generations_before(const std::string& folder, const Unseal& unseal, Vault::Compartment c, unsigned generation) {
  return change_vault(folder, unseal, [&](Unlocked& unlocked) -> Result<void> {
    if (generation > newest(unlocked.file, c))
      return refuse("generation", "The newest generation stays: start a new one before destroying it");
    std::erase_if(unlocked.file.slots, [&](const Slot& slot) { return slot.name == name_of(c) && slot.generation < generation; });
    return {};
  });
}

}  // namespace hearth::vault
