#include "practices/assessment_model/pages.hpp"

#include "html/elements.hpp"
#include "journey/referral/views.hpp"
#include "journey/words.hpp"
#include "practices/assessment_model/known.hpp"

namespace hearth::assessment_model {

using journey::address, journey::said;
using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

constexpr int days_repeated = 183;  // half a year

html::Html back_to(const std::string& path, const std::string& words) { return govuk::back_link({.text = words, .href = address(path)}); }
std::string path_of(const ThinkingPage& m) { return "/thinking/" + m.assessment; }

}  // namespace

// ---- a child's assessments --------------------------------------------------------------------------------------------------

std::optional<Thinkings> read_thinkings(const Worker& reader, const Asked& asked) {
  const auto& id = asked["child"];
  const auto person = reader.get<journey::PersonRow>(id);
  if (!person || !person->child) return std::nullopt;
  journey::Names names(reader);
  Thinkings model{id, name_of(person->body.details), {}, {}, reader.may(access::Permission::assess, id)};
  for (const auto& row : reader.list<ThinkingRow>("subject = $1 order by on_day desc, assessment desc limit 50", id))
    model.assessments.push_back({row.assessment, row.form, names.worker(row.author), row.form_version, row.on_day, row.agreed});
  for (const auto& form : forms().all())
    if (forms().current(form.key, reader.today()) == &form) model.forms.push_back({form.key, form.title});
  return model;
}

WorkerPage draw_thinkings(const Drawing&, const Thinkings& m) {
  WorkerPage page{.title = "Risk-first assessments: " + m.name, .body = {}, .before = back_to("/children/" + m.child, m.name)};
  page << h::heading({.text = "Risk-first assessments", .level = 1, .size = "l", .caption = m.name});
  if (m.may_assess) page << govuk::button({.text = "Begin an assessment", .href = address("/children/" + m.child + "/thinking/new")});
  if (m.assessments.empty())
    page << govuk::inset_text(
        {.text = "There is none yet. It begins with risk, shows what the record knows, and asks only what changes the decision."});
  govuk::Table table{.caption = "Assessments", .caption_classes = "govuk-visually-hidden", .head = govuk::row("Begun", "By", "Form", "")};
  for (const auto& a : m.assessments)
    table.rows.push_back(govuk::row(h::link(address("/thinking/" + a.assessment), a.on.spoken()), a.author,
                                    "Version " + std::to_string(a.version),
                                    a.agreed ? govuk::tag({.text = "Agreed", .classes = "govuk-tag--green"})
                                             : govuk::tag({.text = "Open", .classes = "govuk-tag--yellow"})));
  if (!m.assessments.empty()) page << journey::wide_table("Assessments", table);
  return page;
}

WorkerPage draw_begin(const Drawing&, Fields& fields, const Thinkings& m) {
  WorkerPage page{.title = "Begin an assessment: " + m.name,
                  .body = {},
                  .before = back_to("/children/" + m.child + "/thinking", "Risk-first assessments")};
  html::Html form;
  form << fields.choose("form", "Which form?", journey::choices(m.forms), {}, m.forms.empty() ? "" : m.forms.front().value);
  page << h::two_thirds(h::heading({.text = "Begin an assessment", .level = 1, .size = "l", .caption = m.name}),
                        fields.form(form, "Begin"));
  return page;
}

// ---- one assessment ---------------------------------------------------------------------------------------------------------

