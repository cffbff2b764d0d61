// Files in memory for "sqlite::memory:". For store/ only.
//
// SQLite's own ways to keep a database in memory know no write-ahead log: a reader's open snapshot would keep the writer from
// committing. So that tests, exercises and demos run the very same code as a live partnership, this is a VFS that has the log.
#pragma once

#include <memory>
#include <string>

namespace hearth::store {

/// A file system of its own, registered with SQLite under `name` while it lives. Outlives the connections that use it.
class MemoryVfs {
 public:
  MemoryVfs();
  ~MemoryVfs();
  MemoryVfs(const MemoryVfs&) = delete;
  const std::string& name() const;

 private:
  struct Files;
  std::unique_ptr<Files> files_;
};

}  // namespace hearth::store
