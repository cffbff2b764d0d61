// What the law and the partnership lay down, as dated data with its source: code sets, clocks, bank holidays. What applied on the
// day applies to the day.
#pragma once

#include "base/identifiers.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "base/working_days.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth {

/// One code of a set, with the days on which it may be given.
struct Code {
  std::string set, code, label;
  Date from;
  std::optional<Date> until;
  std::string source;
  bool applies(Date on) const { return from <= on && (!until || on <= *until); }
};

/// How long a step may take, from a day on.
struct ClockRule {
  std::string clock, title;
  int count = 0;
  enum class Unit { working_days, days, months } unit = Unit::working_days;
  Date from;
  std::optional<Date> until;
  std::string source;
};

class Reference {
 public:
  /// The data that the program was built with. Refuses, with file and line, what cannot be read.
  static Result<Reference> load();

  const WorkingDays& working_days() const { return working_days_; }
  const UpnAuthorities& upn_authorities() const { return upn_authorities_; }

  /// The codes of a set that may be given on a day, in the order of the file.
  std::vector<const Code*> codes(std::string_view set, Date on) const;
  bool has(std::string_view set, std::string_view code, Date on) const;
  /// What a code means, whether or not it may still be given; the code itself when it is unknown.
  std::string label(std::string_view set, std::string_view code) const;

  /// The last day on which a step that began on `start` is in time, by the rule of that day. Refuses days beyond the known holidays.
  Result<Date> due(std::string_view clock, Date start) const;
  /// The same, or the plain calendar day when the holidays are not known so far ahead; for dates that were imported.
  Date due_or_estimate(std::string_view clock, Date start) const;
  const ClockRule* clock(std::string_view name, Date on) const;

 private:
  Reference(WorkingDays days, UpnAuthorities authorities) : working_days_(std::move(days)), upn_authorities_(std::move(authorities)) {}
  WorkingDays working_days_;
  UpnAuthorities upn_authorities_;
  std::vector<Code> codes_;
  std::vector<ClockRule> clocks_;
};

}  // namespace hearth
