// What people see and send about contacts: the front-door queue, a new contact, one contact, its decision.
#pragma once

#include "access/reader.hpp"
#include "journey/contact/rules.hpp"
#include "journey/lookup.hpp"
#include "practice/kit.hpp"

namespace hearth::journey {

struct QueueEntry {
  std::string contact;
  std::vector<std::string> children;
  std::string source, method, team, worry;
  Instant received;
  Date due;
  std::optional<ContactOutcome> outcome;
};
BOOST_DESCRIBE_STRUCT(QueueEntry, (), (contact, children, source, method, team, worry, received, due, outcome))

struct FrontDoor {
  std::vector<QueueEntry> contacts;
  std::int64_t waiting = 0, late = 0;
  bool decided = false;             ///< Shows those that are decided instead of those that wait.
  std::optional<std::string> next;  ///< Give as ?after= for the entries that follow.
};
BOOST_DESCRIBE_STRUCT(FrontDoor, (), (contacts, waiting, late, decided, next))

struct NewContact {
  std::vector<Option> sources;
  std::optional<Option> child;  ///< A child on record whom the contact is about.
};
BOOST_DESCRIBE_STRUCT(NewContact, (), (sources, child))

struct ContactChild {
  std::string person, name, age;
  bool may_open = false;
  std::int64_t earlier_contacts = 0;
};
BOOST_DESCRIBE_STRUCT(ContactChild, (), (person, name, age, may_open, earlier_contacts))

struct ContactPage {
  std::string contact;
  ContactReceived received;
  std::string source, team, taken_by;
  std::vector<ContactChild> children;
  Date due;
  std::optional<ContactDecided> decided;
  bool may_decide = false;
  bool may_see_front_door = false;      ///< Otherwise there is no way back to it from here.
  std::vector<std::string> referrals;   ///< Made by the decision, of those that the viewer may open.
  std::vector<ContactDecided> earlier;  ///< What was decided before, oldest first.
};
BOOST_DESCRIBE_STRUCT(ContactPage, (),
                      (contact, received, source, team, taken_by, children, due, decided, may_decide, may_see_front_door, referrals,
                       earlier))

struct ContactDecision {
  ContactPage contact;
  std::vector<Option> teams, needs;
};
BOOST_DESCRIBE_STRUCT(ContactDecision, (), (contact, teams, needs))

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

std::optional<FrontDoor> read_front_door(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_front_door(const practice::Drawing& drawing, const FrontDoor& model);
std::optional<NewContact> read_new_contact(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_new_contact(const practice::Drawing& drawing, practice::Fields& fields, const NewContact& model);
std::optional<ContactPage> read_contact(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_contact(const practice::Drawing& drawing, const ContactPage& model);
std::optional<ContactDecision> read_contact_decision(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_contact_decision(const practice::Drawing& drawing, practice::Fields& fields, const ContactDecision& model);

Result<practice::Done> handle(journal::Unit& unit, const ReceiveContact& command);
Result<practice::Done> handle(journal::Unit& unit, const DecideContact& command);
Result<practice::Done> handle(journal::Unit& unit, const ReconsiderContact& command);

}  // namespace hearth::journey
