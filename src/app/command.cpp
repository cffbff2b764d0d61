#include "app/command.hpp"

#include "app/control.hpp"
#include "app/version.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace hearth::app {
namespace {

std::vector<args::Command> all_words() {
  std::vector<args::Command> all;
  for (const auto* command : commands()) all.push_back(command->words);
  return all;
}

/// The commands that begin with a word ("" for all), with the first sentence of each.
std::string overview(std::string_view first = {}) {
  auto known = all_words();
  if (!first.empty()) std::erase_if(known, [&](const args::Command& c) { return !c.words.starts_with(std::string(first) + ' '); });
  for (auto& command : known) command.help = command.help.substr(0, command.help.find(". "));
  return args::help("hearth", known);
}

int say_refusal(const Refusals& refusals, Console& console) {
  console.err << ended(refusals.front().sentence) << std::endl;
  return failed;
}

/// Whether the first word stands for something, so that only what follows it is wrong.
bool is_command(std::span<const args::Command> known, std::span<const std::string_view> words) {
  return std::ranges::any_of(known, [&](const args::Command& c) { return c.words.substr(0, c.words.find(' ')) == words[0]; });
}

const Command& command_of(const args::Command& words) {
  return **std::ranges::find(commands(), words.words, [](const Command* c) { return c->words.words; });
}

int run_command(const args::Parsed& given, Console& console) {
  const auto code = command_of(given.command()).run(given, console);
  return code ? *code : say_refusal(code.error(), console);
}

/// A secret of the environment, which is wiped there: whoever can read the process's environment later finds nothing.
std::optional<std::string> secret_from_environment(const char* name) {
  char* text = std::getenv(name);
  if (!text) return std::nullopt;
  std::string secret = text;
  explicit_bzero(text, secret.size());
  ::unsetenv(name);
  return secret;
}

}  // namespace

std::string ended(std::string sentence) {
  if (!sentence.ends_with('.') && !sentence.ends_with('?') && !sentence.ends_with('!')) sentence += '.';
  return sentence;
}

int run_words(std::span<const std::string_view> words, Console& console) try {
  const auto known = all_words();
  if (words.empty() || words[0] == "--help" || words[0] == "help") {
    (words.empty() ? console.err : console.out) << overview() << std::flush;
    return words.empty() ? misused : done_well;
  }
  if (words[0] == "--version") {
    console.out << "hearth " << version << std::endl;
    return done_well;
  }
  // "hearth user" alone, and "hearth user --help": what one can do with it.
  const bool asks = words.size() > 1 && words[1] == "--help";
  const bool group = std::ranges::any_of(known, [&](const args::Command& c) { return c.words.starts_with(std::string(words[0]) + ' '); });
  if (group && (words.size() == 1 || asks)) {
    (asks ? console.out : console.err) << overview(words[0]) << std::flush;
    return asks ? done_well : misused;
  }
  console.words.assign(words.begin(), words.end());
  const auto given = args::parse(known, words);
  if (!given) {
    say_refusal(given.error(), console);
    if (!is_command(known, words)) console.err << '\n' << overview() << std::flush;
    return misused;
  }
  if (given->wants_help()) {
    console.out << args::help("hearth", given->command()) << std::flush;
    return done_well;
  }
  return run_command(*given, console);
} catch (const std::exception& error) {
  console.err << ended(error.what()) << std::endl;
  return failed;
}

int run_live_words(std::span<const std::string_view> words, Console& console) try {
  const auto known = all_words();  // outlives what is parsed from it
  const auto given = args::parse(known, words);
  if (!given) return say_refusal(given.error(), console);
  if (!command_of(given->command()).live) return say_refusal({{"", "A running server does not do that: stop it first"}}, console);
  return run_command(*given, console);
} catch (const std::exception& error) {
  console.err << ended(error.what()) << std::endl;
  return failed;
}

std::vector<args::Option> with_data_options(std::vector<args::Option> more) {
  std::vector<args::Option> all{
      {.name = "data", .value = "DIR", .help = "The partnership's data folder; HEARTH_DATA says it too"},
      {.name = "database", .value = "URL", .help = "sqlite:FILE or postgresql://HOST/NAME instead of DIR/hearth.db"}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::vector<args::Option> with_making_options(std::vector<args::Option> more) {
  auto all = with_data_options({{.name = "make", .help = "Makes a new partnership when DIR holds none"},
                                {.name = "partnership", .value = "NAME", .help = "What a new partnership is called"}});
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Settings new_settings(const args::Parsed& given) {
  Settings settings;
  if (const auto name = given.text("partnership")) settings.name = *name;
  return settings;
}

Result<Options> data_options(const args::Parsed& given) {
  const char* from_environment = std::getenv("HEARTH_DATA");
  Options options;
  options.data = given.text("data").value_or(from_environment ? from_environment : "");
  if (options.data.empty()) return refuse("data", "Say which partnership: --data DIR names its data folder");
  options.database = given.text("database").value_or("");
  options.unseal = {.passphrase = secret_from_environment("HEARTH_PASSPHRASE"),
                    .environment_key = secret_from_environment("HEARTH_MASTER_KEY"),
                    .hub_key = secret_from_environment("HEARTH_HUB_KEY"),
                    .place_key = secret_from_environment("HEARTH_PLACE_KEY")};
  return options;
}

Result<std::unique_ptr<Partnership>> open_partnership(Options& options, const Console& console) {
  const auto progress = progress_of("Making the views", console);
  auto opened = Partnership::open(options, progress);
  const bool wants_passphrase = !opened && opened.error().front().field == "passphrase" && !options.unseal.passphrase;
  if (!wants_passphrase || !console.terminal) return opened;
  options.unseal.passphrase = ask_secret("Passphrase of " + options.data);
  return options.unseal.passphrase ? Partnership::open(options, progress) : std::move(opened);
}

Result<int> on_partnership(const args::Parsed& given, Console& console, const Want& want,
                           const std::function<Result<int>(const Partnership&)>& act) {
  if (console.live) return act(*console.live);
  auto options = data_options(given);
  if (!options) return std::unexpected(options.error());
  options->make = want.make;
  options->prepare_views = want.views;
  options->settings = want.made;
  const auto partnership = open_partnership(*options, console);
  if (partnership) return act(**partnership);
  const bool in_use = partnership.error().front().field == in_use_field;
  if (!in_use || !command_of(given.command()).live) return std::unexpected(partnership.error());
  return ask_server(*options, console);
}

}  // namespace hearth::app
