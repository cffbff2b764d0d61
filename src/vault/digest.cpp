#include "vault/keys.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <stdexcept>

namespace hearth::vault {

std::string sha256(std::string_view bytes) {
  struct Sha256 {
    EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~Sha256() {
      EVP_MD_CTX_free(context);
      EVP_MD_free(algorithm);
    }
  };
  thread_local const Sha256 sha;  // looking the algorithm up takes longer than hashing an event
  std::string digest(32, '\0');
  if (!EVP_DigestInit_ex2(sha.context, sha.algorithm, nullptr) || !EVP_DigestUpdate(sha.context, bytes.data(), bytes.size()) ||
      !EVP_DigestFinal_ex(sha.context, raw(digest), nullptr))
    throw std::runtime_error("OpenSSL cannot compute SHA-256");
  return digest;
}

std::string fingerprint(const Key& key, std::string_view text) {
  std::string print(32, '\0');
  crypto_generichash_blake2b_salt_personal(raw(print), print.size(), raw(text), text.size(), key.data(), Key::size, nullptr,
                                           print_kind.data());
  return print;
}

bool verify(std::string_view public_key, std::string_view message, std::string_view signature) {
  ready();
  return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(raw(signature), raw(message), message.size(), raw(public_key)) == 0;
}

bool same(std::string_view a, std::string_view b) { return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

}  // namespace hearth::vault
