// The assessment: started, written, authorised. It begins with the risk to the child and asks for what the census wants last.

#include "html/elements.hpp"
#include "journey/referral/pages_parts.hpp"
#include "journey/words.hpp"

#include <charconv>

namespace hearth::journey {

using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

// ---- its start --------------------------------------------------------------------------------------------------------------

std::optional<AssessmentStart> read_assessment_start(const Worker& reader, const Asked& asked) {
  const auto& id = asked["referral"];
  const auto referral = reader.load<Referral>(id);
  if (!referral.exists()) return std::nullopt;
  const auto from = referral->assessments.empty() ? referral->received.on : reader.today();
  return AssessmentStart{about_of(reader, id, referral.state, referral.at.version), obstacle(referral.state, Action::start_assessment),
                         reader.reference().due_or_estimate("assessment", from)};
}

WorkerPage draw_assessment_start(const Drawing& drawing, Fields& fields, const AssessmentStart& m) {
  auto page = form_page(m.about, "Start the assessment");
  if (m.obstacle.empty()) page << govuk::inset_text({.text = "It is to be authorised by " + m.by.spoken_with_weekday() + "."});
  const auto form = fields.date("on", "The day on which it started", "For example, 27 3 2026", drawing.today());
  put_form(page, fields, m.obstacle, fields.form(form, "Start the assessment"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const StartAssessment& command) {
  auto referral = unit.load<Referral>(command.referral);
  const auto id = unit.new_id();
  auto events = decide(referral.state, command, id, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(referral, *events);
  return Done{"/referrals/" + command.referral + "/assessment", id};
}

// ---- its writing ------------------------------------------------------------------------------------------------------------

std::optional<AssessmentForm> read_assessment(const Worker& reader, const Asked& asked) {
  const auto& id = asked["referral"];
  const auto referral = reader.load<Referral>(id);
  if (!referral.exists()) return std::nullopt;
  AssessmentForm form{};
  form.about = about_of(reader, id, referral.state, referral.at.version);
  form.obstacle = obstacle(referral.state, Action::write_assessment);
  form.received = referral->received;
  form.source = reader.reference().label("referral_source", referral->received.source);
  if (const auto* open = referral->open_assessment()) {
    form.written = open->written;
    form.returned = open->returned;
  }
  form.writings = writings_of(reader.events_of<Referral>(id));
  if (!form.writings.empty()) form.written_by = WorkerNames(reader).worker(form.writings.back().author);
  form.factors = code_options(reader, "assessment_factor");
  form.next = next_due(reader, referral.state);
  return form;
}

namespace {

struct Part {
  const char* name;
  const char* question;
  const char* hint;
  int rows;
  std::string AssessmentWritten::*member;
};

constexpr Part parts[] = {
    {"worries", "What are you worried about?", "What has happened, what might happen, and to whom. Facts with their source and date", 6,
     &AssessmentWritten::worries},
    {"strengths", "What keeps the child safe?", "Who protects the child, what works, and how you know", 5, &AssessmentWritten::strengths},
    {"childs_words", "What does the child say?", "In the child’s own words, and what a day is like for the child", 5,
     &AssessmentWritten::childs_words},
    {"analysis", "What does it mean for the child?", "What you think is going on, what else it could be, and what should happen", 8,
     &AssessmentWritten::analysis}};

std::int64_t seen_by(const Fields& fields) {
  std::int64_t seen = 0;
  const auto typed = fields.value("seen");
  std::from_chars(typed.data(), typed.data() + typed.size(), seen);
  return seen;
}

html::Html both_texts(const Fields& fields, const AssessmentForm& m) {
  govuk::Table table{.caption = "Both texts, where they differ",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("Question", "Written by " + m.written_by, "Typed by you"),
                     .first_cell_is_header = true};
  for (const auto& part : parts) {
    const auto& theirs = m.written.value().*part.member;
    const auto yours = fields.value(part.name);
    if (theirs != yours) table.rows.push_back(govuk::row(part.question, said(theirs), said(yours)));
  }
  html::Html out;
  out << govuk::warning_text({.text = "Somebody else wrote in this assessment since you opened this page. Nothing is lost: theirs is kept, "
                                      "and yours stands in the form below"});
  if (!table.rows.empty()) out << wide_table("Both texts", table);
  out << h::p("Put what should stand into the form, then save it.");
  return out;
}

html::Html told_before(const AssessmentForm& m) {
  html::Html out;
  out << h::small(m.received.on.spoken() + ", from " + m.source + ".") << said(m.received.reason);
  return govuk::details({.summary = "What we were told", .text = out});
}

bool wrong_at(const Fields& fields, std::string_view field) {
  return std::ranges::find(fields.typed().wrong, field, &Refusal::field) != fields.typed().wrong.end();
}

}  // namespace

WorkerPage draw_assessment(const Drawing& drawing, Fields& fields, const AssessmentForm& m) {
  auto page = form_page(m.about, "Assessment");
  const bool typed = !fields.typed().values.fields().empty();
  // Whatever else is wrong with what was sent: a form that carries the new version must have shown what came in between.
  if (typed && m.written && overlooked(m.writings, seen_by(fields), drawing.viewer.account)) page << both_texts(fields, m);
  if (m.next) page << due_line(*m.next);
  if (m.returned) page << govuk::inset_text({.text = html::join(h::strong("Sent back: "), said(*m.returned))});
  page << told_before(m);

  const auto written = m.written.value_or(AssessmentWritten{});
  html::Html form;
  form << fields.hidden("seen", std::to_string(m.about.version));
  for (const auto& part : parts)
    form << fields.words(part.name, part.question, {.hint = part.hint, .rows = part.rows, .value = written.*part.member});
  auto yes = [](bool is) { return is ? std::vector<std::string>{"yes"} : std::vector<std::string>{}; };
  form << fields.tick("child_seen", "Did you see the child?", {{"yes", "I saw the child"}}, {}, yes(written.child_seen));
  form << fields.tick("child_seen_alone", "Did you see the child alone?", {{"yes", "I saw the child alone"}}, {},
                      yes(written.child_seen_alone));
  const bool open = !written.factors.empty() || !fields.typed().values.all("factors").empty() || wrong_at(fields, "factors");
  form << govuk::details(
      {.summary = "Factors, for the census",
       .text = fields.tick("factors", "What did you find?", choices(m.factors), "All that apply, or “no factors”", written.factors),
       .open = open});
  put_form(page, fields, m.obstacle, fields.form(form, "Save the assessment"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const WriteAssessment& command) {
  auto referral = unit.load<Referral>(command.referral);
  auto events = decide(referral.state, command, unit.world().reference, unit.today());
  Refusals wrong;
  const auto stream = unit.world().journal.read(unit.connection(), journal::stream_of<Referral>(command.referral));
  const auto writings = writings_of(stream);
  if (const auto* other = overlooked(writings, command.seen, unit.actor().person)) {
    const auto account = journal::find_row<access::AccountRow>(unit.connection(), unit.world().keys, other->author);
    wrong.push_back({"", "Somebody else wrote in this assessment since you opened this page" +
                             (account ? ": " + account->body.name : std::string()) + ", on " + other->at.spoken() +
                             ". Compare both texts, then save again"});
  }
  if (!events) wrong.insert(wrong.end(), events.error().begin(), events.error().end());
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  unit.append(referral, *events);
  return Done{"/referrals/" + command.referral, command.referral};
}

// ---- its authorisation ------------------------------------------------------------------------------------------------------

std::optional<Authorisation> read_authorisation(const Worker& reader, const Asked& asked) {
  const auto& id = asked["referral"];
  const auto referral = reader.load<Referral>(id);
  if (!referral.exists()) return std::nullopt;
  Authorisation model{
      about_of(reader, id, referral.state, referral.at.version), obstacle(referral.state, Action::authorise_assessment), {}};
  const auto stream = reader.events_of<Referral>(id);
  WorkerNames names(reader);
  if (const auto* open = referral->open_assessment())
    model.shown = shown_of(reader, names, signatures_of(reader.catalogue(), stream), *open);
  const auto writings = writings_of(stream);
  if (model.obstacle.empty() && writings.back().author == reader.viewer().account)
    model.obstacle = "You wrote this assessment yourself. Ask another manager to authorise it";
  return model;
}

WorkerPage draw_authorisation(const Drawing&, Fields& fields, const Authorisation& m) {
  auto page = form_page(m.about, "Authorise the assessment");
  if (m.shown) page << assessment_words(*m.shown);
  html::Html form;
  form << fields.choose("authorise", "Do you authorise it?",
                        {{"authorise", "Yes, I authorise it"}, {"send_back", "No, send it back to be written again"}});
  auto outcomes = enum_choices<AssessmentOutcome>(words_for);
  outcomes.pop_back();  // not_recorded, which stands last
  form << fields.choose("outcome", "What is the outcome?", outcomes, "Leave it out when you send the assessment back");
  form << fields.words("reason", "Your reasons", {.hint = "Or what is missing, when you send it back", .rows = 4});
  put_form(page, fields, m.obstacle, html::join(h::h2("Your decision"), fields.form(form, "Save")));
  return page;
}

Result<Done> handle(journal::Unit& unit, const AuthoriseAssessment& command) {
  auto referral = unit.load<Referral>(command.referral);
  const auto writings = writings_of(unit.world().journal.read(unit.connection(), journal::stream_of<Referral>(command.referral)));
  auto events = decide(referral.state, command, writings.empty() ? "" : writings.back().author, unit.actor().person, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(referral, *events);
  return Done{"/referrals/" + command.referral, command.referral};
}

}  // namespace hearth::journey
