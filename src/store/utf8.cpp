#include "store/utf8.hpp"

#include <cstring>

namespace hearth::store {
namespace {

/// The length of the well-formed character at `at` (Unicode 15, table 3-7); 0 when there is none.
std::size_t character(const unsigned char* at, const unsigned char* end) {
  const unsigned char lead = *at;
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  const std::size_t length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length == 0 || std::size_t(end - at) < length) return 0;
  const unsigned char lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const unsigned char highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (at[1] < lowest || at[1] > highest) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((at[i] & 0xc0) != 0x80) return 0;
  return length;
}

/// True when the eight bytes are all from 0x01 to 0x7f: the usual case, settled at once.
bool plain(const unsigned char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  constexpr std::uint64_t high = 0x8080808080808080, ones = 0x0101010101010101;
  return ((word | (word - ones)) & high) == 0;
}

}  // namespace

void require_utf8(std::string_view text) {
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  const auto* end = at + text.size();
  while (at < end) {
    if (end - at >= 8 && plain(at)) {
      at += 8;
      continue;
    }
    const std::size_t length = character(at, end);
    if (length == 0) throw Fault(Fault::Kind::misuse, "Text must be UTF-8 without NUL characters.");
    at += length;
  }
}

}  // namespace hearth::store
