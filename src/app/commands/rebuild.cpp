#include "app/commands/all.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace hearth::app {
namespace {

Result<int> run(const args::Parsed& given, Console& console) {
  return on_partnership(given, console, {.views = false}, [&](const Partnership& partnership) -> Result<int> {
    const auto folded = journal::rebuild(partnership.world, progress_of("Folding events", console));
    console.out << fmt::format("All views are made anew from {} events.", text::grouped(folded)) << std::endl;
    return done_well;
  });
}

}  // namespace

const Command rebuild_command{
    {.words = "rebuild",
     .help = "Drops all views and folds the journal into new ones. When it is interrupted, the next start begins again",
     .options = with_data_options({})},
    run};

}  // namespace hearth::app
