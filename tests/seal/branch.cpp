// A branch is taken on it.
// expect: could not convert|cannot convert
#include "seal.hpp"

namespace seal {

int f() { return words() ? 1 : 0; }

}  // namespace seal
