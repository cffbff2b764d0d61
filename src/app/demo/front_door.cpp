// The front door of the demonstration: its helpline, the triage of its contacts, early help at the same desk, callers rung back.
// It chooses with a seed of its own, so that the families' stories do not change with it.

#include "app/demo/story.hpp"
#include "journey/contact/pages.hpp"
#include "practices/front_door/call_pages.hpp"
#include "practices/front_door/triage_pages.hpp"

#include <chrono>
#include <stdexcept>

namespace hearth::demo {

using namespace std::chrono_literals;
using namespace front_door;
using journal::Unit;

namespace {

constexpr double share_told = 0.9;         // a generator's estimate, as are those that follow
constexpr double share_with_triage = 0.7;  // of the decisions; the others were made on the contact's own page
constexpr double share_calls_back = 0.3;
constexpr double share_reached_at_once = 0.7;

struct Said {
  std::string_view worry, advice, next_step;
};

constexpr Said calls[] = {
    {"I hear the baby next door cry for hours. I do not want to make trouble.",
     "You can always tell us. Write down when you hear it. If it stops suddenly or sounds like pain, ring 999.",
     "They write it down for a week and ring again"},
    {"My son is twelve and stays out until eleven. I do not know what to do any more.",
     "Talked about agreeing a time with him and what follows. Gave the number of the parenting line and of the youth club.",
     "They ring the parenting line"},
    {"A pupil has a burn on her hand and says it was the oven. I am not sure.",
     "Ask her openly what happened, write down her own words, do not question her again. Speak with your safeguarding lead today.",
     "The school’s lead looks at it and rings us"},
    {"My daughter’s new boyfriend shouts at my grandson. He is three.",
     "Your worry is worth taking seriously. Keep visiting. Tell the health visitor. If he is hurt or in danger, ring 999.",
     "They speak with their daughter on Sunday"},
    {"I think I shake the baby too hard when he screams. I am so tired.",
     "Put him down safely and leave the room for ten minutes. It was right to ring. The health visitor comes today.",
     "I have rung the health visitor, who visits at three"},
    {"A mother in my surgery says that her husband holds the money and her passport.",
     "See her alone. Give her the number of the domestic abuse service, not in writing. Ask about the children.",
     "The doctor sees her again on Thursday"},
    {"How do I know whether a child who minds his brothers is neglected?",
     "Went through the signs of a young carer. Gave the young carers’ service. Ask him what he would like.",
     "The club leader talks with him"}};

constexpr std::string_view found[] = {"Nothing known.", "One call to the address in the spring: a quarrel, nobody hurt.",
                                      "Attendance 91 per cent. No worry was recorded before.",
                                      "Jabs are up to date. The last visit was in order."};

}  // namespace

void Story::make_front_door() {
  const std::string care = "Westmarch Children’s Services";
  at(begin_, "system", [&](Unit& unit) {
    auto team = unit.begin<access::Team>(unit.new_id());
    unit.append(team, {access::TeamAdded{"Early Help", agencies_[care], access::TeamKind::early_help}});
    teams_["Early Help"].id = team.id;
  });
  struct One {
    std::string name, role, agency;
    std::vector<std::string> teams;
  };
  const One people[] = {{"Gail Adair", "helpline_adviser", care, {"Front Door"}},
                        {"Eve Hollis", "triage_member", care, {"Front Door", "Early Help"}},
                        {"Sergeant Ines Coll", "triage_member", "Westmarch Police", {"Front Door"}},
                        {"Tansy Rowe", "lead_practitioner", care, {"Early Help"}}};
  for (const auto& one : people) {
    auto email = one.name;
    for (char& c : email) c = c == ' ' ? '.' : char(c >= 'A' && c <= 'Z' ? c + 32 : c);
    email += one.agency == care ? "@westmarch.example" : "@partners.example";
    at(begin_, "system", [&](Unit& unit) {
      auto account = unit.begin<access::Account>(unit.new_id());
      std::vector<access::Account::Event> events{access::AccountOpened{one.name, email, agencies_[one.agency]},
                                                 access::RoleGiven{one.role}};
      for (const auto& team : one.teams) events.push_back(access::TeamJoined{teams_[team].id});
      events.push_back(access::PasswordSet{hash_});
      unit.append(account, events);
      door_people_[one.name] = account.id;
    });
    accounts_.push_back({one.name, one.role, one.agency, one.teams.front(), email, accounts_.front().password});
  }
}

void Story::plan_helpline() {
  const auto days = int((options_.until - begin_) / 24h);
  for (int i = 0; i < std::max(14, options_.children / 4); ++i) {
    const auto when =
        Instant::at(begin_.date() + door_choosing_.between(1, days - 1), door_choosing_.between(8, 20), door_choosing_.between(0, 59));
    plan_at(when, [this, when] { take_call(when, false); });
  }
  // Today's: some wait for their call back, two are at the front door.
  for (int i = 0; i < 4; ++i) {
    const auto when = options_.until - std::chrono::minutes(30 + 55 * i);
    plan_at(when, [this, when, i] { take_call(when, i % 2 == 0); });
  }
  plan_at(options_.until - 15min, [this] { work_the_queue(options_.until - 15min); });
}

void Story::take_call(Instant when, bool to_the_door) {
  const auto& said = door_choosing_.one_of(calls);
  TakeCall call{};
  call.worry = said.worry;
  call.advice = said.advice;
  call.next_step = said.next_step;
  call.began = when - std::chrono::minutes(door_choosing_.between(3, 26));
  if (door_choosing_.chance(0.6)) {
    call.caller_name = adults_name(door_choosing_, door_choosing_.chance(0.7)) + " " + family_name(door_choosing_);
    call.caller_reach = "01632 960" + std::to_string(door_choosing_.between(100, 999));  // kept free for drama by Ofcom
    constexpr std::string_view sources[] = {"1A", "1B", "2A", "3A", "8"};
    call.source = sources[door_choosing_.between(0, 4)];
    call.ring_back = door_choosing_.chance(share_calls_back);
  }
  // A call that goes to the front door brings a child on record; the demonstration has no more children than were asked for.
  if (to_the_door && children_ < options_.children) {
    journey::NamedChild child{};
    child.given_name = girls_name(door_choosing_);
    child.family_name = family_name(door_choosing_);
    child.address = street_address(door_choosing_);
    call.children.push_back(std::move(child));
    call.then = Then::contact;
    ++children_;
  }
  std::string id;
  at(when, door_people_["Gail Adair"], [&](Unit& unit) {
    auto done = handle(unit, call);
    if (!done) throw std::logic_error("the demonstration's call was refused: " + done.error().front().sentence);
    id = done->id;
  });
  if (!call.ring_back || call.then == Then::contact) return;
  const auto rings = working_days_after(when, 1);
  plan_at(rings, [this, id, rings] { ring_back(id, true, rings); });
}

void Story::ring_back(std::string id, bool from_call, Instant when) {
  const bool reached = door_choosing_.chance(share_reached_at_once);
  at(when, door_people_["Gail Adair"], [&](Unit& unit) {
    const auto result = reached ? RingResult::told : RingResult::not_reached;
    if (from_call)
      (void)handle(unit, RingCaller{id, result, {}});
    else
      (void)handle(unit, RingReferrer{id, result, {}});
  });
  if (reached) return;
  const auto again = when + 20h;
  plan_at(again, [this, id, from_call, again] { ring_back(id, from_call, again); });
}

Result<practice::Done> Story::decide_at_the_door(Unit& unit, const journey::DecideContact& decision, Instant when) {
  const auto id = decision.contact;
  if (door_choosing_.chance(share_told)) {
    const auto rings = when + std::chrono::hours(door_choosing_.between(1, 20));
    plan_at(rings, [this, id, rings] { ring_back(id, false, rings); });
  }
  if (!door_choosing_.chance(share_with_triage)) return journey::handle(unit, decision);
  record_checks(unit, id);
  DecideTriage triage{};
  triage.contact = id;
  triage.outcome = ours(decision.outcome);
  triage.reason = decision.reason;
  triage.stood_on = {"worry", "check:police"};
  triage.team = decision.referral_team;
  triage.primary_need = decision.primary_need;
  if (triage.outcome == TriageOutcome::early_help) triage.team = teams_["Early Help"].id;
  if (triage.outcome == TriageOutcome::referral)
    triage.rejected = {{TriageOutcome::early_help, "The family was offered help twice and did not want it."}};
  else
    triage.rejected = {{TriageOutcome::referral, "Nobody who knows the child describes harm."}};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Check>>([&](auto d) {
    triage.unasked.push_back({d.value, "What we know is enough: the caller withdrew and the school sees nothing."});
  });
  auto done = handle(unit, triage);
  if (done && triage.outcome == TriageOutcome::early_help) {
    const auto answers = working_days_after(when, 1);
    plan_at(answers, [this, id, answers] { answer_step(id, answers); });
  }
  return done;
}

void Story::record_checks(Unit& unit, const std::string& contact) {
  RecordChecks checks{contact, {}};
  checks.checks.push_back({Check::police, CheckState::done, std::string(door_choosing_.one_of(found))});
  checks.checks.push_back({Check::education, CheckState::done, std::string(door_choosing_.one_of(found))});
  if (door_choosing_.chance(0.5))
    checks.checks.push_back({Check::health, CheckState::not_possible, "The surgery is closed; asked for a call tomorrow."});
  if (auto done = handle(unit, checks); !done) throw std::logic_error("the demonstration's checks were refused");
}

void Story::answer_step(std::string contact, Instant when) {
  AnswerStep answer{contact, StepAnswer::accept, "I have rung the mother. We meet at the children’s centre."};
  if (door_choosing_.chance(0.12)) answer = {contact, StepAnswer::give_back, "The family does not want help from us. Please look again."};
  at(when, door_people_["Tansy Rowe"], [&](Unit& unit) { (void)handle(unit, answer); });
  if (answer.answer == StepAnswer::accept) return;
  const auto anew = working_days_after(when, 1);
  plan_at(anew, [this, contact, anew] {
    DecideTriage decision{};
    decision.contact = contact;
    decision.seen = 1;
    decision.outcome = TriageOutcome::signposting;
    decision.reason = "Rang the mother again: she has found the help that she wants at the children’s centre.";
    decision.rejected = {{TriageOutcome::referral, "Nobody who knows the child describes harm."}};
    decision.stood_on = {"worry"};
    at(anew, teams_["Front Door"].workers.front(), [&](Unit& unit) { (void)handle(unit, decision); });
  });
}

/// The last quarter of an hour: the desk is at work, so that every state of the queue can be seen.
void Story::work_the_queue(Instant when) {
  std::vector<std::string> waiting;
  connection_->each("select contact from v_triage where stage = 'waiting' order by received",
                    [&](const store::Row& row) { waiting.emplace_back(row.text(0)); });
  const auto& jo = teams_["Front Door"].workers.front();
  if (waiting.size() > 1) {
    at(when, jo, [&](Unit& unit) {
      (void)handle(unit, TakeOn{waiting[0], false});
      record_checks(unit, waiting[0]);
      (void)handle(unit, GiveView{waiting[0], TriageOutcome::referral, "The third worry about nights in half a year."});
    });
    at(when, door_people_["Eve Hollis"], [&](Unit& unit) {
      (void)handle(unit, GiveView{waiting[0], TriageOutcome::early_help, "The mother has asked for help and we can start tomorrow."});
      (void)handle(unit, TakeOn{waiting[1], false});
    });
  }
  if (waiting.size() < 4) return;
  DecideTriage step{};
  step.contact = waiting[2];
  step.outcome = TriageOutcome::early_help;
  step.reason = "The family asked for help with mornings and nobody describes harm.";
  step.rejected = {{TriageOutcome::advice, "They had advice in the spring and it was not enough."}};
  step.stood_on = {"worry"};
  step.team = teams_["Early Help"].id;
  at(when, jo, [&](Unit& unit) { (void)handle(unit, step); });
}

}  // namespace hearth::demo
