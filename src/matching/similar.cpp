#include "matching/similar.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace hearth::matching {

double jaro_winkler(std::string_view a, std::string_view b) {
  a = a.substr(0, 64);
  b = b.substr(0, 64);
  if (a.empty() || b.empty()) return 0;
  if (a == b) return 1;
  const int reach = std::max(0, int(std::max(a.size(), b.size())) / 2 - 1);
  std::uint64_t in_a = 0, in_b = 0;
  for (int i = 0; i < int(a.size()); ++i) {
    const int first = std::max(0, i - reach), last = std::min(int(b.size()) - 1, i + reach);
    for (int j = first; j <= last; ++j)
      if (!(in_b >> j & 1) && a[std::size_t(i)] == b[std::size_t(j)]) {
        in_a |= std::uint64_t{1} << i;
        in_b |= std::uint64_t{1} << j;
        break;
      }
  }
  const int common = std::popcount(in_a);
  if (common == 0) return 0;
  int out_of_order = 0;
  for (auto x = in_a, y = in_b; x != 0; x &= x - 1, y &= y - 1)
    out_of_order += a[std::size_t(std::countr_zero(x))] != b[std::size_t(std::countr_zero(y))];
  const double m = common, jaro = (m / double(a.size()) + m / double(b.size()) + (m - out_of_order / 2) / m) / 3;
  std::size_t same = 0;
  while (same < 4 && same < a.size() && same < b.size() && a[same] == b[same]) ++same;
  return jaro + double(same) * 0.1 * (1 - jaro);
}

bool one_edit(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > 1) return false;
  std::size_t i = 0;
  while (i < b.size() && a[i] == b[i]) ++i;
  if (a.size() != b.size()) return a.substr(i + 1) == b.substr(i);
  if (i == a.size()) return false;
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

namespace {

struct Spelling {
  std::string_view written, heard;
};

/// Longest first where one begins another.
constexpr std::array<Spelling, 24> spellings{{{"sch", "s"}, {"tch", "s"}, {"ough", "f"}, {"ph", "f"}, {"gh", "g"}, {"kh", "k"},
                                              {"ch", "s"},  {"sh", "s"},  {"th", "t"},   {"dj", "j"}, {"dh", "d"}, {"bh", "b"},
                                              {"ck", "k"},  {"kn", "n"},  {"wr", "r"},   {"qu", "k"}, {"ce", "s"}, {"ci", "s"},
                                              {"cy", "s"},  {"ks", "k"},  {"tz", "s"},   {"zh", "j"}, {"ts", "s"}, {"mc", "mk"}}};

char heard_as(char c) {
  switch (c) {
    case 'c':
    case 'q':
    case 'x': return 'k';
    case 'z': return 's';
    case 'v':
    case 'w': return 'v';
    case 'm': return 'n';
    default: return c;
  }
}

}  // namespace

std::string sound_of(std::string_view name) {
  std::string sound;
  const auto hear = [&](char c) {
    if (sound.empty() || sound.back() != c) sound += c;
  };
  for (std::size_t i = 0; i < name.size() && sound.size() < 6;) {
    const auto rest = name.substr(i);
    const auto* spelling = std::ranges::find_if(spellings, [&](const Spelling& s) { return rest.starts_with(s.written); });
    if (spelling != spellings.end()) {
      for (char c : spelling->heard) hear(c);
      i += spelling->written.size();
      continue;
    }
    const char c = name[i++];
    const bool vowel = std::string_view("aeiouyh").contains(c);
    if (c == ' ' || (vowel && !sound.empty())) continue;
    hear(vowel ? 'a' : heard_as(c));
  }
  return sound;
}

}  // namespace hearth::matching
