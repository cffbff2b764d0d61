// Sealed text after it has been opened keeps its label: a Seen<T, L> can be moved about, mapped and joined, and shows what is in it
// to one kind of caller only, a reader whose audience admits L (access/reader.hpp). Nothing can be decided on it, so it does not leak
// by branches; it has no comparison, no conversion, no output and no hash.
#pragma once

#include "base/described.hpp"
#include "journal/labels.hpp"

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace hearth {

namespace access {
template <Labels A>
class Reader;
}

/// The ways by which something sealed may go where its label does not flow, each for one purpose. `docs/hub.md` lists them with what
/// each may carry; tests/rooms.sh holds the callers to the one file that is named there.
enum class Declassify {
  overlap_for_the_cleared,  ///< Which of the author's own words stand in a sealed item too; asked for members of the hub alone.
  release_to_named_people,  ///< One item's words, for named people, after two approvals.
};

template <class T, Labels L>
class Seen {
 public:
  using Inside = T;
  static constexpr Labels labels = L;

  Seen() = default;
  /// To put a label on is always safe.
  explicit Seen(T value) : value_(std::move(value)) {}

  /// Another value under the same label. `f` holds nothing, so it can carry nothing out; what it throws becomes one fixed sentence.
  template <class F>
    requires std::is_empty_v<F> && std::invocable<F, const T&>
  auto map(F f) const -> Seen<std::remove_cvref_t<std::invoke_result_t<F, const T&>>, L> {
    try {
      return Seen<std::remove_cvref_t<std::invoke_result_t<F, const T&>>, L>(f(value_));
    } catch (...) {
      throw std::runtime_error("a sealed value could not be worked on");
    }
  }
  /// One value from two, under the labels of both.
  template <class U, Labels M, class F>
    requires std::is_empty_v<F> && std::invocable<F, const T&, const U&>
  auto join(const Seen<U, M>& other, F f) const -> Seen<std::remove_cvref_t<std::invoke_result_t<F, const T&, const U&>>, (L | M)> {
    try {
      return Seen<std::remove_cvref_t<std::invoke_result_t<F, const T&, const U&>>, (L | M)>(f(value_, other.value_));
    } catch (...) {
      throw std::runtime_error("a sealed value could not be worked on");
    }
  }

  bool operator==(const Seen&) const = delete;

 private:
  template <class, Labels>
  friend class Seen;
  template <Labels A>
  friend class access::Reader;
  friend struct described::Within;
  template <Declassify, class U, Labels M>
  friend const U& declassify(const Seen<U, M>&);

  T value_{};
};

/// Hands out what is sealed, for the purpose that is named.
template <Declassify, class T, Labels L>
const T& declassify(const Seen<T, L>& seen) {
  return seen.value_;
}

}  // namespace hearth
