// Sealing: a fresh 32-byte encryption key and a 16-byte commitment come from one keyed BLAKE2b of the nonce (XChaCha20-Poly1305 alone
// does not commit to its key: one ciphertext could be made that opens in two ways under two keys), then XChaCha20-Poly1305 (IETF).
#include "vault/keys.hpp"

#include <sodium.h>

#include <bit>
#include <cstring>

namespace hearth::vault {
namespace {

constexpr unsigned char suite = 1;
constexpr unsigned char end_of_text = 0x80;  // then zeros: ISO/IEC 7816-4 padding
constexpr std::size_t smallest = 256, largest_doubling = 4096, steps_each_doubling = 8;

static_assert(nonce_size == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES && tag_size == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(Key::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES && sizeof(Kind) == crypto_generichash_blake2b_PERSONALBYTES);

constexpr std::size_t padded_size(std::size_t text) {
  const std::size_t need = text + 1;
  if (need <= smallest) return smallest;
  if (need <= largest_doubling) return std::bit_ceil(need);
  const std::size_t step = std::bit_floor(need - 1) / steps_each_doubling;
  return (need + step - 1) / step * step;
}

/// What one record is encrypted under and committed to. Wiped when it goes.
struct RecordKeys {
  unsigned char encryption[Key::size];
  unsigned char commitment[commitment_size];

  RecordKeys(const Key& key, const unsigned char* nonce, const Kind& kind) {
    crypto_generichash_blake2b_salt_personal(encryption, sizeof *this, nonce, nonce_size, key.data(), Key::size, nullptr, kind.data());
  }
  RecordKeys(const RecordKeys&) = delete;
  ~RecordKeys() { sodium_memzero(this, sizeof *this); }
};
static_assert(sizeof(RecordKeys) == Key::size + commitment_size);

}  // namespace

void encrypt_record(std::span<unsigned char> record, const Key& key, const Kind& kind, std::string_view bound_to, Random& random) {
  auto* nonce = record.data() + commitment_size;
  auto* text = record.data() + before_text;
  const auto size = record.size() - record_overhead;
  random.fill({nonce, nonce_size});
  const RecordKeys keys(key, nonce, kind);
  std::memcpy(record.data(), keys.commitment, commitment_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached(text, text + size, nullptr, text, size, raw(bound_to), bound_to.size(), nullptr,
                                                      nonce, keys.encryption);
}

bool decrypt_record(std::span<const unsigned char> record, std::span<unsigned char> out, const Key& key, const Kind& kind,
                    std::string_view bound_to) {
  const auto* nonce = record.data() + commitment_size;
  const auto* text = record.data() + before_text;
  const RecordKeys keys(key, nonce, kind);
  // Both are always checked, so that the time taken does not tell a wrong key from changed bytes.
  const bool fits = sodium_memcmp(record.data(), keys.commitment, commitment_size) == 0;
  const bool opens = crypto_aead_xchacha20poly1305_ietf_decrypt_detached(out.data(), nullptr, text, out.size(), text + out.size(),
                                                                         raw(bound_to), bound_to.size(), nonce, keys.encryption) == 0;
  if (fits && opens) return true;
  std::memset(out.data(), 0, out.size());
  return false;
}

std::string seal(const Key& key, std::string_view plain, std::string_view context, Random& random) {
  std::string sealed(1 + record_overhead + padded_size(plain.size()), '\0');
  sealed[0] = char(suite);
  auto* text = sealed.data() + 1 + before_text;
  plain.copy(text, plain.size());
  text[plain.size()] = char(end_of_text);
  encrypt_record({raw(sealed) + 1, sealed.size() - 1}, key, body_kind, context, random);
  return sealed;
}

std::optional<std::string> open(const Key& key, std::string_view sealed, std::string_view context) {
  if (sealed.size() < 1 + record_overhead + smallest || static_cast<unsigned char>(sealed[0]) != suite) return {};
  std::string plain(sealed.size() - 1 - record_overhead, '\0');
  if (!decrypt_record({raw(sealed) + 1, sealed.size() - 1}, {raw(plain), plain.size()}, key, body_kind, context)) return {};
  const auto mark = plain.find_last_not_of('\0');
  if (mark == std::string::npos) return {};
  plain.resize(mark);
  return plain;
}

}  // namespace hearth::vault
