// What the census rules say about small returns, and about those beside the repository when HEARTH_SHARED_DATA names their folder:
// cin/rule_cases has one or two returns for each of the 109 rules.

#include "returns/checks.hpp"

#include "base/csv.hpp"
#include "returns/cin/testing.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>

namespace hearth::returns {
namespace {

using cin::testing::a_child, cin::testing::a_return, cin::testing::content_of, cin::testing::data_path;

const Reference& reference() {
  static const Reference loaded = Reference::load().value();
  return loaded;
}

std::set<std::string> fired(const std::string& xml) {
  const auto census = cin::read_census_text(xml, {}, cin::Purpose::check);
  if (!census) return {"unreadable: " + cin::testing::told(census.error())};
  std::set<std::string> rules;
  for (const auto& finding : check(*census, reference())) rules.insert(finding.rule);
  return rules;
}

/// What a small return says beside what every small return says: 12 children cannot use eight codes.
std::set<std::string> of_a_child(std::string_view details) {
  auto rules = fired(a_return(a_child("C1", details)));
  rules.erase("2887Q");
  rules.erase("2888Q");
  rules.erase("8770Q");
  return rules;
}

using Rules = std::set<std::string>;

TEST(Checks, AreSilentAboutACleanReturn) { EXPECT_EQ(fired(content_of(data_path("clean_600.xml"))), Rules{}); }

TEST(Checks, NameWhatIsWrong) {
  const std::string begin = "<CINreferralDate>2025-05-09</CINreferralDate><ReferralSource>3D</ReferralSource>";
  EXPECT_EQ(of_a_child(begin + "<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA>"), Rules{});
  EXPECT_EQ(of_a_child(begin + "<ReferralNFA>0</ReferralNFA>"), Rules{"8610"});
  EXPECT_EQ(of_a_child(begin + "<ReferralNFA>1</ReferralNFA>"), Rules{});
  EXPECT_EQ(of_a_child(begin + "<PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>2025-05-08</CINclosureDate>"
                               "<ReasonForClosure>RC7</ReasonForClosure><ReferralNFA>0</ReferralNFA>"),
            (Rules{"8630"}));
  EXPECT_EQ(of_a_child(begin + "<PrimaryNeedCode>N1</PrimaryNeedCode><Section47><S47ActualStartDate>2025-05-12</S47ActualStartDate>"
                               "<DateOfInitialCPC>2025-05-25</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>"
                               "<ReferralNFA>0</ReferralNFA>"),
            (Rules{"2991Q", "8875"}));
}

TEST(Checks, SayWhichChildAndHowHeavyItIs) {
  const auto census = cin::read_census_text(
      a_return(a_child("C1") + a_child("C2",
                                       "<CINreferralDate>2025-05-09</CINreferralDate><ReferralSource>3D</ReferralSource>"
                                       "<ReferralNFA>0</ReferralNFA>")));
  ASSERT_TRUE(census);
  const auto findings = check(*census, reference());
  const auto found = std::ranges::find(findings, "8610", &Finding::rule);
  ASSERT_NE(found, findings.end());
  EXPECT_EQ(found->child, 1u);
  EXPECT_EQ(found->weight(), Weight::refused);
  EXPECT_EQ(findings.back().rule, "2888Q");
  EXPECT_EQ(findings.back().weight(), Weight::query);
  EXPECT_FALSE(findings.back().child);
}

Rules words_of(std::string_view text) {
  Rules words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

void rule_cases(const std::string& folder) {
  int cases = 0;
  const std::string_view columns[] = {"case", "expected_rules", "compare"};
  const auto read = csv::read_columns(content_of(folder + "/cases.csv"), columns, [&](const csv::Row& row) -> Result<void> {
    const auto found = fired(content_of(folder + "/" + std::string(row.cells[0]) + ".xml"));
    const auto wanted = words_of(row.cells[1]);
    ++cases;
    if (row.cells[2] == "contains")
      EXPECT_TRUE(std::ranges::includes(found, wanted)) << row.cells[0] << ": " << ::testing::PrintToString(found);
    else
      EXPECT_EQ(found, wanted) << row.cells[0];
    return {};
  });
  ASSERT_TRUE(read);
  EXPECT_EQ(cases, 119);
}

struct Shared : ::testing::Test {
  explicit Shared(std::string folder) : folder(std::move(folder)) {}
  void TestBody() override { rule_cases(folder); }
  std::string folder;
};

const bool registered = [] {
  const char* shared = std::getenv("HEARTH_SHARED_DATA");
  if (!shared) return false;
  const auto folder = std::string(shared) + "/cin/rule_cases";
  ::testing::RegisterTest("SharedRuleCases", "FireTheRules", nullptr, nullptr, __FILE__, __LINE__,
                          [=]() -> Shared* { return new Shared(folder); });
  return true;
}();

}  // namespace
}  // namespace hearth::returns
