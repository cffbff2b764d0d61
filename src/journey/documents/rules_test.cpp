#include "journey/documents/rules.hpp"

#include "journey/testing.hpp"
#include "web/form.hpp"

#include <gtest/gtest.h>

namespace hearth::journey {
namespace {

using testing::told;

const Date today = Date::of(2026, 4, 7);
const std::string pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
const std::string jpeg = "\xFF\xD8\xFF\xE0picture\xFF\xD9";

std::string number(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += char(value >> (8 * i) & 255);
  return text;
}

/// An archive's list of members, with the sizes that it claims: what the rules look at.
std::string archive(const std::vector<std::pair<std::string, std::uint64_t>>& members) {
  std::string bytes = "PK\3\4 what is in it is never unpacked", list;
  for (const auto& [name, unpacked] : members)
    list += "PK\1\2" + std::string(16, '\0') + number(10, 4) + number(unpacked, 4) + number(name.size(), 2) + std::string(16, '\0') + name;
  const auto at = bytes.size();
  bytes += list;
  return bytes + "PK\5\6" + std::string(4, '\0') + number(members.size(), 2) + number(members.size(), 2) + number(list.size(), 4) +
         number(at, 4) + number(0, 2);
}
std::string word(std::uint64_t unpacked = 1000, const std::string& more = "word/styles.xml") {
  return archive({{"[Content_Types].xml", 100}, {"word/document.xml", unpacked}, {more, 10}});
}

std::string png(std::uint32_t width, std::uint32_t height) {
  auto big = [](std::uint32_t v) {
    auto text = number(v, 4);
    std::ranges::reverse(text);
    return text;
  };
  return "\x89PNG\r\n\x1A\n" + big(13) + "IHDR" + big(width) + big(height) + std::string(9, '\0') +
         std::string("\0\0\0\0IEND\xAE\x42\x60\x82", 12);
}

std::string kind(const std::string& bytes) {
  const auto found = kind_of(bytes);
  return found ? std::string(described::enum_name(*found)) : found.error().front().sentence;
}

AddDocument add(const std::string& bytes, const std::string& name) {
  AddDocument command{"lee", "School report", today, {name, {}}};
  for (std::size_t at = 0; at < bytes.size(); at += part_bytes)
    command.file.content.push_back(web::to_base64(std::string_view(bytes).substr(at, part_bytes)));
  return command;
}
std::string refusal(const AddDocument& command) {
  const auto decided = decide(command, today);
  return decided ? "" : told(decided.error());
}

TEST(Files, AreWhatTheirBytesSay) {
  EXPECT_EQ(kind(pdf), "pdf");
  EXPECT_EQ(kind(jpeg), "jpeg");
  EXPECT_EQ(kind(jpeg + std::string(64, '\0')), "jpeg");
  EXPECT_EQ(kind(png(800, 600)), "png");
  EXPECT_EQ(kind(word()), "word");
  EXPECT_EQ(kind(archive({{"[Content_Types].xml", 100}, {"xl/workbook.xml", 100}})), "spreadsheet");
  EXPECT_EQ(kind("Dear Ms Hart,\r\nأهلا"), "text");
}

TEST(Files, ThatDoHarmOrHideSomethingAreRefused) {
  EXPECT_NE(kind("MZ\x90\0 a program\xFF").find("This kind of file cannot be added"), std::string::npos);
  EXPECT_NE(kind(archive({{"a.exe", 100}})).find("This is an archive"), std::string::npos);
  EXPECT_NE(kind(word(4'000'000'000)).find("unpacks into far more"), std::string::npos) << "an archive bomb";
  EXPECT_NE(kind(word(10, "word/vbaProject.bin")).find("macros"), std::string::npos);
  EXPECT_NE(kind(png(60'000, 60'000)).find("too large"), std::string::npos);
  std::vector<std::pair<std::string, std::uint64_t>> many(6'000, {"x", 1});
  EXPECT_NE(kind(archive(many)).find("too many parts"), std::string::npos);
}

TEST(Files, ThatAreCutOffAnywhereAreRefusedAndNeverReadBeyond) {
  for (const auto& whole : {pdf, jpeg, png(8, 8), word()})
    for (std::size_t size = 5; size + 7 < whole.size(); ++size) {
      const auto found = kind_of(std::string_view(whole).substr(0, size));
      EXPECT_TRUE(!found || *found == FileKind::text) << size;
    }
  EXPECT_EQ(kind(""), "The file is empty. Choose another");
}

TEST(Files, WhoseListOfMembersLiesAreRefused) {
  auto bytes = word();
  rc::check("no byte of an archive leads out of it", [&] {
    auto changed = bytes;
    for (int i = 0; i < 4; ++i) changed[std::size_t(*rc::gen::inRange(0, int(changed.size())))] = char(*rc::gen::inRange(0, 256));
    RC_TAG(kind_of(changed).has_value() ? "taken" : "refused");
  });
}

TEST(Documents, AreTakenInWhole) {
  std::string large = "%PDF-1.4\n";
  while (large.size() < 500'000) large += "some words of a long report\n";
  large += "%%EOF";
  const auto added = decide(add(large, "report.PDF"), today);
  ASSERT_TRUE(added) << told(added.error());
  EXPECT_EQ(added->document.parts, 4);
  EXPECT_EQ(added->document.bytes, std::int64_t(large.size()));
  EXPECT_EQ(added->document.sha256.size(), 64u);
  EXPECT_EQ(testing::given<DocumentContent>(added->parts).bytes, large);
}

TEST(Documents, AreRefusedInSentences) {
  EXPECT_EQ(refusal(add("", "")), "file: Choose a file");
  EXPECT_EQ(refusal(add("", "empty.pdf")), "file: The file is empty. Choose another");
  EXPECT_NE(refusal(add(pdf, "holiday.jpg")).find("The file is called holiday.jpg, but what is in it is: PDF"), std::string::npos);
  EXPECT_NE(refusal(add("<script>alert(1)</script>", "page.html")).find("what is in it is: Text"), std::string::npos);
  EXPECT_NE(refusal(add(std::string(largest_document + 1, 'a'), "a.txt")).find("larger than 10 MB"), std::string::npos);
  auto broken = add(pdf, "a.pdf");
  broken.file.content.front() += "!";
  EXPECT_NE(refusal(broken).find("did not arrive as it was sent"), std::string::npos);
  auto empty = add(pdf, "a.pdf");
  empty.title = "";
  empty.on = today + 1;
  EXPECT_EQ(refusal(empty),
            "title: Write what the document is\non: This day is in the future. Enter the day that the document bears, or on which it came");
}

TEST(Documents, AreWithdrawnOnceAndWithAReason) {
  Document document;
  EXPECT_EQ(told(decide(document, WithdrawDocument{"d", ""})), "reason: Write why the document does not belong here");
  EXPECT_EQ(told(decide(document, WithdrawDocument{"d", "Another child’s"})), "document_withdrawn");
  document = evolve(document, DocumentWithdrawn{"Another child’s"});
  EXPECT_EQ(told(decide(document, WithdrawDocument{"d", "Again"})), ": This document has been withdrawn already");
}

}  // namespace
}  // namespace hearth::journey
