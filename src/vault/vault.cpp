#include "vault/vault.hpp"

#include "vault/unlock.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace hearth::vault {
namespace {

// A wrapped key: 1 byte suite, 1 byte compartment, 2 bytes generation, and a record of the key.
constexpr unsigned char wrap_suite = 1;
constexpr std::size_t wrap_header = 4;
constexpr std::size_t wrapped_size = wrap_header + record_overhead + Key::size;

struct Release {
  void operator()(unsigned char* bytes) const { sodium_free(bytes); }
};
using SecretBytes = std::unique_ptr<unsigned char, Release>;

SecretBytes signing_key_of(const Key& seed, std::string& public_key) {
  SecretBytes secret(static_cast<unsigned char*>(sodium_malloc(crypto_sign_SECRETKEYBYTES)));
  if (!secret) throw std::bad_alloc();
  public_key.assign(crypto_sign_PUBLICKEYBYTES, '\0');
  crypto_sign_seed_keypair(raw(public_key), secret.get(), seed.data());
  return secret;
}

/// What a wrap is bound to: its own header and its row.
std::string binding(std::string_view header, std::string_view name) {
  std::string out;
  out.reserve(header.size() + name.size());
  return out.append(header).append(name);
}

}  // namespace

struct Vault::Keys {
  struct Generation {
    unsigned number;
    Key key;
  };

  std::array<std::vector<Generation>, 3> compartments;  // oldest first; a shut compartment has none
  std::optional<Key> root;
  SecretBytes signing;
  std::string public_key;

  const std::vector<Generation>& of(Compartment c) const { return compartments[std::size_t(c)]; }

  void take(const Slot& slot, Key key) {
    if (slot.name == "root") {
      root = std::move(key);
    } else if (slot.name == "signature") {
      signing = signing_key_of(key, public_key);
    } else {
      auto& generations = compartments[std::size_t(std::ranges::find(compartment_names, slot.name) - compartment_names.begin())];
      generations.push_back({slot.generation, std::move(key)});
      std::ranges::sort(generations, {}, &Generation::number);
    }
  }
};

Vault::Vault(std::unique_ptr<Keys> keys) : keys_(std::move(keys)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

bool Vault::holds(Compartment c) const { return !keys_->of(c).empty(); }

unsigned Vault::generation(Compartment c) const { return holds(c) ? keys_->of(c).back().number : 0; }

unsigned Vault::generation_of(std::string_view wrapped) {
  if (wrapped.size() != wrapped_size || raw(wrapped)[0] != wrap_suite) return 0;
  return unsigned(raw(wrapped)[2]) << 8 | raw(wrapped)[3];
}

std::string Vault::wrap(Compartment c, const Key& data_key, std::string_view name, Random& random) const {
  if (!holds(c)) throw std::logic_error("wrap: the compartment is shut");
  const auto& [number, key] = keys_->of(c).back();
  std::string wrapped(wrapped_size, '\0');
  auto* out = raw(wrapped);
  out[0] = wrap_suite;
  out[1] = static_cast<unsigned char>(c);
  out[2] = static_cast<unsigned char>(number >> 8);
  out[3] = static_cast<unsigned char>(number);
  std::copy_n(data_key.data(), Key::size, out + wrap_header + before_text);
  const auto bound_to = binding(std::string_view(wrapped).substr(0, wrap_header), name);
  encrypt_record(std::span(out, wrapped_size).subspan(wrap_header), key, wrap_kind, bound_to, random);
  return wrapped;
}

std::optional<Key> Vault::unwrap(Compartment c, std::string_view wrapped, std::string_view name) const {
  const auto number = generation_of(wrapped);
  if (number == 0 || raw(wrapped)[1] != static_cast<unsigned char>(c)) return {};
  const auto& generations = keys_->of(c);
  const auto found = std::ranges::find(generations, number, &Keys::Generation::number);
  if (found == generations.end()) return {};
  auto key = KeyMaker::blank();
  const std::span record(raw(wrapped) + wrap_header, wrapped_size - wrap_header);
  if (!decrypt_record(record, {KeyMaker::bytes(key), Key::size}, found->key, wrap_kind, binding(wrapped.substr(0, wrap_header), name)))
    return {};
  return key;
}

Key Vault::derive(std::string_view purpose) const {
  auto key = KeyMaker::blank();
  crypto_generichash_blake2b_salt_personal(KeyMaker::bytes(key), Key::size, raw(purpose), purpose.size(), keys_->root->data(), Key::size,
                                           nullptr, derive_kind.data());
  return key;
}

std::string Vault::sign(std::string_view message) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(raw(signature), nullptr, raw(message), message.size(), keys_->signing.get());
  return signature;
}

std::string Vault::public_key() const { return keys_->public_key; }

Result<Vault> open_vault(const std::string& folder, const Unseal& unseal, Random& random) {
  const auto made = has_vault(folder);
  if (!made) return std::unexpected(made.error());
  if (!*made) {
    if (auto making = make_vault(folder, unseal, random); !making) return std::unexpected(std::move(making.error()));
  }
  auto unlocked = unlock(folder, unseal);
  if (!unlocked) return std::unexpected(std::move(unlocked.error()));

  auto keys = std::make_unique<Vault::Keys>();
  for (const auto& slot : unlocked->file.slots) {
    const auto* under = unlocked->under(slot);
    if (!under) continue;  // a compartment with a key of its own that was not given
    auto key = open_slot(slot, *under);
    if (!key) return refuse("", "vault.json is damaged: its key \"" + slot.name + "\" does not open. Put vault.json back from your backup");
    keys->take(slot, std::move(*key));
  }
  if (keys->public_key != unlocked->file.public_key)
    return refuse("", "vault.json is damaged: its public key is not that of its signing key. Put vault.json back from your backup");
  return Vault(std::move(keys));
}

}  // namespace hearth::vault
