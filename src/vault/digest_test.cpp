#include "vault/vault.hpp"
#include "vault/vault_file.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace hearth::vault {
namespace {

std::string bytes(std::initializer_list<int> values) {
  std::string out;
  for (int v : values) out += char(v);
  return out;
}

TEST(Sha256, FitsItsPublishedVectors) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256(std::string(1'000'000, 'a'))), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, IsTheSameInEveryThread) {
  std::string elsewhere;
  std::thread([&] { elsewhere = sha256("abc"); }).join();
  EXPECT_EQ(elsewhere, sha256("abc"));
}

TEST(Fingerprint, DependsOnKeyAndText) {
  SeededRandom random(1);
  const auto a = Key::random(random), b = Key::random(random);
  EXPECT_EQ(fingerprint(a, "sw1a 1aa").size(), 32u);
  EXPECT_EQ(fingerprint(a, "sw1a 1aa"), fingerprint(a, "sw1a 1aa"));
  EXPECT_NE(fingerprint(a, "sw1a 1aa"), fingerprint(a, "sw1a 1ab"));
  EXPECT_NE(fingerprint(a, "sw1a 1aa"), fingerprint(b, "sw1a 1aa"));
  EXPECT_EQ(fingerprint(a, "").size(), 32u);
}

TEST(Verify, TakesThePublishedEd25519Signature) {
  // RFC 8032 section 7.1, test 2: the message 0x72.
  const auto public_key = bytes({0x3d, 0x40, 0x17, 0xc3, 0xe8, 0x43, 0x89, 0x5a, 0x92, 0xb7, 0x0a, 0xa7, 0x4d, 0x1b, 0x7e, 0xbc,
                                 0x9c, 0x98, 0x2c, 0xcf, 0x2e, 0xc4, 0x96, 0x8c, 0xc0, 0xcd, 0x55, 0xf1, 0x2a, 0xf4, 0x66, 0x0c});
  const auto signature = bytes({0x92, 0xa0, 0x09, 0xa9, 0xf0, 0xd4, 0xca, 0xb8, 0x72, 0x0e, 0x82, 0x0b, 0x5f, 0x64, 0x25, 0x40,
                                0xa2, 0xb2, 0x7b, 0x54, 0x16, 0x50, 0x3f, 0x8f, 0xb3, 0x76, 0x22, 0x23, 0xeb, 0xdb, 0x69, 0xda,
                                0x08, 0x5a, 0xc1, 0xe4, 0x3e, 0x15, 0x99, 0x6e, 0x45, 0x8f, 0x36, 0x13, 0xd0, 0xf1, 0x1d, 0x8c,
                                0x38, 0x7b, 0x2e, 0xae, 0xb4, 0x30, 0x2a, 0xee, 0xb0, 0x0d, 0x29, 0x16, 0x12, 0xbb, 0x0c, 0x00});
  EXPECT_TRUE(verify(public_key, "\x72", signature));
  EXPECT_FALSE(verify(public_key, "\x73", signature));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    auto changed = signature;
    changed[i] = char(changed[i] ^ 1);
    ASSERT_FALSE(verify(public_key, "\x72", changed)) << i;
  }
  EXPECT_FALSE(verify("", "\x72", signature));
  EXPECT_FALSE(verify(public_key, "\x72", ""));
}

TEST(Same, ComparesWholeTexts) {
  EXPECT_TRUE(same("", ""));
  EXPECT_TRUE(same("abc", "abc"));
  EXPECT_FALSE(same("abc", "abd"));
  EXPECT_FALSE(same("abc", "ab"));
  EXPECT_FALSE(same(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

TEST(Hardening, PassesOnAMachineThatWorks) { EXPECT_NO_THROW(harden_process()); }

}  // namespace
}  // namespace hearth::vault
