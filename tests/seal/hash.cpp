// It is hashed.
// expect: deleted|use of deleted|no match for|static assertion
#include "seal.hpp"

namespace seal {

void f() {
  std::unordered_set<Words> all;
  all.insert(words());
}

}  // namespace seal
