#include "practices/front_door/words.hpp"

namespace hearth::front_door {

std::string words_for(TriageOutcome outcome) {
  switch (outcome) {
    using enum TriageOutcome;
    case advice: return "Information and advice";
    case signposting: return "Signposting to another service";
    case early_help: return "Early help";
    case hub: return "Multi-agency safeguarding hub";
    case referral: return "Referral, for a team to decide";
    case assessment: return "Straight to assessment";
    case strategy_discussion: return "Strategy discussion now";
    case open_case: return "Part of a case that is open";
    case no_further_action: return "No further action";
  }
  return {};
}

std::string words_for(Check check) {
  switch (check) {
    using enum Check;
    case open_case: return "Is a case open?";
    case siblings: return "Brothers and sisters";
    case previous_contacts: return "Earlier contacts";
    case plan_elsewhere: return "A protection plan elsewhere";
    case police: return "Police";
    case health: return "Health";
    case education: return "School or nursery";
    case adult_services: return "Adult services";
    case private_fostering: return "Private fostering";
    case probation: return "Probation";
  }
  return {};
}

std::string words_for(CheckState state) {
  switch (state) {
    using enum CheckState;
    case done: return "Done";
    case not_possible: return "Not possible now";
    case not_needed: return "Not needed";
  }
  return {};
}

std::string words_for(Side side) {
  switch (side) {
    using enum Side;
    case social_care: return "Children’s social care";
    case early_help: return "Early help";
    case police: return "Police";
    case health: return "Health";
    case education: return "Education";
    case other: return "Another service";
  }
  return {};
}

std::string words_for(RingResult result) {
  switch (result) {
    using enum RingResult;
    case told: return "Told";
    case not_reached: return "Not reached";
    case left_message: return "Left a message to ring us, and nothing about the child";
    case wants_no_call: return "They do not want to be rung";
    case given_up: return "Not reached, and we stop trying";
  }
  return {};
}

}  // namespace hearth::front_door
