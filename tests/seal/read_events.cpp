// A page outside reads an enquiry's events.
// expect: this audience may not read that stream
#include "seal.hpp"

namespace seal {

auto f(const Worker& reader) { return reader.events_of<hub::Enquiry>("id"); }

}  // namespace seal
