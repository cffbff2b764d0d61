// A world for tests: a fresh database, keys of its own, a clock moved by hand and repeatable randomness.
#pragma once

#include "journal/catalogue.hpp"
#include "journal/fold.hpp"
#include "journal/journal.hpp"
#include "store/testing.hpp"

#include <filesystem>

namespace hearth::journal {

class TestWorld {
 public:
  TestWorld(const std::string& database_name, Catalogue known, std::uint64_t seed = 1)
      : catalogue(std::move(known)),
        random(seed),
        folder(std::filesystem::temp_directory_path() / ("hearth-test-" + new_id(Instant::now(), system_random))),
        vault(make_vault()),
        fresh(store::testing::fresh_database(database_name)),
        keys(vault),
        journal(vault, keys),
        world{*fresh.database, vault, keys, journal, catalogue, reference, clock, random} {
    world.database.migrate(migrations());
    journal.attach(world.database);
    prepare_views(world);
  }
  ~TestWorld() { std::filesystem::remove_all(folder); }

  Catalogue catalogue;
  Reference reference = Reference::load().value();
  HandClock clock{Instant::at(Date::of(2026, 4, 7), 9, 0)};
  SystemRandom system_random;
  SeededRandom random;
  std::filesystem::path folder;
  vault::Vault vault;
  store::testing::FreshDatabase fresh;
  KeyRing keys;
  Journal journal;
  World world;

 private:
  vault::Vault make_vault() {
    std::filesystem::create_directories(folder);
    return vault::open_vault(folder.string(), {}, system_random).value();
  }
};

}  // namespace hearth::journal
