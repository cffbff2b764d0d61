#include "matching/name_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <algorithm>

namespace hearth::matching {
namespace {

struct IndexOfFive : NameIndex {
  IndexOfFive() {
    auto& index = *this;
    index.put("lee", "Lee Okafor", Date::of(2016, 3, 27));
    index.put("leah", "Leah Okafor-Smith", Date::of(2018, 1, 2));
    index.put("zoe", "Zoë O'Brien", Date::of(2016, 3, 27));
    index.put("ming", "Ming 李", {});
    index.put("lea", "Lea Brown", {});
  }
};

TEST(NameIndex, FindsByBeginningsInAnyOrder) {
  const IndexOfFive index;
  const std::pair<const char*, std::vector<std::string>> cases[] = {
      {"okafor", {"lee", "leah"}},
      {"oka le", {"lee", "leah"}},
      {"lee okafor", {"lee"}},
      {"smith", {"leah"}},
      {"zoe", {"zoe"}},
      {"obrien", {"zoe"}},
      {"Ming", {"ming"}},
      {"27/3/2016", {"lee", "zoe"}},
      {"lee 2016-03-27", {"lee"}},
      {"lee 28/3/2016", {}},
      {"nobody", {}},
      {"", {}},
  };
  for (const auto& [typed, wanted] : cases) {
    auto found = index.search(parse_query(typed), 10);
    std::ranges::sort(found);
    auto expected = wanted;
    std::ranges::sort(expected);
    EXPECT_EQ(found, expected) << typed;
  }
}

TEST(NameIndex, PutsWholeWordsBeforeBeginnings) { EXPECT_EQ(IndexOfFive().search(parse_query("lea"), 10).front(), "lea"); }

TEST(NameIndex, ForgivesOneSlip) {
  for (const char* typed : {"okafro", "okafr", "okaffor", "okafer"})
    EXPECT_EQ(IndexOfFive().search(parse_query(typed), 1), std::vector<std::string>{"lee"}) << typed;
}

TEST(NameIndex, FindsByTheNewNameOnlyAfterACorrection) {
  IndexOfFive index;
  index.put("lee", "Lee Adeyemi", {});
  EXPECT_EQ(index.search(parse_query("adeyemi"), 10), std::vector<std::string>{"lee"});
  EXPECT_TRUE(index.search(parse_query("lee okafor"), 10).empty());
  EXPECT_EQ(index.size(), 5u);
}

RC_GTEST_PROP(OneSlip, IsFoundWhereverItIsMade, (const std::string& word)) {
  const auto at = *rc::gen::inRange<std::size_t>(0, word.size() + 1);
  auto added = word;
  added.insert(at, 1, 'x');
  RC_ASSERT(one_slip(word, added));
  RC_ASSERT(one_slip(added, word));
}

}  // namespace
}  // namespace hearth::matching
