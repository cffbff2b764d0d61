// The review of break-glass, and the log of reads.

#include "journey/administration/reviews.hpp"
#include "base/text.hpp"
#include "html/elements.hpp"
#include "journey/words.hpp"

#include <algorithm>
#include <charconv>

namespace hearth::journey::administration {

using access::AccountRow, access::AgencyRow, access::Reading, access::RelationKind, access::RelationRow;
using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

Use use_of(const CaseReader& reader, const RelationRow& row) {
  Use use{row.relation,
          row.subject,
          row.person.value_or(""),
          {},
          {},
          row.body.reason,
          row.began,
          row.until.value_or(row.began),
          row.reviewed.value_or(false),
          row.justified,
          row.body.review};
  if (auto account = reader.get<AccountRow>(use.who)) {
    use.who_name = account->body.name;
    if (auto agency = reader.get<AgencyRow>(account->agency)) use.agency = agency->body.name;
  }
  return use;
}

/// "/children/…/chronology": a pattern for people to read, who know its pages by their addresses.
std::string page_of(std::string_view pattern) {
  std::string out;
  bool hole = false;
  for (char c : pattern) {
    if (c == '{') out += "…";
    hole = (hole || c == '{') && c != '}';
    if (!hole && c != '}') out += c;
  }
  return out;
}

/// "Social worker, allocated worker": the role and the relationship that let them in.
std::string why_of(const CaseReader& reader, const Reading& reading) {
  const auto first = reading.rule.find('/'), second = reading.rule.find('/', first + 1);
  if (first == std::string::npos) return reading.rule;
  std::string why(reader.policy().title(std::string_view(reading.rule).substr(first + 1, second - first - 1)));
  if (reading.relation.empty()) return why;
  if (auto relation = reader.get<RelationRow>(reading.relation)) why += ": " + words_for(relation->kind);
  return why;
}

std::vector<LogLine> lines_of(const CaseReader& reader, const std::vector<Reading>& readings) {
  Names names(reader);
  std::vector<LogLine> lines;
  for (const auto& r : readings) lines.push_back({r.at, r.viewer, names.worker(r.viewer), page_of(r.route), why_of(reader, r), r.subject});
  return lines;
}

html::Html outcome_tag(const Use& use) {
  if (!use.reviewed) return govuk::tag({.text = "To review", .classes = "govuk-tag--yellow"});
  return use.justified.value_or(false) ? govuk::tag({.text = "Justified", .classes = "govuk-tag--green"})
                                       : govuk::tag({.text = "Not justified", .classes = "govuk-tag--red"});
}

html::Html uses_table(const std::vector<Use>& uses, const std::string& caption) {
  govuk::Table table{
      .caption = caption, .caption_classes = "govuk-table__caption--m", .head = govuk::row("When", "Who", "Agency", "Reason", "Review")};
  for (const auto& use : uses)
    table.rows.push_back(govuk::row(h::link(address("/access-reviews/" + use.relation), use.began.spoken()), use.who_name, use.agency,
                                    text::shorten(use.reason, 160), outcome_tag(use)));
  return govuk::table(table);
}

}  // namespace

// ---- the list ---------------------------------------------------------------------------------------------------------------

std::optional<ReviewList> read_reviews(const CaseReader& reader, const Asked&) {
  ReviewList model;
  model.waiting = reader.count<RelationRow>("kind = 'break_glass' and reviewed = 0");
  for (const auto& row : reader.list<RelationRow>("kind = 'break_glass' and reviewed = 0 order by began limit $1", most_uses_listed))
    model.to_review.push_back(use_of(reader, row));
  for (const auto& row : reader.list<RelationRow>("kind = 'break_glass' and reviewed = 1 order by began desc limit $1", reviewed_listed))
    model.reviewed.push_back(use_of(reader, row));
  return model;
}

CasePage draw_reviews(const Drawing&, const ReviewList& m) {
  CasePage page{.title = "Access reviews", .body = {}, .wide = true};
  page << h::h1(page.title)
       << h::p(m.waiting == 0 ? "Every use of break-glass has been reviewed."
                              : text::plural(m.waiting, "record was", "records were") +
                                    " opened without a working relationship, and nobody has looked at why yet.");
  if (m.to_review.empty())
    page << govuk::inset_text({.text = "When somebody opens a record that they do not work with, it appears here with their reason."});
  else
    page << uses_table(m.to_review, "To review, oldest first");
  if (m.waiting > most_uses_listed) page << h::p("The oldest " + std::to_string(most_uses_listed) + " are shown.");
  if (!m.reviewed.empty()) page << uses_table(m.reviewed, "Reviewed, newest first");
  page << h::p(h::link("/access-log", "Look into the log of who opened what"));
  return page;
}

