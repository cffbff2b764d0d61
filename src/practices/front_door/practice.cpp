// Tower Hamlets' front door and helpline, with Knowsley's two teams at one desk: what it puts into the program.

#include "practices/front_door/call_pages.hpp"
#include "practices/front_door/threshold_pages.hpp"
#include "practices/front_door/triage_pages.hpp"

namespace hearth::front_door {

using access::Permission;
using practice::Done, practice::Guard;

namespace {

template <class Command>
using Handle = Result<Done> (*)(journal::Unit&, const Command&);

void register_helpline(practice::Kit& kit) {
  const Guard of_call{Permission::see_call, "call", "call"};
  kit.page("/helpline", "The helpline's calls, to search", {Permission::take_call}, read_helpline, draw_helpline);
  kit.form("/helpline/new", "take_call", "Take a helpline call", {Permission::take_call}, read_new_call, draw_new_call,
           static_cast<Handle<TakeCall>>(handle), "Call saved");
  kit.page("/helpline/call-backs", "Callers who are to be told what was done", {Permission::take_call}, read_call_backs, draw_call_backs);
  kit.page("/helpline/calls/{call}", "One helpline call", of_call, read_call, draw_call);
  kit.command("/helpline/calls/{call}/contact", "pass_call_on", "Make a contact of a helpline call", of_call,
              static_cast<Handle<PassCallOn>>(handle), "Sent to the front door");
  kit.form("/helpline/calls/{call}/join", "join_calls", "Join two helpline calls", of_call, read_join, draw_join,
           static_cast<Handle<JoinCalls>>(handle), "Calls joined");
  kit.form("/helpline/calls/{call}/call-back", "ring_caller", "Ring a caller of the helpline back", of_call, read_call_back, draw_call_back,
           static_cast<Handle<RingCaller>>(handle), "Call-back saved");
  kit.form("/contacts/{contact}/call-back", "ring_referrer", "Tell whoever made a contact what was decided",
           {Permission::triage_contact, "contact", "contact"}, read_call_back, draw_call_back, static_cast<Handle<RingReferrer>>(handle),
           "Call-back saved");
  kit.navigate("Helpline", "/helpline", Permission::take_call, 15);
}

void register_triage(practice::Kit& kit) {
  const Guard triages{Permission::triage_contact, "contact", "contact"};
  const Guard answers{Permission::answer_step, "contact", "contact"};
  kit.page("/triage", "The triage queue of the front door", {Permission::see_front_door}, read_queue, draw_queue);
  kit.page("/triage/steps", "Families that one's own teams are asked to take on", {Permission::see_steps}, read_steps, draw_steps);
  kit.page("/contacts/{contact}/triage", "The triage of one contact", triages, read_triage, draw_triage);
  kit.command("/contacts/{contact}/triage/take", "take_contact_on", "Take a contact on, or over", triages,
              static_cast<Handle<TakeOn>>(handle), "You are on it");
  kit.command("/contacts/{contact}/triage/give-back", "give_contact_back", "Give a contact back to the queue", triages,
              static_cast<Handle<GiveBack>>(handle), "Given back to the queue");
  kit.form("/contacts/{contact}/triage/checks", "record_checks", "Record what was checked", triages, read_triage, draw_checks,
           static_cast<Handle<RecordChecks>>(handle), "Checks saved");
  kit.form("/contacts/{contact}/triage/view", "give_triage_view", "Say what one's own side would do", triages, read_triage, draw_view,
           static_cast<Handle<GiveView>>(handle), "View saved");
  kit.form("/contacts/{contact}/triage/decision", "decide_triage", "Decide on a contact, or decide anew",
           {Permission::decide_contact, "contact", "contact"}, read_decision, draw_decision, static_cast<Handle<DecideTriage>>(handle),
           "Decision recorded");
  kit.form("/contacts/{contact}/triage/now", "decide_triage_now", "Straight to assessment, or a strategy discussion now",
           {Permission::decide_referral, "contact", "contact"}, read_decision, draw_decision_now, static_cast<Handle<DecideNow>>(handle),
           "Decision recorded");
  kit.form("/contacts/{contact}/step", "answer_step", "Answer whether early help takes a family on", answers, read_triage, draw_answer,
           static_cast<Handle<AnswerStep>>(handle), "Answer sent");
  kit.page("/triage/thresholds", "How decisions drift, and like contacts that were decided differently", {Permission::learn_thresholds},
           read_thresholds, draw_thresholds);
  kit.page("/triage/arrivals", "When contacts and calls arrive", {Permission::learn_thresholds}, read_arrivals, draw_arrivals);
  kit.page("/contacts/{contact}/alike", "How like contacts were decided", triages, read_alike, draw_alike);
  kit.navigate("Triage", "/triage", Permission::see_front_door, 16);
  kit.navigate("Families to take on", "/triage/steps", Permission::see_steps, 45);
  kit.offer("Triage of this contact", "/contacts/{contact}/triage", triages, 10);
}

}  // namespace

void register_practice(practice::Kit& kit, const Reference& reference) {
  kit.begin("front_door");
  register_views(kit.catalogue(), reference);
  register_helpline(kit);
  register_triage(kit);
}

}  // namespace hearth::front_door
