// What the Department's published rules say about a return, before it is sent: each finding with the child whom it is about, so that
// somebody can open the record and put it right. Rule numbers and what they ask: Children in Need census 2025 to 2026 validation rules
// (Crown copyright, Open Government Licence v3.0); the sentences are ours.
#pragma once

#include "base/reference.hpp"
#include "returns/cin/census.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hearth::returns {

/// How heavy a finding weighs.
enum class Weight {
  refused,  ///< The Department's system does not take the return.
  query,    ///< It asks: put it right, or give a reason with the return.
};
BOOST_DESCRIBE_ENUM(Weight, refused, query)

struct Finding {
  std::string rule;                  ///< "8610"
  std::optional<std::size_t> child;  ///< Its place in Census::children; none for the return as a whole.
  std::string sentence;

  /// The rules whose numbers end in Q are queries.
  Weight weight() const { return rule.ends_with('Q') ? Weight::query : Weight::refused; }
  bool operator==(const Finding&) const = default;
};

/// In the order of the children, each rule at most once for a child; what is about the whole return comes last.
std::vector<Finding> check(const cin::Census& census, const Reference& reference);

}  // namespace hearth::returns
