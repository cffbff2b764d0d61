// It is drawn into a page.
// expect: no matching function|cannot convert
#include "seal.hpp"

namespace seal {

html::Html f() {
  html::Html out;
  out.text(words());
  return out;
}

}  // namespace seal
