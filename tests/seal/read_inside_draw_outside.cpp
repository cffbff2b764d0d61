// A model that was read inside is drawn for people outside.
// expect: no matching function|deduced conflicting
#include "seal.hpp"

namespace seal {

std::optional<Model> read(const Inside&, const practice::Asked&) { return Model{}; }
hub::WorkerPage draw(const practice::Drawing&, const Model&) { return {}; }
void f(practice::Kit& kit) { kit.page("/x", "x", {access::Permission::see_my_work}, read, draw); }

}  // namespace seal
