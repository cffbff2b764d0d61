// What people prove themselves with: passwords and one-time codes.
#include "vault/keys.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

namespace hearth::vault {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 64 << 20;

constexpr std::int64_t step_micros = 30'000'000;
constexpr std::size_t code_length = 6;

/// RFC 4226 section 5.3, the last six digits.
std::array<char, code_length> code_at(std::string_view secret, std::int64_t step) {
  std::array<unsigned char, 8> counter;
  for (std::size_t i = 0; i < 8; ++i) counter[i] = static_cast<unsigned char>(std::uint64_t(step) >> (56 - 8 * i));
  std::array<unsigned char, 20> mac;
  if (!HMAC(EVP_sha1(), secret.data(), int(secret.size()), counter.data(), counter.size(), mac.data(), nullptr))
    throw std::runtime_error("OpenSSL cannot compute HMAC-SHA-1");
  const auto* cut = mac.data() + (mac[19] & 15);
  auto number = std::uint32_t(cut[0] & 127) << 24 | std::uint32_t(cut[1]) << 16 | std::uint32_t(cut[2]) << 8 | cut[3];
  std::array<char, code_length> code;
  for (auto i = code.size(); i-- > 0; number /= 10) code[i] = char('0' + number % 10);
  return code;
}

}  // namespace

std::string hash_password(std::string_view password) {
  ready();
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(hash, password.data(), password.size(), passes, memory) != 0) throw std::bad_alloc();
  return hash;
}

bool password_fits(std::string_view hash, std::string_view password) {
  ready();
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash) { return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), passes, memory) != 0; }

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now) {
  std::string typed(code);
  std::erase(typed, ' ');  // apps show "123 456", and people type what they see
  const std::int64_t current = now.micros / step_micros;
  std::optional<std::int64_t> fits;
  for (std::int64_t step = current - 1; step <= current + 1; ++step) {
    const auto expected = code_at(secret, step);
    if (same(typed, {expected.data(), expected.size()})) fits = step;
  }
  return fits;
}

std::string new_totp_secret(Random& random) {
  std::string secret(20, '\0');
  random.fill({raw(secret), secret.size()});
  return secret;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  out.reserve((bytes.size() * 8 + 4) / 5);
  std::uint32_t pending = 0;
  int bits = 0;
  for (unsigned char byte : bytes) {
    pending = pending << 8 | byte;
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[pending >> (bits - 5) & 31];
  }
  if (bits > 0) out += alphabet[pending << (5 - bits) & 31];
  return out;
}

}  // namespace hearth::vault
