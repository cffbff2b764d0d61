// The people to ring back, and what may be said to them.

#include "base/text.hpp"
#include "html/elements.hpp"
#include "practices/front_door/call_pages.hpp"
#include "practices/front_door/views.hpp"
#include "practices/front_door/words.hpp"

namespace hearth::front_door {

using practice::Asked, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;
using journey::address, journey::Names;

namespace {

constexpr int most_due = 100;

CallBackPage page_of(const Worker& reader, Names<access::audience::case_workers>& names, const CallBackRow& row) {
  CallBackPage page{
      row.id,         row.body.name,
      row.body.reach, row.source.empty() ? std::string("Did not say") : reader.reference().label("referral_source", row.source),
      row.body.about, words_to_tell(row.source, row.outcome),
      row.due,        {},
      row.from_call,  row.done.has_value()};
  if (!row.from_call)
    for (const auto& link : reader.list<ContactChildRow>("contact = $1", row.id)) page.about.push_back(names.child(link.child));
  return page;
}

std::string path_of(const CallBackPage& m) {
  return m.from_call ? "/helpline/calls/" + m.id + "/call-back" : "/contacts/" + m.id + "/call-back";
}

}  // namespace

std::optional<CallBacksPage> read_call_backs(const Worker& reader, const Asked&) {
  CallBacksPage model;
  Names names(reader);
  for (const auto& row :
       reader.list<CallBackRow>("team in (select team from v_team_member where account = $1) and done is null order by due, id limit $2",
                                reader.viewer().account, most_due))
    // Whoever takes calls sees the callers of calls; those of contacts are for the desk that screens.
    if (row.from_call || reader.may(access::Permission::triage_contact, row.id)) model.due.push_back(page_of(reader, names, row));
  return model;
}

WorkerPage draw_call_backs(const Drawing& drawing, const CallBacksPage& m) {
  WorkerPage page{
      .title = "Callers to ring back", .body = {}, .before = govuk::back_link({.text = "Helpline", .href = "/helpline"}), .wide = true};
  page << h::h1(page.title);
  if (m.due.empty()) {
    page << govuk::inset_text({.text = "Everybody who left a way to be reached has been told what was done."});
    return page;
  }
  govuk::Table table{.caption = "Callers who are to be told what was done, the longest waiting first",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("By", "Caller", "Reach them at", "About", "Ring")};
  for (const auto& one : m.due) {
    html::Html due;
    due.text(one.due.spoken_with_weekday());
    if (one.due < drawing.today()) due.text(" ").append(govuk::tag({.text = "Late", .classes = "govuk-tag--red"}));
    const auto name = one.name.empty() ? one.source : one.name + " (" + one.source + ")";
    table.rows.push_back(govuk::row(due, name, one.reach, one.about.empty() ? std::string("No child named") : text::join(one.about),
                                    h::link(address(path_of(one)), "Ring back", ": " + name)));
  }
  page << journey::wide_table("Callers to ring back", table);
  return page;
}

std::optional<CallBackPage> read_call_back(const Worker& reader, const Asked& asked) {
  const auto found = asked.path.find("call");
  const auto& id = found == asked.path.end() ? asked["contact"] : found->second;
  const auto row = reader.get<CallBackRow>(id);
  if (!row) return std::nullopt;
  Names names(reader);
  auto page = page_of(reader, names, *row);
  for (const auto& stored : reader.events_of<CallBack>(id)) {
    if (!stored.body) continue;
    const auto event = std::get<RangBack>(journal::decode<CallBack::Event>(reader.catalogue(), stored));
    page.tries.push_back({stored.envelope.recorded, names.worker(stored.envelope.actor), event.result, event.told, event.note});
  }
  return page;
}

WorkerPage draw_call_back(const Drawing&, Fields& fields, const CallBackPage& m) {
  WorkerPage page{.title = "Ring back " + (m.name.empty() ? std::string("the caller") : m.name),
                  .body = {},
                  .before = govuk::back_link({.text = "Callers to ring back", .href = "/helpline/call-backs"})};
  page << h::h1(page.title);
  page << govuk::summary_list({.rows = {{.key = "Reach them at", .value = m.reach},
                                        {.key = "Who they are", .value = m.source},
                                        {.key = "About", .value = m.about.empty() ? std::string("No child named") : text::join(m.about)}}});
  page << h::h2("What you may say") << govuk::inset_text({.text = m.words});
  page << h::p("Say no more than this: not to somebody else who answers, and not on a machine.");
  if (!m.tries.empty()) {
    page << h::h2("Tried before");
    std::vector<html::Content> items;
    for (const auto& t : m.tries)
      items.emplace_back(t.at.spoken() + ", " + t.who + ": " + words_for(t.result) + (t.note.empty() ? "" : ". " + t.note));
    page << h::bullets(items);
  }
  if (m.done) {
    page << govuk::inset_text({.text = "This is done. Nobody needs to ring again."});
    return page;
  }
  html::Html form;
  form << fields.choose("result", "How did it go?", journey::enum_choices<RingResult>(words_for))
       << fields.words("note", "Anything to remember",
                       {.hint = "For example: rings off after five. Leave it empty if there is nothing", .rows = 3});
  page << h::two_thirds(fields.form(form, "Save"));
  return page;
}

}  // namespace hearth::front_door
