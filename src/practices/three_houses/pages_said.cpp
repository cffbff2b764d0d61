// From voice to decision: one thing that a child said, where it was used, what the child was told; and what nobody has answered.
#include "html/elements.hpp"
#include "journey/referral/views.hpp"
#include "journey/words.hpp"
#include "practices/three_houses/pages.hpp"
#include "practices/three_houses/words.hpp"

namespace hearth::three_houses {

using journey::address, journey::said;
using practice::Asked, practice::Choice, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

constexpr int late_after_days = 28;  // four weeks: the twenty working days of the task that finishing a session sets

html::Html back_to(const std::string& path, const std::string& words) { return govuk::back_link({.text = words, .href = address(path)}); }

void read_history(const Worker& reader, SayingPage& model) {
  journey::Names names(reader);
  for (const auto& stored : reader.events_of<Saying>(model.saying)) {
    if (!stored.body) continue;
    const auto who = names.worker(stored.envelope.actor);
    std::visit(match{[](const ThingSaid&) {},
                     [&](const ThingQuoted& e) {
                       model.uses.push_back({e.on, e.used_in, e.referral, e.changed, who});
                     },
                     [&](const ChildTold& e) {
                       model.told.push_back({e.on, e.words, who});
                     }},
               journal::decode<Saying::Event>(reader.catalogue(), stored));
  }
}

}  // namespace

std::optional<SayingPage> read_saying(const Worker& reader, const Asked& asked) {
  const auto row = reader.get<SayingRow>(asked["saying"]);
  if (!row) return std::nullopt;
  journey::Names names(reader);
  const auto name = names.child(row->subject);
  if (!sheet_of(reader, row->sheet, name).seen) return std::nullopt;
  SayingPage model{asked["saying"], name, reader.load<Saying>(asked["saying"]).state.said, row->said.date(), true, false, {}, {}, {}};
  model.may_record = reader.may(access::Permission::record_child, row->subject);
  read_history(reader, model);
  for (const auto& r : reader.list<journey::ReferralRow>("subject = $1 order by received desc limit 20", row->subject))
    model.referrals.push_back({r.referral, "Referral of " + r.received.spoken() + ", " + journey::words_for(r.stage)});
  return model;
}

WorkerPage draw_saying(const Drawing&, const SayingPage& m) {
  const auto& s = m.said;
  WorkerPage page{.title = "What the child said: " + m.name,
                  .body = {},
                  .before = back_to("/three-houses/" + s.session + "/sheets/" + s.sheet, title_of(s.house))};
  page << h::heading({.text = "What the child said", .level = 1, .size = "l", .caption = m.name});
  if (!s.question.empty()) page << h::small("Asked: " + s.question);
  page << govuk::inset_text({.text = said(s.words)});
  page << h::small(title_of(s.house) + ", " + m.on.spoken() + (s.face ? ". " + face_words(s.face) : "") + ".");

  page << h::h2("Where it was used");
  if (m.uses.empty()) page << h::p("Nowhere yet.");
  for (const auto& u : m.uses) {
    html::Html line;
    line.text("In the " + words_for(u.used_in) + " on " + u.on.spoken() + ", by " + u.who + ". ");
    if (!u.referral.empty()) line << h::link(address("/referrals/" + u.referral), "The referral");
    page << h::h3("What it changed") << said(u.changed) << h::small(line);
  }
  page << h::h2("What the child was told");
  if (m.told.empty()) page << h::p("Nothing yet. The child waits for an answer.");
  for (const auto& t : m.told) page << said(t.words) << h::small(t.who + ", " + t.on.spoken());
  if (m.may_record)
    page << h::button_group(
        govuk::button(
            {.text = "Say where it was used", .href = address("/sayings/" + m.saying + "/used"), .classes = "govuk-button--secondary"}),
        govuk::button({.text = "Say what the child was told", .href = address("/sayings/" + m.saying + "/told")}));
  return page;
}

