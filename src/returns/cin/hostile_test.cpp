// Files that mean harm, are broken or never end. Each has to be refused in a sentence, in little memory and little time.
#include "returns/cin/testing.hpp"
#include "returns/cin/xml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstring>

namespace hearth::returns::cin {
namespace {

using testing::a_child;
using testing::a_return;
using ::testing::HasSubstr;
using testing::told;

std::string refusals_of(std::string_view xml, const Limits& limits = {}) {
  auto census = read_census_text(xml, limits);
  return census ? "read" : told(census.error());
}

// ---- entities -------------------------------------------------------------------------------------------------------------

const char* const document_types[] = {
    "<!DOCTYPE Message>",
    "<!DOCTYPE Message SYSTEM 'file:///etc/passwd'>",
    "<!DOCTYPE Message PUBLIC 'x' 'http://127.0.0.1:9/x.dtd'>",
    "<!DOCTYPE Message [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>",
    "<!DOCTYPE Message [<!ENTITY % remote SYSTEM 'http://127.0.0.1:9/x.dtd'> %remote;]>",
    "<!DOCTYPE Message [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
    "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
    "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY secret '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>",
    "<!DOCTYPE Message [<!ATTLIST Child kind CDATA 'x'>]>",
};

TEST(DocumentTypes, AreRefusedUnread) {
  for (std::string type : document_types)
    for (const char* use : {"&secret;", ""}) {
      auto xml = "<?xml version='1.0'?>\n" + type + a_return(a_child("C1", testing::episode, fmt::format("<UPN>{}</UPN>", use)));
      EXPECT_EQ(refusals_of(xml),
                "line 2: The file declares a document type (DOCTYPE), which no return has, and could name other files by it\n")
          << type;
    }
}

TEST(DocumentTypes, AreRefusedInEveryEncoding) {
  std::string utf16("\xFF\xFE", 2);
  for (char c : std::string("<!DOCTYPE Message [<!ENTITY a 'x'>]><Message>&a;</Message>")) utf16 += {c, '\0'};
  EXPECT_THAT(refusals_of(utf16), HasSubstr("DOCTYPE"));
}

TEST(Entities, OfXmlAloneAreKnown) {
  EXPECT_THAT(refusals_of(a_return(a_child("C1", testing::episode, "<UPN>&nbsp;</UPN>"))),
              HasSubstr("line 9: The file uses an entity that XML does not have"));
  EXPECT_EQ(refusals_of(a_return(a_child("C&amp;1"))), "read");
}

// ---- encodings and bytes --------------------------------------------------------------------------------------------------

std::string in_utf16(std::string_view ascii, bool big) {
  std::string all = big ? "\xFE\xFF" : "\xFF\xFE";
  for (char c : ascii) all += big ? std::string{'\0', c} : std::string{c, '\0'};
  return all;
}

std::string with_upn(std::string_view upn) {
  return a_return(a_child("C1", testing::episode, fmt::format("<UPN>{}</UPN><Sex>F</Sex>", upn)));
}

TEST(Encodings, AreReadAsTheFileDeclares) {
  const std::string not_utf8 =
      "line 1: The file is not in UTF-8, which the Department asks for; it is read by the encoding that it declares\n";
  struct {
    std::string name, xml, upn, notes;
  } const files[] = {
      {"UTF-8 with a byte order mark", "\xEF\xBB\xBF" + with_upn("\xC3\xA4"), "\xC3\xA4", ""},
      {"UTF-8, declared", "<?xml version='1.0' encoding='utf-8'?>" + with_upn("\xC3\xA4"), "\xC3\xA4", ""},
      {"Latin-1, declared", "<?xml version='1.0' encoding='ISO-8859-1'?>" + with_upn("\xE4"), "\xC3\xA4", not_utf8},
      {"UTF-16, little end first", in_utf16(with_upn("X"), false), "X", not_utf8},
      {"UTF-16, big end first", in_utf16(with_upn("X"), true), "X", not_utf8},
  };
  for (const auto& [name, xml, upn, notes] : files) {
    auto census = read_census_text(xml);
    ASSERT_TRUE(census) << name << told(census.error());
    EXPECT_EQ(census->children.front().upn, upn) << name;
    std::erase_if(census->notes, [](const Note& note) { return note.line == 9; });  // that no UPN looks like this
    EXPECT_EQ(told(census->notes), notes) << name;
  }
}

TEST(Encodings, ThatAreNotWhatTheFileDeclaresAreRefused) {
  const std::string sentence = "The characters here are not in the encoding that the file declares: save it as UTF-8\n";
  for (const char* bytes : {"\xE4", "\xC3", "\xFF", "\xED\xA0\x80"})
    EXPECT_EQ(refusals_of(with_upn(bytes)),
              "line 9: The file is damaged here: it holds a character that XML does not allow, or is not saved as UTF-8\n");
  EXPECT_EQ(refusals_of("<?xml version='1.0' encoding='klingon'?>" + with_upn("X")), "line 1: " + sentence);
  EXPECT_NE(refusals_of("<?xml version='1.0' encoding='UTF-16'?>" + with_upn("X")), "");
}

TEST(Bytes, ThatAreNoTextAreRefused) {
  for (char c : {'\0', '\x01', '\x1F'}) {
    EXPECT_NE(refusals_of(with_upn(std::string(1, c))), "read") << int(c);
    EXPECT_NE(refusals_of(std::string(1, c) + with_upn("X")), "read") << int(c);
    EXPECT_NE(refusals_of(with_upn("X") + std::string(1, c)), "read") << int(c);
  }
  EXPECT_NE(refusals_of(std::string(1'000'000, '\0')), "read");
  EXPECT_NE(refusals_of(with_upn("&#0;")), "read");
}

TEST(Bytes, ThatAreMissingAreMissed) {
  auto xml = testing::content_of(testing::data_path("8600_fire.xml"));
  for (std::size_t size = 1024; size < xml.size(); size += 1024) {
    auto told = refusals_of(std::string_view(xml).substr(0, size));
    auto line = 1 + std::count(xml.begin(), xml.begin() + std::ptrdiff_t(size), '\n');
    EXPECT_EQ(told, fmt::format("line {}: The file ends here, before its last element is closed: it was cut off\n", line)) << size;
  }
}

TEST(Bytes, AreMissedAtEveryOne) {
  const auto xml = "<?xml version='1.0' encoding='UTF-8'?>\n" + with_upn("A123456789123");
  const auto whole = xml.rfind("</Message>") + 10;  // blanks may be missing
  for (std::size_t size = 0; size < whole; ++size) EXPECT_NE(refusals_of(std::string_view(xml).substr(0, size)), "read") << size;
  EXPECT_EQ(refusals_of(std::string_view(xml).substr(0, whole)), "read");
}

/// Whatever comes in, a return or a sentence goes out.
RC_GTEST_PROP(Bytes, ThatAreWrongHarmNobody, ()) {
  static const auto clean = with_upn("A123456789123");
  auto xml = clean;
  for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
    auto at = *rc::gen::inRange<std::size_t>(0, xml.size()), size = *rc::gen::inRange<std::size_t>(0, 40);
    switch (*rc::gen::inRange(0, 4)) {
      case 0: xml[at] = *rc::gen::arbitrary<char>(); break;
      case 1: xml.erase(at, size); break;
      case 2: xml.insert(at, xml.substr(*rc::gen::inRange<std::size_t>(0, xml.size()), size)); break;
      case 3:
        xml.insert(at, *rc::gen::element<std::string>("<", ">", "&", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "\"", "</", "<!DOCTYPE",
                                                      "\xFF"));
        break;
    }
    if (xml.empty()) xml = "<";
  }
  for (auto purpose : {Purpose::take_in, Purpose::check}) {
    auto census = read_census_text(xml, {}, purpose);
    if (census) {
      RC_ASSERT(!census->children.empty());
      RC_ASSERT(write_census(*census).size() > 0u);
    } else {
      RC_ASSERT(!census.error().empty());
      for (const auto& refusal : census.error()) RC_ASSERT(refusal.field.starts_with("line ") && !refusal.sentence.empty());
    }
  }
}

// ---- without end ----------------------------------------------------------------------------------------------------------

/// A source that never ends: `begin` once, then `again` for ever, with "#" in it replaced by a number that grows.
class Endless {
 public:
  Endless(std::string begin, std::string again) : pending_(std::move(begin)), again_(std::move(again)) {}

