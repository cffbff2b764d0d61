// From where somebody signs in: the network address and the device, both kept as fingerprints only.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "vault/vault.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hearth::access {

/// A keyed fingerprint of a peer's address ("192.0.2.7", "2001:db8::1"), in hexadecimal. Of IPv6 only the first 64 bits count: a
/// site has at least that many addresses to itself (RFC 6177), and would otherwise never meet a limit.
std::string address_fingerprint(const vault::Vault& vault, std::string_view address);

inline constexpr std::chrono::days device_remembered{180};
/// People that one device remembers: several sign in at a shared desk.
inline constexpr std::size_t device_people = 5;

/// The value of the cookie that marks a device as one that `account` has signed in from. Set it after each complete sign-in, for
/// `device_remembered`; `before` is the value that the browser sent, whose other people are kept. It opens nothing by itself: it only
/// says which of the throttle's counters a try stands under. Letters, digits and dots, at most 570 characters.
std::string device_cookie(const vault::Vault& vault, std::string_view account, std::string_view before, Random& random, Instant now);

/// The device's key for the throttle, when the cookie marks it as one of `account`'s; nothing for a forged, foreign or old one.
std::optional<std::string> known_device(const vault::Vault& vault, std::string_view account, std::string_view cookie, Instant now);

}  // namespace hearth::access
