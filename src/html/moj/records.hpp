// What a record is shown as: its time line, how far it has come, tables that can be sorted and chosen from.
// Markup: @ministryofjustice/frontend 11.1.0.
#pragma once

#include "html/govuk/content.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hearth::html::moj {

struct TimelineItem {
  Content label{};         ///< What happened.
  Content byline{};        ///< Who wrote it down; "by" goes before it.
  std::string datetime{};  ///< "2026-04-07T14:30:00Z"
  std::string words{};     ///< "7 April 2026 at 3:30pm"
  Content text{};
  std::string classes{};
  Attributes attributes{};
};

struct Timeline {
  std::vector<TimelineItem> items{};
  int heading_level = 2;
  std::string classes{};
  Attributes attributes{};
};
Html timeline(const Timeline& options);

struct TicketPanelItem {
  Content text{};
  std::string classes{};  ///< moj-ticket-panel__content--blue and so on.
  Attributes attributes{};
};

struct TicketPanel {
  std::vector<TicketPanelItem> items{};
  std::string classes{};  ///< moj-ticket-panel--inline
  Attributes attributes{};
};
Html ticket_panel(const TicketPanel& options);

struct ProgressItem {
  Content label{};
  bool complete = false;
  bool active = false;  ///< Where one is.
  std::string id{};     ///< Follows from its place when empty.
  std::string classes{};
  std::string label_classes{};
  Attributes attributes{};
};

struct ProgressBar {
  std::vector<ProgressItem> items{};
  std::string label{};
  std::string id = "progress";
  std::string classes{};
  Attributes attributes{};
};
Html progress_bar(const ProgressBar& options);

struct SectionTask {
  Content text{};
  Url href{};
  bool complete = false;
  Attributes attributes{};
};

struct TaskSection {
  Content heading{};
  std::vector<SectionTask> items{};
  int heading_level = 2;
  std::string heading_classes{};
};

/// Tasks in numbered sections; govuk::task_list is for one plain list.
struct TaskList {
  std::vector<TaskSection> sections{};
  std::string classes{};
  Attributes attributes{};
};
Html task_list(const TaskList& options);

/// A heading by whose column the script sorts; `sorted` is "none", "ascending" or "descending".
govuk::Cell sortable(const Content& heading, std::string_view sorted = "none");
/// A cell that is sorted by `value` rather than by its text: a date by "2026-04-07".
govuk::Cell sorted_by(const Content& text, std::string_view value);
/// The table, with its sortable headings working where scripts run.
Html sortable_table(govuk::Table table);

/// The heading in which the script puts "Select all".
govuk::Cell select_all(std::string_view id_prefix);
/// A cell with a small checkbox; `words` say what it selects, read out and not seen.
govuk::Cell selector(std::string_view name, std::string_view value, std::string_view id, std::string_view words, bool checked = false);
/// The table, with "Select all" working where scripts run.
Html multi_select_table(govuk::Table table, std::string_view id_prefix);

/// A wide table in a pane that scrolls by itself and can be reached by keyboard; `name` says what it is.
Html scrollable_pane(std::string_view name, const Html& table);

}  // namespace hearth::html::moj
