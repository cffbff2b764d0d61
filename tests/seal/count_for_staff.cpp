// A page of all who sign in counts the enquiries.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

auto f(const Staff& reader) { return reader.count<hub::EnquiryRow>("1 = 1"); }

}  // namespace seal
