// Backups: a consistent copy of a partnership's database in one file with a manifest, verified before it has its name, and back again.
//
// The keys are not in a backup. Whoever finds one can read no record, and a key that is destroyed (a record forgotten) takes the copies
// in old backups with it. So vault.json and master.key are to be kept apart, in a place of their own.
#pragma once

#include "app/partnership.hpp"
#include "app/verification.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace hearth::app {

struct BackedUpFile {
  std::string name;
  std::int64_t size = 0;
  std::string sha256;  ///< In hexadecimal.
};
BOOST_DESCRIBE_STRUCT(BackedUpFile, (), (name, size, sha256))

/// What a backup says of itself: the first member of the archive, manifest.json.
struct Manifest {
  std::string format;   ///< manifest_format
  std::string program;  ///< The version that made it.
  std::string partnership;
  Instant made;
  std::int64_t events = 0, readings = 0;
  std::string head;  ///< Of the journal, in hexadecimal.
  std::vector<BackedUpFile> files;
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (format, program, partnership, made, events, readings, head, files))
inline constexpr std::string_view manifest_format = "hearth-backup-1";

/// Writes a backup of the partnership, which may be at work, to a file that is not there yet. It has its name only when the copy has been
/// opened and verified and the file read back. Needs room for two copies. Refuses on PostgreSQL, which has its own tools.
Result<Manifest> back_up(const Partnership& partnership, const std::filesystem::path& file);

/// What a restore found. Without keys only the file's own sums could be checked.
struct Restored {
  Manifest manifest;
  bool verified = false;  ///< The journal was verified with the keys.
};

/// Makes the data folder `options.data`, which must be new or empty, from a backup. With `keys`, a folder that holds vault.json (and
/// master.key, if that is the way), the keys are put in and everything is verified; without, whoever restores puts them in. A restore that
/// fails leaves nothing behind.
Result<Restored> restore(const std::filesystem::path& file, const std::filesystem::path& keys, Options options);

}  // namespace hearth::app
