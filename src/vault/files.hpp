// Inside the vault only: small files that hold keys, written so that a crash leaves the old one or the new one.
#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace hearth::vault::files {

/// The whole file; nullopt when there is none. Refuses files of more than 1 MiB.
Result<std::optional<std::string>> read(const std::string& path);

/// As `read`, and refuses a file that accounts other than its owner can read.
Result<std::optional<std::string>> read_private(const std::string& path);

/// Writes a file (mode 0600) that was not there. False, and nothing is changed: there is one already.
Result<bool> create(const std::string& path, std::string_view content);

/// Writes a file (mode 0600) in the place of the one that was there, in one step.
Result<void> replace(const std::string& path, std::string_view content);

/// Gives a file another name, in the place of any that had it, durably.
Result<void> rename(const std::string& from, const std::string& to);

/// Removes a file, durably. Nothing happens when there is none.
Result<void> remove(const std::string& path);

/// Makes the folder (mode 0700) and those above it when they are not there.
Result<void> make_folder(const std::string& path);

/// Waits until no other holds the folder, and holds it. A folder that cannot be opened is not held: what is done in it will say why.
class Lock {
 public:
  explicit Lock(const std::string& folder);
  Lock(const Lock&) = delete;
  ~Lock();

 private:
  int number_;
};

}  // namespace hearth::vault::files