WorkerPage draw_use(const Drawing& drawing, Fields& fields, const SayingPage& m) {
  WorkerPage page{.title = "Where it was used: " + m.name, .body = {}, .before = back_to("/sayings/" + m.saying, "What the child said")};
  html::Html form;
  std::vector<Choice> places;
  for (auto u : {UsedIn::assessment, UsedIn::plan, UsedIn::decision, UsedIn::meeting, UsedIn::safety_map})
    places.push_back({std::string(name_of(u)), "In the " + words_for(u)});
  form << fields.choose("used_in", "Where were the child’s words used?", places);
  form << fields.pick("referral", "Which referral does it belong to?", journey::choices(m.referrals),
                      "Leave it empty if it belongs to none", m.referrals.empty() ? "" : m.referrals.front().value);
  form << fields.words("changed", "What did they change?", {.hint = "“Nothing, because …” is an answer too", .rows = 3});
  form << fields.date("on", "When?", "For example, 27 3 2026", drawing.today());
  page << h::two_thirds(h::heading({.text = "Where it was used", .level = 1, .size = "l", .caption = m.name}), said(m.said.words),
                        fields.form(form, "Save"));
  return page;
}

WorkerPage draw_told(const Drawing& drawing, Fields& fields, const SayingPage& m) {
  WorkerPage page{
      .title = "What the child was told: " + m.name, .body = {}, .before = back_to("/sayings/" + m.saying, "What the child said")};
  html::Html form;
  form << fields.words("words", "What did you tell the child?", {.hint = "In the words that you used", .rows = 4});
  form << fields.date("on", "When?", "For example, 27 3 2026", drawing.today());
  page << h::two_thirds(h::heading({.text = "What the child was told", .level = 1, .size = "l", .caption = m.name}), said(m.said.words),
                        fields.form(form, "Save"));
  return page;
}

// ---- what waits for an answer -----------------------------------------------------------------------------------------------

std::optional<Waiting> read_waiting(const Worker& reader, const Asked&) {
  journey::Names names(reader);
  const auto& account = reader.viewer().account;
  Waiting model{{}, reader.count<SayingRow>("worker = $1 and told = 0", account)};
  for (const auto& s : reader.list<SayingRow>("worker = $1 and told = 0 order by said limit 100", account)) {
    // A child who has gone to another team is no longer this worker's to read about.
    if (!reader.may(access::Permission::see_child, s.subject)) continue;
    model.lines.push_back(
        {s.saying, s.subject, names.child(s.subject), s.body.words, s.house, s.said.date(), s.quotes, reader.today() - s.said.date()});
  }
  return model;
}

WorkerPage draw_waiting(const Drawing&, const Waiting& m) {
  WorkerPage page{.title = "Children’s words", .body = {}, .wide = true};
  page << h::h1("Children’s words that wait for an answer");
  if (m.lines.empty()) {
    page << govuk::inset_text({.text =
                                   "Every child whom you drew the three houses with has heard what came of it. What a child says to you "
                                   "appears here until the child is told."});
    return page;
  }
  govuk::Table table{.caption = "What children said to me, oldest first",
                     .caption_classes = "govuk-visually-hidden",
                     .head = govuk::row("The child said", "Child", "When", "Used")};
  for (const auto& l : m.lines) {
    html::Html words, when;
    words.raw("<q class=\"hearth-words\">").append(h::link(address("/sayings/" + l.saying), l.words)).raw("</q>");
    when.text(l.on.spoken());
    if (l.days > late_after_days)
      when.text(" ").append(govuk::tag({.text = std::to_string(l.days) + " days", .classes = "govuk-tag--red"}));
    table.rows.push_back(govuk::row(std::move(words), l.name + ", " + words_for(l.house), std::move(when),
                                    l.quotes ? std::to_string(l.quotes) : std::string("Not yet")));
  }
  page << journey::wide_table("What children said to me", table);
  if (m.all > 100) page << h::p(std::to_string(m.all) + " wait in all; the oldest hundred are shown.");
  return page;
}

}  // namespace hearth::three_houses
