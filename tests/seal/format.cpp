// It is formatted into a sentence.
// expect: static assertion failed|Cannot format|no matching function|deleted
#include "seal.hpp"

namespace seal {

std::string f() { return fmt::format("{}", words()); }

}  // namespace seal
