// Ids: opaque, unguessable enough to be worthless without a right, and sorted by the time they were made.
#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hearth {

/// Where a world gets its randomness. Seeded in tests, demos and exercises; the system's in life.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<unsigned char> out) = 0;
  std::uint64_t next();                      ///< 64 random bits.
  std::uint64_t below(std::uint64_t limit);  ///< Uniform in [0, limit). Precondition: limit > 0.
};

/// The operating system's randomness (getrandom).
class SystemRandom : public Random {
 public:
  void fill(std::span<unsigned char> out) override;
};

/// Repeatable: the same seed gives the same numbers. Not for keys of a live partnership.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<unsigned char> out) override;

 private:
  std::uint64_t state_;
};

/// Returns a new id: 26 characters of Crockford's base 32 in lower case, 48 bits of milliseconds and 80 random bits
/// (the ULID layout), so that indexes grow at their end.
std::string new_id(Instant at, Random& random);

/// True for text that new_id could have made: what a path or a form field must be before it is looked up.
bool is_id(std::string_view text);

}  // namespace hearth
