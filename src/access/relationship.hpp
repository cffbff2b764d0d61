// Who works with which record, from when to when. A record is a child, or a contact that no child is known for yet.
// A role is not enough to open a record: there must be a working relationship, of the person or of a team of theirs.
#pragma once

#include "base/result.hpp"
#include "journal/unit.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace hearth::access {

enum class RelationKind {
  took_contact,      ///< Recorded or sent the contact.
  in_queue,          ///< The team whose queue it is in.
  allocated_worker,  ///< Accountable for the child: social worker or lead practitioner.
  responsible_team,  ///< The team that holds the case.
  involved,          ///< Works with the child for their agency.
  conference_chair,  ///< Chairs the child's conferences.
  hub_member,        ///< Belongs to the hub, for their agency.
  break_glass,       ///< Claimed by the person with a reason; ends by itself.
};
BOOST_DESCRIBE_ENUM(RelationKind, took_contact, in_queue, allocated_worker, responsible_team, involved, conference_chair, hub_member,
                    break_glass)

struct RelationBegan {
  static constexpr journal::EventType type{"relation_began", 1};
  std::string relation;  ///< Its id.
  RelationKind kind;
  std::optional<std::string> person;  ///< An account; or
  std::optional<std::string> team;    ///< a team.
  std::optional<Instant> until;       ///< Ends by itself then.
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RelationBegan, (), (relation, kind, person, team, until, reason))

struct RelationEnded {
  static constexpr journal::EventType type{"relation_ended", 1};
  std::string relation;
  RelationKind kind;
  std::optional<std::string> person, team;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RelationEnded, (), (relation, kind, person, team, reason))

/// A use of break-glass, looked at by somebody other than the person who claimed it.
struct BreakGlassReviewed {
  static constexpr journal::EventType type{"break_glass_reviewed", 1};
  std::string relation;
  bool justified = true;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(BreakGlassReviewed, (), (relation, justified, words))

/// All relationships to one record.
struct Relations {
  static constexpr std::string_view kind = "relations";
  using Event = std::variant<RelationBegan, RelationEnded, BreakGlassReviewed>;
  std::map<std::string, RelationBegan> open;
  std::map<std::string, RelationBegan> all;
  std::map<std::string, bool> reviewed;
  std::string subject(std::string_view id) const { return std::string(id); }
  /// A contact's own events stand in the chronology of the children whom it is about; who holds it does not.
  std::vector<std::string> about(std::string_view id) const;
};
Relations evolve(Relations relations, const Relations::Event& event);

using RelationEvents = std::vector<Relations::Event>;

/// Hands the record over: ends the open relationships of that kind and begins a new one. Refuses what is so already.
Result<RelationEvents> hand_over(const Relations& relations, const RelationBegan& next);
/// Begins a relationship beside others. Nothing happens when the same is open.
RelationEvents begin(const Relations& relations, const RelationBegan& next);
/// Ends all open relationships of a kind.
RelationEvents end(const Relations& relations, RelationKind kind, const std::string& reason);

/// Break-glass: a reason of at least 20 characters; ends after `hours`. Source: docs/security.md, break-glass.
inline constexpr int break_glass_hours = 24;
Result<RelationEvents> claim(const Relations& relations, const std::string& id, const std::string& person, const std::string& reason,
                             Instant now);
Result<RelationEvents> review(const Relations& relations, const std::string& relation, const std::string& reviewer, bool justified,
                              const std::string& words);

struct RelationRow {
  static constexpr journal::View view{.name = "relation", .version = 2, .keys = 1};
  static constexpr std::string_view indexes[] = {"subject, began, person, team, kind, until, relation",  // all that a decision asks for
                                                 "person, kind where person is not null", "team, kind where team is not null",
                                                 "reviewed, began where kind = 'break_glass'"};
  struct Body {
    std::string reason, review;
    BOOST_DESCRIBE_CLASS(Body, (), (reason, review), (), ())
  };
  std::string relation, subject;
  RelationKind kind{};
  std::optional<std::string> person, team;
  Instant began;
  std::optional<Instant> until;
  std::optional<bool> reviewed;  ///< Of break-glass only; false until somebody has looked.
  std::optional<bool> justified;
  Body body;
};
BOOST_DESCRIBE_STRUCT(RelationRow, (), (relation, subject, kind, person, team, began, until, reviewed, justified, body))

void register_relationships(journal::Catalogue& catalogue);

}  // namespace hearth::access
