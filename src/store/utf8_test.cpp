#include "store/utf8.hpp"

#include <gtest/gtest.h>

namespace hearth::store {
namespace {

bool taken(const std::string& text) {
  try {
    require_utf8(text);
    return true;
  } catch (const Fault&) {
    return false;
  }
}

TEST(Utf8, TakesEveryScript) {
  for (const char* text : {"", "a", "Zoë", "张伟", "👩‍👧", "שלום", "\x01\x7f", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "\xee\x80\x80"})
    EXPECT_TRUE(taken(text)) << text;
}

TEST(Utf8, RefusesWhatIsNoneWhereverItStands) {
  const std::string wrong[] = {
      std::string(1, '\0'), "\x80", "\xc0\xaf", "\xc1\xbf",  "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
      "\xf5\x80\x80\x80",   "\xff", "\xc3(",    "\xe2\x82(", "\xf0\x9f\x91("};
  for (const auto& bytes : wrong)
    for (std::size_t before = 0; before < 20; ++before)
      for (std::size_t after : {0u, 1u, 9u})
        EXPECT_FALSE(taken(std::string(before, 'a') + bytes + std::string(after, 'z'))) << before << " " << after;
}

TEST(Utf8, RefusesACharacterThatEndsTooSoon) {
  for (const std::string character : {"é", "张", "👧"})
    for (std::size_t length = 1; length < character.size(); ++length) EXPECT_FALSE(taken("text " + character.substr(0, length)));
}

}  // namespace
}  // namespace hearth::store
