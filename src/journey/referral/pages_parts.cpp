#include "journey/referral/pages_parts.hpp"

#include "html/elements.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

namespace govuk = html::govuk;

// ---- read -------------------------------------------------------------------------------------------------------------------

Signatures signatures_of(const journal::Catalogue& catalogue, const std::vector<journal::Stored>& stream) {
  Signatures all;
  for (const auto& stored : stream) {
    if (!stored.body) continue;
    const Signatures::Signature signature{stored.envelope.actor, stored.envelope.recorded};
    std::visit(match{[&](const ReferralDecided&) { all.decided = signature.who; },
                     [&](const AssessmentWritten& e) {
                       all.written[e.assessment] = signature;
                       ++all.writings[e.assessment];
                     },
                     [&](const AssessmentAuthorised& e) { all.authorised[e.assessment] = signature; }, [](const auto&) {}},
               journal::decode<Referral::Event>(catalogue, stored));
  }
  return all;
}

ReferralAbout about_of(const Worker& reader, const std::string& referral, const Referral& state, std::int64_t version) {
  ReferralAbout about{referral, state.received.child, "Name not known", {}, version, stage_of(state)};
  if (const auto person = reader.get<PersonRow>(about.child)) {
    about.name = name_of(person->body.details);
    about.age = age_of(person->body.details, reader.today());
  }
  return about;
}

AssessmentShown shown_of(const Worker& reader, WorkerNames& names, const Signatures& signatures, const Assessment& assessment) {
  AssessmentShown shown{assessment, {}, {}, {}, 0, {}};
  if (auto found = signatures.written.find(assessment.id); found != signatures.written.end()) {
    shown.written_by = names.worker(found->second.who);
    shown.written_at = found->second.at;
    shown.writings = signatures.writings.at(assessment.id);
  }
  if (auto found = signatures.authorised.find(assessment.id); found != signatures.authorised.end())
    shown.authorised_by = names.worker(found->second.who);
  const auto& factors = assessment.authorised ? assessment.authorised->factors
                        : assessment.written  ? assessment.written->factors
                                              : shown.factors;
  for (const auto& factor : factors) shown.factors.push_back(reader.reference().label("assessment_factor", factor));
  return shown;
}

std::optional<NextDue> next_due(const Worker& reader, const Referral& state) {
  const auto due = due_next(state, reader.reference());
  if (!due) return std::nullopt;
  const auto* rule = reader.reference().clock(due->clock, reader.today());
  auto words = due_words(reader.reference(), due->by, reader.today());
  return NextDue{rule ? rule->title : due->clock, std::move(words.words), std::move(words.tag), std::move(words.colour), due->by};
}

// ---- drawn ------------------------------------------------------------------------------------------------------------------

html::Html due_line(const NextDue& next) {
  html::Html out;
  out.append(h::strong(next.what)).text(". ").append(due_tag({next.words, next.tag, next.colour}));
  return govuk::inset_text({.text = out});
}

std::string path_of(const std::string& referral, Action action) {
  const auto base = "/referrals/" + referral;
  switch (action) {
    case Action::decide: return base + "/decision";
    case Action::start_assessment: return base + "/assessment/start";
    case Action::write_assessment: return base + "/assessment";
    case Action::authorise_assessment: return base + "/assessment/authorisation";
    case Action::hold_strategy_discussion: return base + "/strategy-discussion";
    case Action::conclude_enquiry: return base + "/enquiry";
    case Action::hold_conference: return base + "/conference";
    case Action::hold_core_group: return base + "/core-group";
    case Action::hold_review_conference: return base + "/review-conference";
    case Action::make_plan: return base + "/plan";
    case Action::review_plan: return base + "/plan/review";
    case Action::close: return base + "/closure";
  }
  return base;
}

WorkerPage form_page(const ReferralAbout& about, const std::string& title) {
  WorkerPage page{.title = title + ": " + about.name,
                  .body = {},
                  .before = govuk::back_link({.text = "The referral of " + about.name, .href = address("/referrals/" + about.referral)})};
  page << h::heading({.text = title, .level = 1, .size = "l", .caption = about.name + ", " + about.age});
  return page;
}

void put_form(WorkerPage& page, const practice::Fields& fields, const std::string& obstacle, const html::Html& form) {
  const bool typed = !fields.typed().values.fields().empty();
  if (obstacle.empty() || typed)
    page << h::two_thirds(form);
  else
    page << govuk::inset_text({.text = obstacle + "."});
}

html::Html told(const char* heading, const std::string& words) {
  if (words.empty()) return {};
  return html::join(h::h3(heading), said(words));
}

std::string seen_words(bool seen, bool alone) {
  return alone ? "The child was seen, and seen alone." : seen ? "The child was seen." : "The child was not seen.";
}

html::Html assessment_words(const AssessmentShown& shown) {
  html::Html out;
  const auto& a = shown.assessment;
  if (!a.written) return h::p("Started on " + a.started.spoken() + ". Nothing is written yet.");
  const auto& w = *a.written;
  auto by = "Written by " + shown.written_by;
  if (shown.written_at) by += " on " + shown.written_at->spoken();
  if (shown.writings > 1) by += ". It was written " + std::to_string(shown.writings) + " times; every writing is kept in the chronology";
  out << h::small(by + ".");
  out << told("What we are worried about", w.worries) << told("What keeps the child safe", w.strengths)
      << told("What the child says", w.childs_words) << told("What it means for the child", w.analysis);
  out << h::p(seen_words(w.child_seen, w.child_seen_alone));
  if (!shown.factors.empty()) {
    std::vector<html::Content> factors(shown.factors.begin(), shown.factors.end());
    out << h::h3("Factors found") << h::bullets(factors);
  }
  return out;
}

html::Html goals_table(const std::vector<PlanGoal>& goals) {
  govuk::Table table{.caption = "Goals",
                     .caption_classes = "govuk-table__caption--s",
                     .head = govuk::row("What needs to change", "What will be done", "Who", "By")};
  for (const auto& goal : goals)
    table.rows.push_back(govuk::row(said(goal.goal), said(goal.action), goal.who, goal.by ? goal.by->spoken() : std::string("No day set")));
  return wide_table("Goals", table);
}

}  // namespace hearth::journey