namespace {

void show_known(const Worker& reader, ThinkingPage& model) {
  for (const auto& f : reader.list<journey::FamilyRow>("subject = $1 order by tie", model.child))
    model.known.push_back({journey::words_for(f.kinship), f.body.other_name, f.from_day});
  for (const auto& r : reader.list<journey::ReferralRow>("subject = $1 order by received desc limit 10", model.child))
    model.known.push_back({"Referral", journey::words_for(r.stage), r.received});
  for (const auto& n : reader.list<journey::NoteRow>("subject = $1 and child_seen = 1 order by on_day desc limit 5", model.child))
    model.known.push_back({n.child_seen_alone ? "Seen alone" : "Seen", n.body.childs_words.value_or(""), n.on_day});
}

void show_questions(const Worker& reader, ThinkingPage& model, const Thinking& thinking, const Form& form) {
  journey::Names names(reader);
  std::map<std::string, std::pair<std::string, Instant>> written;
  for (const auto& stored : reader.events_of<Thinking>(model.assessment)) {
    if (!stored.body) continue;
    const auto note = [&](const std::string& question) {
      written[question] = {names.worker(stored.envelope.actor), stored.envelope.recorded};
    };
    std::visit(match{[&](const QuestionAnswered& e) { note(e.question); }, [&](const QuestionPutAside& e) { note(e.question); },
                     [](const auto&) {}},
               journal::decode<Thinking::Event>(reader.catalogue(), stored));
  }
  for (const auto& q : form.questions) {
    const auto answer = thinking.answers.find(q.key);
    const auto aside = thinking.aside.find(q.key);
    const bool answered = answer != thinking.answers.end(), put_aside = aside != thinking.aside.end();
    if (!answered && !put_aside && !is_asked(thinking, q)) continue;
    QuestionShown shown{q.key, q.section, answered ? answer->second.asked : q.words, q.why, {}, {}, {}, {}, {}};
    if (answered) {
      shown.words = answer->second.words;
      shown.evidence = answer->second.evidence;
    }
    if (put_aside) shown.not_needed = aside->second.reason;
    if (auto found = written.find(q.key); found != written.end()) {
      shown.who = found->second.first;
      shown.at = found->second.second;
    }
    model.questions.push_back(std::move(shown));
  }
}

}  // namespace

std::optional<ThinkingPage> read_thinking(const Worker& reader, const Asked& asked) {
  const auto thinking = reader.load<Thinking>(asked["assessment"]);
  const auto* form = forms().find(thinking->begun.form, thinking->begun.version);
  if (!thinking.exists() || !form) return std::nullopt;
  journey::Names names(reader);
  const auto& child = thinking->begun.child;
  ThinkingPage model{thinking.id, child, names.child(child),   form->title, form->version, thinking->begun.on, {},
                     {},          {},    thinking->signed_off, false,       false};
  show_questions(reader, model, thinking.state, *form);
  show_known(reader, model);
  const auto list = [&]<class Row>(store::Sql where, const std::string& value) { return reader.list<Row>(where, value); };
  model.advice = advice(thinking.state, *form, known_of(list, child, thinking.id));
  model.may_assess = !thinking->agreed() && reader.may(access::Permission::assess, child);
  model.may_sign = !thinking->agreed() && reader.may(access::Permission::authorise_assessment, child);
  return model;
}

namespace {

html::Html question_part(const ThinkingPage& m, const QuestionShown& q) {
  html::Html out;
  out << h::h3(q.asked);
  if (!q.words.empty()) out << said(q.words);
  if (!q.evidence.empty()) out << h::small("Evidence: " + q.evidence);
  if (!q.not_needed.empty()) out << h::p("Not needed, because: " + q.not_needed);
  if (q.at) out << h::small(q.who + ", " + q.at->spoken());
  if (m.may_assess)
    out << h::div("hearth-no-print govuk-body",
                  h::link(address(path_of(m) + "/answer").with("question", q.key), q.at ? "Change" : "Answer", ": " + q.asked));
  return out;
}

html::Html advice_part(const std::vector<std::string>& all) {
  if (all.empty()) return {};
  std::vector<html::Content> lines(all.begin(), all.end());
  return html::join(h::h2("Before you go on"), h::bullets(lines), h::small("Advice only: nothing here stops you."));
}

}  // namespace

