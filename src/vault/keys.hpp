// Inside the vault only: raw access to keys, and sealing without padding.
#pragma once

#include "vault/vault.hpp"

#include <array>
#include <cstddef>

namespace hearth::vault {

/// Makes keys whose bytes a cryptographic function then fills in place.
struct KeyMaker {
  static Key blank() { return Key(); }
  static unsigned char* bytes(Key& key) { return key.bytes_; }
};

/// What a record is for. Goes into the derivation, so that a record of one kind never opens as another.
using Kind = std::array<unsigned char, 16>;
consteval Kind kind(const char (&name)[17]) {
  Kind out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<unsigned char>(name[i]);
  return out;
}
inline constexpr Kind body_kind = kind("hearth body v1  ");
inline constexpr Kind wrap_kind = kind("hearth wrap v1  ");
inline constexpr Kind slot_kind = kind("hearth slot v1  ");
inline constexpr Kind derive_kind = kind("hearth derive v1");
inline constexpr Kind print_kind = kind("hearth print v1 ");

/// A record is 16 bytes of key commitment, 24 bytes of nonce, the text, 16 bytes of tag.
inline constexpr std::size_t commitment_size = 16, nonce_size = 24, tag_size = 16;
inline constexpr std::size_t before_text = commitment_size + nonce_size;
inline constexpr std::size_t record_overhead = before_text + tag_size;

/// Encrypts in place: `record` holds the text at `before_text`; its other parts are written.
void encrypt_record(std::span<unsigned char> record, const Key& key, const Kind& kind, std::string_view bound_to, Random& random);

/// Decrypts into `out`, which has the record's size less the overhead. False, and `out` is zeros: it is not what was encrypted.
bool decrypt_record(std::span<const unsigned char> record, std::span<unsigned char> out, const Key& key, const Kind& kind,
                    std::string_view bound_to);

inline const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
inline unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// Starts libsodium once in the process (it picks the processor's fastest code). Throws when it cannot.
void ready();

}  // namespace hearth::vault
