// Sentences that a component's script says in the reader's language, handed over in data attributes.
#pragma once

#include "html/govuk/inputs.hpp"

namespace hearth::html::govuk {

/// Writes ` prefix.form="sentence"` for each plural form.
void put_plurals(Html& out, AttrName prefix, const PluralTexts& texts);

}  // namespace hearth::html::govuk
