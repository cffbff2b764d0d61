// It is the message of an error.
// expect: no matching function
#include "seal.hpp"

namespace seal {

void f() { throw std::runtime_error(words()); }

}  // namespace seal
