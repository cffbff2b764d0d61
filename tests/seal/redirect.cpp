// It is put into an address.
// expect: could not convert|cannot convert|no matching
#include "seal.hpp"

namespace seal {

practice::Done f() { return {words(), {}}; }

}  // namespace seal
