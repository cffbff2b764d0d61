// The referral's page: where it stands, what is due next, and what was decided, assessed, planned and reviewed, in full words.

#include "journey/referral/pages.hpp"

#include "html/elements.hpp"
#include "journey/referral/pages_parts.hpp"
#include "journey/referral/protection_pages.hpp"
#include "journey/referral/views.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

using practice::Asked, practice::Drawing;
namespace govuk = html::govuk;

namespace {

struct Offer {
  Action action;
  access::Permission permission;
  const char* words;
};

/// In the order in which people look for them: what takes the case on comes before what takes it back.
constexpr Offer offers[] = {{Action::decide, access::Permission::decide_referral, "Decide what happens next"},
                            {Action::hold_conference, access::Permission::chair_conference, "Record the conference"},
                            {Action::hold_review_conference, access::Permission::chair_conference, "Record the review conference"},
                            {Action::conclude_enquiry, access::Permission::enquire, "Conclude the enquiry"},
                            {Action::hold_core_group, access::Permission::enquire, "Record a core group"},
                            {Action::authorise_assessment, access::Permission::authorise_assessment, "Authorise the assessment"},
                            {Action::write_assessment, access::Permission::assess, "Write the assessment"},
                            {Action::review_plan, access::Permission::review_plan, "Review the plan"},
                            {Action::make_plan, access::Permission::plan, "Make a child in need plan"},
                            {Action::start_assessment, access::Permission::assess, "Start an assessment"},
                            {Action::hold_strategy_discussion, access::Permission::discuss_strategy, "Record a strategy discussion"},
                            {Action::close, access::Permission::close_referral, "Close the referral"}};

/// A further assessment or plan may be begun at any time; it is offered where the case waits for one.
bool offered_at(Stage stage, Action action) {
  if (action == Action::start_assessment) return stage != Stage::on_plan && stage != Stage::on_protection_plan && stage != Stage::to_plan;
  return true;
}

}  // namespace

std::optional<ReferralPage> read_referral(const Worker& reader, const Asked& asked) {
  const auto& id = asked["referral"];
  const auto row = reader.get<ReferralRow>(id);
  if (!row) return std::nullopt;
  const auto& state = row->body.state;
  const auto& reference = reader.reference();
  const auto stream = reader.events_of<Referral>(id);
  const auto signatures = signatures_of(reader.catalogue(), stream);
  WorkerNames names(reader);

  ReferralPage page{};
  page.about = about_of(reader, id, state, stream.empty() ? 0 : stream.back().envelope.version);
  page.received = state.received;
  page.source = reference.label("referral_source", state.received.source);
  if (row->team) page.team = names.team(*row->team);
  page.decided = state.decided;
  if (!signatures.decided.empty()) page.decided_by = names.worker(signatures.decided);
  const auto need =
      state.decided && !state.decided->primary_need.empty() ? state.decided->primary_need : state.received.primary_need.value_or("");
  if (!need.empty()) page.need = reference.label("primary_need", need);
  for (const auto& a : state.assessments) page.assessments.push_back(shown_of(reader, names, signatures, a));
  page.discussions = state.discussions;
  page.enquiries = state.enquiries;
  page.protection_plans = state.protection_plans;
  page.plans = state.plans;
  page.closed = state.closed;
  if (state.closed && !state.closed->reason.empty()) page.closure_reason = reference.label("closure_reason", state.closed->reason);
  page.steps = steps_of(state, reference);
  page.next = next_due(reader, state);
  const auto writings = writings_of(stream);
  page.own_writing = page.about.stage == Stage::to_authorise && !writings.empty() && writings.back().author == reader.viewer().account &&
                     reader.may(access::Permission::authorise_assessment, page.about.child);
  for (const auto& offer : offers) {
    if (!obstacle(state, offer.action).empty() || !offered_at(page.about.stage, offer.action)) continue;
    if (offer.action == Action::authorise_assessment && page.own_writing) continue;
    if (reader.may(offer.permission, page.about.child)) page.may.push_back(offer.action);
  }
  return page;
}

// ---- drawn ------------------------------------------------------------------------------------------------------------------

