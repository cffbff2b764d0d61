#include "journey/journey.hpp"
#include "journey/referral/pages.hpp"
#include "journey/referral/protection_pages.hpp"
#include "journey/referral/views.hpp"

namespace hearth::journey {

void register_referral(practice::Kit& kit, const Reference& reference) {
  using access::Permission;
  using practice::Done;
  register_referral_views(kit.catalogue(), reference);
  const auto referral = [](Permission permission) { return practice::Guard{permission, "referral", "referral"}; };
  kit.page("/referrals/{referral}", "A referral, from its decision to its closure", referral(Permission::see_referral), read_referral,
           draw_referral);
  kit.form("/referrals/{referral}/decision", "decide_referral", "Decide on a referral", referral(Permission::decide_referral),
           read_referral_decision, draw_referral_decision, static_cast<Result<Done> (*)(journal::Unit&, const DecideReferral&)>(handle),
           "Decision recorded");
  kit.form("/referrals/{referral}/assessment/start", "start_assessment", "Start an assessment", referral(Permission::assess),
           read_assessment_start, draw_assessment_start, static_cast<Result<Done> (*)(journal::Unit&, const StartAssessment&)>(handle),
           "Assessment started");
  kit.form("/referrals/{referral}/assessment", "write_assessment", "Write the assessment", referral(Permission::assess), read_assessment,
           draw_assessment, static_cast<Result<Done> (*)(journal::Unit&, const WriteAssessment&)>(handle), "Assessment saved");
  kit.form("/referrals/{referral}/assessment/authorisation", "authorise_assessment", "Authorise the assessment, or send it back",
           referral(Permission::authorise_assessment), read_authorisation, draw_authorisation,
           static_cast<Result<Done> (*)(journal::Unit&, const AuthoriseAssessment&)>(handle),
           "Your decision on the assessment is recorded");
  register_protection(kit);
  kit.form("/referrals/{referral}/plan", "make_plan", "Make a child in need plan", referral(Permission::plan), read_new_plan, draw_new_plan,
           static_cast<Result<Done> (*)(journal::Unit&, const MakePlan&)>(handle), "Plan made");
  kit.form("/referrals/{referral}/plan/review", "review_plan", "Review the child in need plan", referral(Permission::review_plan),
           read_plan_review, draw_plan_review, static_cast<Result<Done> (*)(journal::Unit&, const ReviewPlan&)>(handle), "Review recorded");
  kit.form("/referrals/{referral}/closure", "close_referral", "Close the referral", referral(Permission::close_referral), read_closure,
           draw_closure, static_cast<Result<Done> (*)(journal::Unit&, const CloseReferral&)>(handle), "Referral closed");
}

}  // namespace hearth::journey
