// What may happen to such an assessment. Pure.
#pragma once

#include "journal/unit.hpp"
#include "practices/assessment_model/events.hpp"
#include "practices/assessment_model/forms.hpp"

#include <map>
#include <optional>
#include <variant>

namespace hearth::assessment_model {

struct Thinking {
  static constexpr std::string_view kind = "thinking";
  using Event = std::variant<ThinkingBegun, QuestionAnswered, QuestionPutAside, ThinkingSigned>;
  ThinkingBegun begun;
  std::map<std::string, QuestionAnswered, std::less<>> answers;
  std::map<std::string, QuestionPutAside, std::less<>> aside;
  std::optional<ThinkingSigned> signed_off;
  std::string subject(std::string_view) const { return begun.child; }
  std::vector<std::string> about(std::string_view) const { return {begun.child}; }
  bool agreed() const { return signed_off && signed_off->decision == SignOff::agreed; }
};
Thinking evolve(Thinking thinking, const Thinking::Event& event);

struct BeginThinking {
  std::string child, form;
};
BOOST_DESCRIBE_STRUCT(BeginThinking, (), (child, form))

struct AnswerQuestion {
  std::string assessment, question, words, evidence, not_needed;
  std::optional<std::int64_t> opened;  ///< When the question was opened, in seconds since 1970: for the burden meter.
};
BOOST_DESCRIBE_STRUCT(AnswerQuestion, (), (assessment, question, words, evidence, not_needed, opened))

struct SignThinking {
  static constexpr Asks asks[] = {{"decision", "Choose whether you agree or send it back"}};
  std::string assessment;
  SignOff decision;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SignThinking, (), (assessment, decision, reason))

/// What the record knows already: shown, never asked again, and what advice is made from.
struct Known {
  bool seen_alone = false;
  std::vector<std::string> fathers;         ///< In the family network, by name.
  std::vector<std::string> siblings;        ///< Likewise.
  std::vector<std::string> same_elsewhere;  ///< Siblings whose assessment has an answer word for word the same.
};

Result<std::vector<Thinking::Event>> decide(const BeginThinking& command, const Forms& forms, Date today);
/// `repeated`: answered for this child within half a year, in another assessment.
Result<std::vector<Thinking::Event>> decide(const Thinking& thinking, const Form& form, const AnswerQuestion& command, bool repeated,
                                            Instant now);
Result<std::vector<Thinking::Event>> decide(const Thinking& thinking, const SignThinking& command, std::vector<std::string> advice);

/// Is it asked now? A question may depend on another's answer.
bool is_asked(const Thinking& thinking, const Question& question);
/// What a careful colleague would say. Never a block.
std::vector<std::string> advice(const Thinking& thinking, const Form& form, const Known& known);

}  // namespace hearth::assessment_model
