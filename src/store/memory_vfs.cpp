#include "store/memory_vfs.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <shared_mutex>
#include <vector>

namespace hearth::store {
namespace {

struct Handle;

/// One file's bytes, its locks and, for a database, the memory that its connections share (the log's index).
struct File {
  std::shared_mutex bytes_mutex;
  std::vector<char> bytes;

  std::mutex lock_mutex;
  std::vector<Handle*> handles;
  std::vector<std::unique_ptr<char[]>> shared_memory;
  std::array<int, SQLITE_SHM_NLOCK> shared_holders{};  // of each lock of the log's index; -1: held exclusively
};

/// What SQLite knows as an open file. Constructed inside memory that SQLite owns.
struct Handle {
  sqlite3_file base{};  // must come first
  std::shared_ptr<File> file;
  int level = SQLITE_LOCK_NONE;
  unsigned shared_mask = 0;
  unsigned exclusive_mask = 0;
};

Handle& handle(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

bool others_at_least(const Handle& me, int level) {
  return std::ranges::any_of(me.file->handles, [&](const Handle* other) { return other != &me && other->level >= level; });
}

void release_shared_memory(Handle& h) {
  for (int i = 0; i < SQLITE_SHM_NLOCK; ++i) {
    if (h.exclusive_mask & (1u << i)) h.file->shared_holders[i] = 0;
    if (h.shared_mask & (1u << i)) --h.file->shared_holders[i];
  }
  h.exclusive_mask = h.shared_mask = 0;
}

int close(sqlite3_file* file) {
  Handle& h = handle(file);
  {
    std::lock_guard lock(h.file->lock_mutex);
    release_shared_memory(h);
    std::erase(h.file->handles, &h);
  }
  h.~Handle();
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
  File& f = *handle(file).file;
  const auto wanted = static_cast<std::size_t>(amount);
  std::shared_lock lock(f.bytes_mutex);
  const auto from = std::min(static_cast<std::size_t>(offset), f.bytes.size());
  const auto there = std::min(f.bytes.size() - from, wanted);
  std::copy_n(f.bytes.data() + from, there, static_cast<char*>(into));
  if (there == wanted) return SQLITE_OK;
  std::fill_n(static_cast<char*>(into) + there, wanted - there, '\0');
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
  File& f = *handle(file).file;
  std::unique_lock lock(f.bytes_mutex);
  try {
    if (f.bytes.size() < std::size_t(offset + amount)) f.bytes.resize(offset + amount);
  } catch (const std::bad_alloc&) {
    return SQLITE_FULL;
  }
  std::memcpy(f.bytes.data() + offset, from, amount);
  return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  File& f = *handle(file).file;
  std::unique_lock lock(f.bytes_mutex);
  if (f.bytes.size() > std::size_t(size)) f.bytes.resize(size);
  return SQLITE_OK;
}

int size(sqlite3_file* file, sqlite3_int64* out) {
  File& f = *handle(file).file;
  std::shared_lock lock(f.bytes_mutex);
  *out = static_cast<sqlite3_int64>(f.bytes.size());
  return SQLITE_OK;
}

/// The rules are those of sqlite.org/lockingv3.html, section 3.
int lock(sqlite3_file* file, int wanted) {
  Handle& h = handle(file);
  std::lock_guard guard(h.file->lock_mutex);
  if (wanted <= h.level) return SQLITE_OK;
  if (wanted == SQLITE_LOCK_SHARED) {
    if (others_at_least(h, SQLITE_LOCK_PENDING)) return SQLITE_BUSY;
  } else {
    if (others_at_least(h, SQLITE_LOCK_RESERVED)) return SQLITE_BUSY;
    if (wanted == SQLITE_LOCK_EXCLUSIVE && others_at_least(h, SQLITE_LOCK_SHARED)) {
      h.level = SQLITE_LOCK_PENDING;
      return SQLITE_BUSY;
    }
  }
  h.level = wanted;
  return SQLITE_OK;
}

int unlock(sqlite3_file* file, int level) {
  Handle& h = handle(file);
  std::lock_guard guard(h.file->lock_mutex);
  h.level = std::min(h.level, level);
  return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* out) {
  Handle& h = handle(file);
  std::lock_guard guard(h.file->lock_mutex);
  *out = h.level >= SQLITE_LOCK_RESERVED || others_at_least(h, SQLITE_LOCK_RESERVED);
  return SQLITE_OK;
}

int map_shared(sqlite3_file* file, int region, int bytes, int extend, void volatile** out) {
  File& f = *handle(file).file;
  std::lock_guard guard(f.lock_mutex);
  *out = nullptr;
  if (std::size_t(region) >= f.shared_memory.size() && !extend) return SQLITE_OK;
  try {
    while (f.shared_memory.size() <= std::size_t(region)) f.shared_memory.push_back(std::make_unique<char[]>(bytes));
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  }
  *out = f.shared_memory[region].get();
  return SQLITE_OK;
}

int lock_shared(sqlite3_file* file, int first, int count, int flags) {
  Handle& h = handle(file);
  std::lock_guard guard(h.file->lock_mutex);
  auto& holders = h.file->shared_holders;
  const unsigned mask = ((1u << count) - 1) << first;
  if (flags & SQLITE_SHM_UNLOCK) {
    for (int i = first; i < first + count; ++i) {
      if (h.exclusive_mask & (1u << i)) holders[i] = 0;
      if (h.shared_mask & (1u << i)) --holders[i];
    }
    h.exclusive_mask &= ~mask;
    h.shared_mask &= ~mask;
    return SQLITE_OK;
  }
  const bool exclusive = flags & SQLITE_SHM_EXCLUSIVE;
  if ((exclusive ? h.exclusive_mask : h.shared_mask | h.exclusive_mask) & mask) return SQLITE_OK;  // held already
  for (int i = first; i < first + count; ++i) {
    const int mine = (h.shared_mask >> i) & 1;
    if (exclusive ? holders[i] != mine : holders[i] < 0) return SQLITE_BUSY;
  }
  for (int i = first; i < first + count; ++i) exclusive ? holders[i] = -1 : ++holders[i];
  (exclusive ? h.exclusive_mask : h.shared_mask) |= mask;
  if (exclusive) h.shared_mask &= ~mask;
  return SQLITE_OK;
}

void barrier(sqlite3_file*) { __sync_synchronize(); }  // what SQLite itself uses; ThreadSanitizer refuses the standard's fence

int unmap_shared(sqlite3_file* file, int) {
  Handle& h = handle(file);
  std::lock_guard guard(h.file->lock_mutex);
  release_shared_memory(h);
  return SQLITE_OK;
}

constexpr sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = [](sqlite3_file*, int) { return SQLITE_OK; },
    .xFileSize = size,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = check_reserved,
    .xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; },
    .xSectorSize = [](sqlite3_file*) { return 4096; },
    .xDeviceCharacteristics =
        [](sqlite3_file*) { return SQLITE_IOCAP_ATOMIC | SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_SAFE_APPEND; },
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = barrier,
    .xShmUnmap = unmap_shared,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

}  // namespace

struct MemoryVfs::Files {
  std::string name;
  sqlite3_vfs vfs{};
  sqlite3_vfs* system = nullptr;  // for the clock, random bytes and sleep
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<File>> by_name;

