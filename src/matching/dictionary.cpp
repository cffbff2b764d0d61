#include "matching/dictionary.hpp"

#include <algorithm>
#include <cstring>

namespace hearth::matching {

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0x51ed270b0a1f39c1ULL ^ text.size();
  while (text.size() >= 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data(), 8);
    hash = mix(hash ^ eight);
    text.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, text.data(), text.size());
  return mix(hash ^ rest);
}

Dictionary::Dictionary() : entries_{{"", 0, 0}}, slots_(1024) {}

const char* Dictionary::keep(std::string_view text) {
  constexpr std::size_t block = 256 << 10;
  if (left_ < text.size()) {
    left_ = std::max(block, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    free_ = blocks_.back().get();
  }
  char* at = free_;
  std::memcpy(at, text.data(), text.size());
  free_ += text.size();
  left_ -= text.size();
  return at;
}

void Dictionary::grow() {
  std::vector<std::uint32_t> wider(slots_.size() * 2);
  for (std::uint32_t i = 1; i < entries_.size(); ++i) {
    std::size_t at = entries_[i].hash & (wider.size() - 1);
    while (wider[at] != 0) at = (at + 1) & (wider.size() - 1);
    wider[at] = i;
  }
  slots_ = std::move(wider);
}

std::uint32_t Dictionary::put(std::string_view text) {
  if (text.empty()) return 0;
  const auto hash = std::uint32_t(hash_of(text));
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    const Entry& entry = entries_[slots_[at]];
    if (entry.hash == hash && std::string_view(entry.text, entry.length) == text) return slots_[at];
  }
  const auto number = std::uint32_t(entries_.size());
  entries_.push_back({keep(text), std::uint32_t(text.size()), hash});
  slots_[at] = number;
  if (entries_.size() * 2 > slots_.size()) grow();
  return number;
}

}  // namespace hearth::matching
