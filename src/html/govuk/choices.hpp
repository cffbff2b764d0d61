// Fields in which people choose. Markup: govuk-frontend 6.6.0.
#pragma once

#include "html/govuk/form_parts.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hearth::html::govuk {

struct RadioItem {
  Content text{};
  std::string value{};
  std::string id{};  ///< Follows from the radios' id and the item's place when empty.
  Hint hint{};
  std::optional<bool> checked{};  ///< Wins over the radios' own value.
  Content conditional{};          ///< Shown while this item is chosen.
  std::string divider{};          ///< A word such as "or" in place of an item.
  bool disabled = false;
  bool omit = false;  ///< Leaves the item out, and keeps the ids of those after it.
  std::string label_classes{};
  Attributes label_attributes{};
  Attributes attributes{};
};

struct Radios {
  std::string name{};
  std::string id_prefix{};  ///< The name when empty. The first item's id, so that an error summary can link to it.
  Fieldset fieldset{};
  Hint hint{};
  ErrorMessage error_message{};
  std::vector<RadioItem> items{};
  std::string value{};    ///< Of the item that is chosen.
  std::string classes{};  ///< govuk-radios--inline, govuk-radios--small.
  FormGroup form_group{};
  Attributes attributes{};
};
Html radios(const Radios& options);

struct CheckboxItem {
  Content text{};
  std::string value{};
  std::string id{};    ///< Follows from the checkboxes' id and the item's place when empty.
  std::string name{};  ///< The checkboxes' name when empty.
  Hint hint{};
  std::optional<bool> checked{};  ///< Wins over the checkboxes' own values.
  Content conditional{};          ///< Shown while this item is ticked.
  std::string divider{};          ///< A word such as "or" in place of an item.
  std::string behaviour{};        ///< "exclusive": unticks all others.
  bool disabled = false;
  bool omit = false;  ///< Leaves the item out, and keeps the ids of those after it.
  std::string label_classes{};
  Attributes label_attributes{};
  Attributes attributes{};
};

struct Checkboxes {
  std::string name{};
  std::string id_prefix{};  ///< The name when empty. The first item's id, so that an error summary can link to it.
  Fieldset fieldset{};
  Hint hint{};
  ErrorMessage error_message{};
  std::vector<CheckboxItem> items{};
  std::vector<std::string> values{};  ///< Of the items that are ticked.
  std::string classes{};              ///< govuk-checkboxes--small.
  std::string described_by{};
  FormGroup form_group{};
  Attributes attributes{};
};
Html checkboxes(const Checkboxes& options);

}  // namespace hearth::html::govuk
