#include "access/second_factor.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <qrencode.h>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace hearth::access {
namespace {

constexpr std::size_t secret_size = 20;  // bytes, as RFC 4226 section 4 recommends
constexpr std::size_t least_reason = 10;

std::string from_base32(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char c : text) {
    const auto value = alphabet.find(c);
    if (value == alphabet.npos) throw std::invalid_argument("a second factor's secret is not base 32");
    pending = pending << 5 | std::uint32_t(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(pending >> bits & 0xFF);
  }
  return bytes;
}

std::string percent_encoded(std::string_view text) {
  return boost::urls::encode(boost::core::string_view(text.data(), text.size()), boost::urls::unreserved_chars);
}

struct FreeQr {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

CodeAnswer use_code(store::Connection& connection, std::string_view account, std::string_view secret, std::string_view code, Instant now) {
  const auto step = vault::totp_step(from_base32(secret), code, now);
  if (!step) return CodeAnswer::wrong;
  const auto first = connection.run(
      "insert into totp_used (account, step) values ($1, $2) on conflict (account) do update set step = $2 where totp_used.step < $2",
      account, *step);
  return first ? CodeAnswer::right : CodeAnswer::used;
}

std::string offered_secret(const vault::Vault& vault, const Session& session, std::string_view present) {
  const auto from = fmt::format("{}|{}|{}", session.account, session.id, present);
  return vault::base32(vault::fingerprint(vault.derive("second factor"), from).substr(0, secret_size));
}

std::string otpauth_uri(std::string_view issuer, std::string_view email, std::string_view secret) {
  const auto name = percent_encoded(issuer);
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", name, percent_encoded(email), secret, name);
}

QrCode qr_svg(std::string_view text) {
  constexpr int quiet = 4;
  const std::unique_ptr<QRcode, FreeQr> code(
      QRcode_encodeData(int(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  if (!code) throw std::invalid_argument("a text is too long for a QR code");
  const auto dark = [&](int x, int y) { return x < code->width && (code->data[y * code->width + x] & 1) != 0; };
  QrCode svg{{}, code->width + 2 * quiet};
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width; ++x) {
      const int from = x;
      while (dark(x, y)) ++x;
      if (x > from) fmt::format_to(std::back_inserter(svg.path), "M{} {}h{}v1h-{}z", from + quiet, y + quiet, x - from, x - from);
    }
  return svg;
}

Result<std::vector<Account::Event>> remove_second_factor(const Account& account, std::string_view id, std::string_view by,
                                                         std::string_view reason) {
  if (id == by) return refuse("", "Ask another administrator: nobody takes away their own second factor");
  if (account.second_factor.empty()) return refuse("", "This account has no second factor yet. Send them an invitation instead");
  if (text::characters(text::trim(reason)) < least_reason)
    return refuse("reason", fmt::format("Say in at least {} characters how you know that it is them who asks", least_reason));
  return std::vector<Account::Event>{SecondFactorRemoved{std::string(reason)}};
}

}  // namespace hearth::access
