// What people see and send on the helpline: the list, the one screen, a call, the people to ring back.
#pragma once

#include "journey/lookup.hpp"
#include "practice/kit.hpp"
#include "practices/front_door/call_rules.hpp"

namespace hearth::front_door {

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

struct CallLine {
  std::string call, source, caller, taken_by, worry, advice;
  std::vector<std::string> children;
  Instant taken;
  std::optional<std::string> contact;
};
BOOST_DESCRIBE_STRUCT(CallLine, (), (call, source, caller, taken_by, worry, advice, children, taken, contact))

struct HelplinePage {
  std::vector<CallLine> calls;
  std::string q, from, until, ended, source;  ///< The filters, as they were typed.
  std::string from_fault, until_fault;        ///< What is wrong with a day that is none.
  std::vector<journey::Option> sources;
  std::int64_t due = 0, late = 0;  ///< Call-backs.
  bool more = false;               ///< There are calls that the search did not reach.
};
BOOST_DESCRIBE_STRUCT(HelplinePage, (), (calls, q, from, until, ended, source, from_fault, until_fault, sources, due, late, more))

struct NewCall {
  std::vector<journey::Option> sources;
  Instant began;
};
BOOST_DESCRIBE_STRUCT(NewCall, (), (sources, began))

struct Ring {
  Instant at;
  std::string who;
  RingResult result;
  std::string told, note;
};
BOOST_DESCRIBE_STRUCT(Ring, (), (at, who, result, told, note))

struct CallBackPage {
  std::string id, name, reach, source;
  std::vector<std::string> about;
  std::string words;  ///< What may be said.
  Date due;
  std::vector<Ring> tries;
  bool from_call = false, done = false;
};
BOOST_DESCRIBE_STRUCT(CallBackPage, (), (id, name, reach, source, about, words, due, tries, from_call, done))

struct CallBacksPage {
  std::vector<CallBackPage> due;
};
BOOST_DESCRIBE_STRUCT(CallBacksPage, (), (due))

struct JoinedCall {
  std::string call, reason;
  Instant taken;
  std::string worry;
};
BOOST_DESCRIBE_STRUCT(JoinedCall, (), (call, reason, taken, worry))

struct CallPage {
  std::string call, source, team, taken_by;
  CallTaken taken;
  std::optional<std::string> contact;
  bool may_see_contact = false;
  std::vector<JoinedCall> joined;
  std::optional<CallBackPage> call_back;
};
BOOST_DESCRIBE_STRUCT(CallPage, (), (call, source, team, taken_by, taken, contact, may_see_contact, joined, call_back))

struct JoinPage {
  CallPage call;
  std::vector<CallLine> others;
};
BOOST_DESCRIBE_STRUCT(JoinPage, (), (call, others))

std::optional<HelplinePage> read_helpline(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_helpline(const practice::Drawing& drawing, const HelplinePage& model);
std::optional<NewCall> read_new_call(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_new_call(const practice::Drawing& drawing, practice::Fields& fields, const NewCall& model);
std::optional<CallPage> read_call(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_call(const practice::Drawing& drawing, const CallPage& model);
std::optional<JoinPage> read_join(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_join(const practice::Drawing& drawing, practice::Fields& fields, const JoinPage& model);
std::optional<CallBacksPage> read_call_backs(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_call_backs(const practice::Drawing& drawing, const CallBacksPage& model);
/// Of the call or the contact that the address names.
std::optional<CallBackPage> read_call_back(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_call_back(const practice::Drawing& drawing, practice::Fields& fields, const CallBackPage& model);

Result<practice::Done> handle(journal::Unit& unit, const TakeCall& command);
Result<practice::Done> handle(journal::Unit& unit, const PassCallOn& command);
Result<practice::Done> handle(journal::Unit& unit, const JoinCalls& command);
Result<practice::Done> handle(journal::Unit& unit, const RingCaller& command);
Result<practice::Done> handle(journal::Unit& unit, const RingReferrer& command);

/// "Lee Okafor"; "" where nobody knows.
std::string name_of(const journey::NamedChild& child);
/// One button that sends a command: the tokens and nothing to fill in.
html::Html one_press(const practice::Drawing& drawing, const std::string& path, const std::string& words, bool secondary = false,
                     const std::vector<std::pair<std::string, std::string>>& also = {});

}  // namespace hearth::front_door
