// It is cast to a string.
// expect: no matching function|invalid .static_cast|no match|ambiguous
#include "seal.hpp"

namespace seal {

std::string f() { return static_cast<std::string>(words()); }

}  // namespace seal
