// The same by way of std::function.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f() {
  std::string out;
  std::function<int(const std::string&)> take = [&](const std::string& w) {
    out = w;
    return 0;
  };
  (void)words().map(take);
  return out;
}

}  // namespace seal
