// It is written as JSON.
// expect: this holds something sealed
#include "seal.hpp"

namespace seal {

std::string f() { return to_json(words()); }

}  // namespace seal
