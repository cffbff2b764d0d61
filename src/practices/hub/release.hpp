// Letting one item out of the hub: to people who are named, for a purpose, until a day, with the owner's approval and the manager's, and
// back. Inside it stands on the board; the people named read a copy under a label of its own.
#pragma once

#include "events.hpp"
#include "pages.hpp"

namespace hearth::hub {

using Released = Seen<std::string, kReleased>;

struct ReleaseAsked {
  static constexpr journal::EventType type{"hub_release_asked", 1, kHub};
  std::string hub, child, enquiry, item, owner;
  std::vector<std::string> people;
  Date until;
  Words purpose;
};
BOOST_DESCRIBE_STRUCT(ReleaseAsked, (), (hub, child, enquiry, item, owner, people, until, purpose))

enum class Side { owner, manager };
BOOST_DESCRIBE_ENUM(Side, owner, manager)

struct ReleaseApproved {
  static constexpr journal::EventType type{"hub_release_approved", 1, kHub};
  Side side;
  std::string person;
};
BOOST_DESCRIBE_STRUCT(ReleaseApproved, (), (side, person))

/// What the people named read.
struct ReleaseMade {
  static constexpr journal::EventType type{"hub_release_made", 1, kReleased};
  std::string owner;
  Holding holding;
  Date dated, until;
  Released words, purpose;
};
BOOST_DESCRIBE_STRUCT(ReleaseMade, (), (owner, holding, dated, until, words, purpose))

struct ReleaseTakenBack {
  static constexpr journal::EventType type{"hub_release_taken_back", 1, kHub};
  Words reason;
};
BOOST_DESCRIBE_STRUCT(ReleaseTakenBack, (), (reason))

struct Release {
  static constexpr std::string_view kind = "hub_release";
  using Event = std::variant<ReleaseAsked, ReleaseApproved, ReleaseMade, ReleaseTakenBack>;
  ReleaseAsked asked;
  std::map<Side, std::string> approved;  // who
  bool made = false, taken_back = false;
  std::string subject(std::string_view) const { return asked.child; }
  std::vector<std::string> about(std::string_view) const { return {asked.hub}; }
};
Release evolve(Release release, const Release::Event& event);

struct AskRelease {
  static constexpr Asks asks[] = {{"until", "Enter the last day on which they may read it"}};
  std::string enquiry, item;
  std::vector<std::string> people;
  Date until;
  std::string purpose;
};
BOOST_DESCRIBE_STRUCT(AskRelease, (), (enquiry, item, people, until, purpose))

struct ApproveAsOwner {
  std::string release;
};
BOOST_DESCRIBE_STRUCT(ApproveAsOwner, (), (release))
struct ApproveAsManager {
  std::string release;
};
BOOST_DESCRIBE_STRUCT(ApproveAsManager, (), (release))
struct TakeReleaseBack {
  std::string release, reason;
};
BOOST_DESCRIBE_STRUCT(TakeReleaseBack, (), (release, reason))

/// `handling` is the item's own; `today` bounds the end.
Result<std::vector<Release::Event>> decide(const AskRelease& command, const ReleaseAsked& asked, Handling handling, bool taken_back,
                                           Date today);
/// `agency` and `person`: who approves. Two people, one of the owner and one who decides for the hub.
Result<std::vector<Release::Event>> approve(const Release& release, Side side, const std::string& agency, const std::string& person);
Result<std::vector<Release::Event>> decide(const Release& release, const TakeReleaseBack& command, const std::string& agency, bool manages);

struct ReleaseRow {
  static constexpr journal::View view{.name = "hub_release", .version = 1, .keys = 1, .labels = kHub};
  static constexpr std::string_view indexes[] = {"enquiry"};
  struct Body {
    std::string item, owner, owner_by, manager_by;
    std::vector<std::string> people;
    Date until;
    Words purpose, taken_back_reason;
    BOOST_DESCRIBE_CLASS(Body, (), (item, owner, owner_by, manager_by, people, until, purpose, taken_back_reason), (), ())
  };
  std::string release, subject, enquiry;
  bool made = false, taken_back = false;
  Body body;
};
BOOST_DESCRIBE_STRUCT(ReleaseRow, (), (release, subject, enquiry, made, taken_back, body))

/// The copy that the people named read; gone when it is taken back.
struct ReleasedRow {
  static constexpr journal::View view{.name = "hub_released", .version = 1, .keys = 1, .labels = kReleased};
  struct Body {
    std::string owner;
    Holding holding{};
    Date dated, until;
    Released words, purpose;
    BOOST_DESCRIBE_CLASS(Body, (), (owner, holding, dated, until, words, purpose), (), ())
  };
  std::string release, subject;
  Body body;
};
BOOST_DESCRIBE_STRUCT(ReleasedRow, (), (release, subject, body))

void register_releases(practice::Kit& kit);

}  // namespace hearth::hub