  static Files& of(sqlite3_vfs* vfs) { return *static_cast<Files*>(vfs->pAppData); }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* out_flags) {
    Files& self = of(vfs);
    out->pMethods = nullptr;
    std::shared_ptr<File> file;
    if (name) {
      std::lock_guard lock(self.mutex);
      auto& entry = self.by_name[name];
      if (!entry) entry = std::make_shared<File>();
      file = entry;
    } else {
      file = std::make_shared<File>();  // a temporary file, gone when closed
    }
    auto* h = new (out) Handle{};
    h->base.pMethods = &methods;
    h->file = std::move(file);
    std::lock_guard lock(h->file->lock_mutex);
    h->file->handles.push_back(h);
    if (out_flags) *out_flags = flags;
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs* vfs, const char* name, int) {
    Files& self = of(vfs);
    std::lock_guard lock(self.mutex);
    return self.by_name.erase(name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
  }

  static int access(sqlite3_vfs* vfs, const char* name, int, int* out) {
    Files& self = of(vfs);
    std::lock_guard lock(self.mutex);
    *out = self.by_name.contains(name);
    return SQLITE_OK;
  }

  static int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
  }
};

MemoryVfs::MemoryVfs() : files_(std::make_unique<Files>()) {
  Files& f = *files_;
  f.system = sqlite3_vfs_find(nullptr);
  f.name = fmt::format("hearth-memory-{}", static_cast<void*>(&f));
  f.vfs = *f.system;  // the clock, random bytes and sleep stay the system's
  f.vfs.iVersion = 2;
  f.vfs.szOsFile = sizeof(Handle);
  f.vfs.pNext = nullptr;
  f.vfs.zName = f.name.c_str();
  f.vfs.pAppData = &f;
  f.vfs.xOpen = Files::open;
  f.vfs.xDelete = Files::remove;
  f.vfs.xAccess = Files::access;
  f.vfs.xFullPathname = Files::full_path;
  sqlite3_vfs_register(&f.vfs, 0);
}

MemoryVfs::~MemoryVfs() { sqlite3_vfs_unregister(&files_->vfs); }

const std::string& MemoryVfs::name() const { return files_->name; }

}  // namespace hearth::store
