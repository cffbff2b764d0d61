#include "app/partnership.hpp"

#include "access/people.hpp"
#include "access/reading.hpp"
#include "access/reading_anchor.hpp"
#include "access/relationship.hpp"
#include "access/session.hpp"
#include "access/sign_in.hpp"
#include "access/token.hpp"
#include "base/data.hpp"
#include "journey/administration/administration.hpp"
#include "journey/journey.hpp"
#include "practice/site.hpp"
#include "practices/practices.hpp"

#include <filesystem>
#include <optional>

namespace hearth::app {
namespace {

namespace fs = std::filesystem;

std::string database_url(const Options& options) {
  return options.database.empty() ? "sqlite:" + (fs::path(options.data) / "hearth.db").string() : options.database;
}

/// The file that the database should be in and is not; nothing when it is there, or is no file.
std::optional<fs::path> missing_file(const std::string& url) {
  constexpr std::string_view sqlite = "sqlite:", memory = ":memory:";
  if (!url.starts_with(sqlite) || url.ends_with(memory)) return std::nullopt;
  fs::path file = url.substr(sqlite.size());
  return fs::exists(file) ? std::nullopt : std::optional(std::move(file));
}

bool is_new(const fs::path& folder) { return !fs::exists(folder / "vault.json") && !fs::exists(folder / "hearth.db"); }

}  // namespace

void register_rooms(practice::Kit& kit, const Reference& reference) {
  journey::register_journey(kit, reference);
  journey::administration::register_administration(kit);
  practices::register_practices(kit, reference);
}

Registered::Registered(const vault::Vault& vault, const Reference& reference) : kit(catalogue) {
  access::register_people(catalogue, vault);
  access::register_relationships(catalogue);
  access::register_reading_anchor(catalogue);
  register_rooms(kit, reference);
}

void migrate_all(store::Database& database) {
  for (auto migrations : {journal::migrations(), access::reading_migrations(), access::token_migrations(), access::session_migrations(),
                          access::sign_in_migrations(), practice::site_migrations()})
    database.migrate(migrations);
}

struct Partnership::Opened {
  Settings settings;
  vault::Vault vault;
  Reference reference;
  access::Policy policy;
  std::unique_ptr<store::Database> database;
};

Partnership::Partnership(const Options& options, Opened opened)
    : folder(options.data),
      settings(std::move(opened.settings)),
      vault(std::move(opened.vault)),
      reference(std::move(opened.reference)),
      policy(std::move(opened.policy)),
      registered(vault, reference),
      keys(vault),
      journal(vault, keys),
      database(std::move(opened.database)),
      world{*database,
            vault,
            keys,
            journal,
            registered.catalogue,
            reference,
            options.clock ? *options.clock : system_clock,
            options.random ? *options.random : system_random,
            &services} {
  services.add(child_index);
}

Result<std::unique_ptr<Partnership>> Partnership::open(const Options& options, const journal::Progress& progress) try {
  const bool made_now = is_new(options.data);
  if (made_now && !options.make)
    return refuse("data", "There is no partnership in " + options.data + ": check --data, or make one with `hearth serve --make --data " +
                              options.data + "`");
  // An empty database would be made in the place of one that is elsewhere, and everything would seem to be gone.
  if (const auto file = missing_file(database_url(options)); file && !options.make)
    return refuse("database", "There is no database " + file->string() + ": name the right one with --database, or restore a backup");
  auto reference = Reference::load();
  if (!reference) return std::unexpected(std::move(reference.error()));
  auto policy = access::Policy::load(data_file("policy.csv"), data_file("roles.csv"));
  if (!policy) return std::unexpected(std::move(policy.error()));
  auto settings = made_now ? options.settings : read_settings(options.data);
  if (!settings) return std::unexpected(std::move(settings.error()));
  SystemRandom random;
  auto vault = vault::open_vault(options.data, options.unseal, random);
  if (!vault) return std::unexpected(std::move(vault.error()));
  if (made_now) write_settings(options.data, *settings);

  store::Options store_options;
  store_options.readers = options.readers;
  auto database = store::open(database_url(options), store_options);
  std::unique_ptr<Partnership> partnership(
      new Partnership(options, {std::move(*settings), std::move(*vault), std::move(*reference), std::move(*policy), std::move(database)}));
  migrate_all(*partnership->database);
  partnership->journal.attach(*partnership->database);
  if (options.prepare_views) journal::prepare_views(partnership->world, progress);
  return partnership;
} catch (const store::Fault& fault) {
  return refuse(std::string(fault.kind == store::Fault::Kind::busy ? in_use_field : ""), fault.what());
} catch (const std::logic_error&) {
  throw;  // a mistake in the program, not in what it was given
} catch (const std::exception& error) {
  return refuse("", error.what());
}

}  // namespace hearth::app
