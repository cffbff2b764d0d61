// A page of those who have not signed in shows it.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f(const Public& reader) { return reader.show(words()); }

}  // namespace seal
