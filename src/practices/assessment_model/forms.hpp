// Forms as data: questions in versions, each with the reason why it is asked (data/thinking_forms.csv).
#pragma once

#include "base/described.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::assessment_model {

struct Question {
  std::string key, section, words;
  std::string only_if;  ///< Asked only when this other question was answered.
  std::string why;      ///< What in the decision it changes.
};

struct Form {
  std::string key, title;
  int version = 0;
  Date from;
  std::optional<Date> until;  ///< The last day on which an assessment may begin with it.
  std::vector<Question> questions;
  const Question* find(std::string_view question) const;
};

class Forms {
 public:
  /// Refuses, naming the line: a question without a reason, twice the same, a condition on a question that does not stand before it.
  static Result<Forms> load(std::string_view csv);
  /// The version that an assessment begins with on a day; null when there is none.
  const Form* current(std::string_view key, Date on) const;
  const Form* find(std::string_view key, int version) const;
  const std::vector<Form>& all() const { return forms_; }

 private:
  std::vector<Form> forms_;
};

/// The forms that the program carries.
const Forms& forms();

}  // namespace hearth::assessment_model
