#include "words.hpp"

namespace hearth::hub {

std::string words_for(Rating rating) {
  switch (rating) {
    case Rating::red: return "Red: potential child protection";
    case Rating::amber: return "Amber: significant, not immediate";
    case Rating::green: return "Green: below statutory services";
    default: return "Blue: no safeguarding concern";
  }
}

std::string words_for(Answer answer) {
  switch (answer) {
    case Answer::nothing_known: return "Nothing known";
    case Answer::known_not_relevant: return "Known to us, and not relevant";
    case Answer::information: return "We hold information";
    default: return "We do not answer";
  }
}

std::string words_for(Standing standing) {
  switch (standing) {
    case Standing::not_asked: return "Not asked";
    case Standing::waiting: return "Asked, time left";
    case Standing::silent: return "Asked and silent";
    case Standing::nothing_known: return "Nothing known";
    case Standing::known_not_relevant: return "Known, not relevant";
    case Standing::information: return "Shared information";
    default: return "Does not answer";
  }
}

std::string words_for(Holding holding) {
  switch (holding) {
    case Holding::intelligence: return "Intelligence";
    case Holding::criminal_record: return "Criminal record";
    case Holding::incident_record: return "Record of an incident";
    case Holding::health_record: return "Health record";
    case Holding::school_record: return "School or nursery record";
    case Holding::tenancy_record: return "Tenancy record";
    case Holding::case_record: return "Case record";
    default: return "Other record";
  }
}

std::string words_for(Sensitivity sensitivity) {
  switch (sensitivity) {
    case Sensitivity::non_confidential: return "Not confidential";
    case Sensitivity::confidential: return "Confidential: given in trust";
    default: return "Sensitive: would endanger a person, a source or an investigation";
  }
}

std::string words_for(Handling handling) {
  switch (handling) {
    case Handling::hub_only: return "Stays in the hub";
    case Handling::named_people: return "May go to people who are named";
    default: return "May go to whoever assesses";
  }
}

std::string words_for(Risk risk) {
  switch (risk) {
    case Risk::low: return "Low";
    case Risk::moderate: return "Moderate";
    case Risk::high: return "High";
    default: return "Very high";
  }
}

std::string words_for(Outcome outcome) {
  switch (outcome) {
    case Outcome::strategy_discussion: return "Strategy discussion now";
    case Outcome::assessment: return "Assessment";
    case Outcome::early_help: return "Early help";
    case Outcome::single_agency: return "One agency goes on by itself";
    case Outcome::advice: return "Information and advice";
    case Outcome::no_further_action: return "No further action";
    default: return "To the worker whom the child has";
  }
}

std::string words_for(Attempt attempt) {
  switch (attempt) {
    case Attempt::answer_for_another_agency: return "Tried to answer for another agency";
    case Attempt::answer_after_decision: return "Tried to answer after the decision";
    case Attempt::decide_twice: return "Tried to decide what was decided";
    case Attempt::decide_without_right: return "Tried to decide without being the social work manager";
    default: return "Tried to open this from outside the hub";
  }
}

std::string colour_of(Rating rating) {
  switch (rating) {
    case Rating::red: return "govuk-tag--red";
    case Rating::amber: return "govuk-tag--orange";
    case Rating::green: return "govuk-tag--green";
    default: return "govuk-tag--blue";
  }
}

std::string colour_of(Standing standing) {
  switch (standing) {
    case Standing::silent: return "govuk-tag--red";
    case Standing::waiting: return "govuk-tag--yellow";
    case Standing::information: return "govuk-tag--blue";
    case Standing::declined: return "govuk-tag--orange";
    default: return "govuk-tag--grey";
  }
}

std::string colour_of(Risk risk) {
  switch (risk) {
    case Risk::low: return "govuk-tag--green";
    case Risk::moderate: return "govuk-tag--yellow";
    case Risk::high: return "govuk-tag--orange";
    default: return "govuk-tag--red";
  }
}

}  // namespace hearth::hub
