// A reader is made without a decision.
// expect: is private within this context
#include "seal.hpp"

namespace seal {

void f(access::Visit& visit) { Inside reader(visit); }

}  // namespace seal
