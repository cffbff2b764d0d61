// One process for one data folder. For store/ only.
#pragma once

#include "store/store.hpp"

namespace hearth::store {

/// Holds `path`.lock for as long as it lives. The kernel lets go of the lock when the process dies, however it dies.
///
/// The file also remembers, over a restart, that the disk failed: then the data is checked before anybody writes.
class FolderLock {
 public:
  explicit FolderLock(const std::string& path);  ///< Throws Fault with a sentence when another process has it.
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;

  bool disk_has_failed() const { return disk_has_failed_; }
  void note_disk_failure() noexcept;  ///< As well as it can: the disk that failed may be the one that holds the note.
  void note_checked();

 private:
  void write_note(std::string_view state);
  const std::string path_;
  int file_ = -1;
  bool disk_has_failed_ = false;
};

/// Makes the names in the folder of `path` durable. SQLite syncs folders too but does not report when that fails.
void sync_folder_of(const std::string& path);

}  // namespace hearth::store