// ---- one review -------------------------------------------------------------------------------------------------------------

std::optional<ReviewForm> read_review(const CaseReader& reader, const Asked& asked) {
  const auto row = reader.get<RelationRow>(asked["relation"]);
  if (!row || row->kind != RelationKind::break_glass) return std::nullopt;
  ReviewForm m{use_of(reader, *row), row->person == reader.viewer().account, {}, 0, {}, 0};
  Names names(reader);
  for (const auto& held : reader.list<RelationRow>(
           "subject = $1 and kind in ('allocated_worker', 'responsible_team') and (until is null or until > $2) order by kind",
           row->subject, reader.now().micros))
    m.workers.push_back((held.person ? names.worker(*held.person) : names.team(held.team.value_or(""))) + " (" + words_for(held.kind) +
                        ")");
  m.uses_in_30_days = reader.count<RelationRow>("person = $1 and kind = 'break_glass' and began > $2 and began <= $3", m.use.who,
                                                (row->began - std::chrono::days(30)).micros, row->began.micros);
  // What they opened stands under their name and the child's, while the claim lasted.
  const access::ReadingsAsked opened{row->subject, m.use.who, row->began, m.use.until};
  m.opened = lines_of(reader, reader.find_readings(opened, readings_on_a_page));
  m.opened_count = reader.count_readings(opened);
  return m;
}

namespace {

html::Html opened_table(const ReviewForm& m) {
  if (m.opened.empty()) return h::p("They opened nothing of the record.");
  govuk::Table table{.caption = "What they opened, newest first",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("When", "Page", "Because")};
  for (const auto& line : m.opened) table.rows.push_back(govuk::row(line.at.spoken(), line.page, line.why));
  html::Html out = govuk::table(table);
  if (m.opened_count > std::int64_t(m.opened.size()))
    out << h::p("The last " + std::to_string(m.opened.size()) + " of " + text::grouped(m.opened_count) + " are shown.");
  return out;
}

html::Html review_form(Fields& fields) {
  return fields.form(
      html::join(fields.choose("finding", "Was it justified to open this record?",
                               {{"justified", "Yes"}, {"not_justified", "No", "If the record is still open to them, it closes at once"}}),
                 fields.words("words", "What did you find?", {.hint = "Whom you asked, and what they said", .rows = 4})),
      "Save the review");
}

}  // namespace

CasePage draw_review(const Drawing& drawing, Fields& fields, const ReviewForm& m) {
  const auto& use = m.use;
  CasePage page{"Why " + use.who_name + " opened a record", {}, govuk::back_link({.text = "Access reviews", .href = "/access-reviews"})};
  page << h::h1(page.title);
  std::vector<html::Content> workers(m.workers.begin(), m.workers.end());
  page << govuk::summary_list(
      {.rows = {{.key = "Reason", .value = h::paragraphs(use.reason)},
                {.key = "Who", .value = use.who_name + (use.agency.empty() ? "" : ", " + use.agency)},
                {.key = "When", .value = use.began.spoken()},
                {.key = use.until > drawing.now ? "Open until" : "Ended", .value = use.until.spoken()},
                {.key = "Record", .value = h::link(html::Url("/access-log").with("child", use.child), use.child)},
                {.key = "Who can say more",
                 .value = workers.empty() ? html::Content("Nobody works with the child yet") : html::Content(h::list(workers))},
                {.key = "Review", .value = outcome_tag(use)}}});
  if (m.uses_in_30_days >= uses_that_stand_out)
    page << govuk::warning_text({.text = use.who_name + " has done this " + std::to_string(m.uses_in_30_days) +
                                         " times in the 30 days before. Ask why they have no working relationship"});
  page << opened_table(m);
  if (use.reviewed)
    page << h::h2("What the review found") << h::paragraphs(use.review);
  else if (m.own)
    page << govuk::inset_text({.text = "You opened this record yourself, so somebody else must review it."});
  else
    page << h::two_thirds(review_form(fields));
  return page;
}

Result<Done> review_use(journal::Unit& unit, const ReviewUse& command) {
  const auto row = journal::find_row<RelationRow>(unit.connection(), unit.world().keys, command.relation);
  if (!row || row->kind != RelationKind::break_glass) return practice::nothing_here();
  auto relations = unit.load<access::Relations>(row->subject);
  auto events = access::review(relations.state, command.relation, unit.actor().person, command.finding == Finding::justified,
                               std::string(text::trim(command.words)));
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(relations, *events);
  return Done{"/access-reviews", command.relation};
}

