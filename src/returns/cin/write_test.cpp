#include "returns/cin/codes.hpp"
#include "returns/cin/testing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearth::returns::cin {
namespace {

using testing::only_the_return;
using testing::told;

TEST(Written, IsTheTreeThatWasRead) {
  auto path = testing::data_path("clean_600.xml");
  auto census = read_census(path);
  ASSERT_TRUE(census) << told(census.error());
  EXPECT_EQ(write_census(*census), testing::content_of(path));  // to the last blank: both indent by two
}

TEST(Written, IsTheReturnThatWasReadWithItsFaults) {
  for (const char* file : {"100_fire.xml", "1540_fire.xml", "4180_fire.xml", "8500_fire.xml", "8510_fire.xml", "8568_fire.xml",
                           "8600_fire.xml", "8640_fire.xml", "8842Q_fire.xml", "8945Q_fire.xml"}) {
    auto census = read_census(testing::data_path(file), {}, Purpose::check);
    ASSERT_TRUE(census) << file;
    auto again = read_census_text(write_census(*census), {}, Purpose::check);
    ASSERT_TRUE(again) << file << told(again.error());
    EXPECT_EQ(only_the_return(*again), only_the_return(*census)) << file;
    EXPECT_EQ(again->faults, census->faults) << file;
  }
}

TEST(Written, EscapesWhatIsMarkup) {
  Census census{2026, {"CIN", 2026, Date::of(2026, 3, 31), {Source{"L", "998", "<&>\"'", "1\r2\n3", {}, {}}}}, {Child{"C1"}}};
  auto xml = write_census(census);
  EXPECT_THAT(xml, ::testing::HasSubstr("<SoftwareCode>&lt;&amp;&gt;\"'</SoftwareCode>"));
  auto source = read_census_text(xml)->header.sources.front();
  EXPECT_EQ(source.software_code, "<&>\"'");
  EXPECT_EQ(source.release, "1\r2\n3");
}

TEST(Written, NamesSexAsItsYearDoes) {
  for (auto [year, sex, element] : {std::tuple{2024, "M", "<GenderCurrent>1</GenderCurrent>"},
                                    {2024, "F", "<GenderCurrent>2</GenderCurrent>"},
                                    {2024, "U", "<GenderCurrent>0</GenderCurrent>"},
                                    {2024, "1", "<Sex>1</Sex>"},
                                    {2025, "M", "<Sex>M</Sex>"}}) {
    Child child{"C1"};
    child.sex = sex;
    EXPECT_THAT(write_census(Census{year, {{}, year, {}, {}}, {child}}), ::testing::HasSubstr(element)) << year << sex;
  }
}

TEST(Written, IsBareWhereThereIsNothing) {
  EXPECT_EQ(write_census({}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Message>\n  <Header>\n    <CollectionDetails/>\n  </Header>\n  "
            "<Children/>\n</Message>\n");
}

// ---- any return at all ----------------------------------------------------------------------------------------------------

using rc::gen::arbitrary;

template <class T>
rc::Gen<std::optional<T>> maybe(rc::Gen<T> gen) {
  return rc::gen::oneOf(rc::gen::just(std::optional<T>()),
                        rc::gen::map(std::move(gen), [](T value) { return std::optional<T>(std::move(value)); }));
}

rc::Gen<Date> days() {
  return rc::gen::map(rc::gen::inRange(0, (Date::of(2199, 12, 31) - Date::of(1850, 1, 1)) + 1),
                      [](int n) { return Date::of(1850, 1, 1) + n; });
}

/// A right code more often than not, else a text that only XML has to bear.
rc::Gen<std::string> code(Form form) {
  std::vector<std::string> right;
  for (auto one : codes(form, last_year)) right.emplace_back(one);
  auto odd = rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(std::string("AZ09<>&\"'-/;]"))));
  if (right.empty()) return odd;
  return rc::gen::weightedOneOf<std::string>({{4, rc::gen::elementOf(right)}, {1, odd}, {1, rc::gen::just<std::string>("ä – 子")}});
}

template <class T>
rc::Gen<std::vector<T>> few(rc::Gen<T> gen, std::size_t least = 0) {
  return rc::gen::mapcat(rc::gen::inRange<std::size_t>(least, 4),
                         [gen](std::size_t n) { return rc::gen::container<std::vector<T>>(n, gen); });
}

rc::Gen<Assessment> assessments() {
  return rc::gen::build<Assessment>(
      rc::gen::set(&Assessment::started, maybe(days())), rc::gen::set(&Assessment::internal_review, maybe(days())),
      rc::gen::set(&Assessment::authorised, maybe(days())), rc::gen::set(&Assessment::factors, few(code(Form::assessment_factor))),
      rc::gen::set(&Assessment::line, rc::gen::just(0)));
}

