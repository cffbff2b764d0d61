// What the pages about a referral have in common: the child at their head, an assessment in full words, a plan's goals.
#pragma once

#include "journey/referral/pages.hpp"

#include <map>

namespace hearth::journey {

using WorkerNames = Names<access::audience::case_workers>;

/// Who signed what in a referral's stream, by the id of the assessment.
struct Signatures {
  struct Signature {
    std::string who;  ///< An account.
    Instant at;
  };
  std::map<std::string, Signature> written, authorised;
  std::map<std::string, std::int64_t> writings;
  std::string decided;
};
Signatures signatures_of(const journal::Catalogue& catalogue, const std::vector<journal::Stored>& stream);

ReferralAbout about_of(const Worker& reader, const std::string& referral, const Referral& state, std::int64_t version);
AssessmentShown shown_of(const Worker& reader, WorkerNames& names, const Signatures& signatures, const Assessment& assessment);
std::optional<NextDue> next_due(const Worker& reader, const Referral& state);
html::Html due_line(const NextDue& next);

/// Where an action's form is.
std::string path_of(const std::string& referral, Action action);
/// A page about a form: its title with the child's name above it, and the way back.
WorkerPage form_page(const ReferralAbout& about, const std::string& title);
/// Draws the form; or, when it has no use and nobody has typed into it yet, why not.
void put_form(WorkerPage& page, const practice::Fields& fields, const std::string& obstacle, const html::Html& form);

/// A heading and somebody's words under it; what nobody wrote is left out.
html::Html told(const char* heading, const std::string& words);
html::Html assessment_words(const AssessmentShown& shown);
/// Fields for the goals of a plan: the first and those in use stand open, the others behind one link.
html::Html goals_fields(practice::Fields& fields, const std::vector<PlanGoal>& goals);
html::Html goals_table(const std::vector<PlanGoal>& goals);
std::string seen_words(bool seen, bool alone);

}  // namespace hearth::journey
