// What a partnership is called and whether it is invented: DATA/settings.json.
#pragma once

#include "base/described.hpp"
#include "base/result.hpp"

#include <string>

namespace hearth::app {

struct Settings {
  std::string name = "Hearth";  ///< Of the partnership, and of the first agency.
  bool demo = false;            ///< Everybody in it is invented: every page says so.
  bool second_factor = true;    ///< False only for a demonstration, whose people have no phones.
};
BOOST_DESCRIBE_STRUCT(Settings, (), (name, demo, second_factor))

/// Reads DATA/settings.json; what stands there when there is none. Refuses a file that cannot be read, or that turns the second factor
/// off for real people.
Result<Settings> read_settings(const std::string& folder);

/// Writes DATA/settings.json in one step. Throws std::system_error.
void write_settings(const std::string& folder, const Settings& settings);

/// The sentence above every page; "" for a real partnership.
std::string banner_of(const Settings& settings);

}  // namespace hearth::app
