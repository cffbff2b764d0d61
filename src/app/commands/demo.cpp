#include "app/demo/demo.hpp"

#include "app/commands/all.hpp"
#include "app/commands/listening.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace hearth::app {
namespace {

constexpr std::string_view accounts_name = "demo-accounts.json";

/// Fills a new folder with an invented partnership. It is told in its own time, by a clock that is moved by hand.
Result<void> make(Options options, const demo::Options& story, const Console& console) {
  HandClock clock(story.until);
  SeededRandom random(story.seed);
  options.make = true;
  options.clock = &clock;
  options.random = &random;
  const auto folder = options.data;
  const auto partnership = open_partnership(options, console);
  if (!partnership) return std::unexpected(partnership.error());
  const auto filled = demo::fill(**partnership, clock, story, progress_of("Inventing events", console));
  demo::write_accounts(folder, filled.accounts);
  console.err << fmt::format("Invented {} children and {} events.", text::grouped(filled.children), text::grouped(filled.events))
              << std::endl;
  return {};
}

/// A folder that is in use holds a demonstration, and all of it.
Result<void> check_demonstration(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "vault.json")) return {};
  const auto settings = read_settings(folder.string());
  if (!settings) return std::unexpected(settings.error());
  const auto name = folder.string();
  if (!settings->demo) return refuse("data", fmt::format("{} holds real people: serve it with `hearth serve --data {}`", name, name));
  if (std::filesystem::exists(folder / accounts_name)) return {};
  return refuse("data", fmt::format("The demonstration in {} is not finished: wait if another hearth is filling it, else remove the folder "
                                    "and start again",
                                    name));
}

Result<int> run(const args::Parsed& given, Console& console) {
  const auto listening = read_listening(given);
  if (!listening) return std::unexpected(listening.error());
  const auto children = given.number("children", 1, 200'000);
  if (!children) return std::unexpected(children.error());
  const auto seed = given.number("seed", 0, INT64_MAX);
  if (!seed) return std::unexpected(seed.error());
  auto options = data_options(given);
  if (!options) return std::unexpected(options.error());
  options->settings = {.name = "Ashdown Safeguarding Partnership", .demo = true, .second_factor = false};

  const std::filesystem::path folder = options->data;
  if (auto fits = check_demonstration(folder); !fits) return std::unexpected(fits.error());
  const auto accounts = folder / accounts_name;
  if (!std::filesystem::exists(accounts)) {
    const auto made = make(*options, {int(*children), std::uint64_t(*seed), Instant::now()}, console);
    if (!made) return std::unexpected(made.error());
  }
  options->readers = listening->threads + 2;
  const auto partnership = open_partnership(*options, console);
  if (!partnership) return std::unexpected(partnership.error());
  console.out << "The sign-ins stand in " << accounts.string() << "." << std::endl;
  return int(serve(**partnership, *listening, console.out, console.err));
}

std::vector<args::Option> demo_options() {
  auto all = with_data_options({{.name = "children", .value = "N", .help = "How many children to invent", .otherwise = "2000"},
                                {.name = "seed", .value = "N", .help = "The same number tells the same story", .otherwise = "1"}});
  for (const auto& option : listening_options()) all.push_back(option);
  return all;
}

}  // namespace

const Command demo_command{{.words = "demo",
                            .help = "Fills a new data folder with an invented partnership and serves it; one that it filled before is "
                                    "served as it stands",
                            .options = demo_options()},
                           run};

}  // namespace hearth::app
