// Who may ever see a body. A value carries a set of labels; it may be shown where all of them are admitted.
#pragma once

#include <cstdint>

namespace hearth {

/// A set of labels, known to the compiler.
using Labels = std::uint8_t;

inline constexpr Labels kCase = 1;        ///< Those with a working relationship to the child.
inline constexpr Labels kHub = 2;         ///< Members of the hub, inside the hub.
inline constexpr Labels kChild = 4;       ///< The child's workers; never the family's portal unless the child agrees.
inline constexpr Labels kCourt = 8;       ///< The parties to the proceedings and the court team.
inline constexpr Labels kPlace = 16;      ///< Those who need it to keep the child safe: the address of a refuge.
inline constexpr Labels kFamily = 32;     ///< Also the family, in their portal.
inline constexpr Labels kReleased = 128;  ///< Named people to whom the owner and the hub released one item, until a day.
inline constexpr Labels kStaff = 64;      ///< The partnership's own people and teams: everyone who signs in.

/// A value labelled L may flow to readers who are admitted to `Audience`.
template <Labels L, Labels Audience>
concept FlowsTo = (L & ~Audience) == 0;

}  // namespace hearth
