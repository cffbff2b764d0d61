// The hub's last day: an enquiry in every state that one can be in, made by the commands that its members use.

#include "app/demo/story.hpp"
#include "journey/contact/rules.hpp"
#include "journey/contact/views.hpp"
#include "practices/hub/pages.hpp"
#include "practices/hub/views.hpp"

#include <stdexcept>

namespace hearth::demo {

using namespace std::chrono_literals;
using journal::Unit;
namespace kinds = hub;

namespace {

template <class T>
T accepted(Result<T> result, const char* what) {
  if (!result)
    throw std::logic_error(std::string("the demonstration's hub was refused (") + what + "): " + result.error().front().field + ": " +
                           result.error().front().sentence);
  return std::move(*result);
}

/// What an invented agency holds of an invented child.
struct Held {
  access::AgencyKind agency;
  kinds::Holding holding;
  kinds::Sensitivity sensitivity;
  kinds::Handling handling;
  const char* words;
};
constexpr Held held[] = {
    {access::AgencyKind::police, kinds::Holding::intelligence, kinds::Sensitivity::sensitive, kinds::Handling::hub_only,
     "A source says that the man who moved in last month carries a knife and collects money at the door in the evening."},
    {access::AgencyKind::health, kinds::Holding::health_record, kinds::Sensitivity::confidential, kinds::Handling::named_people,
     "Mum told the health visitor in confidence that she is afraid of him and sleeps in the children’s room."},
    {access::AgencyKind::education, kinds::Holding::school_record, kinds::Sensitivity::non_confidential, kinds::Handling::releasable,
     "Late eleven times since half term. Twice collected by a man whom the school did not know."},
    {access::AgencyKind::housing, kinds::Holding::tenancy_record, kinds::Sensitivity::confidential, kinds::Handling::named_people,
     "Neighbours rang three times about shouting at night; the front door was mended after it was kicked in."}};

}  // namespace

namespace {

struct Member {
  std::string account, agency;
  access::AgencyKind kind;
};

/// What the steps of the day share.
struct HubDay {
  std::vector<Member> members;
  std::string manager, care, team;
};

/// How far an enquiry comes by the end of the story.
enum Stage { brought, answering, silent, rated, decided, disputed };
constexpr std::pair<Stage, kinds::Rating> ways[] = {{disputed, kinds::Rating::red},    {silent, kinds::Rating::red},
                                                    {answering, kinds::Rating::amber}, {decided, kinds::Rating::amber},
                                                    {rated, kinds::Rating::amber},     {answering, kinds::Rating::green}};

void answer(Unit& unit, const std::string& enquiry, const Member& member, bool nothing, Date dated) {
  const auto* item = std::ranges::find(held, member.kind, &Held::agency);
  if (nothing || item == std::end(held)) {
    accepted(handle(unit, kinds::AnswerRequest{enquiry, member.agency, kinds::Answer::nothing_known,
                                               "Looked in the case system and in the archive"}),
             "answer");
    return;
  }
  accepted(handle(unit, kinds::ShareItem{enquiry, item->holding, dated, item->sensitivity, item->handling, item->words,
                                         "A child in the home may be at risk tonight", "CA04-11"}),
           "item");
}

kinds::DecideEnquiry decision(const std::string& enquiry, Stage stage, const std::string& team) {
  return {enquiry,
          stage == disputed ? kinds::Outcome::strategy_discussion : kinds::Outcome::assessment,
          "Taken together this is significant, and nobody has seen the children.",
          "Early help: the family did not open the door to it.",
          team,
          "Please see the children and find out who looks after them in the evening."};
}

}  // namespace

void Story::hub_day() {
  const auto as = [this](Instant when, const std::string& person, const std::string& agency, const Work& work) {
    clock_.set(when);
    auto unit = std::make_unique<Unit>(partnership_.world, *connection_, journal::Actor{person, agency});
    work(*unit);
    unit->finish();
    finished_.push_back(std::move(unit));
  };
  auto day = std::make_shared<HubDay>();
  day->care = agencies_["Westmarch Children’s Services"];
  day->team = teams_["Assessment North"].id;
  const auto start = options_.until - 390min;
  const auto screener = teams_["Front Door"].workers.front();

  as(start, "system", {}, [&](Unit& unit) {
    for (const auto& given : unit.views().select<access::RoleRow>("role = 'hub_member' or role = 'hub_manager' order by account")) {
      const auto account = unit.views().select<access::AccountRow>("account = $1", given.account).front();
      const auto agency = unit.views().select<access::AgencyRow>("agency = $1", account.agency).front();
      if (given.role == "hub_manager")
        day->manager = account.account;
      else
        day->members.push_back({account.account, account.agency, agency.kind});
    }
    const auto hub = accepted(handle(unit, kinds::OpenHub{"Westmarch Multi-Agency Safeguarding Hub"}), "hub").id;
    for (const auto& member : day->members) accepted(handle(unit, kinds::AddMember{hub, member.account}), "member");
    accepted(handle(unit, kinds::AddMember{hub, day->manager}), "manager");
  });

  // Children of contacts that wait; one who has a worker already is passed over, as the command itself does.
  const auto bring = [this, as, screener, day](Instant when, kinds::Rating rating) {
    std::string enquiry;
    as(when, screener, day->care, [&](Unit& unit) {
      for (const auto& row : unit.views().select<journey::ContactRow>("outcome is null order by received desc limit 60")) {
        const auto contact = unit.load<journey::Contact>(row.contact);
        for (const auto& child : contact->received.children) {
          if (!enquiry.empty() || !unit.views().select<kinds::EnquiryRow>("subject = $1", child).empty()) continue;
          if (handle(unit, kinds::BringContact{row.contact, child, rating,
                                               "Two neighbours rang on one evening. Who lives there, and is anybody safe?"}))
            enquiry = unit.views().select<kinds::EnquiryRow>("subject = $1", child).front().enquiry;
        }
      }
    });
    return enquiry;
  };

  for (const auto& [stage, rating] : ways) {
    const auto enquiry = bring(start + 10min, rating);
    if (enquiry.empty()) break;
    for (const auto& member : day->members) {
      const bool quiet = (stage == silent && member.kind == access::AgencyKind::health) ||
                         (stage == answering && member.kind == access::AgencyKind::police);
      if (quiet) continue;
      const auto dated = start.date() - choosing_.between(3, 60);
      plan_at(start + 90min, [=, stage = stage, rating = rating] {
        as(start + 90min, member.account, member.agency,
           [&](Unit& unit) { answer(unit, enquiry, member, stage == answering && rating == kinds::Rating::green, dated); });
      });
    }
    plan_at(start + 120min, [=] {
      as(start + 120min, day->manager, day->care, [&](Unit& unit) {
        accepted(handle(unit, kinds::SayInHub{enquiry, "Can health say who looks after the baby in the evening?"}), "word");
      });
    });
    if (stage < rated) continue;
    for (const auto& member : day->members)
      plan_at(start + 180min, [=] {
        as(start + 180min, member.account, member.agency, [&](Unit& unit) {
          const auto risk = member.kind == access::AgencyKind::education ? kinds::Risk::moderate : kinds::Risk::high;
          accepted(handle(unit, kinds::RateRisk{enquiry, risk, "Fear, a weapon and a child who is collected by a stranger",
                                                "Who the man is, and whether the older child has seen it"}),
                   "risk");
        });
      });
    if (stage < decided) continue;
    plan_at(start + 240min, [=, stage = stage] {
      as(start + 240min, day->manager, day->care,
         [&](Unit& unit) { accepted(handle(unit, decision(enquiry, stage, day->team)), "decision"); });
    });
    if (stage == disputed)
      plan_at(start + 300min, [=] {
        as(start + 300min, day->members.front().account, day->members.front().agency, [&](Unit& unit) {
          accepted(handle(unit, kinds::Dissent{enquiry, "We would have gone in tonight, with the police."}), "dissent");
        });
      });
  }
  const auto last = options_.until - 15min;
  plan_at(last, [=] {
    (void)bring(last, kinds::Rating::red);
    (void)bring(last, kinds::Rating::blue);
  });
}

}  // namespace hearth::demo
