// Invented people and their words. No name belongs to a real family; names of many languages, as in any English town.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "journey/person/events.hpp"

#include <span>
#include <string>
#include <string_view>

namespace hearth::demo {

/// Chooses with repeatable randomness.
class Choosing {
 public:
  explicit Choosing(std::uint64_t seed) : random_(seed) {}

  int between(int low, int high) { return low + int(random_.below(std::uint64_t(high - low + 1))); }  ///< Both included.
  bool chance(double share) { return double(random_.next() >> 11) * 0x1.0p-53 < share; }
  template <class T, std::size_t N>
  const T& one_of(const T (&all)[N]) {
    return all[random_.below(N)];
  }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[random_.below(all.size())];
  }
  /// The index of a weight, each with its share of the sum.
  template <std::size_t N>
  std::size_t weighted(const double (&weights)[N]) {
    double sum = 0;
    for (double w : weights) sum += w;
    double at = double(random_.next() >> 11) * 0x1.0p-53 * sum;
    for (std::size_t i = 0; i + 1 < N; ++i)
      if ((at -= weights[i]) < 0) return i;
    return N - 1;
  }

 private:
  SeededRandom random_;
};

std::string family_name(Choosing& choosing);
std::string girls_name(Choosing& choosing);
std::string boys_name(Choosing& choosing);
std::string adults_name(Choosing& choosing, bool woman);
std::string street_address(Choosing& choosing);
std::string ethnicity(Choosing& choosing);

std::string worry(Choosing& choosing, const std::string& child);
std::string visit_words(Choosing& choosing, const std::string& child);
std::string childs_words(Choosing& choosing);
std::string call_words(Choosing& choosing, const std::string& child);
std::string analysis(Choosing& choosing, const std::string& child);
std::string worries_summary(Choosing& choosing);
std::string strengths(Choosing& choosing);
std::string review_words(Choosing& choosing, const std::string& child);

}  // namespace hearth::demo
