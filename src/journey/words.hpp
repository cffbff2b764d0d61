// The words for what the rules call by a name: one place, so that a thing is called the same on every page.
#pragma once

#include "access/people.hpp"
#include "access/relationship.hpp"
#include "journey/contact/events.hpp"
#include "journey/person/events.hpp"
#include "journey/record/events.hpp"
#include "journey/referral/rules.hpp"

#include <string>

namespace hearth::journey {

std::string words_for(ContactMethod method);
std::string words_for(ContactOutcome outcome);
std::string words_for(ReferralOutcome outcome);
std::string words_for(AssessmentOutcome outcome);
std::string words_for(ReviewOutcome outcome);
std::string words_for(Stage stage);
std::string words_for(StrategyOutcome outcome);
std::string words_for(EnquiryOutcome outcome);
std::string words_for(ConferenceDecision decision);
std::string words_for(ReviewDecision decision);
std::string words_for(ChildsPart part);
std::string words_for(ThresholdView view);
std::string words_for(NoteKind kind);
std::string words_for(Kinship kinship);
std::string words_for(Sex sex);
std::string words_for(access::RelationKind kind);
std::string words_for(access::TeamKind kind);
std::string words_for(access::AgencyKind kind);

}  // namespace hearth::journey
