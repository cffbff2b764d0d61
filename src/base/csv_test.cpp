#include "base/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace hearth::csv {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Take into(Rows& rows) {
  return [&rows](const Row& row) -> Result<void> {
    rows.emplace_back(row.cells.begin(), row.cells.end());
    return {};
  };
}

Rows rows_of(std::string_view text, Comments comments = Comments::none) {
  Rows rows;
  const auto done = read(text, into(rows), comments);
  EXPECT_TRUE(done) << done.error().front().sentence;
  return rows;
}

std::string refusal_of(std::string_view text) {
  Rows rows;
  const auto done = read(text, into(rows));
  return done ? "" : done.error().front().sentence;
}

TEST(Read, UnderstandsWhatRfc4180Allows) {
  EXPECT_EQ(rows_of("a,b,c\r\n1,2,3\r\n"), (Rows{{"a", "b", "c"}, {"1", "2", "3"}}));
  EXPECT_EQ(rows_of("a,b\n1,2"), (Rows{{"a", "b"}, {"1", "2"}})) << "LF, and no end of the last line";
  EXPECT_EQ(rows_of("a,b\r1,2\r"), (Rows{{"a", "b"}, {"1", "2"}})) << "CR alone, as old Macs write";
  EXPECT_EQ(rows_of("\"a,b\",\"say \"\"no\"\"\"\r\n"), (Rows{{"a,b", "say \"no\""}}));
  EXPECT_EQ(rows_of("\"two\r\nlines\",\"\"\n"), (Rows{{"two\r\nlines", ""}}));
  EXPECT_EQ(rows_of(",,\n"), (Rows{{"", "", ""}}));
  EXPECT_EQ(rows_of("a,\n"), (Rows{{"a", ""}}));
  EXPECT_EQ(rows_of("a,"), (Rows{{"a", ""}}));
  EXPECT_EQ(rows_of("5\" pipe, \"x\"\n"), (Rows{{"5\" pipe", " \"x\""}})) << "a quote inside a cell is text";
  EXPECT_EQ(rows_of(""), Rows{});
  EXPECT_EQ(rows_of("\n\r\n\na\n\n"), (Rows{{"a"}})) << "empty lines are left out";
  EXPECT_EQ(rows_of("\"\"\n"), Rows{}) << "as is a line of one empty cell";
  EXPECT_EQ(rows_of("é,ß\n"), (Rows{{"é", "ß"}}));
}

TEST(Read, TakesOffAByteOrderMark) {
  EXPECT_EQ(rows_of("\xef\xbb\xbf"
                    "a,b\n"),
            (Rows{{"a", "b"}}));
  EXPECT_EQ(rows_of("\xef\xbb\xbf\"a\",b\n"), (Rows{{"a", "b"}}));
  EXPECT_EQ(rows_of("\xef\xbb\xbf"), Rows{});
}

TEST(Read, CountsLinesAlsoInsideQuotes) {
  std::vector<std::size_t> lines;
  ASSERT_TRUE(read("h\r\n\"two\nlines\"\n\n\"x\r\ny\"\rlast", [&](const Row& row) -> Result<void> {
    lines.push_back(row.line);
    return {};
  }));
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 2, 5, 7}));
}

TEST(Read, LeavesOutCommentsBeforeTheHeaderOnly) {
  EXPECT_EQ(rows_of("# why, \"and\" how\n# \"open\r\na\n#1\n", Comments::before_header), (Rows{{"a"}, {"#1"}}));
  EXPECT_EQ(rows_of("#1\n"), (Rows{{"#1"}}));
  EXPECT_EQ(rows_of("\"#1\"\n", Comments::before_header), (Rows{{"#1"}}));
  EXPECT_EQ(rows_of("# only", Comments::before_header), Rows{});
}

TEST(Read, RefusesAndNamesTheLine) {
  EXPECT_EQ(refusal_of("a\n\"b\"c\n"), "Line 2: There is text after a closing quote. Double the quotes that belong to the text");
  EXPECT_EQ(refusal_of("a\n\n\"b\n\n"), "Line 3: A quote is opened and never closed");
  EXPECT_EQ(refusal_of("a\nJos\xe9\n"), "Line 2: The text is not UTF-8. Save the file again as \"CSV UTF-8\"");
  EXPECT_EQ(refusal_of(std::string_view("\xff\xfe"
                                        "a\0",
                                        4)),
            "Line 1: The file is UTF-16, not UTF-8. Save it again as \"CSV UTF-8\"");
}

