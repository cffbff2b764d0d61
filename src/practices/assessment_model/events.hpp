// What can happen to an assessment that begins with risk: it is begun with a version of a form, questions are answered or put aside,
// a manager signs it off.
#pragma once

#include "journal/event.hpp"

#include <boost/describe.hpp>
#include <string>
#include <vector>

namespace hearth::assessment_model {

struct ThinkingBegun {
  static constexpr journal::EventType type{"thinking_begun", 1};
  std::string child, form;
  int version = 0;
  Date on;
};
BOOST_DESCRIBE_STRUCT(ThinkingBegun, (), (child, form, version, on))

/// The question's words go along: an old answer keeps its old question, whatever becomes of the form.
struct QuestionAnswered {
  static constexpr journal::EventType type{"thinking_answered", 1};
  std::string question, asked, words, evidence;
  int seconds = 0;        ///< From opening the question to saving the answer.
  bool repeated = false;  ///< The same question was answered for this child within half a year.
};
BOOST_DESCRIBE_STRUCT(QuestionAnswered, (), (question, asked, words, evidence, seconds, repeated))

struct QuestionPutAside {
  static constexpr journal::EventType type{"thinking_put_aside", 1};
  std::string question, asked, reason;
};
BOOST_DESCRIBE_STRUCT(QuestionPutAside, (), (question, asked, reason))

enum class SignOff { agreed, sent_back };
BOOST_DESCRIBE_ENUM(SignOff, agreed, sent_back)

struct ThinkingSigned {
  static constexpr journal::EventType type{"thinking_signed", 1};
  SignOff decision;
  std::string reason;
  std::vector<std::string> advice;  ///< What the manager was shown when they decided.
};
BOOST_DESCRIBE_STRUCT(ThinkingSigned, (), (decision, reason, advice))

}  // namespace hearth::assessment_model
