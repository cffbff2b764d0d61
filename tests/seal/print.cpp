// It is written to the console.
// expect: no match for|deleted
#include "seal.hpp"

namespace seal {

void f() { std::cout << words(); }

}  // namespace seal