namespace {

govuk::Task task_of(const ReferralStep& step, const ReferralPage& m, Date today) {
  using enum ReferralStep::State;
  govuk::Task task{.title = step.what};
  const bool may = step.action && std::ranges::find(m.may, *step.action) != m.may.end();
  if (may && step.state != done)
    task.href = address(path_of(m.about.referral, *step.action));
  else if (!step.section.empty())
    task.href = html::Url().at(step.section);

  auto hint = step.detail;
  auto add = [&](const std::string& words) { hint += (hint.empty() ? "" : ". ") + words; };
  if (step.on) add((step.state == running ? "Since " : "") + step.on->spoken());
  if (step.due && (step.state == done ? step.late(today) : step.state != not_needed))
    add((step.state == done ? "It was due by " : "Due by ") + step.due->spoken());
  task.hint = hint;

  switch (step.state) {
    case done:
      if (step.late(today))
        task.tag = govuk::Tag{.text = "Done late", .classes = "govuk-tag--orange"};
      else
        task.status = step.due ? "Done in time" : "Done";
      break;
    case running: task.tag = govuk::Tag{.text = "In force", .classes = "govuk-tag--blue"}; break;
    case to_do:
      task.tag = step.late(today) ? govuk::Tag{.text = "Late", .classes = "govuk-tag--red"}
                                  : govuk::Tag{.text = "To do", .classes = "govuk-tag--blue"};
      break;
    case waiting:
      task.status = may ? "Not started" : "Cannot start yet";
      if (!may) task.status_classes = "govuk-task-list__status--cannot-start-yet";
      break;
    case not_needed: task.status = "Not needed"; break;
  }
  return task;
}

html::Html buttons(const ReferralPage& m) {
  html::Html out;
  bool first = true;
  for (auto action : m.may) {
    const auto* offer = std::ranges::find(offers, action, &Offer::action);
    out << govuk::button(
        {.text = offer->words, .href = address(path_of(m.about.referral, action)), .classes = first ? "" : "govuk-button--secondary"});
    first = false;
  }
  return out.empty() ? out : h::button_group(out);
}

html::Html received_part(const ReferralPage& m) {
  govuk::SummaryList list;
  auto row = [&](const char* key, const html::Content& value) {
    if (!value.empty()) list.rows.push_back({.key = key, .value = value});
  };
  html::Html child;
  child.append(h::link(address("/children/" + m.about.child), m.about.name)).text(", " + m.about.age);
  row("Child", child);
  row("Received", m.received.on.spoken());
  row("From", m.source);
  row("Team", m.team);
  row("Main need", m.need);
  row("Why it was made", said(m.received.reason));
  if (m.received.contact) row("Contact", h::link(address("/contacts/" + *m.received.contact), "The contact that it came from"));
  return html::join(h::heading({.text = "What we were told", .id = "received"}), govuk::summary_list(list));
}

html::Html decision_part(const ReferralPage& m) {
  if (!m.decided) return {};
  const auto& d = *m.decided;
  html::Html out = h::heading({.text = "Decision: " + words_for(d.outcome), .id = "decision"});
  out << h::small("On " + d.on.spoken() + (m.decided_by.empty() ? "" : ", by " + m.decided_by) + ".") << said(d.reason);
  out << h::p(
      std::string(d.referrer_told ? "The person who referred was told." : "It is not recorded that the person who referred was told.") +
      " " + (d.family_told ? "The family was told." : "It is not recorded that the family was told."));
  return out;
}

html::Html assessments_part(const ReferralPage& m) {
  html::Html out;
  for (std::size_t i = 0; i < m.assessments.size(); ++i) {
    const auto& shown = m.assessments[i];
    const auto number = i == 0 ? std::string() : std::to_string(i + 1);
    out << h::heading({.text = "Assessment" + (number.empty() ? "" : " " + number), .id = "assessment" + number})
        << assessment_words(shown);
    if (shown.assessment.returned) out << govuk::inset_text({.text = "Sent back: " + *shown.assessment.returned});
    if (const auto& a = shown.assessment.authorised) {
      out << h::h3("Outcome: " + words_for(a->outcome));
      out << h::small("Authorised on " + a->on.spoken() + (shown.authorised_by.empty() ? "" : " by " + shown.authorised_by) + ".")
          << said(a->reason);
    }
  }
  return out;
}

html::Html plans_part(const ReferralPage& m) {
  html::Html out;
  for (std::size_t i = 0; i < m.plans.size(); ++i) {
    const auto& plan = m.plans[i];
    const auto number = i == 0 ? std::string() : std::to_string(i + 1);
    out << h::heading({.text = "Child in need plan" + (number.empty() ? "" : " " + number), .id = "plan" + number});
    out << h::small("From " + plan.made.on.spoken() + (plan.ended ? " to " + plan.ended->spoken() : "") + ".") << said(plan.made.summary);
    out << goals_table(plan.goals);
    for (auto review = plan.reviews.rbegin(); review != plan.reviews.rend(); ++review) {
      out << h::h3("Review on " + review->on.spoken() + ": " + words_for(review->outcome)) << said(review->words);
      if (!review->childs_words.empty())
        out << govuk::inset_text({.text = html::join(h::strong("The child says"), said(review->childs_words))});
    }
  }
  return out;
}

html::Html closure_part(const ReferralPage& m) {
  if (!m.closed) return {};
  html::Html out = h::heading({.text = "Closed on " + m.closed->on.spoken(), .id = "closure"});
  out << h::p((m.closure_reason.empty() ? "No further action" : m.closure_reason) + ".") << said(m.closed->words);
  return out;
}

}  // namespace

WorkerPage draw_referral(const Drawing& drawing, const ReferralPage& m) {
  WorkerPage page{.title = "Referral of " + m.about.name,
                  .body = {},
                  .before = govuk::back_link({.text = m.about.name, .href = address("/children/" + m.about.child)}),
                  .wide = true};
  page << h::heading({.text = m.about.name, .level = 1, .size = "l", .caption = "Referral of " + m.received.on.spoken()});
  page << h::lead(words_for(m.about.stage));
  if (m.next) page << due_line(*m.next);
  if (m.own_writing) page << h::p("You wrote this assessment, so another manager authorises it.");
  page << buttons(m) << practice_links(drawing, m.about.name);
  govuk::TaskList tasks;
  for (const auto& step : m.steps) tasks.items.push_back(task_of(step, m, drawing.today()));
  page << h::h2("Where it stands") << govuk::task_list(tasks);
  page << received_part(m) << decision_part(m) << assessments_part(m) << protection_part(m) << plans_part(m) << closure_part(m);
  return page;
}

}  // namespace hearth::journey
