// The parts that GOV.UK's form components share: label, hint, error message, fieldset and the group around them.
// Markup: govuk-frontend 6.6.0. Guidance: https://design-system.service.gov.uk/components/
#pragma once

#include "base/result.hpp"
#include "html/html.hpp"

#include <string>
#include <string_view>

namespace hearth::html::govuk {

struct Label {
  Content text{};  ///< None: no label at all.
  std::string classes{};
  bool is_page_heading = false;  ///< Wraps the label in the page's h1.
  std::string for_id{};          ///< The field's id; the components that hold a label set it themselves.
  Attributes attributes{};
};
Html label(const Label& options);

struct Hint {
  Content text{};
  std::string id{};  ///< The components that hold a hint set it themselves.
  std::string classes{};
  Attributes attributes{};
};
Html hint(const Hint& options);

struct ErrorMessage {
  Content text{};    ///< In a form component: none means no error.
  std::string id{};  ///< The components that hold an error message set it themselves.
  std::string classes{};
  std::string visually_hidden_text = "Error";  ///< Read out before the message; "" leaves it out.
  Attributes attributes{};
};
Html error_message(const ErrorMessage& options);

/// The message for `field` among `refusals`, or none: `.error_message = govuk::error_for(refusals, "born")`.
ErrorMessage error_for(const Refusals& refusals, std::string_view field);

struct Legend {
  Content text{};
  std::string classes{};
  bool is_page_heading = false;
};

struct Fieldset {
  Legend legend{};
  Content content{};  ///< What stands inside; form components fill it themselves.
  std::string classes{};
  std::string role{};
  std::string described_by{};  ///< Ids of further descriptions, separated by spaces.
  Attributes attributes{};

  /// True when a form component shall wrap its fields in this fieldset.
  bool wanted() const { return !legend.text.empty() || !classes.empty() || !described_by.empty() || !attributes.empty(); }
};
Html fieldset(const Fieldset& options);

/// The block around a whole field.
struct FormGroup {
  std::string classes{};
  Content before_input{};  ///< For several inputs: before the first.
  Content after_input{};   ///< For several inputs: after the last.
  Attributes attributes{};
};

/// What the form components are made of.
namespace parts {

void put_label(Html& out, const Label& options, std::string_view for_id);
void put_hint(Html& out, const Hint& options, std::string_view id, std::string_view base_class = {});

/// Opens the block around a field. `kind` is one more class, and `kind_attributes` come before the group's own.
void open_group(Html& out, const FormGroup& group, bool has_error, std::string_view kind = {}, const Html& kind_attributes = {});

/// Writes hint and error message, if any, and returns `described_by` with their ids added.
std::string put_descriptions(Html& out, std::string described_by, std::string_view id, const Hint& hint, const ErrorMessage& error);

/// Wraps `inner` in the fieldset, if it is wanted.
void put_fieldset(Html& out, const Fieldset& fieldset, std::string_view role, std::string_view described_by, const Html& inner);

}  // namespace parts

}  // namespace hearth::html::govuk
