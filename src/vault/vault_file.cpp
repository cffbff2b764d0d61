#include "vault/vault_file.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <set>
#include <stdexcept>

namespace hearth::vault {
namespace {

constexpr std::string_view suite = "argon2id13, xchacha20poly1305-ietf, blake2b, ed25519";
constexpr std::array<std::string_view, 3> way_names = {"file", "passphrase", "environment"};
constexpr std::array<std::string_view, 5> slot_names = {"main", "hub", "place", "root", "signature"};
constexpr std::size_t slot_size = record_overhead + Key::size;
constexpr std::size_t most_slots = 10'000;

std::optional<std::string> bytes_of(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  std::size_t size = 0;
  if (sodium_hex2bin(raw(bytes), bytes.size(), hex.data(), hex.size(), nullptr, &size, nullptr) != 0 || size * 2 != hex.size()) return {};
  return bytes;
}

std::string slot_binding(const Slot& slot) { return fmt::format("{}/{}/{}", slot.name, slot.generation, slot.under); }

// Boost.JSON's accessors throw on a member that is missing or of another kind; read_vault_file makes the one refusal of it.
using boost::json::object;

std::string text_at(const object& json, std::string_view name) { return std::string(std::string_view(json.at(name).as_string())); }

std::string bytes_at(const object& json, std::string_view name, std::size_t size) {
  auto bytes = bytes_of(text_at(json, name));
  if (!bytes || bytes->size() != size) throw std::out_of_range("length");
  return std::move(*bytes);
}

std::uint64_t number_at(const object& json, std::string_view name, std::uint64_t lowest, std::uint64_t highest) {
  const auto number = json.at(name).to_number<std::uint64_t>();
  if (number < lowest || number > highest) throw std::out_of_range("number");
  return number;
}

template <std::size_t N>
std::size_t choice_at(const object& json, std::string_view name, const std::array<std::string_view, N>& names) {
  const auto found = std::ranges::find(names, text_at(json, name));
  if (found == names.end()) throw std::out_of_range("choice");
  return std::size_t(found - names.begin());
}

Slot slot_of(const object& json) {
  constexpr std::array<std::string_view, 2> unders = {"master", "own"};
  return {.name = std::string(slot_names[choice_at(json, "name", slot_names)]),
          .generation = unsigned(number_at(json, "generation", 1, 65'535)),
          .under = std::string(unders[choice_at(json, "under", unders)]),
          .sealed = bytes_at(json, "sealed", slot_size)};
}

Stretching stretching_of(const object& json) {
  return {.salt = bytes_at(json, "salt", crypto_pwhash_SALTBYTES),
          .passes = number_at(json, "passes", 1, 100),
          .memory_kib = number_at(json, "memory_kib", 8, 4 << 20)};
}

/// Each name once or more, no generation twice, and only hub and place under a key of their own.
void check_slots(const std::vector<Slot>& slots) {
  std::set<std::pair<std::string_view, unsigned>> seen;
  for (const auto& slot : slots) {
    const bool may_own = slot.name == "hub" || slot.name == "place";
    if (!seen.emplace(slot.name, slot.generation).second || (slot.under == "own" && !may_own)) throw std::out_of_range("slots");
  }
  for (auto name : slot_names)
    if (std::ranges::find(slots, name, &Slot::name) == slots.end()) throw std::out_of_range("slots");
}

VaultFile vault_file_of(const object& json) {
  if (number_at(json, "version", 1, 1) != 1 || text_at(json, "suite") != suite) throw std::out_of_range("suite");
  VaultFile file;
  file.way = Way(choice_at(json, "opened_by", way_names));
  if (file.way == Way::passphrase) file.stretching = stretching_of(json.at("stretching").as_object());
  file.public_key = bytes_at(json, "public_key", crypto_sign_PUBLICKEYBYTES);
  const auto& slots = json.at("slots").as_array();
  if (slots.size() > most_slots) throw std::out_of_range("slots");
  for (const auto& slot : slots) file.slots.push_back(slot_of(slot.as_object()));
  check_slots(file.slots);
  return file;
}

}  // namespace

Result<VaultFile> read_vault_file(std::string_view json) {
  try {
    return vault_file_of(boost::json::parse(json).as_object());
  } catch (const std::exception&) {
    return refuse("", "vault.json is damaged, or a newer version of the program wrote it. Put it back from your backup");
  }
}

std::string write_vault_file(const VaultFile& file) {
  std::string out = fmt::format(R"({{
  "about": "The keys of this data folder, sealed. Nothing can be read without this file and the master key: keep copies of both, apart.",
  "version": 1,
  "suite": "{}",
  "opened_by": "{}",
)",
                                suite, way_names[std::size_t(file.way)]);
  if (file.way == Way::passphrase)
    out += fmt::format("  \"stretching\": {{\"salt\": \"{}\", \"passes\": {}, \"memory_kib\": {}}},\n", hex(file.stretching.salt),
                       file.stretching.passes, file.stretching.memory_kib);
  out += fmt::format("  \"public_key\": \"{}\",\n  \"slots\": [", hex(file.public_key));
  std::string_view comma = "\n";
  for (const auto& slot : file.slots) {
    out += fmt::format("{}    {{\"name\": \"{}\", \"generation\": {}, \"under\": \"{}\", \"sealed\": \"{}\"}}", comma, slot.name,
                       slot.generation, slot.under, hex(slot.sealed));
    comma = ",\n";
  }
  return out + "\n  ]\n}\n";
}

void seal_slot(Slot& slot, const Key& key, const Key& under, Random& random) {
  slot.sealed.assign(slot_size, '\0');
  slot.sealed.replace(before_text, Key::size, std::string_view(reinterpret_cast<const char*>(key.data()), Key::size));
  encrypt_record({raw(slot.sealed), slot.sealed.size()}, under, slot_kind, slot_binding(slot), random);
}

std::optional<Key> open_slot(const Slot& slot, const Key& under) {
  if (slot.sealed.size() != slot_size) return {};
  auto key = KeyMaker::blank();
  if (!decrypt_record({raw(slot.sealed), slot.sealed.size()}, {KeyMaker::bytes(key), Key::size}, under, slot_kind, slot_binding(slot)))
    return {};
  return key;
}

std::optional<Key> key_of_hex(std::string_view text) {
  constexpr std::string_view around = " \t\r\n";
  const auto from = text.find_first_not_of(around);
  if (from == std::string_view::npos) return {};
  auto bytes = bytes_of(text.substr(from, text.find_last_not_of(around) + 1 - from));
  if (!bytes || bytes->size() != Key::size) return {};
  auto key = Key::from(*bytes);
  sodium_memzero(bytes->data(), bytes->size());
  return key;
}

std::string hex(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), raw(bytes), bytes.size());
  out.pop_back();
  return out;
}

}  // namespace hearth::vault
