// The page around everything: GOV.UK's page template (govuk-frontend 6.6.0, template.njk) for a service that is not on GOV.UK, so
// without the crown, GOV.UK's logo and its typeface. No script and no style stands in the page: the class that tells the styles
// that scripts run is set by our own script file, and the content security policy can forbid all inline ones.
#pragma once

#include "html/govuk/navigation.hpp"
#include "html/html.hpp"

#include <string>
#include <vector>

namespace hearth::html {

/// A language that pages can be in, as HTML's lang and dir want it.
struct PageLanguage {
  std::string lang = "en";
  std::string dir{};  ///< "rtl" for one that is written from the right.
};

struct PageOptions {
  std::string title{};         ///< Of this page; "Error: " goes before it where there are errors.
  std::string service_name{};  ///< Stands after the title: "Lee's map - Gateshead".
  bool has_errors = false;
  PageLanguage language{};
  std::string theme_colour = "#1d70b8";
  Url stylesheet{};
  std::vector<Url> scripts{};  ///< Modules: they run once the page stands.
  Url icon{};
  Html head{};  ///< Further elements of the head.

  std::string product_name = "Hearth";
  Url home = "/";
  Content header_end{};                   ///< Beside the product's name: who is signed in, the way out.
  govuk::ServiceNavigation navigation{};  ///< None when it has neither name nor items.

  Html body_start{};      ///< Before the skip link: a banner that says that this is an exercise.
  Html before_content{};  ///< Between header and main part: phase banner, breadcrumbs, back link.
  Html main{};
  std::string main_classes{};
  bool bare = false;  ///< Only the main part: no header, navigation or footer to leave by.
  std::vector<govuk::FooterLink> footer_links{};
  Content footer_text{};
  Html body_end{};
  std::string body_classes{};
  Attributes body_attributes{};
};

/// Returns the whole document.
Html page(const PageOptions& options);

}  // namespace hearth::html
