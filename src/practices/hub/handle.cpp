// What members send: each command is decided by the rules in the writer's transaction.

#include "journey/contact/rules.hpp"
#include "journey/record/rules.hpp"
#include "journey/referral/rules.hpp"
#include "overlap.hpp"
#include "pages.hpp"
#include "views.hpp"
#include "words.hpp"

#include <algorithm>

namespace hearth::hub {

using practice::Done;

namespace {

Acting acting(const journal::Unit& unit) { return {unit.actor().agency, unit.now(), unit.world().reference, Ratings::built_in()}; }

Done board_of(const std::string& enquiry, std::string id = {}) { return {"/hub/enquiries/" + enquiry, std::move(id)}; }

template <class C>
Result<Done> act(journal::Unit& unit, const C& command) {
  auto enquiry = unit.load<Enquiry>(command.enquiry);
  auto events = decide(enquiry.state, command, acting(unit));
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(enquiry, *events);
  return board_of(command.enquiry);
}

}  // namespace

void note_attempt(const journal::World& world, const journal::Actor& actor, const std::string& enquiry, Attempt attempt) {
  journal::submit(
      world, actor,
      [enquiry, attempt](journal::Unit& unit) {
        const auto row = journal::find_row<EnquiryRow>(unit.connection(), unit.world().keys, enquiry);
        if (!row) return;
        // Once an hour is enough to know of somebody who tries again and again.
        for (const auto& a : row->body.attempts)
          if (a.attempt == attempt && a.person == unit.actor().person && a.at > unit.now() - std::chrono::hours(1)) return;
        auto loaded = unit.load<Enquiry>(enquiry);
        unit.append(loaded, {AttemptRefused{attempt}});
      },
      [](std::exception_ptr) {});  // the person has had their answer; a store that fails tells so by itself
}

Result<Done> handle(journal::Unit& unit, const AskAgencies& command) {
  for (const auto& agency : command.agencies)
    if (!journal::find_row<access::AgencyRow>(unit.connection(), unit.world().keys, agency))
      return refuse("agencies", "There is no such agency");
  return act(unit, command);
}

Result<Done> handle(journal::Unit& unit, const AnswerRequest& command) {
  auto enquiry = unit.load<Enquiry>(command.enquiry);
  if (const auto tried = attempt(enquiry.state, command, acting(unit))) note_attempt(unit.world(), unit.actor(), command.enquiry, *tried);
  return act(unit, command);
}

Result<Done> handle(journal::Unit& unit, const ShareItem& command) {
  auto enquiry = unit.load<Enquiry>(command.enquiry);
  const auto item = unit.new_id();
  auto events = decide(enquiry.state, command, item, acting(unit));
  if (!events) {
    if (enquiry->decided) note_attempt(unit.world(), unit.actor(), command.enquiry, Attempt::answer_after_decision);
    return std::unexpected(std::move(events.error()));
  }
  unit.append(enquiry, *events);
  return board_of(command.enquiry, item);
}

Result<Done> handle(journal::Unit& unit, const TakeItemBack& command) { return act(unit, command); }
Result<Done> handle(journal::Unit& unit, const SayInHub& command) { return act(unit, command); }
Result<Done> handle(journal::Unit& unit, const RateRisk& command) { return act(unit, command); }
Result<Done> handle(journal::Unit& unit, const ChangeRating& command) { return act(unit, command); }

Result<Done> handle(journal::Unit& unit, const Dissent& command) {
  auto enquiry = unit.load<Enquiry>(command.enquiry);
  auto events = decide(enquiry.state, command);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(enquiry, *events);
  return board_of(command.enquiry);
}

// ---- the decision, and what leaves the hub ------------------------------------------------------------------------------------

namespace {

/// Who asks the sources: the child's worker, or else a manager of the team that takes the referral.
std::optional<std::string> who_asks(journal::Unit& unit, const std::string& child, const std::optional<std::string>& team) {
  for (const auto& tie : unit.views().select<access::RelationRow>("subject = $1 and kind = 'allocated_worker' and until is null", child))
    if (tie.person) return tie.person;
  std::optional<std::string> anyone;
  auto holder = team;
  if (!holder)
    for (const auto& tie : unit.views().select<access::RelationRow>("subject = $1 and kind = 'responsible_team' and until is null", child))
      holder = tie.team;
  if (!holder) return anyone;
  for (const auto& member : unit.views().select<access::MemberRow>("team = $1 order by account", *holder)) {
    if (!anyone) anyone = member.account;
    if (!unit.views().select<access::RoleRow>("account = $1 and role = 'team_manager'", member.account).empty()) return member.account;
  }
  return anyone;
}

void make_referral(journal::Unit& unit, const Enquiry& enquiry, const std::string& id, const DecideEnquiry& command) {
  std::string source = "10";  // not known, unless the contact tells
  if (enquiry.opened.contact) source = unit.load<journey::Contact>(*enquiry.opened.contact)->received.source;
  const auto& child = enquiry.opened.child;
  auto referral = unit.begin<journey::Referral>(id);
  unit.append(referral, {journey::ReferralReceived{
                            child, unit.today(), source, enquiry.opened.contact, command.team, {}, command.referral_says.value_or("")}});
  auto relations = unit.load<access::Relations>(child);
  unit.append(
      relations,
      access::begin(relations.state,
                    {unit.new_id(), access::RelationKind::responsible_team, {}, command.team, {}, "The hub passed the child to the team"}));
}

/// One notice and one task for each item that the hub holds. Neither has a word of what it says: the notice cannot, and the task is made
/// of the notice.
void name_sources(journal::Unit& unit, const std::string& enquiry_id, const Enquiry& enquiry, const std::string& referral,
                  const std::optional<std::string>& team) {
  const auto& child = enquiry.opened.child;
  const auto worker = who_asks(unit, child, team);
  const auto due = unit.world().reference.working_days().after(unit.today(), 2);
  for (const auto& row : unit.views().select<ItemRow>("enquiry = $1 order by shared, item", enquiry_id)) {
    if (enquiry.items.at(row.item).taken_back) continue;
    const auto agency = journal::find_row<access::AgencyRow>(unit.connection(), unit.world().keys, row.agency);
    if (!agency) continue;
    const SourceNoticed notice{PlainId(child), PlainId(referral), PlainId(row.agency), PlainId(row.person),
                               agency->kind,   row.body.holding,  row.body.dated};
    auto stream = unit.begin<Notice>(unit.new_id());
    unit.append(stream, {notice});
    if (!worker) continue;
    const auto contact = journal::find_row<access::AccountRow>(unit.connection(), unit.world().keys, row.person);
    auto task = unit.begin<journey::Task>(unit.new_id());
    unit.append(task, {journey::TaskSet{child,
                                        "Ask " + agency->body.name + (contact ? " (" + contact->body.name + ")" : std::string()) +
                                            " what they hold: " + words_for(notice.holding) + " of " + notice.dated.spoken() +
                                            ". The hub names the source and never what it says",
                                        *worker, due ? *due : unit.today() + 3}});
  }
}

}  // namespace

Result<Done> handle(journal::Unit& unit, const DecideEnquiry& command) {
  auto enquiry = unit.load<Enquiry>(command.enquiry);
  if (enquiry->decided) note_attempt(unit.world(), unit.actor(), command.enquiry, Attempt::decide_twice);
  auto referral = enquiry->opened.referral;
  const bool makes = refers(command.outcome) && !referral;
  if (makes) referral = unit.new_id();
  auto events = decide(enquiry.state, command, refers(command.outcome) ? referral : std::nullopt);
  Refusals wrong;
  if (!events) wrong = std::move(events.error());
  if (command.team && !journal::find_row<access::TeamRow>(unit.connection(), unit.world().keys, *command.team))
    wrong.push_back({"team", "Choose the team that takes the referral"});
  for (auto& copy : copied(unit, unit.actor().person, {enquiry->opened.child}, {{"referral_says", command.referral_says.value_or("")}}))
    wrong.push_back(std::move(copy));
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  unit.append(enquiry, *events);
  if (makes) make_referral(unit, enquiry.state, *referral, command);
  if (refers(command.outcome)) name_sources(unit, command.enquiry, enquiry.state, *referral, command.team);
  return board_of(command.enquiry);
}

}  // namespace hearth::hub
