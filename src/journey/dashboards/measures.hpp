// What a team's work comes to in a period: how much, in time or not, and what is open at its end. Pure: each measure gives the things
// that it counts, so a number and the rows behind it cannot differ.
// Sources: the measures that the Department for Education publishes from the Children in Need census, and their definitions.
#pragma once

#include "base/reference.hpp"
#include "journey/referral/rules.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hearth::journey {

/// Both days included.
struct Period {
  Date from, to;
  bool holds(Date day) const { return from <= day && day <= to; }
};
BOOST_DESCRIBE_STRUCT(Period, (), (from, to))

/// The twelve months that end on a day: the year of the census when that is 31 March.
Period year_to(Date day);

enum class Measure {
  referrals,
  children_referred,
  no_further_action,
  rereferrals,
  assessments_finished,
  assessments_in_time,                ///< 45 working days from the start of the assessment, as the census counts.
  assessments_in_time_from_referral,  ///< 45 working days from the referral, as Working Together counts.
  enquiries_started,
  conferences_after_enquiry,
  conferences_in_time,  ///< 15 working days from the start of the enquiry.
  conferences_transferred_in,
  protection_plans_started,
  second_protection_plans,
  protection_plans_open,
  protection_plans_ended,
  cases_open,
  cases_closed,
  closed_after_assessment,
};
BOOST_DESCRIBE_ENUM(Measure, referrals, children_referred, no_further_action, rereferrals, assessments_finished, assessments_in_time,
                    assessments_in_time_from_referral, enquiries_started, conferences_after_enquiry, conferences_in_time,
                    conferences_transferred_in, protection_plans_started, second_protection_plans, protection_plans_open,
                    protection_plans_ended, cases_open, cases_closed, closed_after_assessment)

std::string words_for(Measure measure);

/// A referral as counting needs it.
struct Countable {
  std::string referral, child;
  Referral state;
};

/// One thing that a measure counts.
struct Hit {
  std::string referral, child;
  Date on;                  ///< The day for which it counts.
  std::optional<int> took;  ///< Working days, of what has a limit.
};

/// Narrows a measure to one source of referral, or one factor of an assessment.
struct Narrowed {
  std::string source, factor;  ///< Codes; "" for all.
};

/// By day, then by referral.
std::vector<Hit> hits(Measure measure, std::span<const Countable> all, const Period& period, const Reference& reference,
                      const Narrowed& narrowed = {});

/// How many there are of each code, the most frequent first.
std::vector<std::pair<std::string, int>> by_source(std::span<const Countable> all, const Period& period);
std::vector<std::pair<std::string, int>> by_factor(std::span<const Countable> all, const Period& period);

}  // namespace hearth::journey
