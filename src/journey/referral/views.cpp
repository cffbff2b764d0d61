#include "journey/referral/views.hpp"

#include "journey/words.hpp"

namespace hearth::journey {
namespace {

using journal::Line, journal::Recorded, journal::ViewWriter, journal::id_of;

void bring_up_to_date(ReferralRow& row, const Reference& reference) {
  const auto& state = row.body.state;
  row.stage = stage_of(state);
  row.closed = state.closed ? std::optional(state.closed->on) : std::nullopt;
  const auto due = due_next(state, reference);
  row.clock = due ? std::optional(due->clock) : std::nullopt;
  row.due = due ? std::optional(due->by) : std::nullopt;
}

template <class E>
void fold(journal::Catalogue& catalogue, const Reference& reference) {
  catalogue.fold<E>([&reference](ViewWriter& views, const Recorded<E>& r) {
    const auto id = id_of(r.envelope);
    if constexpr (std::is_same_v<E, ReferralReceived>) {
      ReferralRow row{};
      row.referral = id;
      row.subject = r.event.child;
      row.team = r.event.team;
      row.source = r.event.source;
      row.received = r.event.on;
      row.body.state = evolve(Referral{}, r.event);
      bring_up_to_date(row, reference);
      views.put(std::move(row));
    } else {
      views.change<ReferralRow>(
          [&](ReferralRow& row) {
            row.body.state = evolve(std::move(row.body.state), r.event);
            bring_up_to_date(row, reference);
          },
          id);
    }
  });
}

std::string seen(bool was_seen, bool alone) {
  return alone ? "The child was seen alone." : was_seen ? "The child was seen." : "The child was not seen.";
}

void say(journal::Catalogue& catalogue, const Reference& reference) {
  auto label = [&reference](const char* set, const std::string& code) { return reference.label(set, code); };
  catalogue.say<ReferralReceived>([label](const Recorded<ReferralReceived>& r) {
    return Line{"Referral received from " + label("referral_source", r.event.source), r.event.reason};
  });
  catalogue.say<ReferralDecided>([](const Recorded<ReferralDecided>& r) {
    return Line{"Referral decided: " + words_for(r.event.outcome), r.event.reason};
  });
  catalogue.say<AssessmentStarted>([](const Recorded<AssessmentStarted>&) { return Line{"Assessment started", {}}; });
  catalogue.say<AssessmentWritten>([](const Recorded<AssessmentWritten>& r) {
    return Line{"Assessment written", seen(r.event.child_seen, r.event.child_seen_alone) + " " + r.event.analysis};
  });
  catalogue.say<AssessmentAuthorised>([](const Recorded<AssessmentAuthorised>& r) {
    return Line{"Assessment authorised: " + words_for(r.event.outcome), r.event.reason};
  });
  catalogue.say<AssessmentReturned>([](const Recorded<AssessmentReturned>& r) { return Line{"Assessment sent back", r.event.reason}; });
  catalogue.say<PlanMade>([](const Recorded<PlanMade>& r) { return Line{"Child in need plan began", r.event.summary}; });
  catalogue.say<PlanReviewed>([](const Recorded<PlanReviewed>& r) {
    return Line{"Plan reviewed: " + words_for(r.event.outcome), r.event.words};
  });
  catalogue.say<PlanEnded>([](const Recorded<PlanEnded>&) { return Line{"Child in need plan ended", {}}; });
  catalogue.say<EnquiryStarted>([](const Recorded<EnquiryStarted>&) { return Line{"Section 47 enquiry started", {}}; });
  catalogue.say<EnquiryEnded>([](const Recorded<EnquiryEnded>& r) {
    return Line{"Section 47 enquiry ended",
                r.event.conference_needed ? "A child protection conference is needed." : "No child protection conference is needed."};
  });
  catalogue.say<ConferenceHeld>([](const Recorded<ConferenceHeld>&) { return Line{"Initial child protection conference held", {}}; });
  catalogue.say<ProtectionPlanStarted>([label](const Recorded<ProtectionPlanStarted>& r) {
    return Line{"Child protection plan began: " + label("abuse_category", r.event.category), {}};
  });
  catalogue.say<ProtectionPlanReviewed>([](const Recorded<ProtectionPlanReviewed>&) {
    return Line{"Review child protection conference held", {}};
  });
  catalogue.say<ProtectionCategoryChanged>([label](const Recorded<ProtectionCategoryChanged>& r) {
    return Line{"Category of the child protection plan changed to " + label("abuse_category", r.event.category), {}};
  });
  catalogue.say<ProtectionPlanEnded>([](const Recorded<ProtectionPlanEnded>&) { return Line{"Child protection plan ended", {}}; });
  catalogue.say<StrategyDiscussionHeld>([](const Recorded<StrategyDiscussionHeld>& r) {
    return Line{"Strategy discussion: " + words_for(r.event.outcome), r.event.concerns + "\n" + r.event.reason};
  });
  catalogue.say<EnquiryConcluded>([](const Recorded<EnquiryConcluded>& r) {
    return Line{words_for(r.event.outcome), seen(r.event.child_seen, r.event.child_seen_alone) + " " + r.event.findings};
  });
  catalogue.say<ConferenceRecorded>([](const Recorded<ConferenceRecorded>& r) {
    return Line{"The conference decided: " + words_for(r.event.decision), r.event.reason};
  });
  catalogue.say<CoreGroupHeld>([](const Recorded<CoreGroupHeld>& r) { return Line{"Core group held", r.event.words}; });
  catalogue.say<ReviewConferenceRecorded>([](const Recorded<ReviewConferenceRecorded>& r) {
    return Line{"The review conference decided: " + words_for(r.event.decision), r.event.reason};
  });
  catalogue.say<ReferralClosed>([label](const Recorded<ReferralClosed>& r) {
    return Line{r.event.reason.empty() ? "Referral closed" : "Referral closed: " + label("closure_reason", r.event.reason), r.event.words};
  });
}

}  // namespace

void register_referral_views(journal::Catalogue& catalogue, const Reference& reference) {
  catalogue.view<ReferralRow>();
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Referral::Event>>(
      [&](auto identity) { fold<typename decltype(identity)::type>(catalogue, reference); });
  say(catalogue, reference);
}

}  // namespace hearth::journey
