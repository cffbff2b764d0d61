#include "matching/rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace hearth::matching {
namespace {

using ::testing::ElementsAre;

struct File {
  std::filesystem::path path = std::filesystem::path(::testing::TempDir()) / "hearth_rows_test.csv";
  explicit File(std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }
  ~File() { std::filesystem::remove(path); }
};

/// Every row as "LINE:cell|cell", or "LINE!fault".
std::vector<std::string> rows_of(std::string_view bytes) {
  const File file(bytes);
  auto rows = Rows::open(file.path);
  if (!rows) return {"refused: " + rows.error()[0].sentence};
  std::vector<std::string> all;
  while (const auto* row = rows->next()) {
    std::string text = std::to_string(row->line) + (row->fault.empty() ? ":" : "!");
    if (!row->fault.empty()) {
      text += row->fault.substr(0, 24);
    } else {
      for (std::size_t i = 0; i < row->cells.size(); ++i) (text += i == 0 ? "" : "|") += row->cells[i];
    }
    all.push_back(text);
  }
  return all;
}

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes = little ? "\xff\xfe" : "\xfe\xff";
  for (const auto c : text) {
    const char low = char(c & 0xff), high = char(c >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

TEST(Rows, ReadEverySeparatorAndLineEnd) {
  EXPECT_THAT(rows_of("a,b\n1,2\n3,4"), ElementsAre("1:a|b", "2:1|2", "3:3|4"));
  EXPECT_THAT(rows_of("a;b\r\n1;2\r\n"), ElementsAre("1:a|b", "2:1|2"));
  EXPECT_THAT(rows_of("a\tb\r1\t2\r"), ElementsAre("1:a|b", "2:1|2"));
  EXPECT_THAT(rows_of("a|b\n\n\n 1 |2\n"), ElementsAre("1:a|b", "4:1|2"));
}

TEST(Rows, ReadQuotesAndLineEndsInsideThem) {
  EXPECT_THAT(rows_of("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\nO\"Brien,2\n"), ElementsAre("1:a|b", "2:x, \"y\"|two\nlines", "4:O\"Brien|2"));
}

TEST(Rows, ReadEveryEncoding) {
  EXPECT_THAT(rows_of("\xef\xbb\xbf"
                      "a,b\nZoë,2\n"),
              ElementsAre("1:a|b", "2:Zoë|2"));
  EXPECT_THAT(rows_of("a,b\nZo\xeb,\x93x\x94\n"), ElementsAre("1:a|b", "2:Zoë|“x”"));
  EXPECT_THAT(rows_of(utf16(u"a,b\nZoë,𝒳\n", true)), ElementsAre("1:a|b", "2:Zoë|𝒳"));
  EXPECT_THAT(rows_of(utf16(u"a,b\nZoë,𝒳\n", false)), ElementsAre("1:a|b", "2:Zoë|𝒳"));
}

TEST(Rows, GoOnAfterARowThatIsTooLong) {
  const std::string long_cell(5 << 20, 'x');
  EXPECT_THAT(rows_of("a,b\n1," + long_cell + "\n3,4\n"), ElementsAre("1:a|b", "2!is longer than 1 MB; a q", "3:3|4"));
  std::string swallowed = "a,b\n1,\"never closed\n";
  for (int i = 0; i < 200'000; ++i) swallowed += "33,44\n";
  const auto rows = rows_of(swallowed);
  ASSERT_EQ(rows.size(), 200'002U);
  EXPECT_EQ(rows[1], "2!is longer than 1 MB; a q");
  EXPECT_EQ(rows.back(), "200002:33|44");
}

TEST(Rows, NameAQuoteThatIsNeverClosed) { EXPECT_THAT(rows_of("a,b\n1,\"x\n"), ElementsAre("1:a|b", "2!has a quotation mark tha")); }

TEST(Rows, RefuseAnEmptyFileAndOneThatIsNotThere) {
  EXPECT_THAT(rows_of(""), ElementsAre(::testing::HasSubstr("is empty")));
  EXPECT_THAT(rows_of("\xef\xbb\xbf"), ElementsAre(::testing::HasSubstr("is empty")));
  EXPECT_FALSE(Rows::open("/nowhere/at all.csv"));
}

TEST(Rows, AreTheSameWhereverThePiecesOfTheFileEnd) {
  std::string text = "a,b\r\n";
  for (int i = 0; i < 150'000; ++i) text += std::to_string(i) + ",\"b\r\n" + std::to_string(i % 7) + "\"\r\n";
  const auto rows = rows_of(text);
  ASSERT_EQ(rows.size(), 150'001U);
  EXPECT_EQ(rows[150'000], "300000:149999|b\r\n3");
}

}  // namespace
}  // namespace hearth::matching
