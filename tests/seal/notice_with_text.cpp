// A source notice gets a text field.
// expect: static assertion failed
#include "seal.hpp"

namespace seal {

struct Notice {
  hub::PlainId child;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Notice, (), (child, text))
static_assert(hub::without_text<Notice>());

}  // namespace seal
