#include "practices/assessment_model/rules.hpp"

#include <algorithm>

namespace hearth::assessment_model {

namespace {
constexpr std::int64_t longest_sitting = 3'600;  // a page left open over lunch is no hour of writing

bool names(const Thinking& thinking, const std::string& name) {
  const auto first = name.substr(0, name.find(' '));
  return std::ranges::any_of(thinking.answers, [&](const auto& a) {
    return a.second.words.find(first) != std::string::npos || a.second.evidence.find(first) != std::string::npos;
  });
}
}  // namespace

Thinking evolve(Thinking thinking, const Thinking::Event& event) {
  std::visit(match{[&](const ThinkingBegun& e) { thinking.begun = e; },
                   [&](const QuestionAnswered& e) {
                     thinking.aside.erase(e.question);
                     thinking.answers.insert_or_assign(e.question, e);
                   },
                   [&](const QuestionPutAside& e) {
                     thinking.answers.erase(e.question);
                     thinking.aside.insert_or_assign(e.question, e);
                   },
                   [&](const ThinkingSigned& e) { thinking.signed_off = e; }},
             event);
  return thinking;
}

Result<std::vector<Thinking::Event>> decide(const BeginThinking& c, const Forms& forms, Date today) {
  const auto* form = forms.current(c.form, today);
  if (!form) return refuse("form", "This form is not in use today. Choose another");
  return std::vector<Thinking::Event>{ThinkingBegun{c.child, form->key, form->version, today}};
}

Result<std::vector<Thinking::Event>> decide(const Thinking& thinking, const Form& form, const AnswerQuestion& c, bool repeated,
                                            Instant now) {
  if (thinking.agreed()) return refuse("", "A manager has agreed to this assessment. Begin a new one for what has changed");
  const auto* question = form.find(c.question);
  if (!question) return refuse("question", "This version of the form does not ask that");
  if (c.words.empty() && c.not_needed.empty()) return refuse("words", "Write an answer, or say why the question is not needed");
  if (!c.words.empty() && !c.not_needed.empty())
    return refuse("not_needed", "The question is answered. Leave this empty, or empty the answer");
  if (c.words.empty()) return std::vector<Thinking::Event>{QuestionPutAside{c.question, question->words, c.not_needed}};
  const auto before = thinking.answers.find(c.question);
  if (before != thinking.answers.end() && before->second.words == c.words && before->second.evidence == c.evidence)
    return refuse("words", "Nothing is different from what is recorded");
  const auto spent = c.opened ? std::clamp<std::int64_t>(now.micros / 1'000'000 - *c.opened, 0, longest_sitting) : 0;
  return std::vector<Thinking::Event>{QuestionAnswered{c.question, question->words, c.words, c.evidence, int(spent), repeated}};
}

Result<std::vector<Thinking::Event>> decide(const Thinking& thinking, const SignThinking& c, std::vector<std::string> advice) {
  if (thinking.agreed()) return refuse("", "A manager has agreed to this assessment already");
  Refusals wrong;
  if (thinking.answers.empty()) wrong.push_back({"", "Nothing is answered yet. There is nothing to sign"});
  if (c.reason.empty()) wrong.push_back({"reason", "Write your reasons. They stand beside your name"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Thinking::Event>{ThinkingSigned{c.decision, c.reason, std::move(advice)}};
}

bool is_asked(const Thinking& thinking, const Question& question) {
  return question.only_if.empty() || thinking.answers.contains(question.only_if);
}

std::vector<std::string> advice(const Thinking& thinking, const Form& form, const Known& known) {
  std::vector<std::string> all;
  if (!known.seen_alone) all.emplace_back("The child has not been seen alone. If that is right, say why");
  for (const auto& name : known.fathers)
    if (!names(thinking, name)) all.push_back(name + " is the child’s father and stands nowhere in this assessment. Was he spoken to?");
  for (const auto& name : known.siblings)
    if (!names(thinking, name))
      all.push_back(name + " is a brother or sister and stands nowhere in this assessment. What is it like for them?");
  for (const auto& name : known.same_elsewhere)
    all.push_back("An answer is word for word the same for " + name + ". What is different for each child?");
  for (const auto& [key, answer] : thinking.answers)
    if (answer.evidence.empty()) all.push_back("“" + answer.asked + "” has no evidence yet: who saw or said it, and when?");
  if (form.find("rival") && thinking.answers.contains("think") && !thinking.answers.contains("rival"))
    all.emplace_back("There is no rival explanation. What else could explain it?");
  return all;
}

}  // namespace hearth::assessment_model
