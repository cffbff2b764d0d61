// It is given a smaller label.
// expect: no matching function|could not convert|cannot convert|conversion
#include "seal.hpp"

namespace seal {

Seen<std::string, kCase> f() { return Seen<std::string, kCase>(words()); }

}  // namespace seal
