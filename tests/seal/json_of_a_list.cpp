// A list of them is written as JSON.
// expect: this holds something sealed
#include "seal.hpp"

namespace seal {

std::string f() { return to_json(std::vector<SealedModel>(2)); }

}  // namespace seal
