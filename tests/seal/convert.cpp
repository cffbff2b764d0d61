// It becomes a string by itself.
// expect: could not convert|cannot convert|conversion from .* requested
#include "seal.hpp"

namespace seal {

std::string f() { return words(); }

}  // namespace seal
