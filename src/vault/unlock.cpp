#include "vault/unlock.hpp"

#include "vault/files.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace hearth::vault {
namespace {

constexpr std::size_t shortest_passphrase = 16;

const Slot& slot_named(const VaultFile& file, std::string_view name) { return *std::ranges::find(file.slots, name, &Slot::name); }

/// root is always under the master key, so it tells whether a key is the master key.
bool is_master(const Key& key, const VaultFile& file) { return open_slot(slot_named(file, "root"), key).has_value(); }

// ---- The three ways

Result<Key> stretch(std::string_view passphrase, const Stretching& how) {
  ready();
  auto key = KeyMaker::blank();
  if (crypto_pwhash(KeyMaker::bytes(key), Key::size, passphrase.data(), passphrase.size(), raw(how.salt), how.passes, how.memory_kib * 1024,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return refuse("passphrase", fmt::format("Opening with a passphrase needs {} MiB of free memory", how.memory_kib / 1024));
  return key;
}

Result<Key> environment_master(const Unseal& unseal) {
  if (auto key = key_of_hex(*unseal.environment_key)) return std::move(*key);
  return refuse("environment_key", "HEARTH_MASTER_KEY must be 64 hexadecimal digits (0 to 9, a to f)");
}

/// nullopt: there is no such file.
Result<std::optional<Key>> key_in(const std::string& path) {
  auto text = files::read_private(path);
  if (!text) return std::unexpected(std::move(text.error()));
  if (!*text) return std::nullopt;
  auto key = key_of_hex(**text);
  sodium_memzero((*text)->data(), (*text)->size());
  if (!key) return refuse("", path + " does not hold a key (64 hexadecimal digits). Put it back from your key backup");
  return std::optional(std::move(*key));
}

Result<Key> file_master(const std::string& folder, const VaultFile& file) {
  auto key = key_in(master_path(folder));
  if (!key) return std::unexpected(std::move(key.error()));
  if (*key && is_master(**key, file)) return std::move(**key);

  // change_unseal was stopped after it wrote vault.json and before it renamed the key that goes with it.
  auto next = key_in(next_master_path(folder));
  if (next && *next && is_master(**next, file)) {
    if (auto renamed = files::rename(next_master_path(folder), master_path(folder)); !renamed) return std::unexpected(renamed.error());
    return std::move(**next);
  }
  if (!*key) return refuse("", master_path(folder) + " is missing. Put it back from your key backup: without it nothing can be read");
  return refuse("",
                master_path(folder) + " is not the key that this data folder was made with. Put the right one back from your key backup");
}

std::unexpected<Refusals> refuse_way(Way needed) {
  switch (needed) {
    case Way::file:
      return refuse("", "This data folder opens with its own file master.key: start without a passphrase and without HEARTH_MASTER_KEY");
    case Way::passphrase: return refuse("passphrase", "This data folder opens with a passphrase: type it, or set HEARTH_PASSPHRASE to it");
    case Way::environment: break;
  }
  return refuse("environment_key",
                "This data folder opens with a key from the environment: set HEARTH_MASTER_KEY to its 64 hexadecimal digits");
}

Result<Key> master_of(const std::string& folder, const VaultFile& file, const Unseal& unseal) {
  const auto way = way_of(unseal);
  if (!way) return std::unexpected(way.error());
  if (*way != file.way) return refuse_way(file.way);
  if (file.way == Way::file) return file_master(folder, file);
  const bool typed = file.way == Way::passphrase;
  auto key = typed ? stretch(*unseal.passphrase, file.stretching) : environment_master(unseal);
  if (key && !is_master(*key, file))
    return typed ? refuse("passphrase", "That is not the passphrase of this data folder. Check it and try again")
                 : refuse("environment_key",
                          "HEARTH_MASTER_KEY is not the key of this data folder. Set it to the key that the folder was made with");
  return key;
}

// ---- Own keys

const std::optional<std::string>& own_text(const Unseal& unseal, Vault::Compartment c) {
  static const std::optional<std::string> none;
  return c == Vault::Compartment::hub ? unseal.hub_key : c == Vault::Compartment::place ? unseal.place_key : none;
}

/// The compartment's own key, when it has one and it was given. nullopt: the compartment stays shut, or opens with the master key.
Result<std::optional<Key>> own_key_for(const VaultFile& file, Vault::Compartment c, const Unseal& unseal) {
  const auto& text = own_text(unseal, c);
  const auto& slot = slot_named(file, name_of(c));
  if (!text) return std::nullopt;
  if (slot.under == "master")
    return refuse(fmt::format("{}_key", name_of(c)),
                  fmt::format("The {} compartment has no key of its own yet: leave its key out", name_of(c)));
  auto key = own_key_of(*text, c);
  if (!key) return std::unexpected(std::move(key.error()));
  if (!open_slot(slot, *key))
    return refuse(fmt::format("{}_key", name_of(c)), fmt::format("That is not the key of the {} compartment", name_of(c)));
  return std::optional(std::move(*key));
}

// ---- Making

/// A vault.json that went missing must not be made anew beside the data that only the old one can open.
bool holds_a_database(const std::string& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto extension = entry.path().extension();
    if (extension == ".db" || extension == ".sqlite") return true;
  }
  return false;
}

Result<Key> made_or_found_master(const std::string& folder, Random& random) {
  const auto path = master_path(folder);
  for (;;) {
    auto found = key_in(path);
    if (!found) return std::unexpected(std::move(found.error()));
    if (*found) return std::move(**found);
    auto key = Key::random(random);
    auto text = master_text(key);
    const auto made = files::create(path, text);
    sodium_memzero(text.data(), text.size());
    if (!made) return std::unexpected(made.error());
    if (*made) return key;
  }
}

void add_slot(VaultFile& file, std::string_view name, const Key& key, const Key* own, const Key& master, Random& random) {
  Slot slot{.name = std::string(name), .under = own ? "own" : "master", .sealed = {}};
  seal_slot(slot, key, own ? *own : master, random);
  file.slots.push_back(std::move(slot));
}

std::string public_key_of(const Key& seed) {
  std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
  unsigned char secret[crypto_sign_SECRETKEYBYTES];
  crypto_sign_seed_keypair(raw(public_key), secret, seed.data());
  sodium_memzero(secret, sizeof secret);
  return public_key;
}

}  // namespace

std::string vault_path(const std::string& folder) { return folder + "/vault.json"; }
std::string master_path(const std::string& folder) { return folder + "/master.key"; }
std::string next_master_path(const std::string& folder) { return folder + "/master.key.next"; }

std::string master_text(const Key& key) { return hex({reinterpret_cast<const char*>(key.data()), Key::size}) + "\n"; }

const Key* Unlocked::under(const Slot& slot) const {
  if (slot.under == "master") return &master;
  const auto& key = own[std::size_t(std::ranges::find(compartment_names, slot.name) - compartment_names.begin())];
  return key ? &*key : nullptr;
}

Result<Way> way_of(const Unseal& unseal) {
  if (unseal.passphrase && unseal.environment_key) return refuse("passphrase", "Give a passphrase or HEARTH_MASTER_KEY, not both");
  return unseal.passphrase ? Way::passphrase : unseal.environment_key ? Way::environment : Way::file;
}

Result<Key> own_key_of(std::string_view hex_digits, Vault::Compartment c) {
  if (auto key = key_of_hex(hex_digits)) return std::move(*key);
  return refuse(fmt::format("{}_key", name_of(c)),
                fmt::format("The key of the {} compartment must be 64 hexadecimal digits (0 to 9, a to f)", name_of(c)));
}

Result<Key> chosen_master(const Unseal& unseal, Way way, VaultFile& file, Random& random) {
  file.way = way;
  if (way == Way::environment) return environment_master(unseal);
  if (unseal.passphrase->size() < shortest_passphrase)
    return refuse("passphrase", "Choose a passphrase of at least 16 characters, for example five words that nobody would put together");
  file.stretching = {};
  file.stretching.salt.assign(crypto_pwhash_SALTBYTES, '\0');
  random.fill({raw(file.stretching.salt), file.stretching.salt.size()});
  return stretch(*unseal.passphrase, file.stretching);
}

Result<bool> has_vault(const std::string& folder) {
  const auto text = files::read(vault_path(folder));
  if (!text) return std::unexpected(text.error());
  return text->has_value();
}

Result<Unlocked> unlock(const std::string& folder, const Unseal& unseal) {
  const auto text = files::read(vault_path(folder));
  if (!text) return std::unexpected(text.error());
  if (!*text) return refuse("", folder + " holds no vault.json. Check that it is the data folder, or put vault.json back from your backup");
  auto file = read_vault_file(**text);
  if (!file) return std::unexpected(std::move(file.error()));
  auto master = master_of(folder, *file, unseal);
  if (!master) return std::unexpected(std::move(master.error()));

  Unlocked unlocked{std::move(*file), std::move(*master), {}};
  for (auto c : {Vault::Compartment::hub, Vault::Compartment::place}) {
    auto key = own_key_for(unlocked.file, c, unseal);
    if (!key) return std::unexpected(std::move(key.error()));
    unlocked.own[std::size_t(c)] = std::move(*key);
  }
  return unlocked;
}

Result<void> make_vault(const std::string& folder, const Unseal& unseal, Random& random) {
  const auto way = way_of(unseal);
  if (!way) return std::unexpected(way.error());
  if (auto made = files::make_folder(folder); !made) return made;
  if (holds_a_database(folder))
    return refuse("", folder + " holds a database but no vault.json, which has the keys to it. Put vault.json back from your backup");

  VaultFile file;
  auto master = *way == Way::file ? made_or_found_master(folder, random) : chosen_master(unseal, *way, file, random);
  if (!master) return std::unexpected(std::move(master.error()));
  for (auto c : {Vault::Compartment::main, Vault::Compartment::hub, Vault::Compartment::place}) {
    std::optional<Key> own;
    if (const auto& text = own_text(unseal, c)) {
      auto key = own_key_of(*text, c);
      if (!key) return std::unexpected(std::move(key.error()));
      own = std::move(*key);
    }
    add_slot(file, name_of(c), Key::random(random), own ? &*own : nullptr, *master, random);
  }
  const auto seed = Key::random(random);
  add_slot(file, "root", Key::random(random), nullptr, *master, random);
  add_slot(file, "signature", seed, nullptr, *master, random);
  file.public_key = public_key_of(seed);
  const auto made = files::create(vault_path(folder), write_vault_file(file));
  if (!made) return std::unexpected(made.error());
  return {};
}

}  // namespace hearth::vault
