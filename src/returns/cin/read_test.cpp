#include "returns/cin/testing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace hearth::returns::cin {
namespace {

using testing::a_child;
using testing::a_return;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::told;

Census read_or_fail(const std::string& xml, Purpose purpose = Purpose::take_in) {
  auto census = read_census_text(xml, {}, purpose);
  if (!census) ADD_FAILURE() << told(census.error());
  return census.value_or(Census{});
}

Episode episode_of(std::string_view details, int year = 2026) {
  auto census =
      read_or_fail(a_return(a_child("C1", details, year < 2025 ? "<GenderCurrent>2</GenderCurrent>" : testing::identifiers), year));
  return census.children.empty() ? Episode{} : census.children.front().episodes.front();
}

TEST(CleanReturn, IsReadWhole) {
  auto census = read_census(testing::data_path("clean_600.xml"));
  ASSERT_TRUE(census) << told(census.error());
  EXPECT_EQ(told(census->notes), "");
  EXPECT_EQ(census->faults + census->remarks, 0u);
  EXPECT_EQ(census->year, 2026);
  EXPECT_EQ(census->children.size(), 588u);

  ASSERT_EQ(census->header.sources.size(), 1u);
  EXPECT_EQ(census->header.sources.front(), (Source{"L", "998", "SYNTH", "1.0", "001", "2026-05-01T09:00:00", 9}));
  EXPECT_EQ(census->header.reference_date, Date::of(2026, 3, 31));

  const Child& first = census->children.front();
  EXPECT_EQ(first.la_child_id, "C000000");
  EXPECT_EQ(first.upn, "X820000019380");
  EXPECT_EQ(first.born, Date::of(2017, 9, 10));
  EXPECT_EQ(first.sex, "F");
  EXPECT_EQ(first.ethnicity, "MOTH");
  EXPECT_THAT(first.disabilities, ElementsAre("MOB", "AUT"));
  EXPECT_EQ(first.line, 19);
  ASSERT_EQ(first.episodes.size(), 1u);

  const Episode& episode = first.episodes.front();
  EXPECT_EQ(episode.referral_date, Date::of(2025, 5, 9));
  EXPECT_EQ(episode.source, "3D");
  EXPECT_EQ(episode.primary_need, "N1");
  EXPECT_EQ(episode.closed, Date::of(2026, 3, 2));
  EXPECT_EQ(episode.closure_reason, "RC7");
  EXPECT_EQ(episode.no_further_action, false);
  ASSERT_EQ(episode.assessments.size(), 1u);
  EXPECT_THAT(episode.assessments.front().factors, ElementsAre("3B", "4A", "6B", "19C"));
  EXPECT_THAT(episode.plans, ElementsAre(Plan{Date::of(2026, 1, 26), Date::of(2026, 3, 2), 49}));
  EXPECT_THAT(episode.enquiries, ElementsAre(Enquiry{Date::of(2025, 5, 14), Date::of(2025, 6, 5), Date::of(2025, 5, 29), false, 53}));
  ASSERT_EQ(episode.protection_plans.size(), 1u);
  EXPECT_EQ(
      episode.protection_plans.front(),
      (ProtectionPlan{
          Date::of(2025, 5, 29), Date::of(2026, 1, 26), "EMO", "EMO", 1, {{Date::of(2025, 8, 26), 67}, {Date::of(2026, 1, 26), 68}}, 60}));
}

TEST(Years, FromTheFirstToTheLastAreRead) {
  for (int year = first_year; year <= last_year; ++year) {
    auto child = a_child("C1", testing::episode, year < 2025 ? "<GenderCurrent>2</GenderCurrent>" : "<Sex>F</Sex>");
    auto census = read_census_text(a_return(child, year));
    ASSERT_TRUE(census) << year << told(census.error());
    EXPECT_EQ(census->year, year);
    EXPECT_EQ(census->children.front().sex, "F") << year;
    EXPECT_EQ(told(census->notes), "") << year;
  }
}

TEST(Years, OutsideAreRefusedByName) {
  for (int year : {1999, first_year - 1, last_year + 1}) {
    auto census = read_census_text(a_return(a_child(), year));
    ASSERT_FALSE(census) << year;
    EXPECT_EQ(told(census.error()), fmt::format("line 2: The return is for {}; returns for 2017 to 2026 can be read\n", year));
  }
}

TEST(Years, ComeFromTheReferenceDateWhereYearIsMissing) {
  auto xml = a_return(a_child());
  xml.erase(xml.find("<Year>"), std::string_view("<Year>2026</Year>").size());
  auto census = read_or_fail(xml);
  EXPECT_EQ(census.year, 2026);
  EXPECT_EQ(told(census.notes), "line 2: The return has no Year; it is read as one for 2026, the year of its ReferenceDate\n");
  EXPECT_EQ(census.faults, 0u);  // the schema lets Year be missing
}

TEST(Years, AreRemarkedOnWhereTheReferenceDateIsAnothers) {
  auto xml = a_return(a_child());
  xml.replace(xml.find("2026-03-31"), 10, "2025-03-31");
  auto census = read_or_fail(xml);
  EXPECT_EQ(census.year, 2026);
  EXPECT_EQ(told(census.notes),
            "line 2: The return is for 2026, but its ReferenceDate is 31 March 2025 and not 31 March 2026; it is read by its Year\n");
}

// ---- refused as a whole ---------------------------------------------------------------------------------------------------

struct Refused {
  std::string name, xml, refusals;
};

std::string with(std::string xml, std::string_view old, std::string_view instead) {
  return xml.replace(xml.find(old), old.size(), instead);
}

const Refused refused[] = {
    {"another root", "<Messages/>", "line 1: The file is no return: it begins with Messages, and a return with Message in no namespace\n"},
    {"another namespace", "\n<Message xmlns='urn:x'/>",
     "line 2: The file is no return: it begins with Message in a namespace, and a return with Message in no namespace\n"},
    {"another collection", with(a_return(a_child()), "CIN", "SWW"),
     "line 2: The file is a return of the collection \"SWW\", not of the Children in Need census (CIN)\n"},
    {"no header", "<Message>\n<Children>" + a_child() + "</Children></Message>",
     "line 2: The return does not say which year it is for: it has no Year in Header/CollectionDetails\n"},
    {"no children", a_return(""), "line 1: The return has no children\n"},
    {"no Children", "<Message><Header><CollectionDetails><Year>2026</Year></CollectionDetails></Header></Message>",
     "line 1: The return has no children\n"},
    {"wrong order", a_return(a_child("C1", "<ReferralSource>3D</ReferralSource>\n<CINreferralDate>2025-05-09</CINreferralDate>")),
     "line 12: CINreferralDate stands after ReferralSource; a return has it before\n"},
    {"twice", a_return(a_child("C1", "<CINreferralDate>2025-05-09</CINreferralDate>\n<CINreferralDate>2025-05-10</CINreferralDate>")),
     "line 12: CINreferralDate is given more than once in the CINdetails that begins on line 11\n"},
    {"both sexes", a_return(a_child("C1", testing::episode, "<Sex>F</Sex><GenderCurrent>2</GenderCurrent>")),
     "line 9: GenderCurrent is given more than once in the ChildIdentifiers that begins on line 9\n"},
    {"no id", a_return(a_child("")), "line 8: The Child that begins here has no LAchildID\n"},
    {"one id for two", a_return(a_child("C1") + a_child("C2") + a_child("C1")),
     "line 18: The LAchildID \"C1\" of the Child that begins here is also that of the Child on line 8\n"},
    {"no date", a_return(a_child("C1", "<CINreferralDate>9 May 2025</CINreferralDate>")),
     "line 11: CINreferralDate says \"9 May 2025\", which is no date: write it like 2026-03-31\n"},
    {"no day of the calendar", a_return(a_child("C1", testing::episode, "<PersonDeathDate>2025-02-29</PersonDeathDate>")),
     "line 9: PersonDeathDate says \"2025-02-29\", which is no date: write it like 2026-03-31\n"},
    {"cut off", "<Message>\n<Header>", "line 2: The file ends here, before its last element is closed: it was cut off\n"},
    {"crossed tags", "<Message>\n<Header></Message>",
     "line 2: The file is damaged here (Opening and ending tag mismatch: Header line 2 and Message): have it written again\n"},
    {"more after the end", a_return(a_child()) + "<Message/>",
     "line 15: The file is damaged here (Extra content at the end of the document): have it written again\n"},
    {"empty", "", "line 1: The file is empty\n"},
    {"blank", " \n ", "line 2: This is not XML: a return begins with <?xml or <Message>\n"},
    {"no XML", "LAchildID,UPN\nC1,\n", "line 1: This is not XML: a return begins with <?xml or <Message>\n"},
};

TEST(Refused, AsAWholeWithLineAndReason) {
  for (const auto& [name, xml, refusals] : refused) {
    auto census = read_census_text(xml);
    ASSERT_FALSE(census) << name;
    EXPECT_EQ(told(census.error()), refusals) << name;
  }
}

TEST(Refused, ForAllReasonsThatCanBeFoundUpToTheLimit) {
  std::string children;
  for (int i = 0; i < 60; ++i) children += a_child("", "<CINreferralDate>never</CINreferralDate>");
  auto census = read_census_text(a_return(children));
  ASSERT_FALSE(census);
  EXPECT_EQ(census.error().size(), Limits{}.refusals);
  EXPECT_EQ(census.error()[0].field, "line 8");
  EXPECT_EQ(census.error()[1].field, "line 11");
}

TEST(Refused, WhereTheFileIsNone) {
  for (std::string path : {"", "/nonexistent.xml", "/tmp", "/dev/zero"}) {
    auto census = read_census(path);
    ASSERT_FALSE(census) << path;
    EXPECT_EQ(told(census.error()), ": " + path + " is not there or is no file\n");
  }
}

// ---- kept going -----------------------------------------------------------------------------------------------------------

struct Faulty {
  std::string name, xml, notes;
};

const std::string referral = "<CINreferralDate>2025-05-09</CINreferralDate>", source = "<ReferralSource>6</ReferralSource>";

const Faulty faulty[] = {
    {"nothing required", a_return("<Child>\n<ChildIdentifiers><LAchildID>1</LAchildID></ChildIdentifiers>\n<CINdetails/></Child>"),
     "line 8: The Child that begins here has no ChildCharacteristics\n"
     "line 9: The ChildIdentifiers that begins here has no Sex\n"
     "line 10: The CINdetails that begins here has no CINreferralDate\n"
     "line 10: The CINdetails that begins here has no ReferralSource\n"
     "line 10: The CINdetails that begins here has no ReferralNFA\n"},
    {"no episode",
     a_return("<Child><ChildIdentifiers><LAchildID>1</LAchildID><Sex>F</Sex></ChildIdentifiers>"
              "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics></Child>"),
     "line 8: The Child that begins here has no CINdetails\n"},
    {"wrong codes",
     a_return(a_child("C1", referral + "<ReferralSource>5E</ReferralSource>\n<PrimaryNeedCode>N10</PrimaryNeedCode>"
                                       "\n<ReasonForClosure>RC10</ReasonForClosure><ReferralNFA>0</ReferralNFA>")),
     "line 11: ReferralSource says \"5E\", which is no code of the return for 2026; it is kept as given\n"
     "line 12: PrimaryNeedCode says \"N10\", which is no code of the return for 2026; it is kept as given\n"
     "line 13: ReasonForClosure says \"RC10\", which is no code of the return for 2026; it is kept as given\n"},
    {"a code before its time",
     a_return(
         a_child("C1", referral + "<ReferralSource>5D</ReferralSource><ReferralNFA>0</ReferralNFA>", "<GenderCurrent>1</GenderCurrent>"),
         2022),
     "line 11: ReferralSource says \"5D\", which is no code of the return for 2022; it is kept as given\n"},
    {"plans before their time",
     a_return(a_child("C1",
                      referral + source +
                          "<CINPlanDates><CINPlanStartDate>2020-06-01</CINPlanStartDate>"
                          "</CINPlanDates><ReferralNFA>0</ReferralNFA>",
                      "<GenderCurrent>1</GenderCurrent>"),
              2021),
     "line 11: CINPlanDates came with the return for 2022, but this one is for 2021; it is read, here and further on\n"},
    {"true and false",
     a_return(a_child("C1", referral + source + "<ReferralNFA>TRUE</ReferralNFA>") +
              a_child("C2", referral + source + "<ReferralNFA>false</ReferralNFA>")),
     "line 11: ReferralNFA says \"TRUE\"; true is read as 1 and false as 0, here and further on\n"},
    {"neither", a_return(a_child("C1", referral + source + "<ReferralNFA>perhaps</ReferralNFA>")),
     "line 11: ReferralNFA says \"perhaps\", which is neither 0 nor 1; it is left out\n"},
    {"no number",
     a_return(a_child("C1", referral + source +
                                "<ReferralNFA>0</ReferralNFA><ChildProtectionPlans><CPPstartDate>2025-06-01</CPPstartDate>"
                                "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>"
                                "<NumberOfPreviousCPP>-1</NumberOfPreviousCPP><Reviews/></ChildProtectionPlans>")),
     "line 11: NumberOfPreviousCPP says \"-1\", which is no whole number; it is left out\n"
     "line 11: Reviews holds no CPPreviewDate\n"},
    {"before Date begins",
     a_return(a_child("C1", testing::episode, "<ExpectedPersonBirthDate>1066-10-14</ExpectedPersonBirthDate><Sex>U</Sex>")),
     "line 9: ExpectedPersonBirthDate says \"1066-10-14\", which is before 1850 or after 2199; it is left out\n"},
    {"empty elements",
     a_return(a_child("C1", referral + "<ReferralSource/><PrimaryNeedCode> </PrimaryNeedCode><ReferralNFA>1</ReferralNFA>")),
     "line 11: ReferralSource is empty; it is read as absent\nline 11: PrimaryNeedCode is empty; it is read as absent\n"},
    {"an odd UPN", a_return(a_child("C1", testing::episode, "<UPN>A12345678901</UPN><Sex>M</Sex>")),
     "line 9: UPN says \"A12345678901\", which is not written as it should be; it is kept as given\n"},
    {"stray text", a_return(a_child("C1", testing::episode, "<UPNunknown>UN1</UPNunknown>PersonBirthDate\n<Sex>F</Sex>")),
     "line 9: \"PersonBirthDate\" stands between the elements of ChildIdentifiers; it is not used\n"},
    {"an attribute", with(a_return(a_child()), "<Child>", "<Child status='new'>"),
     "line 8: Child has an attribute status, here and perhaps further on; attributes are kept as they stand and not used\n"},
    {"an element of a namespace",
     a_return(a_child("C1", std::string(testing::episode) + "<x:ReferralNFA xmlns:x='urn:x'>1</x:ReferralNFA>")),
     "line 11: ReferralNFA has no place in CINdetails; it is kept as it stands and not used\n"},
    {"this year's sex last year", a_return(a_child("C1", testing::episode, "<Sex>1</Sex>") + a_child("C2"), 2023),
     "line 9: Sex replaced GenderCurrent with the return for 2025, but this one is for 2023; it is read, here and further on\n"
     "line 9: Sex says \"1\", which is no code of the return for 2023; it is kept as given\n"},
};

TEST(Faults, AreNotedAndTheRestIsRead) {
  for (const auto& [name, xml, notes] : faulty) {
    auto census = read_census_text(xml);
    ASSERT_TRUE(census) << name << "\n" << told(census.error());
    EXPECT_EQ(told(census->notes), notes) << name;
    EXPECT_EQ(census->faults, census->notes.size()) << name;
    EXPECT_EQ(census->remarks, 0u) << name;
  }
}

TEST(Faults, DropOnlyWhatCannotBeRead) {
  auto episode = episode_of(
      "<CINreferralDate>2199-12-31</CINreferralDate><ReferralSource>ZZ</ReferralSource>"
      "<CINclosureDate>9999-12-31</CINclosureDate><ReasonForClosure>RC10</ReasonForClosure><ReferralNFA>2</ReferralNFA>");
  EXPECT_EQ(episode.referral_date, Date::of(2199, 12, 31));
  EXPECT_EQ(episode.source, "ZZ");
  EXPECT_EQ(episode.closed, std::nullopt);
  EXPECT_EQ(episode.closure_reason, "RC10");
  EXPECT_EQ(episode.no_further_action, std::nullopt);
}

TEST(Faults, BeyondTheLimitAreOnlyCounted) {
  std::string children;
  for (int i = 0; i < 30; ++i) children += a_child(std::to_string(i), referral + source);
  Limits limits;
  limits.notes = 10;
  auto census = read_census_text(a_return(children), limits);
  ASSERT_TRUE(census);
  EXPECT_EQ(census->notes.size(), 10u);
  EXPECT_EQ(census->faults, 30u);
}

TEST(Remarks, AreNoFaults) {
  auto children =
      a_child("C1",
              referral + source +
                  "<Assessments><AssessmentActualStartDate>2018-05-09Z</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>"
                  "<AssessmentFactors>18A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments><ReferralNFA>0</ReferralNFA>",
              "<GenderCurrent>9</GenderCurrent>");
  auto census = read_or_fail(a_return(children, 2024));
  EXPECT_EQ(told(census.notes),
            "line 9: GenderCurrent 9 (indeterminate) is read as U, here and further on\n"
            "line 11: Dates have a time zone, here and perhaps further on; the days are read as they stand\n"
            "line 11: AssessmentFactors 18A is no longer asked for in the return for 2024; it is kept as given, here and further on\n");
  EXPECT_EQ(census.faults, 0u);
  EXPECT_EQ(census.children.front().episodes.front().assessments.front().started, Date::of(2018, 5, 9));
  EXPECT_EQ(told(read_or_fail(a_return(children, 2020)).notes).find("18A"), std::string::npos);
}

TEST(Gender, BecomesSex) {
  for (auto [given, read] : {std::pair{"0", "U"}, {"1", "M"}, {"2", "F"}, {"9", "U"}, {"7", "7"}}) {
    auto census = read_or_fail(a_return(a_child("C1", testing::episode, fmt::format("<GenderCurrent>{}</GenderCurrent>", given)), 2024));
    EXPECT_EQ(census.children.front().sex, read) << given;
  }
}

TEST(Flags, AreReadInAnyFashion) {
  for (auto [given, read] : {std::pair{"0", false},
                             {"1", true},
                             {"false", false},
                             {"True", true},
                             {" \n1\t", true},
                             {"<![CDATA[1]]>", true},
                             {"<!-- -->0", false},
                             {"&#49;", true}})
    EXPECT_EQ(episode_of(referral + source + fmt::format("<ReferralNFA>{}</ReferralNFA>", given)).no_further_action, read) << given;
}

TEST(Unknown, IsKeptAsItStands) {
  auto episode = episode_of(
      std::string(testing::episode) +
      "<PreProceedingsandFGDM>\n<PPStartDate>2026-09-09</PPStartDate>\n<FGDM kind='a'>so<Offer>1</Offer></FGDM>\n</PreProceedingsandFGDM>");
  const std::string at = "Message/Children/Child/CINdetails/PreProceedingsandFGDM";
  EXPECT_THAT(episode.unknown, ElementsAre(Unknown{at + "/PPStartDate", "2026-09-09", 12}, Unknown{at + "/FGDM/@kind", "a", 13},
                                           Unknown{at + "/FGDM/Offer", "1", 13}, Unknown{at + "/FGDM", "so", 13}));
}

TEST(Unknown, BelongsToTheRecordAroundIt) {
  auto xml = a_return(a_child("C1", std::string(testing::episode) + "here", std::string(testing::identifiers) + "<Shoe>5</Shoe>"));
  auto census = read_or_fail(with(xml, "<Header>", "<Header>\n<Colour/>"));
  EXPECT_THAT(census.unknown, ElementsAre(Unknown{"Message/Header/Colour", "", 3}));
  EXPECT_THAT(census.children.front().unknown, ElementsAre(Unknown{"Message/Children/Child/ChildIdentifiers/Shoe", "5", 10}));
  EXPECT_THAT(census.children.front().episodes.front().unknown,
              ElementsAre(Unknown{"Message/Children/Child/CINdetails/text()", "here", 12}));
}

TEST(SchemaLocation, IsNoAttributeToSpeakOf) {
  auto xml = with(a_return(a_child()), "<Message>",
                  "<Message xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:noNamespaceSchemaLocation='CIN.xsd'>");
  EXPECT_EQ(told(read_or_fail(xml).notes), "");
}

TEST(Lines, AreRightBeyondWhatLibxml2Counts) {
  std::string children;
  for (int i = 0; i < 1'000; ++i) children += a_child(std::to_string(i)) + std::string(95, '\n');
  auto census = read_or_fail(a_return(children + a_child("C", referral + source + "\nstray<ReferralNFA>0</ReferralNFA>")));
  EXPECT_EQ(census.children.back().line, 100'008);
  EXPECT_EQ(told(census.notes), "line 100012: \"stray\" stands between the elements of CINdetails; it is not used\n");
}

// ---- the Department's rules' own cases ------------------------------------------------------------------------------------

struct Case {
  const char* file;
  const char* refused;  // when read to take in
  const char* notes;    // when read to check
};

const Case cases[] = {
    {"100_fire.xml", "", "line 3: The return is for 2026, but its ReferenceDate is 30 March 2026"},
    {"1540_fire.xml", "", "line 99: UPN says \"U8200X0022604\", which is not written as it should be"},
    {"4180_fire.xml", "", "The ChildIdentifiers that begins here has no Sex"},
    {"8500_fire.xml", "has no LAchildID", "has no LAchildID"},
    {"8510_fire.xml", "is also that of the Child on line", "is also that of the Child on line"},
    {"8568_fire.xml", "", "The CINdetails that begins here has no ReferralNFA"},
    {"8600_fire.xml", "", "The CINdetails that begins here has no CINreferralDate"},
    {"8640_fire.xml", "", "ReasonForClosure says \"RC10\", which is no code of the return for 2026"},
    {"8842Q_fire.xml", "", "Reviews holds no CPPreviewDate"},
    {"8945Q_fire.xml", "", "AssessmentFactors 18A is no longer asked for in the return for 2026"},
};

TEST(RuleCases, AreReadSoThatTheRulesCanSpeak) {
  for (const auto& [file, refused, notes] : cases) {
    auto checked = read_census(testing::data_path(file), {}, Purpose::check);
    ASSERT_TRUE(checked) << file << told(checked.error());
    EXPECT_EQ(checked->children.size(), 12u) << file;
    EXPECT_THAT(told(checked->notes), HasSubstr(notes)) << file;

    auto taken_in = read_census(testing::data_path(file));
    EXPECT_EQ(taken_in.has_value(), *refused == 0) << file;
    if (!taken_in) {
      EXPECT_THAT(told(taken_in.error()), HasSubstr(refused)) << file;
    }
  }
}

TEST(RuleCases, KeepWhatIsMissingApartFromWhatIsEmpty) {
  auto reviews = [](const Census& census) {
    std::vector<Review> all;
    for (const auto& child : census.children)
      for (const auto& one : child.episodes)
        for (const auto& plan : one.protection_plans)
          std::ranges::copy_if(plan.reviews, std::back_inserter(all), [](const Review& review) { return !review.held; });
    return all;
  };
  auto census = read_census(testing::data_path("8842Q_fire.xml"));
  ASSERT_TRUE(census);
  EXPECT_EQ(reviews(*census).size(), 1u);
}

TEST(Check, KeepsWhatIsNoDateAsAbsent) {
  auto census = read_or_fail(a_return(a_child("C1", "<CINreferralDate>9 May</CINreferralDate>" + source + "<ReferralNFA>0</ReferralNFA>")),
                             Purpose::check);
  EXPECT_EQ(census.children.front().episodes.front().referral_date, std::nullopt);
  EXPECT_EQ(told(census.notes), "line 11: CINreferralDate says \"9 May\", which is no date; it is left out\n");
}

}  // namespace
}  // namespace hearth::returns::cin
