#include "app/export.hpp"

#include "app/commands/all.hpp"
#include "app/files.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace hearth::app {
namespace {

Result<int> run(const args::Parsed& given, Console& console) {
  const auto file = console.file(*given.text("out"));
  if (std::filesystem::exists(file)) return refuse("out", file.string() + " is there already: name a new file");
  return on_partnership(given, console, {.views = false}, [&](const Partnership& partnership) -> Result<int> {
    Unfinished lines(file);
    const auto events = export_all(
        partnership.world, [&](std::string_view line) { lines.write(line); }, progress_of("Exporting events", console));
    lines.keep();
    console.out << fmt::format("{} holds {} events.", file.string(), text::grouped(events)) << std::endl;
    console.err
        << "It holds everything about every child in the clear: keep it encrypted, give it to nobody who may not see all of it, and "
           "destroy it when it has done its work."
        << std::endl;
    return done_well;
  });
}

}  // namespace

const Command export_all_command{
    {.words = "export all",
     .help = "Writes every event to FILE as JSON Lines, in the clear: for whoever leaves Hearth or looks with tools of their own",
     .options = with_data_options({{.name = "out", .value = "FILE", .help = "A file that is not there yet", .required = true}})},
    run,
    true};

}  // namespace hearth::app
