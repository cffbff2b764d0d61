// Child protection: what may happen from the strategy discussion to the end of the plan. Pure, as rules.hpp.
#pragma once

#include "journey/referral/rules.hpp"

namespace hearth::journey {

struct HoldStrategyDiscussion {
  static constexpr Asks asks[] = {{"on", "Enter the day of the strategy discussion"}, {"outcome", "Choose what was decided"}};
  std::string referral;
  Date on;
  std::vector<Present> present;
  std::string concerns;
  StrategyOutcome outcome;
  std::string reason, safety_now;
};
BOOST_DESCRIBE_STRUCT(HoldStrategyDiscussion, (), (referral, on, present, concerns, outcome, reason, safety_now))

struct ConcludeEnquiry {
  static constexpr Asks asks[] = {{"on", "Enter the day on which the enquiry ended"}, {"outcome", "Choose what the enquiry found"}};
  std::string referral;
  Date on;
  bool child_seen = false, child_seen_alone = false;
  std::string childs_words, findings;
  EnquiryOutcome outcome;
  std::string reason;
  std::optional<std::string> chair;  ///< An account with the role conference_chair, where a conference follows.
};
BOOST_DESCRIBE_STRUCT(ConcludeEnquiry, (), (referral, on, child_seen, child_seen_alone, childs_words, findings, outcome, reason, chair))

struct HoldConference {
  static constexpr Asks asks[] = {{"on", "Enter the day of the conference"},
                                  {"childs_part", "Choose how the child took part"},
                                  {"decision", "Choose what the conference decided"}};
  std::string referral;
  Date on;
  std::vector<AtConference> agencies;
  std::string quorum_reason;
  ChildsPart childs_part;
  std::string childs_words, family_words;
  ConferenceDecision decision;
  std::optional<std::string> category;
  std::string reason;
  std::vector<PlanGoal> goals;
};
BOOST_DESCRIBE_STRUCT(HoldConference, (),
                      (referral, on, agencies, quorum_reason, childs_part, childs_words, family_words, decision, category, reason, goals))

struct HoldCoreGroup {
  static constexpr Asks asks[] = {{"on", "Enter the day of the core group"}};
  std::string referral;
  Date on;
  std::vector<Present> present;
  bool family_there = false;
  std::string words;
  std::vector<PlanGoal> goals;
};
BOOST_DESCRIBE_STRUCT(HoldCoreGroup, (), (referral, on, present, family_there, words, goals))

struct HoldReviewConference {
  static constexpr Asks asks[] = {{"on", "Enter the day of the review conference"},
                                  {"childs_part", "Choose how the child took part"},
                                  {"decision", "Choose what the conference decided"}};
  std::string referral;
  Date on;
  std::vector<AtConference> agencies;
  std::string quorum_reason;
  ChildsPart childs_part;
  std::string childs_words, family_words;
  ReviewDecision decision;
  std::optional<std::string> category;
  std::string reason;
  std::vector<PlanGoal> goals;
};
BOOST_DESCRIBE_STRUCT(HoldReviewConference, (),
                      (referral, on, agencies, quorum_reason, childs_part, childs_words, family_words, decision, category, reason, goals))

/// `ids`: of the discussion and, where it begins one, of the enquiry.
Result<ReferralEvents> decide(const Referral& referral, const HoldStrategyDiscussion& command,
                              const std::pair<std::string, std::string>& ids, const Reference& reference, Date today);
Result<ReferralEvents> decide(const Referral& referral, const ConcludeEnquiry& command, Date today);
/// `plan`: the id of a plan that begins; `previous`: how many child protection plans the child has had before [N00106].
Result<ReferralEvents> decide(const Referral& referral, const HoldConference& command, const std::string& plan, int previous,
                              const Reference& reference, Date today);
Result<ReferralEvents> decide(const Referral& referral, const HoldCoreGroup& command, Date today);
Result<ReferralEvents> decide(const Referral& referral, const HoldReviewConference& command, const Reference& reference, Date today);

/// How many agencies besides children's social care must be at a conference. Source: common local practice; a chair may go ahead
/// with fewer and says why.
inline constexpr int agencies_for_a_quorum = 2;

}  // namespace hearth::journey
