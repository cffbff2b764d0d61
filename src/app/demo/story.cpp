// How the story goes: each step does what people would do through the same commands, and plans the next.
// Shares are England's, year ending 31 March 2025 (published figures of the Department for Education), unless a line says otherwise.

#include "app/demo/story.hpp"

#include "access/reading.hpp"
#include "access/relationship.hpp"
#include "journey/contact/pages.hpp"
#include "journey/person/pages.hpp"
#include "journey/record/pages.hpp"
#include "journey/referral/protection_pages.hpp"

#include <chrono>
#include <stdexcept>

namespace hearth::demo {

using namespace std::chrono_literals;
using journal::Unit;
using namespace journey;

namespace {

constexpr int story_days = 730;
constexpr std::size_t steps_in_job = 128;

constexpr double share_of_contacts_referred =
    0.45;  // a generator's estimate: 3 to 5 contacts for a referral is usual where many are repeats
constexpr double share_no_further_action = 0.065;
constexpr double share_in_need_of_protection = 0.155;  // conferences per referral (11.4 %) and enquiries that end without one
constexpr double share_not_in_need = 0.308;
constexpr double share_early_help = 0.10;
constexpr double share_assessed_in_time = 0.857;
constexpr double share_conference_in_time = 0.814;
constexpr double share_coming_back = 0.226;

template <class T>
T accepted(Result<T> result, const char* what) {
  if (!result)
    throw std::logic_error(std::string("the demonstration was refused (") + what + "): " + result.error().front().field + ": " +
                           result.error().front().sentence);
  return std::move(*result);
}

}  // namespace

Story::Story(const app::Partnership& partnership, HandClock& clock, const Options& options)
    : partnership_(partnership),
      clock_(clock),
      options_(options),
      begin_(Instant::at(options.until.date() - story_days, 9, 0)),
      choosing_(options.seed),
      door_choosing_(options.seed ^ 0x646f6f72) {}

void Story::in_one_job(const std::function<void()>& steps) {
  const auto& world = partnership_.world;
  finished_.clear();
  try {
    world.database.write_and_wait([&](store::Connection& connection) {
      connection_ = &connection;
      steps();
    });
  } catch (...) {
    world.journal.forget();
    throw;
  }
  for (auto& unit : finished_) unit->publish_keys();
}

void Story::at(Instant when, const std::string& actor, const Work& work) {
  clock_.set(when);
  auto unit = std::make_unique<Unit>(partnership_.world, *connection_, journal::Actor{actor, agencies_["Westmarch Children’s Services"]});
  work(*unit);
  unit->finish();
  finished_.push_back(std::move(unit));
}

void Story::plan_at(Instant when, std::function<void()> take) {
  if (when < options_.until) steps_.push({when, planned_++, std::move(take)});
}

Instant Story::office_hours(Date day) { return Instant::at(day, choosing_.between(8, 17), choosing_.between(0, 59)); }

Instant Story::working_days_after(Instant from, int days) {
  const auto day = partnership_.reference.working_days().after(from.date(), days);
  const auto when = office_hours(day ? *day : from.date() + days * 7 / 5);
  return when > from ? when : from + 10min;
}

void Story::tell(const journal::Progress& progress) {
  // Families come at a steady pace; about 1.55 children each; a few more are met than
  // are needed, and those who would be too many are not.
  const int families = std::max(1, int(options_.children / 1.4));
  for (int i = 0; i < families; ++i) {
    const Date day = begin_.date() + choosing_.between(1, story_days - 1);
    plan_at(office_hours(day), [this, day] { meet_family(office_hours(day)); });
  }
  // The last day and a half: the queue of the front door holds what nobody could have decided yet.
  for (int i = 0; i < std::max(6, options_.children / 200); ++i) {
    const auto arrives = options_.until - std::chrono::minutes(choosing_.between(20, 2000));
    plan_at(arrives, [this, arrives] { meet_family(arrives); });
  }
  plan_helpline();
  plan_at(options_.until - 390min, [this] { hub_day(); });
  std::size_t taken = 0;
  while (!steps_.empty()) {
    in_one_job([&] {
      for (std::size_t i = 0; i < steps_in_job && !steps_.empty(); ++i, ++taken) {
        auto step = steps_.top();
        steps_.pop();
        clock_.set(step.when);
        step.take();
      }
    });
    if (progress) progress(std::int64_t(taken), std::int64_t(taken + steps_.size()));
  }
  auto snapshot = partnership_.world.database.read();
  snapshot->connection().each("select count(*) from journal_event", [&](const store::Row& row) { events_ = row.i64(0); });
}

void Story::meet_family(Instant when) {
  // The last few places are kept for those who come last, so that there is somebody in the queue.
  const int kept = when > options_.until - 36h ? 0 : std::min(8, options_.children / 4);
  if (children_ >= options_.children - kept) return;
  auto family = std::make_shared<Family>();
  family->name = family_name(choosing_);
  family->address = street_address(choosing_);
  family->team = choosing_.one_of(assessment_teams_);
  constexpr double siblings[] = {0.62, 0.24, 0.11, 0.03};
  const int count = std::min(int(choosing_.weighted(siblings)) + 1, options_.children - children_);
  for (int i = 0; i < count; ++i) {
    const bool girl = choosing_.chance(0.48);
    Child child{{},
                girl ? girls_name(choosing_) : boys_name(choosing_),
                family->name,
                girl ? "female" : "male",
                when.date() - choosing_.between(20, 6300)};
    family->children.push_back(std::move(child));
  }
  children_ += count;
  contact(family, when);
}

void Story::contact(std::shared_ptr<Family> family, Instant when) {
  if (when >= options_.until) return;
  constexpr std::string_view sources[] = {"6",  "2A", "2B", "3A", "3B", "3D", "3E", "3F", "1A", "1B", "1C",
                                          "1D", "4",  "5A", "5B", "5C", "5D", "7",  "8",  "9",  "10"};
  constexpr double shares[] = {28.3, 18.6, 2.0, 2.2, 3.0, 1.5, 4.5, 4.0, 4.5, 2.0, 1.5, 2.5, 1.5, 3.0, 4.0, 3.5, 4.0, 3.0, 4.0, 1.5, 0.4};
  ReceiveContact command{};
  command.method = choosing_.chance(0.5) ? ContactMethod::telephone : choosing_.chance(0.6) ? ContactMethod::form : ContactMethod::email;
  command.source = sources[choosing_.weighted(shares)];
  if (command.source != "9" && choosing_.chance(0.8)) {
    command.caller_name = adults_name(choosing_, choosing_.chance(0.6)) + " " + family_name(choosing_);
    command.caller_reach = "01632 960" + std::to_string(choosing_.between(100, 999));  // kept free for drama by Ofcom
  }
  command.worry = worry(choosing_, family->children.front().name);
  command.family_informed = choosing_.chance(0.7);
  command.team = teams_["Front Door"].id;
  const bool known = family->contacts++ > 0;
  const auto screener = choosing_.one_of(teams_["Front Door"].workers);
  std::string id;
  at(when, screener, [&](Unit& unit) {
    for (const auto& child : family->children) {
      NamedChild named{};
      if (known) {
        named.person = child.id;
        // The screener looked the children up before taking the contact: the record says so.
        auto relations = unit.load<access::Relations>(child.id);
        unit.append(
            relations,
            access::begin(
                relations.state,
                {unit.new_id(), access::RelationKind::in_queue, {}, command.team, {}, "A contact about the child is in the team’s queue"}));
        auto mine = unit.load<access::Relations>(child.id);
        unit.append(
            mine, access::begin(
                      mine.state,
                      {unit.new_id(), access::RelationKind::involved, screener, {}, unit.now() + 24h, "Takes a contact about the child"}));
        unit.finish();
      } else {
        named.given_name = child.name;
        named.family_name = child.family_name;
        named.born = child.born;
        named.sex = child.sex_word == "female" ? Sex::female : Sex::male;
        named.address = family->address;
      }
      command.children.push_back(std::move(named));
    }
    id = accepted(handle(unit, command), "contact").id;
    const auto contact = unit.load<Contact>(id);
    for (std::size_t i = 0; i < family->children.size(); ++i) family->children[i].id = contact->received.children[i];
  });
  if (when > options_.until - 36h && choosing_.chance(0.8)) return;
  const bool in_time = choosing_.chance(0.93);
  const auto decision =
      in_time ? (choosing_.chance(0.6) ? when + std::chrono::minutes(choosing_.between(20, 200)) : working_days_after(when, 1))
              : working_days_after(when, choosing_.between(2, 4));
  plan_at(decision, [this, family, id, decision] { decide_contact(family, id, decision); });
}

void Story::decide_contact(std::shared_ptr<Family> family, std::string contact, Instant when) {
  constexpr ContactOutcome others[] = {ContactOutcome::information_advice, ContactOutcome::signpost_universal, ContactOutcome::early_help,
                                       ContactOutcome::no_further_action};
  constexpr double shares[] = {0.3, 0.15, 0.25, 0.3};
  const bool refers = family->contacts > 1 || choosing_.chance(share_of_contacts_referred);
  DecideContact command{};
  command.contact = contact;
  command.outcome = refers ? ContactOutcome::referral : others[choosing_.weighted(shares)];
  command.reason = refers ? "What was reported would be significant harm if it is so, and nobody else can find out."
                          : "What was reported does not reach the threshold. The caller agrees and knows how to come back.";
  if (refers) {
    command.referral_team = teams_[family->team].id;
    constexpr std::string_view needs[] = {"N1", "N2", "N3", "N4", "N5", "N6", "N8"};
    constexpr double need_shares[] = {57, 7, 6, 10, 14, 2, 2};
    command.primary_need = needs[choosing_.weighted(need_shares)];
  }
  std::vector<std::string> referrals;
  at(when, choosing_.one_of(teams_["Front Door"].managers), [&](Unit& unit) {
    accepted(decide_at_the_door(unit, command, when), "decision on a contact");
    referrals = unit.load<Contact>(contact)->decided->referrals;
  });
  const auto decision = choosing_.chance(0.95) ? working_days_after(when, choosing_.chance(0.5) ? 0 : 1) : working_days_after(when, 3);
  for (std::size_t i = 0; i < referrals.size(); ++i)
    plan_at(decision, [this, family, referral = referrals[i], i, decision] { decide_referral(family, referral, int(i), decision); });
  if (!refers && choosing_.chance(0.25)) come_back(family, when);
}

void Story::decide_referral(std::shared_ptr<Family> family, std::string referral, int child, Instant when) {
  const bool nothing = choosing_.chance(share_no_further_action);
  DecideReferral command{};
  command.referral = referral;
  command.outcome = nothing                 ? ReferralOutcome::no_further_action
                    : choosing_.chance(0.1) ? ReferralOutcome::strategy_discussion
                                            : ReferralOutcome::assessment_s17;
  command.primary_need = "N1";
  command.reason = nothing ? "The school had the matter in hand already and the family is working with them."
                           : "We need to find out how the child lives, with the child and the family.";
  command.referrer_told = choosing_.chance(0.85);
  command.family_told = choosing_.chance(0.9);
  at(when, manager_of(family->team), [&](Unit& unit) { accepted(handle(unit, command), "decision on a referral"); });
  if (nothing) return;
  const auto next = when + std::chrono::minutes(choosing_.between(10, 90));
  plan_at(next, [this, family, referral, child, next] { allocate(family, referral, child, next); });
}

void Story::allocate(std::shared_ptr<Family> family, std::string referral, int child, Instant when) {
  // Brothers and sisters have the same worker.
  if (family->worker.empty() || std::ranges::find(teams_[family->team].workers, family->worker) == teams_[family->team].workers.end())
    family->worker = choosing_.one_of(teams_[family->team].workers);
  at(when, manager_of(family->team), [&](Unit& unit) {
    (void)handle(unit, AllocateWorker{family->children[std::size_t(child)].id, family->worker,
                                      "New assessment"});  // refused when they have the child already
  });
  at(when + 5min, family->worker, [&](Unit& unit) {
    accepted(handle(unit, StartAssessment{referral, unit.today()}), "start of an assessment");
    auto record = unit.load<Person>(family->children[std::size_t(child)].id);
    auto details = record->details;
    if (!details.ethnicity) {
      details.ethnicity = ethnicity(choosing_);
      details.disabilities = {choosing_.chance(0.88) ? "NONE" : choosing_.chance(0.5) ? "AUT" : "LD"};
      accepted(handle(unit, CorrectPerson{family->children[std::size_t(child)].id, record.at.version, details, "Asked the family"}),
               "details");
    }
  });
  if (child == 0 && family->contacts == 1) {
    at(when + 30min, family->worker, [&](Unit& unit) {
      for (const auto& one : family->children) {
        TieFamily mother{one.id, adults_name(choosing_, true), family->name, {}, {}, Kinship::mother, true, true, {}};
        accepted(handle(unit, mother), "family");
        if (choosing_.chance(0.7)) {
          TieFamily father{one.id,
                           adults_name(choosing_, false),
                           choosing_.chance(0.6) ? family->name : family_name(choosing_),
                           {},
                           {},
                           Kinship::father,
                           choosing_.chance(0.8),
                           choosing_.chance(0.5),
                           {}};
          accepted(handle(unit, father), "family");
        }
        if (choosing_.chance(0.4)) {
          TieFamily gran{one.id, adults_name(choosing_, true), family->name, {}, {}, Kinship::grandparent, false, false, {}};
          accepted(handle(unit, gran), "family");
        }
      }
    });
  }
  for (int visit = 0; visit < choosing_.between(1, 3); ++visit)
    note(family, child, working_days_after(when, 2 + visit * 7 + choosing_.between(0, 4)), true);
  note(family, child, working_days_after(when, choosing_.between(3, 20)), false);
  if (choosing_.chance(0.4)) task(family, child, working_days_after(when, 1));
  document(family, child, working_days_after(when, 3));
  const int days = choosing_.chance(share_assessed_in_time) ? choosing_.between(12, 43) : choosing_.between(46, 70);
  const auto written = working_days_after(when, days);
  plan_at(written, [this, family, referral, child, written] { assess(family, referral, child, written); });
}

void Story::assess(std::shared_ptr<Family> family, std::string referral, int child, Instant when) {
  constexpr std::string_view factors[] = {"4B", "3B", "17A", "4A", "16A", "20", "1B", "2B", "5A", "18C", "3A", "14A", "6B", "15A"};
  constexpr double shares[] = {33.5, 31.7, 19.0, 17.6, 17.6, 16.3, 14.3, 14.1, 12.3, 12.0, 11.3, 7.0, 5.4, 5.0};
  WriteAssessment command{};
  command.referral = referral;
  command.worries = worries_summary(choosing_);
  command.strengths = strengths(choosing_);
  command.childs_words = choosing_.chance(0.8) ? childs_words(choosing_) : "";
  command.analysis = analysis(choosing_, family->children[std::size_t(child)].name);
  command.child_seen = choosing_.chance(0.95);
  command.child_seen_alone = command.child_seen && choosing_.chance(0.75);
  for (int i = 0; i < choosing_.between(1, 3); ++i) {
    std::string factor(factors[choosing_.weighted(shares)]);
    if (std::ranges::find(command.factors, factor) == command.factors.end()) command.factors.push_back(factor);
  }
  at(when, family->worker, [&](Unit& unit) {
    command.seen = unit.world().journal.state(unit.connection(), "referral/" + referral).version;
    accepted(handle(unit, command), "assessment");
  });
  hear(family, child, when);
  const auto authorised = choosing_.chance(0.8) ? when + std::chrono::minutes(choosing_.between(60, 240)) : working_days_after(when, 1);
  plan_at(authorised, [this, family, referral, child, authorised] { authorise(family, referral, child, authorised); });
}

void Story::authorise(std::shared_ptr<Family> family, std::string referral, int child, Instant when) {
  constexpr double shares[] = {share_not_in_need, share_early_help, 1 - share_not_in_need - share_early_help - share_in_need_of_protection,
                               share_in_need_of_protection};
  constexpr AssessmentOutcome outcomes[] = {AssessmentOutcome::no_further_action, AssessmentOutcome::early_help,
                                            AssessmentOutcome::child_in_need_plan, AssessmentOutcome::section_47_enquiry};
  const auto outcome = outcomes[choosing_.weighted(shares)];
  AuthoriseAssessment command{};
  command.referral = referral;
  command.authorise = AuthoriseAssessment::Choice::authorise;
  command.outcome = outcome;
  command.reason = "Read and discussed with the worker. I agree with the analysis.";
  at(when, manager_of(family->team), [&](Unit& unit) { accepted(handle(unit, command), "authorisation"); });
  switch (outcome) {
    case AssessmentOutcome::no_further_action:
    case AssessmentOutcome::early_help: {
      const auto closing = working_days_after(when, choosing_.between(1, 5));
      const std::string reason = outcome == AssessmentOutcome::early_help ? "RC9" : "RC8";
      plan_at(closing, [this, family, referral, child, closing, reason] { close(family, referral, child, closing, reason); });
      break;
    }
    case AssessmentOutcome::section_47_enquiry: {
      const auto enquiry = working_days_after(when, 1);
      plan_at(enquiry, [this, family, referral, child, enquiry] { protect(family, referral, child, enquiry); });
      break;
    }
    default: {
      const auto planned = working_days_after(when, choosing_.between(2, 9));
      plan_at(planned, [this, family, referral, child, planned] { plan(family, referral, child, planned); });
    }
  }
}

void Story::protect(std::shared_ptr<Family> family, std::string referral, int child, Instant when) {
  const bool needed = choosing_.chance(0.73);
  const auto concluded = working_days_after(when, choosing_.between(5, 8));
  const auto conference =
      working_days_after(when, choosing_.chance(share_conference_in_time) ? choosing_.between(9, 15) : choosing_.between(16, 26));
  HoldStrategyDiscussion discussion{referral,
                                    when.date(),
                                    present(family),
                                    "Injuries that nobody explains, and what was seen at home.",
                                    StrategyOutcome::section_47_joint,
                                    "The threshold of significant harm may be met; the police investigate beside us.",
                                    "The child stays with gran until we have met."};
  discussion.outcome = choosing_.chance(0.6) ? StrategyOutcome::section_47_joint : StrategyOutcome::section_47_single;
  at(when, manager_of(family->team), [&](Unit& unit) { accepted(handle(unit, discussion), "strategy discussion"); });
  const auto words = choosing_.chance(0.8) ? childs_words(choosing_) : std::string();
  plan_at(concluded, [this, family, referral, child, concluded, conference, needed, words] {
    ConcludeEnquiry enquiry{
        referral,
        concluded.date(),
        true,
        !words.empty(),
        words,
        analysis(choosing_, family->children[std::size_t(child)].name),
        needed ? EnquiryOutcome::continuing_risk : EnquiryOutcome::no_continuing_risk,
        needed ? "What happened is likely to happen again as things are." : "The person who did it has gone, and mum sees what it did.",
        chair_};
    at(concluded, family->worker, [&](Unit& unit) { accepted(handle(unit, enquiry), "end of an enquiry"); });
    if (!needed) return plan(family, referral, child, concluded + 1h);
    plan_at(conference, [this, family, referral, child, conference] { confer(family, referral, child, conference); });
  });
}

std::vector<Present> Story::present(const std::shared_ptr<Family>& family) {
  using enum access::AgencyKind;
  std::vector<Present> there{
      {childrens_social_care, family->team + ", manager and worker"}, {police, "PC Adil Nasser"}, {health, "Nurse Wendy Clough"}};
  if (choosing_.chance(0.7)) there.push_back({education, "Ms Imogen Hart"});
  return there;
}

std::vector<AtConference> Story::at_conference(const std::shared_ptr<Family>& family) {
  std::vector<AtConference> agencies;
  for (const auto& each : present(family)) {
    const bool agrees = choosing_.chance(0.9);
    agencies.push_back({each.agency, each.who, true, choosing_.chance(0.8), agrees ? ThresholdView::met : ThresholdView::not_met,
                        agrees ? "" : "We see a child who does well at present, and would wait."});
  }
  return agencies;
}

void Story::confer(std::shared_ptr<Family> family, std::string referral, int child, Instant when) {
  constexpr std::string_view categories[] = {"NEG", "EMO", "PHY", "SAB", "MUL"};
  constexpr double shares[] = {50, 36, 8, 4, 2};
  const bool planned = choosing_.chance(0.86);
  HoldConference conference{referral,
                            when.date(),
                            at_conference(family),
                            "",
                            ChildsPart::advocate,
                            childs_words(choosing_),
                            "We want it to stop as well, and would like to be asked before things are written.",
                            planned ? ConferenceDecision::protection_plan : ConferenceDecision::in_need_plan,
                            std::string(categories[choosing_.weighted(shares)]),
                            "Each agency gave its view; the harm is likely to go on without a plan.",
                            {{"Nights are safe", "No visitors after eight, and gran has a key", "Mum and gran", {}}}};
  if (!planned) conference.goals.clear();
  at(when, chair_, [&](Unit& unit) { accepted(handle(unit, conference), "conference"); });
  if (!planned) return plan(family, referral, child, when + 1h);
  const auto next = working_days_after(when, choosing_.between(55, 62));
  plan_at(next, [this, family, referral, child, next] { review_protection(family, referral, child, next, 1); });
  for (int i = 1; i <= 6; ++i) note(family, child, working_days_after(when, i * 9 + choosing_.between(0, 3)), true);
  const auto group = working_days_after(when, choosing_.chance(0.85) ? choosing_.between(5, 10) : choosing_.between(11, 16));
  plan_at(group, [this, family, referral, group] {
    HoldCoreGroup core{
        referral,
        group.date(),
        present(family),
        choosing_.chance(0.9),
        "Everybody knows the plan. Gran sleeps over on Fridays.",
        {{"Nights are safe", "No visitors after eight, and gran has a key", "Mum and gran", {}},
         {"Somebody sees the child every week", "Visits at home and at school, one of them unannounced", "Social worker", {}}}};
    at(group, family->worker, [&](Unit& unit) { accepted(handle(unit, core), "core group"); });
  });
}

void Story::review_protection(std::shared_ptr<Family> family, std::string referral, int child, Instant when, int reviews) {
  const bool ends = choosing_.chance(reviews == 1 ? 0.25 : 0.55);
  HoldReviewConference review{referral,
                              when.date(),
                              at_conference(family),
                              "",
                              ChildsPart::views_given,
                              childs_words(choosing_),
                              "It is calmer at home.",
                              ends ? ReviewDecision::step_down : ReviewDecision::continues,
                              {},
                              ends ? "The harm has stopped, and the family works with us." : "Too early to say that it will last.",
                              {{"Nights stay safe", "As before, and mum tells the worker when it gets hard", "Mum", {}}}};
  at(when, chair_, [&](Unit& unit) { accepted(handle(unit, review), "review conference"); });
  if (ends) {
    const auto down = when + 2h;
    return plan_at(down, [this, family, referral, child, down] { plan(family, referral, child, down); });
  }
  const auto next = working_days_after(when, choosing_.between(110, 124));
  plan_at(next, [this, family, referral, child, next, reviews] { review_protection(family, referral, child, next, reviews + 1); });
}

void Story::plan(std::shared_ptr<Family> family, std::string referral, int child, Instant when) {
  const auto& name = family->children[std::size_t(child)].name;
  MakePlan command{};
  command.referral = referral;
  command.on = when.date();
  command.summary = "So that " + name + " is safe at night, gets to school, and has somebody to talk to.";
  command.goals = {
      {"Nights are quiet and somebody sober is there",
       "Mum and gran agree who is there each night and write it on the calendar",
       "Mum and gran",
       {}},
      {name + " is at school every day", "Breakfast club; the school rings by half past nine when " + name + " is missing", "School", {}}};
  if (choosing_.chance(0.5))
    command.goals.push_back(
        {"Mum has help with her mood", "Appointment with the doctor; the worker goes along the first time", "Mum and worker", {}});
  at(when, family->worker, [&](Unit& unit) { accepted(handle(unit, command), "plan"); });
  const auto next = working_days_after(when, choosing_.between(24, 32));
  plan_at(next, [this, family, referral, child, next] { review(family, referral, child, next, 1); });
  for (int i = 1; i <= 3; ++i) note(family, child, working_days_after(when, i * 8 + choosing_.between(0, 4)), choosing_.chance(0.7));
  if (choosing_.chance(0.5)) task(family, child, working_days_after(when, 2));
}

void Story::review(std::shared_ptr<Family> family, std::string referral, int child, Instant when, int reviews) {
  // Time in need of those who ceased: about half within three months, a tenth after two years.
  const bool ends = choosing_.chance(reviews <= 2 ? 0.45 : 0.22);
  ReviewPlan command{};
  command.referral = referral;
  command.on = when.date();
  command.outcome = ends ? ReviewOutcome::ends : ReviewOutcome::continues;
  command.words = review_words(choosing_, family->children[std::size_t(child)].name);
  command.childs_words = choosing_.chance(0.7) ? childs_words(choosing_) : "";
  at(when, family->worker, [&](Unit& unit) { accepted(handle(unit, command), "review"); });
  if (ends) {
    const auto closing = working_days_after(when, choosing_.between(1, 6));
    return plan_at(closing, [this, family, referral, child, closing] { close(family, referral, child, closing, "RC7"); });
  }
  for (int i = 1; i <= 2; ++i) note(family, child, working_days_after(when, i * 10 + choosing_.between(0, 4)), choosing_.chance(0.7));
  const auto next = working_days_after(when, choosing_.between(26, 34));
  plan_at(next, [this, family, referral, child, next, reviews] { review(family, referral, child, next, reviews + 1); });
}

void Story::close(std::shared_ptr<Family> family, std::string referral, int child, Instant when, std::string reason) {
  at(when, manager_of(family->team), [&](Unit& unit) {
    accepted(handle(unit, CloseReferral{referral, unit.today(), reason, "The family knows whom to ring. School and grandmother go on."}),
             "closure");
  });
  if (child == 0 && choosing_.chance(share_coming_back)) come_back(family, when);
}

void Story::come_back(std::shared_ptr<Family> family, Instant after) {
  const auto again = working_days_after(after, choosing_.between(15, 250));
  plan_at(again, [this, family, again] {
    // Nothing new is opened while another child of the family has an open referral: a worker is there already.
    bool open = false;
    for (const auto& child : family->children)
      connection_->each(
          "select referral from v_referral where subject = $1 and closed is null", [&](const store::Row&) { open = true; }, child.id);
    if (!open) contact(family, again);
  });
}

void Story::note(std::shared_ptr<Family> family, int child, Instant when, bool visit) {
  plan_at(when, [this, family, child, when, visit] {
    const auto& one = family->children[std::size_t(child)];
    if (family->worker.empty()) return;
    WriteNote command{};
    command.child = one.id;
    command.kind = visit ? NoteKind::visit : NoteKind::telephone_call;
    command.on = choosing_.chance(0.8) ? when.date() : when.date() - 1;
    command.words = visit ? visit_words(choosing_, one.name) : call_words(choosing_, one.name);
    command.child_seen = visit && choosing_.chance(0.92);
    command.child_seen_alone = command.child_seen && choosing_.chance(0.7);
    if (command.child_seen && choosing_.chance(0.5)) command.childs_words = childs_words(choosing_);
    at(when, family->worker, [&](Unit& unit) { accepted(handle(unit, command), "note"); });
    access::log_reading(*connection_, {when,
                                       family->worker,
                                       agencies_["Westmarch Children’s Services"],
                                       "/children/{child}",
                                       "see_child/social_worker/works_with",
                                       {},
                                       one.id,
                                       {one.id},
                                       kCase});
  });
}

void Story::task(std::shared_ptr<Family> family, int child, Instant when) {
  constexpr std::string_view tasks[] = {"Ring the school about the breakfast club",
                                        "Ask the health visitor for the growth chart",
                                        "Book the family group meeting",
                                        "Send the assessment to the family and ask what they think",
                                        "Find out who the adult online is",
                                        "Chase the housing transfer"};
  plan_at(when, [this, family, child, when, what = std::string(choosing_.one_of(tasks))] {
    if (family->worker.empty()) return;
    std::string id;
    const auto by = working_days_after(when, choosing_.between(3, 15));
    at(when, manager_of(family->team), [&](Unit& unit) {
      id = accepted(handle(unit, SetTask{family->children[std::size_t(child)].id, what, family->worker, by.date()}), "task").id;
    });
    const auto done = choosing_.chance(0.85) ? when + (by - when) * 3 / 4 : by + 72h;
    plan_at(done, [this, family, id, done] { at(done, family->worker, [&](Unit& unit) { (void)handle(unit, FinishTask{id, "Done"}); }); });
  });
}

Filled fill(const app::Partnership& partnership, HandClock& clock, const Options& options, const journal::Progress& progress) {
  Story story(partnership, clock, options);
  story.in_one_job([&] { story.make_partners(); });
  story.tell(progress);
  return story.filled();
}

}  // namespace hearth::demo