WorkerPage draw_thinking(const Drawing&, const ThinkingPage& m) {
  WorkerPage page{.title = m.title + ": " + m.name,
                  .body = {},
                  .before = back_to("/children/" + m.child + "/thinking", "Risk-first assessments"),
                  .wide = true};
  page << h::heading({.text = m.title, .level = 1, .size = "l", .caption = m.name});
  page << h::small("Begun on " + m.begun.spoken() + ", version " + std::to_string(m.version) + " of the form.");
  html::Html left, right;
  std::string section;
  for (const auto& q : m.questions) {
    if (q.section != section) left << h::h2(section = q.section);
    left << question_part(m, q);
  }
  if (m.signed_off) {
    left << h::h2(m.signed_off->decision == SignOff::agreed ? "Agreed by a manager" : "Sent back by a manager")
         << said(m.signed_off->reason);
    if (!m.signed_off->advice.empty()) {
      std::vector<html::Content> lines(m.signed_off->advice.begin(), m.signed_off->advice.end());
      left << govuk::details({.summary = "What the manager was shown", .text = h::bullets(lines)});
    }
  }
  if (m.may_sign)
    left << govuk::button(
        {.text = "Agree, or send it back", .href = address(path_of(m) + "/sign-off"), .classes = "govuk-button--secondary"});
  right << advice_part(m.advice) << h::h2("What the record knows");
  if (m.known.empty()) right << h::p("Nothing beside the child’s details.");
  govuk::Table table{.caption = "What the record knows", .caption_classes = "govuk-visually-hidden", .head = govuk::row("", "", "On")};
  for (const auto& k : m.known) table.rows.push_back(govuk::row(k.what, k.words, k.on ? k.on->spoken() : std::string("Not dated")));
  if (!m.known.empty()) right << journey::wide_table("What the record knows", table);
  page << h::div("hearth-columns hearth-columns--side", h::div("hearth-thinking", left), h::div("hearth-thinking", right));
  return page;
}

WorkerPage draw_question(const Drawing& drawing, Fields& fields, const ThinkingPage& m) {
  const auto key = fields.value("question", std::string(drawing.asked.query["question"]));
  const auto found = std::ranges::find(m.questions, key, &QuestionShown::key);
  WorkerPage page{.title = "Answer: " + m.name, .body = {}, .before = back_to(path_of(m), m.title)};
  if (found == m.questions.end()) {
    page << h::heading({.text = "Answer a question", .level = 1, .size = "l", .caption = m.name})
         << h::p("Go back to the assessment and choose a question.");
    return page;
  }
  html::Html form;
  form << fields.hidden("question", key) << fields.hidden("opened", fields.value("opened", std::to_string(drawing.now.micros / 1'000'000)));
  form << fields.words("words", found->asked, {.hint = "Why we ask: " + found->why, .rows = 8, .value = found->words});
  form << fields.words("evidence", "How do we know?", {.hint = "Who saw or said it, and when", .rows = 2, .value = found->evidence});
  form << fields.text("not_needed", "Not needed, because", {.hint = "Instead of an answer", .value = found->not_needed});
  page << h::two_thirds(h::heading({.text = found->section, .level = 1, .size = "l", .caption = m.name}), fields.form(form, "Save"));
  return page;
}

WorkerPage draw_signing(const Drawing&, Fields& fields, const ThinkingPage& m) {
  WorkerPage page{.title = "Agree, or send it back: " + m.name, .body = {}, .before = back_to(path_of(m), m.title)};
  html::Html form;
  form << fields.choose("decision", "Do you agree?", {{"agreed", "I agree"}, {"sent_back", "I send it back"}});
  form << fields.words("reason", "Your reasons", {.rows = 4});
  page << h::two_thirds(h::heading({.text = "Agree, or send it back", .level = 1, .size = "l", .caption = m.name}), advice_part(m.advice),
                        h::p("What you were shown here is kept with your decision."), fields.form(form, "Save my decision"));
  return page;
}

// ---- the burden meter -------------------------------------------------------------------------------------------------------

