#include "journey/account/unsent.hpp"

#include "practice/form_in.hpp"

#include <algorithm>

namespace hearth::journey::account {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view context = "unsent form";

bool is_secret(std::string_view name) { return name.find("password") != name.npos || name == "code"; }

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t pending = 0;
  int bits = 0;
  for (const unsigned char byte : bytes) {
    pending = pending << 8 | byte;
    for (bits += 8; bits >= 6;) text += alphabet[pending >> (bits -= 6) & 0x3F];
  }
  if (bits > 0) text += alphabet[pending << (6 - bits) & 0x3F];
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char c : text) {
    const auto value = alphabet.find(c);
    if (value == alphabet.npos) return std::nullopt;
    pending = pending << 6 | std::uint32_t(value);
    bits += 6;
    if (bits >= 8) bytes += static_cast<char>(pending >> (bits -= 8) & 0xFF);
  }
  return bytes;
}

std::vector<UnsentField> kept_of(const web::Form& form) {
  std::vector<UnsentField> kept;
  for (const auto& field : form.fields()) {
    const bool own = std::ranges::find(practice::form_own_fields, field.name) != std::end(practice::form_own_fields);
    if (!own && !is_secret(field.name)) kept.push_back({field.name, field.value});
  }
  return kept;
}

web::Form form_of(const Unsent& unsent) {
  web::Form form;
  for (const auto& field : unsent.fields) form.add(field.name, field.value);
  return form;
}

std::optional<std::string> seal_unsent(const vault::Vault& vault, const Unsent& unsent, Random& random) {
  std::size_t size = 0;
  for (const auto& field : unsent.fields) size += field.name.size() + field.value.size();
  if (unsent.fields.empty() || size > unsent_most) return std::nullopt;
  return base64url(vault::seal(vault.derive("unsent"), to_json(unsent), context, random));
}

std::optional<Unsent> open_unsent(const vault::Vault& vault, std::string_view text, Instant now) {
  if (text.empty()) return std::nullopt;
  const auto sealed = from_base64url(text);
  if (!sealed) return std::nullopt;
  const auto plain = vault::open(vault.derive("unsent"), *sealed, context);
  if (!plain) return std::nullopt;
  auto unsent = from_json<Unsent>(*plain);
  if (!unsent || now - unsent->at >= unsent_lasts) return std::nullopt;
  return std::move(*unsent);
}

}  // namespace hearth::journey::account
