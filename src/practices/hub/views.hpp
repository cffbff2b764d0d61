// What is kept for reading. Everything inside the hub is under the hub's label; its clear columns are ids and moments of recording, so
// that what an agency said shows in no column: not its kind, not its date, not its length beyond a bucket.
#pragma once

#include "events.hpp"
#include "journal/catalogue.hpp"
#include "journal/view.hpp"
#include "rules.hpp"

namespace hearth::hub {

struct HubRow {
  static constexpr journal::View view{.name = "hub", .version = 1, .keys = 1, .labels = kStaff};
  struct Body {
    std::string name;
    BOOST_DESCRIBE_CLASS(Body, (), (name), (), ())
  };
  std::string hub, subject;
  Body body;
};
BOOST_DESCRIBE_STRUCT(HubRow, (), (hub, subject, body))

struct HubMemberRow {
  static constexpr journal::View view{.name = "hub_member", .version = 1, .keys = 2, .labels = kStaff};
  static constexpr std::string_view indexes[] = {"person"};
  std::string hub, person, agency;
  Instant since;
};
BOOST_DESCRIBE_STRUCT(HubMemberRow, (), (hub, person, agency, since))

/// A view of the risk by one member, or what one member said.
struct RiskView {
  std::string person, agency;
  Risk risk;
  Words reason, unknown;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(RiskView, (), (person, agency, risk, reason, unknown, at))

struct RequestView {
  std::string agency;
  Instant asked, reply_by;
  std::optional<Answer> answer;
  std::optional<Instant> answered;
  std::optional<std::string> answered_by;
  Words words;
};
BOOST_DESCRIBE_STRUCT(RequestView, (), (agency, asked, reply_by, answer, answered, answered_by, words))

struct RatingView {
  Rating rating;
  std::string person;
  Instant at;
  Words reason;
};
BOOST_DESCRIBE_STRUCT(RatingView, (), (rating, person, at, reason))

struct DecisionView {
  Outcome outcome;
  std::string person;
  Instant at;
  Words reason, alternatives;
  std::vector<std::string> silent;
  std::optional<std::string> referral;
};
BOOST_DESCRIBE_STRUCT(DecisionView, (), (outcome, person, at, reason, alternatives, silent, referral))

struct SpokenView {
  std::string person, agency;
  Instant at;
  Words words;
};
BOOST_DESCRIBE_STRUCT(SpokenView, (), (person, agency, at, words))

struct AttemptView {
  Attempt attempt;
  std::string person, agency;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(AttemptView, (), (attempt, person, agency, at))

/// One enquiry but for its items and what was said.
struct EnquiryRow {
  static constexpr journal::View view{.name = "hub_enquiry", .version = 1, .keys = 1, .labels = kHub};
  static constexpr std::string_view indexes[] = {"hub, decided, opened", "subject"};
  struct Body {
    Rating rating{};
    Instant decide_by;
    Words worry;
    std::vector<RatingView> ratings;
    std::vector<RequestView> requests;
    std::vector<RiskView> risks;
    std::optional<DecisionView> decision;
    std::vector<SpokenView> dissent;
    std::vector<AttemptView> attempts;
    BOOST_DESCRIBE_CLASS(Body, (), (rating, decide_by, worry, ratings, requests, risks, decision, dissent, attempts), (), ())
  };
  std::string enquiry, subject, hub;
  std::optional<std::string> contact, referral;
  Instant opened;
  bool decided = false;
  std::int64_t version = 0;  ///< Of the stream: what an open board has seen.
  Body body;
};
BOOST_DESCRIBE_STRUCT(EnquiryRow, (), (enquiry, subject, hub, contact, referral, opened, decided, version, body))

struct ItemRow {
  static constexpr journal::View view{.name = "hub_item", .version = 1, .keys = 1, .labels = kHub};
  static constexpr std::string_view indexes[] = {"enquiry, shared", "subject"};
  struct Body {
    Holding holding{};
    Date dated;
    Seen<Sensitivity, kHub> sensitivity;
    Handling handling{};
    Words words, why;
    std::string basis;
    bool taken_back = false, wrong_child = false;
    Words taken_back_reason;
    BOOST_DESCRIBE_CLASS(Body, (), (holding, dated, sensitivity, handling, words, why, basis, taken_back, wrong_child, taken_back_reason),
                         (), ())
  };
  std::string item, subject, enquiry, agency, person;
  Instant shared;
  Body body;
};
BOOST_DESCRIBE_STRUCT(ItemRow, (), (item, subject, enquiry, agency, person, shared, body))

struct SaidRow {
  static constexpr journal::View view{.name = "hub_said", .version = 1, .keys = 2, .labels = kHub};
  struct Body {
    Words words;
    BOOST_DESCRIBE_CLASS(Body, (), (words), (), ())
  };
  std::string enquiry;
  std::int64_t version = 0;
  std::string subject, person, agency;
  Instant at;
  Body body;
};
BOOST_DESCRIBE_STRUCT(SaidRow, (), (enquiry, version, subject, person, agency, at, body))

/// A source to ask: what the people outside see of a sealed item. It has no body: there is no text in it.
struct NoticeRow {
  static constexpr journal::View view{.name = "hub_notice", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"referral", "child"};
  std::string notice, child, referral, agency, contact;
  access::AgencyKind agency_kind{};
  Holding holding{};
  Date dated;
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (), (notice, child, referral, agency, contact, agency_kind, holding, dated))

void register_views(journal::Catalogue& catalogue);

}  // namespace hearth::hub
