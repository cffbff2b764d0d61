// A page of all who sign in shows it.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f(const Staff& reader) { return reader.show(words()); }

}  // namespace seal
