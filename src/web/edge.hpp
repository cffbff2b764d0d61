// Internal: what all connections of one server share: its configuration, the gate's policy and the counters.
#pragma once

#include "web/gate.hpp"
#include "web/server.hpp"

#include <atomic>
#include <cstdint>

namespace hearth::web {

struct Edge {
  explicit Edge(Config given) : config(std::move(given)) {}

  /// The page for a refusal, styled by Config::error_page where there is one.
  Reply refusal(const Fault& fault) const;

  /// Counts it and tells Config::on_refused.
  void note_refusal(const Fault& fault, const std::string& peer);

  bool is_proxy(std::string_view address) const { return config.proxy && *config.proxy == address; }

  /// The browser's address: the socket's, or what our own proxy says of it.
  std::string browser_of(const Request& request, const std::string& socket_peer) const;

  const Config config;
  GatePolicy policy{};
  std::atomic<bool> draining{false};

  std::atomic<std::uint64_t> connections{0};
  std::atomic<std::uint64_t> connections_open{0};
  std::atomic<std::uint64_t> connections_turned_away{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> requests_in_flight{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> shed{0};
  std::atomic<std::uint64_t> bodies_bytes{0};
  std::atomic<std::uint64_t> live_open{0};
  std::atomic<std::uint64_t> live_too_slow{0};
};

/// One place in a counter with a limit, given back when it goes.
class Place {
 public:
  Place() = default;
  Place(std::atomic<std::uint64_t>& count, std::uint64_t limit) {
    if (count.fetch_add(1) < limit)
      count_ = &count;
    else
      count.fetch_sub(1);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    if (count_) count_->fetch_sub(1);
  }
  explicit operator bool() const { return count_ != nullptr; }

 private:
  std::atomic<std::uint64_t>* count_ = nullptr;
};

/// What one request's collected body takes of the room for all of them; given back when it goes.
class Share {
 public:
  Share() = default;
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;
  ~Share() {
    if (sum_) sum_->fetch_sub(bytes_);
  }

  /// False when the limit is passed.
  bool grow(std::atomic<std::uint64_t>& sum, std::uint64_t bytes, std::uint64_t limit) {
    sum_ = &sum;
    bytes_ += bytes;
    return sum.fetch_add(bytes) + bytes <= limit;
  }

 private:
  std::atomic<std::uint64_t>* sum_ = nullptr;
  std::uint64_t bytes_ = 0;
};

}  // namespace hearth::web
