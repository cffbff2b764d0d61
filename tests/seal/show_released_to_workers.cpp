// What was released to named people is shown to all who work with the child.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f(const Worker& reader) { return reader.show(Released("words")); }

}  // namespace seal
