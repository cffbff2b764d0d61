// Taking in a Children in Need census: each child a record, each episode a referral, each step an event on the day on which it
// happened, recorded today. All of a return or nothing. Taking in the same return again changes nothing; a later return of the same
// children adds what is new.
#pragma once

#include "journal/unit.hpp"
#include "journal/world.hpp"
#include "returns/cin/census.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace hearth::returns {

struct TakenIn {
  std::int64_t children = 0, referrals = 0, events = 0;  ///< Made by this taking in.
  std::int64_t known = 0;                                ///< Children who were on record from a return before.
};

using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

/// `team`: the id of the team that becomes responsible for the children. Throws what the store throws; then nothing was taken in.
TakenIn take_in(const journal::World& world, const cin::Census& census, const std::string& team, const Progress& progress = {});

/// The id of the record of a child of a return: always the same for the same authority and number, and not to be guessed from them.
std::string record_of(const vault::Vault& vault, const std::string& authority, const std::string& la_child_id);

}  // namespace hearth::returns
