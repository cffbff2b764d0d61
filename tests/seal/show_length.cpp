// Not the text but its length is shown outside.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::size_t f(const Worker& reader) {
  return reader.show(words().map([](const std::string& w) { return w.size(); }));
}

}  // namespace seal
