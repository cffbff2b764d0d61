// What may happen in the hub, and where an enquiry then stands. Pure: no clock, no database, no pages.
#pragma once

#include "base/reference.hpp"
#include "events.hpp"
#include "journal/unit.hpp"
#include "ratings.hpp"

#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace hearth::hub {

/// The hub as a place: who belongs to it now.
struct Hub {
  static constexpr std::string_view kind = "hub";
  using Event = std::variant<HubOpened, HubMemberJoined, HubMemberLeft>;
  std::string name;
  std::map<std::string, HubMemberJoined> members;  // by person

  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return {}; }
};
Hub evolve(Hub hub, const Hub::Event& event);

/// That a child was brought to the hub, in the child's own record.
struct Brought {
  static constexpr std::string_view kind = "hub_brought";
  using Event = std::variant<BroughtToHub>;
  BroughtToHub brought;
  std::string subject(std::string_view) const { return brought.child; }
  std::vector<std::string> about(std::string_view) const { return {brought.child}; }
};
Brought evolve(Brought brought, const Brought::Event& event);

/// One notice that left the hub.
struct Notice {
  static constexpr std::string_view kind = "hub_notice";
  using Event = std::variant<SourceNoticed>;
  SourceNoticed noticed;
  std::string subject(std::string_view) const { return noticed.child.str(); }
  std::vector<std::string> about(std::string_view) const { return {noticed.child.str()}; }
};
Notice evolve(Notice notice, const Notice::Event& event);

/// How an agency stands to an enquiry. "Not asked", "asked and silent" and "nothing known" are three things.
enum class Standing { not_asked, waiting, silent, nothing_known, known_not_relevant, information, declined };
BOOST_DESCRIBE_ENUM(Standing, not_asked, waiting, silent, nothing_known, known_not_relevant, information, declined)

struct Request {
  Instant reply_by;
  std::optional<Answer> answer;
};

struct Item {
  ItemShared shared;
  bool taken_back = false;
};

struct Enquiry {
  static constexpr std::string_view kind = "hub_enquiry";
  using Event = std::variant<EnquiryOpened, RatingChanged, AgencyAsked, AgencyAnswered, ItemShared, ItemTakenBack, SaidInHub, RiskRated,
                             EnquiryDecided, Dissented, AttemptRefused>;
  EnquiryOpened opened;
  Rating rating = Rating::amber;
  Instant decide_by;
  std::map<std::string, Request> requests;  // by agency
  std::map<std::string, Item> items;        // by id
  bool risk_rated = false;
  std::optional<EnquiryDecided> decided;

  /// The child's key under the hub's label: it is wrapped by the hub's own key and goes when the child's record goes.
  std::string subject(std::string_view) const { return opened.child; }
  /// The hub, whose members work with the enquiry. Not the child: nobody who works with the child is let in by that, and no index outside
  /// the hub says that there is an enquiry.
  std::vector<std::string> about(std::string_view) const { return {opened.hub}; }
};
Enquiry evolve(Enquiry enquiry, const Enquiry::Event& event);
using EnquiryEvents = std::vector<Enquiry::Event>;

Standing standing(const std::optional<Request>& request, Instant now);
/// Agencies that were asked, whose time is up or not, and that have not answered.
std::vector<std::string> unanswered(const Enquiry& enquiry);

// ---- commands ---------------------------------------------------------------------------------------------------------------

struct BringContact {
  static constexpr Asks asks[] = {{"child", "Choose the child"}, {"rating", "Choose how urgent it is"}};
  std::string contact, child;
  Rating rating;
  std::string worry;
};
BOOST_DESCRIBE_STRUCT(BringContact, (), (contact, child, rating, worry))

struct BringReferral {
  static constexpr Asks asks[] = {{"rating", "Choose how urgent it is"}};
  std::string referral;
  Rating rating;
  std::string worry;
};
BOOST_DESCRIBE_STRUCT(BringReferral, (), (referral, rating, worry))

struct AskAgencies {
  static constexpr Asks asks[] = {{"agencies", "Choose at least one agency"}};
  std::string enquiry;
  std::vector<std::string> agencies;
};
BOOST_DESCRIBE_STRUCT(AskAgencies, (), (enquiry, agencies))

