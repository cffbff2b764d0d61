#include "practices/front_door/call_pages.hpp"

#include "base/text.hpp"
#include "html/elements.hpp"
#include "practices/front_door/views.hpp"
#include "practices/front_door/words.hpp"

#include <algorithm>
#include <chrono>

namespace hearth::front_door {

using practice::Asked, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;
using journey::address, journey::Names;

namespace {

constexpr int searched = 500;  // calls that one search opens; each is entered in the log of reads
constexpr std::size_t shown = 50;
constexpr int joinable_days = 60;

std::string child_names(const std::vector<std::string>& children) {
  return children.empty() ? std::string("No child named") : text::join(children);
}

CallLine line_of(Names<access::audience::case_workers>& names, const Reference& reference, const CallRow& row) {
  const auto& c = row.body.call;
  CallLine line{row.call,
                c.source.empty() ? std::string("Did not say") : reference.label("referral_source", c.source),
                c.caller_name.value_or(""),
                names.worker(row.taken_by),
                c.worry,
                c.advice,
                {},
                row.taken,
                row.contact};
  for (const auto& child : c.children)
    if (auto name = name_of(child); !name.empty()) line.children.push_back(std::move(name));
  return line;
}

/// "27/3/2026", "27 3 2026" or "2026-03-27". Empty is no day; anything else is a fault, said in `fault`.
std::optional<Date> day_of(std::string_view typed, std::string& fault) {
  if (typed.empty()) return std::nullopt;
  if (auto iso = Date::parse(typed)) return *iso;
  std::vector<std::string> parts(1);
  for (char c : typed) {
    if (c >= '0' && c <= '9')
      parts.back() += c;
    else if (!parts.back().empty())
      parts.emplace_back();
  }
  if (parts.size() == 3)
    if (auto date = Date::of_parts(parts[0], parts[1], parts[2])) return *date;
  fault = "Enter a day such as 27/3/2026";
  return std::nullopt;
}

/// Every word that was asked for begins a word of the call.
bool fits(const CallLine& line, const std::vector<std::string>& asked) {
  if (asked.empty()) return true;
  std::string all = line.worry + ' ' + line.advice + ' ' + line.caller + ' ' + line.source + ' ' + text::join(line.children);
  const auto words = text::words(text::fold_for_search(all));
  return std::ranges::all_of(asked, [&](const std::string& one) {
    return std::ranges::any_of(words, [&](const std::string& word) { return word.starts_with(one); });
  });
}

}  // namespace

std::string name_of(const journey::NamedChild& child) {
  auto name = child.given_name;
  if (!name.empty() && !child.family_name.empty()) name += ' ';
  return name + child.family_name;
}

// ---- the list ---------------------------------------------------------------------------------------------------------------

std::optional<HelplinePage> read_helpline(const Worker& reader, const Asked& asked) {
  HelplinePage model;
  model.q = text::first_characters(asked.query["q"], 200);
  model.from = text::first_characters(asked.query["from"], 20);
  model.until = text::first_characters(asked.query["until"], 20);
  model.ended = asked.query["ended"] == "advice" || asked.query["ended"] == "contact" ? std::string(asked.query["ended"]) : "";
  model.source = text::first_characters(asked.query["source"], 10);
  model.sources = journey::code_options(reader, "referral_source");
  const auto from = day_of(model.from, model.from_fault), until = day_of(model.until, model.until_fault);
  const auto& me = reader.viewer().account;
  const auto rows = reader.list<CallRow>(
      "team in (select team from v_team_member where account = $1) and taken >= $2 and taken < $3 and ($4 = '' or source = $4) and "
      "($5 = '' or ($5 = 'contact' and contact is not null) or ($5 = 'advice' and contact is null)) order by taken desc limit $6",
      me, from ? Instant::at(*from, 0, 0).micros : std::int64_t(0), until ? Instant::at(*until + 1, 0, 0).micros : reader.now().micros + 1,
      model.source, model.ended, searched + 1);
  const auto words = text::words(text::fold_for_search(model.q));
  Names names(reader);
  model.more = int(rows.size()) > searched;
  for (const auto& row : rows) {
    auto line = line_of(names, reader.reference(), row);
    if (!fits(line, words)) continue;
    if (model.calls.size() == shown) {
      model.more = true;
      break;
    }
    line.worry = text::shorten(line.worry, 140);
    line.advice = text::shorten(line.advice, 140);
    model.calls.push_back(std::move(line));
  }
  const auto today = reader.today().iso();
  for (const auto& team : reader.viewer().teams) {
    model.due += reader.count<CallBackRow>("team = $1 and done is null", team);
    model.late += reader.count<CallBackRow>("team = $1 and done is null and due < $2", team, today);
  }
  return model;
}

namespace {

html::Html filters(const HelplinePage& m) {
  auto day = [](const char* name, const char* label, const std::string& value, const std::string& fault) {
    return govuk::input({.label = {.text = label},
                         .name = name,
                         .value = value,
                         .error_message = fault.empty() ? govuk::ErrorMessage{} : govuk::ErrorMessage{.text = fault},
                         .classes = "govuk-input--width-10",
                         .autocomplete = "off"});
  };
  std::vector<govuk::SelectItem> sources{{.text = "Anybody", .value = ""}}, endings{{.text = "In any way", .value = ""},
                                                                                    {.text = "With advice only", .value = "advice"},
                                                                                    {.text = "As a contact", .value = "contact"}};
  for (const auto& s : m.sources) sources.push_back({.text = s.words, .value = s.value});
  html::Html form;
  form << govuk::input({.label = {.text = "Words of the call, or a name"},
                        .name = "q",
                        .type = "search",
                        .value = m.q,
                        .classes = "govuk-input--width-30",
                        .autocomplete = "off",
                        .attributes = {{"data-search", ""}}});
  html::Html more;
  more << day("from", "From the day", m.from, m.from_fault) << day("until", "To the day", m.until, m.until_fault)
       << govuk::select({.label = {.text = "Who called"}, .name = "source", .items = sources, .value = m.source})
       << govuk::select({.label = {.text = "How it ended"}, .name = "ended", .items = endings, .value = m.ended});
  const bool used = !m.from.empty() || !m.until.empty() || !m.source.empty() || !m.ended.empty();
  form << govuk::details({.summary = "Days, callers and endings", .text = more, .open = used});
  form << govuk::button({.text = "Search", .classes = "govuk-button--secondary"});
  return h::div("hearth-no-print", h::form({.action = "/helpline", .method = "get"}, form));
}

}  // namespace

WorkerPage draw_helpline(const Drawing&, const HelplinePage& m) {
  WorkerPage page{.title = "Helpline", .body = {}, .wide = true};
  page << h::h1("Helpline");
  page << govuk::button({.text = "Take a call", .href = html::Url("/helpline/new").at("worry")});
  html::Html back;
  back << h::link("/helpline/call-backs",
                  m.due == 1 ? "1 caller is to be rung back" : std::to_string(m.due) + " callers are to be rung back");
  if (m.late > 0) back.text(" ").append(govuk::tag({.text = std::to_string(m.late) + " late", .classes = "govuk-tag--red"}));
  page << h::p(back) << filters(m);
  const bool asked = !m.q.empty() || !m.from.empty() || !m.until.empty() || !m.source.empty() || !m.ended.empty();
  if (m.calls.empty()) {
    page << govuk::inset_text({.text = asked
                                           ? "No call fits. Try fewer words, or other days."
                                           : "Calls appear here when they have been taken, newest first, with the advice that was given."});
    return page;
  }
  govuk::Table table{.caption = asked ? "Calls that fit, newest first" : "Calls, newest first",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("Taken", "Caller", "Children", "Worry", "Advice", "Ended")};
  for (const auto& c : m.calls) {
    html::Html caller;
    caller.text(c.caller.empty() ? c.source : c.caller + " (" + c.source + ")");
    table.rows.push_back(govuk::row(h::link(address("/helpline/calls/" + c.call), c.taken.spoken(), ": the call"), caller,
                                    child_names(c.children), c.worry, c.advice, c.contact ? "As a contact" : "With advice only"));
  }
  page << journey::wide_table("Calls", table);
  if (m.more)
    page << h::p("There are more calls than are shown: the newest " + std::to_string(shown) + " that fit, of the newest " +
                 std::to_string(searched) + ". Choose days to look further back.");
  return page;
}

// ---- one call ---------------------------------------------------------------------------------------------------------------

std::optional<CallPage> read_call(const Worker& reader, const Asked& asked) {
  const auto& id = asked["call"];
  const auto call = reader.load<Call>(id);
  if (!call.exists()) return std::nullopt;
  Names names(reader);
  CallPage page{id,
                call->taken.source.empty() ? std::string("Did not say") : reader.reference().label("referral_source", call->taken.source),
                names.team(call->taken.team),
                {},
                call->taken,
                call->contact,
                false,
                {},
                read_call_back(reader, asked)};
  if (const auto row = reader.get<CallRow>(id)) page.taken_by = names.worker(row->taken_by);
  page.may_see_contact = call->contact && reader.may(access::Permission::see_contact, *call->contact);
  for (const auto& joined : call->joined)
    if (const auto other = reader.get<CallRow>(joined.other))
      page.joined.push_back({joined.other, joined.reason, other->taken, text::shorten(other->body.call.worry, 140)});
  return page;
}

namespace {

html::Html summary(const CallPage& m) {
  const auto& c = m.taken;
  govuk::SummaryList list;
  auto row = [&](const char* key, html::Content value) { list.rows.push_back({.key = key, .value = std::move(value)}); };
  row("Taken", c.at.spoken() + (m.taken_by.empty() ? "" : " by " + m.taken_by) +
                   (c.minutes ? ", " + text::plural(*c.minutes, "minute", "minutes") : ""));
  row("Caller", m.source + (c.caller_name ? ": " + *c.caller_name : ""));
  if (c.caller_reach) row("Reach them at", *c.caller_reach);
  html::Html children;
  for (const auto& child : c.children) {
    auto words = name_of(child);
    if (words.empty()) words = "Name not given";
    if (child.born) words += ", born " + child.born->spoken();
    if (child.address) words += ", " + *child.address;
    children << h::p(words);
  }
  if (c.children.empty())
    row("Children", "No child was named");
  else
    row("Children", children);
  row("Worry", journey::said(c.worry));
  if (!c.advice.empty()) row("Advice given", journey::said(c.advice));
  if (!c.next_step.empty()) row("What happens next", journey::said(c.next_step));
  return govuk::summary_list(list);
}

}  // namespace

WorkerPage draw_call(const Drawing& drawing, const CallPage& m) {
  std::vector<std::string> names;
  for (const auto& child : m.taken.children)
    if (auto name = name_of(child); !name.empty()) names.push_back(name);
  WorkerPage page{.title = names.empty() ? std::string("A call") : "A call about " + text::join(names),
                  .body = {},
                  .before = govuk::back_link({.text = "Helpline", .href = "/helpline"})};
  page << h::h1(page.title);
  if (m.contact) {
    page << govuk::inset_text({.text = m.may_see_contact ? html::Content(h::link(address("/contacts/" + *m.contact), "It became a contact"))
                                                         : html::Content("It became a contact, which the front door decides.")});
  } else {
    page << h::p("It ended with advice. If more is needed, it goes to the front door as it is: nothing is typed again.");
    page << one_press(drawing, "/helpline/calls/" + m.call + "/contact", "Send to the front door");
  }
  if (m.call_back && !m.call_back->done)
    page << h::p(
        h::link(address("/helpline/calls/" + m.call + "/call-back"), "Ring them back by " + m.call_back->due.spoken_with_weekday()));
  page << summary(m);
  if (!m.joined.empty()) {
    page << h::h2("Calls that belong to it");
    std::vector<html::Content> items;
    for (const auto& j : m.joined)
      items.emplace_back(html::join(h::link(address("/helpline/calls/" + j.call), j.taken.spoken()), ": ", j.worry, " (", j.reason, ")"));
    page << h::bullets(items);
  }
  page << h::p(h::link(address("/helpline/calls/" + m.call + "/join"), "Join it with another call"));
  return page;
}

// ---- joining ----------------------------------------------------------------------------------------------------------------

std::optional<JoinPage> read_join(const Worker& reader, const Asked& asked) {
  auto call = read_call(reader, asked);
  if (!call) return std::nullopt;
  JoinPage page{std::move(*call), {}};
  const auto near = std::chrono::hours(24 * joinable_days);
  Names names(reader);
  for (const auto& row :
       reader.list<CallRow>("team = $1 and call <> $2 and taken > $3 and taken < $4 order by taken desc limit 100", page.call.taken.team,
                            page.call.call, (page.call.taken.at - near).micros, (page.call.taken.at + near).micros))
    page.others.push_back(line_of(names, reader.reference(), row));
  return page;
}

WorkerPage draw_join(const Drawing&, Fields& fields, const JoinPage& m) {
  WorkerPage page{.title = "Join this call with another",
                  .body = {},
                  .before = govuk::back_link({.text = "The call", .href = address("/helpline/calls/" + m.call.call)})};
  page << h::h1(page.title);
  if (m.others.empty()) {
    page << govuk::inset_text({.text = "No other call was taken within 60 days of this one."});
    return page;
  }
  std::vector<practice::Choice> choices;
  for (const auto& o : m.others)
    choices.push_back({o.call, o.taken.spoken() + ", " + child_names(o.children) + ": " + text::shorten(o.worry, 80)});
  html::Html form;
  form << fields.pick("other", "Which call?", choices)
       << fields.words("reason", "How do you know that they belong together?",
                       {.hint = "For example: the same caller rang again and named the child", .rows = 3});
  page << h::two_thirds(summary(m.call), fields.form(form, "Join the calls"));
  return page;
}

}  // namespace hearth::front_door
