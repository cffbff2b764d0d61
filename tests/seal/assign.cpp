// It is assigned to a string.
// expect: no match for
#include "seal.hpp"

namespace seal {

void f(std::string& out) { out = words(); }

}  // namespace seal
