#include "rules.hpp"

#include <algorithm>

namespace hearth::hub {
namespace {

constexpr const char* over =
    "The manager has decided on this enquiry. If what you know could change the decision, tell the manager now and bring the child to the "
    "hub again";

EnquiryEvents one(Enquiry::Event event) {
  EnquiryEvents events;
  events.push_back(std::move(event));
  return events;
}

Result<EnquiryEvents> either(Refusals wrong, Enquiry::Event event) {
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return one(std::move(event));
}

}  // namespace

Hub evolve(Hub hub, const Hub::Event& event) {
  std::visit(
      match{[&](const HubOpened& e) { hub.name = e.name; }, [&](const HubMemberJoined& e) { hub.members.insert_or_assign(e.person, e); },
            [&](const HubMemberLeft& e) { hub.members.erase(e.person); }},
      event);
  return hub;
}

Brought evolve(Brought brought, const Brought::Event& event) {
  brought.brought = std::get<BroughtToHub>(event);
  return brought;
}

Notice evolve(Notice notice, const Notice::Event& event) {
  notice.noticed = std::get<SourceNoticed>(event);
  return notice;
}

Enquiry evolve(Enquiry enquiry, const Enquiry::Event& event) {
  std::visit(
      match{[&](const EnquiryOpened& e) {
              enquiry.opened = e;
              enquiry.rating = e.rating;
              enquiry.decide_by = e.decide_by;
            },
            [&](const RatingChanged& e) {
              enquiry.rating = e.rating;
              enquiry.decide_by = e.decide_by;
            },
            [&](const AgencyAsked& e) {
              enquiry.requests.insert_or_assign(e.agency, Request{e.reply_by, {}});
            },
            [&](const AgencyAnswered& e) { enquiry.requests[e.agency].answer = e.answer; },
            [&](const ItemShared& e) {
              enquiry.items.insert_or_assign(e.item, Item{e, false});
            },
            [&](const ItemTakenBack& e) { enquiry.items[e.item].taken_back = true; }, [&](const RiskRated&) { enquiry.risk_rated = true; },
            [&](const EnquiryDecided& e) { enquiry.decided = e; }, [](const auto&) {}},
      event);
  return enquiry;
}

Standing standing(const std::optional<Request>& request, Instant now) {
  if (!request) return Standing::not_asked;
  if (!request->answer) return now > request->reply_by ? Standing::silent : Standing::waiting;
  switch (*request->answer) {
    case Answer::nothing_known: return Standing::nothing_known;
    case Answer::known_not_relevant: return Standing::known_not_relevant;
    case Answer::information: return Standing::information;
    default: return Standing::declined;
  }
}

std::vector<std::string> unanswered(const Enquiry& enquiry) {
  std::vector<std::string> silent;
  for (const auto& [agency, request] : enquiry.requests)
    if (!request.answer) silent.push_back(agency);
  return silent;
}

bool refers(Outcome outcome) { return outcome == Outcome::strategy_discussion || outcome == Outcome::assessment; }

Result<EnquiryEvents> open(const EnquiryOpened& asked, const std::vector<std::string>& agencies, const Acting& acting) {
  auto opened = asked;
  opened.decide_by = acting.ratings.decide_by(asked.rating, acting.now, acting.reference.working_days());
  auto events = one(std::move(opened));
  const auto reply_by = acting.ratings.reply_by(asked.rating, acting.now, acting.reference.working_days());
  for (const auto& agency : agencies) events.push_back(AgencyAsked{agency, reply_by});
  return events;
}

Result<EnquiryEvents> decide(const Enquiry& enquiry, const AskAgencies& c, const Acting& acting) {
  if (enquiry.decided) return refuse("", over);
  Refusals wrong;
  EnquiryEvents events;
  if (c.agencies.empty()) wrong.push_back({"agencies", "Choose at least one agency"});
  const auto reply_by = acting.ratings.reply_by(enquiry.rating, acting.now, acting.reference.working_days());
  for (const auto& agency : c.agencies) {
    if (enquiry.requests.contains(agency)) wrong.push_back({"agencies", "One of these agencies has been asked already"});
    events.push_back(AgencyAsked{agency, reply_by});
  }
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return events;
}

std::optional<Attempt> attempt(const Enquiry& enquiry, const AnswerRequest& c, const Acting& acting) {
  if (c.agency != acting.agency) return Attempt::answer_for_another_agency;
  if (enquiry.decided) return Attempt::answer_after_decision;
  return std::nullopt;
}

Result<EnquiryEvents> decide(const Enquiry& enquiry, const AnswerRequest& c, const Acting& acting) {
  if (c.agency != acting.agency) return refuse("", "You can answer for your own agency only. Ask the other agency’s member to answer");
  if (enquiry.decided) return refuse("", over);
  const auto request = enquiry.requests.find(c.agency);
  if (request == enquiry.requests.end()) return refuse("", "Your agency has not been asked. Share what you hold as an item instead");
  if (request->second.answer && *request->second.answer == Answer::information && c.answer != Answer::information)
    return refuse("answer", "Your agency has shared items here. Take them back first if there is nothing to share after all");
  Refusals wrong;
  if (c.answer == Answer::information)
    wrong.push_back({"answer", "Share each piece as an item of its own, with its date and why sharing it is proportionate"});
  if (c.answer == Answer::nothing_known && c.words.empty()) wrong.push_back({"words", "Write which systems you looked in"});
  if (c.answer == Answer::known_not_relevant && c.words.empty()) wrong.push_back({"words", "Write why what you know is not relevant"});
  if (c.answer == Answer::declined && c.words.empty()) wrong.push_back({"words", "Write why your agency does not answer"});
  return either(std::move(wrong), AgencyAnswered{c.agency, c.answer, Words(c.words)});
}

Result<EnquiryEvents> decide(const Enquiry& enquiry, const ShareItem& c, const std::string& item, const Acting& acting) {
  if (enquiry.decided) return refuse("", over);
  Refusals wrong;
  if (c.dated > acting.now.date()) wrong.push_back({"dated", "This day is in the future. Enter the day that the information is from"});
  if (c.words.empty()) wrong.push_back({"words", "Write what your agency knows"});
  if (c.why.empty()) wrong.push_back({"why", "Write why sharing this is proportionate"});
  if (!acting.reference.has("sharing_basis", c.basis, acting.now.date())) wrong.push_back({"basis", "Choose the legal basis"});
  if (c.sensitivity == Sensitivity::sensitive && c.handling == Handling::releasable)
    wrong.push_back({"handling", "Sensitive information stays in the hub, or goes to people who are named"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  auto events = one(ItemShared{item, acting.agency, c.holding, c.dated, Seen<Sensitivity, kHub>(c.sensitivity), c.handling, Words(c.words),
                               Words(c.why), c.basis});
  const auto request = enquiry.requests.find(acting.agency);
  if (request != enquiry.requests.end() && request->second.answer != Answer::information)
    events.push_back(AgencyAnswered{acting.agency, Answer::information, Words()});
  return events;
}

Result<EnquiryEvents> decide(const Enquiry& enquiry, const TakeItemBack& c, const Acting& acting) {
  const auto item = enquiry.items.find(c.item);
  if (item == enquiry.items.end()) return refuse("", "There is no such item here");
  if (item->second.shared.agency != acting.agency) return refuse("", "Only the agency that owns an item can take it back");
  if (item->second.taken_back) return refuse("", "This item has been taken back already");
  if (c.reason.empty()) return refuse("reason", "Write why it is taken back. It stays in the journal");
  return one(ItemTakenBack{c.item, c.wrong_child, Words(c.reason)});
}

Result<EnquiryEvents> decide(const Enquiry&, const SayInHub& c, const Acting&) {
  if (c.words.empty()) return refuse("words", "Write what you want to say");
  return one(SaidInHub{Words(c.words)});
}

Result<EnquiryEvents> decide(const Enquiry& enquiry, const RateRisk& c, const Acting&) {
  if (enquiry.decided) return refuse("", over);
  Refusals wrong;
  if (c.reason.empty()) wrong.push_back({"reason", "Write what you base this on"});
  return either(std::move(wrong), RiskRated{c.risk, Words(c.reason), Words(c.unknown)});
}

Result<EnquiryEvents> decide(const Enquiry& enquiry, const ChangeRating& c, const Acting& acting) {
  if (enquiry.decided) return refuse("", over);
  Refusals wrong;
  if (c.rating == enquiry.rating) wrong.push_back({"rating", "This is the rating that it has"});
  if (c.reason.empty()) wrong.push_back({"reason", "Write what has changed"});
  return either(std::move(wrong),
                RatingChanged{c.rating, acting.ratings.decide_by(c.rating, acting.now, acting.reference.working_days()), Words(c.reason)});
}

Result<EnquiryEvents> decide(const Enquiry& enquiry, const DecideEnquiry& c, const std::optional<std::string>& referral) {
  if (enquiry.decided) return refuse("", "This enquiry has been decided already. Look at the decision on the board");
  Refusals wrong;
  // Devon: all referrals are risk-assessed before the manager decides.
  if (!enquiry.risk_rated) wrong.push_back({"", "Nobody has rated the risk yet. At least one member does so before the decision"});
  if (c.reason.empty()) wrong.push_back({"reason", "Write why this is the right step"});
  if (c.alternatives.empty()) wrong.push_back({"alternatives", "Write what else you thought of and why you did not choose it"});
  if (refers(c.outcome) && !enquiry.opened.referral) {
    if (!c.team) wrong.push_back({"team", "Choose the team that takes the referral"});
    if (!c.referral_says || c.referral_says->empty())
      wrong.push_back({"referral_says", "Write what the referral says, in words that hold nothing sealed"});
  }
  return either(std::move(wrong), EnquiryDecided{c.outcome, Words(c.reason), Words(c.alternatives), unanswered(enquiry), referral});
}

Result<EnquiryEvents> decide(const Enquiry& enquiry, const Dissent& c) {
  if (!enquiry.decided) return refuse("", "There is no decision yet. Say what you think on the board, or rate the risk");
  if (c.words.empty()) return refuse("words", "Write how you see it, and why");
  return one(Dissented{Words(c.words)});
}

}  // namespace hearth::hub
