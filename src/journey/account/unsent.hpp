// A form that arrived after its sender's session had ended: kept sealed in the sign-in page itself, so that nothing is lost and nothing
// is stored, and shown again to the same person once they are back.
#pragma once

#include "base/described.hpp"
#include "base/id.hpp"
#include "vault/vault.hpp"
#include "web/form.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::journey::account {

struct UnsentField {
  std::string name, value;
};
BOOST_DESCRIBE_STRUCT(UnsentField, (), (name, value))

struct Unsent {
  std::string page;     ///< Where it was sent to: path and query.
  std::string account;  ///< Whose it is; "" when nobody knows any more.
  std::string browser;  ///< A mark of the browser that sent it, for the second case.
  Instant at;
  std::vector<UnsentField> fields;
};
BOOST_DESCRIBE_STRUCT(Unsent, (), (page, account, browser, at, fields))

inline constexpr std::chrono::hours unsent_lasts{12};
inline constexpr std::size_t unsent_most = 150'000;  ///< Bytes of what was typed: the seal and its text form must fit into a form's field.

/// What of a form is kept: everything but its tokens, passwords and codes. Files are lost.
std::vector<UnsentField> kept_of(const web::Form& form);
web::Form form_of(const Unsent& unsent);

/// The form as text for a hidden field: letters, digits, "-" and "_". Nothing when it is too long or empty.
std::optional<std::string> seal_unsent(const vault::Vault& vault, const Unsent& unsent, Random& random);
/// Reads it back. Nothing for what seal_unsent did not make, and for what is older than unsent_lasts.
std::optional<Unsent> open_unsent(const vault::Vault& vault, std::string_view text, Instant now);

/// Base 64 with "-" and "_", without padding. Source: RFC 4648 section 5.
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace hearth::journey::account
