// The hub's list, and the board of one enquiry: everything that its members know, side by side.

#include "base/text.hpp"
#include "html/elements.hpp"
#include "journey/person/views.hpp"
#include "pages.hpp"
#include "views.hpp"
#include "words.hpp"

#include <algorithm>

namespace hearth::hub {

using journey::address, journey::Names, practice::Asked, practice::Drawing;
namespace govuk = html::govuk;

namespace {

html::Html rating_tag(Rating rating) {
  const auto words = words_for(rating);
  return govuk::tag({.text = words.substr(0, words.find(':')), .classes = colour_of(rating)});
}

/// Who was asked, has let the time go by and has not answered: the one whose time ended first.
const RequestView* slowest_of(const EnquiryRow& row, Instant now) {
  const RequestView* slowest = nullptr;
  for (const auto& request : row.body.requests)
    if (!request.answer && request.reply_by < now && (!slowest || request.reply_by < slowest->reply_by)) slowest = &request;
  return slowest;
}

std::string agency_name(const Inside& reader, const std::string& id) {
  const auto row = reader.get<access::AgencyRow>(id);
  return row ? row->body.name : "An agency that is gone";
}

}  // namespace

// ---- the list ---------------------------------------------------------------------------------------------------------------

std::optional<EnquiryList> read_list(const Inside& reader, const Asked& asked) {
  EnquiryList model{asked.query["show"] == "decided", {}};
  // Only hubs to which the reader belongs now.
  std::vector<std::string> hubs;
  for (const auto& hub : reader.list<HubRow>("1 = 1"))
    if (reader.may(access::Permission::see_hub_enquiry, hub.hub)) hubs.push_back(hub.hub);
  Names names(reader);
  for (const auto& hub : hubs)
    for (const auto& row :
         reader.list<EnquiryRow>("hub = $1 and decided = $2 order by opened desc limit 200", hub, std::int64_t(model.decided))) {
      ListedEnquiry entry{row.enquiry, names.child(row.subject), row.body.rating, row.opened, row.body.decide_by, false, 0, 0, {}, {}};
      entry.late = !row.decided && row.body.decide_by < reader.now();
      entry.asked = int(row.body.requests.size());
      entry.answered = int(std::ranges::count_if(row.body.requests, [](const RequestView& r) { return r.answer.has_value(); }));
      if (const auto* slowest = slowest_of(row, reader.now()); slowest && !row.decided)
        entry.slowest = agency_name(reader, slowest->agency);
      if (row.body.decision) entry.outcome = row.body.decision->outcome;
      model.enquiries.push_back(std::move(entry));
    }
  // What is due first comes first; what is decided, latest first.
  if (!model.decided) std::ranges::stable_sort(model.enquiries, {}, &ListedEnquiry::decide_by);
  return model;
}

InsidePage draw_list(const Drawing&, const EnquiryList& model) {
  InsidePage page{.title = model.decided ? "Hub: decided" : "Hub", .body = {}, .wide = true};
  page << h::h1(page.title);
  page << h::p(model.decided ? h::link("/hub", "Enquiries that wait for a decision")
                             : h::link(html::Url("/hub").with("show", "decided"), "Enquiries that are decided"));
  if (model.enquiries.empty()) {
    page << h::p(model.decided ? "Nothing has been decided here yet."
                               : "No enquiry is open. When a child is brought to the hub, the enquiry appears here.");
    return page;
  }
  govuk::Table table{.head = govuk::row("Child", "Rating", "Opened", "Answers", model.decided ? "Decision" : "Decide by")};
  for (const auto& e : model.enquiries) {
    html::Html answers, last;
    answers.text(std::to_string(e.answered) + " of " + std::to_string(e.asked));
    if (!e.slowest.empty()) answers.text(". Silent past its time: " + e.slowest);
    if (e.outcome)
      last.text(words_for(*e.outcome));
    else
      last.text(e.decide_by.spoken());
    if (e.late) last.text(" ").append(govuk::tag({.text = "Late", .classes = "govuk-tag--red"}));
    table.rows.push_back(
        govuk::row(h::link(address("/hub/enquiries/" + e.enquiry), e.child), rating_tag(e.rating), e.opened.spoken(), answers, last));
  }
  page << journey::wide_table("Enquiries", table);
  return page;
}

// ---- the board --------------------------------------------------------------------------------------------------------------

namespace {

void read_agencies(const Inside& reader, const EnquiryRow& row, Names<access::audience::hub>& names, Board& board) {
  auto agencies = reader.list<access::AgencyRow>("1 = 1");
  std::ranges::sort(agencies, {}, [](const access::AgencyRow& a) { return a.body.name; });
  for (const auto& agency : agencies) {
    BoardAgency entry{agency.agency, agency.body.name, Standing::not_asked, {}, {}, {}, {}};
    if (auto r = std::ranges::find(row.body.requests, agency.agency, &RequestView::agency); r != row.body.requests.end()) {
      // After the decision the clock has stopped: who had not answered by then was silent.
      const auto until = board.decision && !r->answer ? Instant{INT64_MAX} : reader.now();
      entry.standing = standing(Request{r->reply_by, r->answer}, until);
      entry.reply_by = r->reply_by;
      entry.answered = r->answered;
      if (r->answered_by) entry.who = names.worker(*r->answered_by);
      entry.words = reader.show(r->words);
    }
    board.agencies.push_back(std::move(entry));
  }
}

void read_items(const Inside& reader, const std::string& enquiry, Names<access::audience::hub>& names, Board& board) {
  const auto name_of_agency = [&](const std::string& id) {
    auto found = std::ranges::find(board.agencies, id, &BoardAgency::agency);
    return found == board.agencies.end() ? std::string("An agency that is gone") : found->name;
  };
  for (const auto& row : reader.list<ItemRow>("enquiry = $1 order by shared, item", enquiry))
    board.items.push_back({row.item, name_of_agency(row.agency), names.worker(row.person), reader.show(row.body.words),
                           reader.show(row.body.why), reader.reference().label("sharing_basis", row.body.basis), row.body.holding,
                           row.body.dated, reader.show(row.body.sensitivity), row.body.handling, row.shared, row.agency == board.own_agency,
                           row.body.taken_back, row.body.wrong_child, reader.show(row.body.taken_back_reason)});
  for (const auto& row : reader.list<SaidRow>("enquiry = $1 order by version", enquiry))
    board.said.push_back({names.worker(row.person), name_of_agency(row.agency), reader.show(row.body.words), row.at});
}

void read_judgements(const Inside& reader, const EnquiryRow& row, Names<access::audience::hub>& names, Board& board) {
  for (const auto& r : row.body.ratings) board.ratings.push_back({r.rating, names.worker(r.person), reader.show(r.reason), r.at});
  for (const auto& r : row.body.risks)
    board.risks.push_back(
        {names.worker(r.person), agency_name(reader, r.agency), reader.show(r.reason), reader.show(r.unknown), r.risk, r.at});
  if (const auto& d = row.body.decision) {
    board.decision = BoardDecision{d->outcome, names.worker(d->person), reader.show(d->reason), reader.show(d->alternatives), d->at, {}};
    for (const auto& agency : d->silent) board.decision->silent.push_back(agency_name(reader, agency));
  }
  for (const auto& d : row.body.dissent)
    board.dissent.push_back({names.worker(d.person), agency_name(reader, d.agency), reader.show(d.words), d.at});
  for (const auto& a : row.body.attempts)
    board.attempts.push_back({a.attempt, names.worker(a.person), agency_name(reader, a.agency), a.at});
}

}  // namespace

std::optional<Board> read_board(const Inside& reader, const Asked& asked) {
  const auto& id = asked["enquiry"];
  const auto row = reader.get<EnquiryRow>(id);
  if (!row) return std::nullopt;
  Board board{};
  board.enquiry = id;
  board.child = row->subject;
  if (const auto person = reader.get<journey::PersonRow>(row->subject)) {
    board.name = journey::name_of(person->body.details);
    board.age = journey::age_of(person->body.details, reader.today());
    board.address = person->body.details.address.value_or("");
  }
  board.worry = reader.show(row->body.worry);
  board.own_agency = reader.viewer().agency;
  board.version = row->version;
  board.rating = row->body.rating;
  board.opened = row->opened;
  board.decide_by = row->body.decide_by;
  board.now = reader.now();
  Names names(reader);
  read_judgements(reader, *row, names, board);
  read_agencies(reader, *row, names, board);
  read_items(reader, id, names, board);
  board.may_decide = reader.may(access::Permission::decide_hub, row->hub);
  return board;
}

namespace {

std::string at(const Board& m, const std::string& what) { return "/hub/enquiries/" + m.enquiry + what; }

html::Html clock_of(const Board& m) {
  html::Html out;
  out.append(rating_tag(m.rating)).text(m.decision ? " Decided " + m.decision->at.spoken() : " Decide by " + m.decide_by.spoken());
  if (!m.decision && m.decide_by < m.now) out.text(" ").append(govuk::tag({.text = "Late", .classes = "govuk-tag--red"}));
  return out;
}

html::Html agencies_of(const Board& m) {
  govuk::Table table{
      .caption = "What each agency says", .caption_classes = "govuk-table__caption--m", .head = govuk::row("Agency", "Answer", "When")};
  for (const auto& a : m.agencies) {
    html::Html answer, when;
    answer.append(govuk::tag({.text = words_for(a.standing), .classes = colour_of(a.standing)}));
    if (!a.words.empty()) answer.append(journey::said(a.words));
    if (a.answered)
      when.text(a.answered->spoken() + ", " + a.who);
    else if (a.reply_by)
      when.text("Asked for by " + a.reply_by->spoken());
    const bool own = a.agency == m.own_agency && !m.decision && a.reply_by;
    if (own) when.append(h::p(h::link(address(at(m, "/answer")), "Answer for your agency")));
    table.rows.push_back(govuk::row(a.name, answer, when));
  }
  return journey::wide_table("What each agency says", table);
}

html::Html item_of(const Board& m, const BoardItem& item) {
  govuk::SummaryList list;
  html::Html title;
  title.text(item.agency + ": " + words_for(item.holding) + ", " + item.dated.spoken());
  list.card = govuk::SummaryCard{.title = title, .heading_level = 3};
  if (item.taken_back) {
    list.rows.push_back({.key = "Taken back",
                         .value = html::join(h::p(item.wrong_child ? "It was about another child." : "By its agency."),
                                             journey::said(item.taken_back_reason))});
    return govuk::summary_list(list);
  }
  list.rows.push_back({.key = "What is known", .value = journey::said(item.words)});
  list.rows.push_back({.key = "How sensitive", .value = words_for(item.sensitivity)});
  list.rows.push_back({.key = "Where it may go", .value = words_for(item.handling)});
  list.rows.push_back({.key = "Why it is shared", .value = html::join(journey::said(item.why), h::small(item.basis))});
  list.rows.push_back({.key = "Shared by", .value = item.who + ", " + item.shared.spoken()});
  if (item.own)
    list.card->actions.push_back({.text = "Take back",
                                  .href = address(at(m, "/items/" + item.item + "/taken-back")),
                                  .visually_hidden_text = "the item of " + item.dated.spoken()});
  if (item.handling != Handling::hub_only)
    list.card->actions.push_back({.text = "Release",
                                  .href = address(at(m, "/items/" + item.item + "/release")),
                                  .visually_hidden_text = "the item of " + item.dated.spoken() + " to named people"});
  return govuk::summary_list(list);
}

html::Html judgements_of(const Board& m) {
  html::Html out;
  out.append(h::h2("How high is the risk?"));
  if (m.risks.empty())
    out.append(h::p("Nobody has rated the risk yet. Every enquiry is rated by at least one member before the decision."));
  for (const auto& r : m.risks) {
    html::Html line;
    line.append(govuk::tag({.text = words_for(r.risk), .classes = colour_of(r.risk)})).text(" " + r.who + ", " + r.agency);
    out.append(h::p(line)).append(journey::said(r.reason));
    if (!r.unknown.empty()) out.append(h::small("Not known yet:")).append(journey::said(r.unknown));
  }
  if (m.ratings.size() > 1) {
    std::vector<html::Content> lines;
    for (const auto& r : m.ratings) lines.push_back(words_for(r.rating) + ", " + r.who + ", " + r.at.spoken() + ". " + r.reason);
    out.append(govuk::details({.summary = "How the rating has changed", .text = h::bullets(lines)}));
  }
  return out;
}

html::Html decision_of(const Board& m) {
  html::Html out;
  const auto& d = *m.decision;
  out.append(h::h2("Decision: " + words_for(d.outcome))).append(journey::said(d.reason));
  out.append(h::h3("What else was thought of")).append(journey::said(d.alternatives));
  out.append(h::small("Decided by " + d.who + ", " + d.at.spoken()));
  if (!d.silent.empty())
    out.append(govuk::warning_text({.text = "Decided without an answer from " + text::join(d.silent) +
                                            ". That they did not answer does not mean that nothing is known."}));
  out.append(h::h3("Who sees it differently"));
  if (m.dissent.empty()) out.append(h::p("Nobody has said so."));
  for (const auto& line : m.dissent) out.append(journey::said(line.words)).append(h::small(line.who + ", " + line.agency));
  return out;
}

html::Html talk_of(const Board& m) {
  html::Html out;
  out.append(h::h2("Discussion"));
  if (m.said.empty()) out.append(h::p("Nothing has been said yet."));
  for (const auto& line : m.said)
    out.append(journey::said(line.words)).append(h::small(line.who + ", " + line.agency + ", " + line.at.spoken()));
  return out;
}

html::Html buttons_of(const Board& m) {
  const auto button = [&](const char* words, const char* where, bool secondary) {
    return govuk::button({.text = words, .href = address(at(m, where)), .classes = secondary ? "govuk-button--secondary" : ""});
  };
  if (m.decision)
    return h::button_group(button("Say that you see it differently", "/dissent", true), button("Say something", "/talk", true));
  html::Html out;
  if (m.may_decide) out.append(button("Decide", "/decision", false));
  out.append(button("Share an item", "/items/new", m.may_decide)).append(button("Rate the risk", "/risk", true));
  out.append(button("Say something", "/talk", true)).append(button("Ask more agencies", "/agencies", true));
  out.append(button("Change the rating", "/rating", true));
  return h::button_group(out);
}

html::Html attempts_of(const Board& m) {
  if (m.attempts.empty()) return {};
  std::vector<html::Content> lines;
  for (const auto& a : m.attempts) lines.push_back(words_for(a.attempt) + ": " + a.who + ", " + a.agency + ", " + a.at.spoken());
  return govuk::details({.summary = "What was tried and refused (" + std::to_string(lines.size()) + ")", .text = h::bullets(lines)});
}

}  // namespace

InsidePage draw_board(const Drawing&, const Board& m) {
  InsidePage page{.title = "Hub: " + m.name, .body = {}, .before = govuk::back_link({.text = "Hub", .href = "/hub"}), .wide = true};
  html::Html body;
  body << h::heading({.text = m.name, .level = 1, .size = "l", .caption = m.age + (m.address.empty() ? "" : ", " + m.address)});
  body << h::p(clock_of(m));
  body << govuk::inset_text(
      {.text = html::join(h::small("Everything on this page is sealed. It is for members of the hub, inside the hub."),
                          journey::said(m.worry))});
  if (m.decision) body << decision_of(m);
  body << buttons_of(m) << agencies_of(m);
  body << h::h2("What is known");
  if (m.items.empty()) body << h::p("No agency has shared an item yet.");
  for (const auto& item : m.items) body << item_of(m, item);
  body << judgements_of(m) << talk_of(m) << attempts_of(m);
  body << h::p(h::link(address(at(m, "/readings")), "Who has read this"));
  html::Html board;
  board.raw("<div id=\"board\"").attr("data-live", at(m, "/live?seen=" + std::to_string(m.version))).raw(">");
  page << std::move(board.append(body).raw("</div>\n"));
  return page;
}

}  // namespace hearth::hub
