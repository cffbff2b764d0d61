#include "app/export.hpp"

#include "access/reading.hpp"
#include "app/commands/all.hpp"
#include "app/files.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace hearth::app {
namespace {

/// No log, no export: whoever reviews the log of reads must see that somebody took everything.
void log_export(const Partnership& partnership) {
  constexpr Labels all = kCase | kHub | kChild | kCourt | kPlace | kFamily | kStaff;
  partnership.database->write_and_wait([&](store::Connection& connection) {
    access::Reading reading;
    reading.at = partnership.world.clock.now();
    reading.viewer = "system";
    reading.route = "hearth export all";
    reading.rule = "whoever holds the keys of the partnership";
    reading.labels = all;
    access::log_reading(connection, reading);
  });
}

Result<int> run(const args::Parsed& given, Console& console) {
  const auto file = console.file(*given.text("out"));
  if (std::filesystem::exists(file)) return refuse("out", file.string() + " is there already: name a new file");
  return on_partnership(given, console, {.views = false}, [&](const Partnership& partnership) -> Result<int> {
    log_export(partnership);
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
