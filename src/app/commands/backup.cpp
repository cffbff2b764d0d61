#include "app/backup.hpp"

#include "app/commands/all.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace hearth::app {
namespace {

constexpr std::string_view about_keys =
    "The keys are not in it: keep a copy of vault.json and master.key in another place, since without them nobody can read it, and with "
    "them anybody can.";

Result<int> run_backup(const args::Parsed& given, Console& console) {
  return on_partnership(given, console, {.views = false}, [&](const Partnership& partnership) -> Result<int> {
    const auto file = console.file(*given.operand(0));
    const auto manifest = back_up(partnership, file);
    if (!manifest) return std::unexpected(manifest.error());
    console.out << fmt::format("{} holds {} events and {} readings, and was verified.\n{}\nhead {}\n", file.string(),
                               text::grouped(manifest->events), text::grouped(manifest->readings), about_keys, manifest->head)
                << std::flush;
    return done_well;
  });
}

Result<int> run_restore(const args::Parsed& given, Console& console) {
  auto options = data_options(given);
  if (!options) return std::unexpected(options.error());
  const auto data = options->data;
  const auto keys = given.has("keys") ? console.file(*given.text("keys")) : std::filesystem::path();
  const auto restored = restore(console.file(*given.operand(0)), keys, std::move(*options));
  if (!restored) return std::unexpected(restored.error());
  const auto& manifest = restored->manifest;
  console.out << fmt::format("{} holds {} as it was on {}: {} events and {} readings.\n", data, manifest.partnership,
                             manifest.made.spoken(), text::grouped(manifest.events), text::grouped(manifest.readings));
  if (restored->verified)
    console.out << fmt::format("All of it was verified. Start it with: hearth serve --data {}\n", data);
  else
    console.out << fmt::format("Put vault.json and master.key into it, then run: hearth verify --data {} --head {}\n", data, manifest.head);
  console.out << std::flush;
  return done_well;
}

}  // namespace

const Command backup_command{
    {.words = "backup",
     .help = "Writes a copy of everything to FILE, opens and verifies it, and only then gives it its name. The keys are not in it: keep "
             "vault.json and master.key of the data folder in another place",
     .operands = {{.name = "FILE", .help = "A file that is not there yet; a tar with a manifest"}},
     .options = with_data_options({})},
    run_backup,
    true};

const Command restore_command{
    {.words = "restore",
     .help =
         "Makes a data folder from a backup. With the keys it verifies everything; without, the folder starts only when they are put in",
     .operands = {{.name = "FILE", .help = "What hearth backup wrote"}},
     .options = with_data_options({{.name = "keys", .value = "FOLDER", .help = "Where vault.json and master.key are kept"}})},
    run_restore};

}  // namespace hearth::app
