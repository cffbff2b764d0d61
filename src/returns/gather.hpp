// Giving the Children in Need census: what the partnership's records say about one year, in the shape of the return.
//
// What enters (the Department's guide, and rules 8696, 8715, 8736, 8740, 4013 and 8930): children with a referral in the year or an
// episode open in it. Of an episode: assessments that ended in the year, or are open and started in it; section 47 enquiries with a
// conference in the year, or started in it; plans that were open in it. Everything stands as it stood at the end of the reference
// date: what happened later is left out, so a return that is made late is the same as one made on the day.
#pragma once

#include "journal/world.hpp"
#include "journey/person/events.hpp"
#include "journey/referral/rules.hpp"
#include "returns/cin/census.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hearth::returns {

/// Which return to make.
struct Wanted {
  int year = cin::last_year;   ///< The census year: 2026 is 1 April 2025 to 31 March 2026.
  std::string authority = {};  ///< Three digits.
  std::string serial = "001";  ///< Raised for each resubmission.
  std::string software = "Hearth", release = {};
};

struct Gathered {
  cin::Census census;
  std::vector<std::string> records;  ///< For each child of the census, the id of the record it was made from.
};

/// The first day of a census year: the one after the reference date of the year before.
Date first_day(int year);
Date reference_date(int year);

/// What one episode returns for a year; nothing when it is no part of it. Pure.
std::optional<cin::Episode> episode_of(const journey::Referral& referral, int year);

/// What a person's details return. Pure. `la_child_id`: used when they hold none.
cin::Child child_of(const journey::Details& details, const std::string& la_child_id, int year);

/// The whole return, by the children's identifiers. Throws what the store throws.
Gathered gather(const journal::World& world, const Wanted& wanted, const std::function<void(std::int64_t, std::int64_t)>& progress = {});

}  // namespace hearth::returns
