// A page of those who work with the child shows a sealed text.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

std::string f(const Worker& reader) { return reader.show(words()); }

}  // namespace seal
