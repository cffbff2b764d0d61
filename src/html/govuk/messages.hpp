// What the service says to people about what happened or is going on. Markup: govuk-frontend 6.6.0.
#pragma once

#include "base/result.hpp"
#include "html/govuk/content.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hearth::html::govuk {

struct ErrorSummaryItem {
  Content text{};
  Url href{};  ///< To the field: `Url().at("born-day")`.
  Attributes attributes{};
};

struct ErrorSummary {
  Content title = "There is a problem";
  Content description{};
  std::vector<ErrorSummaryItem> error_list{};
  std::optional<bool> disable_auto_focus{};
  std::string classes{};
  Attributes attributes{};
};
Html error_summary(const ErrorSummary& options);

/// All that is wrong with a form, each linked to the field whose id is its name; nothing when nothing is wrong.
Html error_summary(const Refusals& refusals);

struct NotificationBanner {
  Content text{};      ///< Text becomes a heading.
  std::string type{};  ///< "success" turns it green and has it read out at once.
  Content title{};     ///< "Important", or "Success", when empty.
  int title_heading_level = 2;
  std::string title_id = "govuk-notification-banner-title";
  std::string role{};
  std::optional<bool> disable_auto_focus{};
  std::string classes{};
  Attributes attributes{};
};
Html notification_banner(const NotificationBanner& options);

struct PhaseBanner {
  Tag tag{};
  Content text{};
  std::string classes{};
  Attributes attributes{};
};
Html phase_banner(const PhaseBanner& options);

struct CookieBannerAction {
  std::string text{};
  std::string type{};  ///< "button" makes a button even where there is a href.
  std::string name{};
  std::string value{};
  Url href{};
  std::string classes{};
  Attributes attributes{};
};

struct CookieBannerMessage {
  Content heading{};
  Content text{};  ///< Text becomes a paragraph.
  std::vector<CookieBannerAction> actions{};
  bool hidden = false;
  std::string role{};
  std::string classes{};
  Attributes attributes{};
};

struct CookieBanner {
  std::vector<CookieBannerMessage> messages{};
  std::string aria_label = "Cookie banner";
  bool hidden = false;
  std::string classes{};
  Attributes attributes{};
};
Html cookie_banner(const CookieBanner& options);

/// Asks what people think of the page.
struct Feedback {
  Content title{};
  Content text{};  ///< Text becomes a paragraph.
  int heading_level = 2;
  std::string classes{};
  Attributes attributes{};
};
Html feedback(const Feedback& options);

}  // namespace hearth::html::govuk