rc::Gen<Plan> plans() {
  return rc::gen::build<Plan>(rc::gen::set(&Plan::started, maybe(days())), rc::gen::set(&Plan::ended, maybe(days())));
}

rc::Gen<Enquiry> enquiries() {
  return rc::gen::build<Enquiry>(rc::gen::set(&Enquiry::started, maybe(days())), rc::gen::set(&Enquiry::conference_target, maybe(days())),
                                 rc::gen::set(&Enquiry::initial_conference, maybe(days())),
                                 rc::gen::set(&Enquiry::conference_not_required, maybe(arbitrary<bool>())));
}

rc::Gen<ProtectionPlan> protection_plans() {
  auto reviews = rc::gen::build<Review>(rc::gen::set(&Review::held, maybe(days())));
  return rc::gen::build<ProtectionPlan>(
      rc::gen::set(&ProtectionPlan::started, maybe(days())), rc::gen::set(&ProtectionPlan::ended, maybe(days())),
      rc::gen::set(&ProtectionPlan::initial_category, maybe(code(Form::abuse_category))),
      rc::gen::set(&ProtectionPlan::latest_category, maybe(code(Form::abuse_category))),
      rc::gen::set(&ProtectionPlan::previous_plans, maybe(rc::gen::inRange(0, 100))), rc::gen::set(&ProtectionPlan::reviews, few(reviews)));
}

rc::Gen<Episode> episodes() {
  return rc::gen::build<Episode>(
      rc::gen::set(&Episode::referral_date, maybe(days())), rc::gen::set(&Episode::source, maybe(code(Form::referral_source))),
      rc::gen::set(&Episode::primary_need, maybe(code(Form::primary_need))), rc::gen::set(&Episode::closed, maybe(days())),
      rc::gen::set(&Episode::closure_reason, maybe(code(Form::closure_reason))), rc::gen::set(&Episode::initial_conference, maybe(days())),
      rc::gen::set(&Episode::assessments, few(assessments())), rc::gen::set(&Episode::plans, few(plans())),
      rc::gen::set(&Episode::enquiries, few(enquiries())), rc::gen::set(&Episode::no_further_action, maybe(arbitrary<bool>())),
      rc::gen::set(&Episode::protection_plans, few(protection_plans())));
}

rc::Gen<Child> children() {
  return rc::gen::build<Child>(rc::gen::set(&Child::upn, maybe(code(Form::upn))), rc::gen::set(&Child::former_upn, maybe(code(Form::upn))),
                               rc::gen::set(&Child::upn_unknown, maybe(code(Form::upn_unknown))), rc::gen::set(&Child::born, maybe(days())),
                               rc::gen::set(&Child::expected_birth, maybe(days())), rc::gen::set(&Child::sex, maybe(code(Form::sex))),
                               rc::gen::set(&Child::died, maybe(days())), rc::gen::set(&Child::ethnicity, maybe(code(Form::ethnicity))),
                               rc::gen::set(&Child::disabilities, few(code(Form::disability))),
                               rc::gen::set(&Child::episodes, few(episodes())));
}

rc::Gen<Census> censuses() {
  auto source = rc::gen::build<Source>(
      rc::gen::set(&Source::level, maybe(code(Form::source_level))), rc::gen::set(&Source::authority, maybe(code(Form::authority))),
      rc::gen::set(&Source::software_code, maybe(code(Form::free))), rc::gen::set(&Source::release, maybe(code(Form::free))),
      rc::gen::set(&Source::serial_no, maybe(code(Form::serial))), rc::gen::set(&Source::date_time, maybe(code(Form::date_time))));
  auto given = rc::gen::tuple(rc::gen::inRange(first_year, last_year + 1), maybe(days()), few(source), few(children(), 1));
  return rc::gen::map(given, [](std::tuple<int, std::optional<Date>, std::vector<Source>, std::vector<Child>> parts) {
    auto& [year, reference_date, sources, all] = parts;
    for (std::size_t i = 0; i < all.size(); ++i) all[i].la_child_id = fmt::format("C{}", i);
    return Census{year, {"CIN", year, reference_date, std::move(sources)}, std::move(all)};
  });
}

/// Boost.Describe says what a record holds; rapidcheck shows a counterexample by its XML.
RC_GTEST_PROP(Written, ReadsAsItWas, ()) {
  const Census census = *rc::gen::noShrink(censuses());
  auto xml = write_census(census);
  auto again = read_census_text(xml);
  if (!again) RC_FAIL(told(again.error()) + xml);
  if (only_the_return(*again) != census) RC_FAIL(to_json(census) + "\n" + to_json(*again) + "\n" + xml);
  RC_ASSERT(write_census(*again) == xml);
}

}  // namespace
}  // namespace hearth::returns::cin
