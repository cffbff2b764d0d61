// What people see and send in triage: the queue, a contact's worksheet, checks, views, the decision, the step to early help.
#pragma once

#include "journey/contact/pages.hpp"
#include "journey/lookup.hpp"
#include "practice/kit.hpp"
#include "practices/front_door/triage_rules.hpp"
#include "practices/front_door/views.hpp"

namespace hearth::front_door {

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;
using WorkerNames = journey::Names<access::audience::case_workers>;

struct QueueLine {
  std::string contact, source, method, worry, holder, team;
  std::vector<std::string> children;
  Instant received, since;
  Date due;
  TriageStage stage;
  std::optional<TriageOutcome> outcome;
  bool mine = false, differ = false;
  std::int64_t earlier = 0;            ///< Other contacts about the same children.
  std::int64_t same_place = 0;         ///< Others in this list from the same address.
  std::optional<std::string> step_to;  ///< The team that is asked to take it on.
};
BOOST_DESCRIBE_STRUCT(QueueLine, (),
                      (contact, source, method, worry, holder, team, children, received, since, due, stage, outcome, mine, differ, earlier,
                       same_place, step_to))

struct QueuePage {
  std::string show;  ///< "open", "mine", "differ", "stepped" or "decided".
  std::vector<QueueLine> lines;
  std::int64_t waiting = 0, being_triaged = 0, given_back = 0, late = 0;
};
BOOST_DESCRIBE_STRUCT(QueuePage, (), (show, lines, waiting, being_triaged, given_back, late))

struct RelatedContact {
  std::string contact, why, worry;
  std::vector<std::string> children;
  Instant received;
  std::optional<TriageOutcome> outcome;
};
BOOST_DESCRIBE_STRUCT(RelatedContact, (), (contact, why, worry, children, received, outcome))

struct RelatedCall {
  std::string call, advice, worry;
  Instant taken;
};
BOOST_DESCRIBE_STRUCT(RelatedCall, (), (call, advice, worry, taken))

struct PastDecision {
  Instant at;
  std::string who;
  TriageDecided decision;
};
BOOST_DESCRIBE_STRUCT(PastDecision, (), (at, who, decision))

struct SideView {
  Side side;
  std::string who;
  TriageOutcome outcome;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SideView, (), (side, who, outcome, reason))

struct TriagePage {
  journey::ContactPage contact;
  std::string holder;
  TriageStage stage;
  Instant since;
  bool mine = false, differ = false, may_decide_now = false;
  std::vector<CheckDone> checks;
  std::vector<SideView> views;
  std::vector<PastDecision> decisions;  ///< Newest first.
  std::vector<RelatedContact> related;
  std::vector<RelatedCall> calls;
  std::string step_to;  ///< The team that is asked to take it on, or took it on.
  std::optional<EarlyHelpAccepted> accepted;
  std::optional<EarlyHelpReturned> returned;
  bool may_answer = false;
};
BOOST_DESCRIBE_STRUCT(TriagePage, (),
                      (contact, holder, stage, since, mine, differ, may_decide_now, checks, views, decisions, related, calls, step_to,
                       accepted, returned, may_answer))

struct TriageDecisionPage {
  TriagePage triage;
  std::vector<journey::Option> teams, needs, basis;
  std::int64_t seen = 0;
};
BOOST_DESCRIBE_STRUCT(TriageDecisionPage, (), (triage, teams, needs, basis, seen))

std::optional<QueuePage> read_queue(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_queue(const practice::Drawing& drawing, const QueuePage& model);
/// What the viewer's own teams are asked to take on.
std::optional<QueuePage> read_steps(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_steps(const practice::Drawing& drawing, const QueuePage& model);

std::optional<TriagePage> read_triage(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_triage(const practice::Drawing& drawing, const TriagePage& model);
WorkerPage draw_checks(const practice::Drawing& drawing, practice::Fields& fields, const TriagePage& model);
WorkerPage draw_view(const practice::Drawing& drawing, practice::Fields& fields, const TriagePage& model);
WorkerPage draw_answer(const practice::Drawing& drawing, practice::Fields& fields, const TriagePage& model);

std::optional<TriageDecisionPage> read_decision(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_decision(const practice::Drawing& drawing, practice::Fields& fields, const TriageDecisionPage& model);
WorkerPage draw_decision_now(const practice::Drawing& drawing, practice::Fields& fields, const TriageDecisionPage& model);

Result<practice::Done> handle(journal::Unit& unit, const TakeOn& command);
Result<practice::Done> handle(journal::Unit& unit, const GiveBack& command);
Result<practice::Done> handle(journal::Unit& unit, const RecordChecks& command);
Result<practice::Done> handle(journal::Unit& unit, const GiveView& command);
Result<practice::Done> handle(journal::Unit& unit, const DecideTriage& command);
Result<practice::Done> handle(journal::Unit& unit, const DecideNow& command);
Result<practice::Done> handle(journal::Unit& unit, const AnswerStep& command);

/// Contacts that may belong to the same family, newest first, each with why. Only of the viewer's own front door.
std::vector<RelatedContact> related_to(const Worker& reader, const TriageRow& row);

}  // namespace hearth::front_door
