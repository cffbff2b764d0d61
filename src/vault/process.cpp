#include "vault/keys.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace hearth::vault {
namespace {

void forbid_core_dumps() {
  const rlimit none{0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0)
    throw std::system_error(errno, std::system_category(), "Core dumps cannot be turned off");
}

/// A library that was built or loaded wrongly must show before it has touched a record.
void check_libraries() {
  ready();
  using namespace std::string_view_literals;  // the digest has a zero byte inside
  // FIPS 180-4: SHA-256 of "abc".
  constexpr std::string_view abc =
      "\xba\x78\x16\xbf\x8f\x01\xcf\xea\x41\x41\x40\xde\x5d\xae\x22\x23\xb0\x03\x61\xa3\x96\x17\x7a\x9c\xb4\x10\xff\x61\xf2\x00\x15\xad"sv;
  if (sha256("abc") != abc) throw std::runtime_error("OpenSSL computes a wrong SHA-256");

  SystemRandom random;
  const auto key = Key::random(random), other = Key::random(random);
  auto sealed = seal(key, "abc", "check", random);
  const bool opens = open(key, sealed, "check") == "abc" && !open(other, sealed, "check") && !open(key, sealed, "chick");
  sealed.back() = char(sealed.back() ^ 1);
  if (!opens || open(key, sealed, "check")) throw std::runtime_error("libsodium seals wrongly");
}

}  // namespace

void harden_process() {
  forbid_core_dumps();
  check_libraries();
}

}  // namespace hearth::vault
