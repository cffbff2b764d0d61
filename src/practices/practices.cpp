#include "practices/practices.hpp"

#define PRACTICE(name)                                                    \
  namespace hearth::name {                                                \
  void register_practice(practice::Kit& kit, const Reference& reference); \
  }
#include "practices/list.inc"
#undef PRACTICE

namespace hearth::practices {

void register_practices([[maybe_unused]] practice::Kit& kit, [[maybe_unused]] const Reference& reference) {
#define PRACTICE(name) name::register_practice(kit, reference);
#include "practices/list.inc"
#undef PRACTICE
}

}  // namespace hearth::practices
