// Slows guessing down without a lockout that could be used as a weapon: whoever floods an account from elsewhere never holds up its
// owner on a device of theirs, because known devices are counted apart (docs/security.md, accounts and sessions).
#pragma once

#include "base/time.hpp"

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>

namespace hearth::access {

struct ThrottleLimits {
  std::chrono::microseconds window = std::chrono::minutes(15);
  std::chrono::microseconds day = std::chrono::hours(24);
  int account_tries = 10;       ///< An account, in a window, from all unknown devices together.
  int account_day_tries = 100;  ///< The same, in a day: what an attempt from many addresses comes down to.
  int address_tries = 100;      ///< An address, in a window, on whichever accounts.
  int device_tries = 10;        ///< A known device, in a window.
  int device_day_tries = 100;
  /// Accounts, addresses and devices remembered, each. When there are more, those with the fewest tries are forgotten first: to have an
  /// account of 10 tries forgotten, 500,000 tries must be made on others, for which the password check alone takes some six hours.
  std::size_t remembered = 50'000;
};

/// Who tries. Fingerprints only: no address and no e-mail stands in memory for longer than its request.
struct Try {
  std::string account;                ///< email_fingerprint of what was typed, whether or not there is such an account.
  std::string address;                ///< address_fingerprint of the peer.
  std::optional<std::string> device;  ///< known_device; absent for a device that this account has not signed in from.
};

/// Too many tries for now.
struct Wait {
  Instant until;
  bool first;  ///< Nobody was told since the last try that was let through: worth a line in the security log, later ones are not.
};

/// Counts tries in memory, over sliding spans: in no stretch of 15 minutes are there more than the limit. Thread-safe.
/// Each step that can be guessed at (password, code) is a try of its own. A restart forgets the counts, and of several nodes each
/// counts for itself.
class Throttle {
 public:
  explicit Throttle(const ThrottleLimits& limits = {});
  ~Throttle();

  /// Lets a try through and counts it, or says when to come back; a try that is held is not counted. `now` never runs backwards.
  std::expected<void, Wait> admit(const Try& attempt, Instant now);

  /// Call when what was tried was right: the address or the device has its try back, so that an office behind one address is not
  /// held up by its own people. The account keeps it: it is the same account that others may be guessing at.
  void succeeded(const Try& attempt);

  /// How many accounts, addresses and devices are counted just now.
  std::size_t remembered() const;

 private:
  struct Counts;
  std::unique_ptr<Counts> counts_;
};

}  // namespace hearth::access
