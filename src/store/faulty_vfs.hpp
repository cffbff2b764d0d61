// A file system for tests that fails when it is told to: a shim over the system's own, in front of every SQLite file.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <functional>
#include <string_view>

namespace hearth::store::testing {

/// While one lives, SQLite opens its files through it. `fault` hears of every operation before it happens, on whatever thread.
class FaultyVfs {
 public:
  enum class Operation { read, write, sync, truncate, open, remove };
  struct Event {
    Operation operation;
    std::string_view file;     // "" for a temporary one
    sqlite3_int64 offset = 0;  // of a read or write; the new size of a truncation
    std::string_view written = {};
  };
  /// Returns SQLITE_OK to let the operation through, or the error that it shall end in.
  using Fault = std::function<int(const Event&)>;

  explicit FaultyVfs(Fault fault) : fault_(std::move(fault)), system_(sqlite3_vfs_find(nullptr)), vfs_(*system_) {
    vfs_.zName = "faulty";
    vfs_.pNext = nullptr;
    vfs_.szOsFile = int(sizeof(File)) + system_->szOsFile;
    vfs_.pAppData = this;
    vfs_.xOpen = open;
    vfs_.xDelete = remove;
    sqlite3_vfs_register(&vfs_, 1);
  }
  ~FaultyVfs() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(system_, 1);
  }
  FaultyVfs(const FaultyVfs&) = delete;

 private:
  struct File {
    sqlite3_file base;
    FaultyVfs* vfs;
    const char* name;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    const sqlite3_io_methods* methods() { return real()->pMethods; }
    int fault(Operation operation, sqlite3_int64 offset = 0, std::string_view written = {}) const {
      return vfs->fault_({operation, name ? name : "", offset, written});
    }
  };
  static File& file(sqlite3_file* f) { return *reinterpret_cast<File*>(f); }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* out_flags) {
    auto* self = static_cast<FaultyVfs*>(vfs->pAppData);
    File& f = file(out);
    f.base.pMethods = nullptr;
    f.vfs = self;
    f.name = name;
    if (const int error = f.fault(Operation::open)) return error;
    const int code = self->system_->xOpen(self->system_, name, f.real(), flags, out_flags);
    if (f.methods()) f.base.pMethods = &io_methods;
    return code;
  }
  static int remove(sqlite3_vfs* vfs, const char* name, int sync) {
    auto* self = static_cast<FaultyVfs*>(vfs->pAppData);
    if (const int error = self->fault_({Operation::remove, name})) return error;
    return self->system_->xDelete(self->system_, name, sync);
  }
  /// A write that fails has written its first half: what a disk may leave.
  static int write(sqlite3_file* f, const void* from, int amount, sqlite3_int64 offset) {
    const int error = file(f).fault(Operation::write, offset, {static_cast<const char*>(from), std::size_t(amount)});
    const int code = file(f).methods()->xWrite(file(f).real(), from, error ? amount / 2 : amount, offset);
    return error ? error : code;
  }
  /// A sync that fails may have reached the disk or not; here it has not.
  static int sync(sqlite3_file* f, int flags) {
    if (const int error = file(f).fault(Operation::sync)) return error;
    return file(f).methods()->xSync(file(f).real(), flags);
  }
  static int read(sqlite3_file* f, void* into, int amount, sqlite3_int64 offset) {
    if (const int error = file(f).fault(Operation::read, offset)) return error;
    return file(f).methods()->xRead(file(f).real(), into, amount, offset);
  }
  static int truncate(sqlite3_file* f, sqlite3_int64 size) {
    if (const int error = file(f).fault(Operation::truncate, size)) return error;
    return file(f).methods()->xTruncate(file(f).real(), size);
  }

  static constexpr sqlite3_io_methods io_methods = {
      .iVersion = 2,
      .xClose = [](sqlite3_file* f) { return file(f).methods()->xClose(file(f).real()); },
      .xRead = read,
      .xWrite = write,
      .xTruncate = truncate,
      .xSync = sync,
      .xFileSize = [](sqlite3_file* f, sqlite3_int64* out) { return file(f).methods()->xFileSize(file(f).real(), out); },
      .xLock = [](sqlite3_file* f, int level) { return file(f).methods()->xLock(file(f).real(), level); },
      .xUnlock = [](sqlite3_file* f, int level) { return file(f).methods()->xUnlock(file(f).real(), level); },
      .xCheckReservedLock = [](sqlite3_file* f, int* out) { return file(f).methods()->xCheckReservedLock(file(f).real(), out); },
      .xFileControl = [](sqlite3_file* f, int op, void* arg) { return file(f).methods()->xFileControl(file(f).real(), op, arg); },
      .xSectorSize = [](sqlite3_file* f) { return file(f).methods()->xSectorSize(file(f).real()); },
      .xDeviceCharacteristics = [](sqlite3_file* f) { return file(f).methods()->xDeviceCharacteristics(file(f).real()); },
      .xShmMap = [](sqlite3_file* f, int region, int size, int extend,
                    void volatile** out) { return file(f).methods()->xShmMap(file(f).real(), region, size, extend, out); },
      .xShmLock = [](sqlite3_file* f, int at, int n, int flags) { return file(f).methods()->xShmLock(file(f).real(), at, n, flags); },
      .xShmBarrier = [](sqlite3_file* f) { file(f).methods()->xShmBarrier(file(f).real()); },
      .xShmUnmap = [](sqlite3_file* f, int remove) { return file(f).methods()->xShmUnmap(file(f).real(), remove); },
      .xFetch = nullptr,
      .xUnfetch = nullptr,
  };

  const Fault fault_;
  sqlite3_vfs* const system_;
  sqlite3_vfs vfs_;
};

}  // namespace hearth::store::testing
