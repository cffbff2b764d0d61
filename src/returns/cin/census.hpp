// The Children in Need census as it is returned to the Department: read from XML, kept as plain structs, written as XML.
// Sources: the census schemas 2017 to 2026 (order, cardinality, codes); docs: README.md beside this file.
//
// What happens to a file that is not as it should be, from hard to soft:
//
//   refused     The file as a whole, with "line N" and a sentence for each reason (at most Limits::refusals):
//               damaged or cut off; a DOCTYPE or an entity declaration; anything over a limit; another root, namespace or
//               collection; no year or a year outside first_year to last_year; no children; an element out of the schema's
//               order or more often than it allows; and, for Purpose::take_in only, what would make wrong records of it:
//               a child without LAchildID, an LAchildID given twice, and a date that is none (dropping an end date would
//               open a plan again that has ended).
//   fault       Kept going, and in Census::notes: the schema of the return's year would not accept it. A required element
//               is missing (the member is absent), a value cannot be read (dropped, the member is absent), a code is not in
//               the year's code set (kept as given), an element, attribute or text is unknown (kept in `unknown`).
//               Nothing is refused that one of the Department's rules reports (8600, 8866, 8568, 8640 and so on).
//   remark      Kept going, and in Census::notes: the schema accepts it, but whoever takes the return in should know.
//
// So the year's schema accepts a file exactly when it is read with no fault (the tests hold this against the schemas), but for
// days outside 1850 to 2199, numbers beyond an int, and blanks around a value, which are dropped without a word.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <boost/describe.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::returns::cin {

/// The census years that can be read and written. A census year is the year of its reference date: 2026 is 2025-26.
inline constexpr int first_year = 2017, last_year = 2026;

/// How heavy a note weighs: see the table above.
enum class Weight { remark, fault };
BOOST_DESCRIBE_ENUM(Weight, remark, fault)

/// Something that whoever takes the return in should know. `sentence` is shown as it stands.
struct Note {
  int line = 0;
  Weight weight = Weight::remark;
  std::string sentence{};
  bool operator==(const Note&) const = default;
};
BOOST_DESCRIBE_STRUCT(Note, (), (line, weight, sentence))

