// What people see and send when a child may be suffering significant harm: strategy discussion, enquiry, conferences, core group.
#pragma once

#include "journey/referral/pages.hpp"
#include "journey/referral/protection_rules.hpp"

namespace hearth::journey {

/// What the forms of child protection need to know.
struct ProtectionForm {
  ReferralAbout about;
  std::string obstacle;
  std::optional<Enquiry> enquiry;                    ///< That is to be concluded, or whose conference is to be held.
  std::optional<ProtectionPlan> plan;                ///< The open one.
  std::optional<StrategyDiscussionHeld> discussion;  ///< The last one.
  std::vector<Option> categories, chairs;
  std::optional<NextDue> next;
};
BOOST_DESCRIBE_STRUCT(ProtectionForm, (), (about, obstacle, enquiry, plan, discussion, categories, chairs, next))

/// Registers the forms on the referral's pages.
void register_protection(practice::Kit& kit);

/// What the referral's page says of child protection, in full words.
html::Html protection_part(const ReferralPage& model);

Result<practice::Done> handle(journal::Unit& unit, const HoldStrategyDiscussion& command);
Result<practice::Done> handle(journal::Unit& unit, const ConcludeEnquiry& command);
Result<practice::Done> handle(journal::Unit& unit, const HoldConference& command);
Result<practice::Done> handle(journal::Unit& unit, const HoldCoreGroup& command);
Result<practice::Done> handle(journal::Unit& unit, const HoldReviewConference& command);

}  // namespace hearth::journey
