#include "rules.hpp"

#include "words.hpp"

#include <gtest/gtest.h>

namespace hearth::hub {
namespace {

const Reference& reference() {
  static const Reference loaded = Reference::load().value();
  return loaded;
}
const Instant tuesday_nine = Instant::at(Date::of(2026, 4, 7), 9, 0);  // the day after Easter Monday

Acting by(const std::string& agency, Instant now = tuesday_nine) { return {agency, now, reference(), Ratings::built_in()}; }

Enquiry opened(Rating rating = Rating::amber) {
  EnquiryOpened asked{};
  asked.hub = "hub";
  asked.child = "lee";
  asked.rating = rating;
  asked.worry = Words("Hungry");
  Enquiry enquiry;
  const auto events = open(asked, {"police", "health"}, by("care")).value();
  for (const auto& e : events) enquiry = evolve(std::move(enquiry), e);
  return enquiry;
}
Enquiry after(Enquiry enquiry, const Result<EnquiryEvents>& events) {
  EXPECT_TRUE(events) << (events ? "" : events.error().front().sentence);
  for (const auto& e : events.value()) enquiry = evolve(std::move(enquiry), e);
  return enquiry;
}
std::string fault(const Result<EnquiryEvents>& events) { return events ? "" : events.error().front().sentence; }

ShareItem item() {
  return {"e", Holding::intelligence, Date::of(2026, 3, 3), Sensitivity::sensitive, Handling::hub_only, "words", "why", "CA89-47"};
}
DecideEnquiry decision() { return {"e", Outcome::assessment, "reason", "alternatives", "team", "says"}; }

struct ClockCase {
  Rating rating;
  Instant start, reply;
};

TEST(HubClock, RedRunsOnAndTheOthersStopWhenTheHubCloses) {
  const auto at = [](int day, int hour, int minute = 0) { return Instant::at(Date::of(2026, 4, day), hour, minute); };
  const ClockCase cases[] = {
      {Rating::red, at(7, 16, 50), at(7, 18, 50)},                                             // DM-1: two hours, past closing
      {Rating::amber, at(7, 16, 50), at(8, 14, 50)},                                           // ten minutes today, the rest from nine
      {Rating::amber, at(7, 9), at(7, 15)},          {Rating::amber, at(10, 16), at(13, 14)},  // Friday to Monday
      {Rating::amber, at(4, 12), at(7, 15)},                                                   // Easter Saturday: Monday is a bank holiday
      {Rating::green, at(7, 9), at(7, 17)},          {Rating::amber, at(7, 6), at(7, 15)},     // before opening
  };
  for (const auto& c : cases)
    EXPECT_EQ(Ratings::built_in().reply_by(c.rating, c.start, reference().working_days()).spoken(), c.reply.spoken())
        << words_for(c.rating) << c.start.spoken();
}

TEST(HubClock, DataThatDoNotReadAreRefusedWithTheirLine) {
  const std::string head = "rating,title,meaning,reply_hours,decision_hours,counts,opens,closes,from,until,source\n";
  EXPECT_TRUE(Ratings::load(head + "red,Red,m,2,4,all_hours,9,17,1991-10-14,,s\n"));
  for (const char* line : {"pink,Red,m,2,4,all_hours,9,17,1991-10-14,,s\n", "red,Red,m,x,4,all_hours,9,17,1991-10-14,,s\n",
                           "red,Red,m,2,4,sometimes,9,17,1991-10-14,,s\n", "red,Red,m,2,4,all_hours,17,9,1991-10-14,,s\n",
                           "red,Red,m,2,4,all_hours,9,17,soon,,s\n"})
    EXPECT_FALSE(Ratings::load(head + line)) << line;
}

TEST(HubStanding, NotAskedAndSilentAndNothingKnownAreThreeThings) {
  const Instant by_then = tuesday_nine;
  EXPECT_EQ(standing({}, by_then), Standing::not_asked);
  EXPECT_EQ(standing(Request{by_then, {}}, by_then), Standing::waiting);
  EXPECT_EQ(standing(Request{by_then, {}}, by_then + std::chrono::seconds(1)), Standing::silent);
  EXPECT_EQ(standing(Request{by_then, Answer::nothing_known}, by_then + std::chrono::hours(1)), Standing::nothing_known);
  std::set<std::string> words;
  for (auto s : {Standing::not_asked, Standing::waiting, Standing::silent, Standing::nothing_known}) words.insert(words_for(s));
  EXPECT_EQ(words.size(), 4u);
}

TEST(HubAnswer, IsForOnesOwnAgencyAndBeforeTheDecision) {
  const auto enquiry = opened();
  const AnswerRequest mine{"e", "police", Answer::nothing_known, "Looked in three systems"};
  EXPECT_TRUE(decide(enquiry, mine, by("police")));
  EXPECT_EQ(fault(decide(enquiry, mine, by("health"))), "You can answer for your own agency only. Ask the other agency’s member to answer");
  EXPECT_EQ(attempt(enquiry, mine, by("health")), Attempt::answer_for_another_agency);
  EXPECT_FALSE(attempt(enquiry, mine, by("police")));

  auto decided = after(enquiry, decide(enquiry, RateRisk{"e", Risk::high, "reason", ""}, by("police")));
  decided = after(decided, decide(decided, decision(), "referral"));
  EXPECT_NE(fault(decide(decided, mine, by("police"))).find("has decided"), std::string::npos);
  EXPECT_EQ(attempt(decided, mine, by("police")), Attempt::answer_after_decision);
}

TEST(HubAnswer, NothingKnownSaysWhereSomebodyLooked) {
  const auto enquiry = opened();
  EXPECT_EQ(fault(decide(enquiry, AnswerRequest{"e", "police", Answer::nothing_known, ""}, by("police"))),
            "Write which systems you looked in");
  EXPECT_FALSE(decide(enquiry, AnswerRequest{"e", "housing", Answer::nothing_known, "x"}, by("housing"))) << "was not asked";
}

TEST(HubItem, NeedsItsDayItsWordsItsReasonAndABasisOfTheDay) {
  const auto enquiry = opened();
  EXPECT_TRUE(decide(enquiry, item(), "i", by("police")));
  const auto refused = [&](auto change) {
    auto c = item();
    change(c);
    const auto r = decide(enquiry, c, "i", by("police"));
    return r ? std::string() : r.error().front().field;
  };
  EXPECT_EQ(refused([](auto& c) { c.words.clear(); }), "words");
  EXPECT_EQ(refused([](auto& c) { c.why.clear(); }), "why");
  EXPECT_EQ(refused([](auto& c) { c.basis = "BECAUSE"; }), "basis");
  EXPECT_EQ(refused([](auto& c) { c.dated = Date::of(2026, 4, 8); }), "dated");
  EXPECT_EQ(refused([](auto& c) { c.handling = Handling::releasable; }), "handling");
}

TEST(HubItem, IsTakenBackByItsAgencyAlone) {
  auto enquiry = after(opened(), decide(opened(), item(), "i", by("police")));
  EXPECT_EQ(enquiry.requests.at("police").answer, Answer::information);
  EXPECT_FALSE(decide(enquiry, TakeItemBack{"e", "i", true, "Another Lee"}, by("health")));
  enquiry = after(enquiry, decide(enquiry, TakeItemBack{"e", "i", true, "Another Lee"}, by("police")));
  EXPECT_TRUE(enquiry.items.at("i").taken_back);
  EXPECT_FALSE(decide(enquiry, TakeItemBack{"e", "i", true, "Again"}, by("police")));
}

TEST(HubDecision, NeedsARiskRatingAndNamesWhoWasSilent) {
  auto enquiry = opened();
  EXPECT_NE(fault(decide(enquiry, decision(), "referral")).find("rated the risk"), std::string::npos);
  enquiry = after(enquiry, decide(enquiry, RateRisk{"e", Risk::high, "reason", ""}, by("police")));
  enquiry = after(enquiry, decide(enquiry, AnswerRequest{"e", "police", Answer::nothing_known, "x"}, by("police")));
  const auto events = decide(enquiry, decision(), "referral").value();
  EXPECT_EQ(std::get<EnquiryDecided>(events.front()).silent, std::vector<std::string>{"health"}) << "police answered; health was silent";
  enquiry = after(enquiry, events);
  EXPECT_NE(fault(decide(enquiry, decision(), "referral")).find("decided already"), std::string::npos);
  EXPECT_TRUE(decide(enquiry, Dissent{"e", "Early help first"}));
  EXPECT_FALSE(decide(opened(), Dissent{"e", "Early help first"}));
}

TEST(HubNotice, CannotHoldASentence) {
  static_assert(without_text<SourceNoticed>());
  static_assert(!without_text<ItemShared>());
  EXPECT_THROW(PlainId("he beat her in March"), std::runtime_error);
  EXPECT_THROW(PlainId(""), std::runtime_error);
}

}  // namespace
}  // namespace hearth::hub
