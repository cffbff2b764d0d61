// A few files in one, as a tar that every system can open (POSIX.1-1988 ustar; sizes over 8 GiB as GNU tar writes them).
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::app {

/// A file's bytes as memory, read when they are touched. Throws std::system_error.
class Mapped {
 public:
  explicit Mapped(const std::string& path);
  Mapped(const Mapped&) = delete;
  ~Mapped();
  std::string_view bytes() const { return {static_cast<const char*>(start_), size_}; }

 private:
  void* start_ = nullptr;
  std::size_t size_ = 0;
};

struct ArchiveMember {
  std::string name;  ///< At most 100 bytes.
  std::string_view bytes;
};

/// Hands the archive's bytes to `write`, piece by piece.
void write_archive(const std::vector<ArchiveMember>& members, const std::function<void(std::string_view)>& write);

/// What stands in an archive is not what write_archive made.
class BadArchive : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The members of an archive; the views point into `archive`. Throws BadArchive.
std::vector<ArchiveMember> read_archive(std::string_view archive);

}  // namespace hearth::app
