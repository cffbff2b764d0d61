// Buttons and links that take people somewhere. Markup: govuk-frontend 6.6.0.
#pragma once

#include "html/html.hpp"

#include <optional>
#include <string>

namespace hearth::html::govuk {

struct Button {
  Content text{};
  Url href{};  ///< Makes it a link that looks like a button.
  std::string type = "submit";
  std::string name{};
  std::string value{};
  std::string classes{};  ///< govuk-button--secondary, --warning, --inverse.
  std::string id{};
  bool disabled = false;
  bool is_start_button = false;
  std::optional<bool> prevent_double_click{};
  Attributes attributes{};
};
Html button(const Button& options);

struct BackLink {
  Content text = "Back";
  Url href = "#";
  std::string classes{};
  Attributes attributes{};
};
Html back_link(const BackLink& options);

struct SkipLink {
  Content text{};
  Url href = "#content";
  std::string classes{};
  Attributes attributes{};
};
Html skip_link(const SkipLink& options);

/// The way out for someone who is not safe while another looks at the screen. Pressing Shift three times does the same.
struct ExitThisPage {
  Content text{};  ///< "Exit this page" when empty.
  Url redirect_url = "https://www.bbc.co.uk/weather";
  std::string id{};
  std::string classes{};
  std::string activated_text{};
  std::string timed_out_text{};
  std::string press_two_more_times_text{};
  std::string press_one_more_time_text{};
  Attributes attributes{};
};
Html exit_this_page(const ExitThisPage& options);

}  // namespace hearth::html::govuk
