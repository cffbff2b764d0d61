// How urgent an enquiry is, and its clocks: the partnership's own dated data (data/hub_ratings.csv).
#pragma once

#include "base/reference.hpp"
#include "events.hpp"

#include <vector>

namespace hearth::hub {

struct RatingRule {
  Rating rating;
  std::string title, meaning;
  int reply_hours = 0, decision_hours = 0;
  bool hub_hours = false;  ///< Counts only the hours in which the hub is staffed.
  int opens = 9, closes = 17;
  Date from;
  std::optional<Date> until;
  std::string source;
};

class Ratings {
 public:
  static Result<Ratings> load(std::string_view csv);
  /// Those that the program was built with. Throws when they do not read, at start.
  static const Ratings& built_in();

  const RatingRule& rule(Rating rating, Date on) const;
  /// The last moment in time for something that began at `start` and may take `hours` by this rule.
  static Instant due(const RatingRule& rule, int hours, Instant start, const WorkingDays& days);
  Instant reply_by(Rating rating, Instant start, const WorkingDays& days) const;
  Instant decide_by(Rating rating, Instant start, const WorkingDays& days) const;

 private:
  std::vector<RatingRule> rules_;
};

}  // namespace hearth::hub
