#include "store/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace hearth::store {
namespace {

constexpr std::string_view failed = "disk failed";

std::string contents(int file) {
  std::array<char, 64> text{};
  const auto length = ::pread(file, text.data(), text.size(), 0);
  return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0))};
}

}  // namespace

FolderLock::FolderLock(const std::string& path) : path_(path + ".lock") {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0)
    throw Fault(Fault::Kind::broken, fmt::format("The data folder cannot be written to ({}: {}). Make the folder and let Hearth own it.",
                                                 path_, std::strerror(errno)));
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const std::string text = contents(file_);
    ::close(file_);
    const std::string process = text.substr(0, text.find('\n'));
    throw Fault(Fault::Kind::busy,
                fmt::format("The data folder is in use by another hearth (process {}). Stop it first, or use another --data.", process));
  }
  disk_has_failed_ = contents(file_).find(failed) != std::string::npos;
  try {
    write_note(disk_has_failed_ ? failed : "");
  } catch (...) {
    ::close(file_);
    throw;
  }
}

FolderLock::~FolderLock() { ::close(file_); }

void FolderLock::write_note(std::string_view state) {
  const std::string text = fmt::format("{}\n{}", ::getpid(), state);
  if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, text.data(), text.size(), 0) != ssize_t(text.size()) || ::fsync(file_) != 0)
    throw Fault(errno == ENOSPC ? Fault::Kind::full : Fault::Kind::broken,
                fmt::format("The data folder cannot be written to ({}: {}).", path_, std::strerror(errno)));
}

void FolderLock::note_disk_failure() noexcept {
  try {
    write_note(failed);
  } catch (const Fault&) {
  }
}

void FolderLock::note_checked() {
  write_note("");
  disk_has_failed_ = false;
}

void sync_folder_of(const std::string& path) {
  const auto folder = std::filesystem::absolute(path).parent_path();
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int error = errno;
  if (file >= 0) ::close(file);
  if (!synced)
    throw Fault(Fault::Kind::broken,
                fmt::format("The folder {} cannot be made durable ({}). Check the disk.", folder.string(), std::strerror(error)));
}

}  // namespace hearth::store
