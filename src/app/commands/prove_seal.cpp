#include "app/seal_proof.hpp"

#include "app/commands/all.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace hearth::app {
namespace {

void say(const Proof& proof, Console& console) {
  console.out << fmt::format("{} events, {} of them sealed, with {} sealed values that were changed.\n", text::grouped(proof.events),
                             text::grouped(proof.sealed_events), text::grouped(proof.sealed_values));
  console.out << fmt::format("{} questions about {} routes by {} people outside; {} were answered with a page.\n",
                             text::grouped(proof.asked), text::grouped(proof.routes), text::grouped(proof.viewers),
                             text::grouped(proof.answered));
  console.out << fmt::format("{} of {} sealed pages differ for a member inside. {} files searched.\n", text::grouped(proof.inside_differs),
                             text::grouped(proof.inside), text::grouped(proof.files));
  for (const auto& pattern : proof.never_answered) console.out << "Nobody outside could open " << pattern << " here.\n";
  for (const auto& leak : proof.leaks) console.out << "LEAK: " << leak << ".\n";
  console.out << std::flush;
}

Result<int> run(const args::Parsed& given, Console& console) {
  ProofOptions options;
  const auto pairs = given.number("pairs", 1, 100'000);
  if (!pairs) return std::unexpected(pairs.error());
  const auto seed = given.number("seed", 0, INT32_MAX);
  if (!seed) return std::unexpected(seed.error());
  options.pairs = int(*pairs);
  options.seed = std::uint64_t(*seed);
  return on_partnership(given, console, {}, [&](const Partnership& partnership) -> Result<int> {
    const auto proof = prove_seal(partnership.world, options, progress_of("Proving the seal", console));
    say(proof, console);
    if (!proof.empty.empty()) return refuse("", "This proves nothing: " + text::join(proof.empty));
    if (!proof.leaks.empty()) return refuse("", "The seal does not hold: tell whoever makes Hearth, with the lines above");
    console.out << "The seal holds: nobody outside can tell the twins apart.\n" << std::flush;
    return done_well;
  });
}

}  // namespace

const Command prove_seal_command{
    {.words = "prove-seal",
     .help = "Shows that nobody outside a compartment learns anything of what is sealed in it: makes two copies that differ only in that, "
             "asks both everything that anybody can ask, and searches every file for sealed words. Nothing of yours is changed",
     .options = with_data_options({{.name = "pairs", .value = "N", .help = "How many pairs of twins", .otherwise = "1"},
                                   {.name = "seed", .value = "N", .help = "The same number makes the same twins", .otherwise = "1"}})},
    run};

}  // namespace hearth::app
