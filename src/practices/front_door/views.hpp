// What is kept for reading: calls, call-backs, and the state of every contact's triage.
#pragma once

#include "base/reference.hpp"
#include "journal/catalogue.hpp"
#include "practices/front_door/events.hpp"

namespace hearth::front_door {

struct CallRow {
  static constexpr journal::View view{.name = "helpline_call", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"team, taken", "contact where contact is not null"};
  struct Body {
    CallTaken call;
    BOOST_DESCRIBE_CLASS(Body, (), (call), (), ())
  };
  std::string call, subject, team, source, taken_by;
  Instant taken;
  std::optional<std::string> contact;  ///< None: it ended with advice.
  Body body;
};
BOOST_DESCRIBE_STRUCT(CallRow, (), (call, subject, team, source, taken_by, taken, contact, body))

/// Somebody who is to be told what was done.
struct CallBackRow {
  static constexpr journal::View view{.name = "call_back", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"team, done, due"};
  struct Body {
    std::string name, reach;
    std::vector<std::string> about;  ///< The children, as the caller knows them.
    BOOST_DESCRIBE_CLASS(Body, (), (name, reach, about), (), ())
  };
  std::string id, subject, team, source;  ///< `id`: of the call or the contact.
  bool from_call = false;
  std::optional<TriageOutcome> outcome;
  Date due;
  std::int64_t tries = 0;
  std::optional<Instant> done;
  Body body;
};
BOOST_DESCRIBE_STRUCT(CallBackRow, (), (id, subject, team, source, from_call, outcome, due, tries, done, body))

enum class TriageStage { waiting, being_triaged, given_back, decided };
BOOST_DESCRIBE_ENUM(TriageStage, waiting, being_triaged, given_back, decided)

struct TriageRow {
  static constexpr journal::View view{.name = "triage", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"team, stage, received", "team, decided", "step_team, step_due"};
  struct Body {
    std::string worry, reason;
    std::vector<std::string> children;
    std::optional<std::string> caller_name, caller_reach;
    std::vector<ViewGiven> views;  ///< The latest of each side.
    BOOST_DESCRIBE_CLASS(Body, (), (worry, reason, children, caller_name, caller_reach, views), (), ())
  };
  std::string contact, subject, team, source;
  journey::ContactMethod method{};
  Instant received;
  Date due;
  TriageStage stage{};
  std::optional<std::string> holder;  ///< Who is on it.
  std::optional<Instant> since;       ///< When this stage began; none: when it was received.
  std::optional<TriageOutcome> outcome;
  std::optional<Instant> decided;
  bool differ = false;                   ///< Two sides of the desk see it differently.
  std::optional<std::string> step_team;  ///< Asked to take it on, and has not answered.
  std::optional<Date> step_due;
  Body body;
};
BOOST_DESCRIBE_STRUCT(TriageRow, (),
                      (contact, subject, team, source, method, received, due, stage, holder, since, outcome, decided, differ, step_team,
                       step_due, body))

/// Which contacts there were about a child.
struct ContactChildRow {
  static constexpr journal::View view{.name = "contact_child", .version = 1, .keys = 2};
  static constexpr std::string_view indexes[] = {"contact"};
  std::string child, contact;
  Instant received;
};
BOOST_DESCRIBE_STRUCT(ContactChildRow, (), (child, contact, received))

/// When something arrived: counted without opening any record.
struct ArrivalRow {
  static constexpr journal::View view{.name = "door_arrival", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"team, arrived"};
  std::string id, team;
  Instant arrived;
  bool call = false;  ///< A helpline call; otherwise a contact.
};
BOOST_DESCRIBE_STRUCT(ArrivalRow, (), (id, team, arrived, call))

/// `reference` must outlive the catalogue.
void register_views(journal::Catalogue& catalogue, const Reference& reference);

}  // namespace hearth::front_door