std::optional<Burden> read_burden(const Staff& reader, const Asked&) {
  std::map<std::tuple<Date, std::string, int>, BurdenLine> weeks;
  std::map<std::tuple<Date, std::string, int>, std::pair<std::set<std::string>, int>> totals;
  for (const auto& row : reader.list<BurdenRow>("week >= $1 order by week desc limit 20000", (reader.today() - 7 * 12).iso())) {
    const std::tuple key{row.week, row.form, row.form_version};
    auto& line = weeks[key];
    auto& [assessments, seconds] = totals[key];
    const auto* form = forms().find(row.form, row.form_version);
    line.form = form ? form->title : row.form;
    line.version = row.form_version;
    line.questions = form ? int(form->questions.size()) : 0;
    line.week = row.week;
    ++line.answers;
    line.repeated += row.repeated;
    assessments.insert(row.assessment);
    seconds += row.seconds;
  }
  Burden model;
  for (auto it = weeks.rbegin(); it != weeks.rend(); ++it) {
    it->second.assessments = int(totals[it->first].first.size());
    it->second.minutes = (totals[it->first].second + 30) / 60;
    model.weeks.push_back(it->second);
  }
  return model;
}

StaffPage draw_burden(const Drawing&, const Burden& m) {
  StaffPage page{.title = "What our forms cost", .body = {}, .wide = true};
  page << h::h1("What our forms cost")
       << h::p("Everybody sees this page. A question that changes no decision is taken away in the next version; here it shows.");
  if (m.weeks.empty()) {
    page << govuk::inset_text(
        {.text = "Nothing was answered in the last twelve weeks. Minutes, answers and repeated questions appear here week by week."});
    return page;
  }
  govuk::Table table{
      .caption = "The last twelve weeks",
      .caption_classes = "govuk-table__caption--m",
      .head = govuk::row("Week from", "Form", "Questions in it", "Assessments", "Answers", "Minutes", "Asked again within half a year")};
  for (const auto& w : m.weeks)
    table.rows.push_back(govuk::row(w.week.spoken(), w.form + ", version " + std::to_string(w.version), w.questions, w.assessments,
                                    w.answers, w.minutes, w.repeated));
  page << journey::wide_table("What our forms cost", table);
  return page;
}

// ---- commands ---------------------------------------------------------------------------------------------------------------

namespace {

bool is_repeated(journal::Unit& unit, const std::string& child, const AnswerQuestion& command) {
  for (const auto& row : unit.views().select<AnswerRow>("subject = $1 and question = $2", child, command.question))
    if (row.assessment != command.assessment && unit.today() - row.on_day <= days_repeated) return true;
  return false;
}

}  // namespace

Result<Done> handle(journal::Unit& unit, const BeginThinking& command) {
  const auto child = unit.load<journey::Person>(command.child);
  if (!child->child) return practice::nothing_here();
  auto events = decide(command, forms(), unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  auto thinking = unit.begin<Thinking>(unit.new_id());
  unit.append(thinking, *events);
  return Done{"/thinking/" + thinking.id, thinking.id};
}

Result<Done> handle(journal::Unit& unit, const AnswerQuestion& command) {
  auto thinking = unit.load<Thinking>(command.assessment);
  const auto* form = forms().find(thinking->begun.form, thinking->begun.version);
  if (!thinking.exists() || !form) return practice::nothing_here();
  auto events = decide(thinking.state, *form, command, is_repeated(unit, thinking->begun.child, command), unit.now());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(thinking, *events);
  return Done{"/thinking/" + command.assessment, command.assessment};
}

Result<Done> handle(journal::Unit& unit, const SignThinking& command) {
  auto thinking = unit.load<Thinking>(command.assessment);
  const auto* form = forms().find(thinking->begun.form, thinking->begun.version);
  if (!thinking.exists() || !form) return practice::nothing_here();
  const auto list = [&]<class Row>(store::Sql where, const std::string& value) { return unit.views().select<Row>(where, value); };
  auto events = decide(thinking.state, command, advice(thinking.state, *form, known_of(list, thinking->begun.child, thinking.id)));
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(thinking, *events);
  return Done{"/thinking/" + command.assessment, command.assessment};
}

}  // namespace hearth::assessment_model
