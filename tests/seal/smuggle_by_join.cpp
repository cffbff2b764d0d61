// The same by way of a join.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f() {
  std::string out;
  (void)words().join(words(), [&](const std::string& a, const std::string&) { return out = a; });
  return out;
}

}  // namespace seal