/// Something that could not be made sense of, as it stood: an element ("Message/.../PPStartDate"), an attribute
/// (".../@status") or stray text (".../text()"). Elements that hold only elements are named by those.
struct Unknown {
  std::string path{}, text{};
  int line = 0;
  bool operator==(const Unknown&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unknown, (), (path, text, line))

// Members are initialised, so that `Child{.la_child_id = "C1"}` is a child.
// Every struct's `line` is that of its start tag in the file, from 1; 0 where no file was read. Codes are as given.
// An absent optional is an absent, empty or unreadable element; what the schema requires is marked.

struct Assessment {
  std::optional<Date> started{};          ///< AssessmentActualStartDate, required
  std::optional<Date> internal_review{};  ///< AssessmentInternalReviewDate
  std::optional<Date> authorised{};       ///< AssessmentAuthorisationDate: the day of completion
  std::vector<std::string> factors{};     ///< AssessmentFactors
  int line = 0;
  bool operator==(const Assessment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Assessment, (), (started, internal_review, authorised, factors, line))

/// CINPlanDates: a child in need plan, since the 2022 return.
struct Plan {
  std::optional<Date> started{};  ///< CINPlanStartDate, required
  std::optional<Date> ended{};    ///< CINPlanEndDate
  int line = 0;
  bool operator==(const Plan&) const = default;
};
BOOST_DESCRIBE_STRUCT(Plan, (), (started, ended, line))

/// Section47
struct Enquiry {
  std::optional<Date> started{};                  ///< S47ActualStartDate, required
  std::optional<Date> conference_target{};        ///< InitialCPCtarget
  std::optional<Date> initial_conference{};       ///< DateOfInitialCPC
  std::optional<bool> conference_not_required{};  ///< ICPCnotRequired, required
  int line = 0;
  bool operator==(const Enquiry&) const = default;
};
BOOST_DESCRIBE_STRUCT(Enquiry, (), (started, conference_target, initial_conference, conference_not_required, line))

/// CPPreviewDate. An empty Reviews group is one review without a date (rule 8842Q).
struct Review {
  std::optional<Date> held{};
  int line = 0;
  bool operator==(const Review&) const = default;
};
BOOST_DESCRIBE_STRUCT(Review, (), (held, line))

/// ChildProtectionPlans: one plan each
struct ProtectionPlan {
  std::optional<Date> started{};                  ///< CPPstartDate, required
  std::optional<Date> ended{};                    ///< CPPendDate
  std::optional<std::string> initial_category{};  ///< InitialCategoryOfAbuse, required
  std::optional<std::string> latest_category{};   ///< LatestCategoryOfAbuse, required
  std::optional<int> previous_plans{};            ///< NumberOfPreviousCPP, required; 0 or more
  std::vector<Review> reviews{};                  ///< Reviews
  int line = 0;
  bool operator==(const ProtectionPlan&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProtectionPlan, (), (started, ended, initial_category, latest_category, previous_plans, reviews, line))

/// CINdetails: one referral and what followed
struct Episode {
  std::optional<Date> referral_date{};          ///< CINreferralDate, required
  std::optional<std::string> source{};          ///< ReferralSource, required
  std::optional<std::string> primary_need{};    ///< PrimaryNeedCode
  std::optional<Date> closed{};                 ///< CINclosureDate
  std::optional<std::string> closure_reason{};  ///< ReasonForClosure
  std::optional<Date> initial_conference{};     ///< DateOfInitialCPC that did not follow an enquiry of this authority
  std::vector<Assessment> assessments{};        ///< Assessments
  std::vector<Plan> plans{};                    ///< CINPlanDates
  std::vector<Enquiry> enquiries{};             ///< Section47
  std::optional<bool> no_further_action{};      ///< ReferralNFA, required
  std::vector<ProtectionPlan> protection_plans{};
  std::vector<Unknown> unknown{};  ///< Inside this episode, such as the PreProceedingsandFGDM group. Not written.
  int line = 0;
  bool operator==(const Episode&) const = default;
};
BOOST_DESCRIBE_STRUCT(Episode, (),
                      (referral_date, source, primary_need, closed, closure_reason, initial_conference, assessments, plans, enquiries,
                       no_further_action, protection_plans, unknown, line))

struct Child {
  std::string la_child_id{};                 ///< LAchildID, required; "" only when read for Purpose::check
  std::optional<std::string> upn{};          ///< UPN
  std::optional<std::string> former_upn{};   ///< FormerUPN
  std::optional<std::string> upn_unknown{};  ///< UPNunknown
  std::optional<Date> born{};                ///< PersonBirthDate
  std::optional<Date> expected_birth{};      ///< ExpectedPersonBirthDate
  std::optional<std::string> sex{};          ///< Sex, required: M, F, U. Up to 2024 GenderCurrent: 1 is M, 2 is F, 0 and 9 are U
  std::optional<Date> died{};                ///< PersonDeathDate
  std::optional<std::string> ethnicity{};    ///< Ethnicity, required
  std::vector<std::string> disabilities{};   ///< Disability
  std::vector<Episode> episodes{};           ///< CINdetails, at least one
  std::vector<Unknown> unknown{};            ///< Inside this child, outside its episodes. Not written.
  int line = 0;
  bool operator==(const Child&) const = default;
};
BOOST_DESCRIBE_STRUCT(Child, (),
                      (la_child_id, upn, former_upn, upn_unknown, born, expected_birth, sex, died, ethnicity, disabilities, episodes,
                       unknown, line))

/// Header/Source: which authority sent it, by which program
struct Source {
  std::optional<std::string> level{};          ///< SourceLevel: "L"
  std::optional<std::string> authority{};      ///< LEA, required: three digits
  std::optional<std::string> software_code{};  ///< SoftwareCode
  std::optional<std::string> release{};        ///< Release
  std::optional<std::string> serial_no{};      ///< SerialNo: three or more digits
  std::optional<std::string> date_time{};      ///< DateTime, as given: most returns leave the zone out
  int line = 0;
  bool operator==(const Source&) const = default;
};
BOOST_DESCRIBE_STRUCT(Source, (), (level, authority, software_code, release, serial_no, date_time, line))

struct Header {
  std::optional<std::string> collection{};  ///< Collection: "CIN"
  std::optional<int> year{};                ///< Year
  std::optional<Date> reference_date{};     ///< ReferenceDate
  std::vector<Source> sources{};            ///< Source; the schema allows several, every known return has one
  int line = 0;
  bool operator==(const Header&) const = default;
};
BOOST_DESCRIBE_STRUCT(Header, (), (collection, year, reference_date, sources, line))

/// One return of one authority.
struct Census {
  int year = 0;  ///< The census year that it is read and written by: Header::year, else that of the reference date.
  Header header{};
  std::vector<Child> children{};
  std::vector<Unknown> unknown{};  ///< Outside the children. Not written.
  std::vector<Note> notes{};       ///< In the file's order; the first Limits::notes of them. Not written.
  std::size_t faults = 0;          ///< How many notes are faults, with those beyond Limits::notes.
  std::size_t remarks = 0;         ///< How many are remarks.
  bool operator==(const Census&) const = default;
};
BOOST_DESCRIBE_STRUCT(Census, (), (year, header, children, unknown, notes, faults, remarks))

/// What a return may at most be. Beyond each the file is refused, but for `notes`, where noting stops.
/// England's largest authorities return about 20,000 children, 40 MB.
struct Limits {
  std::size_t bytes = std::size_t(512) << 20;  ///< of the file
  std::size_t silence = 64 << 10;              ///< bytes in which no element begins or ends (comments, blanks, one long tag)
  std::size_t names = 1'000;                   ///< different names of elements and attributes; a return needs 60
  int depth = 32;                              ///< elements inside each other; a return needs 8
  std::size_t text = 4'096;                    ///< bytes of one element's text or one attribute's value
  std::size_t children = 200'000;
  std::size_t records = 5'000'000;  ///< children, episodes, assessments, factors, ... in all
  std::size_t unknown = 10'000;     ///< things that could not be made sense of, in all
  std::size_t notes = 10'000;
  std::size_t refusals = 50;
};

/// What a return is read for.
enum class Purpose {
  take_in,  ///< To make records of it: also refuses what would make wrong ones.
  check,    ///< To run the Department's rules over it: keeps all that a rule can report (8500, 8510, 8720 and so on).
};

/// Reads the return at `path`, a regular file. The refusals' field is "line N", or "" for the file as such.
Result<Census> read_census(const std::string& path, const Limits& limits = {}, Purpose purpose = Purpose::take_in);

/// The same for a return in memory.
Result<Census> read_census_text(std::string_view xml, const Limits& limits = {}, Purpose purpose = Purpose::take_in);

/// Writes the return in the schema's order, UTF-8, two spaces a level. Reading it again gives the same return but for lines,
/// notes and `unknown`. Precondition: texts are UTF-8 without control characters or blanks at their ends, as all that Hearth
/// takes in. Up to 2024 U is written as GenderCurrent 0.
std::string write_census(const Census& census);

}  // namespace hearth::returns::cin
