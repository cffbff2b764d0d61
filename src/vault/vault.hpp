// Keys and what is done with them. Nothing here knows of SQL or HTTP.
//
//   master key (file, passphrase or environment)
//     -> compartment key (main, hub, place; hub and place may have an unseal of their own), in generations
//       -> data key (one for each subject and label set), stored wrapped
//         -> sealed bodies (XChaCha20-Poly1305, padded, bound to what they belong to)
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hearth::vault {

/// 32 bytes of key in guarded, locked memory, wiped when destroyed. Cannot be copied, compared or printed.
class Key {
 public:
  static constexpr std::size_t size = 32;

  static Key random(Random& random);
  static Key from(std::string_view bytes32);  ///< Precondition: exactly 32 bytes. The caller wipes its own copy.
  Key(Key&& other) noexcept;
  Key& operator=(Key&& other) noexcept;
  Key(const Key&) = delete;
  ~Key();
  const unsigned char* data() const { return bytes_; }  ///< For vault/ only.

 private:
  friend struct KeyMaker;
  Key();
  unsigned char* bytes_ = nullptr;
};

/// Seals `plain` under `key`, bound to `context`: opened with another context it does not open.
/// Layout: 1 byte suite, 16 bytes key commitment, 24 bytes random nonce, ciphertext of the padded text, 16 bytes tag.
/// The text is padded (256 B, then powers of two to 4 KiB, then steps of one eighth) so that length says little.
std::string seal(const Key& key, std::string_view plain, std::string_view context, Random& random);

/// Opens what `seal` made. nullopt: wrong key, wrong context, or changed bytes; nobody can tell which.
std::optional<std::string> open(const Key& key, std::string_view sealed, std::string_view context);

/// A keyed 32-byte fingerprint (BLAKE2b), for looking things up without storing them.
std::string fingerprint(const Key& key, std::string_view text);

/// SHA-256, by OpenSSL (it uses the processor's instructions). 32 bytes.
std::string sha256(std::string_view bytes);

/// Where the keys come from. Exactly one way to the master key was chosen when the folder was made; `vault.json` in it remembers which.
struct Unseal {
  std::optional<std::string> passphrase = {};  ///< Typed, or from HEARTH_PASSPHRASE: Argon2id over a stored salt. 16 characters or more.
  std::optional<std::string> environment_key = {};  ///< HEARTH_MASTER_KEY: 64 hexadecimal digits.
  // neither: `master.key` in the folder, readable by its owner alone

  // The own keys of hub and place, 64 hexadecimal digits each, once `give_own_key` moved them out from under the master key.
  std::optional<std::string> hub_key = {};    ///< HEARTH_HUB_KEY
  std::optional<std::string> place_key = {};  ///< HEARTH_PLACE_KEY
};

/// The partnership's keys, opened. Held for the life of the program; may be used from many threads at once.
class Vault {
 public:
  enum class Compartment { main, hub, place };

  /// Whether the compartment's key is here. main always is; hub and place are shut when they have a key of their own that was not given.
  bool holds(Compartment c) const;

  /// Wraps a data key for storage, and back. `name` binds the wrap to its row. 92 bytes.
  /// Precondition of wrap: holds(c). nullopt from unwrap: not this vault's, or the compartment is shut.
  std::string wrap(Compartment c, const Key& data_key, std::string_view name, Random& random) const;
  std::optional<Key> unwrap(Compartment c, std::string_view wrapped, std::string_view name) const;

  /// The generation under which `wrap` wraps today, from 1; 0 for a shut compartment. See roll_compartment.
  unsigned generation(Compartment c) const;
  /// The generation that a wrapped key needs; 0 for what `wrap` never made.
  static unsigned generation_of(std::string_view wrapped);

  /// A key derived for one purpose ("session", "csrf", "device" …). The same purpose gives the same key in every start.
  Key derive(std::string_view purpose) const;

  /// Ed25519 over the journal's heads. 64 bytes; the public key is 32 bytes and may be shown to all.
  std::string sign(std::string_view message) const;
  std::string public_key() const;

  ~Vault();
  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;

 private:
  friend Result<Vault> open_vault(const std::string& folder, const Unseal& unseal, Random& random);
  struct Keys;
  explicit Vault(std::unique_ptr<Keys> keys);
  std::unique_ptr<Keys> keys_;
};

/// Opens the vault of a data folder, making it at the first start. Refuses, saying what to do, on a missing or wrong key,
/// on a key file that others may read, on a damaged `vault.json`, and on a folder that holds a database but no `vault.json`.
/// The field of a refusal is the member of Unseal at fault, or "".
Result<Vault> open_vault(const std::string& folder, const Unseal& unseal, Random& random);

// ---- Looking after the keys. Each opens the folder with `unseal`, changes `vault.json` in one step, and leaves all data readable.
// A running program keeps the keys that it opened until it starts again.

/// Takes hub or place out from under the master key: from now on it opens only with `own_key` (64 hexadecimal digits), so that
/// the program can start, and be administered, without being able to read it. Called again, it changes that key.
Result<void> give_own_key(const std::string& folder, const Unseal& unseal, Vault::Compartment c, std::string_view own_key, Random& random);

/// Changes how the master key is come by (a new passphrase, from file to environment …). To the file way, it makes a new `master.key`.
Result<void> change_unseal(const std::string& folder, const Unseal& unseal, const Unseal& next, Random& random);

/// Starts a new generation of a compartment's key. Data keys wrapped before stay readable until the journal has wrapped them again
/// and `destroy_generations_before` was called, which makes keys that were shredded meanwhile unreadable in old backups as well.
Result<void> roll_compartment(const std::string& folder, const Unseal& unseal, Vault::Compartment c, Random& random);
Result<void> destroy_generations_before(const std::string& folder, const Unseal& unseal, Vault::Compartment c, unsigned generation);

bool verify(std::string_view public_key, std::string_view message, std::string_view signature);

/// Argon2id, 64 MiB and 2 passes, as a string that carries its own parameters. Takes some 80 ms: callers bound how many run at once.
std::string hash_password(std::string_view password);
bool password_fits(std::string_view hash, std::string_view password);
bool needs_rehash(std::string_view hash);

/// A time-based one-time code (RFC 6238, SHA-1, 30 s, 6 digits). Returns the time step that fits (one step either side allowed)
/// so that the caller can refuse a code that was used before.
std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now);
std::string new_totp_secret(Random& random);  ///< 20 bytes
std::string base32(std::string_view bytes);   ///< RFC 4648 without padding, as authenticator apps take it.

/// Compares in constant time. The only way to compare secrets.
bool same(std::string_view a, std::string_view b);

/// Turns off core dumps and checks that the cryptography libraries work; throws std::runtime_error when they do not.
/// Call once, first thing in main.
void harden_process();

}  // namespace hearth::vault
