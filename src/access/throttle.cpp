#include "access/throttle.hpp"

#include <algorithm>
#include <list>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hearth::access {
namespace {

struct Limit {
  int tries;
  std::chrono::microseconds span;
};

/// Tries by key. Keys stand in shelves by how many tries they have, each shelf in the order of their last try, so that both what
/// has expired and what has the fewest tries are found at once. The limit of the longest span bounds the tries of a key.
class Counter {
 public:
  Counter(std::vector<Limit> limits, std::size_t most_keys) : limits_(std::move(limits)), most_keys_(most_keys) {
    const auto& longest = *std::ranges::max_element(limits_, {}, &Limit::span);
    longest_ = longest.span;
    shelves_.resize(std::size_t(longest.tries) + 1);
  }

  /// From when another try fits; not after `now` when it fits already.
  Instant free_at(const std::string& key, Instant now) const {
    const auto found = keys_.find(key);
    if (found == keys_.end()) return now;
    const auto& tries = found->second->tries;
    auto free = now;
    for (const auto& [most, span] : limits_)
      if (tries.size() >= std::size_t(most)) free = std::max(free, tries[tries.size() - std::size_t(most)] + span);
    return free;
  }

  void count(const std::string& key, Instant now) {
    forget_expired(now);
    auto& entry = *entry_of(key);
    std::erase_if(entry.tries, [&](Instant at) { return at + longest_ <= now; });
    entry.tries.push_back(now);
    entry.told = false;
    shelve(key);
  }

  void give_back(const std::string& key) {
    const auto found = keys_.find(key);
    if (found == keys_.end()) return;
    found->second->tries.pop_back();
    if (found->second->tries.empty()) {
      shelves_[found->second->shelf].erase(found->second);
      keys_.erase(found);
    } else {
      shelve(key);
    }
  }

  /// True the first time since the key's last try. Precondition: the key has tries.
  bool tell(const std::string& key) { return !std::exchange(keys_.at(key)->told, true); }

  std::size_t size() const { return keys_.size(); }

 private:
  struct Entry {
    std::string_view key;        // the map's own
    std::vector<Instant> tries;  // oldest first
    std::size_t shelf = 0;
    bool told = false;
  };
  using Shelf = std::list<Entry>;

  Shelf::iterator entry_of(const std::string& key) {
    if (const auto found = keys_.find(key); found != keys_.end()) return found->second;
    if (keys_.size() >= most_keys_) forget(*std::ranges::find_if(shelves_, [](const Shelf& shelf) { return !shelf.empty(); }));
    const auto [place, made] = keys_.try_emplace(key);
    shelves_[0].push_back({.key = place->first, .tries = {}});
    return place->second = std::prev(shelves_[0].end());
  }

  void shelve(const std::string& key) {
    const auto entry = keys_.at(key);
    auto& to = shelves_[entry->tries.size()];
    to.splice(to.end(), shelves_[entry->shelf], entry);
    entry->shelf = entry->tries.size();
  }

  void forget_expired(Instant now) {
    for (auto& shelf : shelves_)
      while (!shelf.empty() && shelf.front().tries.back() + longest_ <= now) forget(shelf);
  }

  void forget(Shelf& shelf) {
    keys_.erase(std::string(shelf.front().key));
    shelf.pop_front();
  }

  std::vector<Limit> limits_;
  std::size_t most_keys_;
  std::chrono::microseconds longest_{};
  std::vector<Shelf> shelves_;
  std::unordered_map<std::string, Shelf::iterator> keys_;
};

}  // namespace

struct Throttle::Counts {
  explicit Counts(const ThrottleLimits& l)
      : accounts({{l.account_tries, l.window}, {l.account_day_tries, l.day}}, l.remembered),
        addresses({{l.address_tries, l.window}}, l.remembered),
        devices({{l.device_tries, l.window}, {l.device_day_tries, l.day}}, l.remembered) {}

  mutable std::mutex mutex;
  Counter accounts, addresses, devices;

  /// The counters that a try stands under, each with its key.
  std::vector<std::pair<Counter*, const std::string*>> of(const Try& attempt) {
    if (attempt.device) return {{&devices, &*attempt.device}};
    return {{&accounts, &attempt.account}, {&addresses, &attempt.address}};
  }
};

Throttle::Throttle(const ThrottleLimits& limits) : counts_(std::make_unique<Counts>(limits)) {}
Throttle::~Throttle() = default;

std::expected<void, Wait> Throttle::admit(const Try& attempt, Instant now) {
  const std::lock_guard lock(counts_->mutex);
  const auto counters = counts_->of(attempt);
  Wait wait{now, false};
  for (const auto& [counter, key] : counters) {
    const auto free = counter->free_at(*key, now);
    if (free <= now) continue;
    wait.until = std::max(wait.until, free);
    wait.first |= counter->tell(*key);
  }
  if (wait.until > now) return std::unexpected(wait);
  for (const auto& [counter, key] : counters) counter->count(*key, now);
  return {};
}

void Throttle::succeeded(const Try& attempt) {
  const std::lock_guard lock(counts_->mutex);
  if (attempt.device)
    counts_->devices.give_back(*attempt.device);
  else
    counts_->addresses.give_back(attempt.address);
}

std::size_t Throttle::remembered() const {
  const std::lock_guard lock(counts_->mutex);
  return counts_->accounts.size() + counts_->addresses.size() + counts_->devices.size();
}

}  // namespace hearth::access
