// What may be bound as text. PostgreSQL refuses a NUL and broken UTF-8; SQLite would take both, so the store refuses for it.
#pragma once

#include "store/store.hpp"

namespace hearth::store {

/// Throws Fault::misuse unless `text` is UTF-8 (RFC 3629: no overlong forms, no surrogates) without a NUL.
void require_utf8(std::string_view text);

}  // namespace hearth::store
