// Errors are values: a refusal is a sentence that the person who asked can act on.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace hearth {

/// Why something did not happen. `field` names the form field or JSON member at fault ("" for the whole);
/// `sentence` is shown to the person as it stands, so it says what to do.
struct Refusal {
  std::string field;
  std::string sentence;
  bool operator==(const Refusal&) const = default;
};

/// All that is wrong with one request, in the order of its fields. Never empty inside an error.
using Refusals = std::vector<Refusal>;

template <class T>
using Result = std::expected<T, Refusals>;

/// Returns the error half of any Result: `return refuse("born", "Enter a date of birth that is not in the future");`
inline std::unexpected<Refusals> refuse(std::string field, std::string sentence) {
  return std::unexpected(Refusals{{std::move(field), std::move(sentence)}});
}

/// Visits a variant with one lambda for each alternative.
template <class... Fs>
struct match : Fs... {
  using Fs::operator()...;
};

}  // namespace hearth
