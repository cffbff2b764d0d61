#include "app/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace hearth::app {
namespace {

[[noreturn]] void fail(int error, const std::filesystem::path& path) {
  throw std::system_error(error, std::generic_category(), path.string());
}

std::filesystem::path working_name(const std::filesystem::path& path) { return path.string() + ".unfinished"; }

std::FILE* make_private(const std::filesystem::path& path) {
  std::filesystem::remove(path);  // what an interrupted run left
  const int number = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (number < 0) fail(errno, path);
  return ::fdopen(number, "wb");
}

}  // namespace

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), &std::fclose);
  if (!file && errno == ENOENT) return std::nullopt;
  if (!file) fail(errno, path);
  std::string content;
  std::array<char, 65536> piece;
  while (const auto size = std::fread(piece.data(), 1, piece.size(), file.get())) content.append(piece.data(), size);
  if (std::ferror(file.get())) fail(errno, path);
  return content;
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  Unfinished file(path);
  file.write(content);
  file.keep();
}

Unfinished::Unfinished(std::filesystem::path path)
    : path_(std::move(path)), working_(working_name(path_)), file_(make_private(working_), &std::fclose) {}

Unfinished::~Unfinished() {
  if (kept_) return;
  std::error_code ignored;
  std::filesystem::remove(working_, ignored);
}

void Unfinished::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail(errno, path_);
}

void Unfinished::settle() {
  if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0) fail(errno, path_);
}

void Unfinished::keep() {
  settle();
  std::filesystem::rename(working_, path_);
  kept_ = true;
  sync_folder(std::filesystem::absolute(path_).parent_path());
}

void sync_folder(const std::filesystem::path& folder) {
  const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = number >= 0 && ::fsync(number) == 0;
  const int error = errno;
  if (number >= 0) ::close(number);
  if (!synced) fail(error, folder);
}

}  // namespace hearth::app
