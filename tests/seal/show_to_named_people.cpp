// A page of people to whom one item was released shows another.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f(const Named& reader) { return reader.show(words()); }

}  // namespace seal