  std::optional<std::size_t> operator()(std::span<char> into) {
    while (pending_.size() < into.size()) {
      auto piece = again_;
      if (auto at = piece.find('#'); at != std::string::npos) piece.replace(at, 1, std::to_string(count_));
      ++count_;
      pending_ += piece;
    }
    std::memcpy(into.data(), pending_.data(), into.size());
    pending_.erase(0, into.size());
    given_ += into.size();
    return into.size();
  }

  std::size_t given() const { return given_; }

 private:
  std::string pending_, again_;
  std::size_t count_ = 0, given_ = 0;
};

struct WithoutEnd {
  const char *name, *begin, *again;
  std::size_t most;  // bytes read until it is refused
  const char* sentence;
};

const std::string lots_of_as(10'000, 'a');
constexpr std::size_t mb = 1 << 20;

const WithoutEnd without_end[] = {
    {"an attribute", "<Message a='", lots_of_as.c_str(), mb, "No element begins or ends here for 64 KB"},
    {"a text", "<Message><Header>", lots_of_as.c_str(), mb, "A text here holds more than 4096 characters"},
    {"a text in pieces", "<Message><Header>", "ab<!-- c -->", mb, "A text here holds more than 4096 characters"},
    {"a character section", "<Message><Header><![CDATA[", lots_of_as.c_str(), mb, ""},
    {"a comment", "<Message><!--", lots_of_as.c_str(), mb, "No element begins or ends here for 64 KB"},
    {"an instruction", "<Message><?a ", lots_of_as.c_str(), mb, "No element begins or ends here for 64 KB"},
    {"blanks", "<Message>", " \n  \t", mb, "No element begins or ends here for 64 KB"},
    {"blanks before the root", "", " \n  \t", mb, ""},
    {"a name", "<Message><", lots_of_as.c_str(), mb, ""},
    {"attributes", "<Message ", "a#='' ", mb, "No element begins or ends here for 64 KB"},
    {"depth", "<Message>", "<a>", mb, "Elements lie more than 32 deep inside each other"},
    {"new elements", "<Message>", "<a#/>", mb, "more than 1000 different names"},
    {"new attributes", "<Message>", "<a a#=''/>", mb, "more than 1000 different names"},
    {"new namespaces", "<Message>", "<a xmlns:a='urn:#'/>", mb, "more than 1000 different names"},
    {"new prefixes", "<Message>", "<a xmlns:a#='urn:a'/>", mb, "more than 1000 different names"},
    {"new instructions", "<Message>", "<?a#?><a/>", mb, "more than 1000 different names"},
    {"elements", "<Message>", "<Child/>", 3 * mb, "The file is larger than 2 MB"},
};

TEST(WithoutEnd, IsRefusedInLittleMemory) {
  for (const auto& [name, begin, again, most, sentence] : without_end) {
    Endless source(begin, again);
    Limits limits;
    limits.bytes = 2 * mb;
    auto before = mallinfo2();
    xml::Reader reader([&](std::span<char> into) { return source(into); }, limits);
    while (reader.next().kind != xml::Token::Kind::stop) {
    }
    auto after = mallinfo2();
    ASSERT_TRUE(reader.refusal()) << name;
    EXPECT_THAT(reader.refusal()->sentence, HasSubstr(sentence)) << name;
    EXPECT_LE(source.given(), most) << name;
    EXPECT_LT(after.uordblks + after.hblkhd, before.uordblks + before.hblkhd + 2 * mb) << name;
  }
}

TEST(Huge, TextsAndAttributesAreRefusedAtOnce) {
  std::string huge = "<Message>";
  huge.resize(100 * mb, 'x');
  EXPECT_THAT(refusals_of(huge), HasSubstr("line 1: A text here holds more than 4096 characters"));
  huge.replace(0, 12, "<Message a='");
  EXPECT_THAT(refusals_of(huge), HasSubstr("line 1: No element begins or ends here for 64 KB"));
}

// ---- limits, at them and one over -----------------------------------------------------------------------------------------

TEST(Limits, HoldForChildren) {
  Limits limits;
  limits.children = 2;
  EXPECT_EQ(refusals_of(a_return(a_child("1") + a_child("2")), limits), "read");
  EXPECT_EQ(refusals_of(a_return(a_child("1") + a_child("2") + a_child("3")), limits), "line 18: The return has more than 2 children\n");
}

TEST(Limits, HoldForRecords) {
  Limits limits;
  limits.records = 10;  // a source, a child, a disability, an episode, then factors
  auto with_factors = [](int count) {
    std::string factors;
    for (int i = 0; i < count; ++i) factors += "<AssessmentFactors>1A</AssessmentFactors>";
    return a_return(a_child("C1",
                            "<CINreferralDate>2025-05-09</CINreferralDate><ReferralSource>6</ReferralSource><Assessments>"
                            "<AssessmentActualStartDate>2025-05-09</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>" +
                                factors + "</FactorsIdentifiedAtAssessment></Assessments><ReferralNFA>0</ReferralNFA>"));
  };
  EXPECT_EQ(refusals_of(with_factors(5), limits), "read");
  EXPECT_EQ(refusals_of(with_factors(6), limits), "line 11: The file holds more than 10 records, which no return does\n");
  EXPECT_EQ(refusals_of(with_factors(100'000), limits), "line 11: The file holds more than 10 records, which no return does\n");
}

TEST(Limits, HoldForDepth) {
  auto nested = [](int depth) {  // Message is the first
    std::string in, out;
    for (int i = 1; i < depth; ++i) in += "<a>", out += "</a>";
    return with_upn("X").replace(with_upn("X").find("<Header>"), 0, in + out);
  };
  EXPECT_EQ(refusals_of(nested(32)), "read");
  EXPECT_EQ(refusals_of(nested(33)), "line 2: Elements lie more than 32 deep inside each other; a return's lie 8 deep\n");
  EXPECT_THAT(refusals_of(nested(100'000)), HasSubstr("more than 32 deep"));
}

TEST(Limits, HoldForTexts) {
  EXPECT_EQ(refusals_of(with_upn(std::string(4096, 'x'))), "read");
  EXPECT_THAT(refusals_of(with_upn(std::string(4097, 'x'))), HasSubstr("line 9: A text here holds more than 4096 characters"));
  auto attribute = [](std::size_t size) { return "<Message a='" + std::string(size, 'x') + "'" + with_upn("X").substr(8); };
  EXPECT_EQ(refusals_of(attribute(4096)), "read");
  EXPECT_EQ(refusals_of(attribute(4097)), "line 1: An attribute holds more than 4096 characters\n");
}

TEST(Limits, HoldForBytes) {
  auto xml = with_upn("X");
  Limits limits;
  limits.bytes = xml.size();
  EXPECT_EQ(refusals_of(xml, limits), "read");
  limits.bytes = xml.size() - 1;
  EXPECT_THAT(refusals_of(xml, limits), HasSubstr("The file is larger than"));
}

TEST(Limits, HoldForWhatIsUnknown) {
  Limits limits;
  limits.unknown = 3;
  auto unknown = [](int count) {
    std::string all(testing::episode);
    for (int i = 0; i < count; ++i) all += "\n<Odd>1</Odd>";
    return a_return(a_child("C1", all));
  };
  EXPECT_EQ(refusals_of(unknown(3), limits), "read");
  EXPECT_EQ(refusals_of(unknown(4), limits), "line 15: More than 3 things up to here could not be made sense of: is it a return?\n");
}

TEST(Refusals, QuoteNoMoreThanALine) {
  auto told = refusals_of(
      a_return(a_child("C1", "<CINreferralDate>" + std::string(39, 'x') + "\xC3\xA4" + std::string(3000, 'y') + "</CINreferralDate>")));
  EXPECT_EQ(told, "line 11: CINreferralDate says \"" + std::string(39, 'x') + "...\", which is no date: write it like 2026-03-31\n");
}

}  // namespace
}  // namespace hearth::returns::cin
