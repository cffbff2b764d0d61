// A function that is mapped over it carries the text out.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f() {
  std::string out;
  (void)words().map([&](const std::string& w) { return out = w; });
  return out;
}

}  // namespace seal
