// Small files, whole; and large ones that get their name only when they are complete and on disk.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hearth::app {

/// The whole file; nothing when there is none. Throws std::system_error when it is there and cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path);

/// Writes a file that only its owner can read, in the place of any that was there, in one durable step. Throws std::system_error.
void write_file(const std::filesystem::path& path, std::string_view content);

/// A file in the making: PATH.unfinished, readable by its owner alone, until `keep` puts it on disk under its own name. Removed when it
/// was not kept. All throw std::system_error.
class Unfinished {
 public:
  explicit Unfinished(std::filesystem::path path);
  Unfinished(const Unfinished&) = delete;
  ~Unfinished();

  void write(std::string_view bytes);
  void settle();  ///< Everything written so far is on disk and can be read back at working_path.
  void keep();

  const std::filesystem::path& working_path() const { return working_; }

 private:
  std::filesystem::path path_, working_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  bool kept_ = false;
};

/// Makes the names in a folder durable.
void sync_folder(const std::filesystem::path& folder);

}  // namespace hearth::app
