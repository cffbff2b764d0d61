// Something sealed becomes an id.
// expect: no matching function
#include "seal.hpp"

namespace seal {

hub::PlainId f() { return hub::PlainId(words()); }

}  // namespace seal
