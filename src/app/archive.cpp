#include "app/archive.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>

namespace hearth::app {
namespace {

constexpr std::size_t block = 512;
constexpr std::size_t longest_name = 100;

// Where the fields of a header stand (POSIX.1-1988, ustar).
struct Field {
  std::size_t at, size;
};
constexpr Field name_field{0, 100}, mode_field{100, 8}, owner_field{108, 8}, group_field{116, 8}, size_field{124, 12}, time_field{136, 12},
    sum_field{148, 8}, type_field{156, 1}, magic_field{257, 8};
constexpr std::string_view magic{"ustar\00000", 8};

using Header = std::array<char, block>;

void put(Header& header, Field field, std::string_view text) { std::ranges::copy(text.substr(0, field.size), header.begin() + field.at); }

void put_octal(Header& header, Field field, std::uint64_t number) { put(header, field, fmt::format("{:0{}o}", number, field.size - 1)); }

/// Octal while it fits; else GNU's form: a set top bit and the number in binary, the highest byte first.
void put_size(Header& header, std::uint64_t size) {
  constexpr std::uint64_t octal_limit = std::uint64_t{1} << 33;
  if (size < octal_limit) return put_octal(header, size_field, size);
  header[size_field.at] = char(0x80);
  for (std::size_t i = 0; i < 8; ++i) header[size_field.at + size_field.size - 1 - i] = char(size >> (8 * i));
}

std::uint64_t get_octal(std::string_view text) {
  std::uint64_t number = 0;
  const auto end = std::min(text.find_first_of(std::string_view(" \0", 2)), text.size());
  const auto [stop, error] = std::from_chars(text.data(), text.data() + end, number, 8);
  if (error != std::errc() || stop != text.data() + end) throw BadArchive("a number in it cannot be read");
  return number;
}

std::uint64_t get_size(std::string_view header) {
  const auto text = header.substr(size_field.at, size_field.size);
  if (static_cast<unsigned char>(text[0]) != 0x80) return get_octal(text);
  std::uint64_t size = 0;
  for (const unsigned char c : text.substr(4)) size = size << 8 | c;
  return size;
}

/// The sum of a header's bytes, those of the sum itself counted as blanks.
unsigned sum_of(std::string_view header) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < block; ++i) {
    const bool in_sum = i >= sum_field.at && i < sum_field.at + sum_field.size;
    sum += in_sum ? unsigned(' ') : unsigned(static_cast<unsigned char>(header[i]));
  }
  return sum;
}

std::string_view view(const Header& header) { return {header.data(), header.size()}; }

Header header_of(const ArchiveMember& member) {
  if (member.name.size() > longest_name) throw std::logic_error("the name of an archive's member is too long");
  Header header{};
  put(header, name_field, member.name);
  put_octal(header, mode_field, 0600);
  put_octal(header, owner_field, 0);
  put_octal(header, group_field, 0);
  put_size(header, member.bytes.size());
  put_octal(header, time_field, 0);  // the manifest says when
  put(header, type_field, "0");
  put(header, magic_field, magic);
  put(header, sum_field, fmt::format("{:06o}", sum_of(view(header))));
  header[sum_field.at + 7] = ' ';
  return header;
}

std::size_t padding(std::size_t size) { return (block - size % block) % block; }

}  // namespace

Mapped::Mapped(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct ::stat facts {};
  const bool known = file >= 0 && ::fstat(file, &facts) == 0;
  size_ = known ? std::size_t(facts.st_size) : 0;
  if (known && size_ > 0) start_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
  const int error = errno;
  if (file >= 0) ::close(file);
  if (!known || start_ == MAP_FAILED) throw std::system_error(error, std::generic_category(), path);
}

Mapped::~Mapped() {
  if (start_) ::munmap(start_, size_);
}

void write_archive(const std::vector<ArchiveMember>& members, const std::function<void(std::string_view)>& write) {
  static constexpr Header zeros{};
  for (const auto& member : members) {
    write(view(header_of(member)));
    write(member.bytes);
    write(view(zeros).substr(0, padding(member.bytes.size())));
  }
  write(view(zeros));
  write(view(zeros));
}

std::vector<ArchiveMember> read_archive(std::string_view archive) {
  std::vector<ArchiveMember> members;
  for (;;) {
    if (archive.size() < block) throw BadArchive("it ends too early");
    const auto header = archive.substr(0, block);
    if (std::ranges::all_of(header, [](char c) { return c == '\0'; })) return members;
    if (header.substr(magic_field.at, magic_field.size) != magic) throw BadArchive("it is not a backup that Hearth made");
    // The field is written in one way only, so that every changed byte of it shows.
    if (header.substr(sum_field.at, sum_field.size) != fmt::format("{:06o}", sum_of(header)) + std::string("\0 ", 2))
      throw BadArchive("a header in it was changed");
    const auto size = get_size(header);
    archive.remove_prefix(block);
    if (size > archive.size() || padding(size) > archive.size() - size) throw BadArchive("it ends too early");
    const auto name = header.substr(name_field.at, name_field.size);
    members.push_back({std::string(name.substr(0, name.find('\0'))), archive.substr(0, size)});
    archive.remove_prefix(size + padding(size));
  }
}

}  // namespace hearth::app
