// It is added to a string.
// expect: no match for|no matching
#include "seal.hpp"

namespace seal {

void f(std::string& out) { out += words(); }

}  // namespace seal
