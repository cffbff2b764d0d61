// How people find their way through a case system. Markup: @ministryofjustice/frontend 11.1.0.
// Guidance: https://design-patterns.service.justice.gov.uk/components/
#pragma once

#include "html/govuk/actions.hpp"
#include "html/govuk/navigation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hearth::html::moj {

struct NavigationItem {
  Content text{};
  Url href{};
  bool active = false;    ///< The page, or the part, that one is in.
  std::string classes{};  ///< Of the list item; sub navigation only.
  Attributes attributes{};
};

struct HeaderLabel {
  Content text{};
  Url href{};
};

struct HeaderNavigation {
  std::vector<NavigationItem> items{};
  std::string label{};
  std::string classes{};
  Attributes attributes{};
};

/// MoJ's header. The crest is the ministry's own and no part of this program: who may use it hands it in.
struct Header {
  Html logo{};
  HeaderLabel organisation_label{};
  HeaderLabel service_label{};
  HeaderNavigation navigation{};
  std::string container_classes{};
  std::string classes{};
  Attributes attributes{};
};
Html header(const Header& options);

struct PrimaryNavigation {
  std::vector<NavigationItem> items{};
  std::string label{};
  Html search{};
  std::string container_classes{};
  std::string classes{};
  Attributes attributes{};
};
Html primary_navigation(const PrimaryNavigation& options);

struct SubNavigation {
  std::vector<NavigationItem> items{};
  std::string label = "Secondary navigation region";
  std::string classes{};
  Attributes attributes{};
};
Html sub_navigation(const SubNavigation& options);

struct SideNavigationSection {
  Content heading{};
  std::vector<NavigationItem> items{};
  int heading_level = 4;
  std::string heading_classes{};
  Attributes heading_attributes{};
};

struct SideNavigation {
  std::vector<NavigationItem> items{};
  std::vector<SideNavigationSection> sections{};  ///< In place of items.
  std::string label{};
  std::string classes{};
  Attributes attributes{};
};
Html side_navigation(const SideNavigation& options);

struct SwitcherLink {
  std::string text = "Change organisation";
  Url href{};
  std::string id{};
  std::string classes{};
  Attributes attributes{};
};

/// Which organisation someone works for just now, for people who work for several.
struct OrganisationSwitcher {
  Content text{};
  SwitcherLink link{};
  std::string id{};
  std::string label = "Organisation switcher";
  std::string classes{};
  Attributes attributes{};
};
Html organisation_switcher(const OrganisationSwitcher& options);

/// Actions behind one button where scripts run, and a row of buttons where they do not.
struct ButtonMenu {
  std::string button_text{};  ///< "Actions" when empty.
  std::vector<govuk::Button> items{};
  std::string button_classes{};
  std::string align_menu{};  ///< "right" opens it to the left.
  std::string classes{};
  Attributes attributes{};
};
Html button_menu(const ButtonMenu& options);

/// Whose record this is, on every page of the record.
struct IdentityBar {
  Content title{};
  std::vector<ButtonMenu> menus{};
  std::string classes{};
  Attributes attributes{};
};
Html identity_bar(const IdentityBar& options);

/// A page's heading with what one can do on the page beside it.
struct PageHeaderActions {
  Content heading{};
  std::vector<govuk::Button> items{};
  int heading_level = 1;
  std::string heading_classes = "govuk-heading-xl";
  std::string classes{};
  Attributes attributes{};
};
Html page_header_actions(const PageHeaderActions& options);

/// What part of a list the page shows. Numbers that are 0 are unknown.
struct PaginationResults {
  std::string text = "results";
  int from = 0;
  int to = 0;
  int count = 0;
  int current_page = 0;
  int page_count = 0;
};

struct Pagination {
  govuk::Pagination pages{};
  std::optional<PaginationResults> results{};
};
Html pagination(const Pagination& options);

/// Page `current` (from 1) of the list at `list`, `per_page` of `count` on each: page links and "Showing 11 to 20 of 99 total results".
Html pagination(const Url& list, int current, int per_page, int count, std::string_view text = "results");

}  // namespace hearth::html::moj
