// A safe address is shown in the hub, which need not know it.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f(const Inside& reader) { return reader.show(Place("a refuge")); }

}  // namespace seal
