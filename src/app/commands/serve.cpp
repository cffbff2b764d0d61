#include "app/commands/all.hpp"
#include "app/commands/listening.hpp"

namespace hearth::app {
namespace {

Result<int> run(const args::Parsed& given, Console& console) {
  auto listening = read_listening(given);
  if (!listening) return std::unexpected(listening.error());
  auto options = data_options(given);
  if (!options) return std::unexpected(options.error());
  options->make = given.has("make");
  options->settings = new_settings(given);
  options->readers = listening->threads + 2;
  auto partnership = open_partnership(*options, console);
  if (!partnership) return std::unexpected(partnership.error());
  return int(serve(**partnership, *listening, console.out, console.err));
}

}  // namespace

const Command serve_command{{.words = "serve",
                             .help = "Serves a partnership to browsers and to the API. SIGTERM and SIGINT let running requests finish and "
                                     "stop it; SIGHUP reads the certificate again",
                             .options = with_making_options(listening_options())},
                            run};

}  // namespace hearth::app
