#include "practices/assessment_model/rules.hpp"

#include <gtest/gtest.h>

#include "journey/testing.hpp"

namespace hearth::assessment_model {
namespace {

using journey::testing::given, journey::testing::told;

const Date today = Date::of(2026, 4, 7);
const Instant now = Instant::at(today, 9, 0);
const Form& form() { return *forms().current("risk_first", today); }

Thinking with(std::vector<Thinking::Event> events) {
  events.insert(events.begin(), ThinkingBegun{"01child", "risk_first", 2, today});
  return given<Thinking>(events);
}
QuestionAnswered answer(std::string question, std::string words, std::string evidence = "Ms Hart, 3 April") {
  return {question, "Asked then", std::move(words), std::move(evidence), 60, false};
}

TEST(Forms, ChangeByVersionAndTheirDays) {
  EXPECT_EQ(forms().current("risk_first", Date::of(2026, 3, 31))->version, 1);
  EXPECT_EQ(form().version, 2);
  EXPECT_FALSE(form().find("home")) << "taken away";
  EXPECT_TRUE(forms().find("risk_first", 1)->find("home")) << "and still there for what began with it";
  EXPECT_EQ(forms().current("risk_first", Date::of(2019, 1, 1)), nullptr);
  EXPECT_EQ(told(decide(BeginThinking{"01child", "gone"}, forms(), today)), "form: This form is not in use today. Choose another");
}

TEST(Forms, RefuseATableThatCannotBe) {
  const std::string head = "form,title,version,from,until,question,section,words,only_if,why\n";
  const std::pair<std::string, const char*> cases[] = {{"a,A,1,2026-01-01,,q,S,Why?,,\n", "Every question says"},
                                                       {"a,A,0,2026-01-01,,q,S,Why?,,x\n", "needs a version"},
                                                       {"a,A,1,2026-13-01,,q,S,Why?,,x\n", "needs a version"},
                                                       {"a,A,1,2026-01-01,,q,S,Why?,later,x\n", "stands before it"},
                                                       {"a,A,1,2026-01-01,,q,S,Why?,,x\na,A,1,2026-01-01,,q,S,Why?,,x\n", "already"}};
  for (const auto& [text, sentence] : cases) {
    const auto loaded = Forms::load(head + text);
    ASSERT_FALSE(loaded) << text;
    EXPECT_NE(loaded.error().front().sentence.find(sentence), std::string::npos) << loaded.error().front().sentence;
  }
}

TEST(Thinking, AnswersOrPutsAsideWithAReason) {
  const auto open = with({});
  auto act = [&](AnswerQuestion c) { return told(decide(open, form(), c, false, now)); };
  EXPECT_EQ(act({"", "day", "He gets himself up", "Lee", "", {}}), "thinking_answered");
  EXPECT_EQ(act({"", "day", "", "", "Seen last week by the same worker", {}}), "thinking_put_aside");
  EXPECT_EQ(act({"", "day", "", "", "", {}}), "words: Write an answer, or say why the question is not needed");
  EXPECT_EQ(act({"", "home", "Small", "", "", {}}), "question: This version of the form does not ask that");
  const auto timed = decide(open, form(), {"", "day", "x", "", "", now.micros / 1'000'000 - 90}, true, now);
  EXPECT_EQ(std::get<QuestionAnswered>(timed->front()).seconds, 90);
  EXPECT_TRUE(std::get<QuestionAnswered>(timed->front()).repeated);
  EXPECT_EQ(std::get<QuestionAnswered>(timed->front()).asked, form().find("day")->words) << "the answer keeps its question";
  for (std::int64_t opened : {std::int64_t(0), now.micros / 1'000'000 + 500}) {
    const auto seconds = std::get<QuestionAnswered>(decide(open, form(), {"", "day", "x", "", "", opened}, false, now)->front()).seconds;
    EXPECT_TRUE(seconds == 0 || seconds == 3'600) << seconds;
  }
}

TEST(Thinking, AsksOnlyWhatFollows) {
  EXPECT_FALSE(is_asked(with({}), *form().find("rival")));
  EXPECT_TRUE(is_asked(with({answer("think", "He is left alone")}), *form().find("rival")));
}

TEST(Advice, NamesWhatIsMissingAndNeverBlocks) {
  const auto thinking = with({answer("think", "Lee is left alone"), answer("day", "He wakes alone", "")});
  const Known known{false, {"Marek Okafor"}, {"Ada Okafor", "Wren Okafor"}, {"Ada Okafor"}};
  auto told_advice = advice(thinking, form(), known);
  ASSERT_EQ(told_advice.size(), 7u);
  EXPECT_TRUE(told_advice[0].starts_with("The child has not been seen alone"));
  EXPECT_TRUE(told_advice[1].starts_with("Marek Okafor is the child’s father"));
  EXPECT_EQ(told_advice[4], "An answer is word for word the same for Ada Okafor. What is different for each child?");
  EXPECT_EQ(told_advice[6], "There is no rival explanation. What else could explain it?");
  EXPECT_EQ(told(decide(thinking, SignThinking{"", SignOff::agreed, "I know the father is abroad"}, told_advice)), "thinking_signed");
  const auto better = with({answer("think", "Marek rings; Ada and Wren sleep at Gran’s"), answer("rival", "Night shifts")});
  EXPECT_TRUE(advice(better, form(), {true, {"Marek Okafor"}, {"Ada Okafor", "Wren Okafor"}, {}}).empty());
}

TEST(Thinking, IsSignedWithReasonsAndThenStands) {
  EXPECT_EQ(told(decide(with({}), SignThinking{"", SignOff::agreed, ""}, {})),
            ": Nothing is answered yet. There is nothing to sign\nreason: Write your reasons. They stand beside your name");
  const auto agreed = with({answer("day", "x"), ThinkingSigned{SignOff::agreed, "Yes", {}}});
  EXPECT_NE(told(decide(agreed, form(), {"", "day", "y", "", "", {}}, false, now)).find("Begin a new one"), std::string::npos);
  const auto back = with({answer("day", "x"), ThinkingSigned{SignOff::sent_back, "And the father?", {}}});
  EXPECT_EQ(told(decide(back, form(), {"", "day", "y", "", "", {}}, false, now)), "thinking_answered");
}

}  // namespace
}  // namespace hearth::assessment_model
