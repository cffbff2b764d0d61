// How people find their way: header, navigation, breadcrumbs, pages of a list, footer. Markup: govuk-frontend 6.6.0.
#pragma once

#include "html/html.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hearth::html::govuk {

struct Breadcrumb {
  Content text{};
  Url href{};  ///< None for the page that one is on.
  Attributes attributes{};
};

struct Breadcrumbs {
  std::vector<Breadcrumb> items{};
  std::string label_text = "Breadcrumb";
  bool collapse_on_mobile = false;
  std::string classes{};
  Attributes attributes{};
};
Html breadcrumbs(const Breadcrumbs& options);

struct PaginationLink {
  Content text{};            ///< "Previous page" or "Next page" when empty.
  Url href{};                ///< None: no such link.
  std::string label_text{};  ///< What is there, where there are no page numbers.
  Attributes attributes{};
};

struct PaginationItem {
  std::string number{};
  Url href{};
  bool current = false;
  bool ellipsis = false;               ///< Stands for pages left out.
  std::string visually_hidden_text{};  ///< "Page 3" when empty.
  bool omit = false;
  Attributes attributes{};
};

struct Pagination {
  PaginationLink previous{};
  PaginationLink next{};
  std::vector<PaginationItem> items{};
  std::string landmark_label = "Pagination";
  std::string classes{};
  Attributes attributes{};
};
Html pagination(const Pagination& options);

/// The links for page `current` of `last` (both from 1) of the list at `list`, whose parameter `page` says which: first and last
/// page, the current one and its neighbours, as GOV.UK's guidance has it. Empty when there is only one page.
Pagination pages_of(const Url& list, int current, int last);

/// The same, written; nothing when there is only one page.
Html pagination(const Url& list, int current, int last);

struct ServiceNavigationItem {
  Content text{};
  Url href{};
  bool current = false;  ///< This very page.
  bool active = false;   ///< A page within this part.
  bool omit = false;
  Attributes attributes{};
};

/// Room for what a service adds to its navigation.
struct ServiceNavigationSlots {
  Content start{};
  Content end{};
  bool end_inline = false;  ///< Sets `end` beside the navigation where there is room.
  Content navigation_start{};
  Content navigation_end{};
};

struct ServiceNavigation {
  std::string service_name{};
  Url service_url{};
  std::vector<ServiceNavigationItem> navigation{};
  std::string aria_label = "Service information";
  std::string menu_button_text = "Menu";
  std::string menu_button_label{};
  std::string navigation_label{};  ///< The menu button's text when empty.
  std::string navigation_id = "navigation";
  std::string navigation_classes{};
  std::optional<bool> collapse_navigation_on_mobile{};  ///< When there is more than one item, unless said otherwise.
  ServiceNavigationSlots slots{};
  std::string classes{};
  Attributes attributes{};
};
Html service_navigation(const ServiceNavigation& options);

struct Language {
  Content text{};  ///< Its own name in itself: "Cymraeg".
  std::string lang{};
  Url href{};               ///< None for the language that the page is in.
  std::string href_lang{};  ///< `lang` when empty.
  std::string dir{};        ///< "rtl" where it is written from the right.
  bool current = false;
  std::string language_description_text{};
  std::string classes{};
  Attributes attributes{};
};

struct LanguageNavigation {
  std::vector<Language> items{};
  std::string aria_label = "Language";
  std::string classes{};
  Attributes attributes{};
};
Html language_navigation(const LanguageNavigation& options);

struct GenericHeader {
  Content logo{};
  Url url = "/";
  std::string container_classes = "govuk-width-container";
  std::string classes{};
  Attributes attributes{};
};
Html generic_header(const GenericHeader& options);

/// GOV.UK's own header, for services on GOV.UK. The logo is Crown property and no part of this program: who may use it hands it in.
struct Header {
  Html logo{};
  std::string product_name{};
  Url homepage_url{};  ///< GOV.UK when empty.
  std::string container_classes = "govuk-width-container";
  std::string classes{};
  Attributes attributes{};
};
Html header(const Header& options);

struct FooterLink {
  std::string text{};
  Url href{};
  Attributes attributes{};
};

struct FooterSection {
  std::string title{};
  std::string width = "full";  ///< Of a GOV.UK grid column: "two-thirds".
  int columns = 0;             ///< 0 for one that is not laid out in columns.
  std::vector<FooterLink> items{};
};

struct FooterMeta {
  std::string visually_hidden_title = "Support links";
  std::vector<FooterLink> items{};
  Content text{};
  bool wanted = false;  ///< True to show it though it is empty.
};

/// GOV.UK's own footer, for services of the Crown. The crown is no part of this program: who may use it hands it in.
struct Footer {
  Html crown{};
  std::vector<FooterSection> navigation{};
  FooterMeta meta{};
  bool has_content_licence = true;
  Content content_licence{};  ///< The Open Government Licence when empty.
  Content copyright{};        ///< Crown copyright when empty.
  std::string container_classes{};
  std::string classes{};
  Attributes attributes{};
};
Html footer(const Footer& options);

}  // namespace hearth::html::govuk
