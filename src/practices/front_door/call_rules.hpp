// What may happen to a helpline call and to a promise to ring back. Pure.
#pragma once

#include "base/reference.hpp"
#include "journal/unit.hpp"
#include "practices/front_door/events.hpp"

namespace hearth::front_door {

struct Call {
  static constexpr std::string_view kind = "call";
  using Event = std::variant<CallTaken, CallBecameContact, CallsJoined>;
  CallTaken taken;
  std::optional<std::string> contact;
  std::vector<CallsJoined> joined;

  std::string subject(std::string_view id) const { return std::string(id); }
  /// Nobody: a name that a caller gives is not yet a person on record. The contact that it becomes is about them.
  std::vector<std::string> about(std::string_view) const { return {}; }
};
Call evolve(Call call, const Call::Event& event);
using CallEvents = std::vector<Call::Event>;

/// How a call ends when it is saved.
enum class Then { advice, contact };
BOOST_DESCRIBE_ENUM(Then, advice, contact)

struct TakeCall {
  static constexpr Asks asks[] = {{"worry", "Write what worries them, in their own words"},
                                  {"minutes", "Enter how many minutes the call took, from 1 to 600"},
                                  {"then", "Choose whether the call ends with advice or goes to the front door"}};
  std::string worry;
  std::string source;  ///< "" where the caller does not say.
  std::optional<std::string> caller_name, caller_reach;
  bool ring_back = false;
  std::vector<journey::NamedChild> children;
  std::string advice, next_step;
  std::optional<int> minutes;
  std::optional<Instant> began;  ///< When the screen was opened: the call's length, without anybody writing it.
  Then then = Then::advice;
};
BOOST_DESCRIBE_STRUCT(TakeCall, (),
                      (worry, source, caller_name, caller_reach, ring_back, children, advice, next_step, minutes, began, then))

struct PassCallOn {
  std::string call;
};
BOOST_DESCRIBE_STRUCT(PassCallOn, (), (call))

struct JoinCalls {
  std::string call;
  std::string other;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(JoinCalls, (), (call, other, reason))

/// Without the children about whom nothing was written: an empty part of the form is no child.
TakeCall tidied(TakeCall command);
/// Everything that is wrong with a tidied call.
Refusals faults(const TakeCall& command, const Reference& reference, Instant now);
CallEvents decide(const TakeCall& command, const std::string& team, Instant now);
/// The contact that the call makes: nothing is asked again. Refuses a call that made one already.
Result<journey::ReceiveContact> contact_of(const Call& call, Date today);
Result<CallEvents> decide(const Call& call, const JoinCalls& command, bool other_exists);

// ---- ringing back ---------------------------------------------------------------------------------------------------------

/// A promise to tell a caller what was done; its id is that of the call or the contact.
struct CallBack {
  static constexpr std::string_view kind = "call_back";
  using Event = std::variant<RangBack>;
  std::vector<RangBack> tries;
  bool done() const;
  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return {}; }
};
CallBack evolve(CallBack call_back, const CallBack::Event& event);

/// Nobody is left alone after one ring: to give up takes this many tries that reached nobody.
inline constexpr int tries_before_giving_up = 3;
bool ends(RingResult result);

/// Tells the caller of a helpline call.
struct RingCaller {
  static constexpr Asks asks[] = {{"result", "Choose how it went"}};
  std::string call;
  RingResult result;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(RingCaller, (), (call, result, note))

/// Tells whoever made a contact.
struct RingReferrer {
  static constexpr Asks asks[] = {{"result", "Choose how it went"}};
  std::string contact;
  RingResult result;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(RingReferrer, (), (contact, result, note))

Result<std::vector<CallBack::Event>> decide(const CallBack& call_back, RingResult result, const std::string& note,
                                            const std::string& fixed_words);

/// What a caller may be told. A professional hears the outcome (Working Together: referrers are told what was decided); a private
/// person hears that it was looked at, because the rest is the family's own business.
std::string words_to_tell(const std::string& source, std::optional<TriageOutcome> outcome);
bool is_professional(std::string_view source);

}  // namespace hearth::front_door
