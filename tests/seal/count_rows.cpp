// A page outside counts the items.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

auto f(const Worker& reader) { return reader.count<hub::ItemRow>("1 = 1"); }

}  // namespace seal
