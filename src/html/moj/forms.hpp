// Fields and forms of a case system. Markup: @ministryofjustice/frontend 11.1.0.
#pragma once

#include "html/govuk/actions.hpp"
#include "html/govuk/inputs.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hearth::html::moj {

/// A date in one input, with a calendar where scripts run. GOV.UK's date_input is for dates that people know, such as of birth.
struct DatePicker {
  govuk::Label label{};
  std::string name{};
  std::string id{};                    ///< The name when empty.
  std::optional<std::string> value{};  ///< "7/4/2026"
  govuk::Hint hint{};
  govuk::ErrorMessage error_message{};
  std::string min_date{};        ///< "1/4/2026"
  std::string max_date{};        ///< "30/4/2026"
  std::string excluded_dates{};  ///< "3/4/2026 6/4/2026-8/4/2026"
  std::string excluded_days{};   ///< "saturday sunday"
  std::optional<bool> leading_zeros{};
  std::string week_start_day{};  ///< "sunday"; Monday otherwise.
  std::string classes{};
  govuk::FormGroup form_group{};
  Attributes attributes{};
};
Html date_picker(const DatePicker& options);

struct Search {
  govuk::Input input{.name = "search", .type = "search"};  ///< With its label and hint. A type of "text" becomes "search".
  govuk::Button button{.text = "Search"};
  Url action{};
  std::string method = "get";
  std::pair<std::string, std::string> token{};  ///< Name and value against forged requests, where the method is post.
  bool icon_button = false;                     ///< A magnifying glass in place of the button's text; not when stacked.
  bool stacked = false;                         ///< The button below the input.
  std::string classes{};
  Attributes attributes{};
};
Html search(const Search& options);

struct SelectedFilter {
  std::string text{};
  Url href{};  ///< The list without this filter.
};

struct SelectedFilters {
  Content heading = "Selected filters";
  std::string clear_text = "Clear filters";
  Url clear_href{};
  std::vector<std::pair<Content, std::vector<SelectedFilter>>> categories{};  ///< Heading and filters of each.
};

/// What a list is narrowed down by. It stands within a form.
struct Filter {
  Content heading = "Filter";
  std::optional<SelectedFilters> selected{};
  Html options{};  ///< The fields.
  std::string submit_text = "Apply filters";
  Attributes submit_attributes{};
  Attributes attributes{};
};
Html filter(const Filter& options);

/// Filter and list side by side; on a phone the script hides the filter behind a button.
Html filter_layout(const Html& filter, const Html& list);

struct AddAnotherItem {
  Html fields{};
  Content legend{};  ///< Follows from the item's label and number when empty.
  std::string legend_classes{};
  govuk::ErrorMessage error_message{};  ///< Shown in the inline layout.
  std::string fieldset_classes{};
  std::string described_by{};
  std::string remove_name = "remove";
  std::string remove_value{};  ///< The item's number from 0 when empty.
  std::string classes{};
};

/// The same few fields several times over: each child, each adult. Works without scripts: its buttons are part of the form.
struct AddAnother {
  std::vector<AddAnotherItem> items{};
  std::string item_label = "Item";  ///< "Child"
  std::string id{};
  bool inline_layout = false;
  std::string add_another_button_text = "Add another %{itemLabel}";
  std::string remove_button_text{};         ///< "Remove %{itemLabel} %{number}" when empty.
  std::string remove_button_suffix_text{};  ///< For the script.
  govuk::PluralTexts item_legend_text{};    ///< "%{itemLabel} %{number}" when empty; `one` for a single item.
  std::string field_label_suffix_text{};    ///< For the script.
  std::string new_item_suffix_text{};       ///< For the script.
  std::string classes{};
  Attributes attributes{};
};
Html add_another(const AddAnother& options);

struct UploadedFile {
  Content message{};
  std::string file_name{};           ///< The server's name for it.
  std::string original_file_name{};  ///< Read out with the button.
  std::string delete_text = "Delete";
};

/// Several files, each sent as soon as it is chosen where scripts run.
struct MultiFileUpload {
  Content heading = "Files added";
  std::vector<UploadedFile> files{};
  Html upload{};  ///< A file_upload and its button.
  std::string classes{};
  Attributes attributes{};
};
Html multi_file_upload(const MultiFileUpload& options);

}  // namespace hearth::html::moj
