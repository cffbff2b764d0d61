// It is compared: a branch on it would tell.
// expect: use of deleted function|no match for
#include "seal.hpp"

namespace seal {

bool f() { return words() == words(); }

}  // namespace seal
