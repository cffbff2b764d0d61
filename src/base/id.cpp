#include "base/id.hpp"

#include <string.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace hearth {
namespace {

constexpr std::string_view crockford = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_length = 26;

constexpr auto is_crockford = [] {
  std::array<bool, 256> table{};
  for (char c : crockford) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

/// splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
std::uint64_t split_mix(std::uint64_t& state) {
  std::uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

std::uint64_t Random::next() {
  std::array<unsigned char, 8> bytes;
  fill(bytes);
  std::uint64_t value = 0;
  for (unsigned char b : bytes) value = value << 8 | b;
  return value;
}

std::uint64_t Random::below(std::uint64_t limit) {
  // The lowest 2^64 mod limit values are drawn again, so that no remainder is likelier than another.
  const std::uint64_t surplus = -limit % limit;
  for (;;) {
    if (const auto value = next(); value >= surplus) return value % limit;
  }
}

namespace {

void from_system(std::span<unsigned char> out) {
  while (!out.empty()) {
    const auto got = getrandom(out.data(), out.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::system_category(), "getrandom");
    out = out.subspan(std::size_t(got));
  }
}

/// The kernel is asked for many small draws at once: an event needs half a dozen of them. What was handed out is wiped.
struct Pool {
  std::array<unsigned char, 1024> bytes;
  std::size_t used = bytes.size();
};

}  // namespace

void SystemRandom::fill(std::span<unsigned char> out) {
  thread_local Pool pool;
  if (out.size() > pool.bytes.size() / 4) return from_system(out);
  if (pool.bytes.size() - pool.used < out.size()) {
    from_system(pool.bytes);
    pool.used = 0;
  }
  const auto piece = std::span(pool.bytes).subspan(pool.used, out.size());
  std::ranges::copy(piece, out.begin());
  explicit_bzero(piece.data(), piece.size());
  pool.used += piece.size();
}

void SeededRandom::fill(std::span<unsigned char> out) {
  while (!out.empty()) {
    const auto word = split_mix(state_);
    const auto take = std::min(out.size(), sizeof word);
    for (std::size_t i = 0; i < take; ++i) out[i] = static_cast<unsigned char>(word >> (8 * i));
    out = out.subspan(take);
  }
}

std::string new_id(Instant at, Random& random) {
  // 2 zero bits, 48 bits of milliseconds, 80 random bits: 26 digits of 5 bits.
  std::array<unsigned char, 16> bytes;
  const std::uint64_t millis = std::uint64_t(std::max<std::int64_t>(at.micros, 0)) / 1000;
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<unsigned char>(millis >> (40 - 8 * i));
  random.fill(std::span(bytes).subspan(6));

  std::string id(id_length, '0');
  std::uint32_t pending = 0;
  int bits = 2;
  std::size_t next = 0;
  for (char& digit : id) {
    if (bits < 5) {
      pending = pending << 8 | bytes[next++];
      bits += 8;
    }
    bits -= 5;
    digit = crockford[pending >> bits & 31];
  }
  return id;
}

bool is_id(std::string_view text) {
  return text.size() == id_length && text[0] <= '7' &&
         std::ranges::all_of(text, [](char c) { return is_crockford[static_cast<unsigned char>(c)]; });
}

}  // namespace hearth
