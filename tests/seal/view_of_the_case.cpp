// It is folded into a view that all who work with the child read.
// expect: this view holds more than its labels admit
#include "seal.hpp"

namespace seal {

struct LeakRow {
  static constexpr journal::View view{.name = "leak", .version = 1, .keys = 1};
  struct Body {
    Words text;
    BOOST_DESCRIBE_CLASS(Body, (), (text), (), ())
  };
  std::string leak, subject;
  Body body;
};
BOOST_DESCRIBE_STRUCT(LeakRow, (), (leak, subject, body))
void f(journal::Catalogue& catalogue) { catalogue.view<LeakRow>(); }

}  // namespace seal
