#include "html/govuk/i18n.hpp"

#include <array>

namespace hearth::html::govuk {

void put_plurals(Html& out, AttrName prefix, const PluralTexts& texts) {
  static constexpr std::array<AttrName, 6> forms{"zero", "one", "two", "few", "many", "other"};
  for (const auto& [form, words] : texts) out.attr(prefix, forms[static_cast<std::size_t>(form)], words);
}

}  // namespace hearth::html::govuk
