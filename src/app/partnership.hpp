// A partnership opened from its data folder: the live world and all that it stands on. The one place where they are put together, for
// the program, its tools and its tests.
#pragma once

#include "access/decision.hpp"
#include "app/settings.hpp"
#include "base/id.hpp"
#include "base/reference.hpp"
#include "journal/catalogue.hpp"
#include "journal/fold.hpp"
#include "journal/journal.hpp"
#include "journal/keys.hpp"
#include "journal/world.hpp"
#include "journey/work/search.hpp"
#include "practice/kit.hpp"
#include "store/store.hpp"
#include "vault/vault.hpp"

#include <memory>
#include <string>

namespace hearth::app {

/// The routes of this program, with their events and views: the journey's and every practice's. `reference` must outlive the kit.
void register_rooms(practice::Kit& kit, const Reference& reference);

/// Every event, view and route of this program.
struct Registered {
  /// `vault` and `reference` must outlive it.
  Registered(const vault::Vault& vault, const Reference& reference);
  Registered(const Registered&) = delete;

  journal::Catalogue catalogue;
  practice::Kit kit;
};

/// What to open, and how.
struct Options {
  std::string data;           ///< The data folder: keys, settings and, unless `database` says otherwise, hearth.db.
  std::string database = {};  ///< "sqlite:FILE" or "postgresql://…"; "" for "sqlite:DATA/hearth.db".
  vault::Unseal unseal = {};
  bool make = false;          ///< Makes a new partnership when the folder holds none.
  Settings settings = {};     ///< Of a partnership that is made now.
  bool prepare_views = true;  ///< False for what reads the journal alone, and to rebuild views in any case.
  int readers = 6;            ///< store::Options::readers
  Clock* clock = nullptr;     ///< Instead of the machine's; must outlive the partnership.
  Random* random = nullptr;   ///< Instead of the machine's; must outlive the partnership.
};

/// The field of a refusal because another process has the data folder.
inline constexpr std::string_view in_use_field = "in_use";

/// Members stand in the order in which they come to life; each may use those before it. The database comes last, because closing it
/// finishes the jobs that it has accepted, which use all the rest.
struct Partnership {
  /// Opens the vault and the database, brings its tables up to date and makes the views if they are missing or of another version.
  /// Refuses with a sentence that says what to do: no such partnership, a wrong key, a folder in use, data of a newer program, damage.
  static Result<std::unique_ptr<Partnership>> open(const Options& options, const journal::Progress& progress = {});
  Partnership(const Partnership&) = delete;

  const std::string folder;
  const Settings settings;
  SystemClock system_clock;
  SystemRandom system_random;
  const vault::Vault vault;
  const Reference reference;
  const access::Policy policy;
  Registered registered;
  journal::KeyRing keys;
  journal::Journal journal;
  journey::ChildIndex child_index;
  Services services;  ///< What pages may need that lives as long as the program.
  const std::unique_ptr<store::Database> database;
  const journal::World world;  ///< Refers to all of the above.

 private:
  struct Opened;
  Partnership(const Options& options, Opened opened);
};

/// What a migration brings up to date: the tables of every room, in the order of the rooms.
void migrate_all(store::Database& database);

}  // namespace hearth::app
