// It stands in a clear column, where every backup shows it.
// expect: never in a clear column
#include "seal.hpp"

namespace seal {

struct ClearRow {
  static constexpr journal::View view{.name = "clear", .version = 1, .keys = 1, .labels = kHub};
  std::string clear;
  Words text;
};
BOOST_DESCRIBE_STRUCT(ClearRow, (), (clear, text))
void f(journal::Catalogue& catalogue) { catalogue.view<ClearRow>(); }

}  // namespace seal
