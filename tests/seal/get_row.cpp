// A page outside reads an enquiry's row.
// expect: no matching function|constraints not satisfied|no match for|unsatisfied
#include "seal.hpp"

namespace seal {

auto f(const Worker& reader) { return reader.get<hub::EnquiryRow>(std::string("id")); }

}  // namespace seal
