// What changed between two of them is asked for.
// expect: this holds something sealed
#include "seal.hpp"

namespace seal {

auto f() { return changes(SealedModel{words()}, SealedModel{words()}); }

}  // namespace seal
