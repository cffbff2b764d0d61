// A page outside asks the board's own reading function.
// expect: invalid initialization of reference|no matching function|cannot convert
#include "seal.hpp"

namespace seal {

auto f(const Worker& reader, const practice::Asked& asked) { return hub::read_board(reader, asked); }

}  // namespace seal
