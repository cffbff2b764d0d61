#include "journey/words.hpp"

namespace hearth::journey {

std::string words_for(ContactMethod method) {
  switch (method) {
    using enum ContactMethod;
    case telephone: return "Telephone";
    case form: return "Online form";
    case letter: return "Letter";
    case email: return "E-mail";
    case in_person: return "In person";
    case another_system: return "Another agency’s system";
  }
  return {};
}

std::string words_for(ContactOutcome outcome) {
  switch (outcome) {
    using enum ContactOutcome;
    case information_advice: return "Information and advice";
    case signpost_universal: return "Signpost to universal services";
    case early_help: return "Early help";
    case to_hub: return "Multi-agency safeguarding hub";
    case referral: return "Referral";
    case linked_to_open_case: return "Linked to an open case";
    case no_further_action: return "No further action";
  }
  return {};
}

std::string words_for(ReferralOutcome outcome) {
  switch (outcome) {
    using enum ReferralOutcome;
    case immediate_protection: return "Immediate protection";
    case strategy_discussion: return "Strategy discussion";
    case assessment_s17: return "Assessment under section 17";
    case early_help: return "Early help";
    case other_service: return "Another service";
    case no_further_action: return "No further action";
  }
  return {};
}

std::string words_for(AssessmentOutcome outcome) {
  switch (outcome) {
    using enum AssessmentOutcome;
    case no_further_action: return "No further action";
    case early_help: return "Early help";
    case child_in_need_plan: return "Child in need plan";
    case section_47_enquiry: return "Section 47 enquiry";
    case initial_conference: return "Initial child protection conference";
    case accommodate: return "Accommodate the child";
    case proceedings: return "Care proceedings";
    case not_recorded: return "Outcome not recorded";
  }
  return {};
}

std::string words_for(ReviewOutcome outcome) {
  switch (outcome) {
    using enum ReviewOutcome;
    case continues: return "The plan goes on as it is";
    case changed: return "The plan changes";
    case ends: return "The plan ends";
  }
  return {};
}

std::string words_for(Stage stage) {
  switch (stage) {
    using enum Stage;
    case to_decide: return "To decide";
    case to_discuss: return "Strategy discussion to hold";
    case to_start_assessment: return "Assessment to start";
    case being_assessed: return "Being assessed";
    case to_authorise: return "Assessment to authorise";
    case being_enquired: return "Section 47 enquiry";
    case to_conference: return "Conference to hold";
    case to_plan: return "Plan to make";
    case on_plan: return "Child in need plan";
    case on_protection_plan: return "Child protection plan";
    case to_close: return "To close or step on";
    case closed: return "Closed";
  }
  return {};
}

std::string words_for(StrategyOutcome outcome) {
  switch (outcome) {
    using enum StrategyOutcome;
    case section_47_joint: return "Section 47 enquiry, together with the police";
    case section_47_single: return "Section 47 enquiry by children’s social care";
    case emergency_action: return "Emergency action, and a section 47 enquiry";
    case assessment_s17: return "Assessment under section 17";
    case no_section_47: return "No section 47 enquiry";
  }
  return {};
}

std::string words_for(EnquiryOutcome outcome) {
  switch (outcome) {
    using enum EnquiryOutcome;
    case not_substantiated: return "Concerns are not substantiated";
    case no_continuing_risk: return "Concerns are substantiated, and the child is not at continuing risk of significant harm";
    case continuing_risk: return "Concerns are substantiated, and the child is at continuing risk: a conference is needed";
  }
  return {};
}

std::string words_for(ConferenceDecision decision) {
  switch (decision) {
    using enum ConferenceDecision;
    case protection_plan: return "Child protection plan";
    case in_need_plan: return "Child in need plan instead";
    case no_plan: return "No plan";
  }
  return {};
}

std::string words_for(ReviewDecision decision) {
  switch (decision) {
    using enum ReviewDecision;
    case continues: return "The plan continues";
    case step_down: return "The plan ends, and a child in need plan follows";
    case ends: return "The plan ends";
    case looked_after: return "The plan ends, because the child is looked after";
    case moved_away: return "The plan ends here, because the child has moved to another authority";
  }
  return {};
}

std::string words_for(ChildsPart part) {
  switch (part) {
    using enum ChildsPart;
    case attended: return "The child was there";
    case advocate: return "An advocate spoke for the child";
    case views_given: return "The child’s words were read out or shown";
    case not_heard: return "The child was not heard";
  }
  return {};
}

std::string words_for(ThresholdView view) {
  switch (view) {
    using enum ThresholdView;
    case no_view: return "Gave no view";
    case met: return "Significant harm is likely";
    case not_met: return "Significant harm is not likely";
  }
  return {};
}

std::string words_for(NoteKind kind) {
  switch (kind) {
    using enum NoteKind;
    case visit: return "Visit";
    case telephone_call: return "Telephone call";
    case meeting: return "Meeting";
    case letter_or_message: return "Letter or message";
    case supervision: return "Supervision";
    case other: return "Other note";
  }
  return {};
}

std::string words_for(Kinship kinship) {
  switch (kinship) {
    using enum Kinship;
    case mother: return "Mother";
    case father: return "Father";
    case step_parent: return "Step-parent";
    case sibling: return "Brother or sister";
    case half_sibling: return "Half-brother or half-sister";
    case grandparent: return "Grandparent";
    case aunt_or_uncle: return "Aunt or uncle";
    case carer: return "Carer";
    case partner_of_parent: return "Partner of a parent";
    case other: return "Somebody else who matters";
  }
  return {};
}

std::string words_for(Sex sex) {
  switch (sex) {
    using enum Sex;
    case female: return "Female";
    case male: return "Male";
    case unknown: return "Not known";
  }
  return {};
}

std::string words_for(access::RelationKind kind) {
  switch (kind) {
    using enum access::RelationKind;
    case took_contact: return "Took the contact";
    case in_queue: return "Has the contact in its queue";
    case allocated_worker: return "Allocated worker";
    case responsible_team: return "Responsible team";
    case involved: return "Works with the child";
    case conference_chair: return "Conference chair";
    case hub_member: return "Member of the hub";
    case break_glass: return "Opened the record with a reason";
  }
  return {};
}

std::string words_for(access::TeamKind kind) {
  switch (kind) {
    using enum access::TeamKind;
    case front_door: return "Front door";
    case assessment: return "Assessment";
    case child_in_need: return "Child in need";
    case child_protection: return "Child protection";
    case early_help: return "Early help";
    case other: return "Other";
  }
  return {};
}

std::string words_for(access::AgencyKind kind) {
  switch (kind) {
    using enum access::AgencyKind;
    case childrens_social_care: return "Children’s social care";
    case police: return "Police";
    case health: return "Health";
    case education: return "Education";
    case housing: return "Housing";
    case probation: return "Probation";
    case voluntary: return "Voluntary organisation";
    case court: return "Court";
    case other: return "Other";
  }
  return {};
}

}  // namespace hearth::journey
