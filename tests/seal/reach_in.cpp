// Somebody reaches into it.
// expect: is private within this context
#include "seal.hpp"

namespace seal {

std::string f() { return words().value_; }

}  // namespace seal
