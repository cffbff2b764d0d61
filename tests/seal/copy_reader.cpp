// A reader is kept beyond its request.
// expect: use of deleted function
#include "seal.hpp"

namespace seal {

Inside f(const Inside& reader) { return reader; }

}  // namespace seal