// ---- the log ----------------------------------------------------------------------------------------------------------------

std::optional<AccessLog> read_log(const CaseReader& reader, const Asked& asked) {
  AccessLog m{.child = std::string(text::trim(asked.query["child"])),
              .person = std::string(asked.query["person"]),
              .name = std::string(asked.query["name"]),
              .person_name = {},
              .found = {},
              .lines = {}};
  if (!is_id(m.child)) m.child.clear();
  if (!is_id(m.person)) m.person.clear();
  if (const auto wanted = text::fold_for_search(text::trim(m.name)); !wanted.empty()) {
    for (const auto& row : reader.list<AccountRow>("1 = 1"))
      if (text::fold_for_search(row.body.name).find(wanted) != std::string::npos) m.found.push_back({row.account, row.body.name});
    std::ranges::sort(m.found, {}, &Option::words);
    if (m.found.size() > readings_on_a_page) m.found.resize(readings_on_a_page);
  }
  if (!m.person.empty())
    if (auto row = reader.get<AccountRow>(m.person)) m.person_name = row->body.name;
  if (m.child.empty() && m.person.empty()) return m;

  const access::ReadingsAsked what{.subject = m.child, .viewer = m.person};
  m.total = reader.count_readings(what);
  m.pages = int(std::max<std::int64_t>(1, (m.total + readings_on_a_page - 1) / readings_on_a_page));
  const auto page = asked.query["page"];
  std::from_chars(page.data(), page.data() + page.size(), m.page);
  m.page = std::clamp(m.page, 1, m.pages);
  m.lines = lines_of(reader, reader.find_readings(what, readings_on_a_page, (m.page - 1) * readings_on_a_page));
  return m;
}

namespace {

html::Html ask_log(const AccessLog& m) {
  html::Html out;
  out << h::form({.action = "/access-log", .method = "get"},
                 html::join(govuk::input({.label = {.text = "Number of a child’s record"},
                                          .name = "child",
                                          .value = m.child,
                                          .hint = {.text = "The 26 letters and digits at the end of the record’s address"},
                                          .classes = "govuk-input--width-30",
                                          .autocomplete = "off"}),
                            govuk::button({.text = "Who opened it", .classes = "govuk-button--secondary"})));
  out << h::form({.action = "/access-log", .method = "get"},
                 html::join(govuk::input({.label = {.text = "Name of somebody who works here"},
                                          .name = "name",
                                          .value = m.name,
                                          .classes = "govuk-input--width-20",
                                          .autocomplete = "off"}),
                            govuk::button({.text = "Find them", .classes = "govuk-button--secondary"})));
  if (!m.name.empty()) {
    std::vector<html::Content> people;
    for (const auto& f : m.found) people.push_back(h::link(html::Url("/access-log").with("person", f.value), f.words));
    out << (people.empty() ? h::p("Nobody of that name has an account.") : h::list(people));
  }
  return out;
}

html::Html log_table(const AccessLog& m) {
  govuk::Table table{.caption = m.child.empty() ? "What " + m.person_name + " opened, newest first"
                                                : "Who opened the record " + m.child + ", newest first",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("When", "Who", "Page", "Because", "Record")};
  for (const auto& line : m.lines)
    table.rows.push_back(
        govuk::row(line.at.spoken(), h::link(html::Url("/access-log").with("person", line.who), line.who_name), line.page, line.why,
                   line.child.empty() ? html::Content("A list")
                                      : html::Content(h::link(html::Url("/access-log").with("child", line.child), line.child))));
  return govuk::table(table);
}

}  // namespace

CasePage draw_log(const Drawing&, const AccessLog& m) {
  CasePage page{.title = "Log of who opened what", .body = {}, .wide = true};
  page << h::h1(page.title) << h::p("Every page that showed something about a child stands here, and so does your looking at it.")
       << ask_log(m);
  if (m.child.empty() && m.person.empty()) return page;
  if (m.lines.empty()) {
    page << govuk::inset_text(
        {.text = m.child.empty() ? "They have opened nothing about any child." : "Nobody has opened a record with this number."});
    return page;
  }
  html::Url url("/access-log");
  if (!m.child.empty()) url = url.with("child", m.child);
  if (!m.person.empty()) url = url.with("person", m.person);
  page << h::p(text::plural(m.total, "entry", "entries")) << log_table(m) << govuk::pagination(url, m.page, m.pages);
  return page;
}

}  // namespace hearth::journey::administration
