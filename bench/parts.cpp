// The parts, by Google Benchmark: sealing, folding, opening a child's page.
//
//   build/release/bench_parts [--benchmark_filter=...]

#include "load.hpp"

#include "access/reader.hpp"
#include "journal/fold.hpp"
#include "journey/person/child_page.hpp"

#include <benchmark/benchmark.h>

namespace hearth::bench {
namespace {

app::Partnership& partnership() {
  static auto opened = demonstration("bench-data/parts", 1000);
  return *opened;
}

void seal_and_open(benchmark::State& state) {
  SystemRandom random;
  const auto key = vault::Key::random(random);
  const std::string text(300, 'x');
  for (auto _ : state) benchmark::DoNotOptimize(vault::open(key, vault::seal(key, text, "context", random), "context"));
}
BENCHMARK(seal_and_open);

/// Reads, opens and folds events into view rows in memory, on one core: what `hearth rebuild` does but for storing the rows.
void refold(benchmark::State& state) {
  const auto& world = partnership().world;
  auto snapshot = world.database.read();
  std::int64_t events = 0;
  for (auto _ : state) {
    journal::NewKeys keys(world.keys, world.random);
    journal::ViewWriter views(snapshot->connection(), keys);
    world.journal.scan(snapshot->connection(), 0, [&](journal::Stored&& stored) {
      journal::fold_stored(world.catalogue, views, stored);
      ++events;
    });
    benchmark::DoNotOptimize(views.held());
  }
  state.SetItemsProcessed(events);
}
BENCHMARK(refold)->Unit(benchmark::kMillisecond);

/// The whole of `hearth rebuild`, with the rows sealed and stored.
void rebuild(benchmark::State& state) {
  std::int64_t events = 0;
  for (auto _ : state) events += journal::rebuild(partnership().world);
  state.SetItemsProcessed(events);
}
BENCHMARK(rebuild)->Unit(benchmark::kMillisecond);

void verify(benchmark::State& state) {
  const auto& world = partnership().world;
  std::int64_t events = 0;
  for (auto _ : state) events += world.journal.verify(world.database.read()->connection()).events;
  state.SetItemsProcessed(events);
}
BENCHMARK(verify)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hearth::bench

BENCHMARK_MAIN();
