// What people see and send about the assessment model.
#pragma once

#include "access/reader.hpp"
#include "journey/lookup.hpp"
#include "practice/kit.hpp"
#include "practices/assessment_model/rules.hpp"
#include "practices/assessment_model/views.hpp"

#include <map>
#include <set>
#include <tuple>

namespace hearth::assessment_model {

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;
using Staff = access::Reader<access::audience::staff>;
using StaffPage = practice::Page<access::audience::staff>;

struct ThinkingLine {
  std::string assessment, form, author;
  int version = 0;
  Date on;
  bool agreed = false;
};
BOOST_DESCRIBE_STRUCT(ThinkingLine, (), (assessment, form, author, version, on, agreed))

struct Thinkings {
  std::string child, name;
  std::vector<ThinkingLine> assessments;
  std::vector<journey::Option> forms;  ///< In use today.
  bool may_assess = false;
};
BOOST_DESCRIBE_STRUCT(Thinkings, (), (child, name, assessments, forms, may_assess))

struct QuestionShown {
  std::string key, section, asked, why, words, evidence, not_needed, who;
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(QuestionShown, (), (key, section, asked, why, words, evidence, not_needed, who, at))

/// Something the record holds already, with its day: shown instead of being asked.
struct KnownLine {
  std::string what, words;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(KnownLine, (), (what, words, on))

struct ThinkingPage {
  std::string assessment, child, name, title;
  int version = 0;
  Date begun;
  std::vector<QuestionShown> questions;  ///< Those that are asked now.
  std::vector<KnownLine> known;
  std::vector<std::string> advice;
  std::optional<ThinkingSigned> signed_off;
  bool may_assess = false, may_sign = false;
};
BOOST_DESCRIBE_STRUCT(ThinkingPage, (),
                      (assessment, child, name, title, version, begun, questions, known, advice, signed_off, may_assess, may_sign))

struct BurdenLine {
  std::string form;
  int version = 0, questions = 0;
  Date week;
  int assessments = 0, answers = 0, minutes = 0, repeated = 0;
};
BOOST_DESCRIBE_STRUCT(BurdenLine, (), (form, version, questions, week, assessments, answers, minutes, repeated))

struct Burden {
  std::vector<BurdenLine> weeks;  ///< Latest first.
};
BOOST_DESCRIBE_STRUCT(Burden, (), (weeks))

std::optional<Thinkings> read_thinkings(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_thinkings(const practice::Drawing& drawing, const Thinkings& model);
WorkerPage draw_begin(const practice::Drawing& drawing, practice::Fields& fields, const Thinkings& model);
std::optional<ThinkingPage> read_thinking(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_thinking(const practice::Drawing& drawing, const ThinkingPage& model);
WorkerPage draw_question(const practice::Drawing& drawing, practice::Fields& fields, const ThinkingPage& model);
WorkerPage draw_signing(const practice::Drawing& drawing, practice::Fields& fields, const ThinkingPage& model);
std::optional<Burden> read_burden(const Staff& reader, const practice::Asked& asked);
StaffPage draw_burden(const practice::Drawing& drawing, const Burden& model);

Result<practice::Done> handle(journal::Unit& unit, const BeginThinking& command);
Result<practice::Done> handle(journal::Unit& unit, const AnswerQuestion& command);
Result<practice::Done> handle(journal::Unit& unit, const SignThinking& command);

}  // namespace hearth::assessment_model
