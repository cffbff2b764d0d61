// A reader is made on the heap.
// expect: use of deleted function|is private
#include "seal.hpp"

namespace seal {

void f(access::Visit& visit) { new Inside(visit); }

}  // namespace seal
