// What the service, and people through it, say. Markup: @ministryofjustice/frontend 11.1.0.
#pragma once

#include "html/html.hpp"

#include <string>
#include <vector>

namespace hearth::html::moj {

/// Tells of something at the top of a page or where it belongs.
struct Alert {
  std::string title{};  ///< Read out as the alert's name; seen where show_title_as_heading is set or there is no text.
  Content text{};
  std::string variant = "information";  ///< Or "success", "warning", "error".
  bool show_title_as_heading = false;
  int heading_level = 2;     ///< 2 to 4.
  bool dismissible = false;  ///< Where scripts run.
  std::string dismiss_text = "Dismiss";
  bool disable_auto_focus = false;
  std::string focus_on_dismiss_selector{};
  std::string role = "region";  ///< "alert" has it read out at once.
  std::string classes{};
  Attributes attributes{};
};
Html alert(const Alert& options);

struct Badge {
  Content text{};
  std::string classes{};  ///< moj-badge--red, --blue, --green, --purple, --black, --grey, --large.
  Attributes attributes{};
};
Html badge(const Badge& options);

struct Banner {
  Content text{};
  std::string type{};                ///< "success", "warning" or "information".
  std::string icon_fallback_text{};  ///< The type when empty.
  std::string classes{};
  Attributes attributes{};
};
Html banner(const Banner& options);

/// How many wait to be read: nothing at 0, "99+" from 99.
struct NotificationBadge {
  int count = 0;
  std::string visually_hidden_text{};  ///< What they are: "unread messages".
  std::string classes{};
  Attributes attributes{};
};
Html notification_badge(const NotificationBadge& options);

struct InterruptionAction {
  std::string text{};
  Url href{};
  bool link = false;  ///< A link rather than a button.
  Attributes attributes{};
};

/// A page that makes people stop and think before they go on.
struct InterruptionCard {
  std::string heading{};
  Content body{};
  InterruptionAction primary_action{};
  InterruptionAction secondary_action{.link = true};  ///< None when it has no text.
};
Html interruption_card(const InterruptionCard& options);

struct Message {
  std::string id{};
  bool sent = false;  ///< By the reader; received otherwise.
  std::string sender{};
  Content text{};
  std::string date{};          ///< "7 April 2026"; shown where it differs from the message before.
  std::string time{};          ///< "3:30pm"
  std::string machine_date{};  ///< "2026-04-07"
  std::string machine_time{};  ///< "15:30"
};

struct Messages {
  std::vector<Message> items{};
  std::string id = "messages";
  std::string label{};
  std::string classes{};
  Attributes attributes{};
};
Html messages(const Messages& options);

}  // namespace hearth::html::moj
