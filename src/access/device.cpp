#include "access/device.hpp"

#include "journal/journal.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <vector>

namespace hearth::access {
namespace {

constexpr std::size_t ipv6_size = 16, ipv6_site = 8;
constexpr std::string_view ipv4_mapped{"\0\0\0\0\0\0\0\0\0\0\xff\xff", 12};  // RFC 4291 section 2.5.5.2

/// What of an address is one place: IPv4 whole, IPv6 to its site; what is neither stands for itself.
std::string place_of(std::string_view address) {
  const std::string text(address);
  std::string v4(sizeof(in_addr), '\0'), v6(ipv6_size, '\0');
  if (inet_pton(AF_INET, text.c_str(), v4.data()) == 1) return "4" + v4;
  if (inet_pton(AF_INET6, text.c_str(), v6.data()) != 1) return "?" + text;
  if (v6.starts_with(ipv4_mapped)) return "4" + v6.substr(ipv4_mapped.size());
  return "6" + v6.substr(0, ipv6_site);
}

// A cookie is up to device_people marks with dots between. A mark: 16 digits of when it was made (microseconds), 32 of chance,
// which is the device's key, and 64 of the code over both and the account. All hexadecimal.
constexpr std::size_t made_size = 16, head_size = 48, mark_size = 112;

std::string code_of(const vault::Key& key, std::string_view account, std::string_view head) {
  return journal::hex(vault::fingerprint(key, fmt::format("{}|{}", account, head)));
}

std::vector<std::string_view> marks_of(std::string_view cookie) {
  std::vector<std::string_view> marks;
  for (; cookie.size() >= mark_size && marks.size() < device_people; cookie.remove_prefix(std::min(cookie.size(), mark_size + 1)))
    marks.push_back(cookie.substr(0, mark_size));
  return marks;
}

/// Whether a mark's time fits; whether it is ours, only its code can say.
bool in_time(std::string_view mark, Instant now) {
  Instant made;
  const auto* end = mark.data() + made_size;
  const auto read = std::from_chars(mark.data(), end, made.micros, 16);
  return read.ec == std::errc{} && read.ptr == end && made <= now && now < made + device_remembered;
}

bool marks(const vault::Key& key, std::string_view account, std::string_view mark) {
  return vault::same(code_of(key, account, mark.substr(0, head_size)), mark.substr(head_size));
}

bool is_hexadecimal(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == text.npos; }

}  // namespace

std::string address_fingerprint(const vault::Vault& vault, std::string_view address) {
  return journal::hex(vault::fingerprint(vault.derive("address"), place_of(address)));
}

std::string device_cookie(const vault::Vault& vault, std::string_view account, std::string_view before, Random& random, Instant now) {
  const auto key = vault.derive("device");
  std::array<unsigned char, 16> chance;
  random.fill(chance);
  auto cookie = fmt::format("{:016x}{:02x}", now.micros, fmt::join(chance, ""));
  cookie += code_of(key, account, cookie);
  std::size_t people = 1;
  for (const auto mark : marks_of(before)) {
    if (people == device_people) break;
    if (!is_hexadecimal(mark) || !in_time(mark, now) || marks(key, account, mark)) continue;
    cookie.append(".").append(mark);
    ++people;
  }
  return cookie;
}

std::optional<std::string> known_device(const vault::Vault& vault, std::string_view account, std::string_view cookie, Instant now) {
  const auto key = vault.derive("device");
  for (const auto mark : marks_of(cookie))
    if (in_time(mark, now) && marks(key, account, mark)) return std::string(mark.substr(made_size, head_size - made_size));
  return {};
}

}  // namespace hearth::access
