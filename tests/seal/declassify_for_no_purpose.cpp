// It is declassified and nobody says what for.
// expect: no matching function|couldn.t deduce
#include "seal.hpp"

namespace seal {

std::string f() { return declassify(words()); }

}  // namespace seal
