#include "practices/front_door/triage_pages.hpp"

#include "base/text.hpp"
#include "html/elements.hpp"
#include "journey/words.hpp"
#include "practices/front_door/call_pages.hpp"
#include "practices/front_door/related.hpp"
#include "practices/front_door/words.hpp"

#include <algorithm>
#include <chrono>

namespace hearth::front_door {

using practice::Drawing, practice::Fields;
namespace govuk = html::govuk;
using journey::address;

namespace {

std::string title_of(const TriagePage& m) {
  std::vector<std::string> names;
  for (const auto& child : m.contact.children) names.push_back(child.name);
  return names.empty() ? std::string("A contact") : text::join(names);
}

std::string at(const TriagePage& m, const char* part) { return "/contacts/" + m.contact.contact + part; }

html::Html stage_part(const Drawing& drawing, const TriagePage& m) {
  html::Html out;
  const auto time = elapsed(std::chrono::duration_cast<std::chrono::minutes>(drawing.now - m.since).count());
  if (m.stage == TriageStage::decided) return out;
  html::Html due;
  due.text("Decide by ").text(m.contact.due.spoken_with_weekday()).text(". ");
  if (m.stage == TriageStage::given_back)
    due.text("Early help gave it back; it waits for a new decision: ").text(time).text(".");
  else if (m.holder.empty())
    due.text("Nobody is on it. It waits: ").text(time).text(".");
  else
    due.text(m.mine ? "You are on it" : m.holder + " is on it").text(". For: ").text(time).text(".");
  out << govuk::inset_text({.text = due});
  if (m.mine)
    out << one_press(drawing, at(m, "/triage/give-back"), "Give it back", true);
  else if (m.holder.empty())
    out << one_press(drawing, at(m, "/triage/take"), "Take it on");
  else
    out << one_press(drawing, at(m, "/triage/take"), "Take it over", true, {{"over", "yes"}});
  return out;
}

html::Html told(const TriagePage& m) {
  const auto& c = m.contact;
  html::Html children;
  for (const auto& child : c.children) {
    html::Html one;
    if (child.may_open)
      one << h::link(address("/children/" + child.person), child.name);
    else
      one.text(child.name);
    children << h::p(one.text(", ").text(child.age));
  }
  govuk::SummaryList list;
  list.rows = {{.key = "Children", .value = children},
               {.key = "Received", .value = c.received.at.spoken() + ", " + journey::words_for(c.received.method)},
               {.key = "From", .value = c.source + (c.received.caller_name ? ": " + *c.received.caller_name : "")},
               {.key = "Worry", .value = journey::said(c.received.worry)}};
  for (const auto& call : m.calls)
    list.rows.push_back({.key = "Helpline call",
                         .value = html::join(h::link(address("/helpline/calls/" + call.call), call.taken.spoken()),
                                             journey::said(call.advice.empty() ? call.worry : call.advice))});
  return govuk::summary_list(list);
}

html::Html related_part(const TriagePage& m) {
  html::Html out = h::h2("Other contacts of the family");
  if (m.related.empty())
    return out << h::p("None that the front door holds: not about these children, and not from this address in three months.");
  govuk::Table table{.head = govuk::row("Received", "Children", "Why it may belong", "Worry", "Decision")};
  for (const auto& r : m.related)
    table.rows.push_back(govuk::row(h::link(address("/contacts/" + r.contact + "/triage"), r.received.spoken()), text::join(r.children),
                                    r.why, r.worry, r.outcome ? words_for(*r.outcome) : std::string("To decide")));
  return out << journey::wide_table("Other contacts of the family", table);
}

html::Html checks_part(const TriagePage& m) {
  html::Html out = h::h2("What was checked");
  if (m.checks.empty()) {
    out << h::p("Nothing has been checked yet. “Not asked” and “nothing known” are two different things.");
  } else {
    govuk::SummaryList list;
    for (const auto& check : m.checks)
      list.rows.push_back({.key = words_for(check.check), .value = html::join(h::p(words_for(check.state)), journey::said(check.words))});
    out << govuk::summary_list(list);
  }
  return out << h::p(h::link(address(at(m, "/triage/checks")), "Record checks"));
}

html::Html views_part(const TriagePage& m) {
  html::Html out = h::h2("How each side sees it");
  if (m.differ)
    out << govuk::warning_text({.text = "Not agreed. Talk to each other; where you still disagree, a manager decides with both reasons"});
  if (m.views.empty()) out << h::p("Nobody has given a view yet.");
  govuk::SummaryList list;
  for (const auto& v : m.views)
    list.rows.push_back(
        {.key = words_for(v.side), .value = html::join(h::p(words_for(v.outcome) + " (" + v.who + ")"), journey::said(v.reason))});
  if (!list.rows.empty()) out << govuk::summary_list(list);
  if (!m.contact.decided) out << h::p(h::link(address(at(m, "/triage/view")), "Give your view"));
  return out;
}

html::Html decision_part(const TriagePage& m) {
  html::Html out;
  bool latest = true;
  for (const auto& [when, who, d] : m.decisions) {
    govuk::SummaryList list;
    list.rows = {{.key = "Reason", .value = journey::said(d.reason)}};
    if (!d.rejected.empty()) {
      html::Html rejected;
      for (const auto& r : d.rejected) rejected << h::p(words_for(r.outcome) + ": " + r.why);
      list.rows.push_back({.key = "Not chosen, and why", .value = rejected});
    }
    std::vector<html::Content> stood;
    for (const auto& s : d.stood_on) stood.emplace_back(text::shorten(s.words, 300));
    list.rows.push_back({.key = "It stood on", .value = h::bullets(stood)});
    std::vector<html::Content> unasked;
    for (const auto& u : d.unasked) unasked.emplace_back(words_for(u.check) + ": " + u.why);
    if (!unasked.empty()) list.rows.push_back({.key = "Not checked, and why", .value = h::bullets(unasked)});
    const auto line = words_for(d.outcome) + ", " + when.spoken() + ", " + who;
    if (latest)
      out << h::h2("Decision: " + line) << govuk::summary_list(list);
    else
      out << govuk::details({.summary = "Decided before: " + line, .text = govuk::summary_list(list)});
    latest = false;
  }
  if (m.decisions.empty() && m.contact.decided)
    out << h::h2("Decision: " + journey::words_for(m.contact.decided->outcome)) << journey::said(m.contact.decided->reason);
  return out;
}

html::Html step_part(const TriagePage& m) {
  html::Html out;
  if (m.accepted)
    out << govuk::inset_text({.text = m.step_to + " took the family on." + (m.accepted->words.empty() ? "" : " " + m.accepted->words)});
  else if (m.returned)
    out << govuk::warning_text({.text = m.step_to + " gave it back: " + m.returned->reason});
  else if (!m.decisions.empty() && m.decisions.front().decision.outcome == TriageOutcome::early_help)
    out << govuk::inset_text(
        {.text = m.step_to + " is asked to take the family on and has not answered. The front door keeps it until then."});
  if (m.may_answer) out << govuk::button({.text = "Answer for your team", .href = address(at(m, "/step"))});
  return out;
}

html::Html decide_part(const TriagePage& m) {
  html::Html out;
  const bool referred = m.contact.decided && !m.contact.decided->referrals.empty();
  if (referred) {
    for (const auto& referral : m.contact.referrals) out << h::p(h::link(address("/referrals/" + referral), "Open the referral"));
    return out;
  }
  const bool again = m.contact.decided.has_value();
  html::Html buttons;
  if (m.contact.may_decide)
    buttons << govuk::button({.text = again ? "Change the decision" : "Decide",
                              .href = address(at(m, "/triage/decision")),
                              .classes = again ? "govuk-button--secondary" : ""});
  if (m.may_decide_now)
    buttons << govuk::button({.text = "Straight to assessment, or strategy discussion now",
                              .href = address(at(m, "/triage/now")),
                              .classes = "govuk-button--secondary"});
  if (!buttons.empty()) out << h::button_group(buttons);
  if (m.contact.may_decide && !m.may_decide_now)
    out << h::p("Straight to assessment and a strategy discussion now are a manager’s decision. Ring the manager on duty.");
  return out;
}

/// What other practices have for this contact; this page itself is not among it.
html::Html others_links(const Drawing& drawing, const TriagePage& m) {
  std::vector<practice::Offered> others;
  for (const auto& offer : drawing.offers)
    if (offer.path != at(m, "/triage")) others.push_back(offer);
  auto without = drawing;
  without.offers = others;
  return journey::practice_links(without, "this contact");
}

WorkerPage form_page(const TriagePage& m, const std::string& title) {
  WorkerPage page{.title = title + ": " + title_of(m),
                  .body = {},
                  .before = govuk::back_link({.text = "Triage of this contact", .href = address(at(m, "/triage"))})};
  page << h::heading({.text = title, .level = 1, .size = "l", .caption = title_of(m)});
  return page;
}

}  // namespace

WorkerPage draw_triage(const Drawing& drawing, const TriagePage& m) {
  WorkerPage page{.title = "Triage: " + title_of(m), .body = {}, .before = govuk::back_link({.text = "Triage", .href = "/triage"})};
  page << h::heading({.text = title_of(m), .level = 1, .size = "l", .caption = "Triage"});
  page << stage_part(drawing, m) << step_part(m) << decision_part(m) << decide_part(m);
  page << h::h2("What we were told") << told(m) << checks_part(m) << views_part(m) << related_part(m);
  page << h::p(h::link(address(at(m, "/alike")), "How like contacts were decided")) << others_links(drawing, m);
  return page;
}

WorkerPage draw_checks(const Drawing&, Fields& fields, const TriagePage& m) {
  auto page = form_page(m, "Record checks");
  page << h::p("Leave what you have not done yet. What is written here is dated and kept with your name.");
  html::Html form;
  int i = 0;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Check>>([&](auto d) {
    const auto prefix = "checks[" + std::to_string(i++) + "].";
    const auto known = std::ranges::find(m.checks, Check(d.value), &CheckDone::check);
    const bool set = known != m.checks.end();
    form << h::h3(words_for(Check(d.value))) << fields.hidden(prefix + "check", d.name)
         << fields.choose(prefix + "state", "Was it checked? " + words_for(Check(d.value)), journey::enum_choices<CheckState>(words_for),
                          {}, set ? std::string(described::enum_name(known->state)) : "", true)
         << fields.text(prefix + "words", "What you found out, or why not", {.value = set ? known->words : ""});
  });
  page << h::two_thirds(fields.form(form, "Save the checks"));
  return page;
}

WorkerPage draw_view(const Drawing&, Fields& fields, const TriagePage& m) {
  auto page = form_page(m, "Give your view");
  page << h::p("Each side of the desk says what it would do and why. The views stand beside the decision.");
  html::Html form;
  form << fields.choose("outcome", "What would you do?", journey::enum_choices<TriageOutcome>(words_for))
       << fields.words("reason", "Why?", {.rows = 4});
  page << h::two_thirds(told(m), fields.form(form, "Save your view"));
  return page;
}

WorkerPage draw_answer(const Drawing&, Fields& fields, const TriagePage& m) {
  WorkerPage page{.title = "Take the family on: " + title_of(m),
                  .body = {},
                  .before = govuk::back_link({.text = "Families to take on", .href = "/triage/steps"})};
  page << h::heading({.text = "Take the family on?", .level = 1, .size = "l", .caption = title_of(m)});
  page << decision_part(m) << told(m) << checks_part(m);
  if (!m.may_answer) {
    page << govuk::inset_text({.text = "There is nothing to answer: this was answered already, or another team is asked."});
    return page;
  }
  html::Html form;
  form << fields.choose("answer", "Does your team take this on?",
                        {{"accept", "Yes, we take the family on"}, {"give_back", "No, back to the front door", "Say why"}})
       << fields.words("words", "What you agreed, or why it is not for your team", {.rows = 4});
  page << h::two_thirds(fields.form(form, "Send the answer"));
  return page;
}

// ---- the decision ---------------------------------------------------------------------------------------------------------

namespace {

html::Html rejected_fields(Fields& fields) {
  html::Html out;
  for (int i = 0; i < 2; ++i) {
    const auto prefix = "rejected[" + std::to_string(i) + "].";
    out << fields.pick(prefix + "outcome", i == 0 ? "What else did you think of?" : "And what else?",
                       journey::enum_choices<TriageOutcome>(words_for))
        << fields.text(prefix + "why", "Why not?");
  }
  return out;
}

html::Html basis_and_team(Fields& fields, const TriageDecisionPage& m, const std::string& team_label) {
  html::Html out;
  const bool only_worry = m.basis.size() == 1;
  out << fields.tick("stood_on", "What does it stand on?", journey::choices(m.basis), "As it is recorded now. It is kept with the decision",
                     only_worry ? std::vector<std::string>{"worry"} : std::vector<std::string>{});
  out << fields.text("other_basis", "Anything else it stands on");
  out << h::h2("Who takes it on") << fields.pick("team", team_label, journey::choices(m.teams));
  out << fields.pick("primary_need", "What is the main need?", journey::choices(m.needs),
                     "For a referral. The first on the list that fits");
  return out;
}

html::Html unasked_fields(Fields& fields, const TriageDecisionPage& m) {
  html::Html out;
  int i = 0;
  bool typed = false;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Check>>([&](auto d) {
    if (std::ranges::find(m.triage.checks, Check(d.value), &CheckDone::check) != m.triage.checks.end()) return;
    const auto prefix = "unasked[" + std::to_string(i++) + "].";
    typed = typed || !fields.value(prefix + "why").empty();
    out << fields.hidden(prefix + "check", d.name) << fields.text(prefix + "why", words_for(Check(d.value)) + ": why was it not checked?");
  });
  if (i == 0) return out;
  return govuk::details({.summary = "For “no further action”: what was not checked", .text = out, .open = typed || fields.has_errors()});
}

}  // namespace

WorkerPage draw_decision(const Drawing&, Fields& fields, const TriageDecisionPage& m) {
  auto page = form_page(m.triage, m.seen > 0 ? "Change the decision" : "Decide what happens next");
  auto outcomes = journey::enum_choices<TriageOutcome>(words_for);
  std::erase_if(outcomes, [](const practice::Choice& c) { return c.value == "assessment" || c.value == "strategy_discussion"; });
  html::Html form;
  form << fields.hidden("seen", std::to_string(m.seen)) << fields.choose("outcome", "What happens next?", outcomes)
       << fields.words("reason", m.seen > 0 ? "Why the change?" : "Why?",
                       {.hint = "What you know, what you do not know, and why this is the right step", .rows = 4})
       << rejected_fields(fields) << basis_and_team(fields, m, "Which team? For early help and for a referral")
       << unasked_fields(fields, m);
  page << h::two_thirds(decision_part(m.triage), told(m.triage), checks_part(m.triage), fields.form(form, "Record the decision"));
  return page;
}

WorkerPage draw_decision_now(const Drawing&, Fields& fields, const TriageDecisionPage& m) {
  auto page = form_page(m.triage, "Act now");
  page << govuk::warning_text({.text = "If a child is in danger now, ring the police first and write afterwards"});
  html::Html form;
  form << fields.hidden("seen", std::to_string(m.seen))
       << fields.choose("outcome", "What happens now?",
                        {{"assessment", "Straight to assessment"}, {"strategy_discussion", "Strategy discussion now"}})
       << fields.words("reason", "Why?", {.rows = 4}) << basis_and_team(fields, m, "Which team?") << h::h2("Other ways")
       << h::hint("Not asked for a strategy discussion: you can leave it empty") << rejected_fields(fields);
  page << h::two_thirds(told(m.triage), checks_part(m.triage), fields.form(form, "Record the decision"));
  return page;
}

}  // namespace hearth::front_door
