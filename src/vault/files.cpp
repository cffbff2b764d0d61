#include "vault/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

namespace hearth::vault::files {
namespace {

constexpr std::size_t largest = 1 << 20;

class File {
 public:
  File(const std::string& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  File(const File&) = delete;
  ~File() { close(); }
  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }
  bool close() {
    const int number = std::exchange(number_, -1);
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

std::unexpected<Refusals> refuse_because(std::string_view what, const std::string& path, int error) {
  return refuse("", fmt::format("{} cannot be {}: {}", path, what, std::generic_category().message(error)));
}

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const auto wrote = ::write(file, content.data(), content.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    content.remove_prefix(std::size_t(wrote));
  }
  return true;
}

Result<std::string> read_all(int file, const std::string& path) {
  std::string content(largest + 1, '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const auto got = ::read(file, content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refuse_because("read", path, errno);
    if (got == 0) break;
    size += std::size_t(got);
  }
  if (size > largest) return refuse("", path + " is too big to be what its name says. Put it back from your backup");
  return content.substr(0, size);
}

Result<std::optional<std::string>> read_if(const std::string& path, bool private_only) {
  const File file(path, O_RDONLY);
  if (!file && errno == ENOENT) return std::nullopt;
  if (!file) return refuse_because("read", path, errno);
  struct stat status;
  if (::fstat(file.number(), &status) != 0) return refuse_because("read", path, errno);
  if (private_only && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return refuse("", fmt::format("Other accounts of this computer may read {0}. Close it with: chmod 600 {0}", path));
  auto content = read_all(file.number(), path);
  if (!content) return std::unexpected(std::move(content.error()));
  return std::move(*content);
}

/// A rename is on disk only when its folder is.
bool sync_folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path().string();
  const File file(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  return file && ::fsync(file.number()) == 0;
}

/// A complete, synced file beside `path`, removed again unless it is renamed.
class Draft {
 public:
  explicit Draft(const std::string& path) : path_(fmt::format("{}.{:08x}{:08x}.new", path, randombytes_random(), randombytes_random())) {}
  Draft(const Draft&) = delete;
  ~Draft() { ::unlink(path_.c_str()); }
  const char* name() const { return path_.c_str(); }

  bool write(std::string_view content) {
    File file(path_, O_WRONLY | O_CREAT | O_EXCL);
    // fchmod as well: a generous umask takes nothing away, but an odd one might leave the owner without reading.
    return file && ::fchmod(file.number(), 0600) == 0 && write_all(file.number(), content) && ::fsync(file.number()) == 0 && file.close();
  }

 private:
  std::string path_;
};

}  // namespace

Result<std::optional<std::string>> read(const std::string& path) { return read_if(path, false); }

Result<std::optional<std::string>> read_private(const std::string& path) { return read_if(path, true); }

Result<bool> create(const std::string& path, std::string_view content) {
  Draft draft(path);
  if (!draft.write(content)) return refuse_because("written", path, errno);
  // link, unlike rename, does not replace: of two programs that start at once, one makes the file and the other reads it.
  if (::link(draft.name(), path.c_str()) != 0) {
    if (errno == EEXIST) return false;
    return refuse_because("written", path, errno);
  }
  if (!sync_folder_of(path)) return refuse_because("written", path, errno);
  return true;
}

Result<void> replace(const std::string& path, std::string_view content) {
  Draft draft(path);
  if (!draft.write(content)) return refuse_because("written", path, errno);
  return rename(draft.name(), path);
}

Result<void> rename(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0 || !sync_folder_of(to)) return refuse_because("written", to, errno);
  return {};
}

Result<void> remove(const std::string& path) {
  if (::unlink(path.c_str()) == 0 ? !sync_folder_of(path) : errno != ENOENT) return refuse_because("removed", path, errno);
  return {};
}

Result<void> make_folder(const std::string& path) {
  if (std::filesystem::is_directory(path)) return {};
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error) std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
  if (error) return refuse_because("made", path, error.value());
  return {};
}

Lock::Lock(const std::string& folder) : number_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  while (number_ >= 0 && ::flock(number_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

Lock::~Lock() {
  if (number_ >= 0) ::close(number_);
}

}  // namespace hearth::vault::files
