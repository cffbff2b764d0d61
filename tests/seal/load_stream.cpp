// A page outside loads an enquiry.
// expect: this audience may not read that stream
#include "seal.hpp"

namespace seal {

auto f(const Worker& reader) { return reader.load<hub::Enquiry>("id"); }

}  // namespace seal
