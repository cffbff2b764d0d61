#include "practices/front_door/call_rules.hpp"

#include "practices/front_door/words.hpp"

#include <algorithm>
#include <chrono>

namespace hearth::front_door {

using namespace std::chrono_literals;

namespace {

constexpr int longest_call = 600;    // minutes
constexpr auto longest_screen = 4h;  // a screen that was open for longer measured the day and not the call
constexpr std::size_t most_children = 10;

bool nothing_in(const journey::NamedChild& c) {
  return !c.person && c.given_name.empty() && c.family_name.empty() && !c.born && !c.expected && !c.address && !c.sex;
}

std::optional<int> minutes_of(const TakeCall& c, Instant now) {
  if (c.minutes) return c.minutes;
  if (!c.began || *c.began > now || now - *c.began > longest_screen) return std::nullopt;
  return std::max(1, int(std::chrono::duration_cast<std::chrono::minutes>(now - *c.began + 30s).count()));
}

}  // namespace

Call evolve(Call call, const Call::Event& event) {
  std::visit(match{[&](const CallTaken& e) { call.taken = e; }, [&](const CallBecameContact& e) { call.contact = e.contact; },
                   [&](const CallsJoined& e) { call.joined.push_back(e); }},
             event);
  return call;
}

TakeCall tidied(TakeCall command) {
  while (!command.children.empty() && nothing_in(command.children.back())) command.children.pop_back();
  return command;
}

Refusals faults(const TakeCall& c, const Reference& reference, Instant now) {
  Refusals wrong;
  const auto today = now.date();
  if (c.worry.empty()) wrong.push_back({"worry", "Write what worries them, in their own words"});
  if (!c.source.empty() && !reference.has("referral_source", c.source, today))
    wrong.push_back({"source", "Choose who calls from the list, or leave it open"});
  if (c.ring_back && !c.caller_reach) wrong.push_back({"caller_reach", "Write how to reach them, or do not promise to ring back"});
  if (c.children.size() > most_children) wrong.push_back({"", "A call can name up to 10 children. Take a second call for the others"});
  for (std::size_t i = 0; i < c.children.size(); ++i) {
    const auto prefix = "children[" + std::to_string(i) + "].";
    if (nothing_in(c.children[i])) wrong.push_back({prefix + "given_name", "Write what is known of this child, or move the next one up"});
    if (c.children[i].person)
      wrong.push_back({prefix + "person", "Write the child’s name as the caller gives it: the front door finds the record"});
    for (auto& fault : journey::faults(journey::details_of(c.children[i]), reference, today, prefix)) wrong.push_back(std::move(fault));
  }
  if (c.then == Then::advice && c.advice.empty())
    wrong.push_back({"advice", "Write the advice that you gave, or pass the call to the front door"});
  if (c.minutes && (*c.minutes < 1 || *c.minutes > longest_call))
    wrong.push_back({"minutes", "Enter how many minutes the call took, from 1 to 600"});
  return wrong;
}

CallEvents decide(const TakeCall& c, const std::string& team, Instant now) {
  return {CallTaken{now, minutes_of(c, now), c.source, c.caller_name, c.caller_reach, c.children, c.worry, c.advice, c.next_step,
                    c.ring_back, team}};
}

Result<journey::ReceiveContact> contact_of(const Call& call, Date today) {
  if (call.contact) return refuse("", "This call became a contact already. Open the contact to see what was decided");
  const auto& t = call.taken;
  journey::ReceiveContact contact{};
  contact.method = journey::ContactMethod::telephone;
  // The census knows "anonymous" and "not known" (item N00715): who gives a name and not what they are is not anonymous.
  contact.source = !t.source.empty() ? t.source : t.caller_name ? "10" : "9";
  contact.caller_name = t.caller_name;
  contact.caller_reach = t.caller_reach;
  contact.children = t.children;
  if (contact.children.empty()) contact.children.emplace_back();
  for (auto& child : contact.children)
    if (child.given_name.empty() && child.family_name.empty() && !child.expected) child.given_name = "Unknown";
  contact.worry = t.worry;
  if (t.at.date() != today) contact.received_on = t.at.date();
  contact.team = t.team;
  return contact;
}

Result<CallEvents> decide(const Call& call, const JoinCalls& c, bool other_exists) {
  Refusals wrong;
  if (c.other == c.call || !other_exists)
    wrong.push_back({"other", "Choose another call"});
  else if (std::ranges::any_of(call.joined, [&](const CallsJoined& j) { return j.other == c.other; }))
    wrong.push_back({"other", "These calls are joined already"});
  if (c.reason.empty()) wrong.push_back({"reason", "Write how you know that they belong together"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return CallEvents{CallsJoined{c.other, c.reason}};
}

// ---- ringing back ---------------------------------------------------------------------------------------------------------

bool ends(RingResult result) { return result == RingResult::told || result == RingResult::wants_no_call || result == RingResult::given_up; }

bool CallBack::done() const {
  return std::ranges::any_of(tries, [](const RangBack& t) { return ends(t.result); });
}

CallBack evolve(CallBack call_back, const CallBack::Event& event) {
  call_back.tries.push_back(std::get<RangBack>(event));
  return call_back;
}

Result<std::vector<CallBack::Event>> decide(const CallBack& call_back, RingResult result, const std::string& note,
                                            const std::string& fixed_words) {
  if (call_back.done()) return refuse("", "The caller has been told already. Open the call-back to see when");
  if (result == RingResult::given_up && int(call_back.tries.size()) < tries_before_giving_up)
    return refuse("result", "Try at least 3 times before you give up. Each try is kept");
  if (result == RingResult::wants_no_call && note.empty()) return refuse("note", "Write how you know that they do not want to be rung");
  return std::vector<CallBack::Event>{RangBack{result, fixed_words, note}};
}

// Codes of the CIN census, item N00715: 1A to 1D are private persons, 9 is anonymous, 10 not known. All others work with children.
bool is_professional(std::string_view source) { return !source.empty() && !source.starts_with('1') && source != "9"; }

std::string words_to_tell(const std::string& source, std::optional<TriageOutcome> outcome) {
  const std::string thanks = "Thank you for telling us about your worry.";
  const std::string again = " If you see or hear anything else, please ring us again. If a child is in danger now, ring 999.";
  if (!outcome)
    return thanks + " We promised to ring you back. We have thought about what you told us with people who know this work." + again;
  if (is_professional(source)) return thanks + " We decided: " + words_for(*outcome) + "." + again;
  return thanks +
         " We looked at it together and did what we think is needed. We cannot tell you more, because it is the family’s own business." +
         again;
}

}  // namespace hearth::front_door
