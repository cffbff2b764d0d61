// Who opened what, and why: break-glass, its review, and the log of reads. For those who must open a record now, and for those who
// look at it afterwards.
#pragma once

#include "access/reader.hpp"
#include "journey/lookup.hpp"
#include "practice/fields.hpp"
#include "practice/page.hpp"
#include "practice/route.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hearth::journey::administration {

using Staff = access::Reader<access::audience::staff>;
using StaffPage = practice::Page<access::audience::staff>;
using CaseReader = access::Reader<access::audience::case_workers>;
using CasePage = practice::Page<access::audience::case_workers>;

inline constexpr int readings_on_a_page = 50;
inline constexpr int most_uses_listed = 200;
inline constexpr int reviewed_listed = 50;
/// More than so many uses by one person in 30 days say that the working relationships are wrong, or the person is.
inline constexpr int uses_that_stand_out = 3;

// ---- break-glass ------------------------------------------------------------------------------------------------------------

struct ClaimRecord {
  static constexpr Asks asks[] = {{"reason", "Say why you must open this record now"}};
  std::string child, reason;
};
BOOST_DESCRIBE_STRUCT(ClaimRecord, (), (child, reason))

struct ClaimForm {
  std::string child;
};
BOOST_DESCRIBE_STRUCT(ClaimForm, (), (child))
std::optional<ClaimForm> read_claim(const Staff& reader, const practice::Asked& asked);
StaffPage draw_claim(const practice::Drawing& drawing, practice::Fields& fields, const ClaimForm& model);
Result<practice::Done> claim_record(journal::Unit& unit, const ClaimRecord& command);

// ---- its review -------------------------------------------------------------------------------------------------------------

/// One use of break-glass.
struct Use {
  std::string relation, child, who, who_name, agency, reason;
  Instant began, until;
  bool reviewed = false;
  std::optional<bool> justified;
  std::string review;
};
BOOST_DESCRIBE_STRUCT(Use, (), (relation, child, who, who_name, agency, reason, began, until, reviewed, justified, review))

struct ReviewList {
  std::int64_t waiting = 0;
  std::vector<Use> to_review, reviewed;
};
BOOST_DESCRIBE_STRUCT(ReviewList, (), (waiting, to_review, reviewed))
std::optional<ReviewList> read_reviews(const CaseReader& reader, const practice::Asked& asked);
CasePage draw_reviews(const practice::Drawing& drawing, const ReviewList& model);

/// A line of the log of reads.
struct LogLine {
  Instant at;
  std::string who, who_name, page, why, child;
};
BOOST_DESCRIBE_STRUCT(LogLine, (), (at, who, who_name, page, why, child))

struct ReviewForm {
  Use use;
  bool own = false;                  ///< Nobody reviews their own use.
  std::vector<std::string> workers;  ///< Whom to ask: the allocated worker and the team.
  std::int64_t uses_in_30_days = 0;
  std::vector<LogLine> opened;
  std::int64_t opened_count = 0;
};
BOOST_DESCRIBE_STRUCT(ReviewForm, (), (use, own, workers, uses_in_30_days, opened, opened_count))

enum class Finding { justified, not_justified };
BOOST_DESCRIBE_ENUM(Finding, justified, not_justified)

struct ReviewUse {
  static constexpr Asks asks[] = {{"finding", "Choose whether opening the record was justified"},
                                  {"words", "Say what you found when you looked into it"}};
  std::string relation;
  Finding finding;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(ReviewUse, (), (relation, finding, words))

std::optional<ReviewForm> read_review(const CaseReader& reader, const practice::Asked& asked);
CasePage draw_review(const practice::Drawing& drawing, practice::Fields& fields, const ReviewForm& model);
Result<practice::Done> review_use(journal::Unit& unit, const ReviewUse& command);

// ---- the log of reads -------------------------------------------------------------------------------------------------------

struct AccessLog {
  std::string child, person, name;  ///< What was asked for.
  std::string person_name;
  std::vector<Option> found;  ///< People who fit `name`.
  std::int64_t total = 0;
  int page = 1, pages = 1;
  std::vector<LogLine> lines;
};
BOOST_DESCRIBE_STRUCT(AccessLog, (), (child, person, name, person_name, found, total, page, pages, lines))
std::optional<AccessLog> read_log(const CaseReader& reader, const practice::Asked& asked);
CasePage draw_log(const practice::Drawing& drawing, const AccessLog& model);

}  // namespace hearth::journey::administration
