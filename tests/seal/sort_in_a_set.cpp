// The same by way of a set.
// expect: no match for|required from
#include "seal.hpp"

namespace seal {

void f() {
  std::set<int> ok;
  std::set<Words, std::less<Words>> all;
  all.insert(words());
}

}  // namespace seal
