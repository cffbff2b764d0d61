#include "practice/paper.hpp"

#include "practice/sheet.hpp"

#include <gtest/gtest.h>

namespace hearth::practice {
namespace {

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Paper, SetsNamesInTheScriptsThatTheMachineHas) {
  Paper paper{.title = "Lee Okafor", .foot = "Printed by Sam Taylor", .blocks = {}};
  paper.heading("Família").words("عمر الفاروق, Ольга Иванова, Nguyễn Thị Hương, Ángela <b>not markup</b> & more");
  const auto printed = print(paper);
  EXPECT_TRUE(printed.pdf.starts_with("%PDF-"));
  EXPECT_EQ(printed.pages, 1);
  EXPECT_EQ(printed.unknown, 0);
}

TEST(Paper, GoesOnFromPageToPageWithoutLosingALine) {
  Paper paper{.title = "A long record", .foot = "", .blocks = {}};
  for (int i = 0; i < 300; ++i) paper.words("One line of it");
  const auto printed = print(paper);
  EXPECT_GT(printed.pages, 4);
  EXPECT_EQ(count_of(printed.pdf, "/Type /Page") - count_of(printed.pdf, "/Type /Pages"), std::size_t(printed.pages));
  Paper one{.title = "One text", .foot = "", .blocks = {}};
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "words without an end ";
  EXPECT_GT(print(one.words(text)).pages, 3) << "also within one text";
}

TEST(Paper, IsSoundWhateverIsWritten) {
  Paper paper{.title = "", .foot = "", .blocks = {}};
  paper.words("").words(std::string(5000, 'a')).words("👨‍👩‍👧‍👦").words("\n\n\n");
  const auto printed = print(paper);
  EXPECT_TRUE(printed.pdf.starts_with("%PDF-"));
}

TEST(Sheets, CarryNoFormula) {
  const Sheet sheet{"List", {"Name", "Day", "Count"}, {{"=1+1", Date::of(2026, 4, 7), std::int64_t(3)}, {"@SUM(A1)", Cell(), Cell()}}};
  EXPECT_EQ(as_csv(sheet).bytes, "\xEF\xBB\xBFName,Day,Count\r\n'=1+1,2026-04-07,3\r\n'@SUM(A1),,\r\n");
  const auto book = as_xlsx(sheet);
  EXPECT_TRUE(book.bytes.starts_with("PK"));
  EXPECT_EQ(book.name, "List.xlsx");
}

TEST(Files, ComeAsADownloadUnderTheirNameInAnyScript) {
  const auto reply = reply_of({"تقرير \"a\"\r\n.pdf", "application/pdf", "%PDF"});
  for (const auto& [name, value] : reply.headers) EXPECT_EQ(value.find_first_of("\r\n"), value.npos) << name;
  EXPECT_EQ(reply.body, "%PDF");
}

}  // namespace
}  // namespace hearth::practice
