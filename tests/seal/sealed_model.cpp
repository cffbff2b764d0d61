// A page's model still holds something sealed, and the API would write it.
// expect: nothing in it is still sealed|this holds something sealed
#include "seal.hpp"

namespace seal {

std::optional<SealedModel> read(const Worker&, const practice::Asked&) { return SealedModel{}; }
hub::WorkerPage draw(const practice::Drawing&, const SealedModel&) { return {}; }
void f(practice::Kit& kit) { kit.page("/x", "x", {access::Permission::see_my_work}, read, draw); }

}  // namespace seal
