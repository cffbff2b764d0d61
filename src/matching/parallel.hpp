// A few threads over numbered pieces of work; and sorting numbers by their bits.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace hearth::matching {

/// Calls work(piece, thread) for pieces 0 to count-1, each once. What one throws is thrown here when all have ended.
template <class Work>
void in_parallel(std::size_t threads, std::size_t count, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto run = [&](std::size_t thread) {
    try {
      for (auto piece = next++; piece < count; piece = next++) work(piece, thread);
    } catch (...) {
      const std::scoped_lock lock(mutex);
      failure = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(threads, count); ++i) others.emplace_back(run, i);
    run(0);
  }
  if (failure) std::rethrow_exception(failure);
}

/// Sorts by the bits from `low` up to `high`; keeps the order of equals. `room` is used as long as it lasts.
inline void radix_sort(std::vector<std::uint64_t>& numbers, std::vector<std::uint64_t>& room, unsigned low, unsigned high) {
  constexpr unsigned step = 11;
  if (numbers.size() < 2048) {
    const auto key = [&](std::uint64_t x) { return (high >= 64 ? x : x & ((1ULL << high) - 1)) >> low; };
    std::ranges::stable_sort(numbers, {}, key);
    return;
  }
  room.resize(numbers.size());
  for (unsigned shift = low; shift < high; shift += step) {
    const std::uint64_t mask = (1ULL << std::min(step, high - shift)) - 1;
    std::array<std::uint32_t, (1U << step) + 1> starts{};
    for (const auto x : numbers) ++starts[(x >> shift & mask) + 1];
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    auto* const out = room.data();
    for (const auto x : numbers) out[starts[x >> shift & mask]++] = x;
    numbers.swap(room);
  }
}

}  // namespace hearth::matching
