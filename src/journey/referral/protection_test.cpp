#include "journey/referral/protection_pages.hpp"

#include "journey/referral/views.hpp"
#include "journey/testing.hpp"
#include "journey/testing_site.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace hearth::journey {
namespace {

using access::AgencyKind;
using testing::CaseSite, testing::given, testing::reference, testing::told;

const Date received_on = Date::of(2026, 4, 1);
const Date today = Date::of(2026, 7, 20);
const Date wednesday = Date::of(2026, 4, 8), saturday = Date::of(2026, 4, 11), tuesday = Date::of(2026, 4, 21);

const ReferralReceived received{"child", received_on, "6", {}, "team", {}, "Bruises that nobody explains"};
const ReferralDecided decided{Date::of(2026, 4, 2), ReferralOutcome::strategy_discussion, "N1", "May be harmed now", true, false};
const std::vector<Present> three{
    {AgencyKind::childrens_social_care, "Ada Ng, manager"}, {AgencyKind::police, "DC Reed"}, {AgencyKind::health, "Nurse Obi"}};
const StrategyDiscussionHeld discussed{"d1",          Date::of(2026, 4, 2), three, "Bruises", StrategyOutcome::section_47_joint,
                                       "Unexplained", "With gran"};
const EnquiryStarted enquiry{"e1", Date::of(2026, 4, 2), Date::of(2026, 4, 24)};
const EnquiryConcluded concluded{"e1", wednesday, EnquiryOutcome::continuing_risk, true, true, "I am scared", "Two bruises", "Not safe"};
const EnquiryEnded ended{"e1", true};
const PlanGoal safe{"Nobody hits Lee", "Dad does not visit", "Mum and gran", {}};
const ConferenceRecorded conference{
    "e1", tuesday, {}, "", ChildsPart::advocate, "I want to stay", "We agree", ConferenceDecision::protection_plan, "Likely harm", {safe}};
const ConferenceHeld held{tuesday, "e1"};
const ProtectionPlanStarted plan{"p1", tuesday, "PHY", 0};

const std::vector<Referral::Event> to_discuss{received, decided};
const std::vector<Referral::Event> enquiring{received, decided, discussed, enquiry};
const std::vector<Referral::Event> to_conference{received, decided, discussed, enquiry, concluded, ended};
const std::vector<Referral::Event> on_plan{received, decided, discussed, enquiry, concluded, ended, conference, held, plan};

const std::vector<AtConference> quorate{
    {AgencyKind::childrens_social_care, "Sam Taylor", true, true, ThresholdView::met, ""},
    {AgencyKind::police, "DC Reed", true, false, ThresholdView::met, ""},
    {AgencyKind::education, "Ms Hart", true, true, ThresholdView::not_met, "School sees a happy child"}};

HoldStrategyDiscussion discussion(Date on = wednesday) {
  return {"r", on, three, "Bruises", StrategyOutcome::section_47_joint, "Unexplained", "With gran"};
}
ConcludeEnquiry conclusion(EnquiryOutcome outcome, std::optional<std::string> chair = "margaret") {
  return {"r", wednesday, true, true, "I am scared", "Two bruises", outcome, "Not safe", chair};
}
HoldConference initial(Date on = tuesday, ConferenceDecision decision = ConferenceDecision::protection_plan) {
  return {"r", on, quorate, "", ChildsPart::advocate, "I want to stay", "We agree", decision, "PHY", "Likely harm", {safe}};
}
HoldReviewConference review(ReviewDecision decision, std::optional<std::string> category = "PHY") {
  return {"r", Date::of(2026, 7, 14), quorate, "", ChildsPart::attended, "", "Better", decision, category, "Safer", {safe}};
}

struct Case {
  const char* name;
  std::vector<Referral::Event> given;
  std::function<Result<ReferralEvents>(const Referral&)> when;
  const char* then;
};
void hold(const std::vector<Case>& cases) {
  for (const auto& c : cases) EXPECT_EQ(told(c.when(given<Referral>(c.given))), c.then) << c.name;
}
auto when(HoldStrategyDiscussion c) {
  return [c](const Referral& r) { return decide(r, c, {"d9", "e9"}, reference(), today); };
}
auto when(ConcludeEnquiry c) {
  return [c](const Referral& r) { return decide(r, c, today); };
}
auto when(HoldConference c) {
  return [c](const Referral& r) { return decide(r, c, "p9", 0, reference(), today); };
}
auto when(HoldReviewConference c) {
  return [c](const Referral& r) { return decide(r, c, reference(), today); };
}
auto when(HoldCoreGroup c) {
  return [c](const Referral& r) { return decide(r, c, today); };
}

TEST(StrategyDiscussion, NeedsSocialCarePoliceAndHealthAndBeginsAnEnquiry) {
  auto without_police = discussion();
  without_police.present[1].who = "";
  auto nobody = discussion();
  nobody.present.clear();
  auto no_enquiry = discussion();
  no_enquiry.outcome = StrategyOutcome::no_section_47;
  no_enquiry.safety_now = "";
  auto unsafe = discussion();
  unsafe.safety_now = "";
  hold({
      {"joint", to_discuss, when(discussion()), "strategy_discussion_held\nenquiry_started"},
      {"no enquiry", to_discuss, when(no_enquiry), "strategy_discussion_held"},
      {"without the police", to_discuss, when(without_police),
       "present[1].who: A strategy discussion needs the police. Write who took part"},
      {"with nobody", to_discuss, when(nobody),
       "present: A strategy discussion needs children’s social care. Write who took part\npresent: A strategy discussion needs the police. "
       "Write "
       "who took part\npresent: A strategy discussion needs health. Write who took part"},
      {"the child is not safe", to_discuss, when(unsafe), "safety_now: Write what keeps the child safe until the next step"},
      {"before the referral", to_discuss, when(discussion(received_on - 1)),
       "on: This is before the referral was received on 1 April 2026"},
      {"tomorrow", to_discuss, when(discussion(today + 1)), "on: This day is in the future. Enter the day on which it happened"},
      {"undecided", {received}, when(discussion()), ": Decide on the referral before the strategy discussion is recorded"},
      {"a later one", enquiring, when(discussion()), ": A section 47 enquiry is open already. A later discussion does not begin it again"},
      {"on a plan", on_plan, when(discussion()), ": The child has a child protection plan. Bring a review conference forward instead"},
  });
}

TEST(StrategyDiscussion, SetsTheConferenceFifteenWorkingDaysOn) {
  // Working Together, as the census counts it: Saturday 20 December 2025 and 15 working days is Wednesday 14 January 2026.
  auto state = given<Referral>({ReferralReceived{"child", Date::of(2025, 12, 19), "6", {}, "team", {}, "x"},
                                ReferralDecided{Date::of(2025, 12, 19), ReferralOutcome::strategy_discussion, "N1", "x", true, true}});
  EXPECT_EQ(stage_of(state), Stage::to_discuss);
  EXPECT_EQ(due_next(state, reference())->by, Date::of(2025, 12, 22));
  const auto events = decide(state, discussion(Date::of(2025, 12, 20)), {"d9", "e9"}, reference(), today);
  ASSERT_TRUE(events);
  for (const auto& e : *events) state = evolve(std::move(state), e);
  EXPECT_EQ(stage_of(state), Stage::being_enquired);
  EXPECT_EQ(due_next(state, reference())->by, Date::of(2026, 1, 14));
}

TEST(Enquiry, LeadsToAConferenceOnlyWhereTheRiskGoesOn) {
  auto blank = conclusion(EnquiryOutcome::not_substantiated);
  blank.findings = blank.reason = "";
  auto alone_unseen = conclusion(EnquiryOutcome::not_substantiated);
  alone_unseen.child_seen = false;
  auto early = conclusion(EnquiryOutcome::not_substantiated);
  early.on = received_on;
  hold({
      {"risk goes on", enquiring, when(conclusion(EnquiryOutcome::continuing_risk)), "enquiry_concluded\nenquiry_ended"},
      {"no chair", enquiring, when(conclusion(EnquiryOutcome::continuing_risk, {})), "chair: Choose who chairs the conference"},
      {"nothing found", enquiring, when(conclusion(EnquiryOutcome::not_substantiated, {})), "enquiry_concluded\nenquiry_ended"},
      {"blank", enquiring, when(blank), "findings: Write what the enquiry found\nreason: Give the reasons for the outcome"},
      {"alone but not seen", enquiring, when(alone_unseen), "child_seen: A child who was seen alone was seen. Choose yes"},
      {"before it began", enquiring, when(early), "on: This is before the enquiry began on 2 April 2026"},
      {"none open", to_discuss, when(conclusion(EnquiryOutcome::not_substantiated)), ": There is no open section 47 enquiry"},
      {"twice", to_conference, when(conclusion(EnquiryOutcome::not_substantiated)), ": There is no open section 47 enquiry"},
  });
  EXPECT_EQ(stage_of(given<Referral>(to_conference)), Stage::to_conference);
  auto clear = enquiring;
  clear.push_back(EnquiryConcluded{"e1", wednesday, EnquiryOutcome::not_substantiated, true, true, "", "Fell", "No harm"});
  clear.push_back(EnquiryEnded{"e1", false});
  EXPECT_EQ(stage_of(given<Referral>(clear)), Stage::to_start_assessment) << "the section 17 assessment goes on";
}

TEST(Conference, IsHeldOnAWorkingDayWithAQuorumAfterTheEnquiry) {
  auto few = initial();
  few.agencies.pop_back();
  auto few_with_reason = few;
  few_with_reason.quorum_reason = "The school was closed by snow; the chair went ahead for the child's sake";
  auto unnamed = initial();
  unnamed.agencies[1].who = "";
  auto no_care = initial();
  no_care.agencies.erase(no_care.agencies.begin());
  no_care.agencies.push_back({AgencyKind::health, "Nurse Obi", true, false, ThresholdView::met, ""});
  auto no_category = initial();
  no_category.category = "XXX";
  auto no_goals = initial();
  no_goals.goals.clear();
  auto unheard = initial();
  unheard.childs_words = "";
  hold({
      {"plan", to_conference, when(initial()), "conference_recorded\nconference_held\nprotection_plan_started"},
      {"no plan", to_conference, when(initial(tuesday, ConferenceDecision::no_plan)), "conference_recorded\nconference_held"},
      {"on a Saturday", to_conference, when(initial(saturday)),
       "on: This is a Saturday. Conferences are held on working days. Check the date"},
      {"before the enquiry ended", to_conference, when(initial(Date::of(2026, 4, 7))),
       "on: This is before the enquiry ended on 8 April 2026"},
      {"few agencies", to_conference, when(few), "quorum_reason: Fewer than two other agencies came. Say why the conference went ahead"},
      {"few agencies, and why", to_conference, when(few_with_reason), "conference_recorded\nconference_held\nprotection_plan_started"},
      {"nobody named", to_conference, when(unnamed), "agencies[1].who: Write who came for this agency"},
      {"without social care", to_conference, when(no_care),
       "agencies[0].who: Children’s social care must be at the conference. Write who came"},
      {"a category that there is not", to_conference, when(no_category), "category: Choose the category of harm"},
      {"no goals", to_conference, when(no_goals), "goals[0].goal: Write at least one thing that needs to change"},
      {"an advocate who said nothing", to_conference, when(unheard), "childs_words: Write what the child said, in the child’s own words"},
      {"no enquiry", enquiring, when(initial()), ": No enquiry waits for an initial conference"},
  });
}

TEST(Conference, EndsAnOpenChildInNeedPlan) {
  auto before = to_conference;
  before.insert(before.begin() + 2, PlanMade{"n1", received_on, "Meals", {safe}});
  EXPECT_EQ(told(decide(given<Referral>(before), initial(), "p9", 0, reference(), today)),
            "conference_recorded\nconference_held\nplan_ended\nprotection_plan_started");
}

TEST(CoreGroup, MeetsAfterTheConferenceAndFillsThePlanIn) {
  const HoldCoreGroup good{"r", tuesday + 7, three, true, "Agreed who visits", {safe}};
  auto same_day = good;
  same_day.on = tuesday;
  auto nobody = good;
  for (auto& p : nobody.present) p.who = "";
  hold({
      {"held", on_plan, when(good), "core_group_held"},
      {"on the day of the conference", on_plan, when(same_day),
       "on: The core group does not meet on the day of the conference. Check the date"},
      {"nobody there", on_plan, when(nobody), "present[0].who: Write who was there. A meeting that nobody attended was not held"},
      {"no plan", to_conference, when(good), ": There is no open child protection plan"},
  });
  auto state = given<Referral>(on_plan);
  EXPECT_EQ(due_next(state, reference())->by, Date::of(2026, 5, 6)) << "ten working days, the May bank holiday passed over";
  EXPECT_EQ(state.open_protection_plan()->goals.size(), 1u) << "the outline of the conference";
  state = evolve(std::move(state), CoreGroupHeld{"p1", tuesday + 7, three, true, "Agreed", {safe, safe}});
  EXPECT_EQ(due_next(state, reference())->by, Date::of(2026, 7, 21)) << "three months from the conference";
  EXPECT_EQ(state.open_protection_plan()->goals.size(), 2u);
}

TEST(ReviewConference, ContinuesStepsDownOrEnds) {
  auto weekend = review(ReviewDecision::continues);
  weekend.on = Date::of(2026, 7, 12);
  hold({
      {"goes on", on_plan, when(review(ReviewDecision::continues)), "review_conference_recorded\nprotection_plan_reviewed"},
      {"another category", on_plan, when(review(ReviewDecision::continues, "NEG")),
       "review_conference_recorded\nprotection_plan_reviewed\nprotection_category_changed"},
      {"ends", on_plan, when(review(ReviewDecision::ends)), "review_conference_recorded\nprotection_plan_reviewed\nprotection_plan_ended"},
      {"on a Sunday", on_plan, when(weekend), "on: This is a Sunday. Conferences are held on working days. Check the date"},
      {"no plan", to_conference, when(review(ReviewDecision::ends)), ": There is no open child protection plan"},
  });
  auto stepped = given<Referral>(on_plan);
  const auto events = decide(stepped, review(ReviewDecision::step_down), reference(), today);
  ASSERT_TRUE(events);
  for (const auto& e : *events) stepped = evolve(std::move(stepped), e);
  EXPECT_EQ(stage_of(stepped), Stage::to_plan) << "a child in need plan follows";
  EXPECT_EQ(obstacle(stepped, Action::make_plan), "") << "without an assessment of its own";
}

class ProtectionWay : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(OnEach, ProtectionWay, ::testing::ValuesIn(store::testing::Databases()),
                         [](const auto& info) { return info.param; });

TEST_P(ProtectionWay, LeadsFromTheDiscussionToThePlanThroughThePages) {
  CaseSite site(GetParam());
  auto& ada = site.ada;
  auto& sam = site.sam;
  auto margaret = site.sign_in_as({"conference_chair"}, "Margaret Dell");
  const auto id = site.refer();
  const auto at = "/referrals/" + id;
  EXPECT_EQ(ada.post(at + "/decision", {{"outcome", "strategy_discussion"}, {"reason", "May be harmed"}}).status, 303);
  EXPECT_TRUE(ada.follow().says("Strategy discussion to hold"));
  EXPECT_EQ(sam.get(at + "/strategy-discussion").status, 404) << "a manager's";

  ada.get(at + "/strategy-discussion");
  EXPECT_EQ(
      ada.post(at + "/strategy-discussion", {{"outcome", "section_47_joint"}, {"concerns", "Bruises"}, {"reason", "Unexplained"}}).status,
      422);
  EXPECT_TRUE(ada.answer().says("A strategy discussion needs the police"));
  EXPECT_TRUE(ada.answer().says("Bruises")) << "nothing that was typed is lost";
  ada.get(at + "/strategy-discussion");
  EXPECT_EQ(ada.post(at + "/strategy-discussion", {{"present[0].who", "Ada Ng"},
                                                   {"present[1].who", "DC Reed"},
                                                   {"present[2].who", "Nurse Obi"},
                                                   {"outcome", "section_47_joint"},
                                                   {"concerns", "Bruises"},
                                                   {"reason", "Unexplained"},
                                                   {"safety_now", "With gran"}})
                .location,
            at + "?done=hold_strategy_discussion");
  EXPECT_TRUE(ada.follow().says("Section 47 enquiry, together with the police"));

  sam.get(at + "/enquiry");
  EXPECT_TRUE(sam.answer().says("Margaret Dell")) << "whom one can choose to chair";
  EXPECT_EQ(sam.post(at + "/enquiry", {{"outcome", "continuing_risk"},
                                       {"findings", "Two bruises"},
                                       {"childs_words", "I am scared"},
                                       {"child_seen", "yes"},
                                       {"reason", "Not safe"},
                                       {"chair", margaret.account}})
                .location,
            at + "?done=conclude_enquiry");
  EXPECT_TRUE(sam.follow().says("Conference to hold"));
  EXPECT_EQ(sam.get(at + "/conference").status, 404) << "the chair's";

  margaret.get(at + "/conference");
  std::vector<web::Field> conference{{"agencies[0].who", "Sam Taylor"},
                                     {"agencies[0].attended", "yes"},
                                     {"agencies[1].who", "DC Reed"},
                                     {"agencies[1].attended", "yes"},
                                     {"agencies[2].who", "Nurse Obi"},
                                     {"agencies[2].attended", "yes"},
                                     {"agencies[2].dissent", "Not yet"},
                                     {"childs_part", "advocate"},
                                     {"childs_words", "I want to stay"},
                                     {"decision", "protection_plan"},
                                     {"category", "PHY"},
                                     {"reason", "Likely harm"},
                                     {"goals[0].goal", "Nobody hits Lee"},
                                     {"goals[0].action", "Dad does not visit"},
                                     {"goals[0].who", "Mum"}};
  EXPECT_EQ(margaret.post(at + "/conference", conference).location, at + "?done=hold_conference") << margaret.answer().words();
  EXPECT_TRUE(margaret.follow().says("Child protection plan"));
  EXPECT_TRUE(margaret.answer().says("Physical abuse"));
  EXPECT_TRUE(margaret.answer().says("Nobody hits Lee"));
  EXPECT_TRUE(margaret.answer().says("Not yet")) << "who disagreed, and how";
  EXPECT_TRUE(margaret.get("/").says("Child protection plan") || margaret.get("/my-work").says("Child protection plan"));
  EXPECT_EQ(site.rows<ReferralRow>("stage = 'on_protection_plan'").size(), 1u);
}

}  // namespace
}  // namespace hearth::journey
