#include "app/settings.hpp"

#include "app/files.hpp"

namespace hearth::app {
namespace {

std::string path_of(const std::string& folder) { return folder + "/settings.json"; }

}  // namespace

Result<Settings> read_settings(const std::string& folder) {
  const auto text = read_file(path_of(folder));
  if (!text) return Settings{};
  auto settings = from_json<Settings>(*text);
  if (!settings)
    return refuse("", path_of(folder) + " cannot be read (" + settings.error().front().field + ": " + settings.error().front().sentence +
                          "). Put it right, or remove it to go back to what stands there at first");
  if (!settings->second_factor && !settings->demo)
    return refuse("", path_of(folder) + " turns the second factor off, which only a demonstration may. Set second_factor to true");
  return settings;
}

void write_settings(const std::string& folder, const Settings& settings) { write_file(path_of(folder), to_json(settings) + "\n"); }

std::string banner_of(const Settings& settings) { return settings.demo ? "Demonstration: everybody here is invented" : ""; }

}  // namespace hearth::app
