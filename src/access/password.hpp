// Passwords: which ones are taken, and checking one at the same cost whether or not there is such an account.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace hearth::access {

inline constexpr std::size_t password_least = 12;  ///< Characters, as all lengths here. Source: NIST SP 800-63B-4 section 3.1.1.2, NCSC.
inline constexpr std::size_t password_most = 200;

/// The passwords that everybody tries first (data/common_passwords.csv).
class CommonPasswords {
 public:
  /// Reads the table (data_file): the column "password", in small letters. Refuses, with the line, what is no such table.
  static Result<CommonPasswords> load(std::string_view csv);

  /// Whether `password` is an entry, or one with other capitals, signs for letters (p@ssw0rd), digits and signs around it, or repeated.
  bool match(std::string_view password) const;
  std::size_t size() const { return entries_.size(); }

 private:
  std::set<std::string, std::less<>> entries_;
};

/// Refuses a new password that is too short, too long, common, made by repeating a few characters, or that holds the name before the @
/// of `email`. Asks for no digits and signs: they make passwords harder to remember, not to guess. The field is "password".
Result<void> check_new_password(std::string_view password, std::string_view email, const CommonPasswords& common);

/// How passwords are hashed: by the vault's Argon2id in life; tests count.
struct Hasher {
  std::function<std::string(std::string_view password)> hash;
  std::function<bool(std::string_view hash, std::string_view password)> fits;
  std::function<bool(std::string_view hash)> is_old;  ///< Made with weaker parameters than today's.
};
Hasher argon2();

/// Checks passwords. Holds no database, so that it can run in a pool: each check takes some 80 ms and 64 MiB. Thread-safe.
/// Passwords are compared in Unicode's form NFKC, since keyboards differ in how they write é.
class PasswordCheck {
 public:
  /// Hashes once, to have something to check against where there is no account.
  explicit PasswordCheck(Random& random, Hasher hasher = argon2());

  struct Answer {
    bool right = false;
    std::optional<std::string> new_hash;  ///< To be recorded with PasswordSet: the old one was made with weaker parameters.
  };
  /// `hash`: the account's, or "" where there is no account, or none with a password. Then the same work is done, for nothing.
  Answer check(std::string_view hash, std::string_view password) const;

  /// The hash of a new password, for PasswordSet. As costly as a check.
  std::string hash(std::string_view password) const;

 private:
  Hasher hasher_;
  std::string nobodys_;
};

}  // namespace hearth::access
