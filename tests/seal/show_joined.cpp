// It is joined with an open value first.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f(const Worker& reader) {
  const Seen<std::string, kCase> open("open");
  return reader.show(words().join(open, [](const std::string& a, const std::string& b) { return a + b; }));
}

}  // namespace seal
