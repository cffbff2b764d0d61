// A world: what a request needs, handed in and never global. The live partnership is one; so is a day in the past, an exercise, a test's
// twin.
#pragma once

#include "base/id.hpp"
#include "base/reference.hpp"
#include "base/services.hpp"
#include "base/time.hpp"
#include "store/store.hpp"
#include "vault/vault.hpp"

namespace hearth::journal {

class KeyRing;
class Journal;
class Catalogue;

struct World {
  store::Database& database;
  const vault::Vault& vault;
  KeyRing& keys;
  Journal& journal;
  const Catalogue& catalogue;  ///< Which events and views there are.
  const Reference& reference;  ///< What the law and the partnership lay down.
  Clock& clock;
  Random& random;
  const Services* services = nullptr;  ///< What lives as long as the program and pages may need.
};

/// Who acts, and for whom. `person` is an account's id, or "system" for what the program does by itself.
struct Actor {
  std::string person;
  std::string agency;
};

}  // namespace hearth::journal
