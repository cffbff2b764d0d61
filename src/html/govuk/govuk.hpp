// All components of GOV.UK Frontend 6.6.0. Each takes one struct of options: `govuk::button({.text = "Save and continue"})`.
// The options stand in the order of their struct; what is left out has GOV.UK's own default.
#pragma once

#include "html/govuk/actions.hpp"
#include "html/govuk/choices.hpp"
#include "html/govuk/content.hpp"
#include "html/govuk/inputs.hpp"
#include "html/govuk/messages.hpp"
#include "html/govuk/navigation.hpp"

namespace hearth {
namespace govuk = html::govuk;
}
