// Fields that people type into or choose a file with. Markup: govuk-frontend 6.6.0.
// Each is a whole field: label, hint, error message and input, tied together by ids that follow from `id`.
#pragma once

#include "html/govuk/form_parts.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hearth::html::govuk {

/// Words or a sign in front of or behind an input, such as "£" or "per week".
struct Affix {
  Content text{};
  std::string classes{};
  Attributes attributes{};
};

struct Input {
  Label label{};
  std::string name{};
  std::string id{};  ///< The name when empty.
  std::string type = "text";
  std::optional<std::string> value{};
  Hint hint{};
  ErrorMessage error_message{};
  std::string classes{};  ///< Such as govuk-input--width-5 or govuk-!-width-one-half.
  std::string inputmode{};
  std::string autocomplete{};
  std::string autocapitalize{};
  std::string pattern{};
  std::optional<bool> spellcheck{};
  bool disabled = false;
  Affix prefix{};
  Affix suffix{};
  std::string described_by{};
  FormGroup form_group{};
  std::string wrapper_classes{};  ///< Of the block around input, prefix and suffix.
  Attributes wrapper_attributes{};
  Attributes attributes{};
};
Html input(const Input& options);

struct Textarea {
  Label label{};
  std::string name{};
  std::string id{};  ///< The name when empty.
  std::string value{};
  int rows = 5;
  Hint hint{};
  ErrorMessage error_message{};
  std::string classes{};
  std::string autocomplete{};
  std::optional<bool> spellcheck{};
  bool disabled = false;
  std::string described_by{};
  FormGroup form_group{};
  Attributes attributes{};
};
Html textarea(const Textarea& options);

struct SelectItem {
  std::string text{};
  std::optional<std::string> value{};  ///< The text when there is none.
  std::optional<bool> selected{};      ///< Wins over the select's own value.
  bool disabled = false;
  bool omit = false;  ///< Leaves the item out, for items that depend on something.
  Attributes attributes{};
};

struct Select {
  Label label{};
  std::string name{};
  std::string id{};  ///< The name when empty.
  std::vector<SelectItem> items{};
  std::string value{};  ///< Of the item that is selected.
  Hint hint{};
  ErrorMessage error_message{};
  std::string classes{};
  bool disabled = false;
  std::string described_by{};
  FormGroup form_group{};
  Attributes attributes{};
};
Html select(const Select& options);

/// The plural forms of a language (CLDR plural rules).
enum class Plural { zero, one, two, few, many, other };
/// A sentence for each plural form that the language has; `%{count}` stands for the number.
using PluralTexts = std::vector<std::pair<Plural, std::string>>;

struct CharacterCount {
  Label label{};
  std::string name{};
  std::string id{};  ///< The name when empty.
  std::string value{};
  int rows = 5;
  int max_length = 0;        ///< In characters; 0 sets no limit.
  int max_words = 0;         ///< In words; 0 sets no limit.
  std::string count_type{};  ///< "characters" or "words" where neither follows from the limits.
  int threshold = 0;         ///< Per cent of the limit at which the count appears.
  Hint hint{};
  ErrorMessage error_message{};
  std::string classes{};
  std::string count_message_classes{};
  std::optional<bool> spellcheck{};
  std::string textarea_description_text{};  ///< "You can enter up to %{count} characters" when empty.
  PluralTexts characters_under_limit_text{};
  std::string characters_at_limit_text{};
  PluralTexts characters_over_limit_text{};
  PluralTexts words_under_limit_text{};
  std::string words_at_limit_text{};
  PluralTexts words_over_limit_text{};
  FormGroup form_group{};
  Attributes attributes{};
};
Html character_count(const CharacterCount& options);

struct FileUpload {
  Label label{};
  std::string name{};
  std::string id{};  ///< The name when empty.
  Hint hint{};
  ErrorMessage error_message{};
  std::string classes{};
  bool multiple = false;
  bool disabled = false;
  bool javascript = false;  ///< Turns it into a place to drop files on, where scripts run.
  std::string choose_files_button_text{};
  std::string no_file_chosen_text{};
  PluralTexts multiple_files_chosen_text{};
  std::string drop_instruction_text{};
  std::string entered_drop_zone_text{};
  std::string left_drop_zone_text{};
  std::string wrapper_classes{};
  Attributes wrapper_attributes{};
  std::string described_by{};
  FormGroup form_group{};
  Attributes attributes{};
};
Html file_upload(const FileUpload& options);

struct PasswordInput {
  Label label{};
  std::string name{};
  std::string id{};  ///< The name when empty.
  std::optional<std::string> value{};
  Hint hint{};
  ErrorMessage error_message{};
  std::string classes{};
  std::string autocomplete = "current-password";  ///< "new-password" where one is chosen.
  bool disabled = false;
  std::string button_classes{};
  std::string show_password_text{};
  std::string hide_password_text{};
  std::string show_password_aria_label_text{};
  std::string hide_password_aria_label_text{};
  std::string password_shown_announcement_text{};
  std::string password_hidden_announcement_text{};
  std::string described_by{};
  FormGroup form_group{};
  Attributes attributes{};
};
Html password_input(const PasswordInput& options);

struct DateInputItem {
  std::string label{};  ///< The name with a capital when empty.
  std::string name{};   ///< "day", "month" or "year" when empty and one of the three.
  std::string id{};     ///< The date input's id and the name when empty.
  std::optional<std::string> value{};
  std::optional<bool> error{};  ///< Marks this input; where none is marked, an error message marks all that are not false.
  std::string classes{};
  std::string inputmode = "numeric";
  std::string autocomplete{};
  std::string pattern{};
  bool omit = false;
  Attributes attributes{};
};

struct DateInput {
  std::string id{};
  std::string name_prefix{};  ///< "born" gives the fields born-day, born-month and born-year.
  Fieldset fieldset{};
  Hint hint{};
  ErrorMessage error_message{};
  DateInputItem day{};
  DateInputItem month{};
  DateInputItem year{};
  std::vector<DateInputItem> items{};                         ///< In place of day, month and year.
  std::vector<std::pair<std::string, std::string>> values{};  ///< What was typed, by full name ("born-day").
  std::string classes{};
  FormGroup form_group{};
  Attributes attributes{};
};
Html date_input(const DateInput& options);

}  // namespace hearth::html::govuk
