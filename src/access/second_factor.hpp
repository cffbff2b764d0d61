// The second factor: a six-digit code of an authenticator app (RFC 6238). Every account has one and nobody can turn it off.
#pragma once

#include "access/people.hpp"
#include "access/session.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hearth::access {

enum class CodeAnswer {
  right,
  wrong,
  used,  ///< Right, but it or a later one was used before: the person waits for the next.
};

/// Checks a code and uses it up: none is taken twice, nor an older one than the last (RFC 6238 section 5.2). Inside a writer's job.
/// `secret` is that of SecondFactorSet, in base 32. Throws std::invalid_argument when it is no base 32.
CodeAnswer use_code(store::Connection& connection, std::string_view account, std::string_view secret, std::string_view code, Instant now);

/// The secret that a person is offered when they set up their app, in base 32. It is not stored: it follows from the vault's key, the
/// session and the account's present secret ("" for none), so that a page that is loaded again shows the same, and no form can bring
/// another. Record it with SecondFactorSet once use_code says that the app shows its codes.
std::string offered_secret(const vault::Vault& vault, const Session& session, std::string_view present);

/// The secret as authenticator apps read it: otpauth://totp/ISSUER:EMAIL?secret=… (Google Authenticator, Key URI Format).
std::string otpauth_uri(std::string_view issuer, std::string_view email, std::string_view secret);

/// A QR code as the "d" of one SVG path of filled squares, for a viewBox "0 0 size size" that includes the quiet zone of four
/// squares (ISO/IEC 18004). Error correction M. Throws std::invalid_argument for a text that does not fit: over 2,331 bytes.
struct QrCode {
  std::string path;
  int size = 0;
};
QrCode qr_svg(std::string_view text);

/// Takes a lost second factor away. An administrator does that, for somebody else, with a reason; the caller ends the account's sessions
/// and makes an invitation, with which the person sets a password and a new app up: the old password alone must not be enough for that.
Result<std::vector<Account::Event>> remove_second_factor(const Account& account, std::string_view id, std::string_view by,
                                                         std::string_view reason);

}  // namespace hearth::access
