// What is kept for reading: a child's assessments, their answers, and what they cost in time.
#pragma once

#include "journal/catalogue.hpp"
#include "journal/view.hpp"
#include "practices/assessment_model/rules.hpp"

namespace hearth::assessment_model {

struct ThinkingRow {
  static constexpr journal::View view{.name = "thinking", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"subject, on_day"};
  std::string assessment, subject, form;
  int form_version = 0;
  Date on_day;
  bool agreed = false;
  std::string author;
};
BOOST_DESCRIBE_STRUCT(ThinkingRow, (), (assessment, subject, form, form_version, on_day, agreed, author))

/// The latest answer to each question: to find the same question and the same words elsewhere in the family.
struct AnswerRow {
  static constexpr journal::View view{.name = "thinking_answer", .version = 1, .keys = 2};
  static constexpr std::string_view indexes[] = {"subject, question"};
  struct Body {
    std::string words;
    BOOST_DESCRIBE_CLASS(Body, (), (words), (), ())
  };
  std::string assessment, question, subject;
  Date on_day;
  Body body;
};
BOOST_DESCRIBE_STRUCT(AnswerRow, (), (assessment, question, subject, on_day, body))

/// One saving of an answer, without a word of it: what the burden meter counts.
struct BurdenRow {
  static constexpr journal::View view{.name = "thinking_burden", .version = 1, .keys = 2, .labels = kStaff};
  static constexpr std::string_view indexes[] = {"week"};
  std::string assessment;
  std::int64_t saving = 0;
  std::string form;
  int form_version = 0;
  Date week;  ///< Its Monday.
  std::string question;
  int seconds = 0;
  bool repeated = false;
};
BOOST_DESCRIBE_STRUCT(BurdenRow, (), (assessment, saving, form, form_version, week, question, seconds, repeated))

void register_views(journal::Catalogue& catalogue);

}  // namespace hearth::assessment_model
