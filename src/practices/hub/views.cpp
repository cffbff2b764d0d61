#include "views.hpp"

#include <algorithm>

namespace hearth::hub {

using journal::Recorded, journal::ViewWriter, journal::id_of;

namespace {

/// Folds an event into the row of its enquiry.
template <class E, class F>
void on_enquiry(journal::Catalogue& catalogue, F f) {
  catalogue.fold<E>([f](ViewWriter& views, const Recorded<E>& r) {
    views.change<EnquiryRow>(
        [&](EnquiryRow& row) {
          row.version = r.envelope.version;
          f(row, r.event, r.envelope);
        },
        id_of(r.envelope));
  });
}

void register_items(journal::Catalogue& catalogue) {
  catalogue.fold<ItemShared>([](ViewWriter& views, const Recorded<ItemShared>& r) {
    const auto& e = r.event;
    const auto enquiry = id_of(r.envelope);
    const auto* row = views.get<EnquiryRow>(enquiry);
    if (!row) return;
    views.put(ItemRow{e.item,
                      row->subject,
                      enquiry,
                      e.agency,
                      r.envelope.actor,
                      r.envelope.recorded,
                      {e.holding, e.dated, e.sensitivity, e.handling, e.words, e.why, e.basis, false, false, {}}});
  });
  catalogue.fold<ItemTakenBack>([](ViewWriter& views, const Recorded<ItemTakenBack>& r) {
    views.change<ItemRow>(
        [&](ItemRow& row) {
          row.body.taken_back = true;
          row.body.wrong_child = r.event.wrong_child;
          row.body.taken_back_reason = r.event.reason;
          // What was taken back is shown to nobody any more. The journal keeps it for a court.
          row.body.words = Words();
          row.body.why = Words();
        },
        r.event.item);
  });
  catalogue.fold<SaidInHub>([](ViewWriter& views, const Recorded<SaidInHub>& r) {
    const auto enquiry = id_of(r.envelope);
    const auto* row = views.get<EnquiryRow>(enquiry);
    if (!row) return;
    views.put(
        SaidRow{enquiry, r.envelope.version, row->subject, r.envelope.actor, r.envelope.agency, r.envelope.recorded, {r.event.words}});
  });
}

/// An item or a word is a row of its own; the enquiry's row only counts it.
template <class E>
void count_on_enquiry(journal::Catalogue& catalogue) {
  on_enquiry<E>(catalogue, [](EnquiryRow&, const E&, const journal::Envelope&) {});
}

void register_enquiries(journal::Catalogue& catalogue) {
  catalogue.fold<EnquiryOpened>([](ViewWriter& views, const Recorded<EnquiryOpened>& r) {
    const auto& e = r.event;
    EnquiryRow row{id_of(r.envelope), e.child, e.hub, e.contact, e.referral, r.envelope.recorded, false, r.envelope.version, {}};
    row.body.rating = e.rating;
    row.body.decide_by = e.decide_by;
    row.body.worry = e.worry;
    row.body.ratings.push_back({e.rating, r.envelope.actor, r.envelope.recorded, {}});
    views.put(std::move(row));
  });
  using journal::Envelope;
  on_enquiry<RatingChanged>(catalogue, [](EnquiryRow& row, const RatingChanged& e, const Envelope& at) {
    row.body.rating = e.rating;
    row.body.decide_by = e.decide_by;
    row.body.ratings.push_back({e.rating, at.actor, at.recorded, e.reason});
  });
  on_enquiry<AgencyAsked>(catalogue, [](EnquiryRow& row, const AgencyAsked& e, const Envelope& at) {
    row.body.requests.push_back({e.agency, at.recorded, e.reply_by, {}, {}, {}, {}});
  });
  on_enquiry<AgencyAnswered>(catalogue, [](EnquiryRow& row, const AgencyAnswered& e, const Envelope& at) {
    auto request = std::ranges::find(row.body.requests, e.agency, &RequestView::agency);
    if (request == row.body.requests.end()) return;
    request->answer = e.answer;
    request->answered = at.recorded;
    request->answered_by = at.actor;
    request->words = e.words;
  });
  on_enquiry<RiskRated>(catalogue, [](EnquiryRow& row, const RiskRated& e, const Envelope& at) {
    std::erase_if(row.body.risks, [&](const RiskView& r) { return r.person == at.actor; });
    row.body.risks.push_back({at.actor, at.agency, e.risk, e.reason, e.unknown, at.recorded});
  });
  on_enquiry<EnquiryDecided>(catalogue, [](EnquiryRow& row, const EnquiryDecided& e, const Envelope& at) {
    row.decided = true;
    row.body.decision = DecisionView{e.outcome, at.actor, at.recorded, e.reason, e.alternatives, e.silent, e.referral};
  });
  on_enquiry<Dissented>(catalogue, [](EnquiryRow& row, const Dissented& e, const Envelope& at) {
    row.body.dissent.push_back({at.actor, at.agency, at.recorded, e.words});
  });
  on_enquiry<AttemptRefused>(catalogue, [](EnquiryRow& row, const AttemptRefused& e, const Envelope& at) {
    row.body.attempts.push_back({e.attempt, at.actor, at.agency, at.recorded});
  });
}

}  // namespace

void register_views(journal::Catalogue& catalogue) {
  catalogue.view<HubRow>();
  catalogue.view<HubMemberRow>();
  catalogue.view<EnquiryRow>();
  catalogue.view<ItemRow>();
  catalogue.view<SaidRow>();
  catalogue.view<NoticeRow>();
  catalogue.fold<HubOpened>([](ViewWriter& views, const Recorded<HubOpened>& r) {
    views.put(HubRow{id_of(r.envelope), id_of(r.envelope), {r.event.name}});
  });
  catalogue.fold<HubMemberJoined>([](ViewWriter& views, const Recorded<HubMemberJoined>& r) {
    views.put(HubMemberRow{id_of(r.envelope), r.event.person, r.event.agency, r.envelope.recorded});
  });
  catalogue.fold<HubMemberLeft>(
      [](ViewWriter& views, const Recorded<HubMemberLeft>& r) { views.erase<HubMemberRow>(id_of(r.envelope), r.event.person); });
  catalogue.event<BroughtToHub>();
  catalogue.say<BroughtToHub>([](const Recorded<BroughtToHub>&) {
    return journal::Line{"Brought to the hub", "What the hub holds is seen by its members alone."};
  });
  catalogue.fold<SourceNoticed>([](ViewWriter& views, const Recorded<SourceNoticed>& r) {
    const auto& e = r.event;
    views.put(
        NoticeRow{id_of(r.envelope), e.child.str(), e.referral.str(), e.agency.str(), e.contact.str(), e.agency_kind, e.holding, e.dated});
  });
  catalogue.say<SourceNoticed>([](const Recorded<SourceNoticed>&) {
    return journal::Line{"The hub named a source to ask", "The referral says who holds what sort of information, and not what it says."};
  });
  register_enquiries(catalogue);
  register_items(catalogue);
  count_on_enquiry<ItemShared>(catalogue);
  count_on_enquiry<ItemTakenBack>(catalogue);
  count_on_enquiry<SaidInHub>(catalogue);
}

}  // namespace hearth::hub
