// It is said in a refusal.
// expect: no matching function|could not convert|cannot convert|invalid initialization
#include "seal.hpp"

namespace seal {

auto f() { return refuse("", words()); }

}  // namespace seal
