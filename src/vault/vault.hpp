// Keys and what is done with them. Nothing here knows of SQL or HTTP.
//
//   master key (file, passphrase or environment)
//     -> compartment key (main; later hub and place, each with an unseal of its own)
//       -> data key (one for each subject and label set), stored wrapped
//         -> sealed bodies (XChaCha20-Poly1305, padded, bound to what they belong to)
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hearth::vault {

/// 32 bytes of key in guarded, locked memory, wiped when destroyed. Cannot be copied, compared or printed.
class Key {
 public:
  static Key random(Random& random);
  static Key from(std::string_view bytes32);
  Key(Key&&) noexcept;
  Key& operator=(Key&&) noexcept;
  Key(const Key&) = delete;
  ~Key();
  const unsigned char* data() const;  ///< For vault/ only.

 private:
  Key() = default;
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

/// The partnership's keys, opened. Held for the life of the program.
class Vault {
 public:
  enum class Compartment { main, hub, place };

  /// Wraps a data key for storage, and back. `name` binds the wrap to its row. nullopt: not this vault's, or the compartment is shut.
  std::string wrap(Compartment c, const Key& data_key, std::string_view name, Random& random) const;
  std::optional<Key> unwrap(Compartment c, std::string_view wrapped, std::string_view name) const;

  /// A key derived for one purpose ("session", "csrf", "device" …). The same purpose gives the same key in every start.
  Key derive(std::string_view purpose) const;

  /// Ed25519 over the journal's heads. 64 bytes; the public key is 32 bytes and may be shown to all.
  std::string sign(std::string_view message) const;
  std::string public_key() const;

  ~Vault();
  Vault(Vault&&) noexcept;

 private:
  friend Result<Vault> open_vault(const std::string&, const struct Unseal&, Random&);
  struct Keys;
  explicit Vault(std::unique_ptr<Keys> keys);
  std::unique_ptr<Keys> keys_;
};

bool verify(std::string_view public_key, std::string_view message, std::string_view signature);

/// Where the master key comes from. Exactly one way was chosen when the folder was made; `vault.json` in it remembers which.
struct Unseal {
  std::optional<std::string> passphrase;       ///< Typed, or from HEARTH_PASSPHRASE: Argon2id over a stored salt.
  std::optional<std::string> environment_key;  ///< HEARTH_MASTER_KEY: 64 hexadecimal digits.
  // neither: `master.key` in the folder, readable by its owner alone
};

/// Opens the vault of a data folder, making it at the first start. Refuses, saying what to do, on a missing or wrong key,
/// on a key file that others may read, and on a damaged `vault.json`.
Result<Vault> open_vault(const std::string& folder, const Unseal& unseal, Random& random);

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

/// Turns off core dumps and checks that the cryptography libraries work. Call once, first thing in main.
void harden_process();

}  // namespace hearth::vault