struct AnswerRequest {
  static constexpr Asks asks[] = {{"answer", "Choose what your agency’s system holds"}};
  std::string enquiry;
  std::string agency;  ///< For whom the answer is. Only one's own is taken.
  Answer answer;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(AnswerRequest, (), (enquiry, agency, answer, words))

struct ShareItem {
  static constexpr Asks asks[] = {{"holding", "Choose what sort of information it is"},
                                  {"dated", "Enter the day that it is from"},
                                  {"sensitivity", "Choose how sensitive it is"},
                                  {"handling", "Choose where it may go"},
                                  {"basis", "Choose the legal basis"}};
  std::string enquiry;
  Holding holding;
  Date dated;
  Sensitivity sensitivity;
  Handling handling;
  std::string words, why, basis;
};
BOOST_DESCRIBE_STRUCT(ShareItem, (), (enquiry, holding, dated, sensitivity, handling, words, why, basis))

struct TakeItemBack {
  std::string enquiry, item;
  bool wrong_child = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(TakeItemBack, (), (enquiry, item, wrong_child, reason))

struct SayInHub {
  std::string enquiry, words;
};
BOOST_DESCRIBE_STRUCT(SayInHub, (), (enquiry, words))

struct RateRisk {
  static constexpr Asks asks[] = {{"risk", "Choose how high you see the risk"}};
  std::string enquiry;
  Risk risk;
  std::string reason, unknown;
};
BOOST_DESCRIBE_STRUCT(RateRisk, (), (enquiry, risk, reason, unknown))

struct ChangeRating {
  static constexpr Asks asks[] = {{"rating", "Choose how urgent it is"}};
  std::string enquiry;
  Rating rating;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ChangeRating, (), (enquiry, rating, reason))

struct DecideEnquiry {
  static constexpr Asks asks[] = {{"outcome", "Choose what happens next"}};
  std::string enquiry;
  Outcome outcome;
  std::string reason, alternatives;
  std::optional<std::string> team;           ///< Who takes the referral, when there is one.
  std::optional<std::string> referral_says;  ///< What the referral says: new words, for people outside.
};
BOOST_DESCRIBE_STRUCT(DecideEnquiry, (), (enquiry, outcome, reason, alternatives, team, referral_says))

struct Dissent {
  std::string enquiry, words;
};
BOOST_DESCRIBE_STRUCT(Dissent, (), (enquiry, words))

/// Who acts and when, for the rules.
struct Acting {
  std::string agency;
  Instant now;
  const Reference& reference;
  const Ratings& ratings;
};

/// The outcomes after which somebody outside works with the child.
bool refers(Outcome outcome);

Result<EnquiryEvents> open(const EnquiryOpened& asked, const std::vector<std::string>& agencies, const Acting& acting);
Result<EnquiryEvents> decide(const Enquiry& enquiry, const AskAgencies& command, const Acting& acting);
Result<EnquiryEvents> decide(const Enquiry& enquiry, const AnswerRequest& command, const Acting& acting);
Result<EnquiryEvents> decide(const Enquiry& enquiry, const ShareItem& command, const std::string& item, const Acting& acting);
Result<EnquiryEvents> decide(const Enquiry& enquiry, const TakeItemBack& command, const Acting& acting);
Result<EnquiryEvents> decide(const Enquiry& enquiry, const SayInHub& command, const Acting& acting);
Result<EnquiryEvents> decide(const Enquiry& enquiry, const RateRisk& command, const Acting& acting);
Result<EnquiryEvents> decide(const Enquiry& enquiry, const ChangeRating& command, const Acting& acting);
Result<EnquiryEvents> decide(const Enquiry& enquiry, const DecideEnquiry& command, const std::optional<std::string>& referral);
Result<EnquiryEvents> decide(const Enquiry& enquiry, const Dissent& command);

/// What was tried, if a refusal of this command is one that the hub should see.
std::optional<Attempt> attempt(const Enquiry& enquiry, const AnswerRequest& command, const Acting& acting);

}  // namespace hearth::hub
