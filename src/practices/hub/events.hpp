// What can happen in the hub. All that is said about a family inside is sealed: Words keep the hub's label wherever they go.
// Sources: Devon's Multi-Agency Safeguarding Hub; the London hub procedure; Working Together to Safeguard Children.
#pragma once

#include "access/people.hpp"
#include "base/id.hpp"
#include "journal/event.hpp"
#include "journal/seen.hpp"

#include <boost/describe.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace hearth::hub {

using Words = Seen<std::string, kHub>;

// ---- the hub itself: who belongs to it. Nothing about a family. -------------------------------------------------------------

struct HubOpened {
  static constexpr journal::EventType type{"hub_opened", 1, kStaff};
  std::string name;
};
BOOST_DESCRIBE_STRUCT(HubOpened, (), (name))

struct HubMemberJoined {
  static constexpr journal::EventType type{"hub_member_joined", 1, kStaff};
  std::string person, agency;
  std::string relation;  ///< The working relationship to the hub that membership is.
};
BOOST_DESCRIBE_STRUCT(HubMemberJoined, (), (person, agency, relation))

struct HubMemberLeft {
  static constexpr journal::EventType type{"hub_member_left", 1, kStaff};
  std::string person;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(HubMemberLeft, (), (person, reason))

/// That a child's worker brought the child to the hub. It is in the child's chronology: what the hub holds is not.
struct BroughtToHub {
  static constexpr journal::EventType type{"brought_to_hub", 1};
  std::string child;
  std::optional<std::string> contact, referral;
};
BOOST_DESCRIBE_STRUCT(BroughtToHub, (), (child, contact, referral))

// ---- one enquiry ------------------------------------------------------------------------------------------------------------

enum class Rating { red, amber, green, blue };
BOOST_DESCRIBE_ENUM(Rating, red, amber, green, blue)

struct EnquiryOpened {
  static constexpr journal::EventType type{"hub_enquiry_opened", 1, kHub};
  std::string hub, child;
  std::optional<std::string> contact, referral;
  Rating rating;
  Instant decide_by;
  Words worry;
};
BOOST_DESCRIBE_STRUCT(EnquiryOpened, (), (hub, child, contact, referral, rating, decide_by, worry))

struct RatingChanged {
  static constexpr journal::EventType type{"hub_rating_changed", 1, kHub};
  Rating rating;
  Instant decide_by;
  Words reason;
};
BOOST_DESCRIBE_STRUCT(RatingChanged, (), (rating, decide_by, reason))

/// An agency is asked what its own system holds.
struct AgencyAsked {
  static constexpr journal::EventType type{"hub_agency_asked", 1, kHub};
  std::string agency;
  Instant reply_by;
};
BOOST_DESCRIBE_STRUCT(AgencyAsked, (), (agency, reply_by))

enum class Answer { nothing_known, known_not_relevant, information, declined };
BOOST_DESCRIBE_ENUM(Answer, nothing_known, known_not_relevant, information, declined)

struct AgencyAnswered {
  static constexpr journal::EventType type{"hub_agency_answered", 1, kHub};
  std::string agency;
  Answer answer;
  Words words;  ///< What was looked at; why it is not relevant, or not given.
};
BOOST_DESCRIBE_STRUCT(AgencyAnswered, (), (agency, answer, words))

/// What sort of information it is. Not what it says.
enum class Holding { intelligence, criminal_record, incident_record, health_record, school_record, tenancy_record, case_record, other };
BOOST_DESCRIBE_ENUM(Holding, intelligence, criminal_record, incident_record, health_record, school_record, tenancy_record, case_record,
                    other)

/// Source: London hub procedure. Sensitive: it would endanger a person, a source or an investigation.
enum class Sensitivity { non_confidential, confidential, sensitive };
BOOST_DESCRIBE_ENUM(Sensitivity, non_confidential, confidential, sensitive)

/// Where it may go: nowhere, to people who are named, or to whoever assesses once the owner agrees.
enum class Handling { hub_only, named_people, releasable };
BOOST_DESCRIBE_ENUM(Handling, hub_only, named_people, releasable)

struct ItemShared {
  static constexpr journal::EventType type{"hub_item_shared", 1, kHub};
  std::string item, agency;
  Holding holding;
  Date dated;
  Seen<Sensitivity, kHub> sensitivity;
  Handling handling;
  Words words;
  Words why;          ///< Why sharing it is proportionate.
  std::string basis;  ///< Code set "sharing_basis".
};
BOOST_DESCRIBE_STRUCT(ItemShared, (), (item, agency, holding, dated, sensitivity, handling, words, why, basis))

/// It was about somebody else, or should not have been shared. It stays in the journal and is shown no more.
struct ItemTakenBack {
  static constexpr journal::EventType type{"hub_item_taken_back", 1, kHub};
  std::string item;
  bool wrong_child = false;
  Words reason;
};
BOOST_DESCRIBE_STRUCT(ItemTakenBack, (), (item, wrong_child, reason))

struct SaidInHub {
  static constexpr journal::EventType type{"hub_said", 1, kHub};
  Words words;
};
BOOST_DESCRIBE_STRUCT(SaidInHub, (), (words))

enum class Risk { low, moderate, high, very_high };
BOOST_DESCRIBE_ENUM(Risk, low, moderate, high, very_high)

/// One member's view of the risk. Everyone gives their own; a later one replaces it.
struct RiskRated {
  static constexpr journal::EventType type{"hub_risk_rated", 1, kHub};
  Risk risk;
  Words reason;
  Words unknown;  ///< What nobody knows yet.
};
BOOST_DESCRIBE_STRUCT(RiskRated, (), (risk, reason, unknown))

enum class Outcome { strategy_discussion, assessment, early_help, single_agency, advice, no_further_action, to_open_worker };
BOOST_DESCRIBE_ENUM(Outcome, strategy_discussion, assessment, early_help, single_agency, advice, no_further_action, to_open_worker)

struct EnquiryDecided {
  static constexpr journal::EventType type{"hub_enquiry_decided", 1, kHub};
  Outcome outcome;
  Words reason;
  Words alternatives;               ///< What else was thought of, and why it was not chosen.
  std::vector<std::string> silent;  ///< Agencies that were asked and had not answered. Never the same as "nothing known".
  std::optional<std::string> referral;
};
BOOST_DESCRIBE_STRUCT(EnquiryDecided, (), (outcome, reason, alternatives, silent, referral))

struct Dissented {
  static constexpr journal::EventType type{"hub_dissented", 1, kHub};
  Words words;
};
BOOST_DESCRIBE_STRUCT(Dissented, (), (words))

/// Something that was tried here and is not allowed. The refusal was the answer; this is so that the hub can see it.
enum class Attempt { answer_for_another_agency, answer_after_decision, decide_twice, decide_without_right, look_from_outside };
BOOST_DESCRIBE_ENUM(Attempt, answer_for_another_agency, answer_after_decision, decide_twice, decide_without_right, look_from_outside)

struct AttemptRefused {
  static constexpr journal::EventType type{"hub_attempt_refused", 1, kHub};
  Attempt attempt;
};
BOOST_DESCRIBE_STRUCT(AttemptRefused, (), (attempt))

// ---- out of the hub ---------------------------------------------------------------------------------------------------------

/// An id and nothing else: it cannot hold a sentence.
class PlainId {
 public:
  PlainId() = default;
  explicit PlainId(std::string_view id) { assign(id.data(), id.size()); }
  void assign(const char* data, std::size_t size) {
    if (!is_id({data, size})) throw std::runtime_error("this is no id");
    id_.assign(data, size);
  }
  explicit operator std::string_view() const { return id_; }
  std::string str() const { return id_; }

 private:
  std::string id_;
};

/// What leaves the hub in place of sealed information: who holds something, of what sort, from when, and whom to ask.
/// Devon's rule: the referral lists the source of sensitive material and never its content. No member of it can hold text.
struct SourceNoticed {
  static constexpr journal::EventType type{"hub_source_noticed", 1};
  PlainId child, referral, agency, contact;
  access::AgencyKind agency_kind;
  Holding holding;
  Date dated;
};
BOOST_DESCRIBE_STRUCT(SourceNoticed, (), (child, referral, agency, contact, agency_kind, holding, dated))

/// True for a struct that is made of ids, days and enumerations alone.
template <class T>
constexpr bool without_text() {
  bool fine = true;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_any_access | boost::describe::mod_inherited>>(
      [&](auto d) {
        using M = std::remove_cvref_t<decltype(std::declval<T&>().*d.pointer)>;
        fine = fine && (std::is_same_v<M, PlainId> || std::is_same_v<M, Date> || described::Enum<M>);
      });
  return fine;
}
static_assert(without_text<SourceNoticed>(), "a source notice has no text field");

}  // namespace hearth::hub
