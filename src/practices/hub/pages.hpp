// What people see and send. Pages inside the hub are made for the hub's audience; those that bring a child to it, and those that list the
// sources outside, are made for the people who work with the child.
#pragma once

#include "access/reader.hpp"
#include "journey/lookup.hpp"
#include "practice/kit.hpp"
#include "rules.hpp"

namespace hearth::hub {

using Inside = access::Reader<access::audience::hub>;
using InsidePage = practice::Page<access::audience::hub>;
using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;
using Staff = access::Reader<access::audience::staff>;
using StaffPage = practice::Page<access::audience::staff>;

// ---- the hub's list ---------------------------------------------------------------------------------------------------------

struct ListedEnquiry {
  std::string enquiry, child;
  Rating rating;
  Instant opened, decide_by;
  bool late = false;
  int asked = 0, answered = 0;
  std::string slowest;  ///< The agency that has kept us waiting longest past its time; "" when none has.
  std::optional<Outcome> outcome;
};
BOOST_DESCRIBE_STRUCT(ListedEnquiry, (), (enquiry, child, rating, opened, decide_by, late, asked, answered, slowest, outcome))

struct EnquiryList {
  bool decided = false;  ///< Shows those that are decided instead of the open ones.
  std::vector<ListedEnquiry> enquiries;
};
BOOST_DESCRIBE_STRUCT(EnquiryList, (), (decided, enquiries))

// ---- one enquiry ------------------------------------------------------------------------------------------------------------

struct BoardAgency {
  std::string agency, name;
  Standing standing;
  std::optional<Instant> reply_by, answered;
  std::string who, words;
};
BOOST_DESCRIBE_STRUCT(BoardAgency, (), (agency, name, standing, reply_by, answered, who, words))

struct BoardItem {
  std::string item, agency, who, words, why, basis;
  Holding holding;
  Date dated;
  Sensitivity sensitivity;
  Handling handling;
  Instant shared;
  bool own = false, taken_back = false, wrong_child = false;
  std::string taken_back_reason;
};
BOOST_DESCRIBE_STRUCT(BoardItem, (),
                      (item, agency, who, words, why, basis, holding, dated, sensitivity, handling, shared, own, taken_back, wrong_child,
                       taken_back_reason))

struct BoardLine {
  std::string who, agency, words;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(BoardLine, (), (who, agency, words, at))

struct BoardRisk {
  std::string who, agency, reason, unknown;
  Risk risk;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(BoardRisk, (), (who, agency, reason, unknown, risk, at))

struct BoardDecision {
  Outcome outcome;
  std::string who, reason, alternatives;
  Instant at;
  std::vector<std::string> silent;
};
BOOST_DESCRIBE_STRUCT(BoardDecision, (), (outcome, who, reason, alternatives, at, silent))

struct BoardRating {
  Rating rating;
  std::string who, reason;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(BoardRating, (), (rating, who, reason, at))

struct BoardAttempt {
  Attempt attempt;
  std::string who, agency;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(BoardAttempt, (), (attempt, who, agency, at))

struct Board {
  std::string enquiry, child, name, age, address, worry, own_agency;
  std::int64_t version = 0;
  Rating rating;
  Instant opened, decide_by, now;
  std::vector<BoardRating> ratings;
  std::vector<BoardAgency> agencies;  ///< All of the partnership: who was not asked stands here as well.
  std::vector<BoardItem> items;
  std::vector<BoardLine> said, dissent;
  std::vector<BoardRisk> risks;
  std::optional<BoardDecision> decision;
  std::vector<BoardAttempt> attempts;
  bool may_decide = false;
};
BOOST_DESCRIBE_STRUCT(Board, (),
                      (enquiry, child, name, age, address, worry, own_agency, version, rating, opened, decide_by, now, ratings, agencies,
                       items, said, dissent, risks, decision, attempts, may_decide))

/// What a form inside the hub is drawn from.
struct BoardForm {
  Board board;
  std::vector<journey::Option> bases, teams;
  std::string item;
};
BOOST_DESCRIBE_STRUCT(BoardForm, (), (board, bases, teams, item))

std::optional<EnquiryList> read_list(const Inside& reader, const practice::Asked& asked);
InsidePage draw_list(const practice::Drawing& drawing, const EnquiryList& model);
std::optional<Board> read_board(const Inside& reader, const practice::Asked& asked);
InsidePage draw_board(const practice::Drawing& drawing, const Board& model);
std::optional<BoardForm> read_form(const Inside& reader, const practice::Asked& asked);

InsidePage draw_ask(const practice::Drawing& drawing, practice::Fields& fields, const BoardForm& model);
InsidePage draw_answer(const practice::Drawing& drawing, practice::Fields& fields, const BoardForm& model);
InsidePage draw_item(const practice::Drawing& drawing, practice::Fields& fields, const BoardForm& model);
InsidePage draw_taking_back(const practice::Drawing& drawing, practice::Fields& fields, const BoardForm& model);
InsidePage draw_saying(const practice::Drawing& drawing, practice::Fields& fields, const BoardForm& model);
InsidePage draw_risk(const practice::Drawing& drawing, practice::Fields& fields, const BoardForm& model);
InsidePage draw_rating(const practice::Drawing& drawing, practice::Fields& fields, const BoardForm& model);
InsidePage draw_decision(const practice::Drawing& drawing, practice::Fields& fields, const BoardForm& model);
InsidePage draw_dissent(const practice::Drawing& drawing, practice::Fields& fields, const BoardForm& model);

Result<practice::Done> handle(journal::Unit& unit, const AskAgencies& command);
Result<practice::Done> handle(journal::Unit& unit, const AnswerRequest& command);
Result<practice::Done> handle(journal::Unit& unit, const ShareItem& command);
Result<practice::Done> handle(journal::Unit& unit, const TakeItemBack& command);
Result<practice::Done> handle(journal::Unit& unit, const SayInHub& command);
Result<practice::Done> handle(journal::Unit& unit, const RateRisk& command);
Result<practice::Done> handle(journal::Unit& unit, const ChangeRating& command);
Result<practice::Done> handle(journal::Unit& unit, const DecideEnquiry& command);
Result<practice::Done> handle(journal::Unit& unit, const Dissent& command);

/// Notes that somebody tried what is not theirs, in a job of its own: the refusal itself leaves no trace.
void note_attempt(const journal::World& world, const journal::Actor& actor, const std::string& enquiry, Attempt attempt);

// ---- outside: bringing a child, and the sources to ask ----------------------------------------------------------------------

struct Bringing {
  std::string record;  ///< The contact or the referral.
  std::vector<journey::Option> children;
  bool hub_is_there = false;
};
BOOST_DESCRIBE_STRUCT(Bringing, (), (record, children, hub_is_there))

struct SourceToAsk {
  std::string agency, contact;
  Holding holding;
  Date dated;
};
BOOST_DESCRIBE_STRUCT(SourceToAsk, (), (agency, contact, holding, dated))

struct Sources {
  std::string referral, name;
  std::vector<SourceToAsk> sources;
};
BOOST_DESCRIBE_STRUCT(Sources, (), (referral, name, sources))

std::optional<Bringing> read_bringing_contact(const Worker& reader, const practice::Asked& asked);
std::optional<Bringing> read_bringing_referral(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_bringing(const practice::Drawing& drawing, practice::Fields& fields, const Bringing& model);
std::optional<Sources> read_sources(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_sources(const practice::Drawing& drawing, const Sources& model);
Result<practice::Done> handle(journal::Unit& unit, const BringContact& command);
Result<practice::Done> handle(journal::Unit& unit, const BringReferral& command);

// ---- who belongs to the hub -------------------------------------------------------------------------------------------------

struct OpenHub {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(OpenHub, (), (name))

struct AddMember {
  static constexpr Asks asks[] = {{"person", "Choose who joins the hub"}};
  std::string hub, person;
};
BOOST_DESCRIBE_STRUCT(AddMember, (), (hub, person))

struct EndMembership {
  static constexpr Asks asks[] = {{"person", "Choose who leaves the hub"}};
  std::string hub, person, reason;
};
BOOST_DESCRIBE_STRUCT(EndMembership, (), (hub, person, reason))

struct ListedMember {
  std::string person, name, agency;
  Instant since;
};
BOOST_DESCRIBE_STRUCT(ListedMember, (), (person, name, agency, since))

struct Hubs {
  std::vector<journey::Option> hubs;
};
BOOST_DESCRIBE_STRUCT(Hubs, (), (hubs))

struct Members {
  std::string hub, name;
  std::vector<ListedMember> members;
  std::vector<journey::Option> others;  ///< Who has the role and does not belong yet.
};
BOOST_DESCRIBE_STRUCT(Members, (), (hub, name, members, others))

std::optional<Hubs> read_hubs(const Staff& reader, const practice::Asked& asked);
StaffPage draw_hubs(const practice::Drawing& drawing, practice::Fields& fields, const Hubs& model);
std::optional<Members> read_members(const Staff& reader, const practice::Asked& asked);
StaffPage draw_members(const practice::Drawing& drawing, practice::Fields& fields, const Members& model);
StaffPage draw_ending(const practice::Drawing& drawing, practice::Fields& fields, const Members& model);
Result<practice::Done> handle(journal::Unit& unit, const OpenHub& command);
Result<practice::Done> handle(journal::Unit& unit, const AddMember& command);
Result<practice::Done> handle(journal::Unit& unit, const EndMembership& command);

}  // namespace hearth::hub
