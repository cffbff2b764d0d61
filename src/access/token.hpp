// Bearer tokens, with which programs speak to the JSON API for a person. Whoever holds one may what the person may, so it is shown once,
// kept as a hash only, and ends by itself.
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

/// The table of tokens, for store::Database::migrate.
std::span<const store::Migration> token_migrations();

inline constexpr std::chrono::days token_lasts_most{366};

struct ApiToken {
  std::string id;  ///< For lists and for ending it. Opens nothing.
  std::string account;
  Instant made, until;
};

/// A token, and the text that its holder sends: "hearth_" and 64 hexadecimal digits of 256 random bits. Only this value ever holds it.
struct MadeToken {
  ApiToken token;
  std::string text;
};

/// Makes a token that ends `lasts` from now, or after `token_lasts_most` if that is sooner. Inside a writer's job.
MadeToken make_token(store::Connection& connection, std::string_view account, std::chrono::microseconds lasts, Random& random, Instant now);

/// The token with this text. Nothing for one that is unknown, ended or, to the microsecond, too old. Whether its account is closed, the
/// caller asks (viewer_of).
std::optional<ApiToken> find_token(store::Connection& connection, std::string_view text, Instant now);

/// An account's live tokens, the newest first.
std::vector<ApiToken> tokens_of(store::Connection& connection, std::string_view account, Instant now);

/// Ends one of an account's tokens. False when the account has no such live token. Inside a writer's job.
bool end_token(store::Connection& connection, std::string_view account, std::string_view id, Instant now);
/// Ends all of an account's tokens: it was closed. Returns how many.
std::int64_t end_tokens(store::Connection& connection, std::string_view account, Instant now);

}  // namespace hearth::access
