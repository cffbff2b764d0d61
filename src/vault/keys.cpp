#include "vault/keys.hpp"

#include <sodium.h>

#include <cstring>
#include <mutex>
#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

namespace hearth::vault {
namespace {

/// Where keys live. sodium_malloc alone would take four pages, some six system calls and three of the kernel's limited mappings for
/// each key; a partnership has a key for each child. So one guarded, locked page is shared by 127 of them.
class KeyPages {
 public:
  KeyPages() { ready(); }
  KeyPages(const KeyPages&) = delete;
  ~KeyPages() {
    for (auto* page : pages_) sodium_free(page);
  }

  unsigned char* take() {
    const std::scoped_lock lock(mutex_);
    if (free_.empty()) add_page();
    auto* place = free_.back();
    free_.pop_back();
    return place;
  }

  void give_back(unsigned char* place) noexcept {
    sodium_memzero(place, Key::size);
    const std::scoped_lock lock(mutex_);
    free_.push_back(place);  // never allocates: add_page reserved room for every place there is
  }

 private:
  static constexpr std::size_t keys_on_a_page = 127;  // libsodium keeps 16 bytes of each 4 KiB page for its canary

  void add_page() {
    pages_.reserve(pages_.size() + 1);
    free_.reserve((pages_.size() + 1) * keys_on_a_page);
    auto* page = static_cast<unsigned char*>(sodium_malloc(keys_on_a_page * Key::size));
    if (!page) throw std::bad_alloc();
    pages_.push_back(page);
    for (std::size_t i = 0; i < keys_on_a_page; ++i) free_.push_back(page + i * Key::size);
  }

  std::mutex mutex_;
  std::vector<unsigned char*> pages_;
  std::vector<unsigned char*> free_;
};

/// An allocator, so one for the process, like malloc's: it holds no state that anyone could observe.
KeyPages& key_pages() {
  static KeyPages pages;
  return pages;
}

}  // namespace

void ready() {
  static const int started = sodium_init();
  if (started < 0) throw std::runtime_error("libsodium does not start");
}

Key::Key() : bytes_(key_pages().take()) {}

Key Key::random(Random& random) {
  Key key;
  random.fill({key.bytes_, size});
  return key;
}

Key Key::from(std::string_view bytes32) {
  if (bytes32.size() != size) throw std::invalid_argument("a key has 32 bytes");
  Key key;
  std::memcpy(key.bytes_, bytes32.data(), size);
  return key;
}

Key::Key(Key&& other) noexcept : bytes_(std::exchange(other.bytes_, nullptr)) {}

Key& Key::operator=(Key&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

Key::~Key() {
  if (bytes_) key_pages().give_back(bytes_);
}

}  // namespace hearth::vault
