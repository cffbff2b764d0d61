// It is put in order: a list sorted by it would tell.
// expect: no match for
#include "seal.hpp"

namespace seal {

bool f() { return words() < words(); }

}  // namespace seal
