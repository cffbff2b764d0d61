#include "app/backup.hpp"

#include "app/archive.hpp"
#include "app/files.hpp"
#include "app/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace hearth::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view manifest_name = "manifest.json", database_name = "hearth.db", settings_name = "settings.json";

/// A folder that is gone, with all that is in it, unless it was kept.
class Scratch {
 public:
  explicit Scratch(fs::path path) : path_(std::move(path)) {
    fs::remove_all(path_);  // what an interrupted run left
    fs::create_directory(path_);
    fs::permissions(path_, fs::perms::owner_all);
  }
  Scratch(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    if (!kept_) fs::remove_all(path_, ignored);
  }
  fs::path operator/(std::string_view name) const { return path_ / name; }
  const fs::path& path() const { return path_; }
  void keep() { kept_ = true; }

 private:
  fs::path path_;
  bool kept_ = false;
};

/// Opens a copy of a partnership's database with the partnership's keys and verifies all of it.
Verification verify_copy(const Partnership& partnership, const fs::path& copy) {
  const auto database = store::open("sqlite:" + copy.string());
  journal::KeyRing keys(partnership.vault);
  journal::Journal journal(partnership.vault, keys);
  return verify_all({*database, partnership.vault, keys, journal, partnership.registered.catalogue, partnership.reference,
                     partnership.world.clock, partnership.world.random});
}

BackedUpFile described(std::string_view name, std::string_view bytes) {
  return {std::string(name), std::int64_t(bytes.size()), journal::hex(vault::sha256(bytes))};
}

/// What is wrong with an archive, or "".
std::string fault_of(const std::vector<ArchiveMember>& members, Manifest& manifest) {
  if (members.empty() || members.front().name != manifest_name) return "it is not a backup that Hearth made";
  auto read = from_json<Manifest>(members.front().bytes);
  if (!read || read->format != manifest_format) return "its manifest is of another version of Hearth";
  manifest = std::move(*read);
  if (manifest.files.size() + 1 != members.size()) return "it has not the files that its manifest names";
  for (std::size_t i = 0; i < manifest.files.size(); ++i) {
    const auto& promised = manifest.files[i];
    const auto found = described(members[i + 1].name, members[i + 1].bytes);
    const bool known = found.name == database_name || found.name == settings_name;
    if (!known || found.name != promised.name) return "it has not the files that its manifest names";
    if (found.size != promised.size || found.sha256 != promised.sha256) return found.name + " in it is damaged";
  }
  return {};
}

Result<std::vector<ArchiveMember>> read_backup(const fs::path& file, std::string_view bytes, Manifest& manifest) {
  std::string fault;
  try {
    auto members = read_archive(bytes);
    fault = fault_of(members, manifest);
    if (fault.empty()) return members;
  } catch (const BadArchive& bad) {
    fault = bad.what();
  }
  return refuse("", fmt::format("{} cannot be restored: {}. Take another backup", file.string(), fault));
}

Result<void> copy_keys(const fs::path& from, const fs::path& to) {
  const auto vault = read_file(from / "vault.json");
  if (!vault) return refuse("keys", from.string() + " holds no vault.json. Name the folder in which the keys are kept");
  write_file(to / "vault.json", *vault);
  if (const auto master = read_file(from / "master.key")) write_file(to / "master.key", *master);
  return {};
}

/// Puts the keys in and looks whether all that the backup holds is what was written.
Result<void> verify_restored(const fs::path& folder, const fs::path& keys, Options options, const Manifest& manifest) {
  if (auto copied = copy_keys(keys, folder); !copied) return copied;
  options.data = folder.string();
  options.prepare_views = false;
  auto partnership = Partnership::open(options);
  if (!partnership) return std::unexpected(std::move(partnership.error()));
  const auto found = verify_all((*partnership)->world);
  if (!found.fault.empty()) return refuse("", found.fault);
  if (found.head != manifest.head) return refuse("", "The backup's journal does not end where its manifest says. Take another backup");
  return {};
}

bool is_new_or_empty(const fs::path& folder) { return !fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder)); }

}  // namespace

Result<Manifest> back_up(const Partnership& partnership, const fs::path& file) {
  if (!partnership.database->is_sqlite())
    return refuse(
        "", "This partnership's database is PostgreSQL: back it up with pg_dump or pgBackRest, and keep vault.json and master.key apart");
  if (fs::exists(file)) return refuse("", file.string() + " is there already: name a new file");
  if (!fs::is_directory(fs::absolute(file).parent_path()))
    return refuse("", fmt::format("There is no folder {}: make it, or name another", fs::absolute(file).parent_path().string()));
  const Scratch scratch(file.string() + ".unfinished-copy");
  const auto copy = scratch / database_name;
  partnership.database->backup_to(copy.string());
  const auto found = verify_copy(partnership, copy);
  if (!found.fault.empty()) return refuse("", "The backup was not made, since what it would hold does not fit: " + found.fault);

  const Mapped database(copy.string());
  const auto settings = to_json(partnership.settings) + "\n";
  Manifest manifest{std::string(manifest_format),
                    std::string(version),
                    partnership.settings.name,
                    partnership.world.clock.now(),
                    found.events,
                    found.readings,
                    found.head,
                    {described(settings_name, settings), described(database_name, database.bytes())}};
  const auto manifest_text = to_json(manifest) + "\n";
  Unfinished archive(file);
  write_archive(
      {{std::string(manifest_name), manifest_text}, {std::string(settings_name), settings}, {std::string(database_name), database.bytes()}},
      [&](std::string_view piece) { archive.write(piece); });
  archive.settle();
  const Mapped written(archive.working_path().string());
  Manifest read_back;
  if (auto members = read_backup(file, written.bytes(), read_back); !members) return std::unexpected(std::move(members.error()));
  archive.keep();
  return manifest;
}

Result<Restored> restore(const fs::path& file, const fs::path& keys, Options options) {
  const fs::path folder = options.data;
  if (!is_new_or_empty(folder)) return refuse("data", folder.string() + " is not empty: restore into a new folder");
  if (!fs::is_regular_file(file)) return refuse("", "There is no file " + file.string() + ": name the backup");
  const Mapped archive(file.string());
  Restored restored;
  const auto members = read_backup(file, archive.bytes(), restored.manifest);
  if (!members) return std::unexpected(members.error());

  fs::create_directories(fs::absolute(folder).parent_path());
  Scratch scratch(fs::absolute(folder).string() + ".unfinished");
  for (const auto& member : std::span(*members).subspan(1)) write_file(scratch / member.name, member.bytes);
  if (!keys.empty()) {
    if (auto verified = verify_restored(scratch.path(), keys, std::move(options), restored.manifest); !verified)
      return std::unexpected(std::move(verified.error()));
    restored.verified = true;
  }
  fs::rename(scratch.path(), folder);
  scratch.keep();
  sync_folder(fs::absolute(folder).parent_path());
  return restored;
}

}  // namespace hearth::app
