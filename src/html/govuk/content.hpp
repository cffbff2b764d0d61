// What people read: lists, tables, tabs and words that stand out. Markup: govuk-frontend 6.6.0.
#pragma once

#include "html/html.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hearth::html::govuk {

struct Tag {
  Content text{};
  std::string classes{};  ///< govuk-tag--grey, --green, --teal, --blue, --purple, --magenta, --red, --orange, --yellow.
  Attributes attributes{};
};
Html tag(const Tag& options);

struct InsetText {
  Content text{};
  std::string id{};
  std::string classes{};
  Attributes attributes{};
};
Html inset_text(const InsetText& options);

struct WarningText {
  Content text{};
  std::string icon_fallback_text = "Warning";  ///< Read out before the text.
  std::string classes{};
  Attributes attributes{};
};
Html warning_text(const WarningText& options);

struct Details {
  Content summary{};  ///< The words that open it.
  Content text{};
  std::string id{};
  bool open = false;
  std::string classes{};
  Attributes attributes{};
};
Html details(const Details& options);

struct PanelAction {
  std::string text{};
  std::string type{};  ///< "button" makes a button even where there is a href.
  Url href{};
  std::string classes{};
  Attributes attributes{};
};

/// A page's one big message. With the class govuk-panel--interruption it may carry actions.
struct Panel {
  Content title{};
  Content text{};
  int heading_level = 1;
  std::string classes{};
  std::vector<PanelAction> actions{};
  std::string actions_classes{};
  Attributes actions_attributes{};
  Attributes attributes{};
};
Html panel(const Panel& options);

struct AccordionItem {
  Content heading{};
  Content summary{};
  Content content{};  ///< Text becomes a paragraph.
  bool expanded = false;
  bool omit = false;  ///< Leaves the section out, and keeps the ids of those after it.
};

struct Accordion {
  std::string id{};  ///< Unlike every other accordion's of the service: the browser remembers by it which sections are open.
  std::vector<AccordionItem> items{};
  int heading_level = 2;
  std::optional<bool> remember_expanded{};
  std::string hide_all_sections_text{};
  std::string hide_section_text{};
  std::string hide_section_aria_label_text{};
  std::string show_all_sections_text{};
  std::string show_section_text{};
  std::string show_section_aria_label_text{};
  std::string classes{};
  Attributes attributes{};
};
Html accordion(const Accordion& options);

struct TabItem {
  std::string label{};
  Content panel{};   ///< Text becomes a paragraph.
  std::string id{};  ///< Of the panel; follows from id_prefix and the place when empty.
  bool omit = false;
  Attributes attributes{};
  Attributes panel_attributes{};
};

struct Tabs {
  std::vector<TabItem> items{};
  std::string title = "Contents";  ///< Seen where scripts do not run.
  std::string id{};
  std::string id_prefix{};
  std::string classes{};
  Attributes attributes{};
};
Html tabs(const Tabs& options);

struct Cell {
  Content text{};
  std::string format{};  ///< "numeric" sets it to the right.
  std::string classes{};
  int colspan = 0;
  int rowspan = 0;
  Attributes attributes{};
};
using Row = std::vector<Cell>;

struct Table {
  std::string caption{};
  std::string caption_classes{};  ///< govuk-table__caption--m and so on.
  Row head{};
  std::vector<Row> rows{};
  bool first_cell_is_header = false;
  std::string classes{};
  Attributes attributes{};
};
Html table(const Table& options);

/// A row of plain cells: `govuk::row(name, govuk::tag({.text = "New"}), 3)`.
template <class... Contents>
Row row(Contents&&... contents) {
  Row cells;
  cells.reserve(sizeof...(contents));
  (cells.push_back({.text = Content(std::forward<Contents>(contents))}), ...);
  return cells;
}

struct SummaryAction {
  Content text{};
  Url href{};
  std::string visually_hidden_text{};  ///< What it changes: "date of birth" after the link text "Change".
  std::string classes{};
  Attributes attributes{};
};

struct SummaryRow {
  Content key{};
  Content value{};
  std::vector<SummaryAction> actions{};
  std::string classes{};
  std::string key_classes{};
  std::string value_classes{};
  std::string actions_classes{};
  bool omit = false;
};

struct SummaryCard {
  Content title{};
  int heading_level = 2;
  std::string title_classes{};
  std::vector<SummaryAction> actions{};
  std::string actions_classes{};
  std::string classes{};
  Attributes attributes{};
};

struct SummaryList {
  std::vector<SummaryRow> rows{};
  std::optional<SummaryCard> card{};  ///< Puts the list on a card with a title.
  std::string classes{};              ///< govuk-summary-list--no-border.
  Attributes attributes{};
};
Html summary_list(const SummaryList& options);

struct Task {
  Content title{};
  Url href{};
  Content hint{};
  Content status{};          ///< Plain words; "Completed" needs no tag.
  std::optional<Tag> tag{};  ///< In place of status.
  std::string classes{};
  std::string title_classes{};
  std::string status_classes{};
  bool omit = false;  ///< Leaves the task out, and keeps the ids of those after it.
};

struct TaskList {
  std::vector<Task> items{};
  std::string id_prefix = "task-list";
  std::string classes{};
  Attributes attributes{};
};
Html task_list(const TaskList& options);

}  // namespace hearth::html::govuk
