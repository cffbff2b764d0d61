// Signing in, as far as it can be decided without pages: who it may be, how somebody first comes in, and what was tried.
//
// The way of one sign-in. (1) Throttle::admit. (2) find_candidate, on a snapshot. (3) PasswordCheck::check, in a pool. (4) In one
// writer's job: record_attempt, begin_session. (5) The code is a new try: Throttle::admit; then in one job use_code, renew_session,
// record_attempt. (6) Throttle::succeeded for each step that was right; device_cookie after the last.
#pragma once

#include "access/people.hpp"
#include "access/throttle.hpp"
#include "base/result.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::access {

/// The tables of sign-in attempts and used codes, for store::Database::migrate.
std::span<const store::Migration> sign_in_migrations();

/// The account that an e-mail address stands for, if it is open. Without a password (invited, not yet come) password_hash is "".
/// Whoever is not found is answered as if their password were wrong, after PasswordCheck::check with "".
std::optional<AccountRow> find_candidate(store::Connection& connection, journal::KeyRing& keys, const vault::Vault& vault,
                                         std::string_view email);

// ---- The first sign-in, and a forgotten password.

inline constexpr std::chrono::days invitation_lasts{7};

/// The token of a link by which its holder sets the account's password: once, since it is bound to the password that the account has
/// now (or to having none), and within `invitation_lasts`. So an administrator lets people in and never chooses a password.
/// Letters, digits and dots. Not stored: who needs another gets another.
std::string invitation(const vault::Vault& vault, const AccountRow& account, Instant now);

/// The account that a token invites, if it still does. Ask again inside the job that records PasswordSet: two may hold the link open.
Result<AccountRow> open_invitation(store::Connection& connection, journal::KeyRing& keys, const vault::Vault& vault, std::string_view token,
                                   Instant now);

// ---- What was tried, for the security log and for "last signed in".

enum class Outcome {
  signed_in,       ///< Password and code were right.
  password_right,  ///< The code is due.
  password_wrong,
  nobody,  ///< No open account with that address.
  code_wrong,
  code_used,
  held,  ///< The throttle held the try. Record it when Wait::first.
};
BOOST_DESCRIBE_ENUM(Outcome, signed_in, password_right, password_wrong, nobody, code_wrong, code_used, held)

struct SignInAttempt {
  Instant at;
  std::optional<std::string> account;
  std::string address;  ///< address_fingerprint
  Outcome outcome{};
  bool operator==(const SignInAttempt&) const = default;
};

void record_attempt(store::Connection& connection, const SignInAttempt& attempt);

/// When an account last signed in before the moment `before` (the present session's `made`, to tell of the one before it).
std::optional<Instant> last_signed_in(store::Connection& connection, std::string_view account, Instant before);

/// The latest attempts, newest first: of one account, or of all.
std::vector<SignInAttempt> attempts_of(store::Connection& connection, std::string_view account, int limit);
std::vector<SignInAttempt> latest_attempts(store::Connection& connection, int limit);

/// Removes attempts from before `before`. Returns how many.
std::int64_t prune_attempts(store::Connection& connection, Instant before);

}  // namespace hearth::access
