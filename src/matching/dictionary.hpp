// Every distinct text once: records hold a number of four bytes, and how often each text occurs comes for nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace hearth::matching {

/// Spreads the bits of a number over all 64 (the finish of SplitMix64, public domain).
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) { return mix(a * 0x9e3779b97f4a7c15ULL + b + 1); }
std::uint64_t hash_of(std::string_view text);

/// Number 0 is the empty text and stands for "not known".
class Dictionary {
 public:
  Dictionary();
  std::uint32_t put(std::string_view text);
  std::string_view text(std::uint32_t number) const { return {entries_[number].text, entries_[number].length}; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    const char* text;
    std::uint32_t length;
    std::uint32_t hash;
  };
  const char* keep(std::string_view text);
  void grow();

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // open addressing; 0 is free
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t left_ = 0;
  char* free_ = nullptr;
};

}  // namespace hearth::matching
