// The components of MoJ Frontend 11.1.0 that a case system needs, in the same manner as html/govuk/govuk.hpp.
#pragma once

#include "html/moj/forms.hpp"
#include "html/moj/messages.hpp"
#include "html/moj/navigation.hpp"
#include "html/moj/records.hpp"

namespace hearth {
namespace moj = html::moj;
}
