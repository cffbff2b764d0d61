#include "app/commands/all.hpp"
#include "app/verification.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace hearth::app {
namespace {

Result<int> say(const Verification& found, Console& console) {
  if (!found.fault.empty()) return refuse("", found.fault);
  console.out << fmt::format("All {} events and {} readings fit.\n", text::grouped(found.events), text::grouped(found.readings));
  if (found.forgotten > 0)
    console.out << fmt::format("{} keys were destroyed, and what they sealed is forgotten.\n", text::grouped(found.forgotten));
  if (found.kept)
    console.out << fmt::format("The head that you kept is that of event {}, recorded on {}: nothing up to it has changed.\n",
                               text::grouped(found.kept->sequence), found.kept->recorded.spoken());
  console.out << "head " << found.head << std::endl;
  return done_well;
}

Result<int> run(const args::Parsed& given, Console& console) {
  // Views are not looked at, and damage must not be folded into them.
  return on_partnership(given, console, {.views = false}, [&](const Partnership& partnership) {
    const std::string kept(given.text("head").value_or(""));
    return say(verify_all(partnership.world, kept, progress_of("Verifying events", console)), console);
  });
}

}  // namespace

const Command verify_command{
    {.words = "verify",
     .help =
         "Checks that no record was changed behind the program's back, names the first that was, and prints the journal's head. Give the "
         "head to a partner to keep: a later run with it shows that the journal has only grown",
     .options = with_data_options({{.name = "head", .value = "HASH", .help = "A head that a partner kept"}})},
    run,
    true};

}  // namespace hearth::app