TEST(Read, RefusesRowsBeyondItsLimits) {
  const std::string longest(largest_row, 'x');
  EXPECT_EQ(refusal_of("\"" + longest + "\"\n"), "");
  EXPECT_EQ(refusal_of("a\n\"" + longest + "x\"\n"), "Line 2: The row is longer than 5 MB. A quote may never be closed");
  EXPECT_EQ(refusal_of(std::string(most_cells - 1, ',')), "");
  EXPECT_EQ(refusal_of(std::string(most_cells, ',') + "\n"), "Line 1: The row has more than 10,000 cells");
}

TEST(Read, StopsWhereTheTakerRefuses) {
  int taken = 0;
  const auto done = read("a\nb\nc\n", [&](const Row& row) -> Result<void> {
    if (++taken == 2) return refuse("", "enough at line " + std::to_string(row.line));
    return {};
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().front().sentence, "enough at line 2");
  EXPECT_EQ(taken, 2);
}

RC_GTEST_PROP(Read, DoesNotMindHowAFileArrives, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,\"\"\"\r\n\r\n#\xef\xbb\xbf\xff")));
  Rows whole, pieces;
  const auto at_once = read(text, into(whole), Comments::before_header);
  Reader reader(into(pieces), Comments::before_header);
  Result<void> in_pieces;
  for (char c : text)
    if (in_pieces) in_pieces = reader.feed(std::string_view(&c, 1));
  if (in_pieces) in_pieces = reader.finish();
  RC_ASSERT(whole == pieces);
  RC_ASSERT(at_once.has_value() == in_pieces.has_value());
  if (!at_once) RC_ASSERT(at_once.error() == in_pieces.error());
}

TEST(ReadColumns, HandsThemOverByName) {
  constexpr std::array<std::string_view, 2> columns = {"born", "name"};
  Rows rows;
  ASSERT_TRUE(read_columns("id, name ,born\n1,Lee,2016-03-27\n", columns, into(rows)));
  EXPECT_EQ(rows, (Rows{{"2016-03-27", "Lee"}}));
  EXPECT_EQ(read_columns("id,name\n", columns, into(rows)).error().front().sentence, "The first line must name a column \"born\"");
  EXPECT_EQ(read_columns("id,name,born\n1,Lee\n", columns, into(rows)).error().front().sentence,
            "Line 2: There is no cell for the column \"born\"");
  EXPECT_EQ(read_columns("", columns, into(rows)).error().front().sentence, "The file is empty. Its first line must name the columns");
}

std::string written(std::string_view text) {
  std::string out;
  Writer(out).cell(text);
  return out;
}

TEST(Write, QuotesWhatMustBeQuoted) {
  std::string out;
  Writer(out, Writer::Mark::byte_order)
      .cell("a")
      .cell("b,c")
      .cell("say \"no\"")
      .cell("two\nlines")
      .cell("")
      .cell(-42)
      .end_row()
      .cell(" x")
      .end_row();
  EXPECT_EQ(out,
            "\xef\xbb\xbf"
            "a,\"b,c\",\"say \"\"no\"\"\",\"two\nlines\",,-42\r\n\" x\"\r\n");
}

TEST(Write, DisarmsFormulas) {
  for (auto text : {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1+1", "＋1+1", "－1+1", "＠x", "=", "-", "+-1", "-.", "-1.2.3"})
    EXPECT_TRUE(written(text).starts_with("'")) << text;
  EXPECT_EQ(written("\t=1"), "'\t=1");
  EXPECT_EQ(written("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(written("\n=1"), "\"'\n=1\"");
  EXPECT_EQ(written(" =1"), "\"' =1\"") << "behind a blank";
  EXPECT_EQ(written("\u200b=1"), "'\u200b=1") << "behind a zero-width space";
  EXPECT_EQ(written("\ufeff\u00a0@x"), "'\ufeff\u00a0@x");
  EXPECT_EQ(written("\x01 \x02=1"), "'\x01 \x02=1") << "behind control characters";
  EXPECT_EQ(written("=1,2"), "\"'=1,2\"");
}

TEST(Write, LeavesNumbersAndWordsAlone) {
  for (auto text : {"-5", "+44", "-1.5", "5", "1e3", "a=b", "well-known", "2026-04-07", "'quoted'", "Lee", ""})
    EXPECT_EQ(written(text), text);
}

RC_GTEST_PROP(Write, ComesBackWhenRead, ()) {
  const auto word = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab ,\"\r\n;'9")));
  auto cells = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(word));
  cells.push_back("end");
  std::string out;
  Writer writer(out);
  for (const auto& cell : cells) writer.cell(cell);
  writer.end_row();
  const auto rows = rows_of(out);
  RC_ASSERT(rows.size() == 1u);
  for (std::size_t i = 0; i < cells.size(); ++i) RC_ASSERT(rows[0][i] == cells[i] || rows[0][i] == "'" + cells[i]);
}

}  // namespace
}  // namespace hearth::csv
