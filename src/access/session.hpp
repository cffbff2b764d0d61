// Who is signed in: one row for each browser, found by a cookie that only the browser holds. What proves the right to a session is
// renewed at every rise of privilege, so that nothing from before it can be used after it.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/store.hpp"
#include "vault/vault.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::access {

/// The table of sessions, for store::Database::migrate.
std::span<const store::Migration> session_migrations();

struct SessionLimits {
  std::chrono::microseconds second_factor = std::chrono::minutes(10);  ///< From the password to the second factor.
  std::chrono::microseconds idle = std::chrono::minutes(30);           ///< From the last request (to within `touch_every`).
  std::chrono::microseconds absolute = std::chrono::hours(12);         ///< From the password, whatever is done.
  std::chrono::microseconds touch_every = std::chrono::seconds(60);    ///< How exactly the last request is remembered.
  std::chrono::microseconds step_up = std::chrono::minutes(5);         ///< How long a second factor counts as just shown.
};

struct Session {
  std::string key;  ///< SHA-256 of the cookie's token. Never leaves the program.
  std::string id;   ///< For lists and forms; stays the same when the token is renewed.
  std::string account;
  Instant made, seen, until;
  std::optional<Instant> second_factor;  ///< When it was last shown; absent: it is due, and nothing else may be opened.
  std::string browser;                   ///< browser_of: "Firefox on Windows".
};

/// A session and the token for its cookie: 64 hexadecimal digits of 256 random bits, which only this value ever holds.
struct Begun {
  Session session;
  std::string token;
};

// ---- Reading. On any connection.

/// The session of a cookie's token. Nothing for one that is unknown, ended, idle too long or too old, each to the microsecond: at
/// the limit it is over. Whether its account is closed, the caller asks (viewer_of).
std::optional<Session> find_session(store::Connection& connection, std::string_view token, const SessionLimits& limits, Instant now);

/// An account's live sessions, the last used first.
std::vector<Session> sessions_of(store::Connection& connection, std::string_view account, const SessionLimits& limits, Instant now);

/// Whether touch_session has something to write.
bool touch_due(const Session& session, const SessionLimits& limits, Instant now);

/// Whether the second factor was shown just now, as break-glass, exports, disclosures and keys demand.
bool stepped_up(const Session& session, const SessionLimits& limits, Instant now);

// ---- Writing. Inside a writer's job.

/// Begins a session when the password was right; its second factor is due. Any session that the browser had before is not taken over.
Begun begin_session(store::Connection& connection, std::string_view account, std::string_view browser, const SessionLimits& limits,
                    Random& random, Instant now);

/// The second factor was shown, at sign-in or to step up: the session goes on under a new token, and the old one is dead.
/// Nothing when it has ended meanwhile.
std::optional<Begun> renew_session(store::Connection& connection, const Session& session, const SessionLimits& limits, Random& random,
                                   Instant now);

/// Remembers the session's use. Call when touch_due says so. One that has ended meanwhile stays ended.
void touch_session(store::Connection& connection, const Session& session, const SessionLimits& limits, Instant now);

/// Ends one of an account's sessions by its id. False when the account has no such open session.
bool end_session(store::Connection& connection, std::string_view account, std::string_view id, Instant now);

/// Ends all of an account's sessions but, if given, that with the id `keep` (a password was changed; without `keep`: the account was
/// closed, or its second factor removed). Returns how many ended.
std::int64_t end_sessions(store::Connection& connection, std::string_view account, std::optional<std::string_view> keep, Instant now);

/// Removes the rows of sessions that nobody can use any more. Returns how many.
std::int64_t prune_sessions(store::Connection& connection, const SessionLimits& limits, Instant now);

// ---- Forms.

/// What every form of a session carries against requests that other sites forge: 64 hexadecimal digits. It belongs to the session
/// and survives a step-up, so that a form that is open in another tab can still be sent. Not to be compressed with a page.
std::string csrf_token(const vault::Vault& vault, const Session& session);
bool csrf_fits(const vault::Vault& vault, const Session& session, std::string_view token);

// ---- Browsers.

/// "Firefox on Windows", from a User-Agent header: only words of our own ever come out. "Unknown browser" when nothing fits.
std::string browser_of(std::string_view user_agent);

}  // namespace hearth::access
